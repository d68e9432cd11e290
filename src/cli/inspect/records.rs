//! Records beside one another: whether each is the one that the next names, whether the
//! hash on the ceremony sheet is theirs, and the story of the kit.

use super::error::InspectError;
use super::story;
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::report::{Failure, inspect as words};
use sealkit::record::{ChainLink, ChangedField, Hash, HashComparison, LogError, PrintedHash, Record, chain};
use serde_json::{Value, json};

/// What the records of one call say together.
pub struct Told {
    lines: Vec<String>,
    faults: Vec<String>,
    story: Vec<story::Line>,
}

/// Holds records against one another and against typed hashes.
pub fn tell(records: Vec<(Record, Option<LogError>)>, typed: &[PrintedHash]) -> Told {
    let mut told = Told { lines: Vec::new(), faults: Vec::new(), story: Vec::new() };
    let cut: Vec<(Hash, Hash)> = records
        .iter()
        .filter_map(|(record, fault)| match fault {
            Some(LogError::Made { named }) => Some((record.made_hash(), *named)),
            _ => None,
        })
        .collect();
    let chained = chain(records.into_iter().map(|(record, _)| record).collect());
    let all: Vec<&Record> = chained.iter().map(|(record, _)| record).collect();
    for (record, link) in &chained {
        told.link(record, link, &all);
        if let Some((_, named)) = cut.iter().find(|(hash, _)| *hash == record.made_hash()) {
            told.searched(record, PrintedHash::of(*named), &all);
        }
    }
    for (index, record) in all.iter().enumerate() {
        for other in all.iter().skip(index + 1).filter(|other| record.is_fork_of(other)) {
            let payloads = [record, other].map(|record| &record.made().hashes.payload);
            told.faults.push(words::fork(record.made(), payloads));
        }
    }
    typed.iter().for_each(|typed| told.compare(*typed, &all));
    told.story = chained.iter().flat_map(|(record, _)| story::of(record)).collect();
    told
}

impl Told {
    /// Lines for people.
    pub fn print(&self, context: &Context) -> Result<(), Failure> {
        self.lines.iter().chain(&self.faults).try_for_each(|line| output::line(line, context))?;
        if self.story.is_empty() {
            return Ok(());
        }
        output::line("the story of the kit", context)?;
        self.story
            .iter()
            .try_for_each(|line| output::line(&format!("  {}  {}", line.date, line.words), context))
    }

    /// Facts for programs.
    pub fn json(&self) -> Value {
        let story = self
            .story
            .iter()
            .map(|l| json!({ "date": l.date.to_string(), "kind": l.kind, "words": l.words }));
        json!({ "good": self.lines, "faults": self.faults, "story": story.collect::<Vec<_>>() })
    }

    /// The first fault, as a failure.
    pub fn failure(&self) -> Option<Failure> {
        let first = self.faults.first()?;
        Some(InspectError::Records(first.clone()).into())
    }

    fn link(&mut self, record: &Record, link: &ChainLink, all: &[&Record]) {
        let newer = called(record);
        match link {
            ChainLink::First => {}
            ChainLink::OlderMissing => {
                let hash = record.made().previous.map(|hash| hash.to_string()).unwrap_or_default();
                self.lines
                    .push(format!("the {newer} follows one that was not given, with the SHA-256 {hash}"));
            }
            ChainLink::Follows => {
                self.lines.push(format!(
                    "the {newer} names the one before it as it is here: that one is unchanged"
                ));
            }
            ChainLink::Changed(contradictions) => {
                let Some(named) = record.made().previous else { return };
                self.faults.push(format!(
                    "the {newer} names another record before it than the one given: the older one was changed, or it was"
                ));
                for c in contradictions {
                    self.faults.push(format!(
                        "they differ in {}: the older says {}, the newer {}",
                        c.field, c.older, c.newer
                    ));
                }
                for older in all.iter().filter(|older| older.made_hash() != record.made_hash()) {
                    self.searched(older, PrintedHash::of(named), all);
                }
            }
        }
    }

    /// Names the field that was changed, where putting it back makes the hash right.
    fn searched(&mut self, record: &Record, wanted: PrintedHash, all: &[&Record]) -> bool {
        let others: Vec<&Record> =
            all.iter().filter(|r| r.made_hash() != record.made_hash()).copied().collect();
        let Some(changed) = record.changed_fields(wanted, &others) else { return false };
        for ChangedField { name, now, before } in changed.fields {
            self.faults.push(format!(
                "in the {} the field {name} was changed: it says {now}, and it was {before}",
                called(record)
            ));
        }
        true
    }

    fn compare(&mut self, typed: PrintedHash, all: &[&Record]) {
        let found = |record: &Record| PrintedHash::of(record.made_hash()).compare(typed);
        if let Some(record) = all.iter().find(|record| found(record) == HashComparison::Equal) {
            let words = format!(
                "the hash from the ceremony sheet is that of the {}: its made part is as it was printed",
                called(record)
            );
            return self.lines.push(words);
        }
        for record in all {
            if let HashComparison::OneGroup(group) = found(record) {
                let words =
                    format!("look at group {group} again: the others are those of the {}", called(record));
                return self.faults.push(words);
            }
        }
        let is_before = |record: &&&Record| record.made().previous.map(PrintedHash::of) == Some(typed);
        if let Some(record) = all.iter().find(is_before) {
            let words =
                format!("the hash is that of the record before the {}, which was not given", called(record));
            return self.faults.push(words);
        }
        if !all.iter().any(|record| self.searched(record, typed, all)) {
            let words = "the hash from the ceremony sheet is that of none of these records: their made part was changed in \
                         more than one place, or the sheet is of another kit";
            self.faults.push(words.to_owned());
        }
    }
}

fn called(record: &Record) -> String {
    let made = record.made();
    format!("record of {}, generation {}, epoch {}", made.plan.label, made.generation, made.epoch)
}
