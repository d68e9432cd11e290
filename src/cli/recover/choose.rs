//! Which kit opens, where the shares open several, and what else is said of the others.

use crate::cli::args::{Destination, RecoverRequest};
use crate::cli::report::recovery::kit_by_name;
use crate::cli::report::{Failure, Status, warn};
use crate::os::terminal::{Line, Terminal, stdin_is_terminal};
use sealkit::recovery::{FindingInfo, LastGroups, OpenError, Opened, Recovery};

/// How often the groups are asked for: a person may mistype them.
const TRIES: usize = 3;

/// Asks for the kit fingerprint from paper where the shares open several kits. In a script
/// nobody can look at paper, so there nothing opens.
pub fn kit(recovery: &mut Recovery) -> Result<(), Failure> {
    match recovery.proven() {
        Err(OpenError::TwoKits(kits)) if stdin_is_terminal() => ask(recovery, &kits),
        Err(fault @ OpenError::TwoKits(_)) => Err(fault.into()),
        _ => Ok(()),
    }
}

/// A key id begins with the same bits as the fingerprint. So the last groups are asked for,
/// which stand nowhere on this screen, and nothing is taken for granted.
fn ask(recovery: &mut Recovery, kits: &[FindingInfo]) -> Result<(), Failure> {
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
            None => terminal.say("  Four groups of four digits, 0 to 9 and a to f, are needed.")?,
            Some(typed) if recovery.choose(typed) => return Ok(()),
            Some(_) => terminal.say("  None of these kits has this fingerprint. Look at the sheet again.")?,
        }
    }
    Err(OpenError::TwoKits(kits.to_vec()).into())
}

/// A rehearsal may be shown. Written, it could be taken for the secret by what reads it.
pub fn admit(request: &RecoverRequest, rehearsal: bool) -> Result<(), Failure> {
    let shown = matches!(request.target, Destination::Screen { .. });
    if !rehearsal || request.rehearsal || shown {
        return Ok(());
    }
    let sentence = "these are the shares of a rehearsal, which open no secret: nothing was written";
    let hint = "bring the shares of your kit; to write the rehearsal credential, add `--rehearsal`";
    Err(Failure::new(Status::Usage, sentence, hint).of_kind("rehearsal"))
}

/// What has to be said before the secret of whatever was brought beside it.
pub fn others(opened: &Opened) -> Vec<String> {
    let older =
        |kit: &FindingInfo| format!("shares of an older split were brought too: {}", kit_by_name(kit));
    let foreign = |kit: &FindingInfo| {
        format!("shares of another kit were brought too, and left out: {}", kit_by_name(kit))
    };
    let mut said: Vec<String> = opened.older_splits.iter().map(older).collect();
    said.extend(opened.left_out.iter().map(foreign));
    if !opened.searched_all {
        let more =
            "not every combination of these shares was tried: the shares of another kit may be among them";
        said.push(more.to_owned());
    }
    if let Some((older, newer)) = opened.generation_gap() {
        said.push(format!(
            "no credential between generation {older} and generation {newer} was given: anybody who knows the \
             recipient can seal one with a high number"
        ));
    }
    said.extend(opened.contradictions.iter().map(against_record));
    said
}

/// Says where the key alone is not that of a record that was not compared.
pub fn contradiction(recovery: &Recovery) {
    if let Err(fault) = recovery.proven_as_recorded() {
        warn(&against_record(&fault));
    }
}

fn against_record(contradiction: &OpenError) -> String {
    let failure: Failure = contradiction.clone().into();
    format!("the record does not agree: {}", failure.message())
}
