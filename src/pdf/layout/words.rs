//! Titles, paragraphs, steps, listings.

use super::super::font::{CAP, Face};
use super::super::geometry::mm;
use super::super::item::{Flow, InputContent, Item};
use super::super::wrap::{Run, shrink, wrap};
use super::Room;
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
pub fn line<'a>(runs: &[Run], left: f32, top: f32, size: f32) -> Vec<Item<'a>> {
    runs.iter()
        .map(|run| Item::words(left + run.x, top + CAP * size, run.face, run.size, run.words.as_str()))
        .collect()
}

/// Lines of a paragraph as pieces; the first two and the last two stay together.
fn lines<'a>(text: &Text, setting: &Setting, left: f32, room: Room) -> Vec<InputContent<'a>> {
    let size = setting.size * room.scale;
    let leading = setting.leading * room.scale;
    let wrapped = wrap(text, size, room.width - left);
    let count = wrapped.len();
    let mut pieces = Vec::new();
    for (i, runs) in wrapped.iter().enumerate() {
        let gap = if i == 0 { setting.gap * room.scale } else { leading - CAP * size };
        let mut piece = InputContent::new(gap, CAP * size, line(runs, left, 0.0, size));
        piece.keep = count > 1 && (i == 0 || i + 2 == count);
        pieces.push(piece);
    }
    pieces
}

pub fn paragraph<'a>(text: &Text, setting: &Setting, room: Room, out: &mut Vec<Flow<'a>>) {
    out.extend(lines(text, setting, 0.0, room).into_iter().map(Flow::InputContent));
}

pub fn heading<'a>(text: &str, room: Room, out: &mut Vec<Flow<'a>>) {
    let setting = Setting { size: 12.0, leading: 15.0, gap: 24.0 };
    let pieces = lines(&Text::strong(text), &setting, 0.0, room);
    out.extend(pieces.into_iter().map(|piece| Flow::InputContent(piece.kept())));
    if let Some(Flow::InputContent(last)) = out.last_mut() {
        last.height += 1.0 * room.scale;
    }
}

/// The large title at the left, labelled values at the right.
pub fn banner<'a>(title: &str, tags: &[(&'static str, String)], room: Room) -> InputContent<'a> {
    let mut items = Vec::new();
    let mut down = 2.0 * room.scale;
    let mut widest: f32 = 0.0;
    for (i, (label, value)) in tags.iter().enumerate() {
        let size = room.scale * if i == 0 { 26.0 } else { 14.0 };
        let label_size = LABEL * room.scale;
        down += CAP * label_size;
        items.push(Item::words_to(room.width, down, Face::Bold, label_size, label));
        down += 6.0 * room.scale + CAP * size;
        items.push(Item::words_to(room.width, down, Face::Mono, size, value));
        down += 11.0 * room.scale;
        widest = widest.max(Face::Mono.width(value, size)).max(Face::Bold.width(label, label_size));
    }
    let width = room.width - widest - if tags.is_empty() { 0.0 } else { 24.0 };
    let text = Text::strong(title);
    let size = shrink(&text, width, 1, TITLE * room.scale, TITLE_LEAST * room.scale);
    let mut top = 2.0 * room.scale;
    for runs in wrap(&text, size, width) {
        items.extend(line(&runs, 0.0, top, size));
        top += 1.05 * size;
    }
    let title_height = top - 1.05 * size + CAP * size;
    InputContent::new(8.0 * room.scale, title_height.max(down - 11.0 * room.scale), items)
}

pub fn steps<'a>(first: usize, steps: &[Text], room: Room, out: &mut Vec<Flow<'a>>) {
    for (i, step) in steps.iter().enumerate() {
        marked(&format!("{}.", first + i), Face::Bold, step, room, out);
    }
}

pub fn points<'a>(points: &[Text], room: Room, out: &mut Vec<Flow<'a>>) {
    for point in points {
        marked("–", Face::Regular, point, room, out);
    }
}

fn marked<'a>(mark: &str, face: Face, text: &Text, room: Room, out: &mut Vec<Flow<'a>>) {
    let size = BODY.size * room.scale;
    let indent = INDENT * room.scale;
    let mut pieces = lines(text, &BODY, indent, room);
    if let Some(first) = pieces.first_mut() {
        first.items.insert(0, Item::words(0.0, CAP * size, face, size, mark));
    }
    out.extend(pieces.into_iter().map(Flow::InputContent));
}

/// Commands and programs: monospaced, a thin rule at the left, continued lines indented.
pub fn listing<'a>(source: &[String], room: Room, out: &mut Vec<Flow<'a>>) {
    let size = 8.2 * room.scale;
    let leading = 11.6 * room.scale;
    let left = INDENT * room.scale + 8.0;
    let mut pieces = Vec::new();
    for text in source {
        for (i, part) in broken(text, size, room.width - left).into_iter().enumerate() {
            let x = if i == 0 { left } else { left + TURN };
            let words = Item::words(x, (leading + CAP * size) / 2.0, Face::Mono.able(&part), size, part);
            let rule = Item::down(left - 7.0, 0.0, leading, 1.2);
            pieces.push(InputContent::new(0.0, leading, vec![words, rule]));
        }
    }
    let count = pieces.len();
    for (i, mut piece) in pieces.into_iter().enumerate() {
        piece.gap = if i == 0 { 7.0 * room.scale } else { 0.0 };
        piece.keep = i + 1 < count && count <= 12;
        out.push(Flow::InputContent(piece));
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
pub fn alarm<'a>(words: &str, why: &Text, room: Room) -> InputContent<'a> {
    let pad = 11.0 * room.scale;
    let width = room.width - 2.0 * pad;
    let text = Text::strong(words);
    let size = shrink(&text, width, 1, 24.0 * room.scale, 12.0 * room.scale);
    let mut items = Vec::new();
    let mut down = pad;
    for runs in wrap(&text, size, width) {
        items.extend(line(&runs, pad, down, size));
        down += size * 1.1;
    }
    down += CAP * size - size * 1.1;
    for piece in lines(why, &BODY, 0.0, room.narrow(width)) {
        down += piece.gap;
        items.extend(piece.items.into_iter().map(|item| item.moved(pad, down)));
        down += piece.height;
    }
    let height = down + pad;
    items.extend(Item::frame(1.0, 1.0, room.width - 1.0, height - 1.0, 2.0));
    InputContent::new(mm(4.0) * room.scale, height, items)
}
