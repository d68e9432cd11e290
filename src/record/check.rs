//! Reading a record, and whether its parts fit one another.

use super::{Hash, LONGEST_RECORD, LogEntry, Made, Record, SecretEntry, SecretOrigin, VERSION, canonical};
use crate::id::{Recipient, parse_20_bits};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::Date;

/// Why a record is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Longer than 4 MiB.
    #[error("the record has {0} bytes, more than the 4194304 that are read")]
    TooLarge(usize),
    /// Not JSON, an unknown or missing key, a value of the wrong kind: the reader's words.
    #[error("the record cannot be read: {0}")]
    Form(String),
    /// It does not say that it is a record.
    #[error("this is no sealkit record: sealkit-record is missing")]
    NoRecord,
    /// Another version.
    #[error("record version {0} is not known here, only 1")]
    Version(String),
    /// Its parts do not fit one another.
    #[error("the record contradicts itself: {0}")]
    Inconsistent(&'static str),
    /// A log entry was changed, removed or put in.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The JSON writer failed.
    #[error("the record cannot be written: {0}")]
    Write(String),
}

/// Where the log does not hang together. Later entries are not looked at.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogError {
    /// The entry's own hash is not that of what it says.
    #[error("entry {entry} of the log ({kind} of {date}) was changed")]
    Changed {
        /// Its number, from 1.
        entry: usize,
        /// Its kind.
        kind: String,
        /// Its date.
        date: Date,
    },
    /// It names another entry before it than the one that is there.
    #[error("an entry was taken out of the log, or put into it, before entry {entry} ({kind} of {date})")]
    Link {
        /// Its number, from 2.
        entry: usize,
        /// Its kind.
        kind: String,
        /// Its date.
        date: Date,
    },
    /// The first entry names another made part than the one that is there.
    #[error("the made part was changed after the log began, or the first entries of the log were taken out")]
    Made {
        /// What the first entry names.
        named: Hash,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    pub(super) sealkit_record: u32,
    pub(super) made: Value,
    pub(super) log: Vec<LogEntry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Head {
    sealkit_record: Option<Value>,
}

/// Reads a record; what is wrong with its log alone is given beside it.
pub(super) fn parse(text: &str) -> Result<(Record, Option<LogError>), RecordError> {
    if text.len() > LONGEST_RECORD {
        return Err(RecordError::TooLarge(text.len()));
    }
    let head: Head = serde_json::from_str(text).map_err(form)?;
    let version = head.sealkit_record.ok_or(RecordError::NoRecord)?;
    if version.as_u64() != Some(VERSION.into()) {
        return Err(RecordError::Version(version.to_string().chars().take(40).collect()));
    }
    let file: File = serde_json::from_str(text).map_err(form)?;
    let made = Made::deserialize(&file.made).map_err(form)?;
    consistent(&made)?;
    let made_hash = canonical::hash(&file.made)?;
    file.log.iter().try_for_each(plain_names)?;
    let fault = log_fault(made_hash, &file.log)?;
    Ok((Record::from_parts(made, file.made, made_hash, file.log), fault))
}

// The reader's words may quote the file.
fn form(error: serde_json::Error) -> RecordError {
    let readable = |c: char| if c.is_control() { ' ' } else { c };
    RecordError::Form(error.to_string().chars().take(300).map(readable).collect())
}

/// Holds for every record, read or new.
pub(super) fn consistent(made: &Made) -> Result<(), RecordError> {
    let shares = made.quorum.shares();
    let recipient =
        Recipient::parse(&made.recipient).map_err(|_| RecordError::Inconsistent("the recipient is none"))?;
    let name =
        |name: &String| is_file_name(name) && !["provisioning.pdf", "ceremony.pdf"].contains(&name.as_str());
    let rules = [
        (is_set_id(&made.set_id), "the set id is none"),
        (made.set_id.split('-').next() == Some(made.key_id.as_str()), "the key id is not that of the set"),
        (made.key_id == recipient.key_id().to_string(), "the key id is not that of the recipient"),
        (
            made.recipient_fingerprint == recipient.fingerprint().to_string(),
            "the fingerprint is not that of the recipient",
        ),
        (made.generation > 0, "generations begin at 1"),
        (made.replaces.is_none_or(|old| old < made.generation), "it replaces no earlier generation"),
        (
            made.replaces_set.as_ref().is_none_or(|old| is_set_id(old) && *old != made.set_id),
            "the set it replaces is none, or its own",
        ),
        (
            made.secrets
                .iter()
                .filter_map(|s| s.kept.as_ref())
                .all(|k| 0 < k.since && k.since <= made.generation),
            "a secret is kept from a generation that is not there yet",
        ),
        (made.quorum == made.plan.quorum, "the quorum is not that of the plan"),
        (made.hashes.shares.len() == usize::from(shares), "there is not one hash per share"),
        (made.hashes.sheets.keys().all(name), "a sheet is listed that has no place in the record"),
        (
            made.custodians.iter().all(|c| (1..=shares).contains(&c.share)),
            "a custodian keeps no share of the set",
        ),
        (are_different(made.custodians.iter().map(|c| c.share)), "two custodians keep one share"),
        (!made.secrets.is_empty(), "there is no secret"),
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

fn is_set_id(text: &str) -> bool {
    let half = |half| parse_20_bits(half).is_some();
    text.split_once('-').is_some_and(|(key, split)| half(key) && half(split))
}

// Plain ASCII, so that every way to sort the keys of the canonical JSON agrees.
fn is_file_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        && !name.starts_with('.')
}

fn log_fault(made: Hash, log: &[LogEntry]) -> Result<Option<LogError>, RecordError> {
    let mut previous = made;
    for (entry, found) in (1..).zip(log) {
        let (kind, date) = (found.kind.clone(), found.date);
        if entry_hash(found)? != found.hash {
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

pub(super) fn plain_names(entry: &LogEntry) -> Result<(), RecordError> {
    let plain = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let all = plain(&entry.kind) && entry.facts.keys().all(|name| plain(name));
    if all { Ok(()) } else { Err(RecordError::Inconsistent("a name in the log is not plain")) }
}

pub(super) fn entry_hash(entry: &LogEntry) -> Result<Hash, RecordError> {
    let mut value = canonical::value(entry)?;
    if let Value::Object(map) = &mut value {
        map.remove("hash");
    }
    canonical::hash(&value)
}
