//! Whether a sign-in with a generation has worked.

use super::{LogEntry, LogKind, Record};
use time::Date;

impl Record {
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
