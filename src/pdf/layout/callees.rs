//! Sets whom to call: names with large numbers, under a thick rule and a label.

use super::super::font::CAP;
use super::super::geometry::mm;
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::tree::Role;
use super::super::wrap::{unbroken, wrap};
use super::Area;
use super::words::{BODY, LABEL, LABEL_LEADING, label as label_words, line};
use crate::sheet::{Callee, Text};

const NUMBER: f32 = 12.5;
/// From one person to the next, from a name to its number.
const BETWEEN: f32 = 6.5;
const BELOW_NAME: f32 = 5.0;
/// Between a name and the number behind it, at least.
const BESIDE: f32 = 10.0;
const NUMBER_LEADING: f32 = 14.5;
const RULE: f32 = 1.4;

/// Between a thick rule and what stands above it.
const ABOVE: f32 = 9.0;

/// A thick rule, and under it a label in as many lines as it takes.
pub fn label<'a>(words: &str, area: Area<'_>) -> Piece<'a> {
    let mut items = vec![Primitive::across(0.0, area.width, RULE / 2.0, RULE)];
    if words.is_empty() {
        return Piece::new(ABOVE, RULE, items).kept();
    }

    let base = RULE + 6.0 + CAP * LABEL;
    let (set, lines) = label_words(words, 0.0, base, area.width);
    let mark = area.add(Role::Heading);
    items.extend(set.into_iter().map(|item| item.marked(mark)));
    Piece::new(ABOVE, base + lines.saturating_sub(1) as f32 * LABEL_LEADING, items).kept()
}

pub fn callees<'a>(people: &[Callee], area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    out.extend(people.iter().map(|one| Flow::Piece(callee(one, area))));
}

fn callee<'a>(callee: &Callee, area: Area<'_>) -> Piece<'a> {
    let mark = area.add(Role::Paragraph);
    let (number, wide) = unbroken(&Text::strong(callee.number.as_str()), NUMBER);
    let (name, own) = unbroken(&callee.name, BODY.size);
    let base = CAP * NUMBER;

    // Name and number share a line where they fit, the number at the right edge.
    if !callee.number.is_empty() && own + BESIDE + wide <= area.width {
        let mut items = line(&name, 0.0, base - CAP * BODY.size, BODY.size);
        items.extend(line(&number, area.width - wide, 0.0, NUMBER));
        return Piece::new(BETWEEN, base, items).marked(mark);
    }

    let mut items = Vec::new();
    let mut down = 0.0;
    for runs in wrap(&callee.name, BODY.size, area.width) {
        items.extend(line(&runs, 0.0, down, BODY.size));
        down += BODY.leading;
    }
    down += BELOW_NAME - (BODY.leading - CAP * BODY.size);

    // Without a number there is a line for a pen.
    if callee.number.is_empty() {
        down += mm(6.0);
        items.push(Primitive::across(0.0, area.width, down, 0.5));
        return Piece::new(BETWEEN, down, items).marked(mark);
    }
    for runs in wrap(&Text::strong(callee.number.as_str()), NUMBER, area.width) {
        items.extend(line(&runs, 0.0, down, NUMBER));
        down += NUMBER_LEADING;
    }
    Piece::new(BETWEEN, down - NUMBER_LEADING + base, items).marked(mark)
}
