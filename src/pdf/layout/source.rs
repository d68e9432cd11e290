//! A program to be typed: number, line, check.

use super::super::font::{CAP, Face};
use super::super::item::{Flow, InputContent, Item};
use super::Room;
use crate::sheet::SourceLine;

/// The largest size of its letters; long lines make all of them smaller.
const MOST: f32 = 8.2;
/// Letters' widths for the number in front, with its gap, and for the check.
const NUMBER: f32 = 4.4;
const CHECK: f32 = 5.0;

pub fn source<'a>(lines: &'a [SourceLine], room: Room, out: &mut Vec<Flow<'a>>) {
    let longest = lines.iter().map(|line| line.text.chars().count()).max().unwrap_or(0) as f32;
    let letter = Face::Mono.width("0", 1.0);
    let size = (room.width / (letter * (NUMBER + longest + CHECK))).min(MOST);
    let letter = letter * size;
    let leading = 1.36 * size;
    let header = Item::words_to(room.width, CAP * size, Face::Bold, size, "check");
    out.push(Flow::InputContent(InputContent::new(6.0, leading, vec![header]).kept()));
    for line in lines {
        let y = (leading + CAP * size) / 2.0;
        let text = line.text.trim_start();
        let step = (line.text.len() - text.len()) as f32;
        let number = line.number.to_string();
        let mut items = vec![
            Item::words_to(letter * (NUMBER - 1.2), y, Face::Mono, 0.8 * size, &number),
            Item::words_to(room.width, y, Face::Mono, size, &line.check),
        ];
        if !text.is_empty() {
            items.push(Item::words(letter * (NUMBER + step), y, Face::Mono, size, text));
        }
        if line.number % 5 == 0 {
            items.push(Item::across(0.0, room.width, leading, 0.25));
        }
        let gap = if text.starts_with("def ") && step == 0.0 { 0.4 * leading } else { 0.0 };
        out.push(Flow::InputContent(InputContent::new(gap, leading, items)));
    }
}
