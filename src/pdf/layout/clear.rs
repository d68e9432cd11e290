//! A secret in clear, character by character, with its square; and characters that are easily
//! misread.

use zeroize::Zeroizing;

use super::super::PdfError;
use super::super::font::{CAP, Face};
use super::super::primitive::{Flow, Piece, Primitive, side};
use super::super::tree::Role;
use super::super::wrap::wrap;
use super::codes::{MODULE_LEAST, QUIET, largest};
use super::signs::{self, Cells};
use super::words::{BODY, LABEL, LABEL_LEADING, label, line, lines};
use super::{Area, stack};
use crate::sheet::{Clear, LookAlike, QrSquare, Span, Style, Text};

/// Where the number of a line ends, where its characters begin, and the size of the number.
const NUMBER_END: f32 = 15.0;
const LEFT: f32 = 28.0;
const NUMBER: f32 = 11.0;
/// Characters of a group, and groups of a line beside a square: twenty are counted easily.
const GROUP: usize = 4;
const GROUPS: usize = 5;
/// From one base line to the next, in sizes.
const LEADING: f32 = 1.37;
/// Between the lines and the square.
const BESIDE: f32 = 34.0;
/// The largest module of the square, in hundredths of a point.
const MODULE: u16 = 310;
/// A module that every scanner still reads easily: 0.85 mm.
const SMALL: u16 = 240;
const CAPTION_LEADING: f32 = 14.0;
/// The least width of the words under a square: 40 mm.
const WORDS: f32 = 113.4;

/// Numbered lines of groups of four; the square stands right of them where there is room.
pub fn clear<'a>(clear: &'a Clear, area: Area<'_>, out: &mut Vec<Flow<'a>>) -> Result<(), PdfError> {
    let cells = Cells::of(clear.size);
    let beside = LEFT + GROUPS as f32 * cells.group(GROUP) + BESIDE;
    let room = area.width - beside;
    let fitting = clear.square.as_ref().filter(|square| module(square, room) >= MODULE_LEAST);

    let width = if fitting.is_some() { beside - BESIDE } else { area.width };
    let rows = rows(clear, &cells, width, area);
    let gaps: f32 = rows.iter().skip(1).map(|row| row.gap).sum();
    let height = gaps + rows.iter().map(|row| row.height).sum::<f32>();
    match fitting {
        Some(square) if height < area.page.height() * 0.8 => {
            let mut whole = stack(rows.into_iter().map(Flow::Piece).collect());
            let picture = picture(square, beside_lines(square, room, height), room, area);
            whole.gap = 17.0;
            whole.height = whole.height.max(picture.height);
            whole.items.extend(picture.moved(beside, 0.0).items);
            out.push(Flow::Piece(whole));
        }
        _ => {
            out.extend(rows.into_iter().map(Flow::Piece));
            if let Some(square) = &clear.square {
                let module = module(square, area.width);
                if module < MODULE_LEAST {
                    return Err(PdfError::CodeTooLarge);
                }
                out.push(Flow::Piece(picture(square, module, area.width, area)));
            }
        }
    }
    Ok(())
}

/// The module at which a square fits.
fn module(square: &QrSquare, width: f32) -> u16 {
    largest(1, square.grid.size() as f32, width.max(0.0)).min(MODULE)
}

/// The module of a square beside lines: it ends with them, if it does not get too small for that.
fn beside_lines(square: &QrSquare, width: f32, height: f32) -> u16 {
    let most = module(square, width);
    let modules = square.grid.size() as f32;
    let lines =
        wrap(&Text::strong(square.caption.as_str()), BODY.size, modules * f32::from(most) / 100.0).len();
    let caption = CAP * BODY.size + lines.saturating_sub(1) as f32 * CAPTION_LEADING;
    let left = if lines > 0 { height - caption } else { height };
    let equal = (left * 100.0 / (modules + if lines > 0 { QUIET } else { 0.0 })) as u16;
    most.min(equal.max(SMALL))
}

/// The width of the words under a square: small squares would break them into too many lines.
fn words_width(side: f32, room: f32) -> f32 {
    side.max(WORDS.min(room))
}

