//! Codes, typed lines and keys where none belong: among the arguments of a command, in a
//! name, in a note.
//!
//! What is kept and printed stays readable for ever. A share that was scanned into a field
//! for names would lie in the public record.

mod pieces;
mod text;

pub use pieces::{holds_identity, holds_secret};
pub use text::holds_code;

/// Whether arguments that are no files hold a code, a typed line or a private key instead.
pub fn among_arguments<'a>(strangers: impl Iterator<Item = &'a str> + Clone) -> bool {
    let groups: String = strangers.clone().filter(|text| is_group(text)).collect();
    strangers.clone().any(is_code) || base32_length(&groups) >= SHORTEST
}

/// Why a text is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPlain {
    /// It holds a code, a typed line or a private key.
    HoldsCode,
    /// It is no single printable line, or too long for a sheet.
    NoLine,
}

/// No text that is kept is longer: it has to fit a line of a sheet.
const LONGEST_KEPT: usize = 200;

/// A text that is kept or printed, without blanks around it.
///
/// # Errors
/// [`NotPlain`].
pub fn plain_line(text: &str) -> Result<String, NotPlain> {
    let text = text.trim();
    if holds_code(text) {
        return Err(NotPlain::HoldsCode);
    }
    let is_line =
        !text.is_empty() && text.chars().count() <= LONGEST_KEPT && !text.chars().any(char::is_control);
    if is_line { Ok(text.to_owned()) } else { Err(NotPlain::NoLine) }
}

/// A printed line has 20 characters; four fewer still give a line away.
const SHORTEST: usize = 16;

/// Whether one argument reads as a code of ours, a typed line or an age identity. Stricter
/// than [`holds_code`]: a file can be given another name, a person cannot.
pub fn is_code(text: &str) -> bool {
    is_marked_code(text) || base32_length(line_body(text)) >= SHORTEST
}

/// The same for those that say what they are; no other text is taken for one.
pub fn is_marked_code(text: &str) -> bool {
    let upper = text.trim().to_ascii_uppercase();
    has_prefix(&upper) || upper.starts_with("AGE-SECRET-KEY-1")
}

/// `SK1:S:`, whatever the version and whatever stands for the separators.
fn has_prefix(upper: &str) -> bool {
    let Some(rest) = upper.strip_prefix("SK") else { return false };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut rest = rest.chars();
    let separator = |c: Option<char>| c.is_some_and(|c| !c.is_ascii_alphanumeric());
    separator(rest.next()) && matches!(rest.next(), Some('S' | 'C')) && separator(rest.next())
}

/// The line without its number and full stop.
fn line_body(text: &str) -> &str {
    match text.split_once('.') {
        Some((number, rest)) if number.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => text,
    }
}

/// One group of a printed line: up to four characters, or the number before it.
fn is_group(text: &str) -> bool {
    text.len() <= 4 && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// How many base32 characters `text` holds if it holds nothing else, else 0.
fn base32_length(text: &str) -> usize {
    let mut characters = 0;
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'8' => characters += 1,
            b' ' | b'-' | b'\t' | b'\n' | b'\r' => {}
            _ => return 0,
        }
    }
    characters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(arguments: &[&str]) -> bool {
        among_arguments(arguments.iter().copied())
    }

    #[test]
    fn codes_lines_and_keys_are_found() {
        assert!(held(&["SK1:S:MFRGGZDFMZTWQ2LK"]));
        assert!(held(&["sk1-s-mfrggzdfmztwq2lk"]));
        assert!(held(&["SK2:C:K7QM"]));
        assert!(held(&["1. MFRG GZDF MZTW Q2LK NN WY"]));
        assert!(held(&["MFRGGZDFMZTWQ2LKNNWY"]));
        assert!(held(&["1.", "MFRG", "GZDF", "MZTW", "Q2LK", "NN", "WY"]));
        assert!(held(&["AGE-SECRET-KEY-1QQQ"]));
    }

    #[test]
    fn only_what_says_so_is_marked() {
        assert!(is_marked_code(" sk1/c/K7QM") && is_marked_code("age-secret-key-1qqq"));
        assert!(
            !is_marked_code("MFRGGZDFMZTWQ2LKNNWY") && !is_marked_code("SKILL") && !is_marked_code("SK1")
        );
    }

    #[test]
    fn file_names_are_not_codes() {
        assert!(!held(&["share-1-of-3.pdf", "payload.age", "-"]));
        assert!(!held(&["SK1-share.txt"]));
        assert!(!held(&["/media/usb/share"]));
        assert!(!held(&["a", "b", "c"]));
    }
}
