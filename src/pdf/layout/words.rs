//! Sets titles, paragraphs, steps and listings.

use super::super::font::{CAP, Face};
use super::super::geometry::mm;
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::wrap::{Run, shrink, wrap};
use super::Area;
use crate::sheet::Text;

/// How a paragraph is set.
pub struct Setting {
    pub size: f32,
    pub leading: f32,
    pub gap: f32,
}

pub const BODY: Setting = Setting { size: 9.5, leading: 13.2, gap: 10.0 };
pub const SMALL: Setting = Setting { size: 8.2, leading: 11.4, gap: 9.0 };
pub const LEAD: Setting = Setting { size: 13.0, leading: 17.5, gap: 14.0 };
const TITLE: f32 = 38.0;
const TITLE_LEAST: f32 = 16.0;
const LABEL: f32 = 7.0;
const INDENT: f32 = 17.0;
/// How far the rest of a listing's line is set in.
const TURN: f32 = 12.0;

/// One line of runs whose capitals begin at `top`.
pub fn line<'a>(runs: &[Run], left: f32, top: f32, size: f32) -> Vec<Primitive<'a>> {
    runs.iter()
        .map(|run| Primitive::words(left + run.x, top + CAP * size, run.face, run.size, run.words.as_str()))
        .collect()
}

/// Lines of a paragraph as pieces; the first two and the last two stay together.
fn lines<'a>(text: &Text, setting: &Setting, left: f32, area: Area) -> Vec<Piece<'a>> {
    let size = setting.size * area.scale;
    let leading = setting.leading * area.scale;
    let wrapped = wrap(text, size, area.width - left);
    let count = wrapped.len();

    let mut pieces = Vec::new();
    for (i, runs) in wrapped.iter().enumerate() {
        let gap = if i == 0 { setting.gap * area.scale } else { leading - CAP * size };
        let mut piece = Piece::new(gap, CAP * size, line(runs, left, 0.0, size));
        // Neither the first line alone at the foot of a page nor the last alone at its head.
        piece.keep = count > 1 && (i == 0 || i + 2 == count);
        pieces.push(piece);
    }
    pieces
}

pub fn paragraph<'a>(text: &Text, setting: &Setting, area: Area, out: &mut Vec<Flow<'a>>) {
    out.extend(lines(text, setting, 0.0, area).into_iter().map(Flow::Piece));
}

pub fn heading<'a>(text: &str, area: Area, out: &mut Vec<Flow<'a>>) {
    let setting = Setting { size: 12.0, leading: 15.0, gap: 24.0 };
    let pieces = lines(&Text::strong(text), &setting, 0.0, area);
    out.extend(pieces.into_iter().map(|piece| Flow::Piece(piece.kept())));
    if let Some(Flow::Piece(last)) = out.last_mut() {
        // A little more space below a heading than between lines.
        last.height += 1.0 * area.scale;
    }
}

/// The large title at the left, labelled values at the right.
pub fn banner<'a>(title: &str, tags: &[(&'static str, String)], area: Area) -> Piece<'a> {
    let mut items = Vec::new();
    let mut down = 2.0 * area.scale;
    let mut widest: f32 = 0.0;
    for (i, (label, value)) in tags.iter().enumerate() {
        let size = area.scale * if i == 0 { 26.0 } else { 14.0 };
        let label_size = LABEL * area.scale;
        down += CAP * label_size;
        items.push(Primitive::words_to(area.width, down, Face::Bold, label_size, label));
        down += 6.0 * area.scale + CAP * size;
        items.push(Primitive::words_to(area.width, down, Face::Mono, size, value));
        down += 11.0 * area.scale;
        widest = widest.max(Face::Mono.width(value, size)).max(Face::Bold.width(label, label_size));
    }

    // The title gets what the values leave, and shrinks before it breaks.
    let width = area.width - widest - if tags.is_empty() { 0.0 } else { 24.0 };
    let text = Text::strong(title);
    let size = shrink(&text, width, 1, TITLE * area.scale, TITLE_LEAST * area.scale);

    let mut top = 2.0 * area.scale;
    for runs in wrap(&text, size, width) {
        items.extend(line(&runs, 0.0, top, size));
        top += 1.05 * size;
    }

    let title_height = top - 1.05 * size + CAP * size;
    Piece::new(8.0 * area.scale, title_height.max(down - 11.0 * area.scale), items)
}

