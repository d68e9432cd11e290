//! Which kit opens, where the shares open several.

use crate::cli::read::quorum::QuorumInputs;
use crate::cli::report::Failure;
use crate::cli::report::recovery::kit_by_name;
use crate::os::terminal::{Line, Terminal, stdin_is_terminal};
use sealkit::recovery::{FindingInfo, LastGroups, OpenError};

/// How often the groups are asked for: a person may mistype them.
const TRIES: usize = 3;

/// Asks for the kit fingerprint from paper where the shares open several kits. In a script
/// nobody can look at paper, so there nothing opens.
pub fn kit(inputs: &mut QuorumInputs) -> Result<(), Failure> {
    match inputs.several_kits() {
        Some(kits) if stdin_is_terminal() => ask(inputs, kits),
        Some(kits) => Err(OpenError::TwoKits(kits).into()),
        None => Ok(()),
    }
}

/// A key id begins with the same bits as the fingerprint. So the last groups are asked for,
/// which stand nowhere on this screen, and nothing is taken for granted.
fn ask(inputs: &mut QuorumInputs, kits: Vec<FindingInfo>) -> Result<(), Failure> {
    let mut terminal = Terminal::open()?;
    terminal
        .say("These shares open several kits. At least one of them is forged or does not belong here:")?;
    kits.iter().try_for_each(|kit| terminal.say(&format!("  {}", kit_by_name(kit))))?;
    terminal.say("Take the ceremony sheet of your kit and find the kit fingerprint: eight groups.")?;

    for _ in 0..TRIES {
        let typed = match terminal.read_line("Type its last four groups: ")? {
            Line::Text(typed) => LastGroups::parse(typed.expose()),
            Line::End | Line::Interrupted => return Err(Failure::interrupted()),
        };
        match typed {
            None => terminal.say("  Type four groups of four characters, 0 to 9 and a to f.")?,
            Some(typed) if inputs.choose(typed) => return Ok(()),
            Some(_) => terminal.say("  None of these kits has this fingerprint. Look at the sheet again.")?,
        }
    }
    Err(OpenError::TwoKits(kits).into())
}
