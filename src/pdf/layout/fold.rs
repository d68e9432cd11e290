//! Panels of folded sheets, the packet around them, pages that are cut or must be one.

use super::super::PdfError;
use super::super::font::CAP;
use super::super::geometry::{self, Packing, mm};
use super::super::primitive::{Flow, Frame, PageSetting, Piece, Primitive};
use super::super::tree::Role;
use super::super::wrap::{unbroken, wrap};
use super::drawing;
use super::words::{BODY, label_to, label_width, line};
use super::{Area, blocks, stack};
use crate::sheet::{Block, Drawing, Fill, Knot, Packet, Text, Way};

/// Between the secret and words below it.
const BELOW: f32 = 4.0;

/// The first way that fits its panel, and the blocks that it leaves to the next page.
pub fn fold<'a>(number: u8, ways: &'a [Way], area: Area<'_>) -> Result<(Flow<'a>, Vec<Flow<'a>>), PdfError> {
    let frame = area.panels.ok_or(PdfError::NotFolded)?.frame(number);
    let (piece, next) = first_fitting(ways, number, frame, area)?;
    Ok((Flow::Fixed(frame, piece, PageSetting::FOLDED), next))
}

fn first_fitting<'a>(
    ways: &'a [Way],
    number: u8,
    frame: Frame,
    area: Area<'_>,
) -> Result<(Piece<'a>, Vec<Flow<'a>>), PdfError> {
    let mut full = PdfError::full(place(number), 0.0);
    for way in ways {
        match panel(&way.here, number, frame, area) {
            Ok(piece) => return Ok((piece, blocks(&way.next, area)?)),
            Err(error @ PdfError::FrameFull { .. }) => full = error,
            Err(error) => return Err(error),
        }
    }
    Err(full)
}

fn place(panel: u8) -> &'static str {
    match panel {
        1 => "pdf-panel-1",
        2 => "pdf-panel-2",
        _ => "pdf-panel-3",
    }
}

/// Fails if a piece is higher than its place.
fn fit(piece: &Piece<'_>, height: f32, place: &'static str) -> Result<(), PdfError> {
    if piece.height <= height + 0.01 { Ok(()) } else { Err(PdfError::full(place, piece.height - height)) }
}

/// Blocks in a panel.
fn panel<'a>(inner: &'a [Block], number: u8, frame: Frame, area: Area<'_>) -> Result<Piece<'a>, PdfError> {
    let zone = inner.iter().position(|block| matches!(block, Block::Zone(_))).unwrap_or(inner.len());
    let (above, rest) = inner.split_at(zone);
    let mut whole = stack(blocks(above, area)?);
    let Some((Block::Zone(secret), below)) = rest.split_first() else {
        fit(&whole, frame.height(), place(number))?;
        return Ok(whole);
    };

    let (top, bottom) = geometry::zone(area.paper);
    let (top, bottom) = (top - frame.top, bottom - frame.top);
    let secret = stack(blocks(secret, area)?);
    let below = stack(blocks(below, area)?);
    fit(&whole, top - mm(1.0), "pdf-before-zone")?;
    fit(&secret, bottom - top, "pdf-zone")?;

    // In the middle of its zone it is covered even where a fold is not quite in its place.
    let lead = (bottom - top - secret.height) / 2.0;
    // Words stand clear of the zone, or at least of the secret.
    let least = bottom - lead + mm(BELOW);
    fit(&below, frame.height() - least, "pdf-behind-zone")?;
    let below_top = (frame.height() - below.height).clamp(least, (bottom + mm(BELOW)).max(least));

    whole.items.extend(secret.moved(0.0, top + lead).items);
    whole.height = bottom;
    if !below.items.is_empty() {
        whole.height = below_top + below.height;
        whole.items.extend(below.moved(0.0, below_top).items);
    }
    Ok(whole)
}

/// A page that is folded round a secret one, and the blocks that its cover leaves to the next.
pub fn packet<'a>(packet: &'a Packet, area: Area<'_>) -> Result<(Flow<'a>, Vec<Flow<'a>>), PdfError> {
    let panels = geometry::Panels::of(area.paper);
    let packing = Packing::of(area.paper);
    let frame = area.page;
    let (mut whole, next) = first_fitting(&packet.cover, 1, panels.frame(1), area)?;

    for (i, noise) in packing.noise.iter().enumerate() {
        let seed = packet.seed.wrapping_mul(2).wrapping_add(i as u64);
        let item = Primitive::Noise { x: noise.left, y: noise.top, squares: noise.squares, seed };
        whole.items.push(item.moved(-frame.left, -frame.top));
    }
    let steps = steps(&packet.steps, area);
    fit(&steps, packing.steps_end - packing.steps, "pdf-packet-steps")?;
    whole.items.extend(steps.moved(0.0, packing.steps - frame.top).items);
    Ok((Flow::Fixed(frame, whole, PageSetting { foot: Some(packing.foot), ..PageSetting::FOLDED }), next))
}

