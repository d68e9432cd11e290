//! The words for what `status` does not find, or finds too late.

use std::path::Path;

use sealkit::record::Overtaken;

use super::Failure;
use crate::cli::rotate::ConfirmError;
use crate::cli::status::StatusError;
use sealkit::texts::Worded;

/// How many overdue kits the last sentence names.
const NAMED: usize = 3;

impl From<StatusError> for Failure {
    fn from(error: StatusError) -> Self {
        match error {
            StatusError::EmptyFolder(folder) => {
                failure!(Usage, "no-record-in-folder", folder = folder.display())
            }
            StatusError::NoRecord => failure!(Usage, "no-record-in-places"),
            StatusError::Tenant { first, count } => {
                failure!(Failed, "tenant-faults", first, count).of_kind("tenant")
            }
            StatusError::Report(error) => {
                failure!(Usage, "tenant-report", error = error.wording()).of_kind("tenant-report")
            }
            StatusError::Fork(one, other) => fork(&one, &other),
            StatusError::Overdue { late, kits } => overdue(&late, kits),
        }
    }
}

impl From<ConfirmError> for Failure {
    fn from(error: ConfirmError) -> Self {
        let ConfirmError { kit, record, why } = error;
        match why {
            Overtaken::Replaced(file, newer) => {
                failure!(Usage, "kit-replaced", kit, file = file.display(), newer).of_kind("replaced")
            }
            Overtaken::Succeeded => failure!(Usage, "kit-succeeded", kit).of_kind("replaced"),
            Overtaken::Fork(other) => fork(&record, &other),
        }
    }
}

/// Two credentials of one generation.
fn fork(one: &Path, other: &Path) -> Failure {
    failure!(Damaged, "record-fork", one = one.display(), other = other.display()).of_kind("fork")
}

fn overdue(late: &[String], kits: usize) -> Failure {
    let mut named: Vec<String> = late.iter().take(NAMED).cloned().collect();
    if late.len() > NAMED {
        named.push(text!("and-more", number = late.len() - NAMED));
    }
    failure!(Failed, "overdue", count = late.len(), kits, named = named.join("; ")).of_kind("overdue")
}

/// A file that is no text.
pub fn no_report_in(file: &str) -> Failure {
    failure!(Usage, "tenant-no-text", file).of_kind("tenant-report")
}
