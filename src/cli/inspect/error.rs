//! Why an inspection ends with an error.

use super::several::Contradiction;

/// Why there is nothing to compare, or what was found is no good.
pub enum InspectError {
    /// A hash was given, and no record.
    NoRecord,
    /// The typed hash is none: it has another number of digits, or other characters.
    Hash {
        /// How many digits it has; `None` where it has other characters.
        digits: Option<usize>,
    },
    /// The records contradict one another; the first contradiction.
    Records(String),
    /// The inputs contradict one another.
    Contradiction(Contradiction),
}
