//! Draws the lines that are typed and the QR codes that are scanned.

use super::super::PdfError;
use super::super::font::{CAP, Face};
use super::super::primitive::{Flow, Piece, Primitive, side};
use super::super::tree::Role;
use super::super::wrap::wrap;
use super::Area;
use super::signs::figure;
use super::words::{LABEL, line};
use crate::lines::CheckedLine;
use crate::sheet::{Lines, QrSquare, Text};
use crate::texts::Texts;

/// The quiet zone of a QR code (ISO/IEC 18004, 9.1), in modules.
pub const QUIET: f32 = 4.0;
/// The least module, 0.7 mm, in hundredths of a point.
pub const MODULE_LEAST: u16 = 199;
/// From one line of a caption to the next.
const CAPTION: f32 = 10.0;
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
    fn of(lines: &Lines) -> Self {
        let letter = Face::Mono.width("0", lines.size);
        // Room for the digits of the last number, its full stop, and a blank.
        let digits = lines.lines.len().max(1).ilog10() + 1;
        let number = letter * (0.78 * (digits + 1) as f32 + 0.9);
        // 18 characters in five groups, four blanks, and a gap before the check.
        let gap = if lines.columns < 2 { 24.9 } else { 24.0 };
        Self { size: lines.size, number, check: number + letter * gap }
    }

    fn width(&self) -> f32 {
        self.check + Face::Mono.width("00", self.size)
    }
}

pub fn lines<'a>(lines: &'a Lines, area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let grid = Grid::of(lines);
    let header = header(lines, &grid, area.tree.texts).marked(area.add(Role::Paragraph));
    let list = area.inside(Role::List);
    let mut rows: Vec<Piece<'a>> =
        lines.lines.iter().map(|line| row(line, &grid, lines.leading, list)).collect();
    if rows.len() > FEW && lines.columns < 2 {
        // A rule after every fifth line keeps the eye on its line. Of two columns each counts for
        // itself, and how they part the page knows.
        let fifths = rows.iter_mut().skip(4).step_by(5);
        fifths.for_each(|row| row.items.push(Primitive::across(0.0, grid.width(), lines.leading, 0.3)));
    }

    if lines.columns < 2 {
        let indent = (area.width - grid.width()).max(0.0);
        out.push(Flow::Table {
            header: header.indented(indent),
            rows: rows.into_iter().map(|row| row.indented(indent)).collect(),
            spare: 0,
        });
    } else {
        let width = grid.width();
        out.push(Flow::Halves { header, rows, offset: area.width - width, width });
    }
}

fn header<'a>(lines: &Lines, grid: &Grid, texts: &Texts) -> Piece<'a> {
    let size = lines.size.min(12.0);
    let y = CAP * size;
    let right = grid.width();
    let check = texts.text("check-of-line", &[]);
    let items = vec![
        Primitive::words(grid.number, y, Face::Mono, size, lines.heading),
        Primitive::words_to(right, y, Face::Bold.able(&check), LABEL, &check),
        Primitive::across(0.0, right, y + 5.0, 0.5),
    ];
    Piece::new(10.0, y + 6.0, items).kept()
}

fn row<'a>(line: &'a CheckedLine, grid: &Grid, leading: f32, list: Area<'_>) -> Piece<'a> {
    let y = (leading + CAP * grid.size) / 2.0;
    let small = grid.size * 0.78;
    let letter = Face::Mono.width("0", grid.size);
    let number = format!("{}.", line.number);

    let item = list.inside(Role::Item);
    let number = Primitive::words_to(grid.number - letter * 0.8, y, Face::Mono, small, &number);
    let mut items = vec![number.marked(item.add(Role::Label))];
    items.push(Primitive::words(grid.number, y, Face::Mono, grid.size, grouped(line.data.expose())));
    items.push(Primitive::words(grid.check, y, Face::Mono, grid.size, line.check.expose()));
    Piece::new(0.0, leading, items).marked(item.add(Role::Body))
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
    area: Area<'_>,
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
            let mark = figure(code, area);
            items.push(Primitive::Code { x, y: 0.0, module, grid: &code.grid, mark });

            let side = side(&code.grid, module);
            let caption = area.add(Role::Paragraph);
            let mut bottom = side;
            for (i, runs) in wrap(&Text::strong(code.caption.as_str()), LABEL, side).iter().enumerate() {
                let top = side + quiet + i as f32 * CAPTION;
                bottom = top + CAP * LABEL;
                items.extend(line(runs, x, top, LABEL).into_iter().map(|item| item.marked(caption)));
            }
            height = height.max(bottom);
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
pub fn largest(count: usize, size: f32, width: f32) -> u16 {
    let modules = count as f32 * size + (count.saturating_sub(1)) as f32 * (2.0 * QUIET + 1.0);
    (width * 100.0 / modules) as u16
}
