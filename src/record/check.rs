//! How a record is read, and whether its parts fit one another.

use super::{
    AuthCode, Edition, Hash, LONGEST_RECORD, LogEntry, LogKind, Made, Record, SecretEntry, SecretOrigin,
    VERSION, canonical, edition, strict, text,
};
use crate::id::{KeyKind, NameError};
use crate::texts::{Worded, Wording};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::Date;

/// Why a record is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// It is longer than 4 MiB.
    TooLarge(usize),
    /// It is not JSON, a key is unknown or missing, or a value is of the wrong kind. The text is
    /// that of the JSON reader.
    Form(String),
    /// It is JSON, but does not say that it is a record.
    NoRecord,
    /// It is of another version.
    Version(String),
    /// It is of a kit with another kind of key.
    KeyKind(String),
    /// It follows no other record. Such a one is made with its key at hand, and has a code.
    NoCode,
    /// A name in it is not valid, or its parts do not fit one another: the key of the rule that
    /// it breaks.
    Inconsistent(&'static str),
    /// A log entry was changed, removed or put in.
    Log(LogError),
    /// The JSON writer failed.
    Write(String),
}

impl Worded for RecordError {
    fn wording(&self) -> Wording {
        match self {
            Self::TooLarge(bytes) => wording!("record-too-large", bytes),
            Self::Form(said) => wording!("record-form", said),
            Self::NoRecord => wording!("record-none"),
            Self::Version(version) => wording!("record-version", version),
            Self::KeyKind(kind) => wording!("record-key-kind", kind),
            Self::NoCode => wording!("record-no-code"),
            Self::Inconsistent(rule) => wording!("record-inconsistent", rule = Wording::new(rule)),
            Self::Log(error) => error.wording(),
            Self::Write(said) => wording!("record-unwritten", said),
        }
    }
}

worded_errors!(RecordError: Log(LogError));

/// The first place where the log is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogError {
    /// The entry's own hash is not that of what it says.
    Changed {
        /// The number of the entry, from 1.
        entry: usize,
        /// The kind of the entry.
        kind: LogKind,
        /// The date of the entry.
        date: Date,
    },
    /// It names another entry before it than the one that is there.
    Link {
        /// The number of the entry, from 2.
        entry: usize,
        /// The kind of the entry.
        kind: LogKind,
        /// The date of the entry.
        date: Date,
    },
    /// The first entry names another made part than the one that is there.
    Made {
        /// The hash that the first entry names.
        named: Hash,
    },
}

impl Worded for LogError {
    fn wording(&self) -> Wording {
        match self {
            Self::Changed { entry, kind, date } => wording!("log-changed", entry, kind, date),
            Self::Link { entry, kind, date } => wording!("log-link", entry, kind, date),
            Self::Made { .. } => wording!("log-made"),
        }
    }
}

