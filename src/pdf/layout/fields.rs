//! Rows of small labels with values under them, between rules.

use super::super::font::{CAP, Face};
use super::super::item::{Flow, InputContent, Item};
use super::super::wrap::{shrink, wrap};
use super::Room;
use super::words::line;
use crate::sheet::{Field, Span, Style, Text, Value};

const LABEL: f32 = 7.0;
const VALUE: f32 = 10.5;
const MONO: f32 = 10.0;
/// Values of more than two lines shrink down to this.
const LEAST: f32 = 8.0;
const LEADING: f32 = 13.5;
const GUTTER: f32 = 14.0;

pub fn fields<'a>(rows: &[Vec<Field>], room: Room, out: &mut Vec<Flow<'a>>) {
    let scale = room.scale;
    out.push(Flow::InputContent(
        InputContent::new(12.0 * scale, 0.5, vec![Item::across(0.0, room.width, 0.0, 0.6)]).kept(),
    ));
    for fields in rows {
        out.push(Flow::InputContent(row(fields, room).kept()));
    }
    out.push(Flow::InputContent(InputContent::new(
        9.0 * scale,
        0.5,
        vec![Item::across(0.0, room.width, 0.0, 0.6)],
    )));
}

pub fn bare<'a>(rows: &[Vec<Field>], room: Room, out: &mut Vec<Flow<'a>>) {
    for (i, fields) in rows.iter().enumerate() {
        let mut piece = row(fields, room);
        piece.gap += if i == 0 { 3.0 * room.scale } else { 0.0 };
        out.push(Flow::InputContent(piece));
    }
}

fn row<'a>(fields: &[Field], room: Room) -> InputContent<'a> {
    let shares: f32 = fields.iter().map(|field| f32::from(field.share)).sum();
    let usable = room.width - GUTTER * (fields.len().saturating_sub(1)) as f32;
    let mut items = Vec::new();
    let mut height: f32 = 0.0;
    let mut left = 0.0;
    for field in fields {
        let width = usable * f32::from(field.share) / shares.max(1.0);
        height = height.max(one(field, left, width, room.scale, &mut items));
        left += width + GUTTER;
    }
    InputContent::new(10.0 * room.scale, height, items)
}

fn one<'a>(field: &Field, left: f32, width: f32, scale: f32, items: &mut Vec<Item<'a>>) -> f32 {
    let label = LABEL * scale;
    items.push(Item::words(left, CAP * label, Face::Bold, label, field.label.as_ref()));
    let top = CAP * label + 5.5 * scale;
    let (style, words, size) = match &field.value {
        Value::Words(words) => (Style::Plain, words, VALUE * scale),
        Value::Mono(words) => (Style::Mono, words, MONO * scale),
        Value::Blank => {
            let y = top + (VALUE + 3.0) * scale;
            items.push(Item::across(left, left + width, y, 0.4));
            return y + 0.5;
        }
    };
    let parts: Vec<Text> =
        words.lines().map(|part| Text(vec![Span { style, words: part.to_owned() }])).collect();
    let smaller = parts.iter().map(|text| shrink(text, width, 2, size, LEAST * scale)).fold(size, f32::min);
    let shrunk = smaller / size;
    let mut down = top;
    for runs in parts.iter().flat_map(|text| wrap(text, smaller, width)) {
        items.extend(line(&runs, left, down, VALUE * scale * shrunk));
        down += LEADING * scale * shrunk;
    }
    down + (CAP * VALUE - LEADING) * scale * shrunk
}
