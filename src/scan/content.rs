//! What the bytes of an input are: a sheet, a picture, text, an age file or a record.

use super::{Found, ScanError};
use crate::recovery::{Event, Recovery};
use crate::seal::{self, SealError};
use crate::secret::{SecretBytes, SecretText};
use crate::texts::{Worded, Wording};

/// Why the bytes of an input give nothing for a recovery.
pub enum InputError {
    /// There are none.
    Empty,
    /// A picture that is neither PNG nor JPEG, or a damaged one.
    OtherPicture(Picture),
    /// Neither text, nor a sheet, nor an age file.
    Unknown,
    /// A record, where a share or a credential is wanted.
    Record,
    /// A PDF or a picture that cannot be read.
    Scan(ScanError),
    /// An age file that is damaged.
    Seal(SealError),
}

/// A picture that is not read.
pub enum Picture {
    /// It begins as PNG or JPEG, and goes on as something else.
    Damaged,
    /// A format that is not supported.
    Format(&'static str),
}

impl Worded for InputError {
    fn wording(&self) -> Wording {
        match self {
            Self::Empty => wording!("input-empty"),
            Self::OtherPicture(Picture::Damaged) => wording!("picture-damaged"),
            Self::OtherPicture(Picture::Format(name)) => wording!("picture-format", name),
            Self::Unknown => wording!("input-unknown"),
            Self::Record => wording!("input-is-record"),
            Self::Scan(error) => error.wording(),
            Self::Seal(error) => error.wording(),
        }
    }
}

impl From<ScanError> for InputError {
    fn from(error: ScanError) -> Self {
        Self::Scan(error)
    }
}

/// What an input holds, by its first bytes.
pub enum InputContent {
    /// Text with codes or typed lines.
    Text(SecretText),
    /// The texts of the codes in a PDF or a picture, with their pages; none on many a sheet.
    Pdf(Vec<Found>),
    /// An age file, binary or armored.
    AgeFile(SecretBytes),
    /// A public record.
    Record(String),
}

impl InputContent {
    /// Hands what it is to a recovery.
    ///
    /// # Errors
    /// Returns [`InputError`] if it gives nothing for a recovery.
    pub fn add_to(&self, recovery: &mut Recovery) -> Result<Vec<Event>, InputError> {
        match self {
            Self::Text(text) => Ok(recovery.add_text(text.expose())),
            Self::Pdf(found) if found.is_empty() => Err(ScanError::NoCode.into()),
            Self::Pdf(found) => Ok(found.iter().flat_map(|f| recovery.add_text(f.text.expose())).collect()),
            Self::AgeFile(bytes) => recovery.add_age_file(bytes.expose()).map_err(InputError::Seal),
            Self::Record(_) => Err(InputError::Record),
        }
    }
}

/// Tells what bytes are, and reads what is drawn.
///
/// # Errors
/// Returns [`InputError`] if they are nothing that a recovery takes.
pub fn classify(bytes: SecretBytes) -> Result<InputContent, InputError> {
    let start = bytes.expose();
    if start.is_empty() {
        return Err(InputError::Empty);
    }

    if start.starts_with(b"%PDF-") {
        return match super::pdf(start) {
            Ok(found) => Ok(InputContent::Pdf(found)),
            Err(ScanError::NoCode) => Ok(InputContent::Pdf(Vec::new())),
            Err(error) => Err(error.into()),
        };
    }
    if seal::is_age(start) {
        return Ok(InputContent::AgeFile(bytes));
    }

    match super::image(start) {
        Ok(found) => return Ok(InputContent::Pdf(found)),
        Err(ScanError::NotAPicture) => {}
        Err(ScanError::NoCode) => return Ok(InputContent::Pdf(Vec::new())),
        Err(error) => return Err(error.into()),
    }
    if let Some(picture) = other_picture(start) {
        return Err(InputError::OtherPicture(picture));
    }

    match std::str::from_utf8(start) {
        Ok(text) if text.trim_start().starts_with('{') => Ok(InputContent::Record(text.to_owned())),
        Ok(text) => Ok(InputContent::Text(SecretText::new(text.to_owned()))),
        Err(_) => Err(InputError::Unknown),
    }
}

/// Recognises by its first bytes a picture that is not read.
fn other_picture(start: &[u8]) -> Option<Picture> {
    let formats: [(&[u8], &str); 5] = [
        (b"GIF8", "GIF"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"RIFF", "WebP"),
        (b"\0\0\0\x0cjP", "JPEG 2000"),
    ];
    let known = formats.iter().find(|(magic, _)| start.starts_with(magic)).map(|(_, name)| *name);
    // The camera of many a phone writes HEIC.
    let is_boxed = start.get(4..12).is_some_and(|kind| kind.starts_with(b"ftyp"));
    let is_bitmap = start.starts_with(b"BM") && start.contains(&0);

    match known {
        Some(name) => Some(Picture::Format(name)),
        None if is_boxed => Some(Picture::Format("HEIC")),
        None if is_bitmap => Some(Picture::Format("BMP")),
        None if start.starts_with(b"\x89PNG") || start.starts_with(b"\xff\xd8\xff") => Some(Picture::Damaged),
        None => None,
    }
}
