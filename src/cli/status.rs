//! `sealkit status`: what is due and what is overdue, over many kits.

mod calendar;
mod find;
mod table;

use crate::cli::args::{StatusArgs, parse_date};
use crate::cli::output;
use crate::cli::report::{Failure, Status, note, warn};
use crate::os::files;
use crate::os::host;
use find::Found;
use serde_json::json;
use table::Row;

/// How many overdue kits the last sentence names.
const NAMED: usize = 3;

/// Reads the records, prints the table, and fails where something is overdue.
pub fn run(arguments: &StatusArgs, as_json: bool) -> Result<(), Failure> {
    let given = arguments.date.as_deref().map(parse_date).transpose()?;
    let today = given.map_or_else(host::today, Ok)?;
    if let Some(file) = &arguments.ics {
        files::check_new(file)?;
    }
    let Found { records, damaged, notes } = find::records(&arguments.places)?;
    notes.iter().for_each(|text| warn(text));
    damaged.iter().for_each(Failure::warn);
    let mut rows: Vec<Row> = records.iter().map(|(record, file)| Row::new(record, file, today)).collect();
    rows.sort_by(|a, b| a.first_due().cmp(&b.first_due()).then_with(|| a.label.cmp(&b.label)));
    match as_json {
        true => output::json(
            &json!({ "date": today.to_string(), "kits": rows.iter().map(Row::json).collect::<Vec<_>>() }),
        )?,
        false => output::line(&table::lines(&rows).join("\n"))?,
    }
    if let Some(file) = &arguments.ics {
        files::write_public(file, calendar::entries(&rows, today).as_bytes())?;
        note(&format!("calendar entries written to {}", file.display()));
    }
    if let Some(first) = damaged.into_iter().next() {
        return Err(first);
    }
    verdict(&rows)
}

fn verdict(rows: &[Row]) -> Result<(), Failure> {
    let late: Vec<String> = rows.iter().filter_map(Row::late).collect();
    if late.is_empty() {
        return Ok(());
    }
    let mut named: Vec<String> = late.iter().take(NAMED).cloned().collect();
    if late.len() > NAMED {
        named.push(format!("and {} more", late.len() - NAMED));
    }
    let verb = if late.len() == 1 { "is" } else { "are" };
    let sentence = format!("{} of {} kits {verb} overdue: {}", late.len(), rows.len(), named.join("; "));
    let hint = "`sealkit rotate` makes the next generation, `sealkit drill` notes a drill in the record";
    Err(Failure::new(Status::Failed, sentence, hint).of_kind("overdue"))
}
