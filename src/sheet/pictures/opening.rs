//! The pictures of the handbook's first page: how a kit is opened.

use super::sketch::{DETAIL, STROKE, Sketch, arc, arrow_head, bow, level, turned, words};
use super::things::{cross, laptop, no_wireless, paper, plus, screen, square, tick, window};
use crate::sheet::block::Style;
use crate::sheet::drawing::{Align, Drawing, Fill, Shape};
use crate::texts::Texts;

/// The width of a picture that stands in one of two boxes beside one another.
const HALF: f32 = 76.0;

/// Shares and every credential sheet, laid together.
pub(in crate::sheet) fn gather(texts: &Texts) -> Drawing {
    let credential = words!(texts, "handbook-picture-credential");
    let number = |number: u8| words!(texts, "handbook-picture-number", number);
    let (x, top, size) = (52.4, 3.8, (19.8, 23.0));

    Sketch::default()
        .and(share(texts, 0.3, top))
        .and(plus((22.8, top + 11.5), 2.1))
        .and(share(texts, 26.3, top))
        .and(plus((48.8, top + 11.5), 2.1))
        // An older credential looks out from behind the newest one: both are brought.
        .with(paper((x + 4.0, 0.4), (19.2, 23.0)))
        .with(Shape::Words {
            x: x + 21.6,
            y: 3.2,
            size: 8.0,
            style: Style::Bold,
            align: Align::Right,
            white: false,
            words: number(1),
        })
        .with(paper((x, top), size))
        .with(words(x + 1.5, top + 4.4, 8.0, credential))
        .and(level(DETAIL, &[(x + 1.5, top + 6.0, 16.8)]))
        .and(square((x + 1.6, top + 8.2), 7.6))
        .and(square((x + 10.6, top + 8.2), 7.6))
        .with(words(x + 1.6, top + 21.2, 14.0, number(2)))
        .drawing(HALF, 27.2)
}

/// A sheet with a square, lines beside it and a table.
fn share(texts: &Texts, x: f32, top: f32) -> Vec<Shape> {
    let left = x + 2.2;
    let line = |down: f32| (x + 11.4, top + down, 5.4);

    let mut shapes = vec![paper((x, top), (19.0, 23.0))];
    shapes.push(words(left, top + 4.4, 8.0, words!(texts, "handbook-picture-share")));
    shapes.extend(level(DETAIL, &[(left, top + 6.0, 14.6)]));
    shapes.extend(square((left, top + 8.2), 7.6));
    shapes.extend(level(DETAIL, &[line(8.6), line(10.8), line(13.0), line(15.2)]));
    shapes.push(Shape::rectangle(DETAIL, Fill::Empty, (left, top + 17.6), (14.6, 3.6)));
    shapes.push(Shape::line(DETAIL, &[(x + 9.5, top + 17.6), (x + 9.5, top + 21.2)]));
    shapes
}

/// The cable out, the wireless network off, no telephones.
pub(in crate::sheet) fn cut_network(texts: &Texts) -> Drawing {
    /// The base line of the words below.
    const BELOW: f32 = 26.6;
    let (at, width) = ((24.6, 0.4), 32.4);
    let (middle, phone) = (at.0 + width / 2.0, (63.2, 0.4));

    Sketch::default()
        // A plug that has just come out of its socket.
        .with(bow(1.0, [(0.8, 20.6), (6.4, 20.8), (2.4, 8.2), (9.4, 8.0)]))
        .with(Shape::rounded(STROKE, Fill::White, (9.2, 5.2), (6.0, 5.6), 0.4))
        .with(Shape::rectangle(STROKE, Fill::White, (15.2, 6.5), (2.4, 3.0)))
        .with(Shape::rectangle(STROKE, Fill::White, (10.6, 3.8), (2.8, 1.4)))
        .with(Shape::line(DETAIL, &[(18.7, 5.4), (20.2, 3.8)]))
        .with(Shape::line(DETAIL, &[(19.4, 8.0), (21.4, 8.0)]))
        .with(Shape::line(DETAIL, &[(18.7, 10.6), (20.2, 12.2)]))
        .with(Shape::label(9.6, BELOW, 8.0, words!(texts, "handbook-picture-cable")))
        .and(laptop(at, width))
        .and(no_wireless((middle, 12.0), 7.4))
        .with(Shape::label(middle, BELOW, 8.0, words!(texts, "handbook-picture-wireless")))
        .with(Shape::rounded(STROKE, Fill::White, phone, (10.6, 21.4), 1.6))
        .with(Shape::rectangle(DETAIL, Fill::Empty, (phone.0 + 1.2, phone.1 + 2.6), (8.2, 15.4)))
        .and(level(STROKE, &[(phone.0 + 4.2, phone.1 + 1.4, 2.2)]))
        .with(Shape::circle(DETAIL, Fill::Empty, (phone.0 + 5.3, phone.1 + 19.7), 0.7))
        .and(cross((phone.0 - 1.1, phone.1 + 4.2), 12.8, 1.0))
        .with(Shape::label(phone.0 + 5.3, BELOW, 8.0, words!(texts, "handbook-picture-phones")))
        .drawing(HALF, 27.2)
}

