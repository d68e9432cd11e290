//! Ruled tables.

use super::super::font::CAP;
use super::super::geometry::mm;
use super::super::item::{Flow, InputContent, Item};
use super::super::wrap::wrap;
use super::Room;
use super::words::line;
use crate::sheet::{Cell, Table, Text};

const LABEL: f32 = 7.0;
const WORDS: f32 = 9.0;
const LEADING: f32 = 11.8;
const PAD: f32 = 4.0;
const THIN: f32 = 0.5;

pub fn table<'a>(table: &Table, room: Room) -> Flow<'a> {
    let edges = edges(table, room.width);
    let header = header(table, &edges, room);
    let rows = table.rows.iter().map(|cells| row(cells, &edges, table.row_mm, room)).collect();
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

fn header<'a>(table: &Table, edges: &[f32], room: Room) -> InputContent<'a> {
    let size = LABEL * room.scale;
    let leading = 9.0 * room.scale;
    let mut items = vec![Item::across(0.0, room.width, 0.0, 1.0)];
    let mut deepest: f32 = 0.0;
    for ((label, _), bounds) in table.columns.iter().zip(edges.windows(2)) {
        let [left, right] = bounds else { continue };
        let lines = wrap(&Text::strong(label.as_ref()), size, right - left - 2.0 * PAD);
        for (i, run) in lines.iter().flatten().enumerate() {
            let y = 5.0 + CAP * size + i as f32 * leading;
            items.push(Item::words(left + PAD + run.x, y, run.face, size, run.words.as_str()));
            deepest = deepest.max(y);
        }
    }
    let height = deepest + 4.0;
    items.extend(inner(edges, height));
    InputContent::new(11.0 * room.scale, height, items).kept()
}

fn inner<'a>(edges: &[f32], height: f32) -> Vec<Item<'a>> {
    let count = edges.len().saturating_sub(2);
    edges.iter().skip(1).take(count).map(|&x| Item::down(x, 0.0, height, THIN)).collect()
}

fn row<'a>(cells: &[Cell], edges: &[f32], row_mm: f32, room: Room) -> InputContent<'a> {
    let size = WORDS * room.scale;
    let leading = LEADING * room.scale;
    let least = mm(row_mm) * room.scale.max(0.8);
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
            items.extend(Item::frame(x, 4.5, x + 8.0, 12.5, 0.7));
        }
        let lines = wrap(&text, size, right - left - 2.0 * PAD - indent);
        for (i, runs) in lines.iter().enumerate() {
            let y = 5.0 + CAP * size + i as f32 * leading;
            items.extend(line(runs, left + PAD + indent, y - CAP * size, size));
            height = height.max(y + 5.5);
        }
    }
    items.extend(inner(edges, height));
    items.push(Item::across(0.0, room.width, height, THIN));
    InputContent::new(0.0, height, items)
}
