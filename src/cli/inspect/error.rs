//! Why an inspection ends with an error.

use sealkit::id::{Generation, KeyId};
use sealkit::record::Hash;
use sealkit::recovery::FindingInfo;

/// Why there is nothing to compare, or what was found is no good.
pub enum InspectError {
    /// The records contradict one another; the first contradiction.
    Records(String),
    /// The inputs contradict one another.
    Contradiction(Contradiction),
}

/// What cannot all be genuine.
pub enum Contradiction {
    /// The shares open more than one kit.
    Kits(Vec<FindingInfo>),
    /// Different credentials say that they are of one key and generation.
    Credentials {
        /// The key.
        key: KeyId,
        /// The generation.
        generation: Generation,
        /// The SHA-256 of each age file.
        payloads: Vec<Hash>,
    },
}
