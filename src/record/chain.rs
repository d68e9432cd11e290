//! Records of one kit in their order, and whether each is the one that the next names.

use super::{Made, Record};
use std::fmt::Display;

/// How a record hangs together with the one given before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainLink {
    /// It is the first of its chain, by its own word.
    First,
    /// It names an older record, which was not given.
    OlderMissing,
    /// It names this very record.
    Follows,
    /// It says that it follows the record before it, but names another hash: one of the
    /// two was changed. Fields in which they contradict one another.
    Changed(Vec<Contradiction>),
}

/// A field that has to be alike in two records and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Its name.
    pub field: String,
    /// What the older record says.
    pub older: String,
    /// What the newer one says.
    pub newer: String,
}

/// Sorts records from the oldest to the newest, chain by chain, and tells how each
/// hangs together with the one before it. Copies of one record count once: the one with
/// the longest log stays.
pub fn chain(records: Vec<Record>) -> Vec<(Record, ChainLink)> {
    let mut kept: Vec<Record> = Vec::new();
    for record in records {
        match kept.iter_mut().find(|known| known.made_hash() == record.made_hash()) {
            Some(known) if known.log().len() >= record.log().len() => {}
            Some(known) => *known = record,
            None => kept.push(record),
        }
    }
    kept.sort_by_key(|r| (r.made().key_id.clone(), r.made().generation, r.made().epoch, r.made().date));
    let mut chained: Vec<(Record, ChainLink)> = Vec::new();
    while !kept.is_empty() {
        let next = chained.last().and_then(|(last, _)| successor(&kept, last)).unwrap_or(0);
        let record = kept.remove(next);
        let joint = joint(&record, &chained);
        chained.push((record, joint));
    }
    chained
}

/// The place of the record that names this one.
fn successor(records: &[Record], last: &Record) -> Option<usize> {
    records.iter().position(|record| record.made().previous == Some(last.made_hash()))
}

fn joint(record: &Record, before: &[(Record, ChainLink)]) -> ChainLink {
    let made = record.made();
    let Some(named) = made.previous else { return ChainLink::First };
    if before.iter().any(|(older, _)| older.made_hash() == named) {
        return ChainLink::Follows;
    }
    let claims = |older: &&(Record, ChainLink)| follows_by_its_word(&older.0, record);
    match before.iter().rev().find(claims) {
        Some((older, _)) => ChainLink::Changed(contradictions(older.made(), made)),
        None => ChainLink::OlderMissing,
    }
}

/// Whether nothing can lie between the two, going by what they say of themselves.
fn follows_by_its_word(older: &Record, newer: &Record) -> bool {
    let (older, newer) = (older.made(), newer.made());
    match &newer.replaces_set {
        Some(set) => *set == older.set_id,
        None => newer.set_id == older.set_id && newer.replaces == Some(older.generation),
    }
}

/// What a rotation or a new split leaves as it is.
fn contradictions(older: &Made, newer: &Made) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let mut hold = |field: &str, older: &dyn Display, newer: &dyn Display| {
        let (older, newer) = (older.to_string(), newer.to_string());
        if older != newer {
            found.push(Contradiction { field: field.to_owned(), older, newer });
        }
    };
    if newer.replaces_set.is_none() {
        hold("recipient", &older.recipient, &newer.recipient);
        hold("epoch", &older.epoch, &newer.epoch);
        hold("quorum", &older.quorum, &newer.quorum);
        for (x, (a, b)) in (1..).zip(older.hashes.shares.iter().zip(&newer.hashes.shares)) {
            hold(&format!("hash of share {x}"), a, b);
        }
        for x in 1..=older.quorum.shares().max(newer.quorum.shares()) {
            hold(&format!("custodian of share {x}"), &keeper(older, x), &keeper(newer, x));
        }
    } else if older.recipient == newer.recipient {
        hold("generation", &older.generation, &newer.generation);
        hold("hash of payload.age", &older.hashes.payload, &newer.hashes.payload);
    }
    if older.date > newer.date {
        hold("date", &older.date, &newer.date);
    }
    found
}

fn keeper(made: &Made, x: u8) -> String {
    let keeper = made.custodians.iter().find(|c| c.share == x);
    keeper.map_or_else(|| "none named".to_owned(), |c| format!("{}; {}", c.name, c.place))
}
