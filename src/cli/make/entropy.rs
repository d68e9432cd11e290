//! The generator of every command that makes secrets: the operating system's, and
//! what a witness adds to it with `--dice`.

use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use sealkit::entropy::{Contribution, ENOUGH_BITS, ENOUGH_ROLLS, Measure, Mixed};
use sealkit::secret::SecretText;

use crate::cli::args::Dice;
use crate::cli::report::{self, Failure, Status};
use crate::os::files;
use crate::os::files::Input;
use crate::os::host;
use crate::os::terminal::{Line, Terminal};

/// More than anybody rolls or types.
const DICE_LIMIT: u64 = 64 << 10;
const SYSTEM: &str = "operating system (getrandom)";

/// The generator of the operating system, alone or with rolls mixed in.
pub type Generator = Mixed<UnwrapErr<SysRng>>;

/// A generator, and what the record says of it.
pub struct Randomness {
    /// Passphrases, identity and shares are drawn from it.
    pub generator: Generator,
    /// For the record and the ceremony sheet; nothing of what was typed.
    pub sources: Vec<String>,
}

/// Makes the generator; rolls are read or asked for, and it is said how many bits
/// they add.
///
/// # Errors
/// A machine without a generator; rolls that cannot be read, or are none.
pub fn randomness(dice: &Dice) -> Result<Randomness, Failure> {
    host::generator_works()?;
    let contribution = match dice {
        Dice::Without => {
            let sources = vec![SYSTEM.to_owned()];
            return Ok(Randomness { generator: Mixed::alone(UnwrapErr(SysRng)), sources });
        }
        Dice::Asked => ask()?,
        Dice::Read(input) => read(input)?,
    };
    let measure = contribution.measure();
    tell(&contribution);
    Ok(Randomness {
        generator: Mixed::with(UnwrapErr(SysRng), &contribution),
        sources: vec![SYSTEM.to_owned(), format!("{}, mixed in with HKDF-SHA256", counted(measure))],
    })
}

fn counted(measure: Measure) -> String {
    let bits = measure.bits().floor();
    match measure {
        Measure::Rolls(1) => format!("1 dice roll, {bits} bits"),
        Measure::Rolls(rolls) => format!("{rolls} dice rolls, {bits} bits"),
        Measure::Text(_) => format!("typed text, counted as {bits} bits"),
    }
}

fn tell(contribution: &Contribution) {
    let measure = contribution.measure();
    report::note(&format!("{}, mixed into the operating system's generator", counted(measure)));
    if !measure.is_enough() {
        report::warn(&format!(
            "that is less than the {ENOUGH_BITS} bits asked for: should the operating system's generator fail, the \
             rolls alone would not protect the kit"
        ));
    }
    if contribution.is_uneven() {
        report::warn(
            "the faces came up very unevenly: the die is loaded, or the rolls are made up and add less",
        );
    }
}

fn none() -> Failure {
    let hint = format!("enter at least {ENOUGH_ROLLS} rolls as digits 1 to 6, or leave `--dice` out");
    Failure::new(Status::Usage, "`--dice`: no rolls and no other text were given", hint).of_kind("dice")
}

fn read(input: &Input) -> Result<Contribution, Failure> {
    let text = files::read_text(input, DICE_LIMIT)
        .map_err(|error| Failure::from(error.renamed("the file of `--dice`")).with_status(Status::Usage))?;
    let not_text = || {
        let hint = "give a file with the rolls as digits 1 to 6";
        Failure::new(Status::Usage, "the file of `--dice` is not text in UTF-8", hint).of_kind("dice")
    };
    Contribution::new(text.ok_or_else(not_text)?).ok_or_else(none)
}

/// On a screen of its own, so that a witness sees what is typed and nothing of it stays.
fn ask() -> Result<Contribution, Failure> {
    let mut terminal = Terminal::open().map_err(|_| {
        let message = "`--dice` asks for the rolls, and there is no terminal to ask on";
        Failure::new(Status::Usage, message, "give `--dice=FILE`, or `--dice=-` for standard input")
    })?;
    terminal.go_private()?;
    terminal.say(&format!(
        "Roll a die and type what it shows, 1 to 6: {ENOUGH_ROLLS} rolls or more, in one line or several."
    ))?;
    terminal.say("Any other text is mixed in as well, and counts for less.")?;
    terminal.say("An empty line ends it, and the screen is cleared.")?;
    gather(&mut terminal)
}

fn gather(terminal: &mut Terminal) -> Result<Contribution, Failure> {
    let mut text = SecretText::with_capacity(4096);
    let mut warned = false;
    loop {
        let typed = match terminal.read_line("rolls: ")? {
            Line::Interrupted => return Err(Failure::interrupted()),
            Line::End => return Contribution::new(text).ok_or_else(none),
            Line::Text(typed) => typed,
        };
        text.push_str(typed.expose());
        text.push_str("\n");
        let so_far = Contribution::new(text.duplicate()).map(|contribution| contribution.measure());
        let enough = so_far.is_some_and(Measure::is_enough);
        if typed.expose().trim().is_empty() && (enough || warned) {
            return Contribution::new(text).ok_or_else(none);
        }
        let bits = so_far.map_or_else(|| "nothing yet".to_owned(), counted);
        warned = typed.expose().trim().is_empty();
        terminal.say(&match (enough, warned) {
            (true, _) => format!("{bits} so far: enough; go on, or end with an empty line"),
            (false, false) => format!("{bits} so far, of {ENOUGH_BITS}"),
            (false, true) => {
                format!("{bits} so far, of {ENOUGH_BITS}: too few; another empty line ends it all the same")
            }
        })?;
    }
}
