//! The book of a plan: what an operator does before, during and after, filled in. No secret.

use super::block::Block;
use super::kind::SheetKind;
use super::markdown;
use super::{Part, Sheet};
use crate::plan::Paper;
use crate::texts::Texts;
use time::Date;

/// What a book says besides its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookDetails {
    /// The name of the kit or the tenant.
    pub label: String,
    /// The paper.
    pub paper: Paper,
    /// The day it is printed.
    pub date: Date,
    /// The version of the program.
    pub version: String,
}

/// The sheet of filled-in texts, in the small Markdown of templates: the red card first, where
/// there is one, then the rest. Their pages are counted together.
pub fn book(details: &BookDetails, card: Option<&str>, text: &str, texts: &'static Texts) -> Sheet {
    let mut blocks = Vec::new();
    if let Some(card) = card {
        blocks.extend(markdown::blocks(card, texts));
        blocks.push(Block::PageBreak);
    }
    blocks.extend(markdown::blocks(text, texts));

    let title = words!(texts, "book-title", label = details.label);
    sheet(SheetKind::Book, title, words!(texts, "book-head"), details, blocks, texts)
}

/// The red card alone: the one page for the moment when nobody can sign in.
pub fn red_card(details: &BookDetails, card: &str, texts: &'static Texts) -> Sheet {
    let title = words!(texts, "red-card-title", label = details.label);
    let head = words!(texts, "red-card-head");
    sheet(SheetKind::RedCard, title, head, details, markdown::blocks(card, texts), texts)
}

fn sheet(
    kind: SheetKind,
    title: String,
    head: String,
    details: &BookDetails,
    blocks: Vec<Block>,
    texts: &'static Texts,
) -> Sheet {
    let BookDetails { paper, date, version, .. } = details;
    Sheet {
        kind,
        title: title.clone(),
        paper: *paper,
        date: *date,
        texts,
        parts: vec![Part {
            name: title,
            folded: false,
            head: (head, words!(texts, "shows-where-shares-are")),
            foot: words!(texts, "book-foot", version, date),
            blocks,
        }],
    }
}
