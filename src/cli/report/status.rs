//! The words for what `status` does not find, or finds too late.

use super::Failure;
use crate::cli::status::StatusError;

/// How many overdue kits the last sentence names.
const NAMED: usize = 3;

impl From<StatusError> for Failure {
    fn from(error: StatusError) -> Self {
        match error {
            StatusError::EmptyFolder(folder) => {
                failure!(Usage, "no-record-in-folder", folder = folder.display())
            }
            StatusError::NoRecord => failure!(Usage, "no-record-in-places"),
            StatusError::Overdue { late, kits } => overdue(&late, kits),
        }
    }
}

fn overdue(late: &[String], kits: usize) -> Failure {
    let mut named: Vec<String> = late.iter().take(NAMED).cloned().collect();
    if late.len() > NAMED {
        named.push(text!("and-more", number = late.len() - NAMED));
    }
    failure!(Failed, "overdue", count = late.len(), kits, named = named.join("; ")).of_kind("overdue")
}
