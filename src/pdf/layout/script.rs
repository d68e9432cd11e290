//! Draws the steps of a ceremony: squares to tick, numbers, what happens, initials and time.

use super::super::PdfError;
use super::super::font::CAP;
use super::super::geometry::mm;
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::tree::Role;
use super::super::wrap::{unbroken, wrap};
use super::boxes;
use super::cells::{ABOVE, PAD, block_height};
use super::table::{THICK, THIN, within};
use super::words::{BODY, HEADING, LABEL, LABEL_LEADING, label, line};
use super::{Area, blocks, stack};
use crate::sheet::{Block, Script, ScriptStep, Text};

/// Millimetres: the columns of squares and numbers at the left, of initials and time at the right.
const DONE: f32 = 9.2;
const STEP: f32 = 10.0;
const SIGNED: f32 = 20.0;
/// The least height of a step: a pen row.
const ROW: f32 = 9.5;

/// Where the columns begin, and where the last one ends.
#[derive(Clone, Copy)]
struct Columns {
    step: f32,
    what: f32,
    initials: f32,
    time: f32,
    right: f32,
}

pub fn script<'a>(script: &'a Script, area: Area<'_>) -> Result<Flow<'a>, PdfError> {
    let area = area.inside(Role::Table);
    let [done, step, ..] = script.labels.each_ref().map(|words| super::words::label_width(words));
    let first = mm(DONE).max(done + PAD);
    let what = first + mm(STEP).max(step + 2.0 * PAD);
    let (initials, time) = (area.width - mm(2.0 * SIGNED), area.width - mm(SIGNED));
    let columns = Columns { step: first, what, initials, time, right: area.width };

    let mut rows = Vec::new();
    for one in &script.steps {
        rows.extend(self::step(one, columns, area)?);
    }
    Ok(Flow::Table { header: header(script, columns, area), rows, spare: 0 })
}

fn header<'a>(script: &Script, columns: Columns, area: Area<'_>) -> Piece<'a> {
    let row = area.inside(Role::Row);
    let base = 6.2 + CAP * LABEL;
    let edges = [columns.step, columns.what, columns.initials, columns.time, columns.right];
    let lefts = [0.0, columns.step + PAD, columns.what + PAD, columns.initials + PAD, columns.time + PAD];

    let mut items = vec![Primitive::across(0.0, columns.right, 0.0, THICK)];
    let mut height = base + 3.5;
    for ((words, left), right) in script.labels.iter().zip(lefts).zip(edges) {
        let mark = row.add(Role::ColumnHead);
        let (label, lines) = label(words, left, base, right - left);
        items.extend(label.into_iter().map(|item| item.marked(mark)));
        height = height.max(base + lines.saturating_sub(1) as f32 * LABEL_LEADING + 3.5);
    }
    for x in [columns.step, columns.what, columns.initials, columns.time] {
        items.push(Primitive::down(x, 0.0, height, THIN));
    }
    Piece::new(12.0, height, items).kept()
}

/// A step, in one piece where a page can hold it.
fn step<'a>(step: &'a ScriptStep, columns: Columns, area: Area<'_>) -> Result<Vec<Piece<'a>>, PdfError> {
    let row = area.inside(Role::Row);
    let (first, cell) = happens(step, columns, row);
    let mut pieces = vec![first];
    if !step.below.is_empty() {
        pieces.extend(below(&step.below, columns, cell)?);
    }

    let height: f32 = pieces.iter().map(|piece| piece.height).sum();
    if height < area.page.height() * 0.9 {
        let whole = stack(pieces.into_iter().map(Flow::Piece).collect());
        pieces = vec![whole];
    }
    for piece in &mut pieces {
        piece.gap = 0.0;
        piece.items.push(Primitive::down(columns.step, 0.0, piece.height, THIN));
        piece.items.push(Primitive::down(columns.what, 0.0, piece.height, THIN));
    }
    if let Some(last) = pieces.last_mut() {
        last.items.push(Primitive::across(0.0, columns.right, last.height, THIN));
    }
    Ok(pieces)
}

/// The square, the number, the words, and the cells for initials and time; and the cell of the
/// words, in which more may stand.
fn happens<'a, 't>(step: &ScriptStep, columns: Columns, row: Area<'t>) -> (Piece<'a>, Area<'t>) {
    let left = columns.what + PAD;
    let room = columns.initials - left - PAD;
    let lines = wrap(&step.text, BODY.size, room);
    let ticks: Vec<Text> = step.ticks.iter().map(Text::new).collect();
    let (squares, below) = boxes::ticks(&ticks, room);

    let words = block_height(lines.len());
    let block = if ticks.is_empty() { words } else { words + 6.0 + below };
    let pad = if lines.len() < 2 && ticks.is_empty() { ABOVE } else { ABOVE + 1.5 };
    let height = mm(ROW).max(block + 2.0 * pad);
    let top = (height - block) / 2.0;
    let middle = top + CAP * BODY.size / 2.0;

    let mut items: Vec<Primitive<'a>> = Vec::new();
    // Three cells that are empty are there all the same, so that each row has five.
    row.add(Role::Cell);
    items.extend(boxes::tick((columns.step - boxes::TICK) / 2.0, middle.max(PAD + boxes::TICK / 2.0)));

    let number = row.add(Role::Cell);
    let (runs, own) = unbroken(&Text::strong(step.number.to_string()), HEADING.size);
    let x = (columns.step + columns.what - own) / 2.0;
    let digits = line(&runs, x, middle - CAP * HEADING.size / 2.0, HEADING.size);
    items.extend(digits.into_iter().map(|item| item.marked(number)));

    let cell = row.inside(Role::Cell);
    let what = cell.within;
    let set = |(i, runs): (usize, &Vec<_>)| line(runs, left, top + i as f32 * BODY.leading, BODY.size);
    items.extend(lines.iter().enumerate().flat_map(set).map(|item| item.marked(what)));
    let squares = squares.into_iter().map(|item| item.moved(left, top + words + 6.0).marked(what));
    items.extend(squares);

    for x in [columns.initials, columns.time] {
        row.add(Role::Cell);
        items.push(Primitive::down(x, 0.0, height, THIN));
    }
    (Piece::new(0.0, height, items), cell)
}

/// Blocks under a rule from the third column to the right edge.
fn below<'a>(inner: &'a [Block], columns: Columns, cell: Area<'_>) -> Result<Vec<Piece<'a>>, PdfError> {
    let width = columns.right - columns.what;
    let rule = || Primitive::across(columns.what, columns.right, 0.0, THIN);

    // A lone table fills the width: its rules meet those of the script.
    if let [Block::Table(table)] = inner {
        let Flow::Table { mut header, rows, .. } = within(table, cell.narrow(width), THIN, true) else {
            return Ok(Vec::new());
        };
        // Its labels stay with its first row.
        let mut rows = rows.into_iter();
        header.gap = 0.0;
        let first: Vec<_> = [header].into_iter().chain(rows.next()).map(Flow::Piece).collect();
        return Ok([stack(first)].into_iter().chain(rows).map(|row| row.indented(columns.what)).collect());
    }

    let pad = PAD;
    let content = stack(blocks(inner, cell.narrow(width - 2.0 * PAD))?);
    let height = content.height + 2.0 * pad;
    let mut items = content.moved(columns.what + PAD, pad).items;
    items.push(rule());
    Ok(vec![Piece::new(0.0, height, items)])
}
