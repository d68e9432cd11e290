//! When the next rotation and the next drill are due.

use super::{DrillOutcome, LogKind, RESULT, Record};
use time::Date;

impl Record {
    /// The day and the outcome of the last drill.
    pub fn last_drill(&self) -> Option<(Date, DrillOutcome)> {
        let entry = self.log().iter().rev().find(|entry| entry.kind == LogKind::Drill)?;

        // A drill is only good if the record says so in a word that is known here.
        let noted = entry.facts.get(RESULT).and_then(|word| DrillOutcome::parse(word));
        Some((entry.date, noted.unwrap_or(DrillOutcome::Failed)))
    }

    /// The day by which this generation is to be replaced.
    pub fn rotation_due(&self) -> Option<Date> {
        let made = self.made();
        made.plan.rotation.rotation_due(made.sealed.unwrap_or(made.date))
    }

    /// The day by which the next drill is to be held.
    ///
    /// A drill with any fault is to be held again at once. Otherwise the interval counts from the
    /// last drill, or from the day on which the kit was made.
    pub fn drill_due(&self) -> Option<Date> {
        let made = self.made();

        match self.last_drill() {
            None => made.plan.rotation.drill_due(made.date),
            Some((date, DrillOutcome::Opened)) => made.plan.rotation.drill_due(date.max(made.date)),
            Some((date, DrillOutcome::OpenedWithFaults | DrillOutcome::Failed)) => Some(date),
        }
    }
}
