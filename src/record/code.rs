//! Authentication codes as a record holds them: 32 public bytes. What they are made from is a
//! secret, which this module cannot name.

use super::{Edition, Hash, Record};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum CodeState {
    /// It is of edition 1, which has none.
    #[serde(rename = "edition-1")]
    FirstEdition,
    /// It was made without a quorum, and has none.
    #[serde(rename = "none")]
    WithoutQuorum,
    /// It has one.
    #[serde(rename = "written")]
    Written,
}

impl Record {
    /// The code of somebody who held the key, over the hash of the made part.
    pub fn auth(&self) -> Option<AuthCode> {
        self.auth
    }

    /// Takes a code over the hash of the made part.
    pub fn set_auth(&mut self, code: AuthCode) {
        self.auth = Some(code);
    }

    /// Takes a code over the hash of the last entry of the log, if there is one.
    pub fn set_last_entry_auth(&mut self, code: AuthCode) {
        if let Some(entry) = self.log.last_mut() {
            entry.auth = Some(code);
        }
    }

    /// The hash of the last entry of the log, which stands for the whole log.
    pub fn head(&self) -> Option<Hash> {
        self.log.last().map(|entry| entry.hash)
    }

    /// Whether the made part has an authentication code. If it has none, only paper vouches.
    pub fn code(&self) -> CodeState {
        match (self.edition(), self.auth) {
            (Edition::First, _) => CodeState::FirstEdition,
            (Edition::Second, None) => CodeState::WithoutQuorum,
            (Edition::Second, Some(_)) => CodeState::Written,
        }
    }
}
