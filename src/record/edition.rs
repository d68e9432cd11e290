//! The two editions of records, told apart by what their made part says.

use serde_json::Value;

/// The key of the made part that an edition 1 record does not have.
pub const KEY_KIND: &str = "key-kind";

/// How the hashes of a record are made. The two editions are read alike otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Made before sealkit 1.0: hashes without a domain, no kind of key, no authentication code.
    First,
    /// Hashes with a domain, a named kind of key, and authentication codes.
    Second,
}

impl Edition {
    /// The edition that a made part shows itself to be of.
    ///
    /// # Security
    /// Leaving the kind of key out turns a record into one of edition 1, but its hash changes
    /// with it, so that it is no longer the one on paper.
    pub fn of(made: &Value) -> Self {
        if made.get(KEY_KIND).is_some() { Self::Second } else { Self::First }
    }

    /// What stands before the made part where it is hashed.
    pub fn made_domain(self) -> &'static str {
        match self {
            Self::First => "",
            Self::Second => "sealkit/1/record",
        }
    }

    /// What stands before an entry of the log where it is hashed.
    pub fn entry_domain(self) -> &'static str {
        match self {
            Self::First => "",
            Self::Second => "sealkit/1/entry",
        }
    }
}
