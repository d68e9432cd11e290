//! What a drill came to: lines, log facts, exit status. Nothing secret can get here.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::{DrillError, DrillFault};
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::report::check::sheet_name;
use crate::cli::report::drill::{fault, vouched, without_code};
use crate::cli::report::{Failure, Notice};
use sealkit::auth::MadeBy;
use sealkit::codes;
use sealkit::id::Generation;
use sealkit::record::{COMPARED, DrillOutcome, LogKind, RESULT, Record, ShareTestOutcome};
use sealkit::recovery::{Comparison, Readable};
use serde_json::json;
use time::Date;

/// In place of words that hold a code.
const UNNAMED: &str = "a file whose name is a code, or holds one";

/// How it went.
pub enum Outcome {
    /// Shares alone, fewer than a quorum, held against the record.
    Test {
        /// Those that belong.
        good: Vec<u8>,
        /// What does not.
        faults: Vec<DrillFault>,
    },
    /// A quorum and a credential.
    Drill {
        /// Whether the credential opened.
        opens: bool,
        /// The shares that belong.
        good: Vec<u8>,
        /// What does not belong, and why nothing opened.
        faults: Vec<DrillFault>,
        /// The generations whose credentials opened.
        proven: Vec<Generation>,
        /// Secrets that were not proven, since the credential that holds them was not brought.
        unproven: Vec<(String, Generation)>,
    },
}

/// What is to be noted of it.
#[derive(Clone, Copy)]
enum Noted {
    Test(ShareTestOutcome),
    Drill(DrillOutcome),
}

impl Noted {
    /// The word that stands in the record.
    fn as_str(self) -> &'static str {
        match self {
            Self::Test(outcome) => outcome.as_str(),
            Self::Drill(outcome) => outcome.as_str(),
        }
    }
}

/// A drill with those who held it.
pub struct DrillResult {
    /// How it went.
    pub outcome: Outcome,
    /// Who took part.
    pub by: Vec<String>,
    /// Evidence by its key.
    pub evidence: BTreeMap<String, String>,
    /// From the start to the result.
    pub seconds: u64,
    /// Whether the record is the one on paper.
    pub comparison: Comparison,
    /// What vouches for the record, if its key was at hand.
    pub vouched: Option<MadeBy>,
}

impl DrillResult {
    /// The kind of the log entry.
    pub fn kind(&self) -> LogKind {
        if matches!(self.outcome, Outcome::Test { .. }) { LogKind::ShareTest } else { LogKind::Drill }
    }

    fn result(&self) -> Noted {
        match &self.outcome {
            Outcome::Test { faults, .. } if faults.iter().any(is_foreign) => {
                Noted::Test(ShareTestOutcome::Refused)
            }
            // A scan that cannot be read says nothing against the shares that belong.
            Outcome::Test { .. } => Noted::Test(ShareTestOutcome::Belongs),
            Outcome::Drill { opens: true, faults, .. } if faults.is_empty() => {
                Noted::Drill(DrillOutcome::Opened)
            }
            Outcome::Drill { opens: true, .. } => Noted::Drill(DrillOutcome::OpenedWithFaults),
            Outcome::Drill { .. } => Noted::Drill(DrillOutcome::Failed),
        }
    }

    fn opened(&self) -> bool {
        matches!(self.result(), Noted::Drill(DrillOutcome::Opened))
    }

    fn good(&self) -> &[u8] {
        let (Outcome::Test { good, .. } | Outcome::Drill { good, .. }) = &self.outcome;
        good
    }

    fn faults(&self) -> &[DrillFault] {
        let (Outcome::Test { faults, .. } | Outcome::Drill { faults, .. }) = &self.outcome;
        faults
    }

    fn proven(&self) -> &[Generation] {
        if let Outcome::Drill { proven, .. } = &self.outcome { proven } else { &[] }
    }

    fn unproven(&self) -> &[(String, Generation)] {
        if let Outcome::Drill { unproven, .. } = &self.outcome { unproven } else { &[] }
    }

    fn fault_words(&self) -> Vec<String> {
        let words = self.faults().iter().map(fault);
        // The name of a file is somebody's text, too.
        let kept = |words: String| if codes::holds_code(&words) { UNNAMED.to_owned() } else { words };
        words.map(kept).collect()
    }

    /// The facts of the log entry.
    pub fn facts(&self, record: &Record, date: Date) -> BTreeMap<String, String> {
        let mut facts = self.evidence.clone();
        let mut put = |key: &str, value: String| facts.insert(key.to_owned(), value);
        put(RESULT, self.result().as_str().to_owned());
        put("by", self.by.join("; "));
        put(COMPARED, self.comparison.as_str().to_owned());
        put("shares", list(self.good()));
        if !self.faults().is_empty() {
            put("faults", self.fault_words().join("; "));
        }
        if let Outcome::Drill { proven, unproven, .. } = &self.outcome {
            let rotation = record.made().plan.rotation;
            let next = if self.opened() { rotation.drill_due(date) } else { Some(date) };
            put("generation", record.made().generation.to_string());
            if proven.len() > 1 {
                put("generations", list(proven));
            }
            if !unproven.is_empty() {
                put("not-proven", not_proven(unproven));
            }
            put("seconds", self.seconds.to_string());
            put("next", next.unwrap_or(date).to_string());
        }
        facts
    }

