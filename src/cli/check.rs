//! `sealkit check`: printed sheets, read back one by one before they are sealed,
//! each against the record. Nothing is opened, nothing secret is shown.

mod handler;

use crate::cli::args::{CheckRequest, parse_date};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::read::{input, paper, prompt, record_file};
use crate::cli::report::check::{passed, sheet_name, verdict};
use crate::cli::report::{self, Failure, Notice};
use crate::os::host;
use crate::os::sandbox;
use handler::CheckHandler;
use sealkit::record::{LogKind, Record};
use sealkit::recovery::Checked;

/// Reads back, notes it in the record, and says what is missing.
pub fn run(request: &CheckRequest, context: &Context) -> Result<(), Failure> {
    let date = request.date.as_deref().map(parse_date).transpose()?.map_or_else(host::today, Ok)?;
    let mut record = record_file::read(&request.record)?;
    let comparison = paper::compare(request.hashes.clone(), &record, false)?;
    Notice::Comparison(comparison).tell(context);
    let mut handler = CheckHandler::new(&record, comparison);

    if request.inputs.is_empty() {
        prompt::ask(&mut handler)?;
    } else {
        // What is wrong with an input is said; the verdict is about the sheets.
        input::read_all(&request.inputs, context, |input| handler.read(input))?;
    }

    sandbox::lock_memory().iter().for_each(|notice| report::warn_of(notice, context));

    let checked = handler.finish(&record, comparison);
    if checked.is_worth_noting() {
        let add =
            |record: &mut Record| Ok(record.append(LogKind::ReadBack, date, checked.facts()).map(drop)?);
        record_file::note(&request.record, &mut record, context, add)?;
    }

    print(&checked, &record, context)?;
    verdict(&checked, &request.record)
}

/// One line per sheet and, where all is well, a sentence; or the same as JSON.
fn print(checked: &Checked, record: &Record, context: &Context) -> Result<(), Failure> {
    if context.json {
        return output::json(&checked.json());
    }

    for (sheet, state) in &checked.sheets {
        output::line(&format!("{state:<14} {}", sheet_name(*sheet, record)), context)?;
    }
    if checked.is_passed() { output::line(&passed(checked), context) } else { Ok(()) }
}
