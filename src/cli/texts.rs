//! The texts of the command line, by their keys in `assets/texts`.

use std::sync::LazyLock;

use sealkit::texts::{Argument, Texts};

static TEXTS: LazyLock<Texts> = LazyLock::new(Texts::english);

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
