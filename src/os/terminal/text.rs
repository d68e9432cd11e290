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

/// The same text in lines of at most `width` characters, each begun as far in as the
/// line it continues. A word is never broken, nor is a command in backquotes, which
/// somebody may copy.
pub fn wrap(text: &str, width: usize) -> String {
    text.split('\n').map(|line| wrap_line(line, width)).collect::<Vec<_>>().join("\n")
}

fn wrap_line(line: &str, width: usize) -> String {
    if line.chars().count() <= width {
        return line.to_owned();
    }
    let indent = line.len() - line.trim_start_matches(' ').len();
    let mut wrapped = " ".repeat(indent);
    let mut used = indent;

    for word in words(line.trim_start_matches(' ')) {
        let length = word.chars().count();
        if used > indent && used + 1 + length > width {
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(indent));
            used = indent;
        } else if used > indent {
            wrapped.push(' ');
            used += 1;
        }
        wrapped.push_str(word);
        used += length;
    }

    wrapped
}

/// What stands between blanks; what is in backquotes is one word.
fn words(line: &str) -> Vec<&str> {
    let mut is_quoted = false;
    line.split(|c| {
        is_quoted ^= c == '`';
        c == ' ' && !is_quoted
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_between_words_and_never_in_a_command() {
        assert_eq!(wrap("  one two three\nfour", 9), "  one two\n  three\nfour");
        assert_eq!(wrap("run `sealkit new plan.toml` now", 10), "run\n`sealkit new plan.toml`\nnow");
        assert_eq!(wrap("abcdefghijkl", 5), "abcdefghijkl");
        assert_eq!(wrap("column  kept", 80), "column  kept");
    }

    #[test]
    fn harmless_text_is_not_copied() {
        assert!(matches!(plain("Säule Ω safe\nline two"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        assert_eq!(plain("a\x1b[2Jb\rc\u{9b}d\u{202e}e\x07"), "a?[2Jb?c?d?e?");
    }
}
