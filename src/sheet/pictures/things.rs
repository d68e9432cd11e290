//! Things that stand in several pictures: paper, squares, computers, signs.

use super::sketch::{DETAIL, Place, STROKE, arc, level};
use crate::sheet::drawing::{Fill, Shape};

/// A sheet of paper.
pub(super) fn paper(at: Place, size: (f32, f32)) -> Shape {
    Shape::rounded(STROKE, Fill::White, at, size, 0.7)
}

/// A square to be scanned, of no meaning.
pub(super) fn square((x, y): Place, size: f32) -> Vec<Shape> {
    /// Its dots, on a grid of 13 by 13 between and beside the three marks.
    const DOTS: [(u8, u8); 34] = [
        (6, 0),
        (6, 2),
        (6, 3),
        (0, 6),
        (2, 6),
        (3, 6),
        (6, 6),
        (7, 6),
        (9, 6),
        (11, 6),
        (12, 6),
        (5, 7),
        (8, 7),
        (10, 7),
        (6, 8),
        (9, 8),
        (12, 8),
        (7, 9),
        (8, 9),
        (11, 9),
        (6, 10),
        (10, 10),
        (11, 10),
        (12, 10),
        (7, 11),
        (9, 11),
        (10, 11),
        (6, 12),
        (7, 12),
        (8, 12),
        (11, 12),
        (12, 12),
        (6, 5),
        (8, 5),
    ];
    let module = size / 13.0;
    let block = |column: f32, row: f32, across: f32, fill| {
        let corner = (x + column * module, y + row * module);
        Shape::rectangle(0.0, fill, corner, (across * module, across * module))
    };

    let mut shapes = Vec::new();
    for (column, row) in [(0.0, 0.0), (8.0, 0.0), (0.0, 8.0)] {
        shapes.push(block(column, row, 5.0, Fill::Black));
        shapes.push(block(column + 0.95, row + 0.95, 3.1, Fill::White));
        shapes.push(block(column + 1.7, row + 1.7, 1.6, Fill::Black));
    }
    // A little larger than their place, so that no white line shows between two of them.
    shapes.extend(DOTS.map(|(column, row)| block(f32::from(column), f32::from(row), 1.03, Fill::Black)));
    shapes
}

/// An open computer of this width; what it shows comes in front of it.
pub(super) fn laptop((x, y): Place, width: f32) -> Vec<Shape> {
    let (screen, lid) = (width * 0.76, width * 0.465);
    let left = x + (width - screen) / 2.0;
    let (keys, deep, slab) = (y + lid + 0.5, width * 0.16, width * 0.042);
    let (near, far) = (keys + deep, [left, left + screen]);
    let edges = [x, x + width];

    let mut shapes = vec![
        Shape::rounded(STROKE, Fill::White, (left, y), (screen, lid), 1.1),
        Shape::rectangle(DETAIL, Fill::Empty, (left + 1.3, y + 1.3), (screen - 2.6, lid - 2.6)),
        Shape::polygon(
            STROKE,
            Fill::White,
            &[(far[0], keys), (far[1], keys), (edges[1], near), (edges[0], near)],
        ),
        Shape::rectangle(STROKE, Fill::White, (edges[0], near), (width, slab)),
    ];

    // Three rows of keys, as wide as the base is there.
    for (row, part) in [0.2, 0.43, 0.66].into_iter().enumerate() {
        let inset = (left - x) * (1.0 - part) + 1.5;
        let room = width - 2.0 * inset;
        let count = (room / 1.9).floor();
        let pitch = room / count;
        let at =
            |key: u8| (x + inset + pitch * (f32::from(key) + 0.1 + 0.05 * row as f32), keys + deep * part);
        let keys = (0..count as u8).map(|key| (at(key).0, at(key).1, pitch * 0.5));
        shapes.extend(level(0.75, &keys.collect::<Vec<_>>()));
    }
    shapes.extend(level(DETAIL, &[(x + width * 0.39, keys + deep * 0.88, width * 0.22)]));
    shapes
}

/// Where the screen of such a computer is: its upper left corner, width and height.
pub(super) fn screen((x, y): Place, width: f32) -> (Place, (f32, f32)) {
    ((x + width * 0.12 + 1.3, y + 1.3), (width * 0.76 - 2.6, width * 0.465 - 2.6))
}

/// A window with a bar on top.
pub(super) fn window((x, y): Place, (width, height): (f32, f32)) -> Vec<Shape> {
    vec![
        Shape::rounded(STROKE, Fill::White, (x, y), (width, height), 1.0),
        Shape::line(DETAIL, &[(x, y + 3.4), (x + width, y + 3.4)]),
        Shape::circle(DETAIL, Fill::Empty, (x + 1.8, y + 1.7), 0.55),
        Shape::circle(DETAIL, Fill::Empty, (x + 3.9, y + 1.7), 0.55),
    ]
}

/// The sign of a wireless network, and a stroke through it.
pub(super) fn no_wireless((x, y): Place, radius: f32) -> Vec<Shape> {
    let ring = |part: f32| arc(0.9, (x, y), radius * part, -135.0, -45.0);
    let mut shapes = vec![ring(0.36), ring(0.68), ring(1.0)];
    shapes.push(Shape::circle(0.0, Fill::Black, (x, y), 0.85));
    shapes.extend(slash((x - radius * 0.8, y - radius), (x + radius * 0.75, y + radius * 0.24), 1.0));
    shapes
}

/// A stroke through something, clear of what it crosses.
pub(super) fn slash(from: Place, to: Place, stroke: f32) -> Vec<Shape> {
    let length = (to.0 - from.0).hypot(to.1 - from.1).max(f32::EPSILON);
    let across = stroke * 1.1;
    let (dx, dy) = ((from.1 - to.1) / length * across, (to.0 - from.0) / length * across);
    let corners = [
        (from.0 + dx, from.1 + dy),
        (to.0 + dx, to.1 + dy),
        (to.0 - dx, to.1 - dy),
        (from.0 - dx, from.1 - dy),
    ];
    vec![Shape::polygon(0.0, Fill::White, &corners), Shape::line(stroke, &[from, to])]
}

/// A tick of this size.
pub(super) fn tick((x, y): Place, size: f32) -> Shape {
    Shape::line(size * 0.2, &[(x, y + size * 0.55), (x + size * 0.38, y + size), (x + size, y)])
}

/// A cross of this size.
pub(super) fn cross((x, y): Place, size: f32, stroke: f32) -> Vec<Shape> {
    vec![
        Shape::line(stroke, &[(x, y), (x + size, y + size)]),
        Shape::line(stroke, &[(x + size, y), (x, y + size)]),
    ]
}

/// A plus sign round its middle.
pub(super) fn plus((x, y): Place, arm: f32) -> Vec<Shape> {
    vec![Shape::line(1.0, &[(x - arm, y), (x + arm, y)]), Shape::line(1.0, &[(x, y - arm), (x, y + arm)])]
}
