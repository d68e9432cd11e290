//! The pictures beside what may go wrong, on the handbook's second page.

use super::sketch::{DETAIL, STROKE, Sketch, level, white};
use super::things::{cross, paper, slash, square, tick, window};
use crate::sheet::drawing::{Drawing, Fill, Shape};
use crate::texts::Texts;

/// The width and height of each, in millimetres.
const WIDTH: f32 = 11.4;
const HEIGHT: f32 = 10.0;

fn icon(sketch: Sketch) -> Drawing {
    sketch.drawing(WIDTH, HEIGHT)
}

/// A square that is crossed out.
pub(in crate::sheet) fn unscannable() -> Drawing {
    icon(Sketch::default().and(square((0.8, 0.2), 9.6)).and(slash((0.4, 9.6), (10.8, 0.4), 0.9)))
}

/// A keyboard.
pub(in crate::sheet) fn keyboard() -> Drawing {
    let keys = |row: u8, y: f32| {
        (0..6u8).map(move |key| {
            let x = 2.0 + 1.26 * f32::from(key) + 0.2 * f32::from(row);
            Shape::rectangle(0.0, Fill::Black, (x, y), (0.85, 0.95))
        })
    };
    icon(
        Sketch::default()
            .with(Shape::rounded(STROKE, Fill::Empty, (0.5, 1.2), (10.4, 7.6), 0.9))
            .and(keys(0, 2.8))
            .and(keys(1, 4.5))
            .and(level(STROKE, &[(3.4, 7.0, 4.6)])),
    )
}

/// A character that nobody can read, between two good ones.
pub(in crate::sheet) fn unreadable() -> Drawing {
    icon(
        Sketch::default()
            .with(Shape::label(1.6, 6.2, 10.0, "K"))
            .with(Shape::rectangle(DETAIL, Fill::Empty, (3.7, 0.8), (4.0, 7.4)))
            .with(Shape::label(5.7, 6.2, 10.0, "?"))
            .with(Shape::label(9.7, 6.2, 10.0, "M"))
            .and(level(DETAIL, &[(0.4, 9.4, 10.6)])),
    )
}

/// A torn sheet.
pub(in crate::sheet) fn torn() -> Drawing {
    let edge =
        [(9.6, 0.6), (9.6, 6.4), (8.0, 9.0), (6.4, 6.6), (4.6, 9.2), (3.0, 7.0), (1.6, 8.6), (1.6, 0.6)];
    icon(
        Sketch::default()
            .with(Shape::polygon(STROKE, Fill::Empty, &edge))
            .and(level(DETAIL, &[(3.4, 3.0, 4.4)])),
    )
}

/// A window with nothing in it but a question.
pub(in crate::sheet) fn not_started() -> Drawing {
    icon(Sketch::default().and(window((0.6, 0.5), (10.2, 9.0))).with(Shape::label(5.7, 8.2, 10.0, "?")))
}

/// Three lines, of which the middle one is wrong.
pub(in crate::sheet) fn wrong_line() -> Drawing {
    icon(
        Sketch::default()
            .and(level(0.8, &[(0.6, 1.8, 6.0), (0.6, 5.0, 6.0), (0.6, 8.2, 6.0)]))
            .with(tick((8.4, 0.3), 2.6))
            .and(cross((8.7, 4.0), 2.0, 0.55))
            .with(tick((8.4, 6.7), 2.6)),
    )
}

/// Two sheets on top of one another.
pub(in crate::sheet) fn mixed_up() -> Drawing {
    icon(
        Sketch::default()
            .with(paper((0.6, 1.6), (6.4, 8.0)))
            .with(paper((4.2, 0.4), (6.4, 8.0)))
            .and(level(DETAIL, &[(5.7, 2.9, 3.4), (5.7, 4.7, 3.4)])),
    )
}

/// A share of one kit beside a share of another.
pub(in crate::sheet) fn other_kit() -> Drawing {
    icon(
        Sketch::default()
            .with(Shape::rectangle(STROKE, Fill::Empty, (0.5, 1.2), (4.6, 7.6)))
            .with(Shape::label(2.8, 6.1, 9.0, "A"))
            .with(Shape::rectangle(STROKE, Fill::Black, (6.3, 1.2), (4.6, 7.6)))
            .with(white(8.6, 6.1, 9.0, "B")),
    )
}

/// An old credential behind a new one.
pub(in crate::sheet) fn older() -> Drawing {
    icon(
        Sketch::default()
            .with(paper((0.6, 0.4), (6.2, 7.6)))
            .with(Shape::label(2.4, 4.6, 9.0, "1"))
            .with(Shape::rounded(STROKE, Fill::Black, (4.6, 2.2), (6.2, 7.4), 0.5))
            .with(white(7.7, 7.2, 9.0, "2")),
    )
}

/// A sheet to practise on.
pub(in crate::sheet) fn rehearsal(texts: &Texts) -> Drawing {
    icon(Sketch::default().with(paper((0.6, 0.4), (10.2, 9.2))).with(Shape::label(
        5.7,
        6.0,
        8.0,
        words!(texts, "handbook-picture-test"),
    )))
}

/// A share, and the place where another one should be.
pub(in crate::sheet) fn too_few() -> Drawing {
    icon(
        Sketch::default()
            .with(Shape::rectangle(STROKE, Fill::Black, (0.5, 1.2), (4.6, 7.6)))
            .with(Shape::rectangle(STROKE, Fill::Empty, (6.3, 1.2), (4.6, 7.6)).dashed()),
    )
}

/// A key.
pub(in crate::sheet) fn key() -> Drawing {
    let stroke = 1.0;
    icon(
        Sketch::default()
            .with(Shape::circle(stroke, Fill::Empty, (2.9, 5.0), 2.2))
            .and(level(stroke, &[(5.2, 5.0, 5.4)]))
            .with(Shape::line(stroke, &[(8.0, 5.0), (8.0, 7.2)]))
            .with(Shape::line(stroke, &[(10.4, 5.0), (10.4, 7.6)])),
    )
}

/// Two values that are laid side by side.
pub(in crate::sheet) fn unproven() -> Drawing {
    icon(
        Sketch::default()
            .with(paper((0.5, 0.6), (4.2, 8.8)))
            .with(paper((6.7, 0.6), (4.2, 8.8)))
            .and(level(STROKE, &[(1.7, 3.0, 1.8), (7.9, 3.0, 1.8), (1.7, 7.0, 1.8), (7.9, 7.0, 1.8)]))
            .with(Shape::label(5.7, 6.4, 11.0, "=")),
    )
}