/// Pictures beside one another, each with its number and words.
fn steps<'a>(steps: &[(Drawing, Text)], area: Area<'_>) -> Piece<'a> {
    const GUTTER: f32 = 10.0;
    const NUMBER: f32 = 12.0;
    let list = area.inside(Role::List);
    let step = (area.width + GUTTER) / steps.len().max(1) as f32;

    let mut whole = Piece::default();
    for (i, (picture, text)) in steps.iter().enumerate() {
        let item = list.inside(Role::Item);
        let left = i as f32 * step;
        let text_area = item.inside(Role::Body);
        let mark = drawing::figure(picture, text_area);
        let strokes = drawing::items(picture).into_iter().map(|item| item.remarked(mark));
        whole.items.extend(strokes.map(|item| item.moved(left, 0.0)));

        let words = left + mm(picture.width) + GUTTER;
        let top = 4.5;
        let (digits, _) = unbroken(&Text::strong((i + 1).to_string()), BODY.size);
        let label = item.add(Role::Label);
        whole.items.extend(line(&digits, words, top, BODY.size).into_iter().map(|item| item.marked(label)));

        let body = text_area.within;
        let room = left + step - GUTTER - words - NUMBER;
        for (i, runs) in wrap(text, BODY.size, room).iter().enumerate() {
            let y = top + i as f32 * BODY.leading;
            let items = line(runs, words + NUMBER, y, BODY.size).into_iter();
            whole.items.extend(items.map(|item| item.marked(body)));
            whole.height = whole.height.max(y + CAP * BODY.size + 2.0);
        }
        whole.height = whole.height.max(mm(picture.height));
    }
    whole
}

/// A dashed line from edge to edge and the blocks below it. On A4 it lies at the second fold,
/// on Letter as far above the lower edge; higher where the blocks need more room.
pub fn cut<'a>(words: &str, inner: &'a [Block], area: Area<'_>) -> Result<Flow<'a>, PdfError> {
    const RECEIPT: f32 = 8.0;
    const LOWER_EDGE: f32 = 87.0;
    let mark = area.add(Role::Paragraph);
    let content = stack(blocks(inner, area)?);
    let (_, height) = geometry::size_mm(area.paper);
    let y = mm(height - LOWER_EDGE).min(area.page.bottom - content.height - mm(RECEIPT));
    // Above the line something else has to stand.
    let least = area.page.top + mm(30.0);
    if y < least {
        return Err(PdfError::full("pdf-below-cut", least - y));
    }

    let scissors = scissors();
    let frame = Frame { top: y - mm(2.5), ..area.page };
    let line = y - frame.top;
    let edge = area.page.left - mm(6.0);
    let words_left = area.width - label_width(words);
    let mut items: Vec<Primitive<'a>> =
        label_to(words, area.width, line + 2.7).into_iter().map(|item| item.marked(mark)).collect();
    for (left, right) in [(-edge, -4.0), (mm(8.0), words_left - 6.0), (area.width + 4.0, area.width + edge)] {
        items.push(Primitive::dashes((left, line), (right, line), 0.9));
    }
    items.extend(scissors.into_iter().map(|item| item.moved(0.0, line)));

    let top = line + mm(RECEIPT);
    let height = top + content.height;
    items.extend(content.moved(0.0, top).items);
    Ok(Flow::Fixed(
        frame,
        Piece::new(0.0, height, items),
        PageSetting { slides: true, ..PageSetting::default() },
    ))
}

/// A pair of scissors whose blades point to the right along `y` 0.
fn scissors<'a>() -> Vec<Primitive<'a>> {
    const RADIUS: f32 = 3.1;
    const BEND: f32 = 0.5523 * RADIUS;
    let ring = |x: f32, y: f32| {
        let knots = vec![
            Knot::To(x + RADIUS, y),
            Knot::Curve((x + RADIUS, y + BEND), (x + BEND, y + RADIUS), (x, y + RADIUS)),
            Knot::Curve((x - BEND, y + RADIUS), (x - RADIUS, y + BEND), (x - RADIUS, y)),
            Knot::Curve((x - RADIUS, y - BEND), (x - BEND, y - RADIUS), (x, y - RADIUS)),
            Knot::Curve((x + BEND, y - RADIUS), (x + RADIUS, y - BEND), (x + RADIUS, y)),
        ];
        Primitive::path(knots, true, 1.2, Fill::Empty)
    };
    let blade = |from: f32| {
        Primitive::path(vec![Knot::To(6.0, from), Knot::To(20.5, -from)], false, 1.2, Fill::Empty)
    };
    vec![ring(3.7, -3.6), ring(3.7, 3.6), blade(-2.1), blade(2.1)]
}

/// Blocks for one page: tables give up the rows that they can spare, one by one, until all fits.
pub fn leaf<'a>(inner: &'a [Block], area: Area<'_>, out: &mut Vec<Flow<'a>>) -> Result<(), PdfError> {
    let mut flows = blocks(inner, area)?;
    while height(&flows) > area.page.height() && give_up_a_row(&mut flows) {}
    out.push(Flow::Break);
    out.append(&mut flows);
    out.push(Flow::Break);
    Ok(())
}

/// Takes the last row from the table that can spare most; `false` if none can.
fn give_up_a_row(flows: &mut [Flow<'_>]) -> bool {
    let spare = |flow: &Flow<'_>| match flow {
        Flow::Table { rows, spare, .. } => (*spare).min(rows.len()),
        _ => 0,
    };
    let fullest = flows.iter_mut().max_by_key(|flow| spare(flow));
    match fullest {
        Some(Flow::Table { rows, spare, .. }) if *spare > 0 && !rows.is_empty() => {
            rows.pop();
            *spare -= 1;
            true
        }
        _ => false,
    }
}

/// The height of flows on one page; the gap above the first is dropped there.
fn height(flows: &[Flow<'_>]) -> f32 {
    let one = |flow: &Flow<'_>| match flow {
        Flow::Piece(piece) | Flow::Fixed(_, piece, _) => piece.gap + piece.height,
        Flow::Table { header, rows, .. } | Flow::Halves { header, rows, .. } => {
            let rows: f32 = rows.iter().map(|row| row.gap + row.height).sum();
            header.gap + header.height + rows
        }
        Flow::Break => 0.0,
    };
    let first = match flows.first() {
        Some(Flow::Piece(piece)) => piece.gap,
        Some(Flow::Table { header, .. }) => header.gap,
        _ => 0.0,
    };
    flows.iter().map(one).sum::<f32>() - first
}
