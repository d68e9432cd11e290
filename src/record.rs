//! The public record of what was made and done. It cannot name a secret type.
//!
//! The *made* part never changes; its hash stands on the ceremony sheet. The *log*
//! grows, each entry chained to the one before it.

mod canonical;
mod chain;
mod check;
mod confirm;
mod due;
mod hash;
mod search;
mod text;

use crate::plan::Plan;
use crate::shamir::Quorum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Date;

pub use chain::{ChainLink, Contradiction, chain};
pub use check::{LogError, RecordError};
pub use confirm::CONFIRMATION;
pub use due::{DRILL, EVIDENCE, EVIDENCE_FIELDS, OPENED, READ_BACK, RESULT, SHARE_TEST};
pub use hash::{Hash, TypedHash};
pub use search::Finding;

/// The version of the record that is read and written here.
pub const VERSION: u32 = 1;
/// A longer record is not read.
pub const LONGEST_RECORD: usize = 4 * 1024 * 1024;

/// A record: what was made, and what was done with it since.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    made: Made,
    // As it stands in the file: a later version that knows more keys must not
    // change what was hashed.
    raw: serde_json::Value,
    made_hash: Hash,
    log: Vec<LogEntry>,
}

/// What was made; written once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Made {
    /// The program.
    pub tool: Tool,
    /// When.
    #[serde(with = "text::day")]
    pub date: Date,
    /// Who says so.
    pub date_source: DateSource,
    /// Whether no network interface was up.
    pub made_offline: bool,
    /// The whole plan, with all defaults written out.
    pub plan: Plan,
    /// `K7QM`: names the key.
    pub key_id: String,
    /// `K7QM-4XTB`: names this split of the key.
    pub set_id: String,
    /// `age1...` in full.
    pub recipient: String,
    /// 128 bits of its hash, in eight groups of four hexadecimal digits.
    pub recipient_fingerprint: String,
    /// k of n.
    #[serde(with = "text::quorum")]
    pub quorum: Quorum,
    /// Which split of the key this is; 0 for a rehearsal set.
    pub epoch: u8,
    /// Which generation of the credential this is, from 1.
    pub generation: u16,
    /// The generation that this one replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<u16>,
    /// What the credential holds.
    pub secrets: Vec<SecretEntry>,
    /// Who keeps which share; those filled in by hand are missing.
    pub custodians: Vec<CustodianEntry>,
    /// What the parts of the kit hash to.
    pub hashes: Hashes,
    /// Where the randomness came from.
    pub entropy_sources: Vec<String>,
    /// What was found out about the machine.
    pub preflight: Vec<Check>,
    /// What was opened before anything was written.
    pub rehearsal: Rehearsal,
    /// The hash of the made part of the record before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// How many copies of the whole secret were sealed beside the shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_copies: Option<u16>,
    /// The share set that this one replaces, where the key was split again or made anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces_set: Option<String>,
    /// When the credential was sealed, where that was before this record was made.
    #[serde(default, with = "text::maybe_day", skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Date>,
}

/// The program that made the kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tool {
    /// Its version.
    pub version: String,
    /// The hash of its file, where that could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Hash>,
    /// The same in words, to be compared aloud.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// Where the date came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateSource {
    /// The machine's clock.
    Clock,
    /// The operator.
    Given,
}

/// Where a secret came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecretOrigin {
    /// Made with the kit.
    Generated,
    /// It existed before.
    Imported,
}

/// One secret: its names, and for a generated one how strong it is. Of an imported one
/// not even the length, which would help to guess a PIN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SecretEntry {
    /// Its name.
    pub name: String,
    /// Its account.
    pub account: String,
    /// Its password profile.
    pub profile: String,
    /// Where it came from.
    pub origin: SecretOrigin,
    /// How many characters a generated one has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub characters: Option<u32>,
    /// The entropy of a generated one, in whole bits, rounded down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entropy_bits: Option<u32>,
    /// For one that an earlier credential held already: since when, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Kept>,
}

/// A secret that was sealed again unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Kept {
    /// The generation that held this very secret first.
    pub since: u16,
    /// Why it was not replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Who keeps which share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CustodianEntry {
    /// The number of the share.
    pub share: u8,
    /// Who.
    pub name: String,
    /// Where.
    pub place: String,
}

