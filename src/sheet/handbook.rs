//! The Recovery Handbook: how any kit is opened. No word, date or hash of one kit stands in it.
//!
//! Every page is made here one by one, so that a page that is referred to is counted, not typed.

mod by_hand;
mod by_program;
mod id;
mod opening;
mod practice;
mod program_on_paper;
mod rehearsal_set;
mod trouble;

pub use id::handbook_id;
pub use rehearsal_set::{RehearsalSet, RehearsalSetError};

use super::block::Block;
use super::kind::SheetKind;
use super::{Part, Sheet};
use crate::plan::Paper;
use crate::program;
use crate::qr::{self, Grid, Level, QrError};
use crate::texts::Texts;
use time::Date;

/// The blocks of one page.
type Page = Vec<Block>;

/// The handbook of one version, for one size of paper. The date stands in the properties of
/// the document only.
///
/// # Errors
/// [`QrError`], which no program that fits can cause.
pub fn handbook(
    paper: Paper,
    version: &str,
    texts: &'static Texts,
    rehearsal: &RehearsalSet,
    date: Date,
) -> Result<Sheet, QrError> {
    let id = handbook_id(texts, rehearsal);
    let blocks = joined(pages(paper, texts, rehearsal, Squares::Drawn)?);
    let part = Part {
        name: words!(texts, "handbook-name"),
        folded: false,
        head: (words!(texts, "handbook-head"), words!(texts, "handbook-head-right")),
        foot: words!(texts, "handbook-foot", id, version),
        blocks,
    };

    Ok(Sheet {
        kind: SheetKind::Handbook,
        title: words!(texts, "handbook-name"),
        paper,
        date,
        texts,
        parts: vec![part],
    })
}

/// Pages one after the other. Where the last one ends is nobody's business: nothing refers to
/// what stands behind it.
fn joined(pages: Vec<Page>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for page in pages {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.extend(page);
    }
    blocks
}

/// Every page, in order.
fn pages(
    paper: Paper,
    texts: &Texts,
    rehearsal: &RehearsalSet,
    squares: Squares,
) -> Result<Vec<Page>, QrError> {
    let numbers = PageNumbers::new();

    let mut pages = Vec::new();
    pages.extend(opening::pages(paper, texts, &numbers));
    pages.extend(trouble::pages(paper, texts, &numbers));
    pages.extend(by_program::pages(texts, &numbers));
    pages.extend(by_hand::pages(texts));
    pages.extend(practice::pages(texts, &numbers, rehearsal, squares)?);
    pages.extend(program_on_paper::pages(texts, &numbers));
    pages.extend(program_on_paper::squares(texts, squares)?);
    pages.push(program_on_paper::lines(texts));
    Ok(pages)
}

/// The page on which each chapter begins.
struct PageNumbers {
    trouble: usize,
    by_program: usize,
    by_hand: usize,
    practice: usize,
    on_paper: usize,
    squares: usize,
    lines: usize,
}

impl PageNumbers {
    /// Counts the pages of each chapter; all but the lines of the program are known before
    /// they are made.
    fn new() -> Self {
        let trouble = 1 + opening::PAGES;
        let by_program = trouble + trouble::PAGES;
        let by_hand = by_program + by_program::PAGES;
        let practice = by_hand + by_hand::PAGES;
        let on_paper = practice + practice::PAGES;
        let squares = on_paper + program_on_paper::PAGES;
        let lines = squares + program_on_paper::SQUARE_PAGES;
        Self { trouble, by_program, by_hand, practice, on_paper, squares, lines }
    }
}

/// Whether squares are encoded. That takes nearly all the time, and the id of a handbook needs
/// none of them: each says what its lines say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Squares {
    Drawn,
    LeftOut,
}

impl Squares {
    /// What the squares of the program say.
    fn of_program(self) -> Vec<String> {
        match self {
            Self::Drawn => program::qr_texts(),
            Self::LeftOut => vec![String::new(); program::PARTS],
        }
    }

    fn of(self, text: &str, level: Level) -> Result<Grid, QrError> {
        match self {
            Self::Drawn => qr::alphanumeric(text, level),
            Self::LeftOut => Ok(Grid::from_fn(0, |_, _| false)),
        }
    }
}
