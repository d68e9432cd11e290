//! Lists a program that is to be typed: on each line its number, the text, and its check.

use super::super::font::{CAP, Face};
use super::super::primitive::{Flow, Piece, Primitive};
use super::Area;
use crate::sheet::SourceLine;

/// The largest size of its letters; long lines make all of them smaller.
const MOST: f32 = 8.2;
/// Letters' widths for the number in front, with its gap, and for the check.
const NUMBER: f32 = 4.4;
const CHECK: f32 = 5.0;

pub fn source<'a>(lines: &'a [SourceLine], area: Area, out: &mut Vec<Flow<'a>>) {
    let longest = lines.iter().map(|line| line.text.chars().count()).max().unwrap_or(0) as f32;
    let letter = Face::Mono.width("0", 1.0);
    let size = (area.width / (letter * (NUMBER + longest + CHECK))).min(MOST);
    let letter = letter * size;
    let leading = 1.36 * size;

    let header = Primitive::words_to(area.width, CAP * size, Face::Bold, size, "check");
    out.push(Flow::Piece(Piece::new(6.0, leading, vec![header]).kept()));

    for line in lines {
        let y = (leading + CAP * size) / 2.0;
        let text = line.text.trim_start();
        // Blanks in front are drawn as space, so that one cannot be taken for two.
        let step = (line.text.len() - text.len()) as f32;
        let number = line.number.to_string();

        let mut items = vec![
            Primitive::words_to(letter * (NUMBER - 1.2), y, Face::Mono, 0.8 * size, &number),
            Primitive::words_to(area.width, y, Face::Mono, size, &line.check),
        ];
        if !text.is_empty() {
            items.push(Primitive::words(letter * (NUMBER + step), y, Face::Mono, size, text));
        }
        if line.number % 5 == 0 {
            items.push(Primitive::across(0.0, area.width, leading, 0.25));
        }

        // A little space before each function shows where one is.
        let gap = if text.starts_with("def ") && step == 0.0 { 0.4 * leading } else { 0.0 };
        out.push(Flow::Piece(Piece::new(gap, leading, items)));
    }
}
