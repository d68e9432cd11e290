//! How a sheet is drawn: fonts, layout, codes, and the only module that writes PDF.
//!
//! A [`Sheet`] is laid out in points on one grid, flows over pages and is written
//! black on white with embedded faces. It knows blocks, not kits.

mod flow;
mod font;
mod geometry;
mod layout;
mod primitive;
mod screen;
mod subset;
mod wrap;
mod write;

// The samples are shared with the tests in `tests/`, which see the library from outside.
#[cfg(test)]
use crate as library;
#[cfg(test)]
#[path = "../tests/it/samples.rs"]
mod samples;
#[cfg(test)]
mod tests;

pub use font::missing_glyph;

use crate::secret::SecretBytes;
use crate::sheet::Sheet;
use flow::Page;
use font::{CAP, Face};
use geometry::{Panels, content, margins};
use primitive::Primitive;

/// Why a sheet was not drawn.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// A character that none of the embedded faces has.
    #[error("the character {0:?} (U+{code:04X}) cannot be printed: none of the embedded fonts has it", code = u32::from(*.0))]
    Glyph(char),
    /// A QR code does not fit the page with modules of 0.7 mm.
    #[error("a QR code is too large for the page")]
    CodeTooLarge,
    /// The words for a panel or for a single page do not fit, however small.
    #[error("there is too much text for its panel or page")]
    FrameFull,
    /// A table row or a frame is higher than a page.
    #[error("a piece of text that must stay together is higher than a page")]
    PieceTooHigh,
    /// The sheet has panels, and is not folded.
    #[error("the sheet has panels but no folds")]
    NotFolded,
    /// An embedded font program cannot be read.
    #[error("an embedded font cannot be read")]
    Font,
    /// The document could not be put together.
    #[error("the PDF could not be written")]
    Write,
}

/// Draws a sheet.
///
/// # Errors
/// Returns [`PdfError::Glyph`] for a character that no face has, and another [`PdfError`]
/// when something does not fit a page or an embedded font cannot be read.
pub fn render(sheet: &Sheet) -> Result<SecretBytes, PdfError> {
    let pages = pages(sheet)?;
    // A missing glyph would print as nothing or as a box: no sheet leaves with one.
    for item in pages.iter().flatten() {
        if let Primitive::Words { face, words, .. } = item
            && let Some(c) = words.chars().find(|&c| face.glyph(c).is_none())
        {
            return Err(PdfError::Glyph(c));
        }
    }

    write::document(sheet, &pages)
}

fn pages(sheet: &Sheet) -> Result<Vec<Page<'_>>, PdfError> {
    let frame = content(sheet.paper);
    let panels = sheet.folded.then(|| Panels::of(sheet.paper));
    let area = layout::Area { width: frame.width(), scale: 1.0, page: frame, panels };
    let flows = layout::blocks(&sheet.blocks, area)?;

    let mut pages = flow::paginate(flows, frame)?;

    // Head and foot come last, when the number of pages is known.
    let count = pages.len();
    for (i, page) in pages.iter_mut().enumerate() {
        let folded = sheet.folded || page.iter().any(|item| matches!(item, Primitive::Screen { .. }));
        page.extend(surround(sheet, i + 1, count));
        if folded {
            page.extend(flow::fold_marks(sheet.paper));
        }
    }
    Ok(pages)
}

/// Head and foot.
/// Returns the head and the foot of one page.
fn surround<'a>(sheet: &'a Sheet, number: usize, count: usize) -> Vec<Primitive<'a>> {
    const HEAD: f32 = 8.5;
    const FOOT: f32 = 7.6;
    let outer = margins(sheet.paper);
    let (left, right) = (outer.left, outer.right);
    let head = outer.top + CAP * HEAD;
    let foot = outer.bottom - 2.0;
    let page = format!("page {number} of {count}");
    vec![
        Primitive::words(left, head, Face::Bold, HEAD, sheet.head.0.as_str()),
        Primitive::words_to(right, head, Face::Bold, HEAD, &sheet.head.1),
        Primitive::across(left, right, head + 6.0, 1.2),
        Primitive::across(left, right, foot - 10.5, 0.5),
        Primitive::words(left, foot, Face::Mono, FOOT, sheet.foot.as_str()),
        Primitive::words_to(right, foot, Face::Mono, FOOT, &page),
    ]
}
