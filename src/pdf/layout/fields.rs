//! Rows of small labels with values under them, between rules.

use super::super::font::{CAP, Face};
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::wrap::{shrink, wrap};
use super::Area;
use super::words::line;
use crate::sheet::{Field, Span, Style, Text, Value};

const LABEL: f32 = 7.0;
const VALUE: f32 = 10.5;
const MONO: f32 = 10.0;
/// Values of more than two lines shrink down to this.
const LEAST: f32 = 8.0;
const LEADING: f32 = 13.5;
const GUTTER: f32 = 14.0;

pub fn fields<'a>(rows: &[Vec<Field>], area: Area, out: &mut Vec<Flow<'a>>) {
    let scale = area.scale;
    out.push(Flow::Piece(
        Piece::new(12.0 * scale, 0.5, vec![Primitive::across(0.0, area.width, 0.0, 0.6)]).kept(),
    ));

    for fields in rows {
        out.push(Flow::Piece(row(fields, area).kept()));
    }
    out.push(Flow::Piece(Piece::new(9.0 * scale, 0.5, vec![Primitive::across(0.0, area.width, 0.0, 0.6)])));
}

/// Rows of fields without rules around them.
pub fn bare<'a>(rows: &[Vec<Field>], area: Area, out: &mut Vec<Flow<'a>>) {
    for (i, fields) in rows.iter().enumerate() {
        let mut piece = row(fields, area);
        piece.gap += if i == 0 { 3.0 * area.scale } else { 0.0 };
        out.push(Flow::Piece(piece));
    }
}

fn row<'a>(fields: &[Field], area: Area) -> Piece<'a> {
    let shares: f32 = fields.iter().map(|field| f32::from(field.share)).sum();
    let usable = area.width - GUTTER * (fields.len().saturating_sub(1)) as f32;

    let mut items = Vec::new();
    let mut height: f32 = 0.0;
    let mut left = 0.0;

    for field in fields {
        let width = usable * f32::from(field.share) / shares.max(1.0);
        height = height.max(one(field, left, width, area.scale, &mut items));
        left += width + GUTTER;
    }
    Piece::new(10.0 * area.scale, height, items)
}

fn one<'a>(field: &Field, left: f32, width: f32, scale: f32, items: &mut Vec<Primitive<'a>>) -> f32 {
    let label = LABEL * scale;
    items.push(Primitive::words(left, CAP * label, Face::Bold, label, field.label.as_ref()));

    let top = CAP * label + 5.5 * scale;
    let (style, words, size) = match &field.value {
        Value::Words(words) => (Style::Plain, words, VALUE * scale),
        Value::Mono(words) => (Style::Mono, words, MONO * scale),
        Value::Blank => {
            let y = top + (VALUE + 3.0) * scale;
            items.push(Primitive::across(left, left + width, y, 0.4));
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
