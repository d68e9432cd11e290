//! The few kinds of block that a sheet is made of.

use super::drawing::Drawing;
pub use super::table::{Cell, Table};
pub use super::text::{Span, Style, Text};
use crate::lines::CheckedLine;
use crate::qr::Grid;
use crate::secret::SecretText;
use std::borrow::Cow;

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

/// A label and what stands under it at the right edge of a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A value in large monospaced type.
    Value {
        /// The label.
        label: String,
        /// The value.
        value: String,
    },
    /// Empty cells for characters to be written in, in groups with a dash between them.
    Boxes {
        /// The label.
        label: String,
        /// How many cells each group has.
        groups: Vec<u8>,
    },
}

impl Tag {
    /// A value with its label.
    pub fn value(label: impl Into<String>, value: impl ToString) -> Self {
        Self::Value { label: label.into(), value: value.to_string() }
    }
}

/// The steps of a ceremony or a drill, each with a square to tick and room for initials and
/// the time. A step stays on one page, the labels stand on each.
pub struct Script {
    /// The labels of the five columns: done, step, what happens, initials, time.
    pub labels: [String; 5],
    /// The steps.
    pub steps: Vec<ScriptStep>,
}

/// One step of a [`Script`].
pub struct ScriptStep {
    /// Its number.
    pub number: usize,
    /// What happens; its first words are bold.
    pub text: Text,
    /// Squares to tick beneath the text, in its column.
    pub ticks: Vec<String>,
    /// Blocks beneath, as wide as the columns from `what happens` to the right edge.
    pub below: Vec<Block>,
}

/// A framed box with a title on top.
pub struct Tile {
    /// How many parts of the row's width it takes.
    pub share: u16,
    /// A number, white on a black square in the upper left corner; empty for none.
    pub number: String,
    /// The title beside it; empty for none.
    pub title: String,
    /// Words white on black in the upper left corner, instead of number and title; empty for none.
    pub ribbon: String,
    /// Words at the right end of the ribbon, which then reaches from edge to edge; empty for none.
    pub beside: String,
    /// Whether its frame is heavy.
    pub heavy: bool,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A question of a decision tree: one answer leads to the right and ends there, the other one
/// leads down to the next question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked.
    pub ask: Text,
    /// The answer that leads to the right.
    pub aside: String,
    /// What to do then.
    pub then: Text,
    /// The answer that leads down.
    pub down: String,
}

/// Somebody to call.
#[derive(Clone, Debug, PartialEq)]
pub struct Callee {
    /// The name, and what else tells who it is.
    pub name: Text,
    /// The number, set large; empty for a line to write it on.
    pub number: String,
}

/// One way to fill a panel of a folded sheet. The first way that fits is taken: words never
/// get smaller, they move to another page.
#[derive(Default)]
pub struct Way {
    /// What stands in the panel.
    pub here: Vec<Block>,
    /// What stands on a page of its own behind this one.
    pub next: Vec<Block>,
}

impl From<Vec<Block>> for Way {
    fn from(here: Vec<Block>) -> Self {
        Self { here, next: Vec::new() }
    }
}

/// A page that is folded round a secret one: words on its first panel, dense patterns where
/// the secret would show through, and how to fold it.
pub struct Packet {
    /// What the first panel says, which lies outside.
    pub cover: Vec<Way>,
    /// How it is folded, step by step.
    pub steps: Vec<(Drawing, Text)>,
    /// What the patterns are made from; the same number gives the same patterns.
    pub seed: u64,
}

/// A character that is easily misread, and its name. Which ones occur in a secret is secret.
pub struct LookAlike {
    /// The character.
    pub character: SecretText,
    /// What it is called.
    pub name: SecretText,
}

/// A secret in clear.
pub struct Clear {
    /// The secret, drawn in numbered lines of groups of four.
    pub value: SecretText,
    /// Size of the characters in points.
    pub size: f32,
    /// Its square, which stands right of the lines where there is room, and the words under it.
    pub square: Option<QrSquare>,
    /// The words under the lines.
    pub note: Text,
}

