//! What is read from afar: questions, bars, boxes, people to call, pictures.

use super::{BLANK, cells, inline, plain};
use crate::sheet::block::{Block, Callee, Question, Tile};
use crate::sheet::drawing::Drawing;
use crate::sheet::pictures;

/// The parts of the width that a column takes.
pub fn share(words: &str) -> u16 {
    words.trim().parse().unwrap_or(1)
}

/// A framed box with a bar on top.
pub fn tile(words: &str, blocks: Vec<Block>) -> Tile {
    let (ribbon, beside) = two(words);
    Tile { share: 1, number: String::new(), title: String::new(), ribbon, beside, heavy: false, blocks }
}

/// What stands left and right of a bar.
pub fn two(words: &str) -> (String, String) {
    let cells = cells(words);
    let cell = |i: usize| cells.get(i).map(|cell| plain(cell)).unwrap_or_default();
    (cell(0), cell(1))
}

/// A question of a tree.
pub fn question(line: &str) -> Question {
    let cells = cells(line.get(2..).unwrap_or_default());
    let cell = |i: usize| cells.get(i).map(String::as_str).unwrap_or_default();
    Question { ask: inline(cell(0)), aside: plain(cell(1)), then: inline(cell(2)), down: plain(cell(3)) }
}

/// Somebody to call.
pub fn callee(line: &str) -> Callee {
    let cells = cells(line.get(2..).unwrap_or_default());
    let cell = |i: usize| cells.get(i).map(String::as_str).unwrap_or_default();
    let number = Some(plain(cell(1))).filter(|number| number != BLANK).unwrap_or_default();
    Callee { name: inline(cell(0)), number }
}

/// A picture by its name; a name that is not known draws nothing.
pub fn picture(name: &str) -> Drawing {
    match name {
        "offline" => pictures::offline(),
        "online" => pictures::online(),
        _ => Drawing::default(),
    }
}
