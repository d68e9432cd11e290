//! Draws rows of framed boxes with numbers and titles.

use super::super::PdfError;
use super::super::font::CAP;
use super::super::geometry::mm;
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::tree::Role;
use super::super::wrap::{unbroken, wrap};
use super::title::frame;
use super::words::{heading, line};
use super::{Area, blocks, stack};
use crate::sheet::{Text, Tile};

/// Between two tiles.
const GUTTER: f32 = 9.4;
const PAD: f32 = 12.0;
/// The black square of a number.
const SQUARE: f32 = 11.0;
const NUMBER: f32 = 20.0;
const TITLE: f32 = 15.0;
const TITLE_LEADING: f32 = 18.0;
const RIBBON: f32 = 8.5;

pub fn tiles<'a>(rows: &'a [Vec<Tile>], area: Area<'_>, out: &mut Vec<Flow<'a>>) -> Result<(), PdfError> {
    for row in rows {
        let piece = beside(row, area)?;
        if piece.height <= area.page.height() {
            out.push(Flow::Piece(piece));
            continue;
        }
        // Higher than a page: what they say goes on without frames.
        for tile in row {
            let title = format!("{} {} {}", tile.number, tile.title, tile.ribbon);
            heading(title.trim(), area, out);
            out.extend(blocks(&tile.blocks, area)?);
        }
    }
    Ok(())
}

/// One row; its tiles are as high as the highest.
fn beside<'a>(row: &'a [Tile], area: Area<'_>) -> Result<Piece<'a>, PdfError> {
    let shares: f32 = row.iter().map(|tile| f32::from(tile.share)).sum();
    let usable = area.width - GUTTER * row.len().saturating_sub(1) as f32;

    let mut filled = Vec::new();
    for tile in row {
        let width = usable * f32::from(tile.share) / shares.max(1.0);
        filled.push((tile, width, one(tile, area.narrow(width))?));
    }
    let height = filled.iter().map(|(_, _, piece)| piece.height).fold(0.0, f32::max);

    let mut whole = Piece::new(GUTTER, height, Vec::new());
    let mut left = 0.0;
    for (tile, width, piece) in filled {
        whole.items.push(frame(width, height, weight(tile)).moved(left, 0.0));
        whole.items.extend(piece.moved(left, 0.0).items);
        left += width + GUTTER;
    }
    Ok(whole)
}

/// The weight of its frame.
fn weight(tile: &Tile) -> f32 {
    match tile {
        Tile { heavy: true, .. } => 3.0,
        Tile { number, title, .. } if number.is_empty() && title.is_empty() => 0.7,
        _ => 1.4,
    }
}

/// What stands in a tile, without its frame.
fn one<'a>(tile: &'a Tile, area: Area<'_>) -> Result<Piece<'a>, PdfError> {
    let mut whole = if tile.ribbon.is_empty() { head(tile, area) } else { ribbon(tile, area) };
    let content = stack(blocks(&tile.blocks, area.narrow(area.width - 2.0 * PAD))?);

    let gap = if whole.height > 0.0 { 8.0 } else { PAD };
    let top = whole.height + gap;
    let height = top + content.height + PAD;
    whole.items.extend(content.moved(PAD, top).items);
    whole.height = height.max(whole.height);
    Ok(whole)
}

/// The number on its black square, and the title beside it.
fn head<'a>(tile: &Tile, area: Area<'_>) -> Piece<'a> {
    if tile.number.is_empty() && tile.title.is_empty() {
        return Piece::default();
    }

    let side = mm(SQUARE);
    let mark = area.add(Role::Heading);
    let mut items = Vec::new();
    let mut left = PAD;
    if !tile.number.is_empty() {
        items.push(Primitive::black(0.0, 0.0, side, side));
        let (runs, own) = unbroken(&Text::strong(tile.number.as_str()), NUMBER);
        let digits = line(&runs, (side - own) / 2.0, (side - CAP * NUMBER) / 2.0, NUMBER);
        items.extend(digits.into_iter().map(Primitive::white));
        left = side + 10.0;
    }

    let lines = wrap(&Text::strong(tile.title.as_str()), TITLE, area.width - left - PAD);
    let block = CAP * TITLE + lines.len().saturating_sub(1) as f32 * TITLE_LEADING;
    let height = side.max(block + 2.0 * PAD);
    for (i, runs) in lines.iter().enumerate() {
        let top = (side - CAP * TITLE).min(height - block) / 2.0 + i as f32 * TITLE_LEADING;
        items.extend(line(runs, left, top, TITLE));
    }
    Piece::new(0.0, height, items).marked(mark)
}

/// White words on black in the corner, or from edge to edge.
fn ribbon<'a>(tile: &Tile, area: Area<'_>) -> Piece<'a> {
    if !tile.beside.is_empty() {
        return banner(tile, area);
    }

    let height = mm(6.0);
    let (runs, width) = unbroken(&Text::strong(tile.ribbon.as_str()), RIBBON);
    let words = line(&runs, PAD, (height - CAP * RIBBON) / 2.0, RIBBON);
    let mark = area.add(Role::Paragraph);

    let black = Primitive::black(0.0, 0.0, width + 2.0 * PAD, height);
    let words = words.into_iter().map(|item| item.white().marked(mark));
    Piece::new(0.0, height, std::iter::once(black).chain(words).collect())
}

/// White words on black from edge to edge, at both ends; under one another where they do not fit.
fn banner<'a>(tile: &Tile, area: Area<'_>) -> Piece<'a> {
    const SIZE: f32 = 12.5;
    const LEADING: f32 = 15.5;
    const EDGE: f32 = 7.0;
    let inner = area.width - 2.0 * PAD;
    let (left, own) = unbroken(&Text::strong(tile.ribbon.as_str()), SIZE);
    let (right, wide) = unbroken(&Text::strong(tile.beside.as_str()), SIZE);

    let mut items = Vec::new();
    let mut lines = 1;
    if own + 8.0 + wide <= inner {
        items.extend(line(&left, PAD, EDGE, SIZE));
        items.extend(line(&right, area.width - PAD - wide, EDGE, SIZE));
    } else {
        let words = Text::strong(format!("{} {}", tile.ribbon, tile.beside));
        let wrapped = wrap(&words, SIZE, inner);
        lines = wrapped.len();
        for (i, runs) in wrapped.iter().enumerate() {
            items.extend(line(runs, PAD, EDGE + i as f32 * LEADING, SIZE));
        }
    }

    let height = 2.0 * EDGE + CAP * SIZE + lines.saturating_sub(1) as f32 * LEADING;
    let mark = area.add(Role::Paragraph);
    let black = Primitive::black(0.0, 0.0, area.width, height);
    let words = items.into_iter().map(|item| item.white().marked(mark));
    Piece::new(0.0, height, std::iter::once(black).chain(words).collect())
}
