//! Turns the blocks of a sheet into pieces that the flow can put on pages.

mod boxes;
mod callees;
mod cells;
mod clear;
mod codes;
mod compare;
mod drawing;
mod fields;
mod fold;
mod questions;
mod script;
mod signs;
mod source;
mod table;
mod tiles;
mod title;
mod words;

use super::PdfError;
use super::geometry::{self, mm};
use super::primitive::{Flow, Frame, Piece, Primitive};
use super::tree::{Mark, Role, Tree};
use crate::plan::Paper;
use crate::sheet::Block;

/// The area that blocks are laid out in, and how large.
#[derive(Clone, Copy)]
pub struct Area<'t> {
    /// The paper.
    pub paper: Paper,
    /// The width in points.
    pub width: f32,
    /// Where blocks may stand on a page.
    pub page: Frame,
    /// Where the panels are, if the sheet is folded.
    pub panels: Option<geometry::Panels>,
    /// What the sheet is made of.
    pub tree: &'t Tree,
    /// The element that the blocks stand in.
    pub within: Mark,
}

impl<'t> Area<'t> {
    /// A page of its own, folded or not.
    pub fn of(paper: Paper, folded: bool, tree: &'t Tree) -> Self {
        let page = geometry::content(paper);
        let panels = folded.then(|| geometry::Panels::of(paper));
        Self { paper, width: page.width(), page, panels, tree, within: Mark::NONE }
    }

    fn narrow(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// A new element in this one.
    fn add(self, role: Role) -> Mark {
        self.tree.add(role, self.within)
    }

    /// The same area, with its blocks in a new element.
    pub fn inside(self, role: Role) -> Self {
        Self { within: self.add(role), ..self }
    }
}

/// Points between columns.
const GUTTER: f32 = 20.0;
/// Lays blocks out one under the other.
pub fn blocks<'a>(blocks: &'a [Block], area: Area<'_>) -> Result<Vec<Flow<'a>>, PdfError> {
    let mut flows = Vec::new();
    let mut later = Later::default();
    for (i, block) in blocks.iter().enumerate() {
        later.flush_before(block, &mut flows);
        let from = flows.len();
        one(block, blocks.get(i + 1), area, &mut flows, &mut later)?;

        let before = i.checked_sub(1).and_then(|i| blocks.get(i));
        if let (Some(Block::Heading(_) | Block::Section { .. }), Some(first)) = (before, flows.get_mut(from))
        {
            words::close_up(first);
        }
        // A tree ends where its last arrow leads.
        if let (Some(Block::Tree(_)), Block::Bar { .. }, Some(Flow::Piece(bar))) =
            (before, block, flows.get_mut(from))
        {
            bar.gap = 0.0;
        }
        // A table right behind another goes on where that ends.
        if let (Some(Block::Table(_)), Block::Table(_), Some(Flow::Table { header, .. })) =
            (before, block, flows.get_mut(from))
        {
            header.gap = 0.0;
        }
        // What is said of a listing stands above it.
        if let (Block::Text(_) | Block::Steps(..), Some(Block::Listing(_)), Some(Flow::Piece(last))) =
            (block, blocks.get(i + 1), flows.last_mut())
        {
            last.keep = true;
        }
    }
    later.flush(&mut flows);
    Ok(flows)
}

/// What panels leave to a page of its own, right behind the one that they stand on.
#[derive(Default)]
struct Later<'a> {
    panel: u8,
    flows: Vec<Flow<'a>>,
}

impl<'a> Later<'a> {
    /// Puts it down before a block that stands on another page.
    fn flush_before(&mut self, block: &Block, out: &mut Vec<Flow<'a>>) {
        match block {
            Block::Fold(panel, _) if *panel > self.panel => self.panel = *panel,
            Block::Fold(panel, _) => {
                self.flush(out);
                self.panel = *panel;
            }
            _ => self.flush(out),
        }
    }

    fn flush(&mut self, out: &mut Vec<Flow<'a>>) {
        self.panel = 0;
        if !self.flows.is_empty() {
            out.push(Flow::Break);
            out.append(&mut self.flows);
            out.push(Flow::Break);
        }
    }

    fn add(&mut self, (flow, mut next): (Flow<'a>, Vec<Flow<'a>>), out: &mut Vec<Flow<'a>>) {
        out.push(flow);
        self.flows.append(&mut next);
    }
}