/// One block of a sheet.
pub enum Block {
    /// The title in the largest type, with labelled values at the right edge. A long title
    /// takes a second line.
    Title {
        /// The title.
        title: String,
        /// What stands at the right edge.
        tags: Vec<Tag>,
    },
    /// A heading, and on its line a sentence about what follows.
    Section {
        /// The heading.
        title: String,
        /// The sentence.
        note: Text,
    },
    /// Words, and behind them a line to the right edge to be filled in by hand.
    Blank(Text),
    /// Steps with squares to tick.
    Script(Script),
    /// A label, and under it empty cells for characters to be written in, in groups.
    Boxes {
        /// The label.
        label: String,
        /// How many cells each group has.
        groups: Vec<u8>,
    },
    /// A dashed frame for a piece of paper to be stapled there, and what it is.
    Staple(String),
    /// White words on a black bar from edge to edge.
    Bar {
        /// The words at its left.
        left: String,
        /// The words at its right. With none there, the words at the left are a title: as large as
        /// one, in the middle.
        right: String,
    },
    /// Numbered questions under one another, with arrows between them.
    Tree(Vec<Question>),
    /// A thick rule, and small bold capitals under it; none for the rule alone.
    Label(String),
    /// People to call, each name with its number under it.
    Callees(Vec<Callee>),
    /// Large words nobody may overlook, in the middle of a heavy frame.
    Shout(String),
    /// Blocks in a heavy frame that stay together.
    Heavy(Vec<Block>),
    /// Rows of framed boxes; those of a row are equally high.
    Tiles(Vec<Vec<Tile>>),
    /// A drawing.
    Drawing(Drawing),
    /// Values to be compared with another sheet, numbered, each with its label.
    Compare(Vec<(String, String)>),
    /// A secret in clear, with its square.
    Clear(Clear),
    /// Characters that are easily misread, each with its name, under a label.
    LookAlikes {
        /// The label.
        label: String,
        /// The characters.
        characters: Vec<LookAlike>,
        /// How many stand in a row.
        columns: usize,
    },
    /// What fills panel 1 to 3 of a folded sheet: the first way that fits. The last way that
    /// does not fit is an error.
    Fold(u8, Vec<Way>),
    /// The secret of panel 2, at one place: where both patterns of the packet lie over it, y 131
    /// to 182 mm on A4, 118 to 169 on Letter. It stands once among the blocks of a way for panel 2:
    /// `Fold(2, vec![vec![heading, text, Zone(secret), text].into()])`. What stands before it has
    /// 16 mm (a heading and two lines of text). The secret has 51 mm and is put into the middle of
    /// them. Behind it, 4 mm below the secret, there is room down to 202 mm on A4 (three lines of
    /// text, or look-alikes in three rows) and to 178 on Letter (after a square of 45 mm two lines
    /// of text). A way in which one of the three is too high does not fit: write another one.
    Zone(Vec<Block>),
    /// A page that is folded round a secret one.
    Packet(Packet),
    /// A dashed line where the page is cut, 87 mm above its lower edge, or higher where the blocks
    /// need more room, with this label; the blocks stand below it on the same page.
    Cut {
        /// The label of the line.
        label: String,
        /// What stands below it.
        blocks: Vec<Block>,
    },
    /// Blocks for one page of their own: tables give their spare rows up, one by one, until they
    /// fit. If that is not enough they go on. (Tables inside other blocks, such as columns, keep
    /// their rows.)
    Leaf(Vec<Block>),
    /// The sentence to be read first.
    Lead(Text),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(Text),
    /// Numbered steps, beginning with this number.
    Steps(usize, Vec<Text>),
    /// Points, each behind a dash.
    Points(Vec<Text>),
    /// Lines to be typed or compared as they stand; they wrap visibly.
    Listing(Vec<String>),
    /// A program to be typed line by line; no line wraps.
    Source(Vec<SourceLine>),
    /// Rows of labelled values, between rules. The lower rule is left out where lines for a pen end
    /// the rows, or where what follows begins with a rule. Labels are printed in capitals.
    Fields(Vec<Vec<Field>>),
    /// Rows of labelled values, without rules.
    Bare(Vec<Vec<Field>>),
    /// A table. Right behind another one it goes on where that ends. Without labels it has no rules
    /// between its columns.
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
    /// Blocks that stand near one another, on one page.
    Close(Vec<Block>),
    /// Blocks that stay on one page.
    Together(Vec<Block>),
    /// A thin rule.
    Rule,
    /// Room, in millimetres.
    Space(f32),
    /// What follows begins on a new page.
    PageBreak,
}
