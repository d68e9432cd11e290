//! The words for what keeps an input or a record from being read.

use super::{Failure, Status};
use crate::cli::read::input::InputError;
use crate::cli::read::record_file::RecordFileError;
use crate::cli::report::events::ranges;
use sealkit::recovery::{CombineError, NotOpened, OpenError};
use sealkit::texts::{Worded, Wording};
use sealkit::wording;

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        match error {
            InputError::Record => Self::of(Status::Usage, &error),
            InputError::Scan(error) => error.into(),
            InputError::Seal(error) => OpenError::Seal(error).into(),
            error => Self::of(Status::Damaged, &error),
        }
    }
}

impl Worded for RecordFileError {
    fn wording(&self) -> Wording {
        match self {
            Self::NoRecord => wording!("no-record"),
            Self::FirstEdition(path) => wording!("first-edition", path),
            Self::Overtaken => wording!("overtaken"),
        }
    }
}

impl From<RecordFileError> for Failure {
    fn from(error: RecordFileError) -> Self {
        match error {
            RecordFileError::NoRecord => Self::of(Status::Damaged, &error),
            RecordFileError::FirstEdition(_) => Self::of(Status::Usage, &error).of_kind("edition"),
            RecordFileError::Overtaken => Self::of(Status::Unwritten, &error).of_kind("overtaken"),
        }
    }
}

impl From<NotOpened<Self>> for Failure {
    /// Where something is missing because a piece was bad, the bad piece is the reason.
    fn from(failed: NotOpened<Self>) -> Self {
        let NotOpened { error, lines, codes, trouble } = failed;
        if error == OpenError::NoCredential {
            if let Some(missing) = lines.filter(|_| trouble.is_none()) {
                return failure!(Damaged, "credential-lines-missing", missing = ranges(&missing));
            }
            if let Some(gap) = codes {
                return failure!(Damaged, "credential-codes-missing", gap = gap.wording());
            }
        }

        let is_incomplete =
            matches!(&error, OpenError::NoCredential | OpenError::Quorum(CombineError::TooFew { .. }));
        match trouble {
            Some(trouble) if is_incomplete => trouble.because(&error.into()),
            _ => error.into(),
        }
    }
}
