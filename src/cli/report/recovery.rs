//! The words for what keeps a kit from opening.

use super::{Failure, Status};
use sealkit::credential::TextError;
use sealkit::recovery::{CombineError, NoSecret, OpenError};
use sealkit::scan::ScanError;
use sealkit::seal::SealError;

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        let (status, kind) = match &error {
            OpenError::Quorum(error) => return (*error).into(),
            OpenError::TwoKits(_) => (Status::Damaged, "two-kits"),
            OpenError::Fork { .. } => (Status::Damaged, "fork"),
            OpenError::OtherSet { .. } => (Status::Damaged, "other-set"),
            OpenError::OtherRecipient => (Status::Damaged, "other-key"),
            OpenError::NoCredential => (Status::Usage, "no-credential"),
            OpenError::OtherKey { .. } | OpenError::Seal(SealError::OtherKey) => {
                (Status::Damaged, "foreign-credential")
            }
            OpenError::Seal(_) => (Status::Damaged, "damaged-credential"),
            OpenError::Text(TextError::Version(_)) => (Status::Damaged, "version"),
            OpenError::Text(_) => (Status::Damaged, "no-credential-text"),
            OpenError::Generation { found, recorded } if found < recorded => {
                (Status::Failed, "older-generation")
            }
            OpenError::Generation { .. } => (Status::Failed, "older-record"),
            OpenError::OtherPlace(_) => (Status::Damaged, "other-place"),
            OpenError::NamesDiffer | OpenError::EarlierNotInRecord(_) | OpenError::NotInRecord => {
                (Status::Damaged, "forged-credential")
            }
        };
        Self::of(status, &error).of_kind(kind)
    }
}

impl From<NoSecret> for Failure {
    fn from(error: NoSecret) -> Self {
        match error {
            NoSecret::Unknown { .. } => Self::of(Status::Usage, &error),
            NoSecret::Missing(_) => Self::of(Status::Failed, &error).of_kind("secret-elsewhere"),
        }
    }
}

/// It is a rehearsal, and nobody asked to have it written.
pub fn rehearsal_not_written() -> Failure {
    failure!(Usage, "rehearsal-not-written").of_kind("rehearsal")
}

impl From<CombineError> for Failure {
    fn from(error: CombineError) -> Self {
        match error {
            CombineError::TooFew { .. } => Self::of(Status::TooFew, &error),
            CombineError::NoneFits { .. } | CombineError::TooMany { .. } => {
                Self::of(Status::Damaged, &error).of_kind("bad-share")
            }
        }
    }
}

impl From<ScanError> for Failure {
    fn from(error: ScanError) -> Self {
        Self::of(Status::Damaged, &error).of_kind("pdf")
    }
}
