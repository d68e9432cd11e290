//! Sets values that are compared with another sheet, character by character.

use super::super::font::{CAP, Face};
use super::super::geometry::mm;
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::tree::Role;
use super::super::wrap::{unbroken, wrap};
use super::Area;
use super::words::{LABEL, label_width, line};
use crate::sheet::Text;

/// The black square of a number, and the number.
const SQUARE: f32 = 14.4;
const NUMBER: f32 = 9.5;
/// Where values begin, in millimetres, where labels leave room for it.
const VALUES: f32 = 58.0;
const VALUE: f32 = 12.0;
const LEADING: f32 = 17.0;

pub fn compare<'a>(values: &[(String, String)], area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let left = SQUARE + 7.0;
    let longest = values.iter().map(|(label, _)| label_width(label)).fold(0.0, f32::max);
    // Beside a value there must be room for half of it.
    let value = mm(VALUES).max(left + longest + 10.0).min(area.width * 0.5);
    let list = area.inside(Role::List);

    for (i, (name, words)) in values.iter().enumerate() {
        let item = list.inside(Role::Item);
        let mut items = number(i + 1, item);
        let mark = item.add(Role::Body);
        let middle = SQUARE / 2.0;
        let lines = wrap(&Text::strong(name.to_uppercase()), LABEL, value - left - 6.0);
        for (i, runs) in lines.iter().enumerate() {
            items.extend(line(runs, left, middle - CAP * LABEL / 2.0 + i as f32 * 10.0, LABEL));
        }

        let mono = Text::default().mono(words.as_str());
        // The size is that of the letters themselves, whatever the face.
        let size = VALUE / Face::Mono.optical();
        let mut top = middle - CAP * VALUE / 2.0;
        for runs in wrap(&mono, size, area.width - value) {
            items.extend(line(&runs, value, top, VALUE));
            top += LEADING;
        }

        let height = SQUARE.max(top - LEADING + CAP * VALUE);
        let items = items.into_iter().map(|item| item.marked(mark)).collect();
        out.push(Flow::Piece(Piece::new(if i == 0 { 10.0 } else { 6.0 }, height, items).kept()));
    }
    if let Some(Flow::Piece(last)) = out.last_mut() {
        last.keep = false;
    }
}

fn number<'a>(number: usize, item: Area<'_>) -> Vec<Primitive<'a>> {
    let mark = item.add(Role::Label);
    let (runs, own) = unbroken(&Text::strong(number.to_string()), NUMBER);
    let digits = line(&runs, (SQUARE - own) / 2.0, (SQUARE - CAP * NUMBER) / 2.0, NUMBER);
    let mut items = vec![Primitive::black(0.0, 0.0, SQUARE, SQUARE)];
    items.extend(digits.into_iter().map(|item| item.white().marked(mark)));
    items
}
