//! Authentication codes of a record: they show that somebody who held the kit's identity saw
//! what they cover. Not who that was, and not when.
//!
//! A code stands outside what is hashed. The code of the made part covers the record hash, that
//! of an entry of the log covers this one entry: a code says nothing of the entries before it,
//! and a log that is cut at its end has no code that would miss the rest.

use crate::id::Recipient;
use crate::record::{AuthCode, Hash, LogEntry, LogKind, Record, RecordError};
use crate::recovery::Comparison;
use crate::secret::{AuthKey, Identity};
use crate::texts::{Worded, Wording};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::collections::BTreeMap;
use time::Date;
use zeroize::{Zeroize, Zeroizing};

const SALT: &[u8] = b"sealkit/1/auth";

/// Derives the key of the codes from an identity: HKDF-SHA256 (RFC 5869), bound to the kind of
/// key and to the recipient.
pub fn key(identity: &Identity, recipient: &Recipient) -> AuthKey {
    let (mut extracted, hkdf) = Hkdf::<Sha256>::extract(Some(SALT), identity.expose());
    // The array of the hash crate does not wipe itself.
    extracted.as_mut_slice().zeroize();

    let mut key = Zeroizing::new([0; 32]);
    let (kind, key_hash) = (recipient.kind().number(), recipient.key_hash());
    // 32 bytes are a length that HKDF-SHA256 has.
    let expanded = hkdf.expand_multi_info(&[&[kind], &key_hash], key.as_mut_slice());
    debug_assert!(expanded.is_ok());
    AuthKey::new(key)
}

/// The code of a made part: HMAC-SHA256 (RFC 2104).
pub fn made_code(key: &AuthKey, record: Hash) -> AuthCode {
    finish(made_mac(key, record))
}

/// The code of an entry in the log of this record.
pub fn entry_code(key: &AuthKey, record: Hash, entry: Hash) -> AuthCode {
    finish(entry_mac(key, record, entry))
}

/// A record whose codes were all checked by somebody who holds its key. None of them is wrong.
pub struct Examined {
    key: AuthKey,
    made: MadeBy,
}

/// What vouches for the made part of a record, as far as codes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MadeBy {
    /// Its code: a holder of the key made it.
    Holder,
    /// An entry with a code: a holder of the key compared it with paper later.
    Adopted,
    /// It was made without a quorum: only the record hash on paper vouches for it.
    NoHolder,
}

impl MadeBy {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Holder => "code",
            Self::Adopted => "adoption",
            Self::NoHolder => "paper-only",
        }
    }
}

/// Why a record is forged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthError {
    /// The code of the made part is not of this key, or of another record.
    Made,
    /// The code of an entry is wrong.
    Entry {
        /// The number of the entry, from 1.
        entry: usize,
        /// The kind of the entry.
        kind: LogKind,
        /// The date of the entry.
        date: Date,
    },
}

impl Worded for AuthError {
    fn wording(&self) -> Wording {
        match self {
            Self::Made => wording!("auth-made"),
            Self::Entry { entry, kind, date } => wording!("auth-entry", entry, kind, date),
        }
    }
}

worded_errors!(AuthError);

impl Examined {
    /// Checks every code of a record with the identity of its recipient.
    ///
    /// # Errors
    /// [`AuthError`]: somebody without the key wrote the record, or something in it.
    pub fn of(identity: &Identity, record: &Record) -> Result<Self, AuthError> {
        let key = key(identity, &record.made().recipient);
        let hash = record.made_hash();

        let is_made = |code| is_right(made_mac(&key, hash), code);
        if !record.auth().is_none_or(is_made) {
            return Err(AuthError::Made);
        }

        for (number, entry) in (1..).zip(record.log()) {
            let is_entry = |code| is_right(entry_mac(&key, hash, entry.hash), code);
            if !entry.auth.is_none_or(is_entry) {
                return Err(AuthError::Entry { entry: number, kind: entry.kind.clone(), date: entry.date });
            }
        }

        let made = match record.auth() {
            Some(_) => MadeBy::Holder,
            None if record.log().iter().any(adopts) => MadeBy::Adopted,
            None => MadeBy::NoHolder,
        };
        Ok(Self { key, made })
    }

    /// What vouches for the made part.
    pub fn made(&self) -> MadeBy {
        self.made
    }

