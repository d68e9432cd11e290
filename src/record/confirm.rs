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

    /// Whether this generation replaces another one and no sign-in with it is noted yet. Until
    /// one is, the older generation must not be destroyed.
    pub fn is_pending(&self) -> bool {
        self.made.replaces.is_some() && self.confirmed_on().is_none()
    }
}
