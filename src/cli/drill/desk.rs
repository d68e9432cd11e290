//! The desk of a drill: shares and a credential come in, nothing goes out.

use std::collections::BTreeSet;

use super::result::Outcome;
use crate::cli::read::input;
use crate::cli::read::prompt::EntryHandler;
use crate::cli::recover::worded;
use crate::cli::report::Failure;
use crate::cli::report::events::{self, Message};
use crate::os::files::Input;
use crate::os::files::{self, INPUT_LIMIT};
use sealkit::record::{Hash, Record};
use sealkit::recovery::{Event, Expected, Item, OpenError, Recovery};

/// What was brought to a drill.
pub struct DrillHandler {
    recovery: Recovery,
    record: Record,
    /// Shares that are those of the record.
    good: BTreeSet<u8>,
    /// What does not belong to the kit, or could not be read.
    faults: Vec<String>,
    trouble: Option<Failure>,
    begun: bool,
}

impl DrillHandler {
    /// Begins with nothing.
    pub fn new(expected: Expected, record: &Record) -> Self {
        Self {
            recovery: Recovery::new(Some(expected)),
            record: record.clone(),
            good: BTreeSet::new(),
            faults: Vec::new(),
            trouble: None,
            begun: false,
        }
    }

    /// Reads a scan, a text or an age file.
    pub fn read(&mut self, input: &Input) -> Result<Vec<Message>, Failure> {
        let bytes = files::read(input, INPUT_LIMIT)?;
        let hash = Hash::of(bytes.expose());
        let is_share_file = |(name, known): (&String, &Hash)| name.starts_with("share-") && *known == hash;
        let kept_file = self.record.made().hashes.sheets.iter().any(is_share_file);
        let about = |failure: Failure| failure.about(&input.name());
        let piece = input::classify(bytes).map_err(about)?;
        let events = input::feed(&mut self.recovery, piece).map_err(about)?;
        let mut said = self.said(&events);
        if kept_file {
            said.push(Message::good(
                "this is the kit's own file, not its print: it should have been destroyed".to_owned(),
            ));
        }
        Ok(said)
    }

    /// Keeps what was wrong with a file; typed lines are mended at the prompt instead.
    pub fn fault(&mut self, input: &str, said: &Message) {
        let Some(status) = said.status else { return };
        let fault = format!("{input}: {}", said.sentence);
        // A share that does not belong is known already.
        if !self.faults.contains(&said.sentence) {
            self.faults.push(fault);
        }
        let failure =
            Failure::new(status, said.sentence.clone(), said.hint.clone().unwrap_or_default()).about(input);
        self.trouble.get_or_insert(failure);
    }

    /// Keeps an input that could not be read at all.
    pub fn unreadable(&mut self, failure: Failure) {
        self.faults.push(failure.message().to_owned());
        self.trouble.get_or_insert(failure);
    }

    /// Opens the credential, and forgets it at once.
    pub fn outcome(self) -> Result<Outcome, Failure> {
        let Self { recovery, record, good, mut faults, trouble, begun } = self;
        let good: Vec<u8> = good.into_iter().collect();
        let needed = usize::from(record.made().quorum.threshold());
        if !recovery.has_credential() && !begun {
            return match (good.len(), trouble) {
                (0, Some(trouble)) if faults.iter().all(|fault| !is_foreign(fault)) => Err(trouble),
                (0, None) if faults.is_empty() => {
                    Err(OpenError::Quorum(sealkit::recovery::CombineError::TooFew { have: 0, needed: 2 })
                        .into())
                }
                (have, _) if have >= needed => Err(OpenError::NoCredential.into()),
                _ => Ok(Outcome::Test { good, faults }),
            };
        }
        let opened = recovery.open_as_recorded();
        let opens = opened.is_ok();
        match opened {
            Ok(opened) => {
                faults.extend(opened.older.iter().map(|g| format!("a credential of generation {g} too")));
                faults.extend(opened.failed.iter().map(|_| "another credential does not open".to_owned()));
            }
            Err(fault) => {
                let failure = worded(&recovery, fault, trouble);
                faults.insert(0, failure.message().to_owned());
            }
        }
        Ok(Outcome::Drill { opens, good, faults })
    }

    fn said(&mut self, events: &[Event]) -> Vec<Message> {
        events.iter().map(|event| self.hear(event)).collect()
    }

    fn hear(&mut self, event: &Event) -> Message {
        let said = events::event(event);
        match event {
            Event::Share { x, .. } => drop(self.good.insert(*x)),
            Event::Part { .. } | Event::Lines { .. } | Event::Credential { .. } | Event::AgeFile => {
                self.begun = true;
            }
            Event::NotInRecord { .. }
            | Event::OtherKit { .. }
            | Event::OtherSplit { .. }
            | Event::Rival { .. } => self.faults.push(said.sentence.clone()),
            _ => {}
        }
        said
    }
}

/// A share that was read well and is not this kit's.
fn is_foreign(fault: &str) -> bool {
    fault.starts_with("share ")
}

impl EntryHandler for DrillHandler {
    fn title(&self) -> String {
        let label = &self.record.made().plan.label;
        format!("Drill of {label}: enter shares and the credential; the secret is not shown:")
    }

    fn question(&self) -> String {
        match (self.recovery.shares_missing(), self.recovery.has_credential()) {
            (Some(0), true) => "another share: ".to_owned(),
            (Some(0), false) => "credential: ".to_owned(),
            (Some(missing), _) => {
                format!("share ({missing} more), credential, or done to test shares only: ")
            }
            (None, _) => "share or credential: ".to_owned(),
        }
    }

    fn item(&mut self, item: Item) -> Vec<Message> {
        let events = self.recovery.add(item);
        self.said(&events)
    }

    fn file(&mut self, input: &Input) -> Result<Vec<Message>, Failure> {
        self.read(input)
    }

    fn enough(&mut self) -> Result<bool, Failure> {
        if self.recovery.shares_missing() != Some(0) || !self.recovery.has_credential() {
            return Ok(false);
        }
        self.recovery.open_as_recorded().map_or_else(|fault| Err(fault.into()), |_| Ok(true))
    }
}
