//! `sealkit check`: printed sheets, read back one by one before they are sealed,
//! each against the record. Nothing is opened, nothing secret is shown.

pub mod error;
mod handler;
mod result;

use crate::cli::args::{CheckRequest, parse_date};
use crate::cli::context::Context;
use crate::cli::read::{input, paper, prompt, record_file};
use crate::cli::report::{self, Failure, Notice};
use crate::os::host;
use crate::os::sandbox;
use handler::CheckHandler;
use sealkit::record::{LogKind, Record};
use sealkit::recovery::Expected;

/// Reads back, notes it in the record, and says what is missing.
pub fn run(request: &CheckRequest, context: &Context) -> Result<(), Failure> {
    let date = request.date.as_deref().map(parse_date).transpose()?.map_or_else(host::today, Ok)?;
    let mut record = record_file::read(&request.record)?;
    let comparison = paper::compare(request.hashes.clone(), &record, false)?;
    Notice::Comparison(comparison).tell(context);
    let mut handler = CheckHandler::new(Expected::of(&record, comparison), &record);

    if request.inputs.is_empty() {
        prompt::ask(&mut handler)?;
    } else {
        // What is wrong with an input is said; the verdict is about the sheets.
        input::read_all(&request.inputs, context, |input| handler.read(input))?;
    }
    sandbox::lock_memory().iter().for_each(|notice| report::warn(notice, context));

    let result = handler.into_result(&record, comparison);
    if result.is_worth_noting() {
        let add =
            |record: &mut Record| Ok(record.append(LogKind::ReadBack, date, result.facts()).map(drop)?);
        record_file::note(&request.record, &mut record, context, add)?;
    }
    result.print(&record, context)?;
    Ok(result.verdict(&request.record)?)
}
