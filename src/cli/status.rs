//! `sealkit status`: what is due and what is overdue, over many kits.

mod find;
mod table;
mod tenant;

use crate::cli::args::{StatusArgs, parse_date};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::report::{Failure, note, warn};
use crate::os::files;
use crate::os::host;
use std::path::PathBuf;

use find::Found;
use sealkit::record::{CodeState, Collection, KitStatus, Record, calendar};
use sealkit::tenant::TenantError;
use sealkit::texts::english;
use serde_json::json;

/// Why there is nothing to tell, or something to worry about.
pub enum StatusError {
    /// A folder holds no record.
    EmptyFolder(PathBuf),
    /// No place holds a record.
    NoRecord,
    /// Two records of one generation name different credentials.
    Fork(PathBuf, PathBuf),
    /// The tenant is not as plan and record say.
    Tenant {
        /// The first faults, in words.
        first: String,
        /// How many there are.
        count: usize,
    },
    /// The report of the tenant cannot be used.
    Report(TenantError),
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
    let Found { records, damaged } = find::records(&arguments.places)?;
    let Collection { current, forks, copies, twins } = Collection::new(records);
    for (a, b) in copies {
        warn(&text!("record-copies", a = a.display(), b = b.display()), context);
    }
    for (a, b) in twins {
        warn(&text!("record-twins", a = a.display(), b = b.display()), context);
    }
    damaged.iter().for_each(|failure| failure.warn(context));

    let status =
        |(record, file): &(Record, PathBuf)| KitStatus::new(record, file.display().to_string(), today);
    let mut kits: Vec<KitStatus> = current.iter().map(status).collect();
    kits.sort_by(|a, b| a.first_due().cmp(&b.first_due()).then_with(|| a.label.cmp(&b.label)));
    let unverified = told(&kits, context);
    let records: Vec<&Record> = current.iter().map(|(record, _)| record).collect();
    let tenant = arguments.tenant.as_deref().map(|file| tenant::read(file, &records, today)).transpose()?;
    match context.json {
        true => {
            let mut told = json!({ "date": today.to_string(), "unverified": unverified, "kits": kits });
            tenant.iter().for_each(|tenant| told["tenant"] = tenant.json());
            output::json(&told)?;
        }
        false => {
            let mut lines = table::lines(&kits);
            tenant.iter().for_each(|tenant| lines.extend(tenant.lines()));
            output::line(&lines.join("\n"), context)?;
        }
    }

    if let Some(file) = &arguments.ics {
        files::write_public(file, calendar(&kits, today, english()).as_bytes())?;
        note(&text!("calendar-written", path = file.display()), context);
    }

    if let Some((one, other)) = forks.into_iter().next() {
        return Err(StatusError::Fork(one, other).into());
    }
    if let Some(first) = damaged.into_iter().next() {
        return Err(first);
    }
    tenant.map_or(Ok(()), |tenant| tenant.judged())?;
    let late: Vec<String> = kits.iter().filter_map(table::late).collect();
    match late.is_empty() {
        true => Ok(()),
        false => Err(StatusError::Overdue { late, kits: kits.len() }.into()),
    }
}

/// Tells which kits have less behind them than others. Gives back how many follow a record
/// that nobody compared with paper.
fn told(kits: &[KitStatus], context: &Context) -> usize {
    let unverified: Vec<&str> =
        kits.iter().filter(|kit| kit.unverified.is_some()).map(|kit| kit.label.as_str()).collect();
    if !unverified.is_empty() {
        let names = unverified.join(", ");
        warn(&text!("unverified-kits", count = unverified.len(), kits = names), context);
    }

    let uncoded = kits.iter().filter(|kit| kit.authentication_code == CodeState::WithoutQuorum).count();
    if uncoded > 0 {
        note(&text!("kits-without-quorum", kits = uncoded, of = kits.len()), context);
    }
    unverified.len()
}
