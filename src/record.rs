//! The public record of what was made and of what was done with it since.
//!
//! The *made* part never changes, and its hash stands on the ceremony sheet. The *log*
//! grows, and each of its entries names the hash of the one before it. This module cannot
//! name a type that holds a secret.

mod batch;
mod calendar;
mod canonical;
mod chain;
mod check;
mod code;
mod collection;
mod compare;
mod confirm;
mod day;
mod due;
mod edition;
mod facts;
mod hash;
mod log;
mod places;
mod printed;
mod search;
mod status;
mod story;
mod strict;
mod text;
mod vouched;

use crate::id::{Epoch, Fingerprint, Generation, KeyId, KeyKind, Recipient, SetId};
use crate::plan::Plan;
use crate::shamir::Quorum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Date;

pub use batch::{BATCH_VERSION, Batch, BatchError};
pub use calendar::calendar;
pub use chain::{ChainLink, Contradiction, chain};
pub use check::{LogError, RecordError};
pub use code::{AuthCode, CodeState};
pub use collection::Collection;
pub use compare::{Chains, Remark};
pub use confirm::Overtaken;
pub use day::parse_day;
pub use edition::Edition;
pub use facts::RecordFacts;
pub use hash::Hash;
pub use log::{COMPARED, DrillOutcome, EVIDENCE_FIELDS, LogEntry, LogKind, RESULT, ShareTestOutcome};
pub use printed::{HashComparison, PrintedHash, TypedHashError, compare_all};
pub use search::{ChangedField, ChangedFields};
pub use status::{DrillDue, Due, KitStatus, LastDrill};
pub use story::{Deed, Facts, Making, StoryItem, Trial};
pub use vouched::{FromPaper, NotOnPaper, Subject, Vouched};

/// The version of the record format.
pub const VERSION: u32 = 1;
/// The most bytes of a record that is read.
pub const LONGEST_RECORD: usize = 4 * 1024 * 1024;

/// A record whose parts fit one another.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    made: Made,
    // The made part as it stands in the file. Writing it anew from the types above could
    // change what was hashed.
    raw: serde_json::Value,
    made_hash: Hash,
    auth: Option<AuthCode>,
    log: Vec<LogEntry>,
}

/// What was made. It is written once and never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Made {
    /// The program that made the kit.
    pub tool: Tool,
    /// The day on which the kit was made.
    #[serde(with = "text::day")]
    pub date: Date,
    /// Where that date came from.
    pub date_source: DateSource,
    /// Whether every network interface of the machine was down.
    pub made_offline: bool,
    /// The whole plan, with all defaults written out.
    pub plan: Plan,
    /// What kind of key it is. Only a record of edition 1 does not say so.
    #[serde(default, deserialize_with = "text::present", skip_serializing_if = "Option::is_none")]
    pub key_kind: Option<KeyKind>,
    /// The short name of the key.
    pub key_id: KeyId,
    /// The name of this split of the key.
    pub set_id: SetId,
    /// The public key in full.
    pub recipient: Recipient,
    /// What people compare in its place.
    pub recipient_fingerprint: Fingerprint,
    /// How many shares there are, and how many of them open the kit.
    #[serde(with = "text::quorum")]
    pub quorum: Quorum,
    /// Which split of the key this is.
    pub epoch: Epoch,
    /// Which generation of the credential this is.
    pub generation: Generation,
    /// The generation that this one replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Generation>,
    /// What the credential holds.
    pub secrets: Vec<SecretEntry>,
    /// Who keeps which share. Those filled in by hand are missing.
    pub custodians: Vec<CustodianEntry>,
    /// The hashes of the parts of the kit.
    pub hashes: Hashes,
    /// Where the randomness came from.
    pub entropy_sources: Vec<String>,
    /// What was found out about the machine.
    pub preflight: Vec<Check>,
    /// What was opened before anything was written.
    pub rehearsal: RehearsalEntry,
    /// The hash of the made part of the record before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// How many copies of the whole secret were sealed next to the shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_copies: Option<u16>,
    /// The share set that this one replaces, if the key was split again or made anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces_set: Option<SetId>,
    /// The earlier credentials that still hold a secret of the kit, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierCredential>,
    /// When the credential was sealed, if that was before this record was made.
    #[serde(default, with = "text::maybe_day", skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Date>,
    /// Why the record before this one was not compared with paper, if it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unverified: Option<String>,
}

/// The program that made the kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tool {
    /// Its version.
    pub version: String,
    /// The hash of its file, if that could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Hash>,
    /// The same hash in words, for people to compare aloud.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// Where the date came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateSource {
    /// The clock of the machine gave it.
    Clock,
    /// The operator gave it.
    Given,
}

/// Where a secret came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecretOrigin {
    /// It was made with the kit.
    Generated,
    /// It existed before.
    Imported,
}

/// One secret: its names, and for a generated one its strength.
///
/// # Security
/// Of an imported one not even the length is recorded, since that would help to guess a PIN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SecretEntry {
    /// The name of the secret.
    pub name: String,
    /// The account it belongs to.
    pub account: String,
    /// The password profile it was made or checked with.
    pub profile: String,
    /// Where it came from.
    pub origin: SecretOrigin,
    /// How many characters a generated one has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub characters: Option<u32>,
    /// The entropy of a generated one, in whole bits, rounded down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entropy_bits: Option<u32>,
    /// The generation of the credential that holds it. Missing in records of the first
    /// edition, where each credential held every secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generation: Option<Generation>,
    /// Since when and why it was kept, if an earlier credential held it already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Kept>,
}

