//! The two computers of an emergency: one without a network opens the kit, one signs in.

use super::sketch::{DETAIL, STROKE, Sketch, arc, level};
use super::things::{laptop, no_wireless, paper, plus, square};
use crate::sheet::drawing::{Drawing, Fill, Shape};

const WIDTH: f32 = 76.0;
const HEIGHT: f32 = 13.6;
const LAPTOP: f32 = 19.6;
/// The middle of the computer's screen.
const SCREEN: (f32, f32) = (10.1, 7.2);

/// A computer without a network, two shares and a credential.
pub(in crate::sheet) fn offline() -> Drawing {
    let (top, tall) = (0.4, 12.8);
    let sheet = |x: f32, squares: u8, wide: f32| {
        let mut shapes = vec![paper((x, top), (wide, tall))];
        shapes.extend(level(DETAIL, &[(x + 1.8, top + 2.6, wide - 3.6)]));
        for i in 0..squares {
            shapes.extend(square((x + 2.2 + f32::from(i) * 6.2, top + 4.0), 4.6));
        }
        shapes.extend(level(DETAIL, &[(x + 1.8, top + 10.6, wide - 3.6)]));
        shapes
    };

    Sketch::default()
        .and(laptop((0.3, 0.4), LAPTOP))
        .and(no_wireless(SCREEN, 4.4))
        .and(plus((26.0, top + tall / 2.0), 1.9))
        .and(sheet(30.4, 1, 9.8))
        .and(sheet(41.2, 1, 9.8))
        .and(plus((55.0, top + tall / 2.0), 1.9))
        .and(sheet(59.4, 1, 9.8))
        .drawing(WIDTH, HEIGHT)
}

/// A computer on the network, the security key and its PIN.
pub(in crate::sheet) fn online() -> Drawing {
    let ring = |part: f32| arc(0.9, SCREEN, 4.4 * part, -135.0, -45.0);
    let dots = (0..4u8).map(|i| Shape::circle(0.0, Fill::Black, (61.7 + 2.4 * f32::from(i), 6.8), 0.75));

    Sketch::default()
        .and(laptop((0.3, 0.4), LAPTOP))
        .and([ring(0.36), ring(0.68), ring(1.0)])
        .with(Shape::circle(0.0, Fill::Black, SCREEN, 0.85))
        .and(plus((26.0, 6.8), 1.9))
        .with(Shape::rounded(STROKE, Fill::White, (31.0, 2.8), (14.0, 8.0), 1.6))
        .with(Shape::circle(DETAIL, Fill::Empty, (33.6, 6.8), 0.8))
        .with(Shape::circle(STROKE, Fill::Empty, (39.2, 6.8), 2.4))
        .with(Shape::rectangle(STROKE, Fill::White, (45.0, 4.0), (5.4, 5.6)))
        .and(level(DETAIL, &[(46.4, 5.4, 2.8), (46.4, 6.8, 2.8), (46.4, 8.2, 2.8)]))
        .and(plus((54.6, 6.8), 1.9))
        .with(Shape::rounded(STROKE, Fill::White, (58.6, 1.6), (13.4, 10.4), 0.9))
        .and(dots)
        .drawing(WIDTH, HEIGHT)
}
