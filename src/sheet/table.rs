//! The tables of a sheet, and what stands in a cell.

use super::drawing::Drawing;
use super::text::Text;
use std::borrow::Cow;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words; none for a cell to be filled in by hand.
    Words(Text),
    /// An empty square to tick, and words behind it.
    Tick(Cow<'static, str>),
    /// Several squares to tick in a row, each with its words.
    Ticks(Vec<String>),
    /// A number in large bold type, in the middle of the cell.
    Number(String),
    /// A few small words spread over the width, one of which is circled.
    Choice(Vec<String>),
    /// Empty cells for characters to be written in, in groups.
    Boxes(Vec<u8>),
    /// A small drawing.
    Icon(Drawing),
}

impl Cell {
    /// A square to tick with these words behind it.
    pub fn tick(words: impl Into<Cow<'static, str>>) -> Self {
        Self::Tick(words.into())
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(words: T) -> Self {
        Self::Words(Text::new(words))
    }
}

/// A ruled table; a row never splits over two pages, the header stands on each.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Label of each column and the parts of the width it takes.
    pub columns: Vec<(Cow<'static, str>, u16)>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// The least height of a row in millimetres.
    pub row_mm: f32,
    /// How many of the last rows may be left out where the page is full.
    pub spare: usize,
}

impl Table {
    /// A table with these columns and no rows yet.
    pub fn new(row_mm: f32, columns: &[(&'static str, u16)]) -> Self {
        let columns = columns.iter().map(|(label, share)| (Cow::Borrowed(*label), *share)).collect();
        Self { columns, rows: Vec::new(), row_mm, spare: 0 }
    }

    /// A table with these labels, read from a text file, and no rows yet. Rows that a pen
    /// fills have 9 mm at least.
    pub fn labelled(row_mm: f32, columns: impl IntoIterator<Item = (String, u16)>) -> Self {
        let columns = columns.into_iter().map(|(label, share)| (Cow::Owned(label), share)).collect();
        Self { columns, rows: Vec::new(), row_mm, spare: 0 }
    }

    /// Lets the last `rows` go where the page is full.
    pub fn with_spare(mut self, rows: usize) -> Self {
        self.spare = rows;
        self
    }

    /// Adds `count` rows to be filled in by hand.
    pub fn empty_rows(mut self, count: usize) -> Self {
        for _ in 0..count {
            self.rows.push(self.columns.iter().map(|_| Cell::from("")).collect());
        }
        self
    }

    /// Adds rows.
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows);
        self
    }
}
