//! What lies on a page: words, rules and codes, each at its place. Points from
//! the upper left corner, downwards.

use zeroize::Zeroizing;

use super::font::Face;
#[cfg(test)]
use super::font::{CAP, DESCENT};
use crate::qr::Grid;

/// One thing to draw, at its place on the page or in its piece.
#[derive(Clone)]
pub enum Primitive<'a> {
    /// Words that begin at `x` on the base line `y`.
    Words { x: f32, y: f32, face: Face, size: f32, words: Zeroizing<String> },
    /// A straight line of `weight` points.
    Rule { from: (f32, f32), to: (f32, f32), weight: f32 },
    /// A QR code by its upper left corner; the module in hundredths of a point.
    Code { x: f32, y: f32, module: u16, grid: &'a Grid },
    /// A dense pattern by its upper left corner, in rows of [`SPECK`].
    Screen { x: f32, y: f32, width: f32, rows: u16 },
}

/// The side of the smallest square of a screen: less than a module of a code and
/// about the width of a printed letter's stem, so that it hides both.
pub const SPECK: f32 = 2.2;

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Frame {
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }
}

impl<'a> Primitive<'a> {
    pub fn words(x: f32, y: f32, face: Face, size: f32, words: impl Into<String>) -> Self {
        Self::Words { x, y, face, size, words: Zeroizing::new(words.into()) }
    }

    /// Words that end at `right`.
    pub fn words_to(right: f32, y: f32, face: Face, size: f32, words: &str) -> Self {
        Self::words(right - face.width(words, size), y, face, size, words)
    }

    pub fn across(left: f32, right: f32, y: f32, weight: f32) -> Self {
        Self::Rule { from: (left, y), to: (right, y), weight }
    }

    pub fn down(x: f32, top: f32, bottom: f32, weight: f32) -> Self {
        Self::Rule { from: (x, top), to: (x, bottom), weight }
    }

    pub fn frame(left: f32, top: f32, right: f32, bottom: f32, weight: f32) -> [Self; 4] {
        let half = weight / 2.0;
        [
            Self::across(left - half, right + half, top, weight),
            Self::across(left - half, right + half, bottom, weight),
            Self::down(left, top, bottom, weight),
            Self::down(right, top, bottom, weight),
        ]
    }

    pub fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Words { x, y, .. } | Self::Code { x, y, .. } | Self::Screen { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Self::Rule { from, to, .. } => {
                *from = (from.0 + dx, from.1 + dy);
                *to = (to.0 + dx, to.1 + dy);
            }
        }
        self
    }

    /// The rectangle it covers.
    #[cfg(test)]
    pub fn bounds(&self) -> Frame {
        match self {
            Self::Words { x, y, face, size, words } => Frame {
                left: *x,
                top: y - CAP * size,
                right: x + face.width(words, *size),
                bottom: y + DESCENT * size,
            },
            Self::Rule { from, to, .. } => Frame { left: from.0, top: from.1, right: to.0, bottom: to.1 },
            Self::Code { x, y, module, grid } => {
                let side = side(grid, *module);
                Frame { left: *x, top: *y, right: x + side, bottom: y + side }
            }
            Self::Screen { x, y, width, rows } => {
                Frame { left: *x, top: *y, right: x + width, bottom: y + f32::from(*rows) * SPECK }
            }
        }
    }
}

/// The side of a code in points, without its quiet zone.
pub fn side(grid: &Grid, module: u16) -> f32 {
    grid.size() as f32 * f32::from(module) / 100.0
}

/// Something that stays in one piece: items from an upper left corner of their own.
#[derive(Clone, Default)]
pub struct Piece<'a> {
    pub height: f32,
    /// Space above it, dropped at the top of a page.
    pub gap: f32,
    /// Whether the piece after it must stand on the same page.
    pub keep: bool,
    pub items: Vec<Primitive<'a>>,
}

impl<'a> Piece<'a> {
    pub fn new(gap: f32, height: f32, items: Vec<Primitive<'a>>) -> Self {
        Self { height, gap, keep: false, items }
    }

    pub fn indented(mut self, by: f32) -> Self {
        self.items = self.items.into_iter().map(|item| item.moved(by, 0.0)).collect();
        self
    }

    pub fn kept(mut self) -> Self {
        self.keep = true;
        self
    }
}

/// What the page flow understands.
pub enum Flow<'a> {
    Piece(Piece<'a>),
    /// Rows under a header that is repeated on each page.
    Table {
        header: Piece<'a>,
        rows: Vec<Piece<'a>>,
    },
    /// Rows of equal height, down the left half, then down the right one, under
    /// a header for each half.
    Halves {
        header: Piece<'a>,
        rows: Vec<Piece<'a>>,
        offset: f32,
    },
    Break,
    /// A piece at the top of its own frame: a panel of a folded sheet or a page.
    Fixed(Frame, Piece<'a>),
}