/// The square at the right edge and the words under it.
fn picture<'a>(square: &'a QrSquare, module: u16, width: f32, area: Area<'_>) -> Piece<'a> {
    let side = side(&square.grid, module);
    let quiet = QUIET * f32::from(module) / 100.0;
    let words_width = words_width(side, width);
    let left = width - words_width;
    let mark = signs::figure(square, area);
    let mut items = vec![Primitive::Code { x: left, y: 0.0, module, grid: &square.grid, mark }];

    let caption = Text(vec![Span { style: Style::Bold, words: square.caption.clone() }]);
    let words = area.add(Role::Paragraph);
    let mut height = side;
    let mut top = side + quiet;
    for runs in wrap(&caption, BODY.size, words_width) {
        items.extend(line(&runs, left, top, BODY.size).into_iter().map(|item| item.marked(words)));
        height = top + CAP * BODY.size;
        top += CAPTION_LEADING;
    }
    Piece::new(quiet + 6.0, height, items)
}

/// The lines, and the note under them.
fn rows<'a>(clear: &Clear, cells: &Cells, width: f32, area: Area<'_>) -> Vec<Piece<'a>> {
    let characters: Zeroizing<Vec<char>> = Zeroizing::new(clear.value.expose().chars().collect());
    let leading = LEADING * cells.size - CAP * cells.size;
    let list = area.inside(Role::List);

    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut groups = characters.chunks(GROUP).peekable();
    while groups.peek().is_some() {
        let number = format!("{}", pieces.len() + 1);
        let item = list.inside(Role::Item);
        let base = CAP * cells.size;
        let digits = Primitive::words_to(NUMBER_END, base, Face::Regular, NUMBER, &number);
        let mut items = vec![digits.marked(item.add(Role::Label))];

        let body = item.add(Role::Body);
        let mut x = LEFT;
        let mut count = 0;
        loop {
            // One group at least, so that a line with the widest codes still goes on.
            let fits = |group: &&[char]| count == 0 || x + cells.width(group) <= width + 0.1;
            let Some(group) = groups.next_if(fits) else { break };
            items.extend(cells.drawn(group, x, base).into_iter().map(|item| item.marked(body)));
            x += cells.width(group) + cells.blank();
            count += 1;
        }
        let gap = if pieces.is_empty() { 17.0 } else { leading };
        pieces.push(Piece::new(gap, base, items));
    }

    if !clear.note.0.is_empty() {
        let mark = area.add(Role::Paragraph);
        let narrow = area.narrow(width);
        let mut note = lines(&clear.note, &BODY, LEFT, narrow);
        if let Some(first) = note.first_mut() {
            first.gap = 16.0;
        }
        pieces.extend(note.into_iter().map(|piece| piece.marked(mark)));
    }
    pieces
}

/// Characters that are easily misread, with their names, under a label or right of it.
pub fn look_alikes<'a>(
    words: &str,
    characters: &[LookAlike],
    columns: usize,
    area: Area<'_>,
    out: &mut Vec<Flow<'a>>,
) {
    const SIGN: f32 = 13.0;
    const NAME: f32 = 15.0;
    const PITCH: f32 = 16.5;
    const ASIDE: f32 = 54.0;
    let columns = columns.max(1);
    // Many columns leave no height for a label above them.
    let left = if columns > 4 { ASIDE } else { 0.0 };
    let step = (area.width - left) / columns as f32;
    let cells = Cells::of(SIGN);

    let mark = area.add(Role::Paragraph);
    let mut items = Vec::new();
    let mut top = 0.0;
    if columns > 4 {
        items.extend(label(words, 0.0, CAP * LABEL + 2.0, ASIDE - 6.0).0);
    } else {
        let (label, lines) = label(words, 0.0, CAP * LABEL, area.width);
        items.extend(label);
        top = CAP * LABEL + lines.saturating_sub(1) as f32 * LABEL_LEADING + 9.0;
    }
    let mut items: Vec<Primitive<'a>> = items.into_iter().map(|item| item.marked(mark)).collect();

    let list = area.inside(Role::List);
    let mut height: f32 = 0.0;
    for (i, alike) in characters.iter().enumerate() {
        let entry = list.inside(Role::Item).add(Role::Body);
        let base = top + CAP * SIGN + (i / columns) as f32 * PITCH;
        let x = left + (i % columns) as f32 * step;
        let sign: Zeroizing<Vec<char>> = Zeroizing::new(alike.character.expose().chars().collect());
        let mut one = cells.drawn(&sign, x, base);
        let beside = x + cells.width(&sign).max(NAME - 6.0) + 6.0;
        let (face, size) = (Face::Regular.able(alike.name.expose()), BODY.size);
        one.push(Primitive::words(beside, base, face, face.optical() * size, alike.name.expose()));
        items.extend(one.into_iter().map(|item| item.marked(entry)));
        height = height.max(base);
    }
    out.push(Flow::Piece(Piece::new(11.0, height, items)));
}
