//! How a kit stands on a day: how old it is, what is due, and what is overdue.

use super::{CodeState, DrillOutcome, Hash, Record, text};
use crate::id::{Epoch, Generation, SetId};
use serde::Serialize;
use time::Date;

/// What a record says of its kit on a day.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct KitStatus {
    /// The name of the kit.
    pub label: String,
    /// The share set.
    pub set: SetId,
    /// Which split of the key this is.
    pub epoch: Epoch,
    /// Which generation of the credential this is.
    pub generation: Generation,
    /// Whether a sign-in with this generation is noted, or it replaces no other one.
    pub confirmed: bool,
    /// The day on which it was made.
    #[serde(with = "text::day")]
    pub made: Date,
    /// How many days ago that was.
    pub age_days: i64,
    /// The next rotation.
    pub rotation: Due,
    /// The next drill.
    pub drill: DrillDue,
    /// Whether one of the two is overdue.
    pub overdue: bool,
    /// Where the record lies.
    pub record: String,
    /// The hash of its made part.
    pub record_sha256: Hash,
    /// Why the record before was not compared with paper, if it was not.
    pub unverified: Option<String>,
    /// Whether the made part has an authentication code.
    pub authentication_code: CodeState,
    /// What stays the same over all generations of the kit, and shows none of its names.
    #[serde(skip)]
    pub lasting_name: Hash,
}

/// A day and how far off it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The day.
    #[serde(rename = "due", with = "text::day")]
    pub day: Date,
    /// Days until then; negative when it has passed.
    pub days: i64,
}

/// When the next drill is due, and how the last one went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DrillDue {
    /// The day.
    #[serde(flatten)]
    pub due: Due,
    /// The last drill, if there was one.
    pub last: Option<LastDrill>,
}

/// A drill that was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LastDrill {
    /// The day on which it was held.
    #[serde(with = "text::day")]
    pub date: Date,
    /// Whether the kit opened, without any fault.
    pub opened: bool,
}

impl KitStatus {
    /// What a record that lies there says on that day. Dates beyond the calendar count as its
    /// last day.
    pub fn new(record: &Record, place: String, today: Date) -> Self {
        let made = record.made();
        let rotation = Due::new(record.rotation_due(), today);

        let last = record.last_drill();
        let last = last.map(|(date, outcome)| LastDrill { date, opened: outcome == DrillOutcome::Opened });
        let mut drill = DrillDue { due: Due::new(record.drill_due(), today), last };
        if drill.has_failed() {
            // A kit that did not open is overdue on that very day.
            drill.due.days = drill.due.days.min(-1);
        }

        Self {
            label: made.plan.label.clone(),
            set: made.set_id,
            epoch: made.epoch,
            generation: made.generation,
            confirmed: !record.is_pending(),
            made: made.date,
            age_days: (today - made.date).whole_days(),
            overdue: rotation.is_late() || drill.due.is_late(),
            rotation,
            drill,
            record: place,
            record_sha256: record.made_hash(),
            unverified: made.unverified.clone(),
            authentication_code: record.code(),
            lasting_name: Hash::of(made.recipient.to_string().as_bytes()),
        }
    }

    /// The first of its two days.
    pub fn first_due(&self) -> Date {
        self.rotation.day.min(self.drill.due.day)
    }
}

impl DrillDue {
    /// Whether the last drill did not open the kit, or not without a fault.
    pub fn has_failed(&self) -> bool {
        self.last.is_some_and(|last| !last.opened)
    }
}

impl Due {
    fn new(day: Option<Date>, today: Date) -> Self {
        let day = day.unwrap_or(Date::MAX);
        Self { day, days: (day - today).whole_days() }
    }

    /// Whether the day has passed.
    pub fn is_late(self) -> bool {
        self.days < 0
    }
}
