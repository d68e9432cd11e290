//! What a read-back came to: lines, log facts, exit status.

use crate::cli::output;
use crate::cli::report::{Failure, Status};
use sealkit::record::{LogKind, Record};
use sealkit::recovery::Readable;
use sealkit::sheet::SheetKind;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

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

/// A sheet as people call it.
pub fn name(sheet: Readable, record: &Record) -> String {
    let made = record.made();
    match sheet {
        Readable::Credential => format!("credential of generation {}", made.generation),
        Readable::Share(x) => {
            let keeper = made.custodians.iter().find(|c| c.share == x);
            let filled = |text: &String| (!text.is_empty()).then(|| format!(", {text}"));
            let who = keeper.and_then(|c| filled(&c.name)).unwrap_or_default();
            let place = keeper.and_then(|c| filled(&c.place)).unwrap_or_default();
            format!("share {x}{who}{place}")
        }
    }
}

fn key(sheet: Readable) -> String {
    match sheet {
        Readable::Share(x) => format!("share-{x}"),
        Readable::Credential => "credential".to_owned(),
    }
}

/// Whether a sheet was made with this record: after a rotation the shares lie sealed.
pub fn came_with(sheet: Readable, record: &Record) -> bool {
    let is_share = |name: &String| SheetKind::parse(name).is_some_and(SheetKind::is_share);
    sheet == Readable::Credential || record.made().hashes.sheets.keys().any(is_share)
}

impl CheckResult {
    /// Joins what was read now with what the record notes of earlier days.
    pub fn new(matched: BTreeSet<Readable>, refused: Vec<String>, record: &Record) -> Self {
        let shares = (1..=record.made().quorum.shares()).map(Readable::Share);
        let state = |sheet| match matched.contains(&sheet) {
            true => State::Matches,
            false => earlier(sheet, record).map_or(State::NotRead, State::Earlier),
        };
        let all = shares.chain([Readable::Credential]);
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

    /// One line per sheet, or the same as JSON.
    pub fn print(&self, record: &Record, as_json: bool) -> Result<(), Failure> {
        if as_json {
            let sheet =
                |(sheet, state): &(Readable, State)| json!({ "sheet": key(*sheet), "result": words(state) });
            let sheets: Vec<_> = self.sheets.iter().map(sheet).collect();
            return output::json(&json!({ "sheets": sheets, "refused": self.refused }));
        }
        for (sheet, state) in &self.sheets {
            output::line(&format!("{:<14} {}", words(state), name(*sheet, record)))?;
        }
        Ok(())
    }

    /// Done only when every sheet is right and none was refused.
    pub fn verdict(&self) -> Result<(), Failure> {
        if let Some(first) = self.refused.first() {
            let hint = "it is not to be sealed; find out where it came from, and print the right sheet again";
            return Err(Failure::new(
                Status::Failed,
                format!("a sheet does not match the record: {first}"),
                hint,
            ));
        }
        let unread: Vec<String> = self
            .sheets
            .iter()
            .filter(|(_, state)| *state == State::NotRead)
            .map(|(sheet, _)| key(*sheet))
            .collect();
        if unread.is_empty() {
            return Ok(());
        }
        let hint = "run `sealkit check` again for these before they are sealed; what was read stays noted";
        Err(Failure::new(Status::Failed, format!("not read back: {}", unread.join(", ")), hint)
            .of_kind("not-read"))
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
