//! The texts of the command line, by their keys in `assets/texts`.

use std::sync::LazyLock;

use sealkit::texts::{Argument, Texts};

static TEXTS: LazyLock<Texts> = LazyLock::new(Texts::english);

/// Reads the texts, and what their plurals need, before anything else is read.
///
/// # Security
/// They stay in memory until the program ends. What a structure leaves unused holds what lay on
/// the stack when it was built, so it is built while there is no share and no secret there.
pub fn prepare() {
    let _ = text("share-of-set", &[("count", "2".to_owned())]);
}

/// The text of a key.
pub fn text(key: &str, arguments: &[Argument<'_>]) -> String {
    TEXTS.text(key, arguments)
}

/// What to do about it; empty if the key has no hint.
pub fn hint(key: &str, arguments: &[Argument<'_>]) -> String {
    TEXTS.hint(key, arguments).unwrap_or_default()
}

/// Arguments of a text: `arguments!(x, set = claim.set)`.
macro_rules! arguments {
    ($($name:ident $(= $value:expr)?),* $(,)?) => {
        &[$((stringify!($name), arguments!(@ $name $(, $value)?))),*]
    };
    (@ $name:ident) => { $name.to_string() };
    (@ $name:ident, $value:expr) => { $value.to_string() };
}

/// A text by its key: `text!("share-of-set", x, set = claim.set)`.
macro_rules! text {
    ($key:expr $(, $($arguments:tt)*)?) => {
        $crate::cli::texts::text($key, arguments!($($($arguments)*)?))
    };
}
