//! `sealkit rotate --confirm`: a sign-in with the new generation has worked.

use std::path::{Path, PathBuf};

use sealkit::record::{Overtaken, Record};
use serde_json::{Value, json};
use time::Date;

use crate::cli::args::RotateArgs;
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::read::record_file;
use crate::cli::report::Failure;
use crate::os::host;

/// Why a generation is not confirmed.
pub struct ConfirmError {
    /// The kit, its set and its generation.
    pub kit: String,
    /// Its record.
    pub record: PathBuf,
    /// What is against it, and in which file.
    pub why: Overtaken<PathBuf>,
}

/// Notes it in the log of each record, once. All of them are looked at before the first is
/// noted.
pub fn run(arguments: &RotateArgs, context: &Context) -> Result<(), Failure> {
    let by = arguments.signed_in()?;
    let date = arguments.make.given_date()?.map_or_else(host::today, Ok)?;
    let records = arguments.records.iter().map(|path| Ok((record_file::read(path)?, path.clone())));
    let records = records.collect::<Result<Vec<_>, Failure>>()?;
    records.iter().try_for_each(|(record, path)| is_newest(record, path, &records))?;

    let mut noted = Vec::new();
    for (record, path) in records {
        noted.push(note(by.as_deref(), record, &path, date, context)?);
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
    let beside: Vec<(Record, PathBuf)> = beside.collect();

    let others = given.iter().chain(&beside).map(|(record, path)| (record, path.clone()));
    match record.overtaken(others) {
        Some(why) => Err(ConfirmError { kit: named(record), record: path.to_owned(), why }),
        None => Ok(()),
    }
}

fn note(
    by: Option<&str>,
    mut record: Record,
    path: &Path,
    date: Date,
    context: &Context,
) -> Result<Value, Failure> {
    let before = record.confirmed_on();
    if before.is_none() {
        // Another run may have confirmed it meanwhile, which adds nothing then.
        record_file::note(path, &mut record, context, |there| Ok(there.confirm(date, by)?))?;
    }

    let (made, day) = (record.made(), before.unwrap_or(date).to_string());
    if context.json {
        return Ok(json!({
            "label": made.plan.label, "set": made.set_id, "generation": made.generation, "confirmed": day,
            "replaces": made.replaces,
        }));
    }

    let key = if before.is_some() { "confirmed-already" } else { "confirmed-now" };
    output::line(&text!(key, kit = named(&record), day), context)?;
    if let Some(older) = record.destroyable() {
        output::line(&text!("may-be-destroyed", older), context)?;
    }
    for (generation, names) in made.staying() {
        output::line(&text!("keep-credential", generation, names = names.join(", ")), context)?;
    }
    Ok(Value::Null)
}

/// The kit and its generation: with several kits on the table, a number alone says little.
fn named(record: &Record) -> String {
    let made = record.made();
    format!("{}, set {}: generation {}", made.plan.label, made.set_id, made.generation)
}
