//! What a read-back came to: lines, log facts, exit status.

use super::error::CheckError;
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::report::Failure;
use crate::cli::report::check::{passed, sheet_name};
use sealkit::record::{LogKind, Record};
use sealkit::recovery::Readable;
use sealkit::sheet::SheetKind;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const MATCHES: &str = "matches";
const NOT_READ: &str = "not read";

/// Every sheet with its result.
pub struct CheckResult {
    sheets: Vec<(Readable, State)>,
    refused: Vec<String>,
}

/// What is known of one sheet.
#[derive(Clone, Debug, PartialEq)]
enum State {
    /// Read now, and right.
    Matches,
    /// Read on this earlier day, and right.
    Earlier(String),
    NotRead,
}

fn key(sheet: Readable) -> String {
    match sheet {
        Readable::Share(x) => format!("share-{x}"),
        Readable::Credential => "credential".to_owned(),
        Readable::EarlierCredential(generation) => format!("credential-{generation}"),
    }
}

/// Whether a sheet was made with this record: after a rotation the shares lie sealed.
pub fn came_with(sheet: Readable, record: &Record) -> bool {
    let is_share = |name: &String| SheetKind::parse(name).is_some_and(SheetKind::is_share);
    match sheet {
        Readable::Credential => true,
        Readable::EarlierCredential(_) => false,
        Readable::Share(_) => record.made().hashes.sheets.keys().any(is_share),
    }
}

impl CheckResult {
    /// Joins what was read now with what the record notes of earlier days.
    pub fn new(matched: BTreeSet<Readable>, refused: Vec<String>, record: &Record) -> Self {
        let shares = (1..=record.made().quorum.shares()).map(Readable::Share);
        let state = |sheet| match matched.contains(&sheet) {
            true => State::Matches,
            false => earlier(sheet, record).map_or(State::NotRead, State::Earlier),
        };
        let earlier = record.made().earlier.iter().map(|old| Readable::EarlierCredential(old.generation));
        let all = shares.chain([Readable::Credential]).chain(earlier);
        let due = all.filter(|sheet| came_with(*sheet, record) || matched.contains(sheet));
        let sheets = due.map(|sheet| (sheet, state(sheet))).collect();
        Self { sheets, refused }
    }

    /// Whether anything was read at all.
    pub fn is_worth_noting(&self) -> bool {
        !self.refused.is_empty() || self.sheets.iter().any(|(_, state)| *state == State::Matches)
    }

    /// The facts of the log entry: what this run saw.
    pub fn facts(&self) -> BTreeMap<String, String> {
        let seen = |state: &State| if *state == State::Matches { MATCHES } else { NOT_READ }.to_owned();
        let mut facts: BTreeMap<String, String> =
            self.sheets.iter().map(|(sheet, state)| (key(*sheet), seen(state))).collect();
        if !self.refused.is_empty() {
            facts.insert("refused".to_owned(), self.refused.join("; "));
        }
        facts
    }

    /// One line per sheet and, where all is well, a sentence; or the same as JSON.
    pub fn print(&self, record: &Record, context: &Context) -> Result<(), Failure> {
        if context.json {
            let sheet =
                |(sheet, state): &(Readable, State)| json!({ "sheet": key(*sheet), "result": words(state) });
            let sheets: Vec<_> = self.sheets.iter().map(sheet).collect();
            return output::json(&json!({ "sheets": sheets, "refused": self.refused }));
        }

        for (sheet, state) in &self.sheets {
            output::line(&format!("{:<14} {}", words(state), sheet_name(*sheet, record)), context)?;
        }
        if self.refused.is_empty() && self.unread().next().is_none() {
            let sheets: Vec<Readable> = self.sheets.iter().map(|(sheet, _)| *sheet).collect();
            output::line(&passed(&sheets), context)?;
        }
        Ok(())
    }

    /// Done only when every sheet is right and none was refused.
    pub fn verdict(&self, record: &Path) -> Result<(), CheckError> {
        if let Some(first) = self.refused.first() {
            return Err(CheckError::Refused(first.clone()));
        }
        let sheets: Vec<String> = self.unread().map(key).collect();
        match sheets.is_empty() {
            true => Ok(()),
            false => Err(CheckError::NotRead { sheets, record: record.to_owned() }),
        }
    }

    fn unread(&self) -> impl Iterator<Item = Readable> {
        self.sheets.iter().filter(|(_, state)| *state == State::NotRead).map(|(sheet, _)| *sheet)
    }
}

fn words(state: &State) -> String {
    match state {
        State::Matches => MATCHES.to_owned(),
        State::Earlier(day) => format!("read {day}"),
        State::NotRead => "NOT READ".to_owned(),
    }
}

/// The last day on which the record notes this sheet as read and right.
fn earlier(sheet: Readable, record: &Record) -> Option<String> {
    let read =
        |facts: &BTreeMap<String, String>| facts.get(&key(sheet)).is_some_and(|result| result == MATCHES);
    let entry =
        record.log().iter().rev().find(|entry| entry.kind == LogKind::ReadBack && read(&entry.facts))?;
    Some(entry.date.to_string())
}
