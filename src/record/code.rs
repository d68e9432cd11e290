//! Authentication codes as a record holds them: 32 public bytes. What they are made from is a
//! secret, which this module cannot name.

use super::Hash;
use serde::{Deserialize, Serialize};

/// An authentication code, HMAC-SHA-256, as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AuthCode(Hash);

impl AuthCode {
    /// Takes a code that was computed elsewhere.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Hash::from_bytes(bytes))
    }

    /// The 32 bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        self.0.bytes()
    }
}

/// Whether a record has a code over its made part. Without the key nobody can tell whether it is
/// the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeState {
    /// It is of edition 1, which has none.
    FirstEdition,
    /// It was made without a quorum, and has none.
    WithoutQuorum,
    /// It has one.
    Written,
}

impl CodeState {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FirstEdition => "edition-1",
            Self::WithoutQuorum => "none",
            Self::Written => "written",
        }
    }
}
