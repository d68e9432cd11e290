//! `sealkit status`: what is due and what is overdue, over many kits.

mod calendar;
mod find;
mod table;

use crate::cli::args::{StatusArgs, parse_date};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::report::{Failure, Notice};
use crate::os::files;
use crate::os::host;
use std::path::PathBuf;

use find::Found;
use sealkit::record::CodeState;
use serde_json::json;
use table::Row;

/// Why there is nothing to tell, or something to worry about.
pub enum StatusError {
    /// A folder holds no record.
    EmptyFolder(PathBuf),
    /// No place holds a record.
    NoRecord,
    /// Two records of one generation name different credentials.
    Fork(PathBuf, PathBuf),
    /// Some kits are overdue.
    Overdue {
        /// Each in words.
        late: Vec<String>,
        /// How many kits there are.
        kits: usize,
    },
}

/// Reads the records, prints the table, and fails where something is overdue.
pub fn run(arguments: &StatusArgs, context: &Context) -> Result<(), Failure> {
    let given = arguments.date.as_deref().map(parse_date).transpose()?;
    let today = given.map_or_else(host::today, Ok)?;
    if let Some(file) = &arguments.ics {
        files::check_new(file)?;
    }
    let Found { records, damaged, forks, notices } = find::records(&arguments.places)?;
    notices.iter().for_each(|notice| notice.tell(context));
    damaged.iter().for_each(|failure| failure.warn(context));

    let mut rows: Vec<Row> = records.iter().map(|(record, file)| Row::new(record, file, today)).collect();
    rows.sort_by(|a, b| a.first_due().cmp(&b.first_due()).then_with(|| a.label.cmp(&b.label)));
    let unverified: Vec<String> =
        rows.iter().filter(|row| row.unverified.is_some()).map(|row| row.label.clone()).collect();
    if !unverified.is_empty() {
        Notice::Unverified(unverified.clone()).tell(context);
    }
    let uncoded = rows.iter().filter(|row| row.code == CodeState::WithoutQuorum).count();
    if uncoded > 0 {
        Notice::WithoutQuorum { kits: uncoded, of: rows.len() }.tell(context);
    }
    match context.json {
        true => output::json(
            &json!({ "date": today.to_string(), "unverified": unverified.len(), "kits": rows.iter().map(Row::json).collect::<Vec<_>>() }),
        )?,
        false => output::line(&table::lines(&rows).join("\n"), context)?,
    }
    if let Some(file) = &arguments.ics {
        files::write_public(file, calendar::entries(&rows, today).as_bytes())?;
        Notice::CalendarWritten(file).tell(context);
    }
    if let Some((one, other)) = forks.into_iter().next() {
        return Err(StatusError::Fork(one, other).into());
    }
    if let Some(first) = damaged.into_iter().next() {
        return Err(first);
    }
    verdict(&rows)
}

/// An error where something is overdue.
fn verdict(rows: &[Row]) -> Result<(), Failure> {
    let late: Vec<String> = rows.iter().filter_map(Row::late).collect();
    match late.is_empty() {
        true => Ok(()),
        false => Err(StatusError::Overdue { late, kits: rows.len() }.into()),
    }
}