/// A stick or a disc, and a computer on which the program runs.
pub(in crate::sheet) fn start(texts: &Texts, command: &str) -> Drawing {
    let (disc, at, width) = ((41.0, 9.6), (54.2, 0.4), 34.6);
    let ((left, top), (across, _)) = screen(at, width);

    Sketch::default()
        .with(Shape::rounded(STROKE, Fill::White, (24.0, 6.0), (7.6, 7.0), 0.3))
        .with(Shape::rectangle(DETAIL, Fill::Empty, (26.2, 7.4), (1.9, 1.5)))
        .with(Shape::rectangle(DETAIL, Fill::Empty, (26.2, 10.2), (1.9, 1.5)))
        .with(Shape::rounded(STROKE, Fill::White, (0.4, 4.2), (24.2, 10.6), 1.6))
        .with(Shape::rectangle(DETAIL, Fill::Empty, (1.8, 5.6), (21.4, 7.8)))
        .with(Shape::label(12.5, 10.6, 8.0, words!(texts, "handbook-picture-recovery")))
        .with(Shape::circle(STROKE, Fill::White, disc, 6.2))
        .with(Shape::circle(DETAIL, Fill::White, disc, 2.4))
        .with(Shape::circle(STROKE, Fill::White, disc, 1.1))
        .with(Shape::label(disc.0, 20.2, 8.0, words!(texts, "handbook-picture-disc")))
        .with(Shape::line(1.0, &[(49.2, 9.6), (52.2, 9.6)]))
        .with(arrow_head((55.4, 9.6), (50.0, 9.6), 3.2))
        .and(laptop(at, width))
        .with(Shape::Words {
            x: left + 1.4,
            y: top + 3.4,
            size: 8.0,
            style: Style::Mono,
            align: Align::Left,
            white: false,
            words: command.to_owned(),
        })
        .and(level(DETAIL, &[(left, top + 4.8, across)]))
        .and(square((left + 2.0, top + 6.0), 6.2))
        .and(level(
            DETAIL,
            &[(left + 10.4, top + 6.6, 10.6), (left + 10.4, top + 9.1, 10.6), (left + 10.4, top + 11.6, 6.2)],
        ))
        .drawing(89.4, 24.6)
}

/// A window that waits for a command.
pub(in crate::sheet) fn console() -> Drawing {
    let at = (0.4, 0.4);
    Sketch::default()
        .and(window(at, (21.6, 15.4)))
        .with(Shape::line(1.0, &[(3.4, 7.2), (6.0, 9.4), (3.4, 11.6)]))
        .and(level(1.0, &[(7.6, 11.8, 5.0)]))
        .drawing(22.6, 16.4)
}

/// An open book.
pub(in crate::sheet) fn book() -> Drawing {
    let page = |side: f32| {
        let x = |far: f32| 11.3 + side * far;
        let edge = bow(STROKE, [(x(0.0), 2.8), (x(2.6), 0.4), (x(7.6), 0.4), (x(10.7), 2.4)]);
        let foot = bow(STROKE, [(x(0.0), 15.4), (x(2.6), 13.0), (x(7.6), 13.0), (x(10.7), 15.0)]);
        let mut shapes = vec![edge, foot, Shape::line(STROKE, &[(x(10.7), 2.4), (x(10.7), 15.0)])];
        for row in [4.4, 7.4, 10.4] {
            let line = [(x(2.2), row + 0.2), (x(4.0), row - 0.9), (x(6.8), row - 0.9), (x(8.6), row + 0.2)];
            shapes.push(bow(DETAIL, line));
        }
        shapes
    };

    Sketch::default()
        .and(page(-1.0))
        .and(page(1.0))
        .with(Shape::line(STROKE, &[(11.3, 2.8), (11.3, 15.4)]))
        .drawing(22.6, 16.4)
}

