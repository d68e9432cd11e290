//! Single characters of a secret, each in a cell of its own, so that none is taken for two or
//! for another.

use super::super::font::{CAP, Face};
use super::super::primitive::Primitive;
use super::super::tree::{Mark, Role};
use super::Area;
use crate::sheet::{QrSquare, prints_in_clear};

/// The size of a Unicode number in its frame, in sizes of a character.
const CODED: f32 = 0.5;
/// The blank between two groups, in characters.
const BLANK: f32 = 1.05;
/// How much of its cell an underscore fills, so that two of them are not one bar.
const UNDERSCORE: f32 = 0.78;

/// How large characters are.
pub struct Cells {
    pub size: f32,
    letter: f32,
}

impl Cells {
    pub fn of(size: f32) -> Self {
        Self { size, letter: Face::Mono.width("0", size) }
    }

    /// The blank between two groups.
    pub fn blank(&self) -> f32 {
        BLANK * self.letter
    }

    /// The width of a group of so many usual characters and the blank behind it.
    pub fn group(&self, count: usize) -> f32 {
        count as f32 * self.letter + self.blank()
    }

    fn cell(&self, c: char) -> f32 {
        if shown(c) { self.letter } else { Face::Mono.width(&code(c), CODED * self.size) + 6.0 }
    }

    /// The width of a group.
    pub fn width(&self, group: &[char]) -> f32 {
        group.iter().map(|&c| self.cell(c)).sum()
    }

    /// A group on its base line. A blank is drawn as an open box, a character that no face has
    /// as a framed code.
    pub fn drawn<'a>(&self, group: &[char], left: f32, base: f32) -> Vec<Primitive<'a>> {
        let mut items = Vec::new();
        let mut x = left;
        let plain = |c: char| shown(c) && c != '_';
        for part in group.chunk_by(|&a, &b| plain(a) && plain(b)) {
            match part {
                ['_'] => {
                    let aside = (1.0 - UNDERSCORE) / 2.0 * self.letter;
                    items.push(Primitive::words(x + aside, base, Face::Mono, UNDERSCORE * self.size, "_"));
                }
                &[c] if !shown(c) => items.extend(self.coded(c, x, base)),
                _ => {
                    let words: String = part.iter().collect();
                    for (i, _) in part.iter().enumerate().filter(|(_, c)| **c == ' ') {
                        items.extend(self.open_box(x + i as f32 * self.letter, base));
                    }
                    items.push(Primitive::words(x, base, Face::Mono, self.size, words));
                }
            }
            x += self.width(part);
        }
        items
    }

    /// The code of a character in a frame.
    fn coded<'a>(&self, c: char, x: f32, base: f32) -> Vec<Primitive<'a>> {
        let (top, right) = (base - CAP * self.size, x + self.cell(c) - 1.0);
        let small = CODED * self.size;
        let middle = base - (CAP * self.size - CAP * small) / 2.0;
        let mut items: Vec<_> = Primitive::frame(x + 1.0, top, right, base + 1.5, 0.5).into();
        items.push(Primitive::words(x + 3.0, middle, Face::Mono, small, code(c)));
        items
    }

    fn open_box<'a>(&self, x: f32, base: f32) -> [Primitive<'a>; 3] {
        let (left, right) = (x + 0.15 * self.letter, x + 0.85 * self.letter);
        let top = base - 0.12 * self.size;
        [
            Primitive::across(left - 0.4, right + 0.4, base + 2.0, 0.8),
            Primitive::down(left, top, base + 2.0, 0.8),
            Primitive::down(right, top, base + 2.0, 0.8),
        ]
    }
}

/// A blank that is no space looks like one, so its code is shown instead.
fn shown(c: char) -> bool {
    prints_in_clear(c) && c != '\u{a0}'
}

fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// The element of a square. Its words say what it is, never what it holds.
pub fn figure(square: &QrSquare, area: Area<'_>) -> Mark {
    let texts = area.tree.texts;
    let alt = match square.caption.is_empty() {
        true => texts.text("square-alt", &[]),
        false => texts.text("square-alt-named", &[("name", square.caption.clone())]),
    };
    area.tree.picture(Role::Figure, area.within, alt)
}
