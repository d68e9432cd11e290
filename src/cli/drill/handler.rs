//! Takes what is brought to a drill: shares and a credential come in, nothing goes out.

use std::collections::BTreeSet;

use super::error::{DrillFault, Heard};
use super::result::Outcome;
use crate::cli::context::Context;
use crate::cli::read::input;
use crate::cli::read::prompt::EntryHandler;
use crate::cli::read::quorum::NotOpened;
use crate::cli::report::Failure;
use crate::cli::report::drill::heard;
use crate::cli::report::events::Message;
use crate::os::files::Input;
use crate::os::files::{self, INPUT_LIMIT};
use sealkit::auth::Examined;
use sealkit::id::Generation;
use sealkit::record::{Hash, Record};
use sealkit::recovery::{
    CombineError, Event, Expected, HeldElsewhere, Item, OpenError, Opened, Recovery, Search,
};

/// What was brought to a drill.
pub struct DrillHandler {
    recovery: Recovery,
    record: Record,
    /// Shares that are those of the record.
    good: BTreeSet<u8>,
    /// What does not belong to the kit, or could not be read.
    faults: Vec<DrillFault>,
    /// The first of it, with the status that the drill ends with if nothing else was brought.
    trouble: Option<Failure>,
    /// Whether anything of a credential was brought.
    begun: bool,
    /// The earlier credential that holds what is still to be proven.
    awaited: Option<Generation>,
}

/// What a drill came to.
pub struct Drilled {
    /// How it went.
    pub outcome: Outcome,
    /// What the quorum opened.
    pub opened: Option<Opened>,
    /// The record, if its key was at hand to check its codes.
    pub examined: Option<Examined>,
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
            awaited: None,
        }
    }

    /// Reads all inputs; what is wrong with one is said and kept, and does not keep the
    /// others from being read.
    pub fn read_all(&mut self, inputs: &[Input], context: &Context) -> Result<(), Failure> {
        let trouble = input::read_all(inputs, context, |input| {
            let pieces = self.read(input).inspect_err(|failure| {
                self.faults.push(DrillFault::Unreadable(failure.clone()));
            })?;
            let messages: Vec<Message> = pieces.iter().map(heard).collect();
            self.keep_unreadable(input, &pieces, &messages);
            Ok(messages)
        })?;
        self.trouble = trouble;
        Ok(())
    }

    /// Reads a scan, a text or an age file.
    fn read(&mut self, input: &Input) -> Result<Vec<Heard>, Failure> {
        let bytes = files::read(input, INPUT_LIMIT)?;
        let hash = Hash::of(bytes.expose());
        let is_share_file = |(name, known): (&String, &Hash)| name.starts_with("share-") && *known == hash;
        let is_own_file = self.record.made().hashes.sheets.iter().any(is_share_file);

        let about = |error| Failure::from(error).about(&input.name());
        let content = input::classify(bytes).map_err(about)?;
        let events = content.add_to(&mut self.recovery).map_err(about)?;
        events.iter().for_each(|event| self.take(event));

        let mut pieces: Vec<Heard> = events.into_iter().map(Heard::Piece).collect();
        pieces.extend(is_own_file.then_some(Heard::OwnFile));
        Ok(pieces)
    }

    /// Keeps what was wrong with the text of a file; typed lines are put right at the
    /// prompt instead. A foreign share is kept already.
    fn keep_unreadable(&mut self, input: &Input, pieces: &[Heard], messages: &[Message]) {
        for (piece, message) in pieces.iter().zip(messages) {
            let is_kept = matches!(piece, Heard::Piece(event) if is_foreign(event));
            let failure = message.failure(&input.name()).filter(|_| !is_kept);
            self.faults.extend(failure.map(DrillFault::Unreadable));
        }
    }

    /// Opens the credential. It is given back so that no text for the record holds a piece
    /// of it, and is forgotten then.
    pub fn outcome(self) -> Result<Drilled, Failure> {
        if self.recovery.has_credential() || self.begun {
            return self.drilled();
        }

        let needed = usize::from(self.record.made().quorum.threshold());
        let foreign = self.faults.iter().any(|fault| matches!(fault, DrillFault::Foreign(_)));
        let good: Vec<u8> = self.good.into_iter().collect();
        match (good.len(), self.trouble) {
            (0, Some(trouble)) if !foreign => Err(trouble),
            (0, None) if self.faults.is_empty() => {
                Err(OpenError::Quorum(CombineError::TooFew { have: 0, needed: 2 }).into())
            }
            (have, _) if have >= needed => Err(OpenError::NoCredential.into()),
            _ => {
                let outcome = Outcome::Test { good, faults: self.faults };
                Ok(Drilled { outcome, opened: None, examined: None })
            }
        }
    }

    fn drilled(self) -> Result<Drilled, Failure> {
        let Self { recovery, record, good, mut faults, trouble, .. } = self;
        let good = good.into_iter().collect();
        match recovery.open_as_recorded() {
            Ok(opened) => {
                faults.extend(opened.unneeded().map(DrillFault::OlderCredential));
                faults.extend(opened.failed.iter().map(|_| DrillFault::OtherCredential));
                let examined = Examined::of(&opened.identity, &record)?;
                let mut unproven = Vec::new();
                for HeldElsewhere { name, generation, search } in &opened.elsewhere {
                    let (name, generation) = (name.clone(), *generation);
                    match search {
                        Search::Found(_) => {}
                        Search::NotBrought => unproven.push((name, generation)),
                        Search::NotHeld => faults.push(DrillFault::NotHeld { name, generation }),
                    }
                }
                let mut proven: Vec<Generation> =
                    opened.secrets().map(|(_, generation)| generation).collect();
                proven.sort_unstable();
                proven.dedup();
                let outcome = Outcome::Drill { opens: true, good, faults, proven, unproven };
                Ok(Drilled { outcome, opened: Some(opened), examined: Some(examined) })
            }
            Err(error) => {
                // Shares alone tell a forged record, too: its payload may be what does not open.
                let proven = recovery.proven_as_recorded().ok();
                let examined = proven.map(|proven| Examined::of(&proven.identity, &record)).transpose()?;
                let failure = NotOpened::new(&recovery, error, trouble).into();
                faults.insert(0, DrillFault::NotOpened(failure));
                let (proven, unproven) = (Vec::new(), Vec::new());
                let outcome = Outcome::Drill { opens: false, good, faults, proven, unproven };
                Ok(Drilled { outcome, opened: None, examined })
            }
        }
    }

    /// Counts a piece: a good share, a part of the credential, or a foreign share.
    fn take(&mut self, event: &Event) {
        match event {
            Event::Share { x, .. } => drop(self.good.insert(*x)),
            Event::Part { .. } | Event::Lines { .. } | Event::Credential { .. } | Event::AgeFile => {
                self.begun = true;
            }
            event if is_foreign(event) => self.faults.push(DrillFault::Foreign(event.clone())),
            _ => {}
        }
    }
}

