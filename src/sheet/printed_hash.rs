//! A hash on paper: in groups, in words and as a square, whichever somebody can type or scan.

use super::block::{Block, Field, QrSquare, Value};
use crate::qr::Grid;
use crate::record::PrintedHash;

/// Largest module of the square in hundredths of a point.
const MODULE: u16 = 200;

/// The blocks of a hash that is compared with a file later. Each group has its number beside
/// its two words, so that somebody who is asked to look at group 5 finds it.
pub(super) fn printed_hash(label: String, hash: PrintedHash, square: Grid) -> Vec<Block> {
    let groups = hash.to_string();
    let words = hash.words();
    let pairs = (1..).zip(groups.split(' ').zip(words.chunks(2)));
    let row =
        |(number, (group, words)): (u8, (&str, &[&str]))| format!("{number}  {group}  {}", words.join(" "));

    let mut rows: Vec<String> = pairs.map(row).collect();
    let second = rows.split_off(rows.len() / 2);
    let code = QrSquare { grid: square, caption: String::new() };
    vec![Block::Together(vec![
        Block::Bare(vec![vec![Field::new(1, label, Value::Mono(groups.clone()))]]),
        Block::Columns(vec![
            (4, vec![Block::Listing(rows)]),
            (4, vec![Block::Listing(second)]),
            (2, vec![Block::Codes { codes: vec![code], per_row: 1, module: MODULE }]),
        ]),
    ])]
}
