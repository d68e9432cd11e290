//! Text from outside, made harmless for a terminal.

use std::borrow::Cow;

/// The same text with control characters, escape sequences and direction marks
/// replaced by `?`, so that no file name, label or decoded text can move the
/// cursor, recolour or reorder what the operator sees.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_harmful(c) { '?' } else { c }).collect())
}

/// The end of a line is the one control character that is left in place.
fn is_harmful(c: char) -> bool {
    let reorders = matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    (c.is_control() && c != '\n') || reorders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_text_is_not_copied() {
        assert!(matches!(plain("Säule Ω safe\nline two"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        assert_eq!(plain("a\x1b[2Jb\rc\u{9b}d\u{202e}e\x07"), "a?[2Jb?c?d?e?");
    }
}