fn one<'a>(
    block: &'a Block,
    next: Option<&Block>,
    area: Area<'_>,
    out: &mut Vec<Flow<'a>>,
    later: &mut Later<'a>,
) -> Result<(), PdfError> {
    match block {
        Block::Title { title, tags } => title::title(title, tags, area, out),
        Block::Section { title, note } => words::section(title, note, area, out),
        Block::Blank(text) => out.push(Flow::Piece(boxes::blank(text, area))),
        Block::Script(script) => out.push(script::script(script, area)?),
        Block::Boxes { label, groups } => out.push(Flow::Piece(boxes::labelled(label, groups, area))),
        Block::Staple(words) => out.push(Flow::Piece(boxes::staple(words, area))),
        Block::Bar { left, right } => out.push(Flow::Piece(title::bar(left, right, area))),
        Block::Tree(questions) => questions::tree(questions, area, out),
        Block::Label(words) => out.push(Flow::Piece(callees::label(words, area))),
        Block::Callees(people) => callees::callees(people, area, out),
        Block::Shout(words) => out.push(Flow::Piece(title::shout(words, area))),
        Block::Heavy(inner) => title::heavy(inner, area, out)?,
        Block::Tiles(rows) => tiles::tiles(rows, area, out)?,
        Block::Drawing(picture) => out.push(Flow::Piece(drawing::drawing(picture, area))),
        Block::Compare(values) => compare::compare(values, area, out),
        Block::Clear(secret) => clear::clear(secret, area, out)?,
        Block::LookAlikes { label, characters, columns } => {
            clear::look_alikes(label, characters, *columns, area, out);
        }
        Block::Fold(number, ways) => later.add(fold::fold(*number, ways, area)?, out),
        Block::Packet(packet) => later.add(fold::packet(packet, area)?, out),
        Block::Zone(inner) => out.extend(blocks(inner, area)?),
        Block::Cut { label, blocks } => out.push(fold::cut(label, blocks, area)?),
        Block::Leaf(inner) => fold::leaf(inner, area, out)?,
        Block::Lead(text) => words::paragraph(text, &words::LEAD, area, out),
        Block::Heading(text) => words::heading(text, area, out),
        Block::Text(text) => words::paragraph(text, &words::BODY, area, out),
        Block::Steps(first, steps) => words::steps(*first, steps, area, out),
        Block::Points(points) => words::points(points, area, out),
        Block::Listing(lines) => words::listing(lines, area, out),
        Block::Source(lines) => source::source(lines, area, out),
        Block::Fields(rows) => fields::fields(rows, next, area, out),
        Block::Bare(rows) => fields::bare(rows, area, out),
        Block::Table(table) => out.push(table::table(table, area)),
        Block::Columns(columns) => beside(columns, area, out)?,
        Block::Lines(lines) => codes::lines(lines, area, out),
        Block::Codes { codes, per_row, module } => codes::codes(codes, *per_row, *module, area, out)?,
        Block::Close(inner) => {
            let mut flows = self::blocks(inner, area)?;
            flows.iter_mut().for_each(close);
            out.push(Flow::Piece(stack(flows)));
        }
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
            out.push(Flow::Piece(Piece::new(8.0, 0.5, vec![rule])));
        }
        Block::Space(height) => out.push(Flow::Piece(Piece::new(mm(*height), 0.0, Vec::new()))),
        Block::PageBreak => out.push(Flow::Break),
    }
    Ok(())
}

/// Takes away what room above a piece is more than that between two lines.
fn close(flow: &mut Flow<'_>) {
    const MOST: f32 = 6.9;
    if let Flow::Piece(piece) | Flow::Fixed(_, piece, _) = flow {
        piece.gap = piece.gap.min(MOST);
    }
}

/// Puts flows under one another into a piece that cannot be split.
pub fn stack(flows: Vec<Flow<'_>>) -> Piece<'_> {
    let mut whole = Piece::default();
    let mut first = true;
    for flow in flows {
        match flow {
            Flow::Piece(piece) | Flow::Fixed(_, piece, _) => append(&mut whole, piece, &mut first),
            Flow::Table { header, rows, .. } | Flow::Halves { header, rows, .. } => {
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

/// Columns beside one another; one under the other where they are higher than a page.
fn beside<'a>(
    columns: &'a [(u16, Vec<Block>)],
    area: Area<'_>,
    out: &mut Vec<Flow<'a>>,
) -> Result<(), PdfError> {
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

    if whole.height <= area.page.height() {
        out.push(Flow::Piece(whole));
        return Ok(());
    }
    for (_, inner) in columns {
        out.extend(blocks(inner, area)?);
    }
    Ok(())
}
