//! What each sheet says: blocks of text, tables and codes.
//!
//! One function per sheet turns the public [`SheetContext`] and the codes it is given
//! into a [`Sheet`]. Nothing here knows how a block is drawn: the `pdf` module does, and
//! it knows blocks only.

#[macro_use]
mod words;
mod batch;
mod block;
mod book;
mod ceremony;
mod clear;
mod context;
mod covers;
mod credential;
mod custody_card;
mod destruction;
mod details;
mod drawing;
mod drill;
mod form;
mod handbook;
mod kind;
#[cfg(test)]
mod kit_fit_tests;
#[cfg(test)]
mod kit_tests;
mod look_alikes;
mod markdown;
mod operation;
mod packet;
mod people;
mod phrases;
mod pictures;
mod printed_hash;
mod provisioning;
mod repertoire;
// The samples are shared with the tests in `tests/`, which see the library from outside.
#[cfg(test)]
#[path = "../tests/it/samples.rs"]
#[allow(dead_code, reason = "the tests outside use the rest of them")]
pub(crate) mod samples;
mod sealed_copy;
mod share;
mod steps;
mod table;
mod text;

pub use batch::{BatchDetails, batch};
pub use block::{
    Block, Callee, Cell, Clear, Field, Lines, LookAlike, Packet, QrSquare, Question, Script, ScriptStep,
    SourceLine, Span, Style, Table, Tag, Text, Tile, Value, Way,
};
pub use book::{BookDetails, book, red_card};
pub use ceremony::{CeremonyDetails, CeremonyPlan, PackingRow, ceremony, ceremony_before};
pub use clear::ProvisionedSecret;
pub use context::{BinaryInfo, SecretInfo, SheetContext};
pub use covers::covers;
pub use credential::credential;
pub use custody_card::custody_card;
pub use destruction::{OldCredential, OldShare, ReplacedKit, destruction};
pub use drawing::{Align, Drawing, Fill, Knot, Shape};
pub use drill::{LogHead, drill, drill_with_sign_in};
pub use handbook::{RehearsalSet, RehearsalSetError, handbook, handbook_id};
pub use kind::SheetKind;
pub use operation::OperationKind;
pub use packet::packet;
pub use provisioning::provisioning;
pub use repertoire::{missing_character, prints, prints_in_clear};
pub use sealed_copy::sealed_copy;
pub use share::share;
pub use steps::{EarlierCredentials, Setting, Step, StepFacts, StepName, steps};

#[cfg(test)]
use crate as library;
use crate::plan::Paper;
use crate::texts::Texts;
use time::Date;

/// One printable file: a job for the printer. It may hold secrets, so it cannot be shown or
/// copied.
pub struct Sheet {
    /// What it is for; this gives the name of its file.
    pub kind: SheetKind,
    /// The title in the document's properties; it says nothing secret.
    pub title: String,
    /// The paper it is laid out for.
    pub paper: Paper,
    /// The date in the document's properties.
    pub date: Date,
    /// The words that stand around those of every sheet.
    pub texts: &'static Texts,
    /// Its sheets, in the order of printing. Each begins a page and counts its own pages.
    pub parts: Vec<Part>,
}

/// One sheet of paper or more that belong together: a share, the packet around it.
pub struct Part {
    /// What it is called in the bookmarks of the file, such as `Share 2 of 3`.
    pub name: String,
    /// Whether fold marks stand in the margins and the blocks know panels.
    pub folded: bool,
    /// What stands above the rule at the top of each page, left and right.
    pub head: (String, String),
    /// What stands at the foot of each page, left of the page number.
    pub foot: String,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
}

impl Sheet {
    /// The name of its file in the kit folder.
    pub fn file_name(&self) -> String {
        self.kind.file_name()
    }

    /// The lines of codes that the sheet shows, from top to bottom.
    pub fn code_lines(&self) -> Vec<&Lines> {
        self.parts.iter().flat_map(|part| code_lines(&part.blocks)).collect()
    }
}

fn code_lines(blocks: &[Block]) -> Vec<&Lines> {
    blocks.iter().flat_map(lines_in).collect()
}

fn lines_in(block: &Block) -> Vec<&Lines> {
    match block {
        Block::Lines(lines) => vec![lines],
        Block::Together(blocks) | Block::Close(blocks) | Block::Zone(blocks) => code_lines(blocks),
        Block::Heavy(blocks) | Block::Leaf(blocks) | Block::Cut { blocks, .. } => code_lines(blocks),
        Block::Fold(_, ways) => {
            ways.first().map_or(Vec::new(), |way| [code_lines(&way.here), code_lines(&way.next)].concat())
        }
        Block::Columns(columns) => columns.iter().flat_map(|(_, blocks)| code_lines(blocks)).collect(),
        Block::Tiles(rows) => rows.iter().flatten().flat_map(|tile| code_lines(&tile.blocks)).collect(),
        _ => Vec::new(),
    }
}
