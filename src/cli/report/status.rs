//! The words for what `status` does not find, or finds too late.

use super::{Failure, Status};
use crate::cli::status::StatusError;

/// How many overdue kits the last sentence names.
const NAMED: usize = 3;
const NAME_RECORDS: &str = "name the folder with the record.json files, or the files";

impl From<StatusError> for Failure {
    fn from(error: StatusError) -> Self {
        match error {
            StatusError::EmptyFolder(folder) => Self::new(
                Status::Usage,
                format!("{}: there is no record in this folder", folder.display()),
                NAME_RECORDS,
            ),
            StatusError::NoRecord => {
                Self::new(Status::Usage, "there is no record in these places", NAME_RECORDS)
            }
            StatusError::Overdue { late, kits } => overdue(&late, kits),
        }
    }
}

fn overdue(late: &[String], kits: usize) -> Failure {
    let mut named: Vec<String> = late.iter().take(NAMED).cloned().collect();
    if late.len() > NAMED {
        named.push(format!("and {} more", late.len() - NAMED));
    }
    let verb = if late.len() == 1 { "is" } else { "are" };
    let sentence = format!("{} of {kits} kits {verb} overdue: {}", late.len(), named.join("; "));
    let hint = "`sealkit rotate` makes the next generation, `sealkit drill` notes a drill in the record";
    Failure::new(Status::Failed, sentence, hint).of_kind("overdue")
}
