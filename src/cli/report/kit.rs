//! The words for what keeps a kit from being made.

use super::{Failure, Status};
use sealkit::auth::AuthError;
use sealkit::kit::KitError;
use sealkit::record::RecordError;
use sealkit::texts::Worded;

impl From<KitError> for Failure {
    fn from(error: KitError) -> Self {
        let (status, kind) = match &error {
            KitError::Forged(error) => return error.clone().into(),
            KitError::Unprintable { .. } => (Status::Usage, "unprintable"),
            KitError::HoldsCode(_) => (Status::Usage, "code-in-text"),
            KitError::HoldsSecret(_) => (Status::Usage, "secret-in-text"),
            KitError::Copies(_) => (Status::Usage, "copies"),
            KitError::NoValue(_) => (Status::Usage, "no-value"),
            KitError::Import { .. } => (Status::Usage, "import"),
            KitError::Lost(_) => (Status::Usage, "lost"),
            KitError::NothingRenewed | KitError::NothingToRenew(_) => (Status::Usage, "nothing-renewed"),
            KitError::Repeats => (Status::Unfit, "entropy"),
            KitError::NothingToKeep(_) => (Status::Usage, "no-secret"),
            KitError::KeptUnopened(_) => (Status::Usage, "no-quorum"),
            KitError::KeptAndGiven(_) => (Status::Usage, "kept-and-given"),
            KitError::NoReason(_) => (Status::Usage, "no-reason"),
            KitError::OtherRecipient => (Status::Damaged, "other-recipient"),
            KitError::OtherPlan(_) => (Status::Usage, "other-plan"),
            KitError::LastGeneration(_) | KitError::LastEpoch(_) => (Status::Usage, "last-number"),
            KitError::TooMuch(_) => (Status::Usage, "too-much"),
            KitError::Qr(_) => (Status::Usage, "too-much"),
            KitError::NoTemplate(_) | KitError::NoSuchTitle(_) => (Status::Usage, "template"),
            KitError::BookDiffers(_) => (Status::Usage, "book-differs"),
            KitError::Template(_) => (Status::Usage, "template"),
            KitError::Calendar => (Status::Usage, "date"),
            KitError::Passphrase { .. } => (Status::Unfit, "entropy"),
            KitError::Pdf { .. } => (Status::Failed, "sheet"),
            KitError::Rehearsal(_) => (Status::Failed, "rehearsal"),
            _ => (Status::Failed, "failed"),
        };

        Self::of(status, &error).of_kind(kind)
    }
}

impl From<AuthError> for Failure {
    fn from(error: AuthError) -> Self {
        failure!(Damaged, "forged-record", error = error.wording()).of_kind("forged-record")
    }
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        failure!(Damaged, "record-damaged", error = error.wording()).of_kind("record")
    }
}
