//! The generator of every command that makes secrets: the operating system's, and
//! what a witness adds to it with `--dice`.

use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use sealkit::entropy::{Contribution, ENOUGH_BITS, ENOUGH_ROLLS, Measure, Mixed};
use sealkit::secret::SecretText;
use sealkit::texts::Worded;

use crate::cli::args::Dice;
use crate::cli::context::Context;
use crate::cli::report::{Failure, Notice};
use crate::cli::texts;
use crate::os::files::Input;
use crate::os::files::{self, FileError};
use crate::os::host;
use crate::os::terminal::{Line, Terminal};

/// More than anybody rolls or types.
const DICE_LIMIT: u64 = 64 << 10;

/// The generator of the operating system, alone or with rolls mixed in.
pub type Generator = Mixed<UnwrapErr<SysRng>>;

/// Why the rolls of `--dice` were not taken.
pub enum DiceError {
    /// There are none, and no other text.
    Nothing,
    /// The file is not UTF-8.
    NotText,
    /// The file cannot be read. It is not named: somebody may have given the rolls.
    File(FileError),
    /// There is no terminal to ask on.
    NoTerminal,
}

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
pub fn randomness(dice: &Dice, context: &Context) -> Result<Randomness, Failure> {
    host::generator_works()?;
    let contribution = match dice {
        Dice::Without => {
            let sources = vec![text!("source-system")];
            return Ok(Randomness { generator: Mixed::alone(UnwrapErr(SysRng)), sources });
        }
        Dice::Asked => ask()?,
        Dice::Read(input) => read(input)?,
    };

    let measure = contribution.measure();
    tell(&contribution, context);
    Ok(Randomness {
        generator: Mixed::with(UnwrapErr(SysRng), &contribution),
        sources: vec![text!("source-system"), text!("source-mixed", measure = measure.wording())],
    })
}

fn tell(contribution: &Contribution, context: &Context) {
    let measure = contribution.measure();
    Notice::Mixed(measure).tell(context);
    if !measure.is_enough() {
        Notice::FewRolls.tell(context);
    }
    if contribution.is_uneven() {
        Notice::UnevenRolls.tell(context);
    }
}

fn read(input: &Input) -> Result<Contribution, DiceError> {
    let text = files::read_text(input, DICE_LIMIT).map_err(DiceError::File)?;
    Contribution::new(text.ok_or(DiceError::NotText)?).ok_or(DiceError::Nothing)
}

/// On a screen of its own, so that a witness sees what is typed and nothing of it stays.
fn ask() -> Result<Contribution, Failure> {
    let mut terminal = Terminal::open().map_err(|_| DiceError::NoTerminal)?;
    terminal.go_private()?;
    text!("dice-intro", rolls = ENOUGH_ROLLS).lines().try_for_each(|line| terminal.say(line))?;
    read_rolls(&mut terminal)
}

fn read_rolls(terminal: &mut Terminal) -> Result<Contribution, Failure> {
    let mut text = SecretText::with_capacity(4096);
    let mut warned = false;
    loop {
        let typed = match terminal.read_line(&text!("ask-rolls"))? {
            Line::Interrupted => return Err(Failure::interrupted()),
            Line::End => break,
            Line::Text(typed) => typed,
        };
        text.push_str(typed.expose());
        text.push_str("\n");
        let so_far = Contribution::new(text.duplicate()).map(|contribution| contribution.measure());
        let enough = so_far.is_some_and(Measure::is_enough);
        if typed.expose().trim().is_empty() && (enough || warned) {
            break;
        }
        let bits = so_far.map_or_else(|| text!("dice-nothing-yet"), |measure| texts::say(&measure.wording()));
        warned = typed.expose().trim().is_empty();
        let key = match (enough, warned) {
            (true, _) => "dice-enough",
            (false, false) => "dice-so-far",
            (false, true) => "dice-too-few",
        };
        terminal.say(&text!(key, bits, enough = ENOUGH_BITS))?;
    }

    Ok(Contribution::new(text).ok_or(DiceError::Nothing)?)
}
