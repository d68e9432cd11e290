//! `sealkit rotate --confirm`: a sign-in with the new generation has worked.

use std::collections::BTreeMap;
use std::path::Path;

use sealkit::record::LogKind;
use serde_json::{Value, json};
use time::Date;

use crate::cli::args::ConfirmRequest;
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::read::record_file;
use crate::cli::report::Failure;
use crate::os::host;

/// Notes it in the log of each record, once.
pub fn run(request: &ConfirmRequest, context: &Context) -> Result<(), Failure> {
    let date = request.make.given_date()?.map_or_else(host::today, Ok)?;
    let mut noted = Vec::new();
    for path in &request.records {
        noted.push(note(request, path, date, context)?);
    }
    match noted.as_slice() {
        _ if !context.json => Ok(()),
        [one] => output::json(one),
        several => output::json(&json!({ "kits": several })),
    }
}

fn note(request: &ConfirmRequest, path: &Path, date: Date, context: &Context) -> Result<Value, Failure> {
    let mut record = record_file::read(path)?;
    let generation = record.made().generation;
    let before = record.confirmed_on();
    if before.is_none() {
        let mut facts = BTreeMap::from([
            ("generation".to_owned(), generation.to_string()),
            ("result".to_owned(), "sign-in worked".to_owned()),
        ]);
        facts.extend(request.by.clone().map(|by| ("by".to_owned(), by)));
        record.append(LogKind::Confirmation, date, facts)?;
        record_file::replace(path, &record, context)?;
    }
    let day = before.unwrap_or(date).to_string();
    let older = record.made().replaces;
    let facts = json!({ "generation": generation, "confirmed": day, "replaces": older });
    if context.json {
        return Ok(facts);
    }
    let what = if before.is_some() { "was confirmed already" } else { "is confirmed" };
    output::line(&format!("generation {generation} {what}, {day}: sign-in with it worked"), context)?;
    let staying = record.made().staying();
    if let Some(older) = older.filter(|older| staying.iter().all(|(place, _)| place != older)) {
        let words =
            format!("generation {older} may now be destroyed: destruction.pdf is the certificate to sign");
        output::line(&words, context)?;
    }
    for (generation, names) in staying {
        output::line(&text!("keep-credential", generation, names = names.join(", ")), context)?;
    }
    Ok(facts)
}
