//! Turns the blocks of a sheet into pieces that the flow can put on pages.

mod codes;
mod fields;
mod secret;
mod source;
mod table;
mod words;

use super::PdfError;
use super::geometry::{self, mm};
use super::primitive::{Flow, Frame, Piece, Primitive, SPECK};
use crate::sheet::Block;

/// The area that blocks are laid out in, and how large.
#[derive(Clone, Copy)]
pub struct Area {
    /// The width in points.
    pub width: f32,
    /// What the size of words and gaps is multiplied with; codes keep theirs.
    pub scale: f32,
    /// Where blocks may stand on a page.
    pub page: Frame,
    /// Where the panels are, if the sheet is folded.
    pub panels: Option<geometry::Panels>,
}

impl Area {
    fn narrow(self, width: f32) -> Self {
        Self { width, ..self }
    }
}

/// Points between columns.
const GUTTER: f32 = 20.0;
/// The sizes that are tried, from the usual one down. The last ones are for names nobody
/// has: a kit is not refused because of them.
const SCALES: [f32; 13] = [1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45];
/// How many of them leave words as readable as they should be.
const MILD: usize = 6;

/// Lays blocks out one under the other.
pub fn blocks<'a>(blocks: &'a [Block], area: Area) -> Result<Vec<Flow<'a>>, PdfError> {
    let mut flows = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        one(block, area, &mut flows)?;
        // What is said of a listing stands above it.
        if let (Block::Text(_) | Block::Steps(..), Some(Block::Listing(_)), Some(Flow::Piece(last))) =
            (block, blocks.get(i + 1), flows.last_mut())
        {
            last.keep = true;
        }
    }
    Ok(flows)
}

fn one<'a>(block: &'a Block, area: Area, out: &mut Vec<Flow<'a>>) -> Result<(), PdfError> {
    let scale = area.scale;
    match block {
        Block::Banner { title, tags } => out.push(Flow::Piece(words::banner(title, tags, area))),
        Block::Lead(text) => words::paragraph(text, &words::LEAD, area, out),
        Block::Heading(text) => words::heading(text, area, out),
        Block::Text(text) => words::paragraph(text, &words::BODY, area, out),
        Block::Small(text) => words::paragraph(text, &words::SMALL, area, out),
        Block::Steps(first, steps) => words::steps(*first, steps, area, out),
        Block::Points(points) => words::points(points, area, out),
        Block::Listing(lines) => words::listing(lines, area, out),
        Block::Source(lines) => source::source(lines, area, out),
        Block::Fields(rows) => fields::fields(rows, area, out),
        Block::Bare(rows) => fields::bare(rows, area, out),
        Block::Table(table) => out.push(table::table(table, area)),
        Block::Columns(columns) => out.push(Flow::Piece(beside(columns, area)?)),
        Block::Lines(lines) => codes::lines(lines, area, out),
        Block::Codes { codes, per_row, module } => codes::codes(codes, *per_row, *module, area, out)?,
        Block::Legend(characters) => secret::legend(characters, area, out),
        Block::Secret(value) => secret::secret(value, area, out),
        Block::Alarm { words, why } => out.push(Flow::Piece(words::alarm(words, why, area))),
        Block::Framed(inner) => out.push(Flow::Piece(framed(inner, area)?)),
        Block::Together(inner) => {
            // Taller than a page, it flows like any other blocks.
            let whole = stack(self::blocks(inner, area)?);
            match whole.height <= area.page.height() {
                true => out.push(Flow::Piece(whole)),
                false => out.extend(self::blocks(inner, area)?),
            }
        }
        Block::Rule => {
            let rule = Primitive::across(0.0, area.width, 0.0, 0.5);
            out.push(Flow::Piece(Piece::new(8.0 * scale, 0.5, vec![rule])));
        }
        Block::Space(height) => out.push(Flow::Piece(Piece::new(mm(*height) * scale, 0.0, Vec::new()))),
        Block::PageBreak => out.push(Flow::Break),
        Block::Panel(number, inner) => {
            let frame = area.panels.ok_or(PdfError::NotFolded)?.frame(*number);
            out.push(Flow::Fixed(frame, fitted(inner, frame, area, &SCALES)?));
        }
        Block::Wrap(inner) => out.push(Flow::Fixed(area.page, screened(inner, area)?)),
        Block::Page(inner) => out.push(Flow::Fixed(area.page, fitted(inner, area.page, area, &SCALES)?)),
        Block::Card(inner) => match fitted(inner, area.page, area, SCALES.get(..MILD).unwrap_or_default()) {
            Ok(page) => out.push(Flow::Fixed(area.page, page)),
            // A card that would be too small to read becomes a page that flows.
            Err(PdfError::FrameFull) => {
                out.push(Flow::Break);
                out.extend(blocks(inner, area)?);
            }
            Err(error) => return Err(error),
        },
    }
    Ok(())
}

