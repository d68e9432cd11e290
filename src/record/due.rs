//! What the log says, and when something is due.

use super::Record;
use time::Date;

/// Kind of the entry that `check` writes.
pub const READ_BACK: &str = "read-back";
/// Kind of the entry that a drill writes.
pub const DRILL: &str = "drill";
/// Kind of the entry that the test of single shares writes.
pub const SHARE_TEST: &str = "share-test";
/// Kind of the entry with evidence that came after a drill.
pub const EVIDENCE: &str = "drill-evidence";
/// What evidence of a drill with a sign-in is asked for: the key, and what it tells.
pub const EVIDENCE_FIELDS: [(&str, &str); 6] = [
    ("told", "who in the monitoring team was told before, and when"),
    ("sign-in", "when somebody signed in with the secret, and from which machine"),
    ("alert", "who saw the alert, and when"),
    ("ticket", "number of the ticket or incident"),
    ("review", "who went through the sign-in and audit logs afterwards"),
    ("note", "anything else; never a secret"),
];
/// The fact that says how a drill or a test went.
pub const RESULT: &str = "result";
/// The result of a drill that opened the credential.
pub const OPENED: &str = "opened";

impl Record {
    /// The day and the outcome of the last drill.
    pub fn last_drill(&self) -> Option<(Date, bool)> {
        let entry = self.log().iter().rev().find(|entry| entry.kind == DRILL)?;
        Some((entry.date, entry.facts.get(RESULT).is_some_and(|result| result == OPENED)))
    }

    /// The day by which this generation is to be replaced.
    pub fn rotation_due(&self) -> Option<Date> {
        let made = self.made();
        made.plan.rotation.rotation_due(made.sealed.unwrap_or(made.date))
    }

    /// The day by which the next drill is to be held: at once after one that failed,
    /// else an interval after the last one, or after the kit was made.
    pub fn drill_due(&self) -> Option<Date> {
        let made = self.made();
        match self.last_drill() {
            Some((date, false)) => Some(date),
            Some((date, true)) => made.plan.rotation.drill_due(date.max(made.date)),
            None => made.plan.rotation.drill_due(made.date),
        }
    }
}
