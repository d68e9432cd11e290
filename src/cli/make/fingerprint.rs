//! The recipient's fingerprint from the earlier paper: a swapped recipient would receive
//! the next password.

use sealkit::id::{Fingerprint, Generation};
use sealkit::kit::KitError;
use sealkit::record::Record;

use crate::cli::args::Usage;
use crate::cli::report::Failure;
use crate::os::terminal::{Line, Terminal};

/// How often it may be typed.
const TRIES: usize = 3;

/// The fingerprint as given or typed; it is that of the record, or nothing is made.
pub fn of_paper(given: Option<Fingerprint>, record: &Record) -> Result<Fingerprint, Failure> {
    let expected = record.made().recipient_fingerprint;
    let typed = match given {
        Some(given) => Some(given).filter(|given| expected == *given),
        None => ask(expected, record.made().generation)?,
    };
    typed.ok_or_else(|| KitError::OtherRecipient.into())
}

/// The record's own is never shown here: it would only be copied.
fn ask(expected: Fingerprint, generation: Generation) -> Result<Option<Fingerprint>, Failure> {
    let mut terminal = Terminal::open().map_err(|_| Usage::NoFingerprint)?;
    terminal.say(&format!(
        "type the recipient's fingerprint from the ceremony or credential sheet of generation {generation}: eight groups of four"
    ))?;
    for _ in 0..TRIES {
        let typed = match terminal.read_line("fingerprint: ")? {
            Line::Text(text) => text,
            Line::End | Line::Interrupted => return Err(Failure::interrupted()),
        };
        match Fingerprint::parse(typed.expose()) {
            Some(typed) if typed == expected => return Ok(Some(typed)),
            Some(_) => terminal
                .say("this is not the fingerprint of the record's recipient; look at the paper again")?,
            None => terminal.say("a fingerprint has 32 digits, 0 to 9 and a to f; type it again")?,
        }
    }
    Ok(None)
}