/// SHA-256 of the parts of a kit. No sheet with a clear value is among them, since a PIN
/// could be searched for, and not the ceremony sheet, since it shows this record's hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Hashes {
    /// Of the 45 bytes of each share, in their order.
    pub shares: Vec<Hash>,
    /// Of payload.age.
    pub payload: Hash,
    /// Of each sheet, by file name.
    pub sheets: BTreeMap<String, Hash>,
}

/// One finding about the machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Check {
    /// What was looked at.
    pub check: String,
    /// What was found.
    pub result: String,
}

/// What was opened before anything was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rehearsal {
    /// How many quorums there are.
    pub quorums: u64,
    /// How many of them were tried; all opened the credential.
    pub tried: u64,
    /// Whether these were all.
    pub exhaustive: bool,
}

/// Something that was done with the kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LogEntry {
    /// What: `read-back`, `confirmation`, `drill` ...
    pub kind: String,
    /// When.
    #[serde(with = "text::day")]
    pub date: Date,
    /// The rest, as the kind has it: who, which shares, the result.
    pub facts: BTreeMap<String, String>,
    /// The hash of the entry before, or of the made part.
    pub previous: Hash,
    /// The hash of this entry without this field.
    pub hash: Hash,
}

impl Made {
    /// SHA-256 over the canonical JSON (RFC 8785) of the made part.
    ///
    /// # Errors
    /// None that a `Made` can cause; the JSON writer can fail in principle.
    pub fn hash(&self) -> Result<Hash, RecordError> {
        canonical::hash(&canonical::value(self)?)
    }
}

impl Record {
    /// A record with an empty log.
    ///
    /// # Errors
    /// [`RecordError::Inconsistent`] where the parts do not fit one another.
    pub fn new(made: Made) -> Result<Self, RecordError> {
        check::consistent(&made)?;
        let raw = canonical::value(&made)?;
        let made_hash = canonical::hash(&raw)?;
        Ok(Self { made, raw, made_hash, log: Vec::new() })
    }

    /// What was made.
    pub fn made(&self) -> &Made {
        &self.made
    }

    /// The hash of the made part, as it stands on the ceremony sheet.
    pub fn made_hash(&self) -> Hash {
        self.made_hash
    }

    /// What was done, in order.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    /// Adds to the log.
    ///
    /// # Errors
    /// [`RecordError::Inconsistent`] where the names of the facts are not plain ASCII.
    pub fn append(
        &mut self,
        kind: &str,
        date: Date,
        facts: BTreeMap<String, String>,
    ) -> Result<&LogEntry, RecordError> {
        let previous = self.log.last().map_or(self.made_hash, |entry| entry.hash);
        let mut entry = LogEntry { kind: kind.to_owned(), date, facts, previous, hash: previous };
        check::plain_names(&entry)?;
        entry.hash = check::entry_hash(&entry)?;
        self.log.push(entry);
        self.log.last().ok_or(RecordError::Inconsistent("the log is empty"))
    }

    /// The record as a file: indented JSON with a final line end, equal for equal records.
    ///
    /// # Errors
    /// None that a `Record` can cause; the JSON writer can fail in principle.
    pub fn to_json(&self) -> Result<String, RecordError> {
        let file = check::File { sealkit_record: VERSION, made: self.raw.clone(), log: self.log.clone() };
        let text = serde_json::to_string_pretty(&file).map_err(|e| RecordError::Write(e.to_string()))?;
        Ok(text + "\n")
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`RecordError`] for what is no record of this version, does not fit together, or
    /// has a broken log. It proves nothing about who wrote it.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        match check::parse(text)? {
            (record, None) => Ok(record),
            (_, Some(fault)) => Err(fault.into()),
        }
    }

    /// Reads a record to be looked at, though its log may be broken.
    ///
    /// # Errors
    /// As [`Record::parse`], but for the log.
    pub fn examine(text: &str) -> Result<(Self, Option<LogError>), RecordError> {
        check::parse(text)
    }

    pub(super) fn from_parts(
        made: Made,
        raw: serde_json::Value,
        made_hash: Hash,
        log: Vec<LogEntry>,
    ) -> Self {
        Self { made, raw, made_hash, log }
    }
}
