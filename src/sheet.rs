//! What each sheet says: blocks of text, tables and codes.
//!
//! One function per sheet turns the public [`SheetContext`] and the codes it is given
//! into a [`Sheet`]. Nothing here knows how a block is drawn: the `pdf` module does, and
//! it knows blocks only.

mod batch;
mod block;
mod ceremony;
mod context;
mod credential;
mod destruction;
mod drill;
mod envelopes;
mod instructions;
mod kind;
mod markdown;
mod operation;
mod phrases;
mod printed_hash;
mod provisioning;
mod recover_program;
mod rehearsal_set;
mod repertoire;
mod replacement;
mod runbook;
mod script;
mod share;

pub use batch::{BatchDetails, batch};
pub use block::{Block, Cell, Field, Lines, QrSquare, SourceLine, Span, Style, Table, Text, Value};
pub use ceremony::{CeremonyDetails, ceremony};
pub use context::{BinaryInfo, SecretInfo, SheetContext};
pub use credential::credential;
pub use destruction::{OldCredential, OldShare, ReplacedKit, destruction};
pub use drill::{LogHead, drill};
pub use envelopes::envelopes;
pub use instructions::instructions;
pub use kind::SheetKind;
pub use operation::OperationKind;
pub use provisioning::{ProvisionedSecret, character_name, provisioning, sealed_copy};
pub use recover_program::{ProgramSheetInfo, recover_program};
pub use rehearsal_set::{RehearsalSet, RehearsalSetError};
pub use repertoire::{missing_character, prints, prints_in_clear};
pub use replacement::replacement;
pub use runbook::runbook;
pub use share::share;

use crate::plan::Paper;
use time::Date;

/// One printable document. It may hold secrets, so it cannot be shown or copied.
pub struct Sheet {
    /// What it is for; this gives the name of its file.
    pub kind: SheetKind,
    /// The title in the document's properties; it says nothing secret.
    pub title: String,
    /// The paper it is laid out for.
    pub paper: Paper,
    /// The date in the document's properties.
    pub date: Date,
    /// Whether fold marks stand in the margins and the blocks know panels.
    pub folded: bool,
    /// What stands above the rule at the top of each page, left and right.
    pub head: (String, String),
    /// What stands at the foot of each page, left of the page number.
    pub foot: String,
    /// What the sheet says, from top to bottom.
    pub blocks: Vec<Block>,
}

impl Sheet {
    /// The name of its file in the kit folder.
    pub fn file_name(&self) -> String {
        self.kind.file_name()
    }

    /// The lines of codes that the sheet shows, from top to bottom.
    pub fn code_lines(&self) -> Vec<&Lines> {
        code_lines(&self.blocks)
    }
}

fn code_lines(blocks: &[Block]) -> Vec<&Lines> {
    blocks.iter().flat_map(lines_in).collect()
}

fn lines_in(block: &Block) -> Vec<&Lines> {
    match block {
        Block::Lines(lines) => vec![lines],
        Block::Panel(_, blocks) | Block::Page(blocks) | Block::Card(blocks) | Block::Wrap(blocks) => {
            code_lines(blocks)
        }
        Block::Framed(blocks) | Block::Together(blocks) => code_lines(blocks),
        Block::Columns(columns) => columns.iter().flat_map(|(_, blocks)| code_lines(blocks)).collect(),
        _ => Vec::new(),
    }
}
