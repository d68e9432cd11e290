//! Draws tables with rules between rows and columns.

use super::super::font::CAP;
use super::super::geometry::mm;
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::tree::Role;
use super::Area;
use super::cells::{self, Content, PAD};
use super::words::{LABEL, LABEL_LEADING, label};
use crate::sheet::{Cell, Table};

/// The rule above a table, and those between its rows and columns.
pub const THICK: f32 = 1.4;
pub const THIN: f32 = 0.5;
/// From the rule above labels to their capitals, and from the last base line to the first row.
const LABEL_TOP: f32 = 6.2;
const LABEL_BELOW: f32 = 3.5;

/// The left edge of each column and the right edge of the last.
pub struct Columns {
    edges: Vec<f32>,
    /// Whether the first column is set in, since it stands beside a rule.
    beside_rule: bool,
    /// Whether rules stand between the columns: a table without labels has none.
    ruled: bool,
}

pub fn table<'a>(table: &Table, area: Area<'_>) -> Flow<'a> {
    within(table, area, THICK, false)
}

/// A table under a rule of `weight`, whose left edge is a rule or not.
pub fn within<'a>(table: &Table, area: Area<'_>, weight: f32, beside_rule: bool) -> Flow<'a> {
    let area = area.inside(Role::Table);
    let columns = Columns::of(table, area.width, beside_rule);
    let header = header(table, &columns, weight, area);
    let rows = table.rows.iter().map(|cells| row(cells, &columns, table.row_mm, area)).collect();
    Flow::Table { header, rows, spare: table.spare }
}

impl Columns {
    fn of(table: &Table, width: f32, beside_rule: bool) -> Self {
        let shares: f32 = table.columns.iter().map(|(_, share)| f32::from(*share)).sum();
        let mut edges = vec![0.0];
        let mut used = 0.0;
        for (_, share) in &table.columns {
            used += f32::from(*share);
            edges.push(width * used / shares.max(1.0));
        }
        let ruled = table.columns.iter().any(|(label, _)| !label.is_empty());
        Self { edges, beside_rule, ruled }
    }

    /// Where the words of each column begin and end.
    fn cells(&self) -> impl Iterator<Item = (f32, f32)> {
        self.edges.windows(2).enumerate().filter_map(|(i, edges)| {
            let &[left, right] = edges else { return None };
            let pad = if i > 0 || self.beside_rule { PAD } else { 0.0 };
            Some((left + pad, right - PAD))
        })
    }

    /// The rules between the columns.
    fn rules<'a>(&self, height: f32) -> Vec<Primitive<'a>> {
        let count = if self.ruled { self.edges.len().saturating_sub(2) } else { 0 };
        self.edges.iter().skip(1).take(count).map(|&x| Primitive::down(x, 0.0, height, THIN)).collect()
    }
}

fn header<'a>(table: &Table, columns: &Columns, weight: f32, area: Area<'_>) -> Piece<'a> {
    let row = area.inside(Role::Row);
    let mut items = vec![Primitive::across(0.0, area.width, 0.0, weight)];
    let mut height: f32 = 0.0;
    for ((words, _), (left, right)) in table.columns.iter().zip(columns.cells()) {
        let mark = row.add(Role::ColumnHead);
        let base = LABEL_TOP + CAP * LABEL;
        let (label, lines) = label(words, left, base, right - left);
        items.extend(label.into_iter().map(|item| item.marked(mark)));
        if lines > 0 {
            height = height.max(base + (lines - 1) as f32 * LABEL_LEADING + LABEL_BELOW);
        }
    }

    items.extend(columns.rules(height));
    Piece::new(12.0, height, items).kept()
}

fn row<'a>(cells: &[Cell], columns: &Columns, row_mm: f32, area: Area<'_>) -> Piece<'a> {
    let row = area.inside(Role::Row);
    let contents: Vec<Content<'a>> = cells
        .iter()
        .zip(columns.cells())
        .map(|(cell, (left, right))| cells::content(cell, right - left))
        .collect();

    // Words of one row begin on one line, whatever stands beside them.
    let words = contents.iter().filter(|content| content.place == cells::Place::Words);
    let block = words.map(|content| content.height).fold(0.0, f32::max);
    let highest = contents.iter().map(Content::least).fold(0.0, f32::max);
    let height = mm(row_mm).max(highest);

    // Without labels, the first words of a row say what it is about.
    let head =
        if columns.ruled { None } else { contents.iter().position(|content| content.says_something()) };
    let mut items = Vec::new();
    for (i, (content, (left, _))) in contents.into_iter().zip(columns.cells()).enumerate() {
        let mark = row.add(if Some(i) == head { Role::RowHead } else { Role::Cell });
        let top = match content.place {
            cells::Place::Words => (height - block) / 2.0,
            cells::Place::Middle => (height - content.height) / 2.0,
            cells::Place::Top => PAD,
        };
        items.extend(content.items.into_iter().map(|item| item.moved(left, top).marked(mark)));
    }

    items.extend(columns.rules(height));
    items.push(Primitive::across(0.0, area.width, height, THIN));
    Piece::new(0.0, height, items)
}