/// A secret that was sealed again unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Kept {
    /// The generation that held this very secret first.
    pub since: Generation,
    /// Why it was not replaced, if somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A credential that is kept because it still holds a secret of the kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EarlierCredential {
    /// Its generation.
    pub generation: Generation,
    /// The hash of its payload.age.
    pub payload: Hash,
    /// How many copies of all that it holds were sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_copies: Option<u16>,
}

/// Who keeps which share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CustodianEntry {
    /// The number of the share.
    pub share: u8,
    /// The name of the custodian.
    pub name: String,
    /// The place where the share lies.
    pub place: String,
}

/// SHA-256 of the parts of a kit.
///
/// The ceremony sheet is not among them, since it shows the hash of this record.
///
/// # Security
/// No sheet that shows a secret is among them: a short PIN could be found from the hash by
/// trying them all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Hashes {
    /// The hash of the 45 bytes of each share, share 1 first.
    pub shares: Vec<Hash>,
    /// The hash of payload.age.
    pub payload: Hash,
    /// The hash of each sheet, by file name.
    pub sheets: BTreeMap<String, Hash>,
}

/// One finding about the machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Check {
    /// What was checked.
    pub check: String,
    /// What was found.
    pub result: String,
}

/// What was opened before anything was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RehearsalEntry {
    /// How many quorums there are.
    pub quorums: u64,
    /// How many of them were tried. Each of these opened the credential.
    pub tried: u64,
    /// Whether these were all.
    pub exhaustive: bool,
}

impl Made {
    /// SHA-256 over the domain and the canonical JSON (RFC 8785) of the made part.
    ///
    /// # Errors
    /// Returns [`RecordError::Write`] if the JSON writer fails, which no `Made` causes.
    pub fn hash(&self) -> Result<Hash, RecordError> {
        canonical::made_hash(&canonical::value(self)?)
    }
}

impl Record {
    /// Begins a record of edition 2, with an empty log.
    ///
    /// # Errors
    /// Returns [`RecordError::Inconsistent`] if the parts do not fit one another, or the kind of
    /// key is missing.
    pub fn new(made: Made) -> Result<Self, RecordError> {
        if made.key_kind.is_none() {
            return Err(RecordError::Inconsistent("record-no-key-kind"));
        }

        check::consistent(&made)?;
        let raw = canonical::value(&made)?;
        let made_hash = canonical::made_hash(&raw)?;
        Ok(Self { made, raw, made_hash, auth: None, log: Vec::new() })
    }

    /// How the hashes of this record are made, and what it may be used for.
    pub fn edition(&self) -> Edition {
        Edition::of(&self.raw)
    }

    /// What was made.
    pub fn made(&self) -> &Made {
        &self.made
    }

    /// The hash of the made part, as it stands on the ceremony sheet.
    pub fn made_hash(&self) -> Hash {
        self.made_hash
    }

    /// What was done with the kit, in the order in which it was noted.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    /// Adds an entry to the log.
    ///
    /// # Errors
    /// Returns [`RecordError::Inconsistent`] if the kind or the name of a fact has other characters
    /// than lower-case ASCII letters, digits and dashes.
    pub fn append(
        &mut self,
        kind: LogKind,
        date: Date,
        facts: BTreeMap<String, String>,
    ) -> Result<&LogEntry, RecordError> {
        let previous = self.head().unwrap_or(self.made_hash);
        let mut entry = LogEntry { kind, date, facts, previous, hash: previous, auth: None };

        check::plain_names(&entry)?;
        entry.hash = check::entry_hash(self.edition(), &entry)?;

        self.log.push(entry);
        self.log.last().ok_or(RecordError::Inconsistent("record-no-entry"))
    }

    /// Writes the record as indented JSON with a line end. Equal records give equal texts.
    ///
    /// # Errors
    /// Returns [`RecordError::Write`] if the JSON writer fails, which no `Record` causes.
    pub fn to_json(&self) -> Result<String, RecordError> {
        let file = check::File {
            sealkit_record: VERSION,
            made: self.raw.clone(),
            auth: self.auth,
            log: self.log.clone(),
        };
        let text = serde_json::to_string_pretty(&file).map_err(|e| RecordError::Write(e.to_string()))?;
        Ok(text + "\n")
    }

    /// Reads a record.
    ///
    /// # Errors
    /// Returns [`RecordError`] if the text is no record of this version, if its parts do not fit
    /// one another, or if its log is broken.
    ///
    /// # Security
    /// A record that is read proves nothing about who wrote it.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        match check::parse(text)? {
            (record, None) => Ok(record),
            (_, Some(fault)) => Err(fault.into()),
        }
    }

    /// Reads a record even if its log is broken, so that people can look at it.
    ///
    /// # Errors
    /// Returns the errors of [`Record::parse`], except those of the log, which are given beside
    /// the record.
    pub fn examine(text: &str) -> Result<(Self, Option<LogError>), RecordError> {
        check::parse(text)
    }
}
