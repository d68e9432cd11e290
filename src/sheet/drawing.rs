//! Small drawings of strokes and areas: arrows, ticks and icons, which our faces lack.

use super::text::Style;

/// A drawing. All lengths are millimetres from its upper left corner, downwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// What it shows, for somebody who cannot see it; empty where the words beside it say all.
    pub alt: String,
    /// What it is made of, from the back to the front.
    pub shapes: Vec<Shape>,
}

/// One stroke, area or word of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A line through points, or the area inside it.
    Path {
        /// Where it begins and goes on.
        knots: Vec<Knot>,
        /// Whether it leads back to its beginning.
        closed: bool,
        /// The width of the stroke in millimetres; 0 for none. Its ends are round.
        stroke: f32,
        /// What fills it.
        fill: Fill,
        /// Whether the stroke is dashed.
        dashed: bool,
    },
    /// Words on their base line.
    Words {
        /// Where they begin, stand in the middle or end, as `align` says.
        x: f32,
        /// The base line.
        y: f32,
        /// Size in points.
        size: f32,
        /// Their look.
        style: Style,
        /// How `x` is meant.
        align: Align,
        /// Whether they are white.
        white: bool,
        /// The words.
        words: String,
    },
}

/// A point of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Knot {
    /// Straight to this point.
    To(f32, f32),
    /// To the last point in a curve that the first two bend.
    Curve((f32, f32), (f32, f32), (f32, f32)),
}

/// What fills a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Nothing.
    Empty,
    /// Black.
    Black,
    /// White, so that it covers what lies behind.
    White,
}

/// How words stand at their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// They begin there.
    Left,
    /// Their middle is there.
    Middle,
    /// They end there.
    Right,
}

/// How far the control points of a quarter of a circle lie from its ends, in radii.
const ROUND: f32 = 0.5523;

impl Shape {
    /// A stroke through points.
    pub fn line(stroke: f32, points: &[(f32, f32)]) -> Self {
        Self::path(points, false, stroke, Fill::Empty)
    }

    /// A closed stroke through points, filled or not.
    pub fn polygon(stroke: f32, fill: Fill, points: &[(f32, f32)]) -> Self {
        Self::path(points, true, stroke, fill)
    }

    /// A rectangle by its upper left corner, width and height.
    pub fn rectangle(stroke: f32, fill: Fill, (x, y): (f32, f32), (w, h): (f32, f32)) -> Self {
        Self::polygon(stroke, fill, &[(x, y), (x + w, y), (x + w, y + h), (x, y + h)])
    }

    /// A rectangle with round corners.
    pub fn rounded(stroke: f32, fill: Fill, (x, y): (f32, f32), (w, h): (f32, f32), radius: f32) -> Self {
        let (r, k) = (radius, radius * (1.0 - ROUND));
        let (right, bottom) = (x + w, y + h);
        let knots = vec![
            Knot::To(x + r, y),
            Knot::To(right - r, y),
            Knot::Curve((right - k, y), (right, y + k), (right, y + r)),
            Knot::To(right, bottom - r),
            Knot::Curve((right, bottom - k), (right - k, bottom), (right - r, bottom)),
            Knot::To(x + r, bottom),
            Knot::Curve((x + k, bottom), (x, bottom - k), (x, bottom - r)),
            Knot::To(x, y + r),
            Knot::Curve((x, y + k), (x + k, y), (x + r, y)),
        ];
        Self::Path { knots, closed: true, stroke, fill, dashed: false }
    }

    /// A circle by its middle.
    pub fn circle(stroke: f32, fill: Fill, (x, y): (f32, f32), radius: f32) -> Self {
        let corner = (x - radius, y - radius);
        Self::rounded(stroke, fill, corner, (2.0 * radius, 2.0 * radius), radius)
    }

    /// The same with a dashed stroke.
    pub fn dashed(mut self) -> Self {
        if let Self::Path { dashed, .. } = &mut self {
            *dashed = true;
        }
        self
    }

    /// Words in the middle of `x`.
    pub fn label(x: f32, y: f32, size: f32, words: impl Into<String>) -> Self {
        let words = words.into();
        Self::Words { x, y, size, style: Style::Bold, align: Align::Middle, white: false, words }
    }

    fn path(points: &[(f32, f32)], closed: bool, stroke: f32, fill: Fill) -> Self {
        let knots = points.iter().map(|&(x, y)| Knot::To(x, y)).collect();
        Self::Path { knots, closed, stroke, fill, dashed: false }
    }
}