pub fn steps<'a>(first: usize, steps: &[Text], area: Area, out: &mut Vec<Flow<'a>>) {
    for (i, step) in steps.iter().enumerate() {
        marked(&format!("{}.", first + i), Face::Bold, step, area, out);
    }
}

pub fn points<'a>(points: &[Text], area: Area, out: &mut Vec<Flow<'a>>) {
    for point in points {
        marked("–", Face::Regular, point, area, out);
    }
}

fn marked<'a>(mark: &str, face: Face, text: &Text, area: Area, out: &mut Vec<Flow<'a>>) {
    let size = BODY.size * area.scale;
    let indent = INDENT * area.scale;

    let mut pieces = lines(text, &BODY, indent, area);
    if let Some(first) = pieces.first_mut() {
        first.items.insert(0, Primitive::words(0.0, CAP * size, face, size, mark));
    }
    out.extend(pieces.into_iter().map(Flow::Piece));
}

/// Commands and programs: monospaced, a thin rule at the left, continued lines indented.
pub fn listing<'a>(source: &[String], area: Area, out: &mut Vec<Flow<'a>>) {
    let size = 8.2 * area.scale;
    let leading = 11.6 * area.scale;
    let left = INDENT * area.scale + 8.0;

    let mut pieces = Vec::new();
    for text in source {
        for (i, part) in broken(text, size, area.width - left).into_iter().enumerate() {
            let x = if i == 0 { left } else { left + TURN };
            let words = Primitive::words(x, (leading + CAP * size) / 2.0, Face::Mono.able(&part), size, part);
            let rule = Primitive::down(left - 7.0, 0.0, leading, 1.2);
            pieces.push(Piece::new(0.0, leading, vec![words, rule]));
        }
    }

    let count = pieces.len();
    for (i, mut piece) in pieces.into_iter().enumerate() {
        piece.gap = if i == 0 { 7.0 * area.scale } else { 0.0 };
        // Up to twelve lines stay together: a command torn over two pages is typed wrongly.
        piece.keep = i + 1 < count && count <= 12;
        out.push(Flow::Piece(piece));
    }
}

/// A line of a listing keeps its blanks, so it is cut by length, at a blank if it can be.
fn broken(text: &str, size: f32, width: f32) -> Vec<String> {
    let letter = Face::Mono.width("0", size);
    let whole = (width / letter).max(8.0) as usize;
    let turned = ((width - TURN) / letter).max(8.0) as usize;
    let mut fits = whole;

    let mut rest: Vec<char> = text.chars().collect();
    let mut parts = Vec::new();

    while rest.len() > fits {
        let blank = rest.iter().take(fits).rposition(|&c| c == ' ').filter(|&at| 2 * at > fits);
        let tail = rest.split_off(blank.map_or(fits, |at| at + 1));

        parts.push(rest.iter().collect());
        rest = tail;
        fits = turned;
    }
    parts.push(rest.iter().collect());
    parts
}

/// Words that nobody may overlook, in a heavy frame.
pub fn alarm<'a>(words: &str, why: &Text, area: Area) -> Piece<'a> {
    let pad = 11.0 * area.scale;
    let width = area.width - 2.0 * pad;
    let text = Text::strong(words);
    let size = shrink(&text, width, 1, 24.0 * area.scale, 12.0 * area.scale);

    let mut items = Vec::new();
    let mut down = pad;
    for runs in wrap(&text, size, width) {
        items.extend(line(&runs, pad, down, size));
        down += size * 1.1;
    }

    down += CAP * size - size * 1.1;
    for piece in lines(why, &BODY, 0.0, area.narrow(width)) {
        down += piece.gap;
        items.extend(piece.items.into_iter().map(|item| item.moved(pad, down)));
        down += piece.height;
    }

    let height = down + pad;
    items.extend(Primitive::frame(1.0, 1.0, area.width - 1.0, height - 1.0, 2.0));
    Piece::new(mm(4.0) * area.scale, height, items)
}
