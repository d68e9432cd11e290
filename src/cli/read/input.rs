//! Bytes of an input to pieces for recovery.

use crate::cli::context::Context;
use crate::cli::report::events::Message;
use crate::cli::report::{Failure, Status, events};
use crate::os::files::Input;
use crate::os::files::{self, INPUT_LIMIT};
use sealkit::id::Generation;
use sealkit::recovery::{Event, Recovery};
use sealkit::scan::{self, ScanError};
use sealkit::seal::{self, SealError};
use sealkit::secret::{SecretBytes, SecretText};

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
    Pdf(Vec<scan::Found>),
    /// An age file, binary or armored.
    AgeFile(SecretBytes),
    /// A public record.
    Record(String),
}

/// What a prompt asks for where a secret is in an earlier credential.
pub fn next_credential(awaited: Option<Generation>) -> Option<String> {
    awaited.map(|generation| format!("credential no. {generation}, which holds a secret too, or done: "))
}

/// Reads an input and tells what it holds.
pub fn read_input(input: &Input) -> Result<InputContent, Failure> {
    let bytes = files::read(input, INPUT_LIMIT)?;
    classify(bytes).map_err(|error| Failure::from(error).about(&input.name()))
}

/// Reads an input and hands everything in it to the recovery.
pub fn add_input(recovery: &mut Recovery, input: &Input) -> Result<Vec<Event>, Failure> {
    let content = read_input(input)?;
    add_content(recovery, content).map_err(|error| Failure::from(error).about(&input.name()))
}

/// Hands what an input holds to the recovery.
pub fn add_content(recovery: &mut Recovery, content: InputContent) -> Result<Vec<Event>, InputError> {
    match content {
        InputContent::Text(text) => Ok(recovery.add_text(text.expose())),
        InputContent::Pdf(found) if found.is_empty() => Err(ScanError::NoCode.into()),
        InputContent::Pdf(found) => {
            Ok(found.iter().flat_map(|f| recovery.add_text(f.text.expose())).collect())
        }
        InputContent::AgeFile(bytes) => recovery.add_age_file(bytes.expose()).map_err(InputError::Seal),
        InputContent::Record(_) => Err(InputError::Record),
    }
}

/// Reads every input and says what is in it. A damaged one is said too, and does not
/// keep the others from being read. Gives back the first of what was wrong.
pub fn read_all(
    inputs: &[Input],
    context: &Context,
    mut read: impl FnMut(&Input) -> Result<Vec<Message>, Failure>,
) -> Result<Option<Failure>, Failure> {
    let mut trouble = None;
    for input in inputs {
        match read(input) {
            Ok(messages) => {
                for message in messages {
                    message.tell(&input.name(), context);
                    trouble = trouble.or_else(|| message.failure(&input.name()));
                }
            }
            Err(failure) if failure.status() == Status::Damaged => {
                failure.warn(context);
                trouble = trouble.or(Some(failure));
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(trouble)
}

/// What to say about each piece of an input.
pub fn messages(found: &[Event]) -> Vec<Message> {
    found.iter().map(events::event).collect()
}

/// Tells what bytes are, and reads what is drawn.
pub fn classify(bytes: SecretBytes) -> Result<InputContent, InputError> {
    let start = bytes.expose();
    if start.is_empty() {
        return Err(InputError::Empty);
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
