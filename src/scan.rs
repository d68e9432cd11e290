//! Module grids and PDF pages to the texts of their QR codes.
//!
//! A sheet is read from what is drawn on its pages, never from metadata,
//! attachments, the text layer or a file name, and by code that shares nothing
//! with the encoder: what this module reads back is proof that paper will be read.
//!
//! Input is hostile until shown otherwise. Every walk has a bound, and the file's
//! own structure is read by `file`, not by lopdf's loader: 200 bytes make that one
//! allocate as much as a cross-reference stream's `/W` says, or overflow the stack
//! on an object stream inside itself, and both abort. lopdf only inflates streams.

mod budget;
mod code;
mod content;
mod draw;
mod fax;
mod file;
mod find;
mod inflate;
mod inspect;
mod lexer;
mod locate;
mod luma;
mod object;
mod picture;
mod pictures;
mod raster;
mod samples;
mod squares;
mod stream;

pub use content::{InputContent, InputError, Picture, classify};
pub use inspect::{Facts, InspectError, Inspected};

use crate::qr::Grid;
use crate::secret::SecretText;
use crate::texts::{Worded, Wording};

/// A QR code that was drawn on a page.
pub struct Found {
    /// The page, counted from 1.
    pub page: usize,
    /// What the code says.
    pub text: SecretText,
}

/// Why nothing was read.
#[derive(Debug, PartialEq, Eq)]
pub enum ScanError {
    /// The grid is no QR code, or more of it is wrong than can be mended.
    BadGrid,
    /// The bytes do not begin as a PDF does, with `%PDF-`.
    NotAPdf,
    /// More bytes, pages, objects or drawing than any sheet has.
    TooLarge,
    /// The PDF is locked with a password or a certificate.
    Encrypted,
    /// There is no page to be found in it.
    Damaged,
    /// Nothing that looks like a QR code.
    NoCode,
    /// The bytes do not begin like a picture that is read here.
    NotAPicture,
    /// More pixels than a page has at 600 dots per inch.
    PictureTooLarge,
    /// The picture cannot be decoded, or has no pixels.
    DamagedPicture,
    /// A picture of a kind that is not read, named.
    Unsupported(&'static str),
    /// There are QR codes, and none of them can be read.
    Unreadable {
        /// The first page with such a code, counted from 1.
        page: usize,
    },
}

impl Worded for ScanError {
    fn wording(&self) -> Wording {
        match self {
            Self::BadGrid => wording!("scan-bad-grid"),
            Self::NotAPdf => wording!("scan-not-a-pdf"),
            Self::TooLarge => wording!("scan-too-large"),
            Self::Encrypted => wording!("scan-encrypted"),
            Self::Damaged => wording!("scan-damaged"),
            Self::NoCode => wording!("scan-no-code"),
            Self::NotAPicture => wording!("scan-not-a-picture"),
            Self::PictureTooLarge => wording!("scan-picture-too-large", millions = luma::PIXELS / 1_000_000),
            Self::DamagedPicture => wording!("scan-damaged-picture"),
            Self::Unsupported(kind) => wording!("scan-unsupported", kind = Wording::new(kind)),
            Self::Unreadable { page } => wording!("scan-unreadable", page),
        }
    }
}

worded_errors!(ScanError);

/// Reads what a grid of modules says. Wrong modules are mended as far as the code's own
/// error correction allows.
///
/// # Errors
///
/// Returns [`ScanError::BadGrid`] when it is no QR code or beyond mending.
pub fn grid(grid: &Grid) -> Result<SecretText, ScanError> {
    code::read(grid)
}

/// Reads every readable QR code on the pages of a PDF, in page order: those drawn in
/// squares, as on the sheets of this program, also after other programs have
/// rewritten them; then those in pictures, as in a scan.
///
/// # Errors
///
/// Returns any [`ScanError`] but `BadGrid` and `NotAPicture`; one that speaks of a picture
/// only when there is no code in the rest. A code that cannot be read beside others
/// that can is left out: whoever knows how many there are has to count.
pub fn pdf(bytes: &[u8]) -> Result<Vec<Found>, ScanError> {
    let mut budget = budget::Budget::new();

    // Objects may lie packed in streams that are themselves objects: first everything that
    // stands in the open, then what those streams hold, once and no deeper.
    let index = file::Index::read(bytes, &mut budget)?;
    let unpacked = index.unpack(&mut budget)?;
    let file = index.complete(&unpacked, &mut budget)?;

    let mut found = Vec::new();
    let (mut unreadable, mut refused) = (None, None);
    for (number, page) in (1..).zip(file.pages(&mut budget)?) {
        let (fills, pictures) = draw::page(&file, &page, &mut budget)?;
        for square in squares::find(&fills) {
            match code::read(&square) {
                Ok(text) => found.push(Found { page: number, text }),
                Err(_) => _ = unreadable.get_or_insert(number),
            }
        }

        unreadable = unreadable.or(pictures.unread.then_some(number));
        refused = refused.or(pictures.refused);
        found.extend(pictures.codes.into_iter().map(|code| Found { page: number, text: code.text }));
    }

    // A code that is read outweighs others that are not: a scan often shows more than sheets.
    match unreadable {
        _ if !found.is_empty() => Ok(found),
        Some(page) => Err(ScanError::Unreadable { page }),
        None => Err(refused.unwrap_or(ScanError::NoCode)),
    }
}

/// Reads every readable QR code in a PNG or JPEG picture, each text once, from top to
/// bottom and from left to right; the page is 1.
///
/// # Errors
///
/// Returns `NotAPicture`, `PictureTooLarge`, `DamagedPicture` or `Unsupported` for the
/// picture; `NoCode` and
/// `Unreadable` when no code is found or none of those found can be read.
pub fn image(bytes: &[u8]) -> Result<Vec<Found>, ScanError> {
    let codes = find::codes(&picture::read(bytes)?, &mut budget::Budget::new().effort);
    if codes.read.is_empty() {
        return Err(if codes.unread { ScanError::Unreadable { page: 1 } } else { ScanError::NoCode });
    }

    Ok(codes.read.into_iter().map(|code| Found { page: 1, text: code.text }).collect())
}
