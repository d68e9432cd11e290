//! A drill: what is brought to it, and what it came to. Shares and a credential come in, and
//! nothing that was opened gets into what is noted.

use super::expected::{Comparison, Expected};
use super::not_opened::NotOpened;
use super::open::{Opened, Search};
use super::open_error::OpenError;
use super::quorum::CombineError;
use super::state::{Event, Recovery};
use super::text::Item;
use crate::credential::Elsewhere;
use crate::id::Generation;
use crate::record::{COMPARED, DrillOutcome, LogKind, RESULT, Record, ShareTestOutcome};
use crate::secret::Identity;
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

/// What was wrong in a drill. `U` is what could not be read, as whoever read it says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrillFault<U> {
    /// A share that reads well and is not this kit's.
    Foreign(Event),
    /// An input, or a piece of it, that cannot be read.
    Unreadable(U),
    /// A credential of an older generation was brought too.
    OlderCredential(Generation),
    /// An earlier credential does not hold the secret that it should.
    NotHeld(Elsewhere),
    /// Another credential was brought too, and does not open.
    OtherCredential,
    /// Nothing opened, and why.
    NotOpened(NotOpened<U>),
}

/// Why there is nothing to note of a drill.
pub enum NoDrill<U> {
    /// Nothing but this was brought.
    Unreadable(U),
    /// Nothing was brought, or a quorum without a credential.
    Incomplete(OpenError),
}

/// How a drill, or a test of fewer shares than a quorum, went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrillVerdict {
    /// Shares alone were held against the record.
    Test(ShareTestOutcome),
    /// A quorum and a credential.
    Drill(DrillOutcome),
}

/// What was brought to a drill so far.
pub struct Drill<U> {
    /// The pieces.
    pub recovery: Recovery,
    record: Record,
    good: BTreeSet<u8>,
    faults: Vec<DrillFault<U>>,
    begun: bool,
}

/// What a drill came to. Nothing secret is in it.
pub struct Drilled<U> {
    /// How it went.
    pub verdict: DrillVerdict,
    /// The shares that belong to the kit.
    pub good: Vec<u8>,
    /// What does not belong, or could not be read, and why nothing opened.
    pub faults: Vec<DrillFault<U>>,
    /// The generations whose credentials opened.
    pub proven: Vec<Generation>,
    /// Secrets that were not proven, since the credential that holds them was not brought.
    pub unproven: Vec<Elsewhere>,
}

/// What a quorum showed in a drill. It is held against what is to be noted, and then forgotten.
pub enum Shown {
    /// Nothing.
    Nothing,
    /// The identity alone: the credential did not open.
    Key(Identity),
    /// The credential.
    Opened(Box<Opened>),
}

/// Who held a drill, and what else is noted of it.
pub struct Held {
    /// Who took part.
    pub by: Vec<String>,
    /// Evidence by its key.
    pub evidence: BTreeMap<String, String>,
    /// From the start to the result.
    pub seconds: u64,
    /// Whether the record is the one on paper.
    pub comparison: Comparison,
}

impl<U> Drill<U> {
    /// Begins with nothing.
    pub fn new(record: &Record, comparison: Comparison) -> Self {
        Self {
            recovery: Recovery::new(Some(Expected::of(record, comparison))),
            record: record.clone(),
            good: BTreeSet::new(),
            faults: Vec::new(),
            begun: false,
        }
    }

    /// The record of the kit.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Takes one item of a text.
    pub fn add(&mut self, item: Item) -> Vec<Event> {
        let events = self.recovery.add(item);
        events.iter().for_each(|event| self.take(event));
        events
    }

    /// Counts a piece that was handed to the recovery: a good share, a part of the credential,
    /// or a foreign share.
    pub fn take(&mut self, event: &Event) {
        match event {
            Event::Share { x, .. } => drop(self.good.insert(*x)),
            Event::Part { .. } | Event::Lines { .. } | Event::Credential { .. } | Event::AgeFile => {
                self.begun = true;
            }
            event if event.is_foreign() => self.faults.push(DrillFault::Foreign(event.clone())),
            _ => {}
        }
    }

    /// Keeps what could not be read.
    pub fn unreadable(&mut self, what: U) {
        self.faults.push(DrillFault::Unreadable(what));
    }

    /// Opens the credential, or holds the shares alone against the record. `trouble` is the
    /// first of what could not be read.
    ///
    /// # Errors
    /// [`NoDrill`] if nothing was brought that tells anything.
    pub fn finish(self, trouble: Option<U>) -> Result<(Drilled<U>, Shown), NoDrill<U>> {
        if self.recovery.has_credential() || self.begun {
            return Ok(self.open(trouble));
        }

        let needed = usize::from(self.record.made().quorum.threshold());
        let refused = self.faults.iter().any(DrillFault::is_foreign);
        match (self.good.len(), trouble) {
            (0, Some(trouble)) if !refused => Err(NoDrill::Unreadable(trouble)),
            (0, None) if self.faults.is_empty() => {
                let nothing = CombineError::TooFew { have: 0, needed: 2 };
                Err(NoDrill::Incomplete(OpenError::Quorum(nothing)))
            }
            (have, _) if have >= needed => Err(NoDrill::Incomplete(OpenError::NoCredential)),
            _ => {
                // A scan that cannot be read says nothing against the shares that belong.
                let outcome = if refused { ShareTestOutcome::Refused } else { ShareTestOutcome::Belongs };
                Ok((Drilled::new(DrillVerdict::Test(outcome), self.good, self.faults), Shown::Nothing))
            }
        }
    }

