//! What became of a kit, told from its record: one line for each thing that was done.

use std::collections::BTreeMap;

use sealkit::record::{COMPARED, LogEntry, LogKind, RESULT, Record};
use sealkit::recovery::Comparison;
use time::Date;

/// One thing that was done.
pub struct Line {
    /// When.
    pub date: Date,
    /// What, in a word.
    pub kind: String,
    /// What, in a sentence.
    pub words: String,
}

/// The making, then the log.
pub fn of(record: &Record) -> Vec<Line> {
    let log = record.log().iter().map(|entry| Line {
        date: entry.date,
        kind: entry.kind.to_string(),
        words: entry_words(entry) + comparison_words(&entry.facts) + code_words(entry),
    });
    std::iter::once(made(record)).chain(log).collect()
}

/// Whether somebody who held the key vouches for an entry; only a quorum can check it.
fn code_words(entry: &LogEntry) -> &'static str {
    if entry.auth.is_some() { " (code not checked)" } else { " (not authenticated)" }
}

fn made(record: &Record) -> Line {
    let made = record.made();
    let offline = if made.made_offline { "" } else { ", NOT MADE OFFLINE" };
    let (generation, epoch, quorum) = (made.generation, made.epoch, made.quorum);
    let older = made.replaces.map(|old| format!(" in the place of {old}")).unwrap_or_default();
    let (kind, words) = match (made.previous, made.replaces_set) {
        (None, _) => ("made", format!("made: generation {generation}, epoch {epoch}, {quorum} shares")),
        (Some(_), None) => ("rotated", format!("rotated: generation {generation}{older}, same shares")),
        (Some(_), Some(set)) if set.key() == made.key_id => (
            "reshared",
            format!("split again: set {} in the place of {set}, epoch {epoch}, {quorum} shares", made.set_id),
        ),
        (Some(_), Some(set)) => (
            "renewed",
            format!(
                "new key: set {} in the place of {set}, {quorum} shares, generation {generation}{older}",
                made.set_id
            ),
        ),
    };
    let unverified =
        made.unverified.as_ref().map(|reason| format!(", UNVERIFIED: {reason}")).unwrap_or_default();
    Line { date: made.date, kind: kind.to_owned(), words: format!("{words}{offline}{unverified}") }
}

fn entry_words(entry: &LogEntry) -> String {
    let facts = &entry.facts;
    let fact = |key: &str| facts.get(key).map(String::as_str).unwrap_or_default();
    let by = if fact("by").is_empty() { String::new() } else { format!(" ({})", fact("by")) };
    let faults = if fact("faults").is_empty() { String::new() } else { format!(": {}", fact("faults")) };
    match &entry.kind {
        LogKind::ReadBack => read_back(facts),
        LogKind::Drill => {
            format!("drilled: {}, shares {}{by}{faults}", fact(RESULT), or_none(fact("shares")))
        }
        LogKind::ShareTest => {
            format!("tested share {}: {}{by}{faults}", or_none(fact("shares")), fact(RESULT))
        }
        LogKind::DrillEvidence => format!("evidence of the drill: {}", rest(facts, &["of-entry"])),
        LogKind::Confirmation => format!("confirmed: {}", rest(facts, &[])),
        LogKind::Adopted => "taken over by a quorum after its hash was compared with paper".to_owned(),
        LogKind::Succeeded => format!("succeeded by a kit with a new key: {}", rest(facts, &[])),
        LogKind::Other(kind) => format!("{kind}: {}", rest(facts, &[])),
    }
}

/// An older entry does not say it.
fn comparison_words(facts: &BTreeMap<String, String>) -> &'static str {
    match facts.get(COMPARED) {
        Some(found) if found == Comparison::NotCompared.as_str() => "; record not compared with paper",
        _ => "",
    }
}

fn read_back(facts: &BTreeMap<String, String>) -> String {
    let with = |result: &str| -> Vec<&str> {
        facts.iter().filter(|(_, found)| *found == result).map(|(sheet, _)| sheet.as_str()).collect()
    };
    let (read, unread) = (with("matches"), with("not read"));
    let mut words = format!("read back: {}", or_none(&read.join(", ")));
    if !unread.is_empty() {
        words.push_str(&format!("; not read: {}", unread.join(", ")));
    }
    if let Some(refused) = facts.get("refused") {
        words.push_str(&format!("; REFUSED: {refused}"));
    }
    words
}

fn rest(facts: &BTreeMap<String, String>, without: &[&str]) -> String {
    let shown = facts.iter().filter(|(key, _)| *key != COMPARED && !without.contains(&key.as_str()));
    or_none(&shown.map(|(key, text)| format!("{key}: {text}")).collect::<Vec<_>>().join("; ")).to_owned()
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}
