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
/// line it continues, or under the second column of a table or the text of a numbered step.
/// A word is never broken, nor is a command in backquotes, which somebody may copy.
pub fn wrap(text: &str, width: usize) -> String {
    text.split('\n').map(|line| wrap_line(line, width)).collect::<Vec<_>>().join("\n")
}

fn wrap_line(line: &str, width: usize) -> String {
    if line.chars().count() <= width {
        return line.to_owned();
    }

    // The first column is taken as it is: its blanks hold the second one in place.
    let hang = hanging(line, width);
    let first: String = line.chars().take(hang).collect();
    let rest = line.get(first.len()..).unwrap_or_default();
    let mut wrapped = first;
    let mut used = hang;

    for word in words(rest) {
        let length = word.chars().count();
        if used > hang && used + 1 + length > width {
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(hang));
            used = hang;
        } else if used > hang {
            wrapped.push(' ');
            used += 1;
        }
        wrapped.push_str(word);
        used += length;
    }
    wrapped
}

/// How far in the continuation of a line begins.
fn hanging(line: &str, width: usize) -> usize {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let text = line.trim_start_matches(' ');
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();

    let column = match text.find("  ") {
        Some(gap) => text.get(gap..).map(|rest| {
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            text.get(..gap).unwrap_or_default().chars().count() + blanks
        }),
        None if digits > 0 && text.get(digits..).is_some_and(|rest| rest.starts_with(". ")) => {
            Some(digits + 2)
        }
        None => None,
    };
    column.map(|column| indent + column).filter(|column| *column <= width / 2).unwrap_or(indent)
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
    fn what_continues_a_row_or_a_step_begins_under_it() {
        assert_eq!(
            wrap("  a.pdf  print it and keep it", 19),
            "  a.pdf  print it\n         and keep\n         it"
        );
        assert_eq!(wrap("  1. print it and seal it", 16), "  1. print it\n     and seal it");
        assert_eq!(wrap("a column too wide for it  next to it", 20), "a column too wide\nfor it  next to it");
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
