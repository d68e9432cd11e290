//! `sealkit drill`: a quorum opens the credential, and nobody sees what is in it.
//! What came of it is noted in the record.

mod ask;
mod handler;
mod result;

use std::collections::BTreeMap;
use std::time::Instant;

use crate::cli::args::{DrillRequest, Task, parse_date};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::read::{paper, prompt, record_file};
use crate::cli::report::drill::{no_drill, verdict};
use crate::cli::report::{self, Failure, Notice};
use crate::os::host;
use crate::os::sandbox;
use handler::DrillHandler;
use result::DrillResult;
use sealkit::auth::{self, Examined};
use sealkit::record::{COMPARED, LogKind, Record};
use sealkit::recovery::{DrillVerdict, Held, Shown};
use serde_json::json;
use time::Date;

/// Holds a drill, tests shares or adds evidence.
pub fn run(request: DrillRequest, context: &Context) -> Result<(), Failure> {
    let given = request.date.as_deref().map(parse_date).transpose()?;
    let record = record_file::read(&request.record)?;
    let date = given.map_or_else(host::today, Ok)?;
    match request.task {
        Task::Note => note(request, record, date, context),
        _ => hold(request, record, date, context),
    }
}

fn hold(mut request: DrillRequest, mut record: Record, date: Date, context: &Context) -> Result<(), Failure> {
    let started = Instant::now();
    let comparison = paper::compare(request.hashes.clone(), &record, false)?;
    Notice::Comparison(comparison).tell(context);
    let mut handler = DrillHandler::new(&record, comparison);
    let is_guided = request.task == Task::Ask;
    match &request.task {
        Task::Read(inputs) => handler.read_all(inputs, context)?,
        _ => {
            if request.by.is_empty() {
                request.by = ask::participants(&Shown::Nothing)?;
            }
            prompt::ask(&mut handler)?;
        }
    }

    sandbox::lock_memory().iter().for_each(|notice| report::warn_of(notice, context));

    let (drilled, shown) = handler.finish()?;
    let examined = shown.identity().map(|identity| Examined::of(identity, &record)).transpose()?;
    let seconds = started.elapsed().as_secs();
    if is_guided && matches!(drilled.verdict, DrillVerdict::Drill(_)) {
        ask::evidence(&mut request.evidence, &shown)?;
    }
    let kept = |flag, text: &String| ask::kept(flag, text, &shown).map(drop);
    while let Err(error) = request.by.iter().try_for_each(|name| kept("--by", name)) {
        let again = is_guided.then(|| ask::participants(&shown));
        request.by = again.unwrap_or_else(|| Err(error.into()))?;
    }

    request.evidence.values().try_for_each(|text| kept("--evidence", text))?;
    drop(shown);

    let vouched = examined.as_ref().map(Examined::made);
    let author = examined.and_then(|examined| examined.author(comparison));
    let (kind, held) =
        (drilled.verdict.kind(), Held { by: request.by, evidence: request.evidence, seconds, comparison });
    let result = DrillResult { drilled, held, vouched };
    let add = |record: &mut Record| {
        let facts = result.facts(record, date);
        Ok(auth::append(author.as_ref(), record, kind.clone(), date, facts)?)
    };

    let noted = record_file::note(&request.record, &mut record, context, add);
    if noted.is_err() {
        add(&mut record)?;
    }

    // The custodians wait for the result, whatever became of the record.
    result.print(&record, &request.record, noted.is_ok(), context)?;
    noted?;
    verdict(&result.drilled)
}

/// Evidence that came after the drill.
fn note(request: DrillRequest, mut record: Record, date: Date, context: &Context) -> Result<(), Failure> {
    let last = (1..).zip(record.log()).filter(|(_, entry)| entry.kind == LogKind::Drill).last();
    let Some((number, day)) = last.map(|(number, entry)| (number, entry.date)) else {
        return Err(no_drill());
    };
    let mut facts: BTreeMap<String, String> = request.evidence;
    let keys: Vec<String> = facts.keys().cloned().collect();
    let comparison = paper::compare(request.hashes, &record, false)?;
    facts.insert(COMPARED.to_owned(), comparison.as_str().to_owned());
    facts.insert("of-entry".to_owned(), number.to_string());
    if !request.by.is_empty() {
        facts.insert("by".to_owned(), request.by.join("; "));
    }
    let add = |record: &mut Record| Ok(record.append(LogKind::DrillEvidence, date, facts).map(drop)?);
    record_file::note(&request.record, &mut record, context, add)?;
    match context.json {
        true => output::json(&json!({ "noted": keys, "drill": day.to_string() })),
        false => output::line(&text!("evidence-noted", day, keys = keys.join(", ")), context),
    }
}
