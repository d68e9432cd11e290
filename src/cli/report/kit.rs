//! The words for what keeps a kit from being made.

use super::{Failure, Status};
use sealkit::kit::KitError;
use sealkit::record::RecordError;

impl From<KitError> for Failure {
    fn from(error: KitError) -> Self {
        let (status, kind, hint) = match &error {
            KitError::Unprintable { .. } => (
                Status::Usage,
                "unprintable",
                "the sheets print Latin, Greek and Cyrillic letters; write it in those",
            ),
            KitError::Copies(_) => {
                (Status::Usage, "copies", "make fewer: each one opens everything by itself")
            }
            KitError::NoValue(_) => {
                (Status::Usage, "no-value", "give it with `--import NAME=FILE`, or at the prompt")
            }
            KitError::Import { .. } => {
                (Status::Usage, "import", "nothing is ever cut short: check the secret and its profile")
            }
            KitError::TooMuch(_) => {
                (Status::Usage, "too-much", "divide the secrets among several kits, or make them shorter")
            }
            KitError::Qr(_) => {
                (Status::Usage, "too-much", "make the secret shorter, or use `--no-provisioning`")
            }
            KitError::NoTemplate(_) => {
                (Status::Usage, "template", "give the folder of the template with `--template-dir DIR`")
            }
            KitError::Template(_) => (Status::Usage, "template", "mend the template's file"),
            KitError::Calendar => (Status::Usage, "date", "check `--date` and the intervals of the plan"),
            KitError::Passphrase { .. } => {
                (Status::Unfit, "entropy", "do not use this machine: its generator gives patterns")
            }
            KitError::Pdf { .. } => {
                (Status::Failed, "sheet", "shorten the names of the plan; nothing was written")
            }
            KitError::Rehearsal(_) => (
                Status::Failed,
                "rehearsal",
                "nothing was written; try another machine, and report it: memory or a library is at fault",
            ),
            _ => (Status::Failed, "failed", "nothing was written; run the command again"),
        };
        Self::new(status, error.to_string(), hint).of_kind(kind)
    }
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        let hint = "take the record.json that was written with the kit, unchanged";
        Self::new(Status::Damaged, error.to_string(), hint).of_kind("record")
    }
}
