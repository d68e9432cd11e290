//! The book of a plan: what an operator does before, during and after, filled in. No secret.

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

/// The sheet of a filled-in text, in the small Markdown of templates.
pub fn book(details: &BookDetails, text: &str, texts: &'static Texts) -> Sheet {
    let BookDetails { label, paper, date, version } = details;
    let title = words!(texts, "book-title", label);
    Sheet {
        kind: SheetKind::Book,
        title: title.clone(),
        paper: *paper,
        date: *date,
        texts,
        parts: vec![Part {
            name: title,
            folded: false,
            head: (words!(texts, "book-head"), words!(texts, "shows-where-shares-are")),
            foot: words!(texts, "book-foot", version, date),
            blocks: markdown::blocks(text, texts),
        }],
    }
}
