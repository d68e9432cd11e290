//! Reading printed sheets back against a record, without opening anything.

use super::expected::Expected;
use super::state::{Event, Recovery};
use super::text::{self, Item};
use crate::id::{Generation, KeyId};
use crate::record::Hash;
use std::collections::BTreeSet;

/// A sheet that has to be read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Readable {
    /// The share with this number.
    Share(u8),
    /// The credential.
    Credential,
    /// An earlier credential that still holds a secret.
    EarlierCredential(Generation),
}

/// What one piece came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A sheet that is, byte for byte, the one that the record names.
    Matches(Readable),
    /// A credential that is not the one that the record names.
    OtherCredential {
        /// Its generation.
        found: Generation,
        /// The record's.
        recorded: Generation,
    },
    /// A second credential of this key and the record's generation: a rotation was run
    /// twice, or one of the two is forged.
    Fork {
        /// The generation of both.
        generation: Generation,
        /// SHA-256 of the age file that was read.
        payload: Hash,
    },
    /// What else there is to say: progress, a repeat, a fault.
    Event(Event),
}

impl Answer {
    /// Whether it is a sheet that reads well and is not the record's; a typing mistake is no
    /// such sheet.
    pub fn is_refused(&self) -> bool {
        match self {
            Self::Matches(_) => false,
            Self::OtherCredential { .. } | Self::Fork { .. } => true,
            Self::Event(event) => event.is_foreign(),
        }
    }
}

/// Which sheets of a kit have been read back.
pub struct ReadBack {
    expected: Expected,
    recovery: Recovery,
    matched: BTreeSet<Readable>,
}

impl ReadBack {
    /// Begins with nothing read.
    pub fn new(expected: Expected) -> Self {
        let recovery = Recovery::new(Some(expected.clone()));
        Self { expected, recovery, matched: BTreeSet::new() }
    }

    /// Takes a text with any number of codes and typed lines.
    pub fn add_text(&mut self, text: &str) -> Vec<Answer> {
        text::read(text).into_iter().flat_map(|item| self.add(item)).collect()
    }

    /// Takes one item of a text.
    pub fn add(&mut self, item: Item) -> Vec<Answer> {
        self.recovery.add(item).into_iter().map(|event| self.answer(event)).collect()
    }

    /// The sheets that were read and match.
    pub fn matched(&self) -> &BTreeSet<Readable> {
        &self.matched
    }

    /// The sheets that were not read, or do not match.
    pub fn unread(&self) -> Vec<Readable> {
        let shares = (1..).zip(&self.expected.shares).map(|(x, _)| Readable::Share(x));
        shares.chain([Readable::Credential]).filter(|sheet| !self.matched.contains(sheet)).collect()
    }

    fn answer(&mut self, event: Event) -> Answer {
        match event {
            Event::Share { x, .. } => self.matches(Readable::Share(x)),
            Event::Credential { key, generation, payload } => self.credential(key, generation, payload),
            event => Answer::Event(event),
        }
    }

    /// Judges the very credential that came together, whatever was read before it.
    fn credential(&mut self, key: KeyId, found: Generation, payload: Hash) -> Answer {
        let recorded = self.expected.generation;
        let of_this_key = key == self.expected.set.key();
        let is_named = of_this_key && self.expected.payload_of(found) == Some(*payload.bytes());
        match found == recorded {
            true if is_named => self.matches(Readable::Credential),
            false if is_named => self.matches(Readable::EarlierCredential(found)),
            true if of_this_key => Answer::Fork { generation: found, payload },
            _ => Answer::OtherCredential { found, recorded },
        }
    }

    fn matches(&mut self, sheet: Readable) -> Answer {
        self.matched.insert(sheet);
        Answer::Matches(sheet)
    }
}