    /// A few lines, or the same as JSON.
    pub fn print(&self, record: &Record, file: &Path, noted: bool, context: &Context) -> Result<(), Failure> {
        let made = record.made();
        let next = record.drill_due().map(|date| date.to_string());
        let authenticated = record.log().last().is_some_and(|entry| entry.auth.is_some());
        if context.json {
            return output::json(&json!({
                "kind": self.kind(), "result": self.result().as_str(), "label": made.plan.label, "set": made.set_id,
                "epoch": made.epoch, "generation": made.generation, "threshold": made.quorum.threshold(),
                "shares": self.good(), "faults": self.fault_words(), "by": self.by, "seconds": self.seconds,
                "evidence": self.evidence, "next-drill": next, "noted": noted, COMPARED: self.comparison.as_str(),
                "record-vouched-by": self.vouched.map(MadeBy::as_str), "authenticated": authenticated,
                "generations": self.proven(),
                "not-proven": self.unproven().iter().map(|(name, generation)| json!({ "name": name, "generation": generation })).collect::<Vec<_>>(),
            }));
        }
        let (set, epoch, label) = (made.set_id, made.epoch, &made.plan.label);
        let mut lines = match &self.outcome {
            Outcome::Test { good, .. } => {
                let belongs = |x: &u8| {
                    let n = made.quorum.shares();
                    format!("this share belongs to {label}: share {x} of {n}, set {set}, epoch {epoch}")
                };
                good.iter().map(belongs).collect()
            }
            Outcome::Drill { good, .. } => {
                let shares = if good.is_empty() { "none".to_owned() } else { list(good) };
                let mut lines = vec![
                    format!("drill of {label}: {}", self.in_words()),
                    format!(
                        "set {set}, epoch {epoch}, generation {}; {} shares open it",
                        made.generation, made.quorum
                    ),
                    format!("good shares: {shares}; taking part: {}; {} s", self.by.join(", "), self.seconds),
                ];
                lines.extend(good.iter().map(|x| format!("  {}", sheet_name(Readable::Share(*x), record))));
                if self.proven().len() > 1 {
                    lines.push(format!("credentials that opened: generations {}", list(self.proven())));
                }
                if !self.unproven().is_empty() {
                    lines.push(format!(
                        "NOT PROVEN, since it was not brought: {}",
                        not_proven(self.unproven())
                    ));
                }
                lines
            }
        };
        lines.extend(self.vouched.map(vouched));
        if noted && self.vouched.is_some() && !authenticated {
            lines.push(without_code());
        }
        if noted {
            lines.push(format!("noted in {}; nothing secret was shown or kept", file.display()));
        }
        if let (LogKind::Drill, Some(next)) = (self.kind(), next) {
            lines.push(format!("next drill by {next}"));
        }
        // A summary that asks for evidence is no use to somebody who tested a share.
        if self.opened() && !self.evidence.contains_key("alert") {
            Notice::NoAlert(file).tell(context);
        }
        output::line(&lines.join("\n"), context)
    }

    fn in_words(&self) -> &'static str {
        match self.result() {
            Noted::Drill(DrillOutcome::Opened) => "the quorum opens the credential",
            Noted::Drill(DrillOutcome::OpenedWithFaults) => {
                "the quorum opens the credential, but not all that was given belongs to it"
            }
            _ => "it did NOT open",
        }
    }

    /// Done only when the credential opened and everything given belongs.
    pub fn verdict(&self) -> Result<(), Failure> {
        let first = self.faults().first().cloned();
        match (self.result(), first) {
            (Noted::Drill(DrillOutcome::Opened), _) | (Noted::Test(ShareTestOutcome::Belongs), None) => {
                Ok(())
            }
            (Noted::Test(ShareTestOutcome::Belongs), Some(DrillFault::Unreadable(failure))) => Err(failure),
            (Noted::Test(ShareTestOutcome::Refused), first) => {
                let foreign = self.faults().iter().find(|fault| is_foreign(fault)).cloned();
                foreign.or(first).map_or(Ok(()), |fault| Err(DrillError::Refused(fault).into()))
            }
            (Noted::Drill(DrillOutcome::OpenedWithFaults), Some(first)) => {
                Err(DrillError::WithFaults(first).into())
            }
            (_, first) => Err(DrillError::NotOpened(first).into()),
        }
    }
}

/// Whether it is a share that reads well and is not this kit's.
fn is_foreign(fault: &DrillFault) -> bool {
    matches!(fault, DrillFault::Foreign(_))
}

fn list(numbers: &[impl ToString]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn not_proven(unproven: &[(String, Generation)]) -> String {
    let one = |(name, generation): &(String, Generation)| format!("{name} (credential no. {generation})");
    unproven.iter().map(one).collect::<Vec<_>>().join("; ")
}
