//! How a drill is told: lines, JSON, facts of the log entry. Nothing secret can get here.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::report::check::sheet_name;
use crate::cli::report::drill::{fault, how, vouched as vouched_words};
use crate::cli::report::{Failure, Notice};
use sealkit::auth::MadeBy;
use sealkit::codes;
use sealkit::credential::Elsewhere;
use sealkit::kit::stays_unasked;
use sealkit::record::{COMPARED, DrillOutcome, Record};
use sealkit::recovery::{DrillVerdict, Drilled, Held, Readable};
use serde_json::json;
use time::Date;

/// A drill with those who held it.
pub struct DrillResult {
    /// How it went.
    pub drilled: Drilled<Failure>,
    /// Who held it.
    pub held: Held,
    /// What vouches for the record, if its key was at hand.
    pub vouched: Option<MadeBy>,
}

impl DrillResult {
    /// The facts of the log entry.
    pub fn facts(&self, record: &Record, date: Date) -> BTreeMap<String, String> {
        let faults = self.fault_words().join("; ");
        self.drilled.facts(record, date, &self.held, faults, self.not_proven())
    }

    /// A few lines, or the same as JSON.
    pub fn print(&self, record: &Record, file: &Path, noted: bool, context: &Context) -> Result<(), Failure> {
        let Self { drilled, held, vouched } = self;
        let made = record.made();
        let next = record.drill_due().map(|date| date.to_string());
        let authenticated = record.log().last().is_some_and(|entry| entry.auth.is_some());
        if context.json {
            return output::json(&json!({
                "kind": drilled.verdict.kind(), "result": drilled.verdict.as_str(), "label": made.plan.label,
                "set": made.set_id, "epoch": made.epoch, "generation": made.generation,
                "threshold": made.quorum.threshold(), "shares": drilled.good, "faults": self.fault_words(),
                "by": held.by, "seconds": held.seconds, "evidence": held.evidence, "next-drill": next,
                "noted": noted, COMPARED: held.comparison.as_str(),
                "record-vouched-by": vouched.map(MadeBy::as_str), "authenticated": authenticated,
                "generations": drilled.proven, "not-proven": drilled.unproven,
            }));
        }

        let mut lines = match drilled.verdict {
            DrillVerdict::Test(_) => self.belonging(record),
            DrillVerdict::Drill(_) => self.summary(record),
        };

        lines.extend(vouched.map(vouched_words));
        if noted && vouched.is_some() && !authenticated {
            lines.push(text!("drill-without-code"));
        }
        if noted {
            lines.push(text!("drill-noted", record = file.display()));
        }
        if let DrillVerdict::Drill(DrillOutcome::Opened | DrillOutcome::OpenedWithFaults) = drilled.verdict {
            lines.extend(staying(record));
        }
        if let (DrillVerdict::Drill(_), Some(date)) = (drilled.verdict, next) {
            lines.push(text!("next-drill", date));
        }

        // A summary that asks for evidence is no use to somebody who tested a share.
        if drilled.verdict.is_opened() && !held.evidence.contains_key("alert") {
            Notice::NoAlert(file).tell(context);
        }
        output::line(&lines.join("\n"), context)
    }

    /// One line for each share that was tested alone and belongs.
    fn belonging(&self, record: &Record) -> Vec<String> {
        let made = record.made();
        let (label, of) = (&made.plan.label, made.quorum.shares());
        let belongs = |x: &u8| text!("share-belongs", label, x, of, set = made.set_id, epoch = made.epoch);
        self.drilled.good.iter().map(belongs).collect()
    }

    /// How a drill went, and with which shares and credentials.
    fn summary(&self, record: &Record) -> Vec<String> {
        let Self { drilled, held, .. } = self;
        let made = record.made();
        let shares = if drilled.good.is_empty() { text!("no-shares") } else { listed(&drilled.good) };
        let summary = text!(
            "drill-summary",
            label = made.plan.label,
            how = how(drilled.verdict),
            set = made.set_id,
            epoch = made.epoch,
            generation = made.generation,
            quorum = made.quorum,
            shares,
            by = held.by.join(", "),
            seconds = held.seconds,
        );

        let mut lines = vec![summary];
        let sheet = |x: &u8| format!("  {}", sheet_name(Readable::Share(*x), record));
        lines.extend(drilled.good.iter().map(sheet));
        if drilled.proven.len() > 1 {
            lines.push(text!("drill-generations", generations = listed(&drilled.proven)));
        }
        if !drilled.unproven.is_empty() {
            lines.push(text!("drill-not-proven", secrets = self.not_proven()));
        }
        lines
    }

    fn fault_words(&self) -> Vec<String> {
        let words = self.drilled.faults.iter().map(fault);
        // The name of a file is somebody's text, too.
        words.map(|words| if codes::holds_code(&words) { text!("unnamed-file") } else { words }).collect()
    }

    fn not_proven(&self) -> String {
        let one = |place: &Elsewhere| {
            text!("secret-in-credential", name = place.name, generation = place.generation)
        };
        self.drilled.unproven.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

/// What a rotation does not renew unless asked to. A drill has brought together who can.
fn staying(record: &Record) -> Option<String> {
    let secrets = record.made().plan.secrets.iter().filter(|secret| stays_unasked(secret, &[]));
    let names: Vec<&str> = secrets.map(|secret| secret.name.as_str()).collect();
    let renew: Vec<String> = names.iter().map(|name| format!("`--renew \"{name}\"`")).collect();
    let (secrets, renew) = (names.join("; "), renew.join(" "));
    (!names.is_empty()).then(|| text!("drill-stays", secrets, renew))
}

fn listed(numbers: &[impl ToString]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
