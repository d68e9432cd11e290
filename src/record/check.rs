//! How a record is read, and whether its parts fit one another.

use super::{
    AuthCode, Edition, Hash, LONGEST_RECORD, LogEntry, LogKind, Made, Record, SecretEntry, SecretOrigin,
    VERSION, canonical, edition, strict, text,
};
use crate::id::{KeyKind, NameError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::Date;

/// Why a record is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// It is longer than 4 MiB.
    #[error("the record has {0} bytes, more than the 4194304 that are read")]
    TooLarge(usize),
    /// It is not JSON, a key is unknown or missing, or a value is of the wrong kind. The text is
    /// that of the JSON reader.
    #[error("the record cannot be read: {0}")]
    Form(String),
    /// It is JSON, but does not say that it is a record.
    #[error("this is no sealkit record: sealkit-record is missing")]
    NoRecord,
    /// It is of another version.
    #[error("record version {0} is not known here, only 1")]
    Version(String),
    /// It is of a kit with another kind of key.
    #[error("the kind of key {0} is not known here, only x25519")]
    KeyKind(String),
    /// It follows no other record. Such a one is made with its key at hand, and has a code.
    #[error("the record follows no other one and has no authentication code: it is forged")]
    NoCode,
    /// A name in it is not valid, or its parts do not fit one another.
    #[error("the record contradicts itself: {0}")]
    Inconsistent(&'static str),
    /// A log entry was changed, removed or put in.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The JSON writer failed.
    #[error("the record cannot be written: {0}")]
    Write(String),
}

/// The first place where the log is broken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogError {
    /// The entry's own hash is not that of what it says.
    #[error("entry {entry} of the log ({kind} of {date}) was changed")]
    Changed {
        /// The number of the entry, from 1.
        entry: usize,
        /// The kind of the entry.
        kind: LogKind,
        /// The date of the entry.
        date: Date,
    },
    /// It names another entry before it than the one that is there.
    #[error("an entry was taken out of the log, or put into it, before entry {entry} ({kind} of {date})")]
    Link {
        /// The number of the entry, from 2.
        entry: usize,
        /// The kind of the entry.
        kind: LogKind,
        /// The date of the entry.
        date: Date,
    },
    /// The first entry names another made part than the one that is there.
    #[error("the made part was changed after the log began, or the first entries of the log were taken out")]
    Made {
        /// The hash that the first entry names.
        named: Hash,
    },
}

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
        return Err(RecordError::Inconsistent("it is of edition 1 and has an authentication code"));
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
    if let Some(rule) = NameError::ALL.map(NameError::sentence).into_iter().find(|rule| *rule == text) {
        return RecordError::Inconsistent(rule);
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
        (made.set_id.key() == made.key_id, "the key id is not that of the set"),
        (made.key_id == made.recipient.key_id(), "the key id is not that of the recipient"),
        (
            made.recipient_fingerprint == made.recipient.fingerprint(),
            "the fingerprint is not that of the recipient",
        ),
        (made.replaces.is_none_or(|old| old < made.generation), "it replaces no earlier generation"),
        (made.replaces_set != Some(made.set_id), "the set it replaces is its own"),
        (made.unverified.is_none() || made.previous.is_some(), "no record before it was left uncompared"),
        (
            made.secrets.iter().filter_map(|s| s.kept.as_ref()).all(|k| k.since <= made.generation),
            "a secret is kept from a generation that is not there yet",
        ),
        (
            made.secrets.iter().all(|secret| made.place(secret) <= made.generation),
            "a secret is in a credential that is not there yet",
        ),
        (
            made.earlier.iter().map(|c| c.generation).eq(made.staying().into_iter().map(|(place, _)| place)),
            "the earlier credentials are not those that hold a secret",
        ),
        (made.quorum == made.plan.quorum, "the quorum is not that of the plan"),
        (made.hashes.shares.len() == usize::from(shares), "there is not one hash per share"),
        (
            made.hashes.sheets.keys().all(|name| is_file_name(name) && is_listed(name)),
            "a sheet is listed that has no place in the record",
        ),
        (
            made.custodians.iter().all(|c| (1..=shares).contains(&c.share)),
            "a custodian keeps no share of the set",
        ),
        (are_different(made.custodians.iter().map(|c| c.share)), "two custodians keep one share"),
        (!made.secrets.is_empty(), "there is no secret"),
        (
            made.secrets.iter().any(|secret| made.place(secret) == made.generation),
            "the credential holds no secret",
        ),
        (
            made.secrets.iter().all(fits_its_origin),
            "an imported secret has a length, or a generated one none",
        ),
        (made.rehearsal.tried <= made.rehearsal.quorums, "more quorums were tried than there are"),
        (
            made.rehearsal.exhaustive == (made.rehearsal.tried == made.rehearsal.quorums),
            "the rehearsal does not add up",
        ),
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
    if all { Ok(()) } else { Err(RecordError::Inconsistent("a name in the log is not plain")) }
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
