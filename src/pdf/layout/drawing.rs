//! Draws pictures of strokes, areas and words.

use super::super::font::{CAP, Face};
use super::super::geometry::mm;
use super::super::primitive::{Piece, Primitive};
use super::super::tree::{Mark, Role};
use super::super::wrap::unbroken;
use super::Area;
use super::words::line;
use crate::sheet::{Align, Drawing, Knot, Shape, Span, Text};

/// A picture at the left edge.
pub fn drawing<'a>(drawing: &Drawing, area: Area<'_>) -> Piece<'a> {
    let mark = figure(drawing, area);
    let items = items(drawing).into_iter().map(|item| item.remarked(mark)).collect();
    Piece::new(10.0, mm(drawing.height), items)
}

/// The element of a picture; without words for it, it is decoration.
pub fn figure(drawing: &Drawing, area: Area<'_>) -> Mark {
    match drawing.alt.is_empty() {
        true => Mark::NONE,
        false => area.tree.picture(Role::Figure, area.within, drawing.alt.clone()),
    }
}

/// What a picture is made of, from its upper left corner.
pub fn items<'a>(drawing: &Drawing) -> Vec<Primitive<'a>> {
    drawing.shapes.iter().flat_map(shape).collect()
}

fn shape<'a>(shape: &Shape) -> Vec<Primitive<'a>> {
    match shape {
        Shape::Path { knots, closed, stroke, fill, dashed } => vec![Primitive::Path {
            knots: knots.iter().map(in_points).collect(),
            closed: *closed,
            weight: mm(*stroke),
            fill: *fill,
            dashed: *dashed,
            mark: Mark::NONE,
        }],
        Shape::Words { x, y, size, style, align, white, words } => {
            let text = Text(vec![Span { style: *style, words: words.clone() }]);
            // The size is meant as it is said: beside nothing else must letters look equally high.
            let (runs, width) = unbroken(&text, *size / Face::of(*style).optical());
            let left = match align {
                Align::Left => mm(*x),
                Align::Middle => mm(*x) - width / 2.0,
                Align::Right => mm(*x) - width,
            };
            let items = line(&runs, left, mm(*y) - CAP * size, *size).into_iter();
            items.map(|item| if *white { item.white() } else { item }).collect()
        }
    }
}

fn in_points(knot: &Knot) -> Knot {
    let points = |(x, y): (f32, f32)| (mm(x), mm(y));
    match *knot {
        Knot::To(x, y) => Knot::To(mm(x), mm(y)),
        Knot::Curve(a, b, c) => Knot::Curve(points(a), points(b), points(c)),
    }
}
