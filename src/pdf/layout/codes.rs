//! What is read character by character: code lines, QR codes, secrets.

use super::super::PdfError;
use super::super::font::{CAP, Face};
use super::super::item::{Flow, Item, Piece, side};
use super::super::wrap::wrap;
use super::Room;
use crate::lines::CheckedLine;
use crate::secret::SecretText;
use crate::sheet::{Code, Lines, Text, prints};

/// The quiet zone of a QR code (ISO/IEC 18004, 9.1), in modules.
const QUIET: f32 = 4.0;
/// The least module, 0.7 mm, in hundredths of a point.
const MODULE_LEAST: u16 = 199;
const LABEL: f32 = 7.0;
const GROUP: usize = 4;

/// The columns of a code line, in points from its left edge.
struct Grid {
    size: f32,
    number: f32,
    group: f32,
    check: f32,
}

impl Grid {
    fn of(size: f32) -> Self {
        let letter = Face::Mono.width("0", size);
        let number = letter * 3.4;
        let group = letter * (GROUP as f32 + 1.15);
        Self { size, number, group, check: number + 4.0 * group + letter * 3.9 }
    }

    fn width(&self) -> f32 {
        self.check + Face::Mono.width("00", self.size)
    }
}

pub fn lines<'a>(lines: &'a Lines, room: Room, out: &mut Vec<Flow<'a>>) {
    let grid = Grid::of(lines.size);
    let header = header(lines, &grid);
    let rows: Vec<Piece<'a>> = lines.lines.iter().map(|line| row(line, &grid, lines.leading)).collect();
    if lines.columns < 2 {
        let indent = (room.width - grid.width()).max(0.0);
        out.push(Flow::Table {
            header: header.indented(indent),
            rows: rows.into_iter().map(|row| row.indented(indent)).collect(),
        });
    } else {
        out.push(Flow::Halves { header, rows, offset: room.width - grid.width() });
    }
}

fn header<'a>(lines: &Lines, grid: &Grid) -> Piece<'a> {
    let size = lines.size.min(12.0);
    let y = CAP * size;
    let right = grid.width();
    let items = vec![
        Item::words(grid.number, y, Face::Mono, size, lines.heading),
        Item::words_to(right, y, Face::Bold, LABEL, "check"),
        Item::across(0.0, right, y + 5.0, 0.5),
    ];
    Piece::new(10.0, y + 6.0, items).kept()
}

fn row<'a>(line: &'a CheckedLine, grid: &Grid, leading: f32) -> Piece<'a> {
    let y = (leading + CAP * grid.size) / 2.0;
    let small = grid.size * 0.78;
    let letter = Face::Mono.width("0", grid.size);
    let number = format!("{}.", line.number);
    let mut items = vec![Item::words_to(grid.number - letter * 0.6, y, Face::Mono, small, &number)];
    let data: Vec<char> = line.data.expose().chars().collect();
    for (i, group) in data.chunks(GROUP).enumerate() {
        let x = grid.number + i as f32 * grid.group;
        items.push(Item::words(x, y, Face::Mono, grid.size, group.iter().collect::<String>()));
    }
    items.push(Item::words(grid.check, y, Face::Mono, grid.size, line.check.expose()));
    Piece::new(0.0, leading, items)
}

