//! Draws tables with rules between rows and columns.

use super::super::font::CAP;
use super::super::geometry::mm;
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::wrap::wrap;
use super::Area;
use super::words::line;
use crate::sheet::{Cell, Table, Text};

// Points: the sizes of labels and words, the lines of words, the space around them.
const LABEL: f32 = 7.0;
const WORDS: f32 = 9.0;
const LEADING: f32 = 11.8;
const PAD: f32 = 4.0;
const THIN: f32 = 0.5;

pub fn table<'a>(table: &Table, area: Area) -> Flow<'a> {
    let edges = edges(table, area.width);
    let header = header(table, &edges, area);
    let rows = table.rows.iter().map(|cells| row(cells, &edges, table.row_mm, area)).collect();
    Flow::Table { header, rows }
}

/// The left edge of each column and the right edge of the last.
fn edges(table: &Table, width: f32) -> Vec<f32> {
    let shares: f32 = table.columns.iter().map(|(_, share)| f32::from(*share)).sum();
    let mut edges = vec![0.0];

    let mut used = 0.0;
    for (_, share) in &table.columns {
        used += f32::from(*share);
        edges.push(width * used / shares.max(1.0));
    }
    edges
}

fn header<'a>(table: &Table, edges: &[f32], area: Area) -> Piece<'a> {
    let size = LABEL * area.scale;
    let leading = 9.0 * area.scale;

    let mut items = vec![Primitive::across(0.0, area.width, 0.0, 1.0)];
    let mut deepest: f32 = 0.0;
    for ((label, _), bounds) in table.columns.iter().zip(edges.windows(2)) {
        let [left, right] = bounds else { continue };
        let lines = wrap(&Text::strong(label.as_ref()), size, right - left - 2.0 * PAD);
        for (i, run) in lines.iter().flatten().enumerate() {
            let y = 5.0 + CAP * size + i as f32 * leading;
            items.push(Primitive::words(left + PAD + run.x, y, run.face, size, run.words.as_str()));
            deepest = deepest.max(y);
        }
    }

    let height = deepest + 4.0;
    items.extend(inner(edges, height));
    Piece::new(11.0 * area.scale, height, items).kept()
}

fn inner<'a>(edges: &[f32], height: f32) -> Vec<Primitive<'a>> {
    let count = edges.len().saturating_sub(2);
    edges.iter().skip(1).take(count).map(|&x| Primitive::down(x, 0.0, height, THIN)).collect()
}

fn row<'a>(cells: &[Cell], edges: &[f32], row_mm: f32, area: Area) -> Piece<'a> {
    let size = WORDS * area.scale;
    let leading = LEADING * area.scale;
    let least = mm(row_mm) * area.scale.max(0.8);

    let mut items = Vec::new();
    let mut height = least;
    for (cell, bounds) in cells.iter().zip(edges.windows(2)) {
        let [left, right] = bounds else { continue };
        let (text, indent) = match cell {
            Cell::Words(text) => (text.clone(), 0.0),
            Cell::Tick(words) => (Text::new(*words), 14.0),
        };

        if indent > 0.0 {
            let x = left + PAD;
            items.extend(Primitive::frame(x, 4.5, x + 8.0, 12.5, 0.7));
        }
        let lines = wrap(&text, size, right - left - 2.0 * PAD - indent);
        for (i, runs) in lines.iter().enumerate() {
            let y = 5.0 + CAP * size + i as f32 * leading;
            items.extend(line(runs, left + PAD + indent, y - CAP * size, size));
            height = height.max(y + 5.5);
        }
    }

    items.extend(inner(edges, height));
    items.push(Primitive::across(0.0, area.width, height, THIN));
    Piece::new(0.0, height, items)
}
