//! Module grids and PDF pages to the texts of their QR codes.
//!
//! A sheet is read from what is drawn on its pages, never from metadata,
//! attachments, the text layer or a file name, and by code that shares nothing
//! with the encoder: what this room reads back is proof that paper will be read.
//!
//! Input is hostile until shown otherwise. Every walk has a bound, and the file's
//! own structure is read by `file`, not by lopdf's loader: 200 bytes make that one
//! allocate as much as a cross-reference stream's `/W` says, or overflow the stack
//! on an object stream inside itself, and both abort. lopdf only inflates streams.

mod budget;
mod code;
mod draw;
mod file;
mod lexer;
mod object;
mod squares;

use crate::qr::Grid;
use crate::secret::SecretText;

/// A QR code that was drawn on a page.
pub struct Found {
    /// The page, counted from 1.
    pub page: usize,
    /// What the code says.
    pub text: SecretText,
}

/// Why nothing was read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScanError {
    /// The grid is no QR code, or more of it is wrong than can be mended.
    #[error("the squares are not a readable QR code")]
    BadGrid,
    /// The bytes do not begin like a PDF.
    #[error("this is not a PDF")]
    NotAPdf,
    /// More bytes, pages, objects or drawing than any sheet has.
    #[error("the PDF is larger than any sheet")]
    TooLarge,
    /// The PDF is locked with a password or a certificate.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// There is no page to be found in it.
    #[error("the PDF is damaged: it has no pages")]
    Damaged,
    /// No page draws a QR code in squares.
    #[error("no QR code is drawn in the PDF")]
    NoCode,
    /// There are QR codes, and none of them can be read.
    #[error("the QR code on page {page} cannot be read")]
    Unreadable {
        /// The first page with such a code, counted from 1.
        page: usize,
    },
}

/// What a grid of modules says; up to the code's error correction, wrong modules
/// are mended.
///
/// # Errors
///
/// [`ScanError::BadGrid`] when it is no QR code or beyond mending.
pub fn grid(grid: &Grid) -> Result<SecretText, ScanError> {
    code::read(grid)
}

/// Every readable QR code drawn in a PDF, in page order.
///
/// Made for the sheets of this program, also after other programs have rewritten
/// them; a QR code that is a picture is not seen.
///
/// # Errors
///
/// All of [`ScanError`] but `BadGrid`. A code that cannot be read beside others
/// that can is left out: whoever knows how many there are has to count.
pub fn pdf(bytes: &[u8]) -> Result<Vec<Found>, ScanError> {
    let mut budget = budget::Budget::new();
    let index = file::Index::read(bytes, &mut budget)?;
    let unpacked = index.unpack(&mut budget)?;
    let file = index.complete(&unpacked, &mut budget)?;
    let mut found = Vec::new();
    let mut unreadable = None;
    for (number, page) in (1..).zip(file.pages(&mut budget)?) {
        let fills = draw::page(&file, &page, &mut budget)?;
        for square in squares::find(&fills) {
            match code::read(&square) {
                Ok(text) => found.push(Found { page: number, text }),
                Err(_) => _ = unreadable.get_or_insert(number),
            }
        }
    }
    match unreadable {
        _ if !found.is_empty() => Ok(found),
        Some(page) => Err(ScanError::Unreadable { page }),
        None => Err(ScanError::NoCode),
    }
}
