//! The words for what is compared with paper.

use sealkit::record::{BatchError, HashComparison, NotOnPaper, Subject};
use sealkit::texts::Worded;

use super::Failure;

impl From<NotOnPaper> for Failure {
    fn from(NotOnPaper { subject, found }: NotOnPaper) -> Self {
        let sheet = sheet(&subject);
        match (found, subject) {
            (HashComparison::NotGiven, Subject::Record(label, generation)) => {
                failure!(Usage, "record-not-compared", label, generation, sheet).of_kind("not-compared")
            }
            (HashComparison::NotGiven, Subject::Batch) => {
                failure!(Usage, "batch-not-compared", sheet).of_kind("not-compared")
            }
            (found, subject) => {
                let found = found_words(&subject, found);
                failure!(Damaged, "not-on-paper", found, sheet).of_kind("other-record")
            }
        }
    }
}

impl From<BatchError> for Failure {
    fn from(error: BatchError) -> Self {
        failure!(Damaged, "batch-error", error = error.wording()).of_kind("batch")
    }
}

/// What to take in hand, and the question.
pub fn typed_words(subject: &Subject, may_skip: bool) -> (String, String) {
    let sheet = sheet(subject);
    match subject {
        Subject::Record(label, generation) => (
            text!("find-record-hash", label, generation, sheet),
            text!(if may_skip { "type-record-hash-or-skip" } else { "type-record-hash" }),
        ),
        Subject::Batch => (text!("find-batch-hash", sheet), text!("type-batch-hash")),
    }
}

/// What a comparison came to. The right hash is never said.
pub fn found_words(subject: &Subject, found: HashComparison) -> String {
    match (found, subject) {
        (HashComparison::OneGroup(group), _) => text!("look-at-group", group),
        (_, Subject::Record(..)) => text!("hash-of-another-record"),
        (_, Subject::Batch) => text!("hash-of-another-batch"),
    }
}

fn sheet(subject: &Subject) -> String {
    match subject {
        Subject::Record(_, generation) => text!("ceremony-sheet", generation),
        Subject::Batch => text!("batch-sheet"),
    }
}
