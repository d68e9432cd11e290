//! From pieces to an opened credential, with every name it carries compared.

use super::quorum::{CombineError, Proven};
use super::state::{Recovery, Sealed};
use crate::credential::{Credential, TextError};
use crate::id::{Generation, KeyId, Recipient, SetId};
use crate::seal::{self, SealError};
use crate::secret::Identity;
use sha2::{Digest, Sha256};

/// Who vouches for what was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The record names this very age file.
    Record,
    /// No record was at hand: age does not say who sealed.
    NotVerified,
}

/// An opened credential.
pub struct Opened {
    /// Its text.
    pub credential: Credential,
    /// The age file it came in.
    pub age_file: Vec<u8>,
    /// The identity that opened it.
    pub identity: Identity,
    /// The public half.
    pub recipient: Recipient,
    /// The share set.
    pub set: SetId,
    /// The shares that belong together.
    pub good: Vec<u8>,
    /// The shares that do not.
    pub bad: Vec<u8>,
    /// Who vouches for it.
    pub origin: Origin,
    /// Generations of other credentials that were brought and opened too.
    pub older: Vec<Generation>,
    /// Credentials that were brought and did not open.
    pub failed: Vec<OpenError>,
}

/// Why nothing was opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// No quorum.
    #[error(transparent)]
    Quorum(#[from] CombineError),
    /// A record was at hand and the identity is not that of its recipient.
    #[error("these shares open another key than the record's")]
    OtherRecipient,
    /// Nothing to open.
    #[error("no credential")]
    NoCredential,
    /// The credential says that it is sealed to another key.
    #[error("the credential is sealed to key {sealed}, the shares open key {shares}")]
    OtherKey {
        /// What the credential says.
        sealed: KeyId,
        /// What the shares open.
        shares: KeyId,
    },
    /// The age file did not open.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// What was inside is no credential.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The names inside are not those outside.
    #[error("the credential says one key or generation outside and another inside")]
    NamesDiffer,
    /// Another generation than the record's.
    #[error("generation {found}, where the record says {recorded}")]
    Generation {
        /// In the credential.
        found: Generation,
        /// In the record.
        recorded: Generation,
    },
    /// The record's generation, but not the file it names.
    #[error("not the age file that the record names")]
    NotInRecord,
}

impl Recovery {
    /// Proves a quorum and opens the credential with it.
    ///
    /// # Errors
    /// [`OpenError`]. With several credentials the newest that opens is taken; if
    /// none does, the fault of the first is given.
    pub fn open(&self) -> Result<Opened, OpenError> {
        let proven = self.proven()?;
        let mut opened = Vec::new();
        let mut failed = Vec::new();
        for sealed in &self.sealed {
            match self.open_one(sealed, &proven) {
                Ok(credential) => opened.push((credential, &sealed.age_file)),
                Err(fault) => failed.push(fault),
            }
        }
        opened.sort_by_key(|(credential, _)| credential.generation);
        let Some((credential, age_file)) = opened.pop() else {
            return Err(failed.into_iter().next().unwrap_or(OpenError::NoCredential));
        };
        let origin = if self.expected.is_some() { Origin::Record } else { Origin::NotVerified };
        let older = opened.iter().map(|(credential, _)| credential.generation).collect();
        let Proven { identity, recipient, good, mut bad } = proven;
        bad.extend(&self.unvouched);
        let set = self.wanted().map(|w| w.set).ok_or(OpenError::NoCredential)?;
        let age_file = age_file.clone();
        Ok(Opened { credential, age_file, identity, recipient, set, good, bad, origin, older, failed })
    }

    /// The proven quorum, held against the record where there is one.
    ///
    /// # Errors
    /// [`OpenError::Quorum`] or [`OpenError::OtherRecipient`].
    pub fn proven(&self) -> Result<Proven, OpenError> {
        let proven = self.prove()?;
        match &self.expected {
            Some(expected) if expected.recipient != proven.recipient => Err(OpenError::OtherRecipient),
            _ => Ok(proven),
        }
    }

    fn open_one(&self, sealed: &Sealed, proven: &Proven) -> Result<Credential, OpenError> {
        let key = proven.recipient.key_id();
        if let Some((named, _)) = sealed.names.filter(|(named, _)| *named != key) {
            return Err(OpenError::OtherKey { sealed: named, shares: key });
        }
        let plain = seal::open(&sealed.age_file, &proven.identity)?;
        let credential = Credential::from_bytes(plain.expose())?;
        let inner = (credential.key, credential.generation);
        if inner.0 != key || sealed.names.is_some_and(|outer| outer != inner) {
            return Err(OpenError::NamesDiffer);
        }
        self.hold_against_record(sealed, &credential)?;
        Ok(credential)
    }

    fn hold_against_record(&self, sealed: &Sealed, credential: &Credential) -> Result<(), OpenError> {
        let Some(expected) = &self.expected else { return Ok(()) };
        let (found, recorded) = (credential.generation, expected.generation);
        if found != recorded {
            return Err(OpenError::Generation { found, recorded });
        }
        let hash: [u8; 32] = Sha256::digest(&sealed.age_file).into();
        if hash == expected.payload { Ok(()) } else { Err(OpenError::NotInRecord) }
    }
}
