//! The words for what keeps an input or a record from being read.

use super::{Failure, Status};
use crate::cli::read::input::{InputError, Picture};
use crate::cli::read::quorum::NotOpened;
use crate::cli::read::record_file::RecordFileError;
use crate::cli::report::events::ranges;
use sealkit::recovery::{CombineError, OpenError};

const GIVE_A_SHEET: &str = "give a sheet, its codes, or its numbered lines";

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        let damaged = |message: &str, hint: &str| Self::new(Status::Damaged, message, hint);
        match error {
            InputError::Empty => damaged("it is empty", GIVE_A_SHEET),
            InputError::OtherPicture(picture) => Self::new(
                Status::Damaged,
                match picture {
                    Picture::Damaged => "this picture is damaged".to_owned(),
                    Picture::Format(name) => format!("{name} pictures are not supported"),
                },
                "save it as PNG or JPEG, or type the numbered lines",
            ),
            InputError::Unknown => damaged("it is neither text nor a sheet nor an age file", GIVE_A_SHEET),
            InputError::Record => Self::new(
                Status::Usage,
                "this is a record, neither a share nor a credential",
                "give it with `--record`",
            ),
            InputError::Scan(error) => error.into(),
            InputError::Seal(error) => OpenError::Seal(error).into(),
        }
    }
}

impl From<RecordFileError> for Failure {
    fn from(error: RecordFileError) -> Self {
        match error {
            RecordFileError::NoRecord => {
                Self::new(Status::Damaged, "this is no record", "give the kit's record.json")
            }
            RecordFileError::FirstEdition(path) => Self::new(
                Status::Usage,
                format!("{path} is a record of edition 1; only recover, inspect, status and reshare take it"),
                format!(
                    "bring a quorum and make new shares: sealkit reshare --record {path} --out NEW-FOLDER"
                ),
            )
            .of_kind("edition"),
            RecordFileError::Overtaken => Self::new(
                Status::Unwritten,
                "was changed or taken away while this command ran; nothing was noted in it",
                "run the command again",
            )
            .of_kind("overtaken"),
        }
    }
}

impl From<NotOpened> for Failure {
    /// Where something is missing because a piece was bad, the bad piece is the reason.
    fn from(failed: NotOpened) -> Self {
        let NotOpened { error, lines, codes, trouble } = failed;
        if error == OpenError::NoCredential {
            if let Some(missing) = lines.filter(|_| trouble.is_none()) {
                let message = format!("lines of the credential are missing: {}", ranges(&missing));
                return Self::new(
                    Status::Damaged,
                    message,
                    "enter all numbered lines of the credential sheet",
                );
            }
            if let Some(gap) = codes {
                let message = format!("of the credential, {gap}");
                return Self::new(Status::Damaged, message, "scan every code of the credential sheet");
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
