//! The words for what keeps an input or a record from being read.

use super::Failure;
use crate::cli::read::input::{InputError, Picture};
use crate::cli::read::record_file::RecordFileError;
use crate::cli::report::events::ranges;
use sealkit::recovery::{CombineError, NotOpened, OpenError};

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        match error {
            InputError::Empty => failure!(Damaged, "input-empty"),
            InputError::OtherPicture(Picture::Damaged) => failure!(Damaged, "picture-damaged"),
            InputError::OtherPicture(Picture::Format(name)) => failure!(Damaged, "picture-format", name),
            InputError::Unknown => failure!(Damaged, "input-unknown"),
            InputError::Record => failure!(Usage, "input-is-record"),
            InputError::Scan(error) => error.into(),
            InputError::Seal(error) => OpenError::Seal(error).into(),
        }
    }
}

impl From<RecordFileError> for Failure {
    fn from(error: RecordFileError) -> Self {
        match error {
            RecordFileError::NoRecord => failure!(Damaged, "no-record"),
            RecordFileError::FirstEdition(path) => failure!(Usage, "first-edition", path).of_kind("edition"),
            RecordFileError::Overtaken => failure!(Unwritten, "overtaken").of_kind("overtaken"),
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
                return failure!(Damaged, "credential-codes-missing", gap);
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