    /// The author of what is added to this record, or of one that follows it. Returns `None` if
    /// the record was neither compared with paper in this run nor made or adopted by a holder
    /// of the key: a quorum does not bless what somebody else wrote.
    pub fn author(self, comparison: Comparison) -> Option<Author> {
        let may_write = comparison == Comparison::Compared || self.made != MadeBy::NoHolder;
        may_write.then_some(Author { key: self.key, adopts: self.made == MadeBy::NoHolder })
    }
}

/// Writes codes into a record. There is one only where the record deserves them.
pub struct Author {
    key: AuthKey,
    // Whether the record was made without a quorum, and is adopted with the next entry.
    adopts: bool,
}

impl Author {
    /// The author of a record that the holder of this key makes now.
    pub fn of_new(identity: &Identity, recipient: &Recipient) -> Self {
        Self { key: key(identity, recipient), adopts: false }
    }

    /// Writes the code of the made part.
    pub fn authenticate_made(&self, record: &mut Record) {
        record.set_auth(made_code(&self.key, record.made_hash()));
    }

    /// Adds an entry with its code. Before it, the log of a record that was made without a quorum,
    /// and was now compared with paper, says that a holder of the key has adopted it.
    ///
    /// # Errors
    /// Those of [`Record::append`].
    pub fn append(
        &self,
        record: &mut Record,
        kind: LogKind,
        date: Date,
        facts: BTreeMap<String, String>,
    ) -> Result<(), RecordError> {
        // Another run may have adopted it since. Only a right code says so.
        let hash = record.made_hash();
        let adopted = |entry: &LogEntry| {
            let is_entry = |code| is_right(entry_mac(&self.key, hash, entry.hash), code);
            adopts(entry) && entry.auth.is_some_and(is_entry)
        };
        if self.adopts && !record.log().iter().any(adopted) {
            record.append(LogKind::Adopted, date, BTreeMap::new())?;
            self.authenticate_last(record);
        }

        record.append(kind, date, facts)?;
        self.authenticate_last(record);
        Ok(())
    }

    /// Writes the code of the last entry of the log, if there is one.
    pub fn authenticate_last(&self, record: &mut Record) {
        if let Some(entry) = record.head() {
            record.set_last_entry_auth(entry_code(&self.key, record.made_hash(), entry));
        }
    }
}

/// Adds an entry to the log of a record, with a code if there is an author.
///
/// # Errors
/// Those of [`Record::append`].
pub fn append(
    author: Option<&Author>,
    record: &mut Record,
    kind: LogKind,
    date: Date,
    facts: BTreeMap<String, String>,
) -> Result<(), RecordError> {
    match author {
        Some(author) => author.append(record, kind, date, facts),
        None => record.append(kind, date, facts).map(drop),
    }
}

/// Notes in the log of a record which one came in its place.
///
/// # Errors
/// Those of [`Record::append`].
pub fn note_successor(
    author: Option<&Author>,
    old: &mut Record,
    new: Hash,
    date: Date,
) -> Result<(), RecordError> {
    let facts = BTreeMap::from([("successor".to_owned(), new.to_string())]);
    append(author, old, LogKind::Succeeded, date, facts)
}

/// Whether an entry says, with a code, that a holder of the key has compared the record.
fn adopts(entry: &LogEntry) -> bool {
    entry.kind == LogKind::Adopted && entry.auth.is_some()
}

fn made_mac(key: &AuthKey, record: Hash) -> Hmac<Sha256> {
    mac(key, &[b"made", record.bytes()])
}

fn entry_mac(key: &AuthKey, record: Hash, entry: Hash) -> Hmac<Sha256> {
    mac(key, &[b"entry", record.bytes(), entry.bytes()])
}

fn mac(key: &AuthKey, parts: &[&[u8]]) -> Hmac<Sha256> {
    // HMAC pads a key that is shorter than a block with zeros.
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key.expose());
    let mut mac = <Hmac<Sha256> as hmac::digest::KeyInit>::new((&*block).into());
    parts.iter().for_each(|part| mac.update(part));
    mac
}

fn finish(mac: Hmac<Sha256>) -> AuthCode {
    AuthCode::from_bytes(mac.finalize().into_bytes().into())
}

/// Whether a code is right, told in a time that does not depend on where it differs.
fn is_right(mac: Hmac<Sha256>, code: AuthCode) -> bool {
    mac.verify_slice(code.bytes()).is_ok()
}
