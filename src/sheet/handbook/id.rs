//! The id of the handbook, by which a person sees whether the right one lies in a safe.

use super::{RehearsalSet, Squares, pages};
use crate::plan::Paper;
use crate::sheet::block::{Block, Cell, Field, Tag, Text, Value};
use crate::sheet::drawing::{Drawing, Shape};
use crate::texts::Texts;
use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

/// What is hashed before the words, so that no other hash of ours can be the same.
const DOMAIN: &str = "sealkit/1/handbook";

/// The id that stands at the foot of each page, such as `K7QM-4XTB`: two handbooks with the
/// same id say the same.
///
/// It is a hash of every word, command, line and program in it, in the language of `texts`. A
/// version that changed none of them has the same id, so nobody has to print the handbook
/// again; and it is the same for every size of paper.
pub fn handbook_id(texts: &Texts, rehearsal: &RehearsalSet) -> String {
    // Squares say what lines say, so none is encoded for this, and nothing can fail.
    let pages = pages(Paper::A4, texts, rehearsal, Squares::LeftOut).unwrap_or_default();
    let mut words = Words(Sha256::new_with_prefix(DOMAIN));
    for key in
        [words!(texts, "handbook-name"), words!(texts, "handbook-head"), words!(texts, "handbook-head-right")]
    {
        words.add(&key);
    }
    for page in &pages {
        words.blocks(page);
    }

    let hash = BASE32_NOPAD.encode(&words.0.finalize());
    let (id, _) = hash.split_at(8);
    let (first, second) = id.split_at(4);
    format!("{first}-{second}")
}

/// Hashes words in the order in which they are read.
struct Words(Sha256);

impl Words {
    fn add(&mut self, words: &str) {
        self.0.update(words);
        // No word has this byte, so two words never look like one.
        self.0.update([0]);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title { title, tags } => {
                self.add(title);
                tags.iter().for_each(|tag| self.tag(tag));
            }
            Block::Section { title, note } => {
                self.add(title);
                self.text(note);
            }
            Block::Bar { left, right } => {
                self.add(left);
                self.add(right);
            }
            Block::Tiles(rows) => {
                for tile in rows.iter().flatten() {
                    [&tile.number, &tile.title, &tile.ribbon].into_iter().for_each(|words| self.add(words));
                    self.blocks(&tile.blocks);
                }
            }
            Block::Drawing(drawing) => self.drawing(drawing),
            Block::Lead(text) | Block::Text(text) => self.text(text),
            Block::Heading(words) => self.add(words),
            Block::Steps(first, texts) => {
                self.add(&first.to_string());
                texts.iter().for_each(|text| self.text(text));
            }
            Block::Points(texts) => texts.iter().for_each(|text| self.text(text)),
            Block::Listing(lines) => lines.iter().for_each(|line| self.add(line)),
            Block::Source(lines) => {
                for line in lines {
                    self.add(line.text);
                    self.add(&line.check);
                }
            }
            Block::Fields(rows) | Block::Bare(rows) => rows.iter().flatten().for_each(|one| self.field(one)),
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| self.cell(cell)),
            Block::Columns(columns) => columns.iter().for_each(|(_, blocks)| self.blocks(blocks)),
            Block::Lines(lines) => {
                self.add(lines.heading);
                for line in &lines.lines {
                    self.add(line.data.expose());
                    self.add(line.check.expose());
                }
            }
            Block::Codes { codes, .. } => codes.iter().for_each(|code| self.add(&code.caption)),
            // The handbook has no other blocks; a test changes each of its words.
            _ => {}
        }
    }

    fn text(&mut self, text: &Text) {
        for span in &text.0 {
            self.add(&span.words);
        }
    }

    fn tag(&mut self, tag: &Tag) {
        if let Tag::Value { label, value } = tag {
            self.add(label);
            self.add(value);
        }
    }

    fn field(&mut self, field: &Field) {
        self.add(&field.label);
        if let Value::Words(value) | Value::Mono(value) = &field.value {
            self.add(value);
        }
    }

    fn cell(&mut self, cell: &Cell) {
        match cell {
            Cell::Words(text) => self.text(text),
            Cell::Icon(drawing) => self.drawing(drawing),
            _ => {}
        }
    }

    fn drawing(&mut self, drawing: &Drawing) {
        self.add(&drawing.alt);
        for shape in &drawing.shapes {
            if let Shape::Words { words, .. } = shape {
                self.add(words);
            }
        }
    }
}
