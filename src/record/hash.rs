//! SHA-256, written as 64 lower-case hexadecimal digits.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// A SHA-256 hash of something public.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash([u8; 32]);

impl Hash {
    /// Hashes these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Takes a hash that was computed elsewhere.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads 64 lower-case hexadecimal digits. Returns `None` for every other text.
    pub fn from_hex(text: &str) -> Option<Self> {
        let bytes = HEXLOWER.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The 32 bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// A hash as somebody typed it from paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedHash([char; 64]);

impl TypedHash {
    /// Reads 64 hexadecimal digits in either case, with blanks, dashes or colons between them.
    ///
    /// # Errors
    /// Returns the number of digits if there are not 64, or `None` if there are other characters
    /// among them.
    pub fn read(text: &str) -> Result<Self, Option<usize>> {
        let between = |c: &char| !(c.is_whitespace() || matches!(c, '-' | ':'));
        let digits: Vec<char> = text.chars().filter(between).map(|c| c.to_ascii_lowercase()).collect();
        if !digits.iter().all(char::is_ascii_hexdigit) {
            return Err(None);
        }

        let count = digits.len();
        digits.try_into().map(Self).map_err(|_| Some(count))
    }

    /// The hash that was typed. Returns `None` if the digits are none, which `read` rules out.
    pub fn hash(&self) -> Option<Hash> {
        Hash::from_hex(&self.0.iter().collect::<String>())
    }

    /// The places, from 1, of the digits that differ from another hash.
    pub fn differences(&self, other: Hash) -> Vec<usize> {
        let other = other.to_string();

        (1..)
            .zip(self.0.iter().zip(other.chars()))
            .filter(|(_, (a, b))| **a != *b)
            .map(|(at, _)| at)
            .collect()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.to_string()
    }
}

impl TryFrom<String> for Hash {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        Self::from_hex(&text).ok_or("a SHA-256 hash has 64 lower-case hexadecimal digits")
    }
}
