//! What pictures are put together from: shapes in millimetres, which can be turned.

use crate::sheet::block::Style;
use crate::sheet::drawing::{Align, Drawing, Fill, Knot, Shape};

/// The stroke of what matters in a picture, in millimetres.
pub(super) const STROKE: f32 = 0.62;
/// The stroke of its details.
pub(super) const DETAIL: f32 = 0.36;

/// A place in a picture, in millimetres from its upper left corner.
pub(super) type Place = (f32, f32);

/// Shapes from the back to the front, still without a frame.
#[derive(Default)]
pub(super) struct Sketch {
    shapes: Vec<Shape>,
}

impl Sketch {
    /// Adds one shape in front.
    pub fn with(mut self, shape: Shape) -> Self {
        self.shapes.push(shape);
        self
    }

    /// Adds shapes in front.
    pub fn and(mut self, shapes: impl IntoIterator<Item = Shape>) -> Self {
        self.shapes.extend(shapes);
        self
    }

    /// A picture of this width and height in millimetres, for whoever sees the words beside it.
    pub fn drawing(self, width: f32, height: f32) -> Drawing {
        Drawing { width, height, alt: String::new(), shapes: self.shapes }
    }
}

/// Level strokes, each by its left end and its length.
pub(super) fn level(stroke: f32, lines: &[(f32, f32, f32)]) -> Vec<Shape> {
    lines.iter().map(|&(x, y, length)| Shape::line(stroke, &[(x, y), (x + length, y)])).collect()
}

/// A stroke that one curve bends, from its first point to its last.
pub(super) fn bow(stroke: f32, [from, first, second, to]: [Place; 4]) -> Shape {
    let knots = vec![Knot::To(from.0, from.1), Knot::Curve(first, second, to)];
    Shape::Path { knots, closed: false, stroke, fill: Fill::Empty, dashed: false }
}

/// A part of a circle round `(x, y)`, clockwise from one angle to another, in degrees from the
/// right.
pub(super) fn arc(stroke: f32, (x, y): Place, radius: f32, from: f32, to: f32) -> Shape {
    /// One curve is close enough to a circle for so many degrees.
    const MOST: f32 = 60.0;
    let pieces = ((to - from) / MOST).ceil().max(1.0);
    let step = ((to - from) / pieces).to_radians();
    let bend = radius * 4.0 / 3.0 * (step / 4.0).tan();

    let at = |angle: f32| (x + radius * angle.cos(), y + radius * angle.sin());
    let begin = from.to_radians();
    let mut knots = vec![Knot::To(at(begin).0, at(begin).1)];
    for piece in 0..pieces as u8 {
        let (a, b) = (begin + f32::from(piece) * step, begin + f32::from(piece + 1) * step);
        let first = (at(a).0 - bend * a.sin(), at(a).1 + bend * a.cos());
        let second = (at(b).0 + bend * b.sin(), at(b).1 - bend * b.cos());
        knots.push(Knot::Curve(first, second, at(b)));
    }

    Shape::Path { knots, closed: false, stroke, fill: Fill::Empty, dashed: false }
}

/// The head of an arrow at its point, `(x, y)`, that comes from the direction of `back`.
pub(super) fn arrow_head((x, y): Place, back: Place, length: f32) -> Shape {
    let far = (back.0 - x).hypot(back.1 - y).max(f32::EPSILON);
    let (dx, dy) = ((back.0 - x) / far * length, (back.1 - y) / far * length);
    let (wide_x, wide_y) = (-dy * 0.55, dx * 0.55);
    let base = (x + dx, y + dy);
    Shape::polygon(
        0.0,
        Fill::Black,
        &[(x, y), (base.0 + wide_x, base.1 + wide_y), (base.0 - wide_x, base.1 - wide_y)],
    )
}

/// Shapes turned clockwise round a place, by degrees. Words stay upright.
pub(super) fn turned(shapes: impl IntoIterator<Item = Shape>, about: Place, degrees: f32) -> Vec<Shape> {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let turn = |(x, y): Place| {
        let (dx, dy) = (x - about.0, y - about.1);
        (about.0 + dx * cos - dy * sin, about.1 + dx * sin + dy * cos)
    };

    let turn_knot = |knot| match knot {
        Knot::To(x, y) => {
            let (x, y) = turn((x, y));
            Knot::To(x, y)
        }
        Knot::Curve(a, b, c) => Knot::Curve(turn(a), turn(b), turn(c)),
    };
    let turn_shape = |shape| match shape {
        Shape::Path { knots, closed, stroke, fill, dashed } => {
            let knots = knots.into_iter().map(turn_knot).collect();
            Shape::Path { knots, closed, stroke, fill, dashed }
        }
        words => words,
    };
    shapes.into_iter().map(turn_shape).collect()
}

/// Bold words that begin at `x`.
pub(super) fn words(x: f32, y: f32, size: f32, words: impl Into<String>) -> Shape {
    let words = words.into();
    Shape::Words { x, y, size, style: Style::Bold, align: Align::Left, white: false, words }
}

/// White words in the middle of `x`, for a black ground.
pub(super) fn white(x: f32, y: f32, size: f32, words: impl Into<String>) -> Shape {
    let words = words.into();
    Shape::Words { x, y, size, style: Style::Bold, align: Align::Middle, white: true, words }
}
