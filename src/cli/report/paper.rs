//! The words for what is compared with paper.

use sealkit::record::{BatchError, HashComparison, NotOnPaper, Subject};

use super::{Failure, Status};

impl From<NotOnPaper> for Failure {
    fn from(NotOnPaper { subject, found }: NotOnPaper) -> Self {
        let sheet = sheet(&subject);
        match found {
            HashComparison::NotGiven => Self::new(
                Status::Usage,
                match subject {
                    Subject::Batch => "the batch was not compared with paper".to_owned(),
                    Subject::Record(label, generation) => {
                        format!("the record of {label}, generation {generation}, was not compared with paper")
                    }
                },
                format!("type its hash from {sheet}: `--record-hash HASH`, or `--record-hash -` to be asked"),
            )
            .of_kind("not-compared"),
            found => Self::new(
                Status::Damaged,
                found_words(&subject, found),
                format!(
                    "take {sheet}, and the file that was written with it; if they still differ, do not go on: \
                     somebody has exchanged one of them"
                ),
            )
            .of_kind("other-record"),
        }
    }
}

impl From<BatchError> for Failure {
    fn from(error: BatchError) -> Self {
        let hint = "give the batch.json that was written with the kits, unchanged";
        Self::new(Status::Damaged, error.to_string(), hint).of_kind("batch")
    }
}

/// What to take in hand, and the question.
pub fn typed_words(subject: &Subject, may_skip: bool) -> (String, &'static str) {
    let what = match subject {
        Subject::Record(label, generation) => {
            format!("{label}, generation {generation}: find the record hash on {}.", sheet(subject))
        }
        Subject::Batch => format!("Find the batch hash on {}.", sheet(subject)),
    };
    let question = match (subject, may_skip) {
        (Subject::Batch, _) => "Batch hash, 8 groups or 16 words: ",
        (_, false) => "Record hash, 8 groups or 16 words: ",
        (_, true) => "Record hash, 8 groups or 16 words (Enter: go on without): ",
    };
    (what, question)
}

/// What a comparison came to. The right hash is never said.
pub fn found_words(subject: &Subject, found: HashComparison) -> String {
    match (found, subject) {
        (HashComparison::OneGroup(group), _) => format!("Look at group {group} again."),
        (_, Subject::Record(..)) => "This is the hash of another record.".to_owned(),
        (_, Subject::Batch) => "This is the hash of another batch.".to_owned(),
    }
}

fn sheet(subject: &Subject) -> String {
    match subject {
        Subject::Record(_, generation) => format!("the ceremony sheet of generation {generation}"),
        Subject::Batch => "the batch sheet".to_owned(),
    }
}