worded_errors!(LogError);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct File {
    pub sealkit_record: u32,
    pub made: Value,
    #[serde(default, deserialize_with = "text::present", skip_serializing_if = "Option::is_none")]
    pub auth: Option<AuthCode>,
    pub log: Vec<LogEntry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Head {
    sealkit_record: Option<Value>,
}

/// Reads a record. What is wrong with its log alone is given beside it.
pub fn parse(text: &str) -> Result<(Record, Option<LogError>), RecordError> {
    if text.len() > LONGEST_RECORD {
        return Err(RecordError::TooLarge(text.len()));
    }

    // Of two equal keys one program would hash the first, and another one believe the second.
    strict::check(text).map_err(form)?;

    // Version and kind come first: later ones may have keys that are unknown here.
    let head: Head = serde_json::from_str(text).map_err(form)?;
    let version = head.sealkit_record.ok_or(RecordError::NoRecord)?;
    if version.as_u64() != Some(VERSION.into()) {
        return Err(RecordError::Version(named(&version)));
    }

    let File { made: raw, auth, log, .. } = serde_json::from_str(text).map_err(form)?;
    known_kind(&raw)?;
    let made = Made::deserialize(&raw).map_err(form)?;
    consistent(&made)?;

    let edition = Edition::of(&raw);
    if edition == Edition::First && (auth.is_some() || log.iter().any(|entry| entry.auth.is_some())) {
        return Err(RecordError::Inconsistent("record-code-in-edition-1"));
    }

    if edition == Edition::Second && auth.is_none() && made.previous.is_none() {
        return Err(RecordError::NoCode);
    }

    let made_hash = canonical::made_hash(&raw)?;
    log.iter().try_for_each(plain_names)?;
    let fault = log_fault(edition, made_hash, &log)?;
    Ok((Record { made, raw, made_hash, auth, log }, fault))
}

/// A key that is there and of a kind that is unknown has a recipient that cannot be read.
fn known_kind(made: &Value) -> Result<(), RecordError> {
    match made.get(edition::KEY_KIND) {
        Some(kind) if KeyKind::deserialize(kind).is_err() => Err(RecordError::KeyKind(named(kind))),
        _ => Ok(()),
    }
}

/// A value as a message may show it.
fn named(value: &Value) -> String {
    value.to_string().chars().take(40).collect()
}

fn form(error: serde_json::Error) -> RecordError {
    let text = error.to_string();
    if let Some(name) = NameError::ALL.into_iter().find(|name| name.to_string() == text) {
        return RecordError::Inconsistent(name.key());
    }

    // The reader's words may quote the file.
    let readable = |c: char| if c.is_control() { ' ' } else { c };
    RecordError::Form(text.chars().take(300).map(readable).collect())
}

/// Holds the fields of a record against one another, whether it was read or is new.
pub fn consistent(made: &Made) -> Result<(), RecordError> {
    let shares = made.quorum.shares();

    // Hashes of these two would give away a short secret, or could never be right.
    let is_listed = |name: &String| !["provisioning.pdf", "ceremony.pdf"].contains(&name.as_str());

    let rules = [
        (made.set_id.key() == made.key_id, "record-key-of-set"),
        (made.key_id == made.recipient.key_id(), "record-key-of-recipient"),
        (made.recipient_fingerprint == made.recipient.fingerprint(), "record-fingerprint"),
        (made.replaces.is_none_or(|old| old < made.generation), "record-replaces"),
        (made.replaces_set != Some(made.set_id), "record-replaces-set"),
        (made.unverified.is_none() || made.previous.is_some(), "record-unverified"),
        (
            made.secrets.iter().filter_map(|s| s.kept.as_ref()).all(|k| k.since <= made.generation),
            "record-kept",
        ),
        (made.secrets.iter().all(|secret| made.place(secret) <= made.generation), "record-place"),
        (
            made.earlier.iter().map(|c| c.generation).eq(made.staying().into_iter().map(|(place, _)| place)),
            "record-earlier",
        ),
        (made.quorum == made.plan.quorum, "record-quorum"),
        (made.hashes.shares.len() == usize::from(shares), "record-share-hashes"),
        (made.hashes.sheets.keys().all(|name| is_file_name(name) && is_listed(name)), "record-sheets"),
        (made.custodians.iter().all(|c| (1..=shares).contains(&c.share)), "record-custodian"),
        (are_different(made.custodians.iter().map(|c| c.share)), "record-custodians"),
        (!made.secrets.is_empty(), "record-no-secret"),
        (made.secrets.iter().any(|secret| made.place(secret) == made.generation), "record-empty-credential"),
        (made.secrets.iter().all(fits_its_origin), "record-lengths"),
        (made.rehearsal.tried <= made.rehearsal.quorums, "record-tried"),
        (made.rehearsal.exhaustive == (made.rehearsal.tried == made.rehearsal.quorums), "record-rehearsal"),
    ];

    let broken = rules.into_iter().find(|(holds, _)| !holds);
    broken.map_or(Ok(()), |(_, rule)| Err(RecordError::Inconsistent(rule)))
}

fn fits_its_origin(secret: &SecretEntry) -> bool {
    let generated = secret.origin == SecretOrigin::Generated;
    secret.characters.is_some() == generated && secret.entropy_bits.is_some() == generated
}

fn are_different(mut shares: impl Iterator<Item = u8>) -> bool {
    let mut seen = 0u64;
    shares.all(|share| {
        let bit = 1u64.checked_shl(share.into()).unwrap_or(0);
        let new = seen & bit == 0;
        seen |= bit;
        new
    })
}

// The names of sheets are keys of the canonical JSON too.
fn is_file_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        && !name.starts_with('.')
}

/// The first place where the log is broken.
fn log_fault(edition: Edition, made: Hash, log: &[LogEntry]) -> Result<Option<LogError>, RecordError> {
    let mut previous = made;
    for (entry, found) in (1..).zip(log) {
        let (kind, date) = (found.kind.clone(), found.date);

        if entry_hash(edition, found)? != found.hash {
            return Ok(Some(LogError::Changed { entry, kind, date }));
        }
        if found.previous != previous {
            return Ok(Some(match entry {
                1 => LogError::Made { named: found.previous },
                _ => LogError::Link { entry, kind, date },
            }));
        }
        previous = found.hash;
    }

    Ok(None)
}

/// Names in the log are plain, so that every way to sort the keys of the canonical JSON agrees.
pub fn plain_names(entry: &LogEntry) -> Result<(), RecordError> {
    let plain = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };

    let all = plain(entry.kind.as_str()) && entry.facts.keys().all(|name| plain(name));
    if all { Ok(()) } else { Err(RecordError::Inconsistent("record-log-names")) }
}

/// The hash that belongs into an entry, over everything else in it but its code, which is made
/// from this hash.
pub fn entry_hash(edition: Edition, entry: &LogEntry) -> Result<Hash, RecordError> {
    let mut value = canonical::value(entry)?;
    if let Value::Object(map) = &mut value {
        map.remove("hash");
        map.remove("auth");
    }

    canonical::hash(edition.entry_domain(), &value)
}
