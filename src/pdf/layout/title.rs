//! Sets what is read from afar: titles, bars, warnings, heavy frames.

use super::super::PdfError;
use super::super::font::{CAP, Face};
use super::super::geometry::mm;
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::tree::{Mark, Role};
use super::super::wrap::{shrink, unbroken, wrap};
use super::boxes;
use super::words::{label_to, label_width, line};
use super::{Area, blocks, stack};
use crate::sheet::{Block, Fill, Knot, Tag, Text};

const TITLE: f32 = 40.0;
/// Down to this size a title gets smaller to stay on one line; then it takes a second one.
const ONE_LINE: f32 = 37.0;
/// A title that needs more than two lines gets smaller, down to this.
const TITLE_LEAST: f32 = 24.0;
const VALUE: f32 = 26.0;
/// How far down the base line of a value is, at least: below its label.
const VALUE_LEAST: f32 = 24.0;
/// Between the title and a value, and between two values.
const BESIDE: f32 = 18.0;

/// The title at the left, on its line labelled values at the right.
pub fn title<'a>(title: &str, tags: &[Tag], area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let taken: f32 = tags.iter().map(|tag| tag_width(tag) + BESIDE).sum();
    let width = area.width - taken;
    let text = Text::strong(title);
    let one_line = shrink(&text, width, 1, TITLE, ONE_LINE);
    let size = if wrap(&text, one_line, width).len() < 2 {
        one_line
    } else {
        shrink(&text, width, 2, ONE_LINE, TITLE_LEAST)
    };

    let head = area.add(Role::Title);
    let mut whole = Piece::new(12.0, 0.0, Vec::new());
    let mut top = 0.0;
    for runs in wrap(&text, size, width) {
        whole.items.extend(line(&runs, 0.0, top, size).into_iter().map(|item| item.marked(head)));
        whole.height = top + CAP * size;
        top += 1.08 * size;
    }

    let mut right = area.width;
    for tag in tags.iter().rev() {
        let (items, bottom) = one_tag(tag, right, (CAP * size).max(VALUE_LEAST), area.add(Role::Paragraph));
        whole.items.extend(items);
        whole.height = whole.height.max(bottom);
        right -= tag_width(tag) + BESIDE;
    }
    out.push(Flow::Piece(whole.kept()));
}

fn tag_width(tag: &Tag) -> f32 {
    match tag {
        Tag::Value { label, value } => label_width(label).max(value_of(value).1),
        Tag::Boxes { label, groups } => label_width(label).max(boxes::Boxes::large(groups).width()),
    }
}

fn value_of(value: &str) -> (Vec<super::super::wrap::Run>, f32) {
    unbroken(&Text::default().mono(value), VALUE / Face::Mono.optical())
}

/// One value whose base line is that of the title, and where it ends.
fn one_tag<'a>(tag: &Tag, right: f32, base: f32, mark: Mark) -> (Vec<Primitive<'a>>, f32) {
    /// The base line of its label.
    const LABEL: f32 = 3.4;
    match tag {
        Tag::Value { label, value } => {
            let (runs, width) = value_of(value);
            let mut items = label_to(label, right, LABEL);
            items.extend(line(&runs, right - width, base - CAP * VALUE, VALUE));
            (items.into_iter().map(|item| item.marked(mark)).collect(), base)
        }
        Tag::Boxes { label, groups } => {
            let cells = boxes::Boxes::large(groups);
            let top = LABEL + 4.0;
            let mut items: Vec<_> =
                label_to(label, right, LABEL).into_iter().map(|item| item.marked(mark)).collect();
            items.extend(cells.drawn(right - cells.width(), top, true));
            (items, top + cells.height)
        }
    }
}

