//! The words for a command line that cannot be meant.

use sealkit::texts::{Worded, Wording};
use sealkit::wording;

use super::{Failure, Status};
use crate::cli::args::Usage;

impl Worded for Usage {
    fn wording(&self) -> Wording {
        match self {
            Self::CodeAsArgument => wording!("code-as-argument"),
            Self::StdinTwice => wording!("stdin-twice"),
            Self::RollsAsArgument => wording!("rolls-as-argument"),
            Self::JsonWithSecret => wording!("json-with-secret"),
            Self::Needed(flag) => wording!("flag-needed", flag),
            Self::Date(date) => wording!("date-form", date),
            Self::Custodian => wording!("custodian-form"),
            Self::NoSuchImport => wording!("no-such-import"),
            Self::TooManyImports => wording!("too-many-imports"),
            Self::ImportName => wording!("import-name"),
            Self::NoSuchProfile(name) => wording!("no-such-profile", name),
            Self::RecordHash(error) => wording!("record-hash-form", error = error.wording()),
            Self::NoRecord => wording!("no-record-to-compare"),
            Self::NothingSealed => wording!("nothing-sealed"),
            Self::OneAtATime => wording!("one-at-a-time"),
            Self::NobodyTakesPart => wording!("nobody-takes-part"),
            Self::Evidence => wording!("evidence-keys"),
            Self::EvidenceTwice(key) => wording!("evidence-twice", key),
            Self::CodeInText(flag) => wording!("code-in-text", flag),
            Self::SecretInText(flag) => wording!("secret-in-text", flag),
            Self::NoLine(flag) => wording!("no-line", flag),
            Self::PaperOfNoKit => wording!("paper-of-no-kit"),
            Self::PlanOrRecord => wording!("plan-or-record"),
            Self::RecordAlone => wording!("record-alone"),
            Self::PlansAlone => wording!("plans-alone"),
            Self::NotForThisPaper(flag) => wording!("not-for-this-paper", flag),
            Self::SameFolder(folder) => wording!("same-folder", folder),
        }
    }
}

impl From<Usage> for Failure {
    fn from(error: Usage) -> Self {
        Self::of(Status::Usage, &error)
    }
}