/// A scanner over a sheet, and lines that are typed.
pub(in crate::sheet) fn scan_or_type() -> Drawing {
    let (at, width) = ((35.4, 0.4), 38.6);
    let ((left, top), _) = screen(at, width);
    let scanner = [
        Shape::rounded(STROKE, Fill::White, (16.6, 2.2), (10.0, 6.0), 0.4),
        Shape::rounded(STROKE, Fill::White, (20.8, 8.2), (4.4, 10.6), 0.4),
        Shape::line(1.6, &[(16.8, 2.4), (16.8, 8.0)]),
    ];

    let mut typed = Vec::new();
    for row in 0..4u8 {
        let y = top + 2.5 + 3.5 * f32::from(row);
        let length = if row == 3 { 3.6 } else { 11.4 };
        typed.push(words(left + 1.8, y + 1.0, 8.0, (row + 1).to_string()));
        typed.extend(level(0.9, &[(left + 5.6, y, length)]));
        match row {
            0 | 1 => typed.push(tick((left + 20.6, y - 1.4), 3.0)),
            2 => typed.extend(cross((left + 20.9, y - 1.2), 2.4, 0.65)),
            _ => typed.push(Shape::line(DETAIL, &[(left + 10.6, y - 1.4), (left + 10.6, y + 1.4)])),
        }
    }

    Sketch::default()
        .with(bow(0.9, [(30.6, 15.6), (32.0, 22.6), (28.6, 24.2), (37.0, 24.0)]))
        .and(laptop(at, width))
        .and(typed)
        .with(paper((0.4, 7.2), (18.4, 19.2)))
        .and(square((3.2, 9.8), 8.2))
        .and(level(DETAIL, &[(3.2, 20.2, 12.6), (3.2, 22.2, 12.6), (3.2, 24.2, 12.6)]))
        .with(Shape::line(DETAIL, &[(14.8, 4.6), (5.0, 9.2)]).dashed())
        .with(Shape::line(DETAIL, &[(18.0, 9.2), (12.2, 17.4)]).dashed())
        .and(turned(scanner, (21.6, 5.2), -30.0))
        .drawing(HALF, 27.2)
}

/// Use the secret, switch off, sign, ask for a new one.
pub(in crate::sheet) fn tidy(texts: &Texts) -> Drawing {
    /// The base line of the words below.
    const BELOW: f32 = 25.4;
    let triangle = |x: f32| arrow_head((x + 2.6, 12.0), (x, 12.0), 2.6);
    let dots = |x: f32, y: f32, count: u8| {
        (0..count).map(move |i| Shape::circle(0.0, Fill::Black, (x + 2.4 * f32::from(i), y), 0.75))
    };
    let pen = [
        Shape::polygon(STROKE, Fill::White, &[(46.4, 3.0), (49.4, 3.0), (49.4, 11.6), (46.4, 11.6)]),
        Shape::polygon(STROKE, Fill::Black, &[(46.4, 11.6), (49.4, 11.6), (47.9, 15.4)]),
        Shape::line(DETAIL, &[(46.4, 5.0), (49.4, 5.0)]),
    ];

    Sketch::default()
        .with(Shape::rounded(STROKE, Fill::White, (0.4, 4.2), (16.0, 12.2), 0.9))
        .and(dots(3.6, 10.3, 5))
        .with(Shape::line(STROKE, &[(8.4, 16.4), (8.4, 19.8)]))
        .and(level(STROKE, &[(5.0, 19.8, 6.8)]))
        .with(triangle(17.6))
        .with(arc(1.1, (28.0, 12.4), 6.4, -60.0, 240.0))
        .with(Shape::line(1.1, &[(28.0, 4.6), (28.0, 11.6)]))
        .with(triangle(37.0))
        .with(paper((40.8, 3.6), (13.4, 16.6)))
        .and(level(DETAIL, &[(43.2, 7.4, 7.0), (43.2, 10.2, 4.4)]))
        .with(bow(0.6, [(42.6, 16.4), (45.2, 10.6), (43.6, 19.0), (46.2, 15.6)]))
        .with(bow(0.6, [(46.2, 15.6), (47.6, 13.8), (46.6, 17.6), (50.0, 15.8)]))
        .and(turned(pen, (47.9, 15.4), 33.0))
        .with(triangle(57.4))
        .with(arc(1.0, (68.0, 12.4), 6.6, 195.0, 318.0))
        .with(arrow_head((75.0, 10.2), (70.6, 5.4), 3.4))
        .with(arc(1.0, (68.0, 12.4), 6.6, 15.0, 138.0))
        .with(arrow_head((61.0, 14.6), (65.4, 19.4), 3.4))
        .and(dots(65.6, 12.4, 3))
        .with(Shape::label(8.4, BELOW, 8.0, words!(texts, "handbook-picture-use")))
        .with(Shape::label(28.0, BELOW, 8.0, words!(texts, "handbook-picture-off")))
        .with(Shape::label(47.6, BELOW, 8.0, words!(texts, "handbook-picture-sign")))
        .with(Shape::label(68.0, BELOW, 8.0, words!(texts, "handbook-picture-renew")))
        .drawing(HALF, 27.2)
}
