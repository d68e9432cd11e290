//! Passphrases: generated uniformly, counted exactly, judged when imported.

mod entropy;
mod generate;
mod import;
mod strength;

pub use entropy::entropy_bits;
pub use generate::{Passphrase, PassphraseError, generate};
pub use import::{ImportError, LONGEST_IMPORT, Notes, Remark, import};
pub use strength::{JUDGED_CHARACTERS, Strength, judge};

#[cfg(test)]
mod tests;
