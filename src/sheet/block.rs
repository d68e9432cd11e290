//! The few kinds of block that a sheet is made of.

use crate::lines::CheckedLine;
use crate::qr::Grid;
use crate::secret::SecretText;
use std::borrow::Cow;

/// How a run of words looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The text face.
    Plain,
    /// The text face, bold.
    Bold,
    /// The monospaced face: what is typed, and what must be read character by character.
    Mono,
}

/// Words in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Their look.
    pub style: Style,
    /// The words.
    pub words: String,
}

/// A paragraph. It holds nothing secret.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text(pub Vec<Span>);

impl Text {
    /// A paragraph that begins with plain words.
    pub fn new(words: impl Into<String>) -> Self {
        Self::default().then(words)
    }

    /// A paragraph that begins with bold words.
    pub fn strong(words: impl Into<String>) -> Self {
        Self::default().bold(words)
    }

    /// Goes on in the text face.
    pub fn then(self, words: impl Into<String>) -> Self {
        self.push(Style::Plain, words.into())
    }

    /// Goes on in bold.
    pub fn bold(self, words: impl Into<String>) -> Self {
        self.push(Style::Bold, words.into())
    }

    /// Goes on in the monospaced face.
    pub fn mono(self, words: impl Into<String>) -> Self {
        self.push(Style::Mono, words.into())
    }

    fn push(mut self, style: Style, words: String) -> Self {
        self.0.push(Span { style, words });
        self
    }
}

impl<T: Into<String>> From<T> for Text {
    fn from(words: T) -> Self {
        Self::new(words)
    }
}

/// A block of code lines.
pub struct Lines {
    /// What kind of code it is: `SK1 S` or `SK1 C`.
    pub heading: &'static str,
    /// The lines, in order.
    pub lines: Vec<CheckedLine>,
    /// Size of the characters in points.
    pub size: f32,
    /// Height of a line in points.
    pub leading: f32,
    /// 1, or 2 to run down the left half of the page, then down the right one.
    pub columns: u8,
}

/// One line of a program that may have to be typed.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceLine {
    /// Its number, printed in front.
    pub number: usize,
    /// The line; blanks at its beginning count.
    pub text: &'static str,
    /// What proves it, printed behind.
    pub check: String,
}

/// A QR code and the words under it.
pub struct QrSquare {
    /// The squares.
    pub grid: Grid,
    /// The words under it, or none.
    pub caption: String,
}

/// What a labelled field says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words.
    Words(String),
    /// Something to be compared character by character.
    Mono(String),
    /// A ruled blank to be filled in by hand.
    Blank,
}

impl Value {
    /// The words, or a blank where there are none.
    pub fn or_blank(words: &str) -> Self {
        if words.trim().is_empty() { Self::Blank } else { Self::Words(words.to_owned()) }
    }
}

/// A small label with a value under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The label.
    pub label: Cow<'static, str>,
    /// The value.
    pub value: Value,
    /// How many parts of the row's width it takes.
    pub share: u16,
}

impl Field {
    /// A field of one to many parts of its row.
    pub fn new(share: u16, label: impl Into<Cow<'static, str>>, value: Value) -> Self {
        Self { label: label.into(), value, share }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words; none for a cell to be filled in by hand.
    Words(Text),
    /// An empty square to tick, and words behind it.
    Tick(&'static str),
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
}

impl Table {
    /// A table with these columns and no rows yet.
    pub fn new(row_mm: f32, columns: &[(&'static str, u16)]) -> Self {
        let columns = columns.iter().map(|(label, share)| (Cow::Borrowed(*label), *share)).collect();
        Self { columns, rows: Vec::new(), row_mm }
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

/// One block of a sheet.
pub enum Block {
    /// The title in the largest type, with labelled values at the right edge.
    Banner {
        /// The title; it shrinks where it is too long for its line.
        title: String,
        /// Label and value, the first one larger.
        tags: Vec<(&'static str, String)>,
    },
    /// The sentence to be read first.
    Lead(Text),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(Text),
    /// A paragraph in small type.
    Small(Text),
    /// Numbered steps, beginning with this number.
    Steps(usize, Vec<Text>),
    /// Points, each behind a dash.
    Points(Vec<Text>),
    /// Lines to be typed or compared as they stand; they wrap visibly.
    Listing(Vec<String>),
    /// A program to be typed line by line; no line wraps.
    Source(Vec<SourceLine>),
    /// Rows of labelled values, between rules.
    Fields(Vec<Vec<Field>>),
    /// Rows of labelled values, without rules.
    Bare(Vec<Vec<Field>>),
    /// A table.
    Table(Table),
    /// Blocks beside one another, with the parts of the width each takes.
    Columns(Vec<(u16, Vec<Block>)>),
    /// The lines of a code.
    Lines(Lines),
    /// QR codes beside one another: as many to a row as asked, each with
    /// squares of up to so many hundredths of a point.
    Codes {
        /// The codes.
        codes: Vec<QrSquare>,
        /// How many to a row.
        per_row: usize,
        /// Largest module in hundredths of a point; a point is 0.353 mm.
        module: u16,
    },
    /// A secret in clear, in numbered lines of groups.
    Secret(SecretText),
    /// The characters of a secret that are easily misread, each with its name.
    Legend(SecretText),
    /// A word nobody may overlook, in a heavy frame, and a sentence about it.
    Alarm {
        /// The words in large type.
        words: String,
        /// The sentence.
        why: Text,
    },
    /// Blocks in a thin frame that stay together.
    Framed(Vec<Block>),
    /// Blocks that stay on one page.
    Together(Vec<Block>),
    /// A thin rule.
    Rule,
    /// Room, in millimetres.
    Space(f32),
    /// What follows begins on a new page.
    PageBreak,
    /// A page to be folded around a secret one: blocks at its top, the rest a dense pattern.
    Wrap(Vec<Block>),
    /// Blocks for one page of their own; their words shrink until they fit.
    Page(Vec<Block>),
    /// Blocks that begin a page; their words shrink a little if that brings them onto
    /// one, else they go on.
    Card(Vec<Block>),
    /// Blocks for one panel of a folded sheet, 1 at the top to 3; their words
    /// shrink until they fit, their codes never do.
    Panel(u8, Vec<Block>),
}
