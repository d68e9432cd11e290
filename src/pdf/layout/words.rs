//! Sets paragraphs, headings, steps and listings.

use super::super::font::{CAP, Face};
use super::super::geometry::mm;
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::tree::Role;
use super::super::wrap::{Run, unbroken, wrap};
use super::Area;
use crate::sheet::Text;

/// How a paragraph is set.
pub struct Setting {
    pub size: f32,
    pub leading: f32,
    pub gap: f32,
}

pub const BODY: Setting = Setting { size: 11.0, leading: 14.0, gap: 10.0 };
pub const LEAD: Setting = Setting { size: 13.5, leading: 17.5, gap: 12.0 };
pub const HEADING: Setting = Setting { size: 14.0, leading: 17.0, gap: 15.0 };
/// The size of labels, which are bold capitals.
pub const LABEL: f32 = 8.0;
/// From one line of a label to the next.
pub const LABEL_LEADING: f32 = 9.6;
/// From a heading to a rule below it, and to words.
const BELOW_HEADING: (f32, f32) = (6.8, 9.5);
const INDENT: f32 = 17.0;
/// How far the rest of a listing's line is set in.
const TURN: f32 = 12.0;

/// One line of runs whose capitals begin at `top`.
pub fn line<'a>(runs: &[Run], left: f32, top: f32, size: f32) -> Vec<Primitive<'a>> {
    runs.iter()
        .map(|run| Primitive::words(left + run.x, top + CAP * size, run.face, run.size, run.words.as_str()))
        .collect()
}

/// A label in bold capitals whose first base line is `y`, in as many lines as it takes; returns
/// how many it took.
pub fn label<'a>(words: &str, x: f32, y: f32, width: f32) -> (Vec<Primitive<'a>>, usize) {
    let lines = wrap(&Text::strong(words.to_uppercase()), LABEL, width);
    let set =
        |(i, runs): (usize, &Vec<Run>)| line(runs, x, y - CAP * LABEL + i as f32 * LABEL_LEADING, LABEL);
    (lines.iter().enumerate().flat_map(set).collect(), lines.len())
}

/// The same with its end at `right`.
pub fn label_to<'a>(words: &str, right: f32, y: f32) -> Vec<Primitive<'a>> {
    label(words, right - label_width(words), y, f32::INFINITY).0
}

/// The width of a label.
pub fn label_width(words: &str) -> f32 {
    unbroken(&Text::strong(words.to_uppercase()), LABEL).1
}

/// Lines of a paragraph as pieces; the first two and the last two stay together.
pub fn lines<'a>(text: &Text, setting: &Setting, left: f32, area: Area<'_>) -> Vec<Piece<'a>> {
    let (size, leading) = (setting.size, setting.leading);
    let wrapped = wrap(text, size, area.width - left);
    let count = wrapped.len();

    let mut pieces = Vec::new();
    for (i, runs) in wrapped.iter().enumerate() {
        let gap = if i == 0 { setting.gap } else { leading - CAP * size };
        let mut piece = Piece::new(gap, CAP * size, line(runs, left, 0.0, size));
        // Neither the first line alone at the foot of a page nor the last alone at its head.
        piece.keep = count > 1 && (i == 0 || i + 2 == count);
        pieces.push(piece);
    }
    pieces
}

pub fn paragraph<'a>(text: &Text, setting: &Setting, area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let mark = area.add(Role::Paragraph);
    let pieces = lines(text, setting, 0.0, area).into_iter();
    out.extend(pieces.map(|piece| Flow::Piece(piece.marked(mark))));
}

pub fn heading<'a>(text: &str, area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let mark = area.add(Role::Heading);
    let pieces = lines(&Text::strong(text), &HEADING, 0.0, area).into_iter();
    out.extend(pieces.map(|piece| Flow::Piece(piece.kept().marked(mark))));
}

