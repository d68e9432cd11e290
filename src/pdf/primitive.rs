//! What lies on a page: words, rules and codes, each at its place. Points from
//! the upper left corner, downwards.

use zeroize::Zeroizing;

use super::font::{CAP, DESCENT, Face};
use super::tree::Mark;
use crate::qr::Grid;
use crate::sheet::{Fill, Knot};

/// One thing to draw, at its place on the page or in its piece.
#[derive(Clone)]
pub enum Primitive<'a> {
    /// Words that begin at `x` on the base line `y`.
    Words { x: f32, y: f32, face: Face, size: f32, words: Zeroizing<String>, white: bool, mark: Mark },
    /// A straight line of `weight` points.
    Rule { from: (f32, f32), to: (f32, f32), weight: f32 },
    /// A stroke of `weight` points with round ends, an area, or both.
    Path { knots: Vec<Knot>, closed: bool, weight: f32, fill: Fill, dashed: bool, mark: Mark },
    /// A QR code by its upper left corner; the module in hundredths of a point.
    Code { x: f32, y: f32, module: u16, grid: &'a Grid, mark: Mark },
    /// Random squares and letters by their upper left corner: columns and rows of squares.
    Noise { x: f32, y: f32, squares: (u16, u16), seed: u64 },
}

/// The side of a square of noise: 1.094 mm, the module of a share's code.
pub const SQUARE: f32 = 3.1;

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
        let words = Zeroizing::new(words.into());
        Self::Words { x, y, face, size, words, white: false, mark: Mark::NONE }
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

    /// A black area.
    pub fn black(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        let knots = [(left, top), (right, top), (right, bottom), (left, bottom)];
        Self::path(knots.map(|(x, y)| Knot::To(x, y)).into(), true, 0.0, Fill::Black)
    }

    pub fn path(knots: Vec<Knot>, closed: bool, weight: f32, fill: Fill) -> Self {
        Self::Path { knots, closed, weight, fill, dashed: false, mark: Mark::NONE }
    }

    /// A dashed line.
    pub fn dashes(from: (f32, f32), to: (f32, f32), weight: f32) -> Self {
        let knots = vec![Knot::To(from.0, from.1), Knot::To(to.0, to.1)];
        Self::Path { knots, closed: false, weight, fill: Fill::Empty, dashed: true, mark: Mark::NONE }
    }

    pub fn moved(mut self, dx: f32, dy: f32) -> Self {
        let along = |(x, y): (f32, f32)| (x + dx, y + dy);
        match &mut self {
            Self::Words { x, y, .. } | Self::Code { x, y, .. } | Self::Noise { x, y, .. } => {
                (*x, *y) = along((*x, *y))
            }
            Self::Rule { from, to, .. } => (*from, *to) = (along(*from), along(*to)),
            Self::Path { knots, .. } => knots.iter_mut().for_each(|knot| {
                *knot = match *knot {
                    Knot::To(x, y) => Knot::To(x + dx, y + dy),
                    Knot::Curve(a, b, c) => Knot::Curve(along(a), along(b), along(c)),
                }
            }),
        }
        self
    }

    /// White on what lies below.
    pub fn white(mut self) -> Self {
        if let Self::Words { white, .. } = &mut self {
            *white = true;
        }
        self
    }

    /// The element it belongs to.
    pub fn mark(&self) -> Mark {
        match self {
            Self::Words { mark, .. } | Self::Path { mark, .. } | Self::Code { mark, .. } => *mark,
            Self::Rule { .. } | Self::Noise { .. } => Mark::NONE,
        }
    }

    /// Makes words and codes part of an element, if they are not yet part of another.
    pub fn marked(mut self, element: Mark) -> Self {
        if let Self::Words { mark, .. } | Self::Code { mark, .. } = &mut self
            && *mark == Mark::NONE
        {
            *mark = element;
        }
        self
    }

    /// Makes it part of an element, or decoration again.
    pub fn remarked(mut self, element: Mark) -> Self {
        if let Self::Words { mark, .. } | Self::Path { mark, .. } | Self::Code { mark, .. } = &mut self {
            *mark = element;
        }
        self
    }
}

impl Primitive<'_> {
    /// The rectangle it covers.
    pub fn bounds(&self) -> Frame {
        match self {
            Self::Words { x, y, face, size, words, .. } => Frame {
                left: *x,
                top: y - CAP * size,
                right: x + face.width(words, *size),
                bottom: y + DESCENT * size,
            },
            Self::Rule { from, to, .. } => Frame { left: from.0, top: from.1, right: to.0, bottom: to.1 },
            Self::Path { knots, .. } => {
                let ends = knots.iter().map(|knot| match *knot {
                    Knot::To(x, y) | Knot::Curve(_, _, (x, y)) => (x, y),
                });
                let empty = Frame { left: f32::MAX, top: f32::MAX, right: f32::MIN, bottom: f32::MIN };
                ends.fold(empty, |all, (x, y)| Frame {
                    left: all.left.min(x),
                    top: all.top.min(y),
                    right: all.right.max(x),
                    bottom: all.bottom.max(y),
                })
            }
            Self::Code { x, y, module, grid, .. } => {
                let side = side(grid, *module);
                Frame { left: *x, top: *y, right: x + side, bottom: y + side }
            }
            Self::Noise { x, y, squares: (columns, rows), .. } => Frame {
                left: *x,
                top: *y,
                right: x + f32::from(*columns) * SQUARE,
                bottom: y + f32::from(*rows) * SQUARE,
            },
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

    /// The same at another place.
    pub fn moved(mut self, dx: f32, dy: f32) -> Self {
        self.items = self.items.into_iter().map(|item| item.moved(dx, dy)).collect();
        self
    }

    pub fn indented(self, by: f32) -> Self {
        self.moved(by, 0.0)
    }

    pub fn kept(mut self) -> Self {
        self.keep = true;
        self
    }

    /// Makes its words and codes part of an element, where they are not yet part of one.
    pub fn marked(mut self, element: Mark) -> Self {
        self.items = self.items.into_iter().map(|item| item.marked(element)).collect();
        self
    }

    /// The same as decoration: what is said a second time.
    pub fn unmarked(mut self) -> Self {
        self.items = self.items.into_iter().map(|item| item.remarked(Mark::NONE)).collect();
        self
    }
}

/// What the page flow understands.
pub enum Flow<'a> {
    Piece(Piece<'a>),
    /// Rows under a header that is repeated on each page; the last `spare` rows may be left out.
    Table {
        header: Piece<'a>,
        rows: Vec<Piece<'a>>,
        spare: usize,
    },
    /// Rows of equal height, down the left half, then down the right one, under
    /// a header for each half.
    Halves {
        header: Piece<'a>,
        rows: Vec<Piece<'a>>,
        offset: f32,
        /// The width of a half: a rule after every fifth row keeps the eye on its row.
        width: f32,
    },
    Break,
    /// A piece at the top of its own frame: a panel of a folded sheet or a page.
    Fixed(Frame, Piece<'a>, PageSetting),
}

/// What a piece in its own frame says of its page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PageSetting {
    /// Whether the page is folded.
    pub folded: bool,
    /// Where the words of the foot stand, if not at the bottom: their base line, in points from the top.
    pub foot: Option<f32>,
    /// Whether it may stand lower where something already stands at the top of its frame.
    pub slides: bool,
}

impl PageSetting {
    /// On a folded page.
    pub const FOLDED: Self = Self { folded: true, foot: None, slides: false };
}
