//! The words for a command line that cannot be meant.

use super::Failure;
use crate::cli::args::Usage;

impl From<Usage> for Failure {
    fn from(error: Usage) -> Self {
        match error {
            Usage::CodeAsArgument => failure!(Usage, "code-as-argument"),
            Usage::StdinTwice => failure!(Usage, "stdin-twice"),
            Usage::RollsAsArgument => failure!(Usage, "rolls-as-argument"),
            Usage::JsonWithSecret => failure!(Usage, "json-with-secret"),
            Usage::Needed(flag) => failure!(Usage, "flag-needed", flag),
            Usage::Date(date) => failure!(Usage, "date-form", date),
            Usage::Custodian => failure!(Usage, "custodian-form"),
            Usage::NoSuchImport => failure!(Usage, "no-such-import"),
            Usage::TooManyImports => failure!(Usage, "too-many-imports"),
            Usage::ImportName => failure!(Usage, "import-name"),
            Usage::NoSuchProfile(name) => failure!(Usage, "no-such-profile", name),
            Usage::Fingerprint => failure!(Usage, "fingerprint-form"),
            Usage::NoFingerprint => failure!(Usage, "fingerprint-needed"),
            Usage::Reason => failure!(Usage, "reason-needed"),
            Usage::NothingSealed => failure!(Usage, "nothing-sealed"),
            Usage::OneAtATime => failure!(Usage, "one-at-a-time"),
            Usage::NobodyTakesPart => failure!(Usage, "nobody-takes-part"),
            Usage::Evidence => failure!(Usage, "evidence-keys"),
            Usage::EvidenceTwice(key) => failure!(Usage, "evidence-twice", key),
            Usage::NoLine(flag) => failure!(Usage, "no-line", flag),
            Usage::SameFolder(folder) => failure!(Usage, "same-folder", folder),
        }
    }
}
