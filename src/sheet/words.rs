//! The words of the sheets, by their keys in `assets/texts`.

use super::block::Text;
use super::markdown;
use crate::texts::{Argument, Texts};

/// A paragraph by its key, with bold and typed words in it. What is put into it is never
/// taken for a mark.
pub(super) fn marked(texts: &Texts, key: &str, arguments: &[Argument<'_>]) -> Text {
    let arguments: Vec<Argument<'_>> =
        arguments.iter().map(|(name, value)| (*name, escaped(value))).collect();
    markdown::inline(&texts.text(key, &arguments))
}

/// The same with a backslash before each sign that would be taken for a mark.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.chars() {
        if matches!(c, '\\' | '*' | '`') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Arguments of a text: `arguments!(k, set = context.set_id)`.
macro_rules! arguments {
    ($($name:ident $(= $value:expr)?),* $(,)?) => {
        &[$((stringify!($name), arguments!(@ $name $(, $value)?))),*]
    };
    (@ $name:ident) => { $name.to_string() };
    (@ $name:ident, $value:expr) => { $value.to_string() };
}

/// Plain words by their key: `words!(texts, "share-title", x, n)`.
macro_rules! words {
    ($texts:expr, $key:expr $(, $($arguments:tt)*)?) => {
        $texts.text($key, arguments!($($($arguments)*)?))
    };
}

/// A paragraph by its key, with its bold and typed words: `marked!(texts, "share-lead", k)`.
macro_rules! marked {
    ($texts:expr, $key:expr $(, $($arguments:tt)*)?) => {
        $crate::sheet::words::marked($texts, $key, arguments!($($($arguments)*)?))
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_never_taken_for_marks() {
        let texts = Texts::of(&["say = **Give** { $what } to `me`."]);
        let text = marked(&texts, "say", &[("what", "**a** `b` \\".to_owned())]);
        assert_eq!(text, Text::strong("Give").then(" **a** `b` \\ to ").mono("me").then("."));
    }
}