/// A heading, and behind it a sentence about what follows.
pub fn section<'a>(title: &str, note: &Text, area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    /// Sentences behind short headings begin at one place, so that they stand under one another.
    const TAB: f32 = 30.0;
    const NARROWEST: f32 = 0.4;
    let (runs, width) = unbroken(&Text::strong(title), HEADING.size);
    let left = if width + 8.0 <= mm(TAB) { mm(TAB) } else { width + 10.0 };
    if note.0.is_empty() || area.width - left < NARROWEST * area.width {
        heading(title, area, out);
        if !note.0.is_empty() {
            let from = out.len();
            paragraph(note, &BODY, area, out);
            keep(out, from);
        }
        return;
    }

    let mark = area.add(Role::Heading);
    let head = line(&runs, 0.0, 0.0, HEADING.size).into_iter().map(|item| item.marked(mark));
    let mut whole = Piece::new(HEADING.gap, CAP * HEADING.size, head.collect());
    let mark = area.add(Role::Paragraph);
    let mut top = CAP * (HEADING.size - BODY.size);
    for runs in wrap(note, BODY.size, area.width - left) {
        whole.items.extend(line(&runs, left, top, BODY.size).into_iter().map(|item| item.marked(mark)));
        whole.height = whole.height.max(top + CAP * BODY.size);
        top += BODY.leading;
    }
    out.push(Flow::Piece(whole.kept()));
}

/// Ties all pieces from this one on to what follows.
pub fn keep(out: &mut [Flow<'_>], from: usize) {
    for flow in out.iter_mut().skip(from) {
        if let Flow::Piece(piece) = flow {
            piece.keep = true;
        }
    }
}

/// What follows a heading stands nearer to it than to anything else.
pub fn close_up(flow: &mut Flow<'_>) {
    let (rule, words) = BELOW_HEADING;
    let is_code = |item: &Primitive<'_>| matches!(item, Primitive::Code { .. });
    match flow {
        // The white around a code is part of it.
        Flow::Piece(piece) if piece.items.iter().any(is_code) => {}
        Flow::Piece(piece) => piece.gap = piece.gap.min(words),
        Flow::Table { header, .. } | Flow::Halves { header, .. } => header.gap = header.gap.min(rule),
        Flow::Break | Flow::Fixed(..) => {}
    }
}

pub fn steps<'a>(first: usize, steps: &[Text], area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let list = area.inside(Role::List);
    for (i, step) in steps.iter().enumerate() {
        marked(&format!("{}.", first + i), Face::Bold, step, list, out);
    }
}

pub fn points<'a>(points: &[Text], area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let list = area.inside(Role::List);
    for point in points {
        marked("–", Face::Regular, point, list, out);
    }
}

fn marked<'a>(sign: &str, face: Face, text: &Text, list: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let size = BODY.size;
    let sign_width = face.width(sign, size);
    let indent = INDENT.max(sign_width + 5.0);
    let item = list.inside(Role::Item);

    let sign = Primitive::words(0.0, CAP * size, face, size, sign).marked(item.add(Role::Label));
    let body = item.add(Role::Body);
    let pieces = lines(text, &BODY, indent, list).into_iter().map(|piece| piece.marked(body));
    let mut pieces: Vec<Piece<'a>> = pieces.collect();
    if let Some(first) = pieces.first_mut() {
        first.items.insert(0, sign);
    }
    out.extend(pieces.into_iter().map(Flow::Piece));
}

/// Commands and programs: monospaced, a thin rule at the left, continued lines indented.
pub fn listing<'a>(source: &[String], area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let size = 8.5;
    let leading = 11.8;
    let left = INDENT + 8.0;

    let mut pieces = Vec::new();
    for text in source {
        let mark = area.add(Role::Paragraph);
        for (i, part) in broken(text, size, area.width - left).into_iter().enumerate() {
            let x = if i == 0 { left } else { left + TURN };
            let words = Primitive::words(x, (leading + CAP * size) / 2.0, Face::Mono.able(&part), size, part);
            let rule = Primitive::down(left - 7.0, 0.0, leading, 1.2);
            pieces.push(Piece::new(0.0, leading, vec![words, rule]).marked(mark));
        }
    }

    let count = pieces.len();
    for (i, mut piece) in pieces.into_iter().enumerate() {
        piece.gap = if i == 0 { 7.0 } else { 0.0 };
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
