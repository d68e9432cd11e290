//! The recipient's fingerprint from the earlier paper: a swapped recipient would receive
//! the next password.

use std::path::{Path, PathBuf};

use sealkit::id::{Fingerprint, Generation};
use sealkit::kit::KitError;
use sealkit::record::Record;

use crate::cli::args::Usage;
use crate::cli::report::Failure;
use crate::os::terminal::{Line, Terminal};

/// How often it may be typed.
const TRIES: usize = 3;

/// The fingerprint for each record. Of several records, each takes from the given ones the
/// one that fits; without any, they are asked for.
///
/// # Errors
/// A fingerprint that is not that of its record: then nothing is made.
pub fn of_papers(
    given: &[Fingerprint],
    records: &[Record],
    paths: &[PathBuf],
) -> Result<Vec<Fingerprint>, Failure> {
    if let ([_, _, ..], [_, ..]) = (records, given) {
        return records.iter().zip(paths).map(|(record, path)| among(given, record, path)).collect();
    }
    records.iter().map(|record| of_paper(given.first().copied(), record)).collect()
}

fn among(given: &[Fingerprint], record: &Record, path: &Path) -> Result<Fingerprint, Failure> {
    let expected = record.made().recipient_fingerprint;
    let fits = given.iter().find(|fingerprint| **fingerprint == expected).copied();
    fits.ok_or_else(|| Failure::from(KitError::OtherRecipient).about(&path.display().to_string()))
}

/// The fingerprint as given or typed; it is that of the record, or nothing is made.
fn of_paper(given: Option<Fingerprint>, record: &Record) -> Result<Fingerprint, Failure> {
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
