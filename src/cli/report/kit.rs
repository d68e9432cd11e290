//! The words for what keeps a kit from being made.

use super::{Failure, Status};
use sealkit::auth::AuthError;
use sealkit::kit::KitError;
use sealkit::record::RecordError;

impl From<KitError> for Failure {
    fn from(error: KitError) -> Self {
        let (status, kind, hint) = match &error {
            KitError::Forged(error) => return error.clone().into(),
            KitError::Unprintable { .. } => (Status::Usage, "unprintable", "unprintable"),
            KitError::HoldsCode(_) => (Status::Usage, "code-in-text", "code-in-text"),
            KitError::HoldsSecret(_) => (Status::Usage, "secret-in-text", "secret-in-text"),
            KitError::Copies(_) => (Status::Usage, "copies", "copies"),
            KitError::NoValue(_) => (Status::Usage, "no-value", "no-value"),
            KitError::Import { .. } => (Status::Usage, "import", "never-cut"),
            KitError::Lost(_) => (Status::Usage, "lost", "lost"),
            KitError::NothingRenewed => (Status::Usage, "nothing-renewed", "nothing-renewed"),
            KitError::Repeats => (Status::Unfit, "entropy", "generator-repeats"),
            KitError::NothingToKeep(_) => (Status::Usage, "no-secret", "nothing-to-keep"),
            KitError::KeptUnopened(_) => (Status::Usage, "no-quorum", "kept-unopened"),
            KitError::KeptAndGiven(_) => (Status::Usage, "kept-and-given", "kept-and-given"),
            KitError::NoReason(_) => (Status::Usage, "no-reason", "no-reason"),
            KitError::OtherRecipient => (Status::Damaged, "other-recipient", "other-recipient"),
            KitError::OtherPlan(_) => (Status::Usage, "other-plan", "other-plan"),
            KitError::LastGeneration(_) | KitError::LastEpoch(_) => {
                (Status::Usage, "last-number", "last-number")
            }
            KitError::TooMuch(_) => (Status::Usage, "too-much", "too-much"),
            KitError::Qr(_) => (Status::Usage, "too-much", "too-much-for-a-square"),
            KitError::NoTemplate(_) => (Status::Usage, "template", "no-template"),
            KitError::Template(_) => (Status::Usage, "template", "template-wrong"),
            KitError::Calendar => (Status::Usage, "date", "beyond-the-calendar"),
            KitError::Passphrase { .. } => (Status::Unfit, "entropy", "generator-with-patterns"),
            KitError::Pdf { .. } => (Status::Failed, "sheet", "sheet-not-drawn"),
            KitError::Rehearsal(_) => (Status::Failed, "rehearsal", "rehearsal-failed"),
            _ => (Status::Failed, "failed", "kit-failed"),
        };

        Self::worded(status, error.to_string(), hint).of_kind(kind)
    }
}

impl From<AuthError> for Failure {
    fn from(error: AuthError) -> Self {
        failure!(Damaged, "forged-record", error).of_kind("forged-record")
    }
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        failure!(Damaged, "record-damaged", error).of_kind("record")
    }
}
