//! `sealkit drill`: a quorum opens the credential, and nobody sees what is in it.
//! What came of it is noted in the record.

mod ask;
mod desk;
mod result;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use crate::cli::args::{DrillRequest, Task, parse_date};
use crate::cli::output;
use crate::cli::read::prompt;
use crate::cli::read::record_file;
use crate::cli::report::{self, Failure, Status};
use crate::os::files;
use crate::os::files::Input;
use crate::os::host;
use crate::os::sandbox;
use desk::DrillHandler;
use result::{DrillResult, Outcome};
use sealkit::kit;
use sealkit::record::{LogKind, Record};
use sealkit::recovery::Expected;
use serde_json::json;
use time::Date;

/// Holds a drill, tests shares, adds evidence or writes a form.
pub fn run(request: DrillRequest) -> Result<(), Failure> {
    let given = request.date.as_deref().map(parse_date).transpose()?;
    let record = record_file::read(&request.record)?;
    if let Task::Form(path) = &request.task {
        return form(&record, path, request.json);
    }
    let date = given.map_or_else(host::today, Ok)?;
    match request.task {
        Task::Note => note(request, record, date),
        _ => hold(request, record, date),
    }
}

fn hold(mut request: DrillRequest, mut record: Record, date: Date) -> Result<(), Failure> {
    let started = Instant::now();
    let expected = Expected::from_record(&record);
    let mut desk = DrillHandler::new(expected, &record);
    let is_guided = request.task == Task::Ask;
    match &request.task {
        Task::Read(inputs) => read_all(&mut desk, inputs)?,
        _ => {
            if request.by.is_empty() {
                request.by = ask::participants()?;
            }
            prompt::ask(&mut desk)?;
        }
    }
    sandbox::lock_memory().iter().for_each(|notice| report::warn(notice));
    let outcome = desk.outcome()?;
    let seconds = started.elapsed().as_secs();
    if is_guided && matches!(outcome, Outcome::Drill { .. }) {
        ask::evidence(&mut request.evidence)?;
    }
    let result = DrillResult { outcome, by: request.by, evidence: request.evidence, seconds };
    record.append(result.kind(), date, result.facts(&record, date))?;
    let noted = record_file::replace(&request.record, &record);
    // The custodians wait for the result, whatever became of the record.
    result.print(&record, &request.record, noted.is_ok(), request.json)?;
    noted?;
    result.verdict()
}

/// A damaged input does not keep the others from being read.
fn read_all(desk: &mut DrillHandler, inputs: &[Input]) -> Result<(), Failure> {
    for input in inputs {
        match desk.read(input) {
            Ok(said) => said.iter().for_each(|said| {
                crate::cli::check::say(&input.name(), said);
                desk.fault(&input.name(), said);
            }),
            Err(failure) if failure.status() == Status::Damaged => {
                failure.warn();
                desk.unreadable(failure);
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(())
}

/// Evidence that came after the drill.
fn note(request: DrillRequest, mut record: Record, date: Date) -> Result<(), Failure> {
    let last = (1..).zip(record.log()).filter(|(_, entry)| entry.kind == LogKind::Drill).last();
    let Some((number, day)) = last.map(|(number, entry)| (number, entry.date)) else {
        let hint = "hold one first: `sealkit drill` without `--evidence-only`";
        return Err(Failure::new(Status::Usage, "there is no drill in this record", hint));
    };
    let mut facts: BTreeMap<String, String> = request.evidence;
    let keys: Vec<String> = facts.keys().cloned().collect();
    facts.insert("of-entry".to_owned(), number.to_string());
    if !request.by.is_empty() {
        facts.insert("by".to_owned(), request.by.join("; "));
    }
    record.append(LogKind::DrillEvidence, date, facts)?;
    record_file::replace(&request.record, &record)?;
    match request.json {
        true => output::json(&json!({ "noted": keys, "drill": day.to_string() })),
        false => output::line(&format!("noted for the drill of {day}: {}", keys.join(", "))),
    }
}

fn form(record: &Record, path: &Path, as_json: bool) -> Result<(), Failure> {
    files::check_new(path)?;
    let pdf = kit::drill_form(record, env!("CARGO_PKG_VERSION"))?;
    files::write_public(path, pdf.expose())?;
    match as_json {
        true => output::json(&json!({ "written": path.display().to_string() })),
        false => {
            report::note("print it for the next drill; there is no secret on it");
            output::line(&format!("drill form written to {}", path.display()))
        }
    }
}
