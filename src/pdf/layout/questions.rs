//! Draws a decision tree: questions under one another, what to do beside them, arrows between.

use super::super::font::CAP;
use super::super::geometry::mm;
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::tree::Role;
use super::super::wrap::{unbroken, wrap};
use super::Area;
use super::title::frame;
use super::words::{BODY, line};
use crate::sheet::{Fill, Knot, Question, Text};

/// The parts of the width that a question and what is done take; an arrow has the rest.
const ASK: f32 = 0.565;
const THEN: f32 = 0.355;
/// The black square of a number, in millimetres at least.
const SQUARE: f32 = 9.2;
const NUMBER: f32 = 16.0;
const PAD: f32 = 6.8;
/// The size of the words at the arrows.
const WAY: f32 = 10.5;
/// The length of an arrow down.
const DOWN: f32 = 13.4;
const SHAFT: f32 = 1.8;
const HEAD: f32 = 8.0;
const HEAVY: f32 = 1.6;
const LIGHT: f32 = 0.8;

/// A tree; a question stays with its arrows.
pub fn tree<'a>(questions: &[Question], area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    for (i, question) in questions.iter().enumerate() {
        let gap = if i == 0 { 10.0 } else { 0.0 };
        let piece = one(i + 1, question, area);
        out.push(Flow::Piece(Piece { gap, keep: true, ..piece }));
    }
}

fn one<'a>(number: usize, question: &Question, area: Area<'_>) -> Piece<'a> {
    let (ask, then) = (ASK * area.width, THEN * area.width);
    let (square, right) = (mm(SQUARE), area.width - THEN * area.width);
    let asked = wrap(&question.ask, BODY.size, ask - square - 2.0 * PAD);
    let told = wrap(&question.then, BODY.size, then - 2.0 * PAD);
    let lines = asked.len().max(told.len()).max(1);
    let height = square.max(CAP * BODY.size + (lines - 1) as f32 * BODY.leading + 2.0 * PAD);

    let mark = area.add(Role::Paragraph);
    let (digits, own) = unbroken(&Text::strong(number.to_string()), NUMBER);
    let digits = line(&digits, (square - own) / 2.0, (height - CAP * NUMBER) / 2.0, NUMBER);
    let mut items = vec![Primitive::black(0.0, 0.0, square, height)];
    items.extend(digits.into_iter().map(Primitive::white));
    items.push(frame(ask, height, HEAVY));
    items.extend(block(&asked, square + PAD, height));
    items.push(frame(then, height, LIGHT).moved(right, 0.0));
    items.extend(block(&told, right + PAD, height));

    items.extend(aside(question, ask, right, height / 2.0));
    items.extend(down(question, square + (ask - square) / 2.0, height));
    Piece::new(0.0, height + DOWN, items).marked(mark)
}

/// Lines in the middle of a height.
fn block<'a>(lines: &[Vec<super::super::wrap::Run>], left: f32, height: f32) -> Vec<Primitive<'a>> {
    let block = CAP * BODY.size + lines.len().saturating_sub(1) as f32 * BODY.leading;
    let top = (height - block) / 2.0;
    let set = |(i, runs): (usize, &Vec<super::super::wrap::Run>)| {
        line(runs, left, top + i as f32 * BODY.leading, BODY.size)
    };
    lines.iter().enumerate().flat_map(set).collect()
}

/// The arrow to what is done, and the answer above it.
fn aside<'a>(question: &Question, from: f32, to: f32, y: f32) -> Vec<Primitive<'a>> {
    let (words, width) = unbroken(&Text::strong(question.aside.as_str()), WAY);
    let left = from + (to - HEAD - from - width) / 2.0;
    let mut items = line(&words, left, y - 5.0 - CAP * WAY, WAY);
    items.push(stroke([(from, y), (to - HEAD, y)]));
    items.push(head([(to - HEAD, y - HEAD / 2.0), (to, y), (to - HEAD, y + HEAD / 2.0)]));
    items
}

/// The arrow to the next question, and the answer beside it.
fn down<'a>(question: &Question, x: f32, top: f32) -> Vec<Primitive<'a>> {
    let bottom = top + DOWN;
    let (words, _) = unbroken(&Text::strong(question.down.as_str()), WAY);
    let mut items = line(&words, x + 9.0, top + (DOWN - CAP * WAY) / 2.0, WAY);
    items.push(stroke([(x, top), (x, bottom - HEAD)]));
    items.push(head([(x - HEAD / 2.0, bottom - HEAD), (x, bottom), (x + HEAD / 2.0, bottom - HEAD)]));
    items
}

fn stroke<'a>(points: [(f32, f32); 2]) -> Primitive<'a> {
    Primitive::path(points.map(|(x, y)| Knot::To(x, y)).into(), false, SHAFT, Fill::Empty)
}

fn head<'a>(points: [(f32, f32); 3]) -> Primitive<'a> {
    Primitive::path(points.map(|(x, y)| Knot::To(x, y)).into(), true, 0.0, Fill::Black)
}
