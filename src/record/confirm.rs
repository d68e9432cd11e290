//! Whether a sign-in with a generation has worked.

use super::{LogEntry, LogKind, Record, RecordError};
use crate::id::Generation;
use std::collections::BTreeMap;
use time::Date;

/// Why a record is not the one that counts. `T` tells where the other one was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overtaken<T> {
    /// The other one is of the same generation and names another credential.
    Fork(T),
    /// The other one, of this generation, takes its place.
    Replaced(T, Generation),
    /// Its log says that a kit with a new key took its place.
    Succeeded,
}

impl Record {
    /// Whether another record replaces or contradicts this one, and which. A contradiction is
    /// worse, wherever it stands among the others.
    pub fn overtaken<'a, T>(
        &self,
        others: impl Iterator<Item = (&'a Self, T)> + Clone,
    ) -> Option<Overtaken<T>> {
        if let Some((_, place)) = others.clone().find(|(other, _)| self.is_fork_of(other)) {
            return Some(Overtaken::Fork(place));
        }
        let mut others = others;
        if let Some((newer, place)) = others.find(|(other, _)| self.is_replaced_by(other)) {
            return Some(Overtaken::Replaced(place, newer.made.generation));
        }
        let is_end = |entry: &LogEntry| entry.kind == LogKind::Succeeded;
        self.log.iter().any(is_end).then_some(Overtaken::Succeeded)
    }

    /// Notes that a sign-in with this generation has worked, and who signed in. Once is enough:
    /// a record that says so already stays as it is.
    ///
    /// # Errors
    /// Those of [`Record::append`].
    pub fn confirm(&mut self, date: Date, by: Option<&str>) -> Result<(), RecordError> {
        if self.confirmed_on().is_some() {
            return Ok(());
        }
        let facts =
            [("generation", self.made.generation.to_string()), ("result", "sign-in worked".to_owned())];
        let facts = facts.into_iter().chain(by.map(|by| ("by", by.to_owned())));
        let facts: BTreeMap<_, _> = facts.map(|(name, text)| (name.to_owned(), text)).collect();
        self.append(LogKind::Confirmation, date, facts).map(drop)
    }

    /// The generation that may be destroyed once this one is confirmed: the one it replaces,
    /// unless that still holds a secret of the kit.
    pub fn destroyable(&self) -> Option<Generation> {
        let staying = self.made.staying();
        self.made.replaces.filter(|older| staying.iter().all(|(place, _)| place != older))
    }

    /// The day on which a sign-in with this generation was first noted as working.
    pub fn confirmed_on(&self) -> Option<Date> {
        let ours = self.made.generation.to_string();

        // The log belongs to this record alone, so an entry without a number means this generation.
        let is_ours = |number: Option<&String>| number.is_none_or(|number| *number == ours);
        let confirms =
            |entry: &&LogEntry| entry.kind == LogKind::Confirmation && is_ours(entry.facts.get("generation"));
        self.log.iter().find(confirms).map(|entry| entry.date)
    }

    /// Whether another record is of the same set and generation and names another credential:
    /// a rotation was run twice, or one of the two is forged.
    pub fn is_fork_of(&self, other: &Self) -> bool {
        let of = |record: &Self| (record.made.set_id, record.made.generation);
        of(self) == of(other) && self.made.hashes.payload != other.made.hashes.payload
    }

    /// Whether a newer record takes the place of this one: it names this one as the one
    /// before it, or holds a later generation of the same set.
    pub fn is_replaced_by(&self, other: &Self) -> bool {
        let later = self.made.set_id == other.made.set_id && self.made.generation < other.made.generation;
        other.made.previous == Some(self.made_hash) || later
    }

    /// Whether this generation replaces another one and no sign-in with it is noted yet. Until
    /// one is, the older generation must not be destroyed.
    pub fn is_pending(&self) -> bool {
        self.made.replaces.is_some() && self.confirmed_on().is_none()
    }
}
