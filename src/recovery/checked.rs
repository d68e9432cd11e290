//! What reading printed sheets back came to, joined with what the record notes of earlier days.

use super::expected::Comparison;
use super::read_back::Readable;
use crate::record::{COMPARED, LogEntry, LogKind, Record};
use crate::texts::{Worded, Wording};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use time::Date;

const MATCHES: &str = "matches";

/// Every sheet of a kit with what is known of it.
pub struct Checked {
    /// The sheets that came with the record, and others that were read.
    pub sheets: Vec<(Readable, SheetState)>,
    /// What was wrong with the sheets that do not match, in words.
    pub refused: Vec<String>,
    /// Whether the record is the one on paper.
    pub comparison: Comparison,
}

/// What is known of one sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetState {
    /// Read now, and right.
    Matches,
    /// Read on this earlier day, and right.
    Earlier(Date),
    /// Not read yet.
    NotRead,
}

/// A check as JSON says it.
#[derive(Serialize)]
struct Facts<'a> {
    record: &'static str,
    refused: &'a [String],
    sheets: Vec<SheetFacts>,
}

#[derive(Serialize)]
struct SheetFacts {
    result: String,
    sheet: String,
}

impl Checked {
    /// Joins what was read now with what the record notes of earlier days.
    pub fn new(
        matched: &BTreeSet<Readable>,
        refused: Vec<String>,
        record: &Record,
        comparison: Comparison,
    ) -> Self {
        let made = record.made();
        let shares = (1..=made.quorum.shares()).map(Readable::Share);
        let earlier = made.earlier.iter().map(|old| Readable::EarlierCredential(old.generation));
        let all = shares.chain([Readable::Credential]).chain(earlier);

        let state = |sheet: Readable| match matched.contains(&sheet) {
            true => SheetState::Matches,
            false => sheet.noted(record).map_or(SheetState::NotRead, SheetState::Earlier),
        };

        let due = all.filter(|sheet| sheet.came_with(record) || matched.contains(sheet));
        Self { sheets: due.map(|sheet| (sheet, state(sheet))).collect(), refused, comparison }
    }

    /// Whether anything was read at all.
    pub fn is_worth_noting(&self) -> bool {
        !self.refused.is_empty() || self.sheets.iter().any(|(_, state)| *state == SheetState::Matches)
    }

    /// Whether every sheet is right and none was refused.
    pub fn is_passed(&self) -> bool {
        self.refused.is_empty() && self.unread().next().is_none()
    }

    /// The sheets that have still to be read.
    pub fn unread(&self) -> impl Iterator<Item = Readable> {
        let unread = self.sheets.iter().filter(|(_, state)| *state == SheetState::NotRead);
        unread.map(|(sheet, _)| *sheet)
    }

    /// The facts of the log entry: what this run saw.
    pub fn facts(&self) -> BTreeMap<String, String> {
        let seen = |state| if state == SheetState::Matches { MATCHES } else { "not read" }.to_owned();
        let sheets = self.sheets.iter().map(|(sheet, state)| (sheet.to_string(), seen(*state)));
        let mut facts: BTreeMap<String, String> = sheets.collect();
        facts.insert(COMPARED.to_owned(), self.comparison.as_str().to_owned());
        if !self.refused.is_empty() {
            facts.insert("refused".to_owned(), self.refused.join("; "));
        }
        facts
    }

    /// The same as JSON.
    pub fn json(&self) -> impl Serialize {
        let sheet = |(sheet, state): &(Readable, SheetState)| SheetFacts {
            result: state.to_string(),
            sheet: sheet.to_string(),
        };
        Facts {
            record: self.comparison.as_str(),
            refused: &self.refused,
            sheets: self.sheets.iter().map(sheet).collect(),
        }
    }
}

impl Readable {
    /// Whether this sheet was made with the record: after a rotation the shares lie sealed.
    pub fn came_with(self, record: &Record) -> bool {
        match self {
            Self::Credential => true,
            Self::EarlierCredential(_) => false,
            Self::Share(_) => record.made().hashes.share_sheets().next().is_some(),
        }
    }

    /// The last day on which the record notes this sheet as read and right.
    fn noted(self, record: &Record) -> Option<Date> {
        let key = self.to_string();
        let is_right = |entry: &&LogEntry| {
            entry.kind == LogKind::ReadBack && entry.facts.get(&key).is_some_and(|fact| fact == MATCHES)
        };
        record.log().iter().rev().find(is_right).map(|entry| entry.date)
    }
}

/// The name of the fact about a sheet.
impl fmt::Display for Readable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Share(x) => write!(f, "share-{x}"),
            Self::Credential => f.write_str("credential"),
            Self::EarlierCredential(generation) => write!(f, "credential-{generation}"),
        }
    }
}

/// What stands beside a sheet in the result.
impl Worded for SheetState {
    fn wording(&self) -> Wording {
        match self {
            Self::Matches => wording!("sheet-matches"),
            Self::Earlier(day) => wording!("sheet-read", day),
            Self::NotRead => wording!("sheet-not-read"),
        }
    }
}

shown_in_english!(SheetState);
