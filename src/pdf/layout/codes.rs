//! Draws the lines that are typed and the QR codes that are scanned.

use super::super::PdfError;
use super::super::font::{CAP, Face};
use super::super::primitive::{Flow, Piece, Primitive, side};
use super::super::wrap::wrap;
use super::Area;
use crate::lines::CheckedLine;
use crate::sheet::{Lines, QrSquare, Text};

/// The quiet zone of a QR code (ISO/IEC 18004, 9.1), in modules.
const QUIET: f32 = 4.0;
/// The least module, 0.7 mm, in hundredths of a point.
const MODULE_LEAST: u16 = 199;
const LABEL: f32 = 7.0;
/// Characters between two blanks: what the eye takes in at one look.
const GROUP: usize = 4;
/// Lines that the eye can take in at once.
const FEW: usize = 6;

/// The columns of a code line, in points from its left edge.
struct Grid {
    size: f32,
    number: f32,
    check: f32,
}

impl Grid {
    fn of(size: f32) -> Self {
        let letter = Face::Mono.width("0", size);
        let number = letter * 3.8;
        // 18 characters in five groups, four blanks, and a gap before the check.
        Self { size, number, check: number + letter * 24.0 }
    }

    fn width(&self) -> f32 {
        self.check + Face::Mono.width("00", self.size)
    }
}

pub fn lines<'a>(lines: &'a Lines, area: Area, out: &mut Vec<Flow<'a>>) {
    let grid = Grid::of(lines.size);
    let header = header(lines, &grid);
    let mut rows: Vec<Piece<'a>> = lines.lines.iter().map(|line| row(line, &grid, lines.leading)).collect();
    if rows.len() > FEW {
        // A rule after every fifth line keeps the eye on its line.
        let fifths = rows.iter_mut().skip(4).step_by(5);
        fifths.for_each(|row| row.items.push(Primitive::across(0.0, grid.width(), lines.leading, 0.3)));
    }

    if lines.columns < 2 {
        let indent = (area.width - grid.width()).max(0.0);
        out.push(Flow::Table {
            header: header.indented(indent),
            rows: rows.into_iter().map(|row| row.indented(indent)).collect(),
        });
    } else {
        out.push(Flow::Halves { header, rows, offset: area.width - grid.width() });
    }
}

fn header<'a>(lines: &Lines, grid: &Grid) -> Piece<'a> {
    let size = lines.size.min(12.0);
    let y = CAP * size;
    let right = grid.width();
    let items = vec![
        Primitive::words(grid.number, y, Face::Mono, size, lines.heading),
        Primitive::words_to(right, y, Face::Bold, LABEL, "check"),
        Primitive::across(0.0, right, y + 5.0, 0.5),
    ];
    Piece::new(10.0, y + 6.0, items).kept()
}

fn row<'a>(line: &'a CheckedLine, grid: &Grid, leading: f32) -> Piece<'a> {
    let y = (leading + CAP * grid.size) / 2.0;
    let small = grid.size * 0.78;
    let letter = Face::Mono.width("0", grid.size);
    let number = format!("{}.", line.number);

    let mut items = vec![Primitive::words_to(grid.number - letter * 0.6, y, Face::Mono, small, &number)];
    items.push(Primitive::words(grid.number, y, Face::Mono, grid.size, grouped(line.data.expose())));
    items.push(Primitive::words(grid.check, y, Face::Mono, grid.size, line.check.expose()));
    Piece::new(0.0, leading, items)
}

/// The characters with a blank after every fourth.
fn grouped(data: &str) -> String {
    let mut groups = String::with_capacity(2 * data.len());
    for (i, c) in data.chars().enumerate() {
        if i > 0 && i % GROUP == 0 {
            groups.push(' ');
        }
        groups.push(c);
    }
    groups
}

/// Rows of QR codes. The module is the largest that the row has room for, the
/// same for all, up to the one asked for.
pub fn codes<'a>(
    codes: &'a [QrSquare],
    per_row: usize,
    module: u16,
    area: Area,
    out: &mut Vec<Flow<'a>>,
) -> Result<(), PdfError> {
    let size = codes.iter().map(|code| code.grid.size()).max().unwrap_or(1) as f32;

    // As many beside one another as stay above the least module: a larger code reads better.
    let per_row = (1..=per_row.max(1))
        .rev()
        .find(|&count| largest(count, size, area.width) >= MODULE_LEAST)
        .unwrap_or(1);

    let module = module.min(largest(per_row, size, area.width));
    if module < MODULE_LEAST {
        return Err(PdfError::CodeTooLarge);
    }

    let quiet = QUIET * f32::from(module) / 100.0;
    let step = spread(per_row, size * f32::from(module) / 100.0, area.width);

    for row in codes.chunks(per_row) {
        let mut items = Vec::new();
        let mut height: f32 = 0.0;
        for (i, code) in row.iter().enumerate() {
            let x = i as f32 * step;
            items.push(Primitive::Code { x, y: 0.0, module, grid: &code.grid });
            let mut bottom = side(&code.grid, module);
            for run in wrap(&Text::new(code.caption.as_str()), 8.2, side(&code.grid, module)).iter().flatten()
            {
                bottom += quiet + CAP * 8.2;
                items.push(Primitive::words(x + run.x, bottom, run.face, 8.2, run.words.as_str()));
                bottom -= quiet - 4.0;
            }
            height = height.max(bottom + if code.caption.is_empty() { 0.0 } else { quiet });
        }
        out.push(Flow::Piece(Piece::new(quiet + 4.0, height, items)));
    }
    Ok(())
}

/// The distance from one code to the next: to both edges of the area if there are several.
fn spread(count: usize, side: f32, width: f32) -> f32 {
    if count < 2 { width } else { (width - side) / (count - 1) as f32 }
}

/// The largest module at which so many codes stand in a row.
fn largest(count: usize, size: f32, width: f32) -> u16 {
    let modules = count as f32 * size + (count.saturating_sub(1)) as f32 * (2.0 * QUIET + 1.0);
    (width * 100.0 / modules) as u16
}
