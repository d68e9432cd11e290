//! `sealkit rotate --confirm`: a sign-in with the new generation has worked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sealkit::id::Generation;
use sealkit::record::{LogKind, Record};
use serde_json::{Value, json};
use time::Date;

use crate::cli::args::ConfirmRequest;
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::read::record_file;
use crate::cli::report::Failure;
use crate::os::host;

/// Why a generation is not confirmed.
pub enum ConfirmError {
    /// A newer record takes the place of this one.
    Replaced {
        /// The kit, its set and its generation.
        kit: String,
        /// The record that is newer.
        file: PathBuf,
        /// Its generation.
        newer: Generation,
    },
    /// The log says that a kit with a new key took its place.
    Succeeded(String),
    /// Two records are of one generation and name different credentials.
    Fork(PathBuf, PathBuf),
}

/// Notes it in the log of each record, once. All of them are looked at before the first is
/// noted.
pub fn run(request: &ConfirmRequest, context: &Context) -> Result<(), Failure> {
    let date = request.make.given_date()?.map_or_else(host::today, Ok)?;
    let records = &request.records;
    let records = records.iter().map(|path| Ok((record_file::read(path)?, path.clone())));
    let records = records.collect::<Result<Vec<_>, Failure>>()?;
    records.iter().try_for_each(|(record, path)| is_newest(record, path, &records))?;

    let mut noted = Vec::new();
    for (record, path) in records {
        noted.push(note(request, record, &path, date, context)?);
    }
    match noted.as_slice() {
        _ if !context.json => Ok(()),
        [one] => output::json(one),
        several => output::json(&json!({ "kits": several })),
    }
}

/// Refuses a record that another one replaces or contradicts: one that was given with it,
/// or lies beside it.
fn is_newest(record: &Record, path: &Path, given: &[(Record, PathBuf)]) -> Result<(), ConfirmError> {
    let beside = record_file::beside(path).into_iter();
    let beside = beside.filter_map(|path| Some((record_file::read(&path).ok()?, path)));
    let others: Vec<(Record, PathBuf)> = given.iter().cloned().chain(beside).collect();

    if let Some((_, other)) = others.iter().find(|(other, _)| record.is_fork_of(other)) {
        return Err(ConfirmError::Fork(path.to_owned(), other.clone()));
    }
    if let Some((newer, file)) = others.into_iter().find(|(other, _)| record.is_replaced_by(other)) {
        return Err(ConfirmError::Replaced { kit: named(record), file, newer: newer.made().generation });
    }
    match record.log().iter().any(|entry| entry.kind.as_str() == "succeeded") {
        true => Err(ConfirmError::Succeeded(named(record))),
        false => Ok(()),
    }
}

fn note(
    request: &ConfirmRequest,
    mut record: Record,
    path: &Path,
    date: Date,
    context: &Context,
) -> Result<Value, Failure> {
    let generation = record.made().generation;
    let mut facts = BTreeMap::from([
        ("generation".to_owned(), generation.to_string()),
        ("result".to_owned(), "sign-in worked".to_owned()),
    ]);
    facts.extend(request.by.clone().map(|by| ("by".to_owned(), by)));
    let before = record.confirmed_on();
    if before.is_none() {
        // Another run may have confirmed it meanwhile: once is enough.
        let add = |there: &mut Record| match there.confirmed_on() {
            Some(_) => Ok(()),
            None => Ok(there.append(LogKind::Confirmation, date, facts).map(drop)?),
        };
        record_file::note(path, &mut record, context, add)?;
    }

    let made = record.made();
    let day = before.unwrap_or(date).to_string();
    let facts = json!({
        "label": made.plan.label, "set": made.set_id, "generation": generation, "confirmed": day,
        "replaces": made.replaces,
    });
    if context.json {
        return Ok(facts);
    }
    let what = if before.is_some() { "was confirmed already" } else { "is confirmed" };
    output::line(&format!("{} {what}, {day}: sign-in with it worked", named(&record)), context)?;
    let staying = record.made().staying();
    if let Some(older) = made.replaces.filter(|older| staying.iter().all(|(place, _)| place != older)) {
        let words =
            format!("generation {older} may now be destroyed: destruction.pdf is the certificate to sign");
        output::line(&words, context)?;
    }
    for (generation, names) in staying {
        output::line(&text!("keep-credential", generation, names = names.join(", ")), context)?;
    }
    Ok(facts)
}

/// The kit and its generation: with several kits on the table, a number alone says little.
fn named(record: &Record) -> String {
    let made = record.made();
    format!("{}, set {}: generation {}", made.plan.label, made.set_id, made.generation)
}
