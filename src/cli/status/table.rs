//! A row for each kit: how old, what is due, what is overdue.

use std::path::{Path, PathBuf};

use sealkit::id::{Epoch, Generation, SetId};
use sealkit::record::{CodeState, DrillOutcome, Hash, Record};
use serde_json::{Value, json};
use time::Date;

/// One kit.
pub struct Row {
    /// Its name.
    pub label: String,
    /// What stays the same over all its generations, to name it in a calendar.
    pub name: String,
    /// The generation.
    pub generation: Generation,
    /// The next rotation.
    pub rotation: Due,
    /// The next drill.
    pub drill: Due,
    /// Why the record before was not compared with paper, if it was not.
    pub unverified: Option<String>,
    record: String,
    set: SetId,
    epoch: Epoch,
    made: Date,
    age: i64,
    pending: bool,
    /// Whether the made part has an authentication code.
    pub code: CodeState,
    last_drill: Option<(Date, DrillOutcome)>,
    file: PathBuf,
}

/// A day and how far off it is.
#[derive(Clone, Copy)]
pub struct Due {
    /// The day.
    pub day: Date,
    /// Days until then; negative when it has passed.
    pub left: i64,
}

impl Row {
    /// What a record says on that day. Dates beyond the calendar count as its last day.
    pub fn new(record: &Record, file: &Path, today: Date) -> Self {
        let made = record.made();
        let due = |day: Option<Date>| {
            let day = day.unwrap_or(Date::MAX);
            Due { day, left: (day - today).whole_days() }
        };
        let failed = record.last_drill().is_some_and(|(_, outcome)| outcome != DrillOutcome::Opened);
        let mut drill = due(record.drill_due());
        if failed {
            // A kit that did not open is overdue on that very day.
            drill.left = drill.left.min(-1);
        }
        Self {
            label: made.plan.label.clone(),
            name: Hash::of(made.recipient.to_string().as_bytes()).to_string(),
            record: record.made_hash().to_string(),
            generation: made.generation,
            rotation: due(record.rotation_due()),
            drill,
            unverified: made.unverified.clone(),
            set: made.set_id,
            epoch: made.epoch,
            made: made.date,
            age: (today - made.date).whole_days(),
            pending: record.is_pending(),
            code: record.code(),
            last_drill: record.last_drill(),
            file: file.to_owned(),
        }
    }

    /// The first of its two days.
    pub fn first_due(&self) -> Date {
        self.rotation.day.min(self.drill.day)
    }

    /// Whether the last drill did not open the kit.
    pub fn drill_failed(&self) -> bool {
        self.last_drill.is_some_and(|(_, outcome)| outcome != DrillOutcome::Opened)
    }

    /// What is overdue, in words.
    pub fn late(&self) -> Option<String> {
        let rotation = self.rotation.is_late().then(|| format!("rotation by {}", days(-self.rotation.left)));
        let drill = self.drill.is_late().then(|| match self.drill_failed() {
            true => "its last drill failed".to_owned(),
            false => format!("drill by {}", days(-self.drill.left)),
        });
        let late: Vec<String> = rotation.into_iter().chain(drill).collect();
        (!late.is_empty()).then(|| format!("{} ({})", self.label, late.join(", ")))
    }

    /// For programs.
    pub fn json(&self) -> Value {
        let drilled = self.last_drill.map(
            |(day, outcome)| json!({ "date": day.to_string(), "opened": outcome == DrillOutcome::Opened }),
        );
        json!({
            "label": self.label, "set": self.set, "epoch": self.epoch, "generation": self.generation,
            "confirmed": !self.pending, "made": self.made.to_string(), "age-days": self.age,
            "rotation": { "due": self.rotation.day.to_string(), "days": self.rotation.left },
            "drill": { "due": self.drill.day.to_string(), "days": self.drill.left, "last": drilled },
            "overdue": self.rotation.is_late() || self.drill.is_late(),
            "record": self.file.display().to_string(), "record-sha256": self.record, "unverified": self.unverified,
            "authentication-code": self.code.as_str(),
        })
    }

    fn cells(&self) -> [String; 6] {
        let generation = match self.pending {
            true => format!("{} not confirmed", self.generation),
            false => self.generation.to_string(),
        };
        let drill = match self.drill_failed() {
            true => format!("FAILED on {}", self.drill.day),
            false => self.drill.words(),
        };
        [self.label.clone(), self.set.to_string(), generation, days(self.age), self.rotation.words(), drill]
    }
}

impl Due {
    /// Whether the day has passed.
    pub fn is_late(self) -> bool {
        self.left < 0
    }

    fn words(self) -> String {
        let Self { day, left } = self;
        match left {
            ..0 => format!("{day} OVERDUE by {}", days(-left)),
            0 => format!("{day} today"),
            _ => format!("{day} in {}", days(left)),
        }
    }
}

fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// Rows under their headings, each column as wide as its widest cell.
pub fn lines(rows: &[Row]) -> Vec<String> {
    let head = ["KIT", "SET", "GENERATION", "AGE", "NEXT ROTATION", "NEXT DRILL"].map(str::to_owned);
    let cells: Vec<[String; 6]> = std::iter::once(head).chain(rows.iter().map(Row::cells)).collect();
    let width = |column: usize| {
        cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..6).map(width).collect();
    let line = |row: &[String; 6]| {
        let padded = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    cells.iter().map(line).collect()
}
