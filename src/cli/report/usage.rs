//! The words for a command line that cannot be meant.

use super::{Failure, Status};
use crate::cli::args::Usage;

impl From<Usage> for Failure {
    fn from(error: Usage) -> Self {
        Self::worded(Status::Usage, error.to_string(), hint(&error))
    }
}

/// The key of what to do about it.
fn hint(error: &Usage) -> &'static str {
    match error {
        Usage::CodeAsArgument => "code-as-argument",
        Usage::StdinTwice => "stdin-twice",
        Usage::RollsAsArgument => "rolls-as-argument",
        Usage::JsonWithSecret => "json-with-secret",
        Usage::Needed(_) => "flag-needed",
        Usage::Date(_) => "date-form",
        Usage::Custodian => "custodian-form",
        Usage::NoSuchImport => "no-such-import",
        Usage::TooManyImports => "too-many-imports",
        Usage::ImportName => "import-name",
        Usage::NoSuchProfile(_) => "no-such-profile",
        Usage::RecordHash(_) => "record-hash-form",
        Usage::NoRecord => "no-record-to-compare",
        Usage::Reason => "reason-needed",
        Usage::NothingSealed => "nothing-sealed",
        Usage::OneAtATime => "one-at-a-time",
        Usage::NobodyTakesPart => "nobody-takes-part",
        Usage::Evidence => "evidence-keys",
        Usage::EvidenceTwice(_) => "evidence-twice",
        Usage::NoLine(_) => "no-line",
        Usage::SameFolder(_) => "same-folder",
    }
}
