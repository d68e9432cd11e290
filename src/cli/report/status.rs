//! The words for what `status` does not find, or finds too late.

use std::path::Path;

use super::{Failure, Status};
use crate::cli::rotate::ConfirmError;
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
            StatusError::Fork(one, other) => fork(&one, &other),
            StatusError::Overdue { late, kits } => overdue(&late, kits),
        }
    }
}

impl From<ConfirmError> for Failure {
    fn from(error: ConfirmError) -> Self {
        match error {
            ConfirmError::Replaced { kit, file, newer } => {
                let file = file.display();
                let sentence =
                    format!("{kit} is out of use: {file} is a newer record, of generation {newer}");
                let hint = format!("confirm that one: `sealkit rotate --confirm --record {file}`");
                Self::new(Status::Usage, sentence, hint).of_kind("replaced")
            }
            ConfirmError::Succeeded(kit) => {
                let sentence =
                    format!("{kit} is out of use: its log says that a kit with a new key took its place");
                Self::new(Status::Usage, sentence, "give the record of the new kit").of_kind("replaced")
            }
            ConfirmError::Fork(one, other) => fork(&one, &other),
        }
    }
}

/// Two credentials of one generation.
fn fork(one: &Path, other: &Path) -> Failure {
    let sentence = format!(
        "{} and {} are records of one generation with different credentials: a rotation was run twice, or one of \
         them is forged",
        one.display(),
        other.display()
    );
    let hint = "compare each with the ceremony sheet, and put the one that does not match out of the way";
    Failure::new(Status::Damaged, sentence, hint).of_kind("fork")
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
