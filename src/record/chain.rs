//! The records of one kit in their order, and whether each is the one that the next one names.

use super::{Made, Record};
use crate::texts::{Wording, english};
use std::fmt::Display;

/// How a record is linked to the one given before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainLink {
    /// It says that it is the first of its chain.
    First,
    /// It names an older record, which was not given.
    OlderMissing,
    /// It names this very record.
    Follows,
    /// It says that it follows the record before it, but names another hash, so one of the two
    /// was changed. These are the fields in which they contradict one another.
    Changed(Vec<Contradiction>),
}

/// A field that has to be the same in two records and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The name of the field.
    pub field: Wording,
    /// What the older record says.
    pub older: String,
    /// What the newer one says.
    pub newer: String,
}

/// Sorts records from the oldest to the newest, chain by chain, and tells how each is linked to
/// the one before it. Of several copies of a record the one with the longest log is kept.
pub fn chain(records: Vec<Record>) -> Vec<(Record, ChainLink)> {
    let mut kept: Vec<Record> = Vec::new();
    for record in records {
        match kept.iter_mut().find(|known| known.made_hash() == record.made_hash()) {
            Some(known) if known.log().len() >= record.log().len() => {}
            Some(known) => *known = record,
            None => kept.push(record),
        }
    }

    kept.sort_by_cached_key(|record| {
        let made = record.made();
        (made.key_id.to_string(), made.generation, made.epoch, made.date)
    });

    let mut chained: Vec<(Record, ChainLink)> = Vec::new();
    while !kept.is_empty() {
        let next = chained.last().and_then(|(last, _)| successor(&kept, last)).unwrap_or(0);
        let record = kept.remove(next);
        let link = link(&record, &chained);
        chained.push((record, link));
    }

    chained
}

/// The place of the record that names this one.
fn successor(records: &[Record], last: &Record) -> Option<usize> {
    records.iter().position(|record| record.made().previous == Some(last.made_hash()))
}

fn link(record: &Record, before: &[(Record, ChainLink)]) -> ChainLink {
    let made = record.made();
    let Some(named) = made.previous else { return ChainLink::First };

    if before.iter().any(|(older, _)| older.made_hash() == named) {
        return ChainLink::Follows;
    }

    let claims_to_follow = |older: &&(Record, ChainLink)| claims_to_follow(&older.0, record);
    match before.iter().rev().find(claims_to_follow) {
        Some((older, _)) => ChainLink::Changed(contradictions(older.made(), made)),
        None => ChainLink::OlderMissing,
    }
}

/// Whether the newer record says of itself that it comes right after the older one.
fn claims_to_follow(older: &Record, newer: &Record) -> bool {
    let (older, newer) = (older.made(), newer.made());
    match newer.replaces_set {
        Some(set) => set == older.set_id,
        None => newer.set_id == older.set_id && newer.replaces == Some(older.generation),
    }
}

/// The differences in what a rotation or a new split leaves as it is.
fn contradictions(older: &Made, newer: &Made) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let mut compare = |field: Wording, older: &dyn Display, newer: &dyn Display| {
        let (older, newer) = (older.to_string(), newer.to_string());
        if older != newer {
            found.push(Contradiction { field, older, newer });
        }
    };

    if newer.replaces_set.is_none() {
        compare(wording!("field-recipient"), &older.recipient, &newer.recipient);
        compare(wording!("field-epoch"), &older.epoch, &newer.epoch);
        compare(wording!("field-quorum"), &older.quorum, &newer.quorum);
        for (x, (a, b)) in (1..).zip(older.hashes.shares.iter().zip(&newer.hashes.shares)) {
            compare(wording!("field-share-hash", x), a, b);
        }
        for x in 1..=older.quorum.shares().max(newer.quorum.shares()) {
            compare(wording!("field-custodian", x), &custodian(older, x), &custodian(newer, x));
        }
    } else if older.recipient == newer.recipient {
        compare(wording!("field-generation"), &older.generation, &newer.generation);
        compare(wording!("field-payload-hash"), &older.hashes.payload, &newer.hashes.payload);
    }

    if older.date > newer.date {
        compare(wording!("field-date-of-record"), &older.date, &newer.date);
    }

    found
}

fn custodian(made: &Made, x: u8) -> String {
    let entry = made.custodians.iter().find(|c| c.share == x);
    entry.map_or_else(|| english().text("custodian-none", &[]), |c| format!("{}; {}", c.name, c.place))
}
