//! How a sheet is drawn: fonts, layout, codes, and the only module that writes PDF.
//!
//! A [`Sheet`] is laid out in points on one grid, flows over pages and is written
//! black on white with embedded faces. It knows blocks, not kits.

mod document;
mod embed;
mod file;
mod flow;
mod font;
mod geometry;
mod layout;
mod noise;
mod paint;
mod primitive;
mod subset;
mod tags;
mod tree;
mod wrap;
mod write;

#[cfg(test)]
mod block_tests;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod gallery;
#[cfg(test)]
mod gallery_tests;
#[cfg(test)]
mod tests;

pub use font::missing_glyph;

use crate::plan::Paper;
use crate::secret::SecretBytes;
use crate::sheet::{Part, Sheet, Text};
use crate::texts::{Texts, Worded, Wording};
use flow::Page;
use font::{CAP, Face};
use geometry::margins;
use primitive::Primitive;
use tree::{Role, Tree};
use wrap::{Run, unbroken};

/// Why a sheet was not drawn.
#[derive(Debug, PartialEq, Eq)]
pub enum PdfError {
    /// A character that none of the embedded faces has.
    Glyph(char),
    /// A QR code does not fit the page with modules of 0.7 mm.
    CodeTooLarge,
    /// The words for a panel or for a single page do not fit.
    FrameFull {
        /// The key of its name.
        place: &'static str,
        /// How many millimetres of the text, at least, do not fit.
        over: u16,
    },
    /// A table row or a frame is higher than a page.
    PieceTooHigh,
    /// The sheet has panels, and is not folded.
    NotFolded,
    /// An embedded font program cannot be read.
    Font,
    /// The document could not be put together.
    Write,
}

impl Worded for PdfError {
    fn wording(&self) -> Wording {
        match self {
            Self::Glyph(character) => {
                let code = format!("U+{:04X}", u32::from(*character));
                wording!("pdf-glyph", character = format!("{character:?}"), code)
            }
            Self::CodeTooLarge => wording!("pdf-code-too-large"),
            Self::FrameFull { place, over } => wording!("pdf-frame-full", place = Wording::new(place), over),
            Self::PieceTooHigh => wording!("pdf-piece-too-high"),
            Self::NotFolded => wording!("pdf-not-folded"),
            Self::Font => wording!("pdf-font"),
            Self::Write => wording!("pdf-unwritten"),
        }
    }
}

worded_errors!(PdfError);

impl PdfError {
    /// So many points of a text do not fit.
    fn full(place: &'static str, points: f32) -> Self {
        let over = (points / geometry::mm(1.0)).ceil() as u16;
        Self::FrameFull { place, over }
    }
}

/// Draws a sheet.
///
/// # Errors
/// Returns [`PdfError::Glyph`] for a character that no face has, and another [`PdfError`]
/// when something does not fit a page or an embedded font cannot be read.
pub fn render(sheet: &Sheet) -> Result<SecretBytes, PdfError> {
    draw(sheet).map(|drawn| drawn.bytes)
}

/// A sheet as a file.
pub struct Drawn {
    /// The PDF file.
    pub bytes: SecretBytes,
    /// How many pages it has.
    pub pages: usize,
}

/// Draws a sheet and counts its pages.
///
/// # Errors
/// As [`render`].
pub fn draw(sheet: &Sheet) -> Result<Drawn, PdfError> {
    let tree = Tree::new(sheet.texts);
    let parts = parts(sheet, &tree)?;
    let counts: Vec<usize> = parts.iter().map(Vec::len).collect();
    let pages: Vec<Page<'_>> = parts.into_iter().flatten().collect();
    // A missing glyph would print as nothing or as a box: no sheet leaves with one.
    for item in pages.iter().flat_map(|page| &page.items) {
        if let Primitive::Words { face, words, .. } = item
            && let Some(c) = words.chars().find(|&c| face.glyph(c).is_none())
        {
            return Err(PdfError::Glyph(c));
        }
    }

    let count = pages.len();
    Ok(Drawn { bytes: write::document(sheet, &pages, &counts, tree)?, pages: count })
}

/// How many pages a sheet takes.
///
/// # Errors
/// As [`render`].
pub fn count(sheet: &Sheet) -> Result<usize, PdfError> {
    Ok(parts(sheet, &Tree::new(sheet.texts))?.iter().map(Vec::len).sum())
}

/// The titles of a sheet, each with its page, from 1.
///
/// # Errors
/// As [`render`].
pub fn titles(sheet: &Sheet) -> Result<Vec<(String, usize)>, PdfError> {
    let tree = Tree::new(sheet.texts);
    let pages: Vec<Page<'_>> = parts(sheet, &tree)?.into_iter().flatten().collect();
    Ok(write::titles_of(&pages, &tree.into_elements()))
}

/// The pages of each part.
fn parts<'a>(sheet: &'a Sheet, tree: &Tree) -> Result<Vec<Vec<Page<'a>>>, PdfError> {
    sheet.parts.iter().map(|part| part_pages(sheet.paper, part, tree)).collect()
}

fn part_pages<'a>(paper: Paper, part: &'a Part, tree: &Tree) -> Result<Vec<Page<'a>>, PdfError> {
    let area = layout::Area::of(paper, part.folded, tree).inside(Role::Section);
    let flows = layout::blocks(&part.blocks, area)?;
    let mut pages = flow::paginate(flows, area.page)?;

    // Head and foot come last, when the number of pages is known.
    let count = pages.len();
    for (i, page) in pages.iter_mut().enumerate() {
        page.items.extend(surround(paper, (part, area.tree.texts), i + 1, count, page.setting.foot));
        if page.setting.folded {
            page.items.extend(flow::fold_marks(paper));
        }
    }
    Ok(pages)
}

/// Returns the head and the foot of one page.
fn surround<'a>(
    paper: Paper,
    (part, texts): (&Part, &Texts),
    number: usize,
    count: usize,
    foot: Option<f32>,
) -> Vec<Primitive<'a>> {
    const HEAD: f32 = 8.5;
    const FOOT: f32 = 8.5;
    let outer = margins(paper);
    let (left, right) = (outer.left, outer.right);
    let page = texts.text("page-of", &[("n", number.to_string()), ("count", count.to_string())]);

    let head = outer.top + CAP * HEAD;
    let mut items = vec![Primitive::across(left, right, head + 5.7, 1.4)];
    let (words, _) = unbroken(&Text::strong(part.head.0.as_str()), HEAD);
    items.extend(words_at(&words, left, head));
    let (words, width) = unbroken(&Text::strong(part.head.1.as_str()), HEAD);
    items.extend(words_at(&words, right - width, head));

    let base = foot.unwrap_or(outer.bottom - 2.0);
    if foot.is_none() {
        items.push(Primitive::across(left, right, base - 10.8, 0.5));
    }
    let size = FOOT / Face::Mono.optical();
    let (words, _) = unbroken(&Text::default().mono(part.foot.as_str()), size);
    items.extend(words_at(&words, left, base));
    let (words, width) = unbroken(&Text::default().mono(page), size);
    items.extend(words_at(&words, right - width, base));
    items
}

fn words_at<'a>(runs: &[Run], left: f32, base: f32) -> impl Iterator<Item = Primitive<'a>> {
    runs.iter().map(move |run| Primitive::words(left + run.x, base, run.face, run.size, run.words.as_str()))
}
