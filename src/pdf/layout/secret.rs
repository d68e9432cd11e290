//! A secret in clear, character by character.

use zeroize::Zeroizing;

use super::super::font::{CAP, Face};
use super::super::primitive::{Flow, Piece, Primitive};
use super::Area;
use crate::secret::SecretText;
use crate::sheet::{character_name, prints_in_clear};

const SIZE: f32 = 14.0;
const SMALL: f32 = 8.2;
/// The size of a Unicode number in its frame.
const CODED: f32 = 7.0;
const LEADING: f32 = 24.0;
/// The base line, in points below the top of the line.
const BASE: f32 = 16.0;
const GROUP: usize = 4;
const GROUPS: usize = 5;

/// Numbered lines of up to five groups of four. A blank is drawn as an open
/// box, a character that no face has as a framed code.
pub fn secret<'a>(value: &SecretText, area: Area, out: &mut Vec<Flow<'a>>) {
    let letter = Face::Mono.width("0", SIZE);
    let left = letter * 3.2;
    let right = area.width - Face::Regular.width("0000–0000", SMALL) - 8.0;

    let characters: Zeroizing<Vec<char>> = Zeroizing::new(value.expose().chars().collect());

    let mut number = 0;
    let mut done = 0;
    let mut groups = characters.chunks(GROUP).peekable();
    while groups.peek().is_some() {
        number += 1;
        let first = done + 1;
        let mut x = left;
        let mut items =
            vec![Primitive::words_to(left - letter, BASE, Face::Regular, 9.0, &format!("{number}."))];
        for count in 0..GROUPS {
            // One group at least, so that a line with the widest codes still goes on.
            let fits = |group: &&[char]| count == 0 || x + width(group, letter) <= right;
            let Some(group) = groups.next_if(fits) else { break };
            draw(group, x, letter, &mut items);
            x += width(group, letter) + letter * 1.1;
            done += group.len();
        }

        let full = left + GROUPS as f32 * (GROUP as f32 + 1.1) * letter;
        let span = format!("{first}–{done}");
        items.push(Primitive::words(full.max(x).min(right + 8.0), BASE, Face::Regular, SMALL, span));

        // The numbers of the characters at the right tell at a glance whether one was left out.
        let gap = if number == 1 { 8.0 } else { 0.0 };
        out.push(Flow::Piece(Piece::new(gap, LEADING, items)));
    }
}

/// Characters with their names, in columns.
pub fn legend<'a>(characters: &SecretText, area: Area, out: &mut Vec<Flow<'a>>) {
    const COLUMNS: usize = 4;
    const HIGH: f32 = 12.5;
    let letter = Face::Mono.width("0", SIZE);
    let step = area.width / COLUMNS as f32;

    let title = Primitive::words(0.0, CAP * SMALL, Face::Bold, SMALL, "Easily misread, and in this secret");
    out.push(Flow::Piece(Piece::new(9.0, CAP * SMALL, vec![title]).kept()));

    let characters: Zeroizing<Vec<char>> = Zeroizing::new(characters.expose().chars().collect());
    for (i, row) in characters.chunks(COLUMNS).enumerate() {
        let mut items = Vec::new();
        for (j, &c) in row.iter().enumerate() {
            let x = j as f32 * step;
            let unicode = code(c);
            let name = character_name(c).unwrap_or(&unicode);

            if c == ' ' {
                items.extend(open_box(x, letter).map(|item| item.moved(0.0, HIGH - 3.0 - BASE)));
            } else if shown(c) {
                items.push(Primitive::words(x, HIGH - 3.0, Face::Mono, 10.0, c.to_string()));
            }

            let indent = if shown(c) { 14.0 } else { 0.0 };
            items.push(Primitive::words(x + indent, HIGH - 3.0, Face::Regular, SMALL, name));
        }
        out.push(Flow::Piece(Piece::new(if i == 0 { 4.0 } else { 0.0 }, HIGH, items)));
    }
}

/// A blank that is no space looks like one, so its code is shown instead.
fn shown(c: char) -> bool {
    prints_in_clear(c) && c != '\u{a0}'
}

fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

fn cell(c: char, letter: f32) -> f32 {
    if shown(c) { letter } else { Face::Mono.width(&code(c), CODED) + 6.0 }
}

fn width(group: &[char], letter: f32) -> f32 {
    group.iter().map(|&c| cell(c, letter)).sum()
}

fn draw<'a>(group: &[char], left: f32, letter: f32, items: &mut Vec<Primitive<'a>>) {
    let mut x = left;
    for plain in group.chunk_by(|&a, &b| shown(a) && shown(b)) {
        match plain {
            &[c] if !shown(c) => {
                items.extend(Primitive::frame(
                    x + 1.0,
                    BASE - CAP * SIZE,
                    x + cell(c, letter) - 1.0,
                    BASE + 1.5,
                    0.4,
                ));
                items.push(Primitive::words(x + 3.0, BASE - 2.2, Face::Mono, CODED, code(c)));
            }
            _ => {
                for (i, _) in plain.iter().enumerate().filter(|(_, c)| **c == ' ') {
                    items.extend(open_box(x + i as f32 * letter, letter));
                }
                items.push(Primitive::words(x, BASE, Face::Mono, SIZE, plain.iter().collect::<String>()));
            }
        }
        x += width(plain, letter);
    }
}

fn open_box<'a>(x: f32, letter: f32) -> [Primitive<'a>; 3] {
    let (left, right) = (x + 1.2, x + letter - 1.2);
    [
        Primitive::across(left - 0.4, right + 0.4, BASE + 2.0, 0.8),
        Primitive::down(left, BASE - 1.6, BASE + 2.0, 0.8),
        Primitive::down(right, BASE - 1.6, BASE + 2.0, 0.8),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::super::geometry;
    use super::*;
    use crate::plan::Paper;

    fn lines(text: &str, width: f32) -> Vec<String> {
        let area = Area { width, scale: 1.0, page: geometry::content(Paper::A4), panels: None };
        let mut flows = Vec::new();
        secret(&SecretText::new(text.to_owned()), area, &mut flows);
        let words = |flow: &Flow<'_>| match flow {
            Flow::Piece(piece) => {
                let words = piece.items.iter().filter_map(|item| match item {
                    Primitive::Words { words, .. } => Some(words.as_str().to_owned()),
                    _ => None,
                });
                words.collect::<Vec<_>>().join("|")
            }
            _ => String::new(),
        };
        flows.iter().map(words).collect()
    }

    #[test]
    fn twenty_characters_to_a_line() {
        assert_eq!(
            lines("abcdefghijklmnopqrstuv", 490.0),
            ["1.|abcd|efgh|ijkl|mnop|qrst|1–20", "2.|uv|21–22"]
        );
    }

    #[test]
    fn a_character_without_a_glyph_is_shown_by_its_code() {
        assert_eq!(lines("a\u{4f60}b\u{a0}", 490.0), ["1.|a|U+4F60|b|U+00A0|1–4"]);
    }

    #[test]
    fn wide_codes_make_shorter_lines_and_lose_nothing() {
        let text = "\u{1f600}".repeat(20);
        let all = lines(&text, 200.0).concat();
        assert_eq!(all.matches("U+1F600").count(), 20);
    }
}
