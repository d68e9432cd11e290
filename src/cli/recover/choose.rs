//! Which kit opens, where the shares open several.

use crate::cli::read::prompt::{self, FromPaperAnswer};
use crate::cli::read::quorum::QuorumInputs;
use crate::cli::report::Failure;
use crate::cli::texts;
use crate::os::terminal::{Terminal, stdin_is_terminal};
use sealkit::recovery::{FindingInfo, LastGroups, OpenError};
use sealkit::texts::Worded;

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
    terminal.say(&text!("shares-open-several"))?;
    kits.iter().try_for_each(|kit| terminal.say(&format!("  {}", texts::say(&kit.wording()))))?;
    terminal.say(&text!("find-kit-fingerprint"))?;

    let judge = |typed: &str| match LastGroups::parse(typed) {
        None => Err(text!("four-groups")),
        Some(typed) if inputs.choose(typed) => Ok(()),
        Some(_) => Err(text!("no-such-fingerprint")),
    };

    let question = text!("type-last-groups") + " ";
    match prompt::ask_from_paper(&mut terminal, &question, false, judge)? {
        FromPaperAnswer::Right => Ok(()),
        _ => Err(OpenError::TwoKits(kits).into()),
    }
}
