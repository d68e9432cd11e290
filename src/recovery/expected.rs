//! What a record says of its kit.

use crate::credential::Elsewhere;
use crate::id::{Epoch, Generation, Recipient, SetId};
use crate::record::{Record, Vouched};
use crate::share::{Share, ShareHash};

/// Whether a record's hash was compared with the one on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// It was: the record decides which kit opens.
    Compared,
    /// It was not. A file can be rewritten by anybody who has the disk, so the record is
    /// one claim among others: it names contradictions and excludes nothing.
    NotCompared,
}

/// What vouches for what was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VouchedBy {
    /// A record that was compared with paper names this very age file.
    ComparedRecord,
    /// A record names it, but was not compared: anybody could have written that record.
    Record,
    /// Nothing: age does not say who sealed.
    Nothing,
}

impl Comparison {
    /// Whether a record that something new is made for was compared; a reason stands for the
    /// comparison that was left out.
    pub fn of(record: Vouched<'_>) -> Self {
        if record.reason().is_none() { Self::Compared } else { Self::NotCompared }
    }

    /// How the log of a record and JSON say it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Compared => "compared",
            Self::NotCompared => "not compared",
        }
    }
}

/// The public facts of a kit against which pieces are held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Whether the record was compared with paper.
    pub comparison: Comparison,
    /// The share set.
    pub set: SetId,
    /// Which split.
    pub epoch: Epoch,
    /// The full recipient.
    pub recipient: Recipient,
    /// The generation of the credential.
    pub generation: Generation,
    /// SHA-256 of each share, share 1 first.
    pub shares: Vec<[u8; 32]>,
    /// SHA-256 of the age file.
    pub payload: [u8; 32],
    /// The secrets that earlier credentials hold.
    pub elsewhere: Vec<Elsewhere>,
    /// Generation and SHA-256 of the age file of each of those credentials.
    pub earlier: Vec<(Generation, [u8; 32])>,
}

impl Expected {
    /// What a record says, and whether it was compared with paper.
    pub fn of(record: &Record, comparison: Comparison) -> Self {
        Self { comparison, ..Self::from_record(record) }
    }

    /// What a record says that something new is made for.
    pub fn of_vouched(record: Vouched<'_>) -> Self {
        Self::of(record.record(), Comparison::of(record))
    }

    /// What a record says, not compared with paper.
    pub fn from_record(record: &Record) -> Self {
        let made = record.made();
        let named = |(generation, names): (Generation, Vec<String>)| {
            names.into_iter().map(move |name| Elsewhere { name, generation })
        };
        Self {
            comparison: Comparison::NotCompared,
            set: made.set_id,
            epoch: made.epoch,
            recipient: made.recipient.clone(),
            generation: made.generation,
            shares: made.hashes.shares.iter().map(|hash| *hash.bytes()).collect(),
            payload: *made.hashes.payload.bytes(),
            elsewhere: made.staying().into_iter().flat_map(named).collect(),
            earlier: made.earlier.iter().map(|c| (c.generation, *c.payload.bytes())).collect(),
        }
    }

    /// SHA-256 of the age file that the record names for a generation.
    pub fn payload_of(&self, generation: Generation) -> Option<[u8; 32]> {
        let earlier = self.earlier.iter().find(|(known, _)| *known == generation).map(|(_, hash)| *hash);
        if generation == self.generation { Some(self.payload) } else { earlier }
    }

    /// The same record after its hash was compared with the one on paper.
    pub fn compared(self) -> Self {
        Self { comparison: Comparison::Compared, ..self }
    }

    /// Whether the record decides which kit opens.
    pub fn decides(&self) -> bool {
        self.comparison == Comparison::Compared
    }

    /// Whether a share is the very one that the record names.
    pub fn names(&self, share: &Share) -> bool {
        (share.set(), share.epoch()) == (self.set, self.epoch) && self.names_share(share.x(), share.hash())
    }

    /// Whether the record names a share with this number and hash.
    pub fn names_share(&self, x: u8, hash: ShareHash) -> bool {
        usize::from(x).checked_sub(1).and_then(|i| self.shares.get(i)).is_some_and(|h| h == hash.as_bytes())
    }
}
