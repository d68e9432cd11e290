//! Rows of small labels with values under them, between rules.

use super::super::font::CAP;
use super::super::geometry::mm;
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::tree::Role;
use super::super::wrap::wrap;
use super::Area;
use super::words::{BODY, LABEL, LABEL_LEADING, keep, label, line, paragraph};
use crate::sheet::{Block, Field, Span, Style, Text, Value};

const VALUE: f32 = 11.0;
const LEADING: f32 = 14.0;
const GUTTER: f32 = 14.0;
/// Between two rows.
const GAP: f32 = 10.0;
/// From the base line of a label to that of its value.
const BELOW: f32 = 13.7;
/// From the base line of a label to the line that a pen writes on.
const ROOM: f32 = 9.0;

pub fn fields<'a>(rows: &[Vec<Field>], next: Option<&Block>, area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let rule = || vec![Primitive::across(0.0, area.width, 0.0, 0.5)];
    out.push(Flow::Piece(Piece::new(12.0, 0.0, rule()).kept()));

    let closed = has_rule_below(rows, next);
    for (i, fields) in rows.iter().enumerate() {
        let from = out.len();
        row(fields, area, out);
        if let (0, Some(Flow::Piece(first))) = (i, out.get_mut(from)) {
            first.gap = 7.5;
        }
        if let (true, Some(Flow::Piece(last))) = (closed || i + 1 < rows.len(), out.last_mut()) {
            last.keep = true;
        }
    }
    if closed {
        out.push(Flow::Piece(Piece::new(9.0, 0.0, rule())));
    }
}

/// Whether a rule ends the fields: not where lines for a pen do it, or what comes next begins with one.
fn has_rule_below(rows: &[Vec<Field>], next: Option<&Block>) -> bool {
    let written = rows.last().is_some_and(|row| row.iter().all(|field| field.value == Value::Blank));
    let ruled = matches!(
        next,
        Some(Block::Table(_) | Block::Script(_) | Block::Shout(_) | Block::Heavy(_) | Block::Fields(_))
    );
    !written && !ruled
}

/// Rows of fields without rules around them.
pub fn bare<'a>(rows: &[Vec<Field>], area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    for (i, fields) in rows.iter().enumerate() {
        let from = out.len();
        row(fields, area, out);
        if let (0, Some(Flow::Piece(first))) = (i, out.get_mut(from)) {
            first.gap += 1.0;
        }
    }
}

/// Fields beside one another; those that are higher than a page go on line by line.
fn row<'a>(fields: &[Field], area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let shares: f32 = fields.iter().map(|field| f32::from(field.share)).sum();
    let usable = area.width - GUTTER * (fields.len().saturating_sub(1)) as f32;

    let width = |field: &Field| usable * f32::from(field.share) / shares.max(1.0);
    // Values stand on one line, however many their labels have.
    let lines = |field: &Field| label(&field.label, 0.0, 0.0, width(field)).1;
    let lines = fields.iter().map(lines).max().unwrap_or(1).max(1);

    let mut items = Vec::new();
    let mut height: f32 = 0.0;
    let mut left = 0.0;
    for field in fields {
        let width = width(field);
        let mut one_field = Vec::new();
        height = height.max(one(field, left, width, lines, &mut one_field));
        let mark = area.add(Role::Paragraph);
        items.extend(one_field.into_iter().map(|item| item.marked(mark)));
        left += width + GUTTER;
    }

    if height <= area.page.height() {
        out.push(Flow::Piece(Piece::new(GAP, height, items)));
        return;
    }
    for field in fields {
        let (Value::Words(words) | Value::Mono(words)) = &field.value else { continue };
        let from = out.len();
        paragraph(&Text::strong(field.label.to_uppercase()), &BODY, area, out);
        keep(out, from);
        paragraph(&Text::new(words.as_str()), &BODY, area, out);
    }
}

/// A field from its upper left corner, where labels have so many lines; returns its height. Without a label, a line for a pen
/// stands a pen row below the one above it.
fn one<'a>(field: &Field, left: f32, width: f32, lines: usize, items: &mut Vec<Primitive<'a>>) -> f32 {
    let unlabelled = field.label.is_empty();
    let base = if unlabelled { -GAP } else { CAP * LABEL };
    items.extend(label(&field.label, left, base, width).0);
    let base = base + (lines - 1) as f32 * LABEL_LEADING;

    let top = if unlabelled { 0.0 } else { base + (BELOW - CAP * VALUE) };
    let (style, words) = match &field.value {
        Value::Words(words) => (Style::Plain, words),
        Value::Mono(words) => (Style::Mono, words),
        Value::Blank => {
            let y = base + mm(ROOM);
            items.push(Primitive::across(left, left + width, y, 0.6));
            return y;
        }
    };

    let text = Text(vec![Span { style, words: words.clone() }]);
    let mut down = top;
    for runs in wrap(&text, VALUE, width) {
        items.extend(line(&runs, left, down, VALUE));
        down += LEADING;
    }
    down + CAP * VALUE - LEADING
}
