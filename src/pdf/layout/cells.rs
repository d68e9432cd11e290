//! What stands in one cell of a table.

use super::super::font::CAP;
use super::super::geometry::mm;
use super::super::primitive::Primitive;
use super::super::wrap::{unbroken, wrap};
use super::boxes::{self, Boxes};
use super::drawing;
use super::words::{BODY, HEADING, line};
use crate::sheet::{Cell, Text};

// Points: from a rule to words beside it and below it.
pub const PAD: f32 = 4.5;
pub const ABOVE: f32 = 5.5;

/// How a cell's content stands in the height of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Its first line is that of all words of the row.
    Words,
    /// In the middle.
    Middle,
    /// At the top.
    Top,
}

/// What stands in a cell, from its own upper left corner.
pub struct Content<'a> {
    pub items: Vec<Primitive<'a>>,
    pub height: f32,
    pub place: Place,
}

impl Content<'_> {
    /// Whether there are words in it.
    pub fn says_something(&self) -> bool {
        self.place == Place::Words && !self.items.is_empty()
    }

    /// The least height of its row.
    pub fn least(&self) -> f32 {
        match self.place {
            // Several lines need less around them than one, which stands alone.
            Place::Words if self.height > BODY.leading => self.height + 2.0 * (ABOVE - 2.0),
            Place::Words if self.height > 0.0 => self.height + 2.0 * ABOVE,
            Place::Words => 0.0,
            Place::Middle => self.height + PAD,
            // Beneath words that are circled somebody writes.
            Place::Top => self.height + PAD + mm(8.0),
        }
    }
}

/// The content of a cell that has so much room.
pub fn content<'a>(cell: &Cell, width: f32) -> Content<'a> {
    let size = BODY.size;
    match cell {
        Cell::Words(text) => {
            let lines = wrap(text, size, width);
            let set = |(i, runs): (usize, &Vec<_>)| line(runs, 0.0, i as f32 * BODY.leading, size);
            let items = lines.iter().enumerate().flat_map(set).collect();
            Content { items, height: block_height(lines.len()), place: Place::Words }
        }
        Cell::Tick(words) => middle(boxes::ticks(&[Text::new(words.as_ref())], width)),
        Cell::Ticks(all) => {
            let words: Vec<Text> = all.iter().map(Text::new).collect();
            middle(boxes::ticks(&words, width))
        }
        Cell::Number(number) => {
            let (runs, own) = unbroken(&Text::strong(number.as_str()), HEADING.size);
            middle((line(&runs, (width - own) / 2.0, 0.0, HEADING.size), CAP * HEADING.size))
        }
        Cell::Choice(words) => choice(words, width),
        Cell::Boxes(groups) => {
            let cells = Boxes::fitting(groups, width, mm(9.2));
            middle((cells.drawn(0.0, 0.0, false), cells.height))
        }
        Cell::Icon(picture) => middle((drawing::items(picture), mm(picture.height))),
    }
}

fn middle((items, height): (Vec<Primitive<'_>>, f32)) -> Content<'_> {
    Content { items, height, place: Place::Middle }
}

/// Small words from the left edge to the right one, one of which is circled.
fn choice<'a>(words: &[String], width: f32) -> Content<'a> {
    const SIZE: f32 = 8.5;
    const LEADING: f32 = 14.0;
    /// The least blank between two words, so that one can be circled alone.
    const APART: f32 = 9.0;
    let set: Vec<_> = words.iter().map(|word| unbroken(&Text::new(word.as_str()), SIZE)).collect();

    // As many to a row as stand apart.
    let mut rows: Vec<Vec<&(Vec<_>, f32)>> = Vec::new();
    let mut used = f32::INFINITY;
    for word in &set {
        if used + APART + word.1 > width {
            rows.push(Vec::new());
            used = -APART;
        }
        used += APART + word.1;
        if let Some(row) = rows.last_mut() {
            row.push(word);
        }
    }

    let mut items = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let all: f32 = row.iter().map(|word| word.1).sum();
        let blank = (width - all) / row.len().saturating_sub(1).max(1) as f32;
        let mut x = 0.0;
        for (runs, own) in row {
            items.extend(line(runs, x, i as f32 * LEADING, SIZE));
            // The words of a lone row are spread; a row less full begins at the left.
            x += own + if i == 0 { blank } else { blank.min(2.0 * APART) };
        }
    }
    let height = CAP * SIZE + rows.len().saturating_sub(1) as f32 * LEADING;
    Content { items, height, place: Place::Top }
}

/// The height of a paragraph in a cell.
pub fn block_height(lines: usize) -> f32 {
    if lines == 0 { 0.0 } else { CAP * BODY.size + (lines - 1) as f32 * BODY.leading }
}
