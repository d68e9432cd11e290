//! Why nothing was opened.

use super::findings::FindingInfo;
use super::quorum::CombineError;
use crate::credential::TextError;
use crate::id::{Generation, KeyId, SetId};
use crate::record::Hash;
use crate::seal::SealError;
use crate::texts::{List, Worded, Wording};
use time::Date;

/// One of several credentials of one generation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForkedCredential {
    /// SHA-256 of the age file.
    pub payload: Hash,
    /// When it was sealed, by its own word.
    pub sealed: Date,
}

impl Worded for ForkedCredential {
    fn wording(&self) -> Wording {
        wording!("forked-credential", sealed = self.sealed, hash = self.payload)
    }
}

/// Why nothing was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// No quorum.
    Quorum(CombineError),
    /// The shares open several kits, and nothing here may decide between them: neither
    /// their number nor their order nor a credential that opens.
    TwoKits(Vec<FindingInfo>),
    /// Two different credentials of one generation open: one of them is not genuine.
    Fork {
        /// The generation.
        generation: Generation,
        /// Each of them.
        credentials: Vec<ForkedCredential>,
    },
    /// The identity is not that of the record's recipient.
    OtherRecipient,
    /// The shares are of another split of the record's key.
    OtherSet {
        /// Of the shares.
        found: SetId,
        /// In the record.
        recorded: SetId,
    },
    /// Nothing to open.
    NoCredential,
    /// The credential says that it is sealed to another key.
    OtherKey {
        /// What the credential says.
        sealed: KeyId,
        /// What the shares open.
        shares: KeyId,
    },
    /// The age file did not open.
    Seal(SealError),
    /// What was inside is no credential.
    Text(TextError),
    /// The names inside are not those outside.
    NamesDiffer,
    /// Another generation than the record's.
    Generation {
        /// In the credential.
        found: Generation,
        /// In the record.
        recorded: Generation,
    },
    /// The record's generation, but not the file it names.
    NotInRecord,
    /// An earlier credential that holds a secret, and not the file that the record names.
    EarlierNotInRecord(Generation),
    /// The credential and the record do not agree where a secret lives.
    OtherPlace(String),
}

impl Worded for OpenError {
    fn wording(&self) -> Wording {
        match self {
            Self::Quorum(error) => error.wording(),
            Self::TwoKits(kits) => wording!("two-kits", number = kits.len(), kits = listed(kits)),
            Self::Fork { generation, credentials } => {
                wording!("fork", number = credentials.len(), generation, forked = listed(credentials))
            }
            Self::OtherRecipient => wording!("other-key"),
            Self::OtherSet { found, recorded } => wording!("other-set", found, recorded),
            Self::NoCredential => wording!("no-credential"),
            Self::OtherKey { sealed, shares } => wording!("foreign-credential", sealed, shares),
            Self::Seal(error) => error.wording(),
            Self::Text(error @ TextError::Version(_)) => error.wording(),
            Self::Text(_) => wording!("no-credential-text"),
            Self::NamesDiffer => wording!("relabelled-credential"),
            Self::Generation { found, recorded } if found < recorded => {
                wording!("older-generation", found, recorded)
            }
            Self::Generation { found, recorded } => wording!("older-record", found, recorded),
            Self::NotInRecord => wording!("not-in-record"),
            Self::EarlierNotInRecord(generation) => wording!("earlier-not-in-record", generation),
            Self::OtherPlace(name) => wording!("other-place", name),
        }
    }
}

fn listed(items: &[impl Worded]) -> List {
    List(items.iter().map(Worded::wording).collect(), "list-semicolon")
}

worded_errors!(OpenError: Quorum(CombineError), Seal(SealError), Text(TextError));
