//! The texts of the command line, by their keys in `assets/texts`.

use sealkit::texts::{Wording, english};
use sealkit::wording;

/// Reads the texts, and what their plurals need, before anything else is read.
///
/// # Security
/// They stay in memory until the program ends. What a structure leaves unused holds what lay on
/// the stack when it was built, so it is built while there is no share and no secret there.
pub fn prepare() {
    let _ = say(&wording!("days", count = 2));
}

/// Says it.
pub fn say(wording: &Wording) -> String {
    english().say(wording)
}

/// What to do about it; empty if the key has no hint.
pub fn advise(wording: &Wording) -> String {
    english().advise(wording).unwrap_or_default()
}

/// A text by its key: `text!("share-of-set", x, set = claim.set)`.
macro_rules! text {
    ($key:expr $(, $($arguments:tt)*)?) => {
        $crate::cli::texts::say(&::sealkit::wording!($key $(, $($arguments)*)?))
    };
}
