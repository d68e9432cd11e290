//! What lies on a page to the operators of its content (ISO 32000-1, annex A).

use printpdf::{Color, CurTransMat, DictItem, Greyscale, Op};

use super::embed::Faces;
use super::font::Face;
use super::noise;
use super::primitive::{Primitive, SQUARE, side};
use super::tree::{Element, Mark};
use crate::qr::Grid;
use crate::sheet::{Fill, Knot};

/// Points of a dash and of the blank behind it.
const DASH: [i64; 2] = [4, 3];

/// Writes the content of one page, piece by piece of what it is made of.
struct Painter<'f> {
    height: f32,
    faces: &'f Faces,
    elements: &'f [Element],
    ops: Vec<Op>,
    font: Option<(Face, f32)>,
    white: bool,
    stroke: Stroke,
    /// What the operators at hand belong to, once there are any.
    open: Option<Mark>,
    /// The elements of the marked pieces so far, by their number.
    marks: Vec<Mark>,
    /// Whether a blank ends the words at hand: more of their element follows elsewhere.
    spaced: bool,
}

/// How lines are drawn: the weight in hundredths of a point, whether ends and corners are
/// round, whether they are dashed.
#[derive(Clone, Copy, Default, PartialEq)]
struct Stroke {
    weight: Option<i32>,
    round_ends: bool,
    round_corners: bool,
    dashed: bool,
}

/// The operators of a page, and the element of each marked piece in it.
pub struct Painted {
    pub ops: Vec<Op>,
    pub marks: Vec<Mark>,
}

/// The content of a page of this height.
pub fn page(items: &[Primitive<'_>], height: f32, faces: &Faces, elements: &[Element]) -> Painted {
    let black = || Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None });
    let ops = vec![Op::SetFillColor { col: black() }, Op::SetOutlineColor { col: black() }];
    let mut painter = Painter {
        height,
        faces,
        elements,
        ops,
        font: None,
        white: false,
        stroke: Stroke::default(),
        open: None,
        marks: Vec::new(),
        spaced: false,
    };
    for (i, item) in items.iter().enumerate() {
        painter.belong_to(item.mark());
        painter.spaced = items.get(i + 1).is_some_and(|next| are_apart(item, next));
        painter.paint(item);
    }
    painter.close();
    Painted { ops: painter.ops, marks: painter.marks }
}

/// Whether words of one element stand apart, so that they are two when they are read out.
fn are_apart(item: &Primitive<'_>, next: &Primitive<'_>) -> bool {
    /// Characters of a secret nearly touch; a blank is wider, in sizes.
    const BLANK: f32 = 0.15;
    let (Primitive::Words { x, y, size, face, words, mark, .. }, Primitive::Words { x: x2, y: y2, .. }) =
        (item, next)
    else {
        return false;
    };
    let end = x + face.width(words, *size);
    *mark != Mark::NONE && *mark == next.mark() && (y != y2 || (x2 - end).abs() > BLANK * size)
}

/// The name of the picture of a pattern.
pub fn noise_name((columns, rows): (u16, u16), seed: u64) -> String {
    format!("N{columns}x{rows}x{seed:x}")
}

