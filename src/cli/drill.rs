//! `sealkit drill`: a quorum opens the credential, and nobody sees what is in it.
//! What came of it is noted in the record.

mod ask;
pub mod error;
mod handler;
mod result;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use crate::cli::args::{DrillRequest, Task, parse_date};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::read::{prompt, record_file};
use crate::cli::report::{self, Failure, Notice};
use crate::os::files;
use crate::os::host;
use crate::os::sandbox;
use error::DrillError;
use handler::DrillHandler;
use result::{DrillResult, Outcome};
use sealkit::auth::Examined;
use sealkit::kit;
use sealkit::record::{LogKind, Record};
use sealkit::recovery::Expected;
use serde_json::json;
use time::Date;

/// Holds a drill, tests shares, adds evidence or writes a form.
pub fn run(request: DrillRequest, context: &Context) -> Result<(), Failure> {
    let given = request.date.as_deref().map(parse_date).transpose()?;
    let record = record_file::read(&request.record)?;
    if let Task::Form(path) = &request.task {
        return form(&record, path, context);
    }
    let date = given.map_or_else(host::today, Ok)?;
    match request.task {
        Task::Note => note(request, record, date, context),
        _ => hold(request, record, date, context),
    }
}

fn hold(mut request: DrillRequest, mut record: Record, date: Date, context: &Context) -> Result<(), Failure> {
    let started = Instant::now();
    let expected = Expected::from_record(&record);
    let comparison = expected.comparison;
    let mut handler = DrillHandler::new(expected, &record);
    let is_guided = request.task == Task::Ask;
    match &request.task {
        Task::Read(inputs) => handler.read_all(inputs, context)?,
        _ => {
            if request.by.is_empty() {
                request.by = ask::participants()?;
            }
            prompt::ask(&mut handler)?;
        }
    }
    sandbox::lock_memory().iter().for_each(|notice| report::warn(notice, context));

    let (outcome, examined) = handler.outcome()?;
    let seconds = started.elapsed().as_secs();
    if is_guided && matches!(outcome, Outcome::Drill { .. }) {
        ask::evidence(&mut request.evidence)?;
    }

    let vouched = examined.as_ref().map(Examined::made);
    let author =
        examined.map(|examined| examined.adopt(&mut record, comparison, date)).transpose()?.flatten();
    let result = DrillResult { outcome, by: request.by, evidence: request.evidence, seconds, vouched };
    record.append(result.kind(), date, result.facts(&record, date))?;
    if let Some(author) = author {
        author.authenticate_last(&mut record);
    }
    let noted = record_file::replace(&request.record, &record, context);
    // The custodians wait for the result, whatever became of the record.
    result.print(&record, &request.record, noted.is_ok(), context)?;
    noted?;
    result.verdict()
}

/// Evidence that came after the drill.
fn note(request: DrillRequest, mut record: Record, date: Date, context: &Context) -> Result<(), Failure> {
    let last = (1..).zip(record.log()).filter(|(_, entry)| entry.kind == LogKind::Drill).last();
    let Some((number, day)) = last.map(|(number, entry)| (number, entry.date)) else {
        return Err(DrillError::NoDrill.into());
    };
    let mut facts: BTreeMap<String, String> = request.evidence;
    let keys: Vec<String> = facts.keys().cloned().collect();
    facts.insert("of-entry".to_owned(), number.to_string());
    if !request.by.is_empty() {
        facts.insert("by".to_owned(), request.by.join("; "));
    }
    record.append(LogKind::DrillEvidence, date, facts)?;
    record_file::replace(&request.record, &record, context)?;
    match context.json {
        true => output::json(&json!({ "noted": keys, "drill": day.to_string() })),
        false => output::line(&format!("noted for the drill of {day}: {}", keys.join(", ")), context),
    }
}

fn form(record: &Record, path: &Path, context: &Context) -> Result<(), Failure> {
    files::check_new(path)?;
    let pdf = kit::drill_form(record, env!("CARGO_PKG_VERSION"))?;
    files::write_public(path, pdf.expose())?;
    match context.json {
        true => output::json(&json!({ "written": path.display().to_string() })),
        false => {
            Notice::FormWritten.tell(context);
            output::line(&format!("drill form written to {}", path.display()), context)
        }
    }
}
