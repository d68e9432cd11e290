//! Whether a generation has proven itself: sign-in with it worked.

use super::Record;
use time::Date;

/// The kind of the log entry that notes a sign-in which worked.
pub const CONFIRMATION: &str = "confirmation";

impl Record {
    /// The day on which a sign-in with this generation was first noted as working.
    pub fn confirmed_on(&self) -> Option<Date> {
        let ours = self.made.generation.to_string();
        let confirms = |generation: Option<&String>| generation.is_none_or(|g| *g == ours);
        let entry = |e: &&super::LogEntry| e.kind == CONFIRMATION && confirms(e.facts.get("generation"));
        self.log.iter().find(entry).map(|e| e.date)
    }

    /// Whether this generation took the place of another and no sign-in with it is noted
    /// yet: until then the older one must not be destroyed.
    pub fn is_pending(&self) -> bool {
        self.made.replaces.is_some() && self.confirmed_on().is_none()
    }
}
