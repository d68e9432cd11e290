//! Secrets in a text: the whole one, or a piece that gives it away.

use crate::seal;
use crate::secret::{Identity, SecretText};
use data_encoding::HEXLOWER;
use std::iter::zip;

/// A piece of so many characters counts. A shorter secret counts as a whole.
const PIECE: usize = 8;
/// A secret shorter than this is found only where the text is nothing else: it stands in
/// every second word.
const SHORTEST_WORD: usize = 4;
/// What stands in front of every identity.
const PREFIX: &str = "AGE-SECRET-KEY-1";

/// Whether a text holds the secret, or any piece of 8 characters of it. Blanks, and capitals
/// in place of small letters, hide nothing.
///
/// # Security
/// Nothing of the secret is copied.
pub fn holds_secret(text: &str, secret: &str) -> bool {
    let letters = letters(secret).count();
    if letters < PIECE {
        return letters > 0 && holds_word(text, secret, letters);
    }
    let places = || secret.char_indices().filter(|(_, c)| !c.is_whitespace()).take(letters - PIECE + 1);
    let begins = |place: usize, rest: &str| {
        let piece = self::letters(&secret[place..]).take(PIECE);
        piece.eq(self::letters(rest).take(PIECE))
    };
    text.char_indices().any(|(at, _)| places().any(|(place, _)| begins(place, &text[at..])))
}

/// Whether a text holds a piece of 8 characters of the identity, as age writes it or in
/// hexadecimal digits.
pub fn holds_identity(text: &str, identity: &Identity) -> bool {
    let mut hex = SecretText::with_capacity(2 * identity.expose().len());
    let mut digits = [0; 2];
    for byte in identity.expose() {
        HEXLOWER.encode_mut(&[*byte], &mut digits);
        hex.push_str(std::str::from_utf8(&digits).unwrap_or_default());
    }
    // The checksum at its end comes from the rest; it counts as a piece of it.
    let written = seal::identity_text(identity).ok();
    let written = written.as_ref().and_then(|written| written.expose().strip_prefix(PREFIX));
    holds_secret(text, hex.expose()) || written.is_some_and(|written| holds_secret(text, written))
}

/// Whether a short secret stands in a text as a word of its own.
fn holds_word(text: &str, secret: &str, length: usize) -> bool {
    if length < SHORTEST_WORD {
        return letters(text).eq(letters(secret));
    }
    let starts = text.char_indices().map(|(at, _)| at);
    let mut starts = starts.filter(|at| !text[..*at].chars().next_back().is_some_and(char::is_alphanumeric));
    starts.any(|at| {
        let mut rest = letters(&text[at..]);
        let same = zip(letters(secret), rest.by_ref()).all(|(a, b)| a == b);
        same && ends_word(&text[at..], length)
    })
}

/// Whether a word, or a text, ends behind so many characters.
fn ends_word(text: &str, length: usize) -> bool {
    let mut counted = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let Some((last, c)) = counted.nth(length - 1) else { return false };
    !text[last + c.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric)
}

/// The characters that count.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use zeroize::Zeroizing;

    #[test]
    fn any_piece_of_eight_characters_is_found_and_seven_are_none() {
        let secret = "T4%kq-Wz7!hMnB2x";
        for start in 0..=secret.len() - PIECE {
            let piece = &secret[start..start + PIECE];
            assert!(holds_secret(&format!("ticket {piece}, noted"), secret), "{piece}");
            assert!(holds_secret(&piece.to_ascii_lowercase(), secret), "{piece}");
        }
        for start in 0..=secret.len() - 7 {
            assert!(!holds_secret(&secret[start..start + 7], secret));
        }
        assert!(holds_secret("T4%k q-Wz  7!hM", secret));
        assert!(!holds_secret("Contoso break-glass 1, safe A", secret) && !holds_secret("", secret));
    }

    #[test]
    fn a_piece_is_found_behind_letters_of_several_bytes() {
        assert!(holds_secret("Zürich: Straße-Öl 7", "xxStraße-Ölxx"));
        assert!(!holds_secret("Zürich: Straße 7", "xxStraße-Ölxx"));
    }

    #[test]
    fn a_short_secret_is_found_as_a_word_of_its_own() {
        assert!(holds_secret("the PIN is 4711", "4711") && holds_secret("4711", "4711"));
        assert!(holds_secret("PIN:47 11.", "4711") && holds_secret("=730155;", "730155"));
        assert!(!holds_secret("INC0047110", "4711") && !holds_secret("on 2027-01-14", "4711"));
        assert!(!holds_secret("471", "4711") && !holds_secret("47", "4711"));
        assert!(holds_secret(" ab ", "ab") && !holds_secret("ab initio", "ab"));
        assert!(!holds_secret("anything", ""));
    }

    #[test]
    fn an_identity_is_found_however_it_is_written() {
        let identity = Identity::new(Zeroizing::new(std::array::from_fn(|i| i as u8 * 7 + 3)));
        let written = seal::identity_text(&identity).unwrap();
        let body = written.expose().strip_prefix(PREFIX).unwrap();
        assert!(holds_identity(&body[20..28], &identity) && holds_identity(&body[50..], &identity));
        assert!(holds_identity("note 0a11181f and more", &identity));
        assert!(!holds_identity("AGE-SECRET-KEY-1 is what a key begins with", &identity));
        assert!(!holds_identity(&body[20..27], &identity));
    }
}