/// Puts flows under one another into a piece that cannot be split.
pub fn stack(flows: Vec<Flow<'_>>) -> Piece<'_> {
    let mut whole = Piece::default();
    let mut first = true;
    for flow in flows {
        match flow {
            Flow::Piece(piece) | Flow::Fixed(_, piece) => append(&mut whole, piece, &mut first),
            Flow::Table { header, rows } => {
                append(&mut whole, header, &mut first);
                rows.into_iter().for_each(|row| append(&mut whole, row, &mut first));
            }
            Flow::Halves { header, rows, .. } => {
                append(&mut whole, header, &mut first);
                rows.into_iter().for_each(|row| append(&mut whole, row, &mut first));
            }
            Flow::Break => {}
        }
    }
    whole
}

fn append<'a>(whole: &mut Piece<'a>, piece: Piece<'a>, first: &mut bool) {
    if *first {
        whole.gap = piece.gap;
        *first = false;
    } else {
        whole.height += piece.gap;
    }

    let top = whole.height;
    whole.items.extend(piece.items.into_iter().map(|item| item.moved(0.0, top)));
    whole.height += piece.height;
}

fn beside<'a>(columns: &'a [(u16, Vec<Block>)], area: Area) -> Result<Piece<'a>, PdfError> {
    let shares: f32 = columns.iter().map(|(share, _)| f32::from(*share)).sum();
    let usable = area.width - GUTTER * (columns.len().saturating_sub(1)) as f32;

    let mut whole = Piece::default();
    let mut left = 0.0;

    for (share, inner) in columns {
        let width = usable * f32::from(*share) / shares.max(1.0);
        let column = stack(blocks(inner, area.narrow(width))?);
        whole.gap = whole.gap.max(column.gap);
        whole.height = whole.height.max(column.height);
        whole.items.extend(column.items.into_iter().map(|item| item.moved(left, 0.0)));
        left += width + GUTTER;
    }
    Ok(whole)
}

/// Blocks at the top of a page and a screen below them, a little wider than any block.
fn screened<'a>(inner: &'a [Block], area: Area) -> Result<Piece<'a>, PdfError> {
    let mut page = stack(blocks(inner, area)?);
    let wider = mm(3.0);
    let y = page.height + mm(3.0);

    let rows = ((area.page.height() - y) / SPECK) as u16;
    page.items.push(Primitive::Screen { x: -wider, y, width: area.width + 2.0 * wider, rows });
    page.height = y + f32::from(rows) * SPECK;
    Ok(page)
}

fn framed<'a>(inner: &'a [Block], area: Area) -> Result<Piece<'a>, PdfError> {
    let pad = 10.0 * area.scale;
    let content = stack(blocks(inner, area.narrow(area.width - 2.0 * pad))?);
    let height = content.height + 2.0 * pad;

    let mut items: Vec<Primitive<'a>> = content.items.into_iter().map(|item| item.moved(pad, pad)).collect();
    items.extend(Primitive::frame(0.0, 0.0, area.width, height, 0.8));
    Ok(Piece::new(12.0 * area.scale, height, items))
}

fn part<'a>(block: &'a Block, area: Area) -> Result<Piece<'a>, PdfError> {
    let mut flows = Vec::new();
    one(block, area, &mut flows)?;
    Ok(stack(flows))
}

/// Shares out what a frame leaves free, without tearing apart what belongs together.
fn airy(inner: &[Block], parts: &mut [Piece<'_>], free: f32) {
    const MOST: f32 = 9.0;
    let tied = |pair: &[Block]| {
        matches!(
            pair,
            [Block::Heading(_), _] | [Block::Steps(..), Block::Listing(_)] | [Block::Bare(_), Block::Bare(_)]
        )
    };
    let loose = inner.windows(2).filter(|pair| !tied(pair)).count();

    let more = (free / loose.max(1) as f32).min(MOST);

    for (pair, part) in inner.windows(2).zip(parts.iter_mut().skip(1)) {
        part.gap += if tied(pair) { 0.0 } else { more };
    }
}

/// Lays blocks out for a frame, with smaller words where the usual ones do not fit.
fn fitted<'a>(inner: &'a [Block], frame: Frame, area: Area, scales: &[f32]) -> Result<Piece<'a>, PdfError> {
    let height = frame.height();
    for &scale in scales {
        let mut parts: Vec<Piece<'a>> =
            inner.iter().map(|block| part(block, Area { scale, ..area })).collect::<Result<_, _>>()?;
        let used: f32 = parts.iter().skip(1).map(|part| part.gap).sum::<f32>()
            + parts.iter().map(|part| part.height).sum::<f32>();

        if used <= height {
            airy(inner, &mut parts, height - used);
            return Ok(stack(parts.into_iter().map(Flow::Piece).collect()));
        }
    }
    Err(PdfError::FrameFull)
}
