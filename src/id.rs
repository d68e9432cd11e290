//! What keys, share sets and their versions are called.
//!
//! Every type here has exactly one spelling. Reading refuses every other one, so that two
//! texts name the same thing only where they are equal, in a record and on paper.

mod json;
#[cfg(test)]
mod tests;

use crate::texts::{Worded, Wording};
use bech32::{Bech32, Hrp};
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

const HRP: Hrp = Hrp::parse_unchecked("age");
const DOMAIN: &[u8] = b"sealkit/1/key";

/// The public half of a kit's age X25519 key pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Recipient([u8; 32]);

/// The kind of key that opens a kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyKind {
    /// X25519 (RFC 7748), as age uses it.
    X25519,
}

/// 20 bits of a hash of the recipient, printed as four base32 characters, such as `K7QM`.
///
/// # Security
/// It is a name and authenticates nothing: anyone can find another key with the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyId(u32);

/// 128 bits of a hash of the recipient, for people to compare by eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint([u8; 16]);

/// The name of one split of one key, printed as `K7QM-4XTB`.
///
/// # Security
/// It is a name and authenticates nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SetId {
    key: KeyId,
    split: u32,
}

/// Counts the splits of one key from 1. Epoch 0 marks a rehearsal set, which protects nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Epoch(u8);

/// Counts the credentials sealed to a share set from 1. Each rotation raises it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Generation(u16);

/// Why a text or number is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// The text is not a recipient in its one spelling.
    Recipient,
    /// The text is not four base32 capitals.
    KeyId,
    /// The text is not eight groups of four lower-case hexadecimal digits.
    Fingerprint,
    /// The text is not two times four base32 capitals with a dash between them.
    SetId,
    /// The number of a generation is 0.
    Generation,
}

impl NameError {
    /// All of them. Serde passes an error on as text alone, so a reader of JSON finds the kind
    /// again by its sentence.
    pub(crate) const ALL: [Self; 5] =
        [Self::Recipient, Self::KeyId, Self::Fingerprint, Self::SetId, Self::Generation];

    /// The key of what is wrong.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Recipient => "name-recipient",
            Self::KeyId => "name-key-id",
            Self::Fingerprint => "name-fingerprint",
            Self::SetId => "name-set-id",
            Self::Generation => "name-generation",
        }
    }
}

impl Worded for NameError {
    fn wording(&self) -> Wording {
        Wording::new(self.key())
    }
}

worded_errors!(NameError);

impl Recipient {
    /// Takes the raw public key.
    pub fn from_bytes(raw: [u8; 32]) -> Self {
        Self(raw)
    }

    /// Reads `age1...`, the Bech32 (BIP 173) of the raw public key.
    ///
    /// # Errors
    /// Returns [`NameError::Recipient`] for every other text, also for a second spelling of a key.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let (hrp, raw) = bech32::decode(text).map_err(|_| NameError::Recipient)?;
        let recipient = Self(raw.try_into().map_err(|_| NameError::Recipient)?);

        // It is written again, so that no second spelling (capitals, Bech32m) passes.
        if hrp == HRP && recipient.to_string() == text { Ok(recipient) } else { Err(NameError::Recipient) }
    }

    /// The kind of key that this is the public half of.
    pub fn kind(&self) -> KeyKind {
        KeyKind::X25519
    }

    /// The raw public key.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The short name of this key.
    pub fn key_id(&self) -> KeyId {
        KeyId::from_hash(&self.key_hash())
    }

    /// What people compare to be sure of this key.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut first = [0; 16];
        first.copy_from_slice(&self.key_hash()[..16]);
        Fingerprint(first)
    }

    /// The hash that key id and fingerprint are the beginning of.
    pub fn key_hash(&self) -> [u8; 32] {
        Sha256::new().chain_update(DOMAIN).chain_update(self.0).finalize().into()
    }
}

impl KeyKind {
    /// The number of this kind in the formats.
    pub fn number(self) -> u8 {
        match self {
            Self::X25519 => 0,
        }
    }
}

impl KeyId {
    /// Takes the first 20 bits of a hash.
    fn from_hash(hash: &[u8; 32]) -> Self {
        Self(first_20_bits(hash))
    }

    /// Takes 20 bits. Returns `None` if there are more.
    pub fn from_bits(bits: u32) -> Option<Self> {
        (bits < 1 << 20).then_some(Self(bits))
    }

