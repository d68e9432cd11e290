//! Empty cells for a pen: characters to be written in, squares to tick, lines, a place to staple.

use super::super::font::CAP;
use super::super::geometry::mm;
use super::super::primitive::{Piece, Primitive};
use super::super::tree::Role;
use super::super::wrap::{unbroken, wrap};
use super::Area;
use super::words::{BODY, LABEL, LABEL_LEADING, label, line};
use crate::sheet::Text;

/// The side of a square to tick: 5 mm.
pub const TICK: f32 = 14.2;
/// From a square to its words, and from these to the next square.
const BESIDE: f32 = 5.0;
const NEXT: f32 = 14.0;
/// From one row of squares to the next.
const TICK_ROW: f32 = 18.0;
const THIN: f32 = 0.7;

/// Cells for characters, in groups.
pub struct Boxes {
    groups: Vec<u8>,
    cell: f32,
    gap: f32,
    pub height: f32,
}

impl Boxes {
    /// As large as they are beside a title.
    pub fn large(groups: &[u8]) -> Self {
        Self { groups: groups.to_vec(), cell: mm(6.6), gap: mm(5.0), height: mm(10.4) }
    }

    /// As large as the width allows.
    pub fn fitting(groups: &[u8], width: f32, height: f32) -> Self {
        let gap = mm(2.3);
        let cells: f32 = groups.iter().map(|&count| f32::from(count)).sum();
        let gaps = gap * groups.len().saturating_sub(1) as f32;
        let cell = ((width - gaps) / cells.max(1.0)).min(mm(6.6));
        Self { groups: groups.to_vec(), cell, gap, height }
    }

    pub fn width(&self) -> f32 {
        let cells: f32 = self.groups.iter().map(|&count| f32::from(count)).sum();
        cells * self.cell + self.gap * self.groups.len().saturating_sub(1) as f32
    }

    /// The cells, with dashes between groups or not.
    pub fn drawn<'a>(&self, left: f32, top: f32, dashes: bool) -> Vec<Primitive<'a>> {
        let bottom = top + self.height;
        let mut items = Vec::new();
        let mut x = left;
        for (i, &count) in self.groups.iter().enumerate() {
            if i > 0 {
                if dashes {
                    let (middle, half) = ((top + bottom) / 2.0, self.gap / 4.0);
                    items.push(Primitive::across(x + half, x + self.gap - half, middle, 1.2));
                }
                x += self.gap;
            }

            let right = x + f32::from(count) * self.cell;
            items.extend(Primitive::frame(x, top, right, bottom, THIN));
            let inner = (1..count).map(|cell| x + f32::from(cell) * self.cell);
            items.extend(inner.map(|x| Primitive::down(x, top, bottom, THIN)));
            x = right;
        }
        items
    }
}

/// A label and empty cells under it.
pub fn labelled<'a>(words: &str, groups: &[u8], area: Area<'_>) -> Piece<'a> {
    let base = CAP * LABEL;
    let (mut items, lines) = label(words, 0.0, base, area.width);
    let top = base + lines.saturating_sub(1) as f32 * LABEL_LEADING + 4.0;
    let cells = Boxes::fitting(groups, area.width, mm(9.2));
    let mark = area.add(Role::Paragraph);
    items.extend(cells.drawn(0.0, top, false));
    Piece::new(9.0, top + cells.height, items).marked(mark)
}

/// An empty square to tick whose middle is at `middle`.
pub fn tick<'a>(left: f32, middle: f32) -> [Primitive<'a>; 4] {
    let (top, bottom) = (middle - TICK / 2.0, middle + TICK / 2.0);
    Primitive::frame(left, top, left + TICK, bottom, THIN)
}

/// Squares to tick with their words, in as many rows as it takes, and their height. The middle
/// of the first row is half a square below the top.
pub fn ticks<'a>(words: &[Text], width: f32) -> (Vec<Primitive<'a>>, f32) {
    let mut items = Vec::new();
    let (mut x, mut row) = (0.0, 0);
    for text in words {
        let (_, one) = unbroken(text, BODY.size);
        if x > 0.0 && x + TICK + BESIDE + one > width {
            (x, row) = (0.0, row + 1);
        }

        // A square may stand alone, without words.
        items.extend(tick(x, TICK / 2.0 + row as f32 * TICK_ROW));
        let lines = wrap(text, BODY.size, width - x - TICK - BESIDE);
        for (i, runs) in lines.iter().enumerate() {
            let middle = TICK / 2.0 + (row + i) as f32 * TICK_ROW;
            items.extend(line(runs, x + TICK + BESIDE, middle - CAP * BODY.size / 2.0, BODY.size));
        }
        row += lines.len().saturating_sub(1);
        x += TICK + BESIDE + one + NEXT;
    }
    (items, TICK + row as f32 * TICK_ROW)
}

/// Words, and behind them a line for a pen to the right edge.
pub fn blank<'a>(text: &Text, area: Area<'_>) -> Piece<'a> {
    /// The shortest line that is worth writing on.
    const SHORTEST: f32 = 45.0;
    /// Room above the line for handwriting.
    const ROOM: f32 = 9.0;
    let mark = area.add(Role::Paragraph);
    let lines = wrap(text, BODY.size, area.width);
    let room = mm(ROOM) - CAP * BODY.size;

    let mut items = Vec::new();
    let (mut top, mut from) = (0.0, 0.0);
    for (i, runs) in lines.iter().enumerate() {
        from = runs.last().map_or(0.0, |run| run.x + run.width) + 6.0;
        // Only what stands right of the last words is written on.
        let last = i + 1 == lines.len();
        top += if last && i > 0 {
            room.max(BODY.leading)
        } else if i > 0 {
            BODY.leading
        } else {
            0.0
        };
        items.extend(line(runs, 0.0, top, BODY.size));
    }

    let mut base = top + CAP * BODY.size;
    if area.width - from < mm(SHORTEST).min(0.4 * area.width) {
        (base, from) = (base + mm(ROOM), 0.0);
    }
    items.push(Primitive::across(from, area.width, base + 1.5, 0.6));
    let gap = if lines.len() < 2 { room } else { BODY.gap };
    Piece::new(gap, base + 1.5, items).marked(mark)
}

/// A dashed frame for a piece of paper to be stapled there.
pub fn staple<'a>(words: &str, area: Area<'_>) -> Piece<'a> {
    const HEIGHT: f32 = 9.0;
    let height = mm(HEIGHT);
    let corners =
        [(0.4, 0.4), (area.width - 0.4, 0.4), (area.width - 0.4, height - 0.4), (0.4, height - 0.4)];
    let mut items: Vec<Primitive<'a>> = Vec::new();
    for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
        items.push(Primitive::dashes(*from, *to, 0.8));
    }

    let text = Text::strong(words.to_uppercase());
    let (runs, width) = unbroken(&text, LABEL);
    items.extend(line(&runs, (area.width - width) / 2.0, (height - CAP * LABEL) / 2.0, LABEL));
    Piece::new(8.0, height, items).marked(area.add(Role::Paragraph))
}
