//! A secret in clear: what is known of it, and the pieces that fit a panel.

use super::block::{Clear, QrSquare, Text};
use super::repertoire::prints_in_clear;
use crate::qr::Grid;
use crate::secret::SecretText;
use crate::texts::Texts;

/// One secret in clear.
pub struct ProvisionedSecret<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its account.
    pub account: &'a str,
    /// Its password profile.
    pub profile: &'a str,
    /// How many characters it has.
    pub characters: usize,
    /// Its entropy, where it was generated.
    pub entropy_bits: Option<f64>,
    /// The secret.
    pub value: &'a SecretText,
    /// The secret as a QR code.
    pub grid: Grid,
}

impl ProvisionedSecret<'_> {
    /// How many characters a generated one has. That of an imported one stands nowhere.
    pub(super) fn length(&self) -> Option<usize> {
        self.entropy_bits.map(|_| self.characters)
    }
}

/// Lines of a panel, and what a line has room for beside a square: five groups of four
/// characters and the gaps between them.
const LINES: usize = 6;
const GROUP: usize = 4;
const GAP: usize = 1;
const ROOM: usize = 5 * GROUP + 4 * GAP;
/// How many characters wide a framed number is at most.
const FRAMED: usize = 5;

/// Cuts a secret into pieces of at most six lines, so that each fits between two folds.
pub(super) fn pieces(value: &SecretText) -> Vec<SecretText> {
    let mut pieces = vec![SecretText::with_capacity(value.expose().len())];
    let (mut line, mut used) = (1, 0);
    let mut rest = value.expose();
    while !rest.is_empty() {
        let end = rest.char_indices().nth(GROUP).map_or(rest.len(), |(at, _)| at);
        let (group, behind) = rest.split_at(end);
        let width = width(group);

        used += if used == 0 { width } else { GAP + width };
        if used > ROOM {
            (line, used) = (line + 1, width);
        }
        if line > LINES {
            line = 1;
            pieces.push(SecretText::with_capacity(rest.len()));
        }

        if let Some(last) = pieces.last_mut() {
            last.push_str(group);
        }
        rest = behind;
    }
    pieces
}

/// How many characters wide a group is.
fn width(group: &str) -> usize {
    group.chars().map(|c| if is_drawn(c) { 1 } else { FRAMED }).sum()
}

/// Whether a character is drawn as itself. Another one is drawn as its number in a frame, and
/// so is a blank that only looks like one.
fn is_drawn(c: char) -> bool {
    prints_in_clear(c) && c != '\u{a0}'
}

/// The lines of a secret with its square and the words under that.
pub(super) fn clear(value: SecretText, size: f32, square: Option<Grid>, caption: String) -> Clear {
    let square = square.map(|grid| QrSquare { grid, caption });
    Clear { value, size, square, note: Text::default() }
}

/// How the lines are read. Open boxes and framed numbers are explained where there are any.
pub(super) fn note(texts: &Texts, value: &SecretText) -> Text {
    let is_odd = |c: char| c == ' ' || !is_drawn(c);
    match value.expose().chars().any(is_odd) {
        true => marked!(texts, "clear-gaps-and-frames"),
        false => marked!(texts, "clear-gaps"),
    }
}

/// The account, the number of the credential and, of a generated secret, its length.
pub(super) fn about(texts: &Texts, secret: &ProvisionedSecret<'_>, number: String) -> Text {
    let account = secret.account;
    match secret.length() {
        Some(count) => marked!(texts, "clear-about-generated", account, number, count),
        None => marked!(texts, "clear-about", account, number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(value: &str) -> Vec<usize> {
        let pieces = pieces(&SecretText::new(value.to_owned()));
        assert_eq!(pieces.iter().map(SecretText::expose).collect::<String>(), value);
        pieces.iter().map(|piece| piece.expose().chars().count()).collect()
    }

    #[test]
    fn a_piece_has_six_lines_of_twenty_characters() {
        assert_eq!(cut(&"a".repeat(120)), [120]);
        assert_eq!(cut(&"é".repeat(121)), [120, 1]);
        assert_eq!(cut(&"x".repeat(1024)), [120, 120, 120, 120, 120, 120, 120, 120, 64]);
    }

    #[test]
    fn framed_numbers_take_the_room_that_they_need() {
        // A group of four is as wide as four fifths of a line.
        assert_eq!(cut(&"\u{1f600}".repeat(25)), [24, 1]);
        assert_eq!(cut("\u{4f60}"), [1]);
    }
}
