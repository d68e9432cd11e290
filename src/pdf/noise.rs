//! The pattern of a packet: squares and letters in which the lines and the code of a folded
//! share cannot be told from what is printed over them.
//!
//! Contrast of the right size hides, blackness does not: squares as large as a code's modules,
//! and letters like those of the lines, every other row of them mirrored.

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject};

use super::font::{CAP, Face};
use super::primitive::SQUARE;

/// How many of 256 squares are dark: 45 in a hundred.
const DARK: u64 = 115;
/// The letters of a share's lines, their size, and from one row to the next: 4.5 mm.
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const SIZE: f32 = 17.0;
const PITCH: f32 = 4.5 * 72.0 / 25.4;

/// A row of letters: where it begins and its base line, from the upper left corner of the pattern.
pub struct Row {
    pub x: f32,
    pub y: f32,
    pub letters: String,
    /// Whether its letters are mirrored; `x` is their right edge then.
    pub mirrored: bool,
}

/// The face and the size of the letters.
pub const fn letters() -> (Face, f32) {
    (Face::Mono, SIZE)
}

/// The face of the letters, and all of them.
pub fn repertoire() -> (Face, impl Iterator<Item = char>) {
    (Face::Mono, LETTERS.iter().copied().map(char::from))
}

/// Numbers that look random (SplitMix64; G. Steele, D. Lea, C. Flood, 2014). They hide by
/// being many, not by being secret.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// The squares as a picture of one bit for each, 0 for a dark one, row by row from the top.
pub fn squares(columns: u16, rows: u16, seed: u64) -> ExternalXObject {
    let mut numbers = Numbers(seed);
    let mut content = Vec::new();
    for _ in 0..rows {
        for left in (0..columns).step_by(8) {
            let mut eight = numbers.next();
            let mut byte = 0u8;
            for column in left..left + 8 {
                // Eight bits of the number for each square; none beyond the last column is dark.
                let light = eight & 0xff >= DARK || column >= columns;
                byte = byte << 1 | u8::from(light);
                eight >>= 8;
            }
            content.push(byte);
        }
    }

    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(columns.into())),
        ("Height".to_owned(), DictItem::Int(rows.into())),
        ("ColorSpace".to_owned(), name("DeviceGray")),
        ("BitsPerComponent".to_owned(), DictItem::Int(1)),
    ]);
    let stream = ExternalStream { dict, content, compress: false };
    ExternalXObject { stream, width: None, height: None, dpi: None }
}

/// The rows of letters over so many squares.
pub fn rows(columns: u16, rows: u16, seed: u64) -> Vec<Row> {
    let mut numbers = Numbers(!seed);
    let (face, size) = letters();
    let (width, height) = (f32::from(columns) * SQUARE, f32::from(rows) * SQUARE);
    let letter = face.width("A", size);
    let count = (width / letter) as usize;
    let spare = width - count as f32 * letter;

    let lines = ((height - CAP * size) / PITCH).round().max(1.0);
    let pitch = (height - CAP * size) / lines;
    (0..=lines as usize)
        .map(|line| {
            let mirrored = line % 2 == 1;
            let left = spare * (numbers.next() % 256) as f32 / 255.0;
            let x = if mirrored { left + count as f32 * letter } else { left };
            let y = CAP * size + line as f32 * pitch;
            let letter =
                |_| char::from(LETTERS.get((numbers.next() >> 59) as usize).copied().unwrap_or(b'A'));
            Row { x, y, letters: (0..count).map(letter).collect(), mirrored }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dark(seed: u64) -> Vec<bool> {
        let bytes = squares(164, 90, seed).stream.content;
        bytes.chunks(21).flat_map(|row| (0..164).map(|i| row[i / 8] >> (7 - i % 8) & 1 == 0)).collect()
    }

    #[test]
    fn not_quite_half_of_the_squares_are_dark() {
        let all = dark(7);
        let share = all.iter().filter(|&&dark| dark).count() as f32 / all.len() as f32;
        assert!((0.43..0.47).contains(&share), "{share}");
    }

    #[test]
    fn another_seed_gives_another_pattern_and_the_same_seed_the_same() {
        let (one, other) = (dark(1), dark(2));
        let equal = one.iter().zip(&other).filter(|(a, b)| a == b).count() as f32 / one.len() as f32;
        assert!((0.47..0.54).contains(&equal), "{equal}");
        assert_eq!(one, dark(1));
        let text = |seed| rows(164, 90, seed).into_iter().map(|row| row.letters).collect::<String>();
        assert_ne!(text(1), text(2));
        assert_eq!(text(1), text(1));
    }

    #[test]
    fn rows_of_letters_stand_within_their_squares() {
        for row in rows(164, 52, 3) {
            let width = Face::Mono.width(&row.letters, SIZE);
            let (left, right) = if row.mirrored { (row.x - width, row.x) } else { (row.x, row.x + width) };
            assert!(left >= -0.01 && right <= 164.0 * SQUARE + 0.01 && row.y <= 52.0 * SQUARE + 0.01);
        }
    }
}
