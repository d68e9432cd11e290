//! Bytes of an input to pieces for recovery.

use crate::cli::report::{Failure, Status};
use crate::os::files::Input;
use crate::os::files::{self, INPUT_LIMIT};
use sealkit::recovery::{Event, Recovery};
use sealkit::scan::{self, ScanError};
use sealkit::seal;
use sealkit::secret::{SecretBytes, SecretText};

/// What an input holds, by its first bytes.
pub enum InputContent {
    /// Text with codes or typed lines.
    Text(SecretText),
    /// The texts of the codes in a PDF or a picture, with their pages; none on many a sheet.
    Pdf(Vec<scan::Found>),
    /// An age file, binary or armored.
    AgeFile(SecretBytes),
    /// A public record.
    Record(String),
}

/// Reads an input.
pub fn read(input: &Input) -> Result<InputContent, Failure> {
    let bytes = files::read(input, INPUT_LIMIT)?;
    classify(bytes).map_err(|failure| failure.about(&input.name()))
}

/// Reads an input and hands everything in it to the recovery.
pub fn add(recovery: &mut Recovery, input: &Input) -> Result<Vec<Event>, Failure> {
    feed(recovery, read(input)?).map_err(|failure| failure.about(&input.name()))
}

/// Hands a piece to the recovery.
pub fn feed(recovery: &mut Recovery, piece: InputContent) -> Result<Vec<Event>, Failure> {
    match piece {
        InputContent::Text(text) => Ok(recovery.add_text(text.expose())),
        InputContent::Pdf(found) if found.is_empty() => Err(ScanError::NoCode.into()),
        InputContent::Pdf(found) => {
            Ok(found.iter().flat_map(|f| recovery.add_text(f.text.expose())).collect())
        }
        InputContent::AgeFile(bytes) => {
            recovery.add_age_file(bytes.expose()).map_err(|e| sealkit::recovery::OpenError::Seal(e).into())
        }
        InputContent::Record(_) => Err(Failure::new(
            Status::Usage,
            "this is a record, neither a share nor a credential",
            "give it with `--record`",
        )),
    }
}

/// Tells what bytes are, and reads what is drawn.
pub fn classify(bytes: SecretBytes) -> Result<InputContent, Failure> {
    let start = bytes.expose();
    let damaged = |sentence, hint| Err(Failure::new(Status::Damaged, sentence, hint));
    if start.is_empty() {
        return damaged("it is empty", "give a sheet, its codes, or its numbered lines");
    }
    if start.starts_with(b"%PDF-") {
        return match scan::pdf(start) {
            Ok(found) => Ok(InputContent::Pdf(found)),
            Err(ScanError::NoCode) => Ok(InputContent::Pdf(Vec::new())),
            Err(error) => Err(error.into()),
        };
    }
    if seal::is_age(start) {
        return Ok(InputContent::AgeFile(bytes));
    }
    match scan::image(start) {
        Ok(found) => return Ok(InputContent::Pdf(found)),
        Err(ScanError::NotAPicture) => {}
        Err(ScanError::NoCode) => return Ok(InputContent::Pdf(Vec::new())),
        Err(error) => return Err(error.into()),
    }
    if is_other_picture(start) {
        return damaged(
            "it is a picture of a kind that is not read",
            "save it as PNG or JPEG, or type the numbered lines",
        );
    }
    match std::str::from_utf8(start) {
        Ok(text) if text.trim_start().starts_with('{') => Ok(InputContent::Record(text.to_owned())),
        Ok(text) => Ok(InputContent::Text(SecretText::new(text.to_owned()))),
        Err(_) => damaged(
            "it is neither text nor a sheet nor an age file",
            "give a sheet, its codes, or its numbered lines",
        ),
    }
}

/// GIF, TIFF, WebP, BMP, and the HEIC of some phones.
fn is_other_picture(start: &[u8]) -> bool {
    let is_boxed = start.get(4..12).is_some_and(|kind| kind.starts_with(b"ftyp"));
    let magics =
        [b"GIF8".as_slice(), b"II*\0", b"MM\0*", b"RIFF", b"\0\0\0\x0cjP", b"\x89PNG", b"\xff\xd8\xff"];
    is_boxed
        || (start.starts_with(b"BM") && start.contains(&0))
        || magics.iter().any(|magic| start.starts_with(magic))
}