/// Rows of QR codes. The module is the largest that the row has room for, the
/// same for all, up to the one asked for.
pub fn codes<'a>(
    codes: &'a [Code],
    per_row: usize,
    module: u16,
    room: Room,
    out: &mut Vec<Flow<'a>>,
) -> Result<(), PdfError> {
    let size = codes.iter().map(|code| code.grid.size()).max().unwrap_or(1) as f32;
    let per_row = (1..=per_row.max(1))
        .rev()
        .find(|&count| largest(count, size, room.width) >= MODULE_LEAST)
        .unwrap_or(1);
    let module = module.min(largest(per_row, size, room.width));
    if module < MODULE_LEAST {
        return Err(PdfError::CodeTooLarge);
    }
    let quiet = QUIET * f32::from(module) / 100.0;
    let step = spread(per_row.min(codes.len()), size * f32::from(module) / 100.0, room.width);
    for row in codes.chunks(per_row) {
        let mut items = Vec::new();
        let mut height: f32 = 0.0;
        for (i, code) in row.iter().enumerate() {
            let x = i as f32 * step;
            items.push(Item::Code { x, y: 0.0, module, grid: &code.grid });
            let mut bottom = side(&code.grid, module);
            for run in wrap(&Text::new(code.caption.as_str()), 8.2, side(&code.grid, module)).iter().flatten()
            {
                bottom += quiet + CAP * 8.2;
                items.push(Item::words(x + run.x, bottom, run.face, 8.2, run.words.as_str()));
                bottom -= quiet - 4.0;
            }
            height = height.max(bottom + if code.caption.is_empty() { 0.0 } else { quiet });
        }
        out.push(Flow::Piece(Piece::new(quiet.max(10.0 * room.scale), height, items)));
    }
    Ok(())
}

/// From one code to the next: to both edges of the room if there are several.
fn spread(count: usize, side: f32, width: f32) -> f32 {
    if count < 2 { width } else { (width - side) / (count - 1) as f32 }
}

/// The largest module at which so many codes stand in a row.
fn largest(count: usize, size: f32, width: f32) -> u16 {
    let modules = count as f32 * size + (count.saturating_sub(1)) as f32 * (2.0 * QUIET + 1.0);
    (width * 100.0 / modules) as u16
}

/// A secret in numbered lines; a blank is drawn as an open box, a character
/// that no face has as a framed code.
pub fn secret<'a>(value: &'a SecretText, room: Room, out: &mut Vec<Flow<'a>>) {
    let size = 14.0;
    let letter = Face::Mono.width("0", size);
    let characters: Vec<char> = value.expose().chars().collect();
    let wide = characters.iter().any(|&c| !shown(c));
    let cell = if wide { Face::Mono.width("U+10FFFF", CODED) + 6.0 } else { letter };
    let left = letter * 3.2;
    let tail = Face::Regular.width("0000–0000", 8.2) + 10.0;
    let group = GROUP as f32 * cell + letter * 1.1;
    let groups = (((room.width - left - tail) / group) as usize).clamp(1, 5);
    let per_line = groups * GROUP;
    for (i, line) in characters.chunks(per_line).enumerate() {
        let mut items = vec![Item::words_to(left - letter, 15.0, Face::Regular, 9.0, &format!("{}.", i + 1))];
        for (j, &c) in line.iter().enumerate() {
            let x = left + (j / GROUP) as f32 * group + (j % GROUP) as f32 * cell;
            character(c, x, cell, size, &mut items);
        }
        let last = i * per_line + line.len();
        let span = format!("{}–{last}", i * per_line + 1);
        items.push(Item::words(left + groups as f32 * group, 15.0, Face::Regular, 8.2, span));
        out.push(Flow::Piece(Piece::new(if i == 0 { 8.0 } else { 0.0 }, 24.0, items)));
    }
}

const CODED: f32 = 7.0;

/// A blank that is no space looks like one, so its code is shown instead.
fn shown(c: char) -> bool {
    prints(c) && c != '\u{a0}'
}

fn character<'a>(c: char, x: f32, cell: f32, size: f32, items: &mut Vec<Item<'a>>) {
    let y = 16.0;
    if !shown(c) {
        let code = format!("U+{:04X}", u32::from(c));
        items.extend(Item::frame(x + 0.5, y - CAP * size, x + cell - 2.5, y + 1.5, 0.4));
        items.push(Item::words(x + 2.5, y - 2.2, Face::Mono, CODED, code));
        return;
    }
    if c == ' ' {
        let (left, right) = (x + 1.2, x + Face::Mono.width("0", size) - 1.2);
        items.push(Item::across(left, right, y + 2.0, 0.8));
        items.push(Item::down(left, y - 1.6, y + 2.4, 0.8));
        items.push(Item::down(right, y - 1.6, y + 2.4, 0.8));
    }
    items.push(Item::words(x, y, Face::Mono, size, c.to_string()));
}
