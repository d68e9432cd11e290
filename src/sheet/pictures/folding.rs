//! How a share is folded into its packet, in three pictures.

use super::sketch::{DETAIL, Sketch, arrow_head, bow, level};
use crate::sheet::drawing::{Drawing, Fill, Shape};

/// Their width and height in millimetres; the words stand beside them.
const SIZE: (f32, f32) = (16.0, 15.5);
/// The width of a small page, and the height of each of its thirds.
const PAGE: f32 = 10.6;
const THIRD: f32 = 4.8;
/// The left edge of the page that is being folded; its flap is wider, since it is nearer.
const LEFT: f32 = 1.2;

/// The three steps: lay the share on the packet, fold the bottom third up, fold the top
/// third down. The words beside them say the same.
pub(in crate::sheet) fn fold_steps() -> [Drawing; 3] {
    [laid(), bottom_up(), top_down()].map(|sketch| sketch.drawing(SIZE.0, SIZE.1))
}

/// The share, print up, lies on the blank packet.
fn laid() -> Sketch {
    let (x, y) = (2.4, 0.3);
    let height = 3.0 * THIRD - 0.3;
    let folds = [y + THIRD, y + 2.0 * THIRD];

    Sketch::default()
        .with(Shape::rectangle(0.45, Fill::White, (0.3, 1.3), (PAGE, height)))
        .with(Shape::rectangle(0.45, Fill::White, (x, y), (PAGE, height)))
        // The marks in the margins, where it is folded.
        .and(folds.iter().flat_map(|&at| level(0.5, &[(x - 1.0, at, 2.0), (x + PAGE - 1.0, at, 2.0)])))
        // Words in its upper and lower third, the square and the lines between them.
        .and(level(DETAIL, &[(x + 1.6, y + 1.6, 7.4), (x + 1.6, y + 2.9, 7.4), (x + 1.6, y + 4.2, 5.0)]))
        .with(Shape::rectangle(DETAIL, Fill::Empty, (x + 1.6, y + 5.6), (3.2, 3.2)))
        .with(Shape::rectangle(0.0, Fill::Black, (x + 2.5, y + 6.5), (1.4, 1.4)))
        .and(level(DETAIL, &[(x + 6.0, y + 6.0, 3.2), (x + 6.0, y + 7.2, 3.2), (x + 6.0, y + 8.4, 2.0)]))
        .and(level(DETAIL, &[(x + 1.6, y + 11.0, 7.4), (x + 1.6, y + 12.3, 7.4), (x + 1.6, y + 13.4, 5.0)]))
}

/// The bottom third comes up: the pattern on the back of it is seen.
fn bottom_up() -> Sketch {
    let (top, fold) = (0.8, 0.8 + 2.0 * THIRD);
    let flap = fold - 3.4;

    Sketch::default()
        .with(Shape::rectangle(DETAIL, Fill::Empty, (LEFT, fold), (PAGE, THIRD)).dashed())
        .with(Shape::rectangle(0.45, Fill::White, (LEFT, top), (PAGE, 2.0 * THIRD)))
        .and(level(
            DETAIL,
            &[(LEFT + 1.6, top + 1.5, 7.4), (LEFT + 1.6, top + 2.9, 7.4), (LEFT + 1.6, top + 4.3, 5.0)],
        ))
        .with(Shape::polygon(0.45, Fill::White, &trapezoid(fold, flap)))
        .and(pattern(flap, 3.4))
        .with(Shape::polygon(0.45, Fill::Empty, &trapezoid(fold, flap)))
        .with(bow(0.45, [(13.0, 14.6), (15.4, 13.4), (16.0, 10.2), (14.7, 8.6)]))
        .with(arrow_head((14.2, 7.4), (15.2, 9.4), 1.9))
}

/// The top third comes down over it: what lies outside now is the cover.
fn top_down() -> Sketch {
    let (fold, bottom) = (0.8 + THIRD, 0.8 + 2.0 * THIRD);
    let flap = fold + 3.6;

    Sketch::default()
        .with(Shape::rectangle(DETAIL, Fill::Empty, (LEFT, 0.8), (PAGE, THIRD)).dashed())
        .with(Shape::rectangle(0.45, Fill::White, (LEFT, fold), (PAGE, bottom - fold)))
        .and(squares(LEFT + 0.3, bottom - 0.9, 12, 0))
        .with(Shape::polygon(0.45, Fill::White, &trapezoid(fold, flap)))
        .and(level(0.6, &[(LEFT + 1.6, fold + 1.5, 4.2)]))
        .and(level(DETAIL, &[(LEFT + 1.2, fold + 2.6, 8.2)]))
        .with(bow(0.45, [(13.0, 1.4), (15.6, 2.6), (16.0, 5.8), (14.9, 7.5)]))
        .with(arrow_head((14.3, 8.7), (15.3, 6.8), 1.9))
}

/// A flap that stands up from its fold: its free edge is nearer, and so wider.
fn trapezoid(fold: f32, edge: f32) -> [(f32, f32); 4] {
    [(LEFT, fold), (LEFT - 1.0, edge), (LEFT + PAGE + 1.0, edge), (LEFT + PAGE, fold)]
}

/// A few rows of the packet's pattern, on a flap whose free edge is above.
fn pattern(top: f32, height: f32) -> Vec<Shape> {
    let rows = [(0.45, 13), (1.15, 13), (1.85, 13), (2.55, 12)];
    let row = |(row, (down, count)): (u8, (f32, u8))| {
        let left = LEFT - 1.0 + down / height + 0.5;
        squares(left, top + down, count, row % 2)
    };
    (0..).zip(rows).flat_map(row).collect()
}

/// Small squares in a row, every other one left out.
fn squares(x: f32, y: f32, count: u8, shift: u8) -> Vec<Shape> {
    let places = (0..count).filter(|place| (place + shift).is_multiple_of(2));
    places
        .map(|place| Shape::rectangle(0.0, Fill::Black, (x + 0.86 * f32::from(place), y), (0.8, 0.6)))
        .collect()
}