    /// The 20 bits.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// Reads four base32 capitals. Returns `None` for every other text.
    pub fn parse(text: &str) -> Option<Self> {
        parse_20_bits(text).map(Self)
    }
}

impl Fingerprint {
    /// Reads it as people type it from paper: 32 hexadecimal digits in either case, with
    /// blanks, dashes or colons anywhere. Returns `None` for every other text.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | ':' | '\t')).collect();
        let bytes = HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The 16 bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl SetId {
    /// Takes the split's half of the name from the first 20 bits of a hash.
    pub fn from_hash(key: KeyId, hash: &[u8; 32]) -> Self {
        Self { key, split: first_20_bits(hash) }
    }

    /// Takes 40 bits, those of the key first. Returns `None` if there are more.
    pub fn from_bits(bits: u64) -> Option<Self> {
        let key = u32::try_from(bits >> 20).ok().and_then(KeyId::from_bits)?;
        Some(Self { key, split: (bits & 0xf_ffff) as u32 })
    }

    /// The 40 bits, those of the key first.
    pub fn bits(self) -> u64 {
        u64::from(self.key.bits()) << 20 | u64::from(self.split)
    }

    /// The half that names the key.
    pub fn key(self) -> KeyId {
        self.key
    }

    /// Reads `K7QM-4XTB`. Returns `None` for every other text.
    pub fn parse(text: &str) -> Option<Self> {
        let (key, split) = text.split_once('-')?;
        Some(Self { key: KeyId::parse(key)?, split: parse_20_bits(split)? })
    }
}

impl Epoch {
    /// The epoch of a rehearsal set.
    pub const REHEARSAL: Self = Self(0);
    /// The epoch of the first split of a key.
    pub const FIRST: Self = Self(1);

    /// Every byte is an epoch.
    pub const fn new(number: u8) -> Self {
        Self(number)
    }

    /// The number.
    pub fn number(self) -> u8 {
        self.0
    }

    /// Whether this marks a rehearsal set.
    pub fn is_rehearsal(self) -> bool {
        self == Self::REHEARSAL
    }

    /// The epoch of the next split. Returns `None` after the last one, 255.
    pub fn next(self) -> Option<Self> {
        self.0.checked_add(1).map(Self)
    }
}

impl Generation {
    /// The generation that a new kit begins with.
    pub const FIRST: Self = Self(1);

    /// Takes a number from 1 to 65535. Returns `None` for 0.
    pub fn new(number: u16) -> Option<Self> {
        (number != 0).then_some(Self(number))
    }

    /// The number.
    pub fn number(self) -> u16 {
        self.0
    }

    /// The generation after this one. Returns `None` after the last one, 65535.
    pub fn next(self) -> Option<Self> {
        self.0.checked_add(1).map(Self)
    }

    /// The generation before this one. Returns `None` before the first one.
    pub fn previous(self) -> Option<Self> {
        self.0.checked_sub(1).and_then(Self::new)
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&bech32::encode::<Bech32>(HRP, &self.0).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print_20_bits(self.0))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex_groups(&self.0))
    }
}

impl fmt::Display for SetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.key, print_20_bits(self.split))
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Hexadecimal digits in groups of four, as fingerprints are printed.
pub fn hex_groups(bytes: &[u8]) -> String {
    bytes.chunks(2).map(|pair| HEXLOWER.encode(pair)).collect::<Vec<String>>().join(" ")
}

/// The first 20 bits of a hash, as a number.
fn first_20_bits(hash: &[u8; 32]) -> u32 {
    u32::from(hash[0]) << 12 | u32::from(hash[1]) << 4 | u32::from(hash[2]) >> 4
}

/// 20 bits as four base32 characters, the highest first.
fn print_20_bits(bits: u32) -> String {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    [15, 10, 5, 0].iter().map(|shift| char::from(alphabet[(bits >> shift & 31) as usize])).collect()
}

/// Four base32 capitals as 20 bits.
fn parse_20_bits(text: &str) -> Option<u32> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'2'..=b'7' => Some(u32::from(byte - b'2') + 26),
        _ => None,
    };

    (text.len() == 4).then_some(())?;
    text.bytes().try_fold(0, |bits, byte| Some(bits << 5 | value(byte)?))
}