impl Painter<'_> {
    /// Begins a marked piece where the last one belongs to something else.
    fn belong_to(&mut self, mark: Mark) {
        if self.open == Some(mark) {
            return;
        }
        self.close();
        self.open = Some(mark);
        if mark == Mark::NONE {
            self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
            return;
        }
        // The number of a page's marked pieces is far below this limit.
        let number = DictItem::Int(i64::try_from(self.marks.len()).unwrap_or(i64::MAX));
        self.marks.push(mark);
        let map = [("MCID".to_owned(), number)].into();
        let is_picture =
            mark.index().and_then(|index| self.elements.get(index)).is_some_and(Element::is_picture);
        let name: &[u8] = if is_picture { b"Figure" } else { b"P" };
        self.push("BDC", vec![DictItem::Name(name.to_vec()), DictItem::Dict { map }]);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.push("EMC", Vec::new());
        }
    }

    fn push(&mut self, key: &str, value: Vec<DictItem>) {
        self.ops.push(Op::Unknown { key: key.to_owned(), value });
    }

    fn paint(&mut self, item: &Primitive<'_>) {
        match item {
            Primitive::Words { x, y, face, size, words, white, .. } => {
                self.fill(*white);
                self.words((*x, *y), *face, *size, words);
            }
            Primitive::Rule { from, to, weight } => {
                self.stroke(*weight, Stroke::default());
                let [from, to] = [from, to].map(|point| self.numbers(&[*point]));
                self.push("m", from);
                self.push("l", to);
                self.push("S", Vec::new());
            }
            Primitive::Path { knots, closed, weight, fill, dashed, .. } => {
                self.path(knots, *closed, *weight, *fill, *dashed);
            }
            Primitive::Code { x, y, module, grid, .. } => {
                self.fill(false);
                let (unit, bottom) = (f32::from(*module) / 100.0, self.height - y - side(grid, *module));
                let matrix = CurTransMat::Raw([unit, 0.0, 0.0, unit, hundredths(*x), hundredths(bottom)]);
                self.ops.extend([Op::SaveGraphicsState, Op::SetTransformationMatrix { matrix }]);
                squares(grid, &mut self.ops);
                self.ops.push(Op::RestoreGraphicsState);
            }
            Primitive::Noise { x, y, squares, seed } => self.noise(*x, *y, *squares, *seed),
        }
    }

    /// Makes what is filled from here on white, or black.
    fn fill(&mut self, white: bool) {
        if self.white != white {
            self.white = white;
            let percent = if white { 1.0 } else { 0.0 };
            let col = Color::Greyscale(Greyscale { percent, icc_profile: None });
            self.ops.push(Op::SetFillColor { col });
        }
    }

    fn words(&mut self, (x, y): (f32, f32), face: Face, size: f32, words: &str) {
        self.font(face, hundredths(size));
        self.push("BT", Vec::new());
        self.push("Td", [tenths(x), tenths(self.height - y)].map(DictItem::Real).into());
        self.show(face, words);
    }

    /// The font outlasts the text section, so it is named on a change only.
    fn font(&mut self, face: Face, size: f32) {
        if self.font.replace((face, size)) != Some((face, size)) {
            self.push("Tf", vec![DictItem::Name(face.id().as_bytes().to_vec()), DictItem::Real(size)]);
        }
    }

    /// Shows words and ends the text section.
    fn show(&mut self, face: Face, words: &str) {
        let data = self.faces.encoded(face, words, std::mem::take(&mut self.spaced));
        self.push("Tj", vec![DictItem::String { data, literal: true }]);
        self.push("ET", Vec::new());
    }

    fn path(&mut self, knots: &[Knot], closed: bool, weight: f32, fill: Fill, dashed: bool) {
        let filled = fill != Fill::Empty;
        if filled {
            self.fill(fill == Fill::White);
        }
        if weight > 0.0 {
            // Corners of frames are sharp, strokes of pictures are round.
            let round = !closed || knots.iter().any(|knot| matches!(knot, Knot::Curve(..)));
            let ends = round && !dashed;
            self.stroke(weight, Stroke { round_ends: ends, round_corners: round, dashed, weight: None });
        }

        for (i, knot) in knots.iter().enumerate() {
            match *knot {
                Knot::To(x, y) => {
                    let at = self.numbers(&[(x, y)]);
                    self.push(if i == 0 { "m" } else { "l" }, at);
                }
                Knot::Curve(a, b, c) => {
                    let at = self.numbers(&[a, b, c]);
                    self.push("c", at);
                }
            }
        }
        let operator = match (filled, weight > 0.0, closed) {
            (true, true, true) => "b",
            (true, true, false) => "B",
            (true, false, _) => "f",
            (false, _, true) => "s",
            (false, _, false) => "S",
        };
        self.push(operator, Vec::new());
    }

    /// Names what is not yet so.
    fn stroke(&mut self, weight: f32, wanted: Stroke) {
        // A stroke is a few points wide.
        let weight = (weight * 100.0).round() as i32;
        let wanted = Stroke { weight: Some(weight), ..wanted };
        let before = std::mem::replace(&mut self.stroke, wanted);
        if before.weight != wanted.weight {
            self.push("w", vec![DictItem::Real(weight as f32 / 100.0)]);
        }
        if before.round_corners != wanted.round_corners {
            self.push("j", vec![DictItem::Int(wanted.round_corners.into())]);
        }
        if before.round_ends != wanted.round_ends {
            self.push("J", vec![DictItem::Int(wanted.round_ends.into())]);
        }
        if before.dashed != wanted.dashed {
            let pattern = if wanted.dashed { DASH.map(DictItem::Int).into() } else { Vec::new() };
            self.push("d", vec![DictItem::Array(pattern), DictItem::Int(0)]);
        }
    }

    fn numbers(&self, points: &[(f32, f32)]) -> Vec<DictItem> {
        let pair = |&(x, y): &(f32, f32)| [tenths(x), tenths(self.height - y)].map(DictItem::Real);
        points.iter().flat_map(pair).collect()
    }

    /// The picture of the squares, then the letters over it.
    fn noise(&mut self, x: f32, y: f32, squares: (u16, u16), seed: u64) {
        let (columns, rows) = squares;
        let (width, height) = (f32::from(columns) * SQUARE, f32::from(rows) * SQUARE);
        let bottom = self.height - y - height;
        let matrix = CurTransMat::Raw([
            hundredths(width),
            0.0,
            0.0,
            hundredths(height),
            hundredths(x),
            hundredths(bottom),
        ]);
        self.ops.extend([Op::SaveGraphicsState, Op::SetTransformationMatrix { matrix }]);
        self.push("Do", vec![DictItem::Name(noise_name(squares, seed).into_bytes())]);
        self.ops.push(Op::RestoreGraphicsState);

        self.fill(false);
        let (face, size) = noise::letters();
        self.font(face, size);
        for row in noise::rows(columns, rows, seed) {
            let across = if row.mirrored { -1.0 } else { 1.0 };
            let at = [x + row.x, self.height - y - row.y].map(tenths);
            let [left, base] = at;
            self.push("BT", Vec::new());
            self.push("Tm", [across, 0.0, 0.0, 1.0, left, base].map(DictItem::Real).into());
            self.show(face, &row.letters);
        }
    }
}

/// A tenth of a point is a thirtieth of a millimetre: enough for words and rules.
fn tenths(points: f32) -> f32 {
    (points * 10.0).round() / 10.0
}

fn hundredths(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

/// One path for the whole code, a rectangle for each run of dark modules in a
/// row, in whole modules: every module is exactly as wide as the next. printpdf's
/// polygons spell each corner out, which would make the sheet twice as large.
fn squares(grid: &Grid, ops: &mut Vec<Op>) {
    let size = grid.size();
    let number = |count: usize| DictItem::Int(count as i64);
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let start = x;
            while grid.is_dark(x, y) {
                x += 1;
            }
            if x > start {
                let value = vec![number(start), number(size - y - 1), number(x - start), number(1)];
                ops.push(Op::Unknown { key: "re".to_owned(), value });
            } else {
                x += 1;
            }
        }
    }
    ops.push(Op::Unknown { key: "f".to_owned(), value: Vec::new() });
}