/// White words on black from edge to edge. Without words at its right it is a title: large
/// words in the middle.
pub fn bar<'a>(left: &str, right: &str, area: Area<'_>) -> Piece<'a> {
    const SIZE: f32 = 15.0;
    const PAD: f32 = 11.5;
    let mark = area.add(Role::Paragraph);
    let inner = area.width - 2.0 * PAD;
    let (left, right) = (Text::strong(left), Text::strong(right));

    let mut items = Vec::new();
    let height;
    if right.0.iter().all(|span| span.words.is_empty()) {
        let size = shrink(&left, inner, 1, TITLE, SIZE);
        let lines = wrap(&left, size, inner);
        height = 0.58 * size + CAP * size + (lines.len().max(1) - 1) as f32 * 1.1 * size;
        for (i, runs) in lines.iter().enumerate() {
            let width = runs.last().map_or(0.0, |run| run.x + run.width);
            let top = 0.29 * size + i as f32 * 1.1 * size;
            items.extend(line(runs, (area.width - width) / 2.0, top, size));
        }
    } else {
        let (at_right, width) = unbroken(&right, SIZE);
        let lines = wrap(&left, SIZE, inner - width - BESIDE);
        height = mm(11.0).max(CAP * SIZE + 2.0 * PAD + (lines.len().max(1) - 1) as f32 * 18.0);
        let block = CAP * SIZE + (lines.len().max(1) - 1) as f32 * 18.0;
        for (i, runs) in lines.iter().enumerate() {
            items.extend(line(runs, PAD, (height - block) / 2.0 + i as f32 * 18.0, SIZE));
        }
        items.extend(line(&at_right, area.width - PAD - width, (height - CAP * SIZE) / 2.0, SIZE));
    }

    let words = items.into_iter().map(|item| item.white().marked(mark));
    let black = Primitive::black(0.0, 0.0, area.width, height);
    Piece::new(11.0, height, std::iter::once(black).chain(words).collect())
}

/// Large words in the middle of a heavy frame.
pub fn shout<'a>(words: &str, area: Area<'_>) -> Piece<'a> {
    const SIZE: f32 = 20.0;
    const LEADING: f32 = 24.0;
    const FRAME: f32 = 3.0;
    const PAD: f32 = 9.0;
    let lines = wrap(&Text::strong(words), SIZE, area.width - 2.0 * (PAD + FRAME));
    let height = 2.0 * (PAD + FRAME) + CAP * SIZE + (lines.len().max(1) - 1) as f32 * LEADING;

    let mut items = Vec::new();
    for (i, runs) in lines.iter().enumerate() {
        let width = runs.last().map_or(0.0, |run| run.x + run.width);
        let top = PAD + FRAME + i as f32 * LEADING;
        items.extend(line(runs, (area.width - width) / 2.0, top, SIZE));
    }
    items.push(frame(area.width, height, FRAME));
    Piece::new(11.0, height, items).marked(area.add(Role::Paragraph))
}

/// Blocks in a heavy frame; without it where they are higher than a page.
pub fn heavy<'a>(inner: &'a [Block], area: Area<'_>, out: &mut Vec<Flow<'a>>) -> Result<(), PdfError> {
    const FRAME: f32 = 2.0;
    const PAD: f32 = 12.0;
    let edge = PAD + FRAME;
    let content = stack(blocks(inner, area.narrow(area.width - 2.0 * edge))?);
    let height = content.height + 2.0 * edge;
    if height > area.page.height() {
        out.extend(blocks(inner, area)?);
        return Ok(());
    }

    let mut items = content.moved(edge, edge).items;
    items.push(frame(area.width, height, FRAME));
    out.push(Flow::Piece(Piece::new(12.0, height, items)));
    Ok(())
}

/// A frame whose outer edge is the area's.
pub fn frame<'a>(width: f32, height: f32, weight: f32) -> Primitive<'a> {
    let half = weight / 2.0;
    let (right, bottom) = (width - half, height - half);
    let corners = [(half, half), (right, half), (right, bottom), (half, bottom)];
    Primitive::path(corners.map(|(x, y)| Knot::To(x, y)).into(), true, weight, Fill::Empty)
}
