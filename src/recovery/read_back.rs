//! Reading printed sheets back against a record, without opening anything.

use super::expected::Expected;
use super::state::{Event, Recovery};
use super::text::{self, Item};
use crate::id::Generation;
use sha2::{Digest, Sha256};
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
    /// What else there is to say: progress, a repeat, a fault.
    Event(Event),
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
    pub fn matched(&self) -> impl Iterator<Item = Readable> {
        self.matched.iter().copied()
    }

    /// The sheets that were not read, or do not match.
    pub fn unread(&self) -> Vec<Readable> {
        let shares = (1..).zip(&self.expected.shares).map(|(x, _)| Readable::Share(x));
        shares.chain([Readable::Credential]).filter(|sheet| !self.matched.contains(sheet)).collect()
    }

    fn answer(&mut self, event: Event) -> Answer {
        match event {
            Event::Share { x, .. } => self.matches(Readable::Share(x)),
            Event::Credential { generation, .. } => self.credential(generation),
            event => Answer::Event(event),
        }
    }

    fn credential(&mut self, found: Generation) -> Answer {
        let recorded = self.expected.generation;
        let payload = self.expected.payload_of(found);
        let hash = |age_file: &[u8]| <[u8; 32]>::from(Sha256::digest(age_file));
        let named = |names: &Option<_>| *names == Some((self.expected.set.key(), found));
        let same =
            |sealed: &&super::state::Sealed| named(&sealed.names) && Some(hash(&sealed.age_file)) == payload;
        match self.recovery.sealed.iter().any(|sealed| same(&sealed)) {
            true if found == recorded => self.matches(Readable::Credential),
            true => self.matches(Readable::EarlierCredential(found)),
            false => Answer::OtherCredential { found, recorded },
        }
    }

    fn matches(&mut self, sheet: Readable) -> Answer {
        self.matched.insert(sheet);
        Answer::Matches(sheet)
    }
}