    fn open(self, trouble: Option<U>) -> (Drilled<U>, Shown) {
        let Self { recovery, good, mut faults, .. } = self;
        let opened = match recovery.open_as_recorded() {
            Ok(opened) => opened,
            Err(error) => {
                // Shares alone tell a forged record, too: its payload may be what does not open.
                let proven = recovery.proven_as_recorded().ok();
                faults.insert(0, DrillFault::NotOpened(NotOpened::new(&recovery, error, trouble)));
                let drilled = Drilled::new(DrillVerdict::Drill(DrillOutcome::Failed), good, faults);
                return (drilled, proven.map_or(Shown::Nothing, |proven| Shown::Key(proven.identity)));
            }
        };

        faults.extend(opened.unneeded().map(DrillFault::OlderCredential));
        faults.extend(opened.failed.iter().map(|_| DrillFault::OtherCredential));
        let mut unproven = Vec::new();
        for held in &opened.elsewhere {
            match held.search {
                Search::Found(_) => {}
                Search::NotBrought => unproven.push(held.place()),
                Search::NotHeld => faults.push(DrillFault::NotHeld(held.place())),
            }
        }

        let proven: BTreeSet<Generation> = opened.secrets().map(|(_, generation)| generation).collect();

        let all_well = faults.is_empty();
        let outcome = if all_well { DrillOutcome::Opened } else { DrillOutcome::OpenedWithFaults };
        let drilled = Drilled::new(DrillVerdict::Drill(outcome), good, faults);
        let drilled = Drilled { proven: proven.into_iter().collect(), unproven, ..drilled };
        (drilled, Shown::Opened(Box::new(opened)))
    }
}

impl<U> DrillFault<U> {
    /// Whether it is a share that reads well and is not this kit's.
    pub fn is_foreign(&self) -> bool {
        matches!(self, Self::Foreign(_))
    }
}

impl DrillVerdict {
    /// The kind of the log entry.
    pub fn kind(self) -> LogKind {
        match self {
            Self::Test(_) => LogKind::ShareTest,
            Self::Drill(_) => LogKind::Drill,
        }
    }

    /// The word that stands in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Test(outcome) => outcome.as_str(),
            Self::Drill(outcome) => outcome.as_str(),
        }
    }

    /// Whether it is a drill in which all went well.
    pub fn is_opened(self) -> bool {
        self == Self::Drill(DrillOutcome::Opened)
    }
}

impl Shown {
    /// The identity, to check the codes of the record.
    pub fn identity(&self) -> Option<&Identity> {
        match self {
            Self::Nothing => None,
            Self::Key(identity) => Some(identity),
            Self::Opened(opened) => Some(&opened.identity),
        }
    }

    /// Whether a text that is to be kept holds a piece of the credential.
    pub fn is_in(&self, text: &str) -> bool {
        matches!(self, Self::Opened(opened) if opened.is_in(text))
    }
}

impl<U> Drilled<U> {
    fn new(verdict: DrillVerdict, good: BTreeSet<u8>, faults: Vec<DrillFault<U>>) -> Self {
        let good = good.into_iter().collect();
        Self { verdict, good, faults, proven: Vec::new(), unproven: Vec::new() }
    }

    /// The facts of the log entry. `faults` and `unproven` are what was wrong and what was not
    /// proven, in words; they are left out where they are empty.
    pub fn facts(
        &self,
        record: &Record,
        date: Date,
        held: &Held,
        faults: String,
        unproven: String,
    ) -> BTreeMap<String, String> {
        let mut facts = held.evidence.clone();
        let mut put = |key: &str, value: String| facts.insert(key.to_owned(), value);
        put(RESULT, self.verdict.as_str().to_owned());
        put("by", held.by.join("; "));
        put(COMPARED, held.comparison.as_str().to_owned());
        put("shares", list(&self.good));
        if !faults.is_empty() {
            put("faults", faults);
        }

        if self.verdict.kind() == LogKind::Drill {
            let due = record.made().plan.rotation.drill_due(date);
            let next = due.filter(|_| self.verdict.is_opened()).unwrap_or(date);
            put("generation", record.made().generation.to_string());
            if self.proven.len() > 1 {
                put("generations", list(&self.proven));
            }
            if !unproven.is_empty() {
                put("not-proven", unproven);
            }
            put("seconds", held.seconds.to_string());
            put("next", next.to_string());
        }

        facts
    }

    /// The fault that decides how the command ends: a foreign share comes before all others.
    pub fn decisive(&self) -> Option<&DrillFault<U>> {
        let refused = self.verdict == DrillVerdict::Test(ShareTestOutcome::Refused);
        let foreign = self.faults.iter().find(|fault| refused && fault.is_foreign());
        foreign.or(self.faults.first())
    }
}

fn list(numbers: &[impl ToString]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
