//! `sealkit check`: printed sheets, read back one by one before they are sealed,
//! each against the record. Nothing is opened, nothing secret is shown.

mod desk;
mod result;

use crate::cli::args::{CheckRequest, parse_date};
use crate::cli::read::input::{self, InputContent};
use crate::cli::read::prompt;
use crate::cli::read::record_file;
use crate::cli::report::{self, Failure, Status, events::Message};
use crate::os::files::Input;
use crate::os::files::{self, INPUT_LIMIT};
use crate::os::host;
use crate::os::sandbox;
use desk::CheckHandler;
pub use result::name;
use sealkit::record::{LogKind, Record};
use sealkit::recovery::Expected;

/// Reads back, notes it in the record, and says what is missing.
pub fn run(request: &CheckRequest) -> Result<(), Failure> {
    let date = request.date.as_deref().map(parse_date).transpose()?.map_or_else(host::today, Ok)?;
    let mut record = record_file::read(&request.record)?;
    let expected = Expected::from_record(&record);
    let mut desk = CheckHandler::new(expected, &record);
    if request.inputs.is_empty() {
        prompt::ask(&mut desk)?;
    } else {
        read_all(&mut desk, &request.inputs)?;
    }
    sandbox::lock_memory().iter().for_each(|notice| report::warn(notice));
    let result = desk.into_result(&record);
    if result.is_worth_noting() {
        record.append(LogKind::ReadBack, date, result.facts())?;
        record_file::replace(&request.record, &record)?;
    }
    result.print(&record, request.json)?;
    result.verdict()
}

/// A damaged input does not keep the others from being read.
fn read_all(desk: &mut CheckHandler, inputs: &[Input]) -> Result<(), Failure> {
    for input in inputs {
        match desk.read(input) {
            Ok(said) => said.iter().for_each(|said| say(&input.name(), said)),
            Err(failure) if failure.status() == Status::Damaged => failure.warn(),
            Err(failure) => return Err(failure),
        }
    }
    Ok(())
}

/// Says on standard error what a piece of an input is.
pub fn say(input: &str, said: &Message) {
    match (&said.status, said.hint.as_deref()) {
        (None, _) => report::note(&format!("{input}: {}", said.sentence)),
        (_, hint) => report::warn(&format!("{input}: {}; {}", said.sentence, hint.unwrap_or_default())),
    }
}

/// What a file holds, unless it is a file of the kit instead of its print.
fn printed(input: &Input, record: &Record) -> Result<InputContent, Failure> {
    use sealkit::record::Hash;
    let about = |failure: Failure| failure.about(&input.name());
    let bytes = files::read(input, INPUT_LIMIT)?;
    let hash = Hash::of(bytes.expose());
    let hashes = &record.made().hashes;
    if hashes.payload == hash || hashes.sheets.values().any(|sheet| *sheet == hash) {
        let sentence = "this is the kit's own file, which proves nothing about the printed sheet";
        let hint = "scan the sheet that came out of the printer, or type its lines";
        return Err(about(Failure::new(Status::Damaged, sentence, hint).of_kind("not-printed")));
    }
    input::classify(bytes).map_err(about)
}