/// A share that was read well and is not this kit's.
fn is_foreign(event: &Event) -> bool {
    matches!(
        event,
        Event::NotInRecord { .. } | Event::OtherKit { .. } | Event::OtherSplit { .. } | Event::Rival { .. }
    )
}

impl EntryHandler for DrillHandler {
    fn title(&self) -> String {
        let label = &self.record.made().plan.label;
        format!("Drill of {label}: enter shares and the credential; the secret is not shown:")
    }

    fn question(&self) -> String {
        match (self.recovery.shares_missing(), self.recovery.has_credential()) {
            (Some(0), true) => input::next_credential(self.awaited).unwrap_or("another share: ".to_owned()),
            (Some(0), false) => "credential: ".to_owned(),
            (Some(missing), _) => {
                format!("share ({missing} more), credential, or done to test shares only: ")
            }
            (None, _) => "share or credential: ".to_owned(),
        }
    }

    fn item(&mut self, item: Item) -> Vec<Message> {
        let events = self.recovery.add(item);
        events.iter().for_each(|event| self.take(event));
        input::messages(&events)
    }

    fn file(&mut self, input: &Input) -> Result<Vec<Message>, Failure> {
        Ok(self.read(input)?.iter().map(heard).collect())
    }

    fn enough(&mut self) -> Result<bool, Failure> {
        if self.recovery.shares_missing() != Some(0) || !self.recovery.has_credential() {
            return Ok(false);
        }
        let opened = self.recovery.open_as_recorded()?;
        self.awaited = opened.missing().next().map(|held| held.generation);
        Ok(self.awaited.is_none())
    }
}
