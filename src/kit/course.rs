//! What a kit follows on, and how.

use super::KitError;
use crate::id::Generation;
use crate::record::Record;
use crate::sheet;

/// The four ways to a kit.
#[derive(Clone, Copy)]
pub enum Course<'a> {
    /// Nothing was there.
    New,
    /// A new generation for the share set that is there.
    Rotate(&'a Record),
    /// A new share set for the credential that is there.
    Reshare(&'a Record),
    /// A new key, with new shares and a new generation.
    Renew(&'a Record),
}

impl<'a> Course<'a> {
    /// The record of what was there.
    pub fn before(self) -> Option<&'a Record> {
        match self {
            Self::New => None,
            Self::Rotate(record) | Self::Reshare(record) | Self::Renew(record) => Some(record),
        }
    }

    /// The generation that is sealed now.
    pub fn generation(self) -> Result<Generation, KitError> {
        let Some(record) = self.before() else { return Ok(Generation::FIRST) };
        let old = record.made().generation;
        old.next().ok_or(KitError::LastGeneration(old.number()))
    }

    /// The generation that loses its place, as the sheets say it.
    pub fn replaces(self) -> Option<Generation> {
        let old = self.before()?.made().generation;
        match self {
            // The credential goes on; it once took the place of the one before it.
            Self::Reshare(_) => old.previous(),
            _ => Some(old),
        }
    }

    /// How the sheets call it.
    pub fn on_sheets(self) -> sheet::Course {
        match self {
            Self::New => sheet::Course::New,
            Self::Rotate(_) => sheet::Course::Rotate,
            Self::Reshare(_) => sheet::Course::Reshare,
            Self::Renew(_) => sheet::Course::Renew,
        }
    }
}
