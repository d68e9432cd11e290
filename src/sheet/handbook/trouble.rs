//! Page 2: what may go wrong, and what to do about it.

use super::{Page, PageNumbers};
use crate::plan::Paper;
use crate::sheet::block::{Block, Cell, Table, Text};
use crate::sheet::drawing::Drawing;
use crate::sheet::pictures;
use crate::texts::Texts;

/// How many pages it takes.
pub(super) const PAGES: usize = 1;
/// The least height of a row in millimetres: a little more than that of its picture.
fn row_height(paper: Paper) -> f32 {
    match paper {
        Paper::A4 => 13.0,
        Paper::Letter => 11.0,
    }
}

/// A picture, what is seen, and what to do.
type Row = (Drawing, String, Text);

pub(super) fn pages(paper: Paper, texts: &Texts, numbers: &PageNumbers) -> [Page; PAGES] {
    let table = |rows| table(row_height(paper), rows);
    [vec![
        Block::Title { title: words!(texts, "handbook-wrong-title"), tags: Vec::new() },
        Block::Lead(marked!(texts, "handbook-wrong-lead")),
        section(words!(texts, "handbook-wrong-sheet")),
        table(unreadable(texts, numbers)),
        section(words!(texts, "handbook-wrong-program")),
        table(complaints(texts, numbers)),
        section(words!(texts, "handbook-wrong-sheets")),
        table(wrong_sheets(texts)),
        section(words!(texts, "handbook-wrong-opened")),
        table(opened(texts)),
        Block::Bar {
            left: words!(texts, "handbook-stuck-bar"),
            right: words!(texts, "handbook-page", page = numbers.by_program),
        },
    ]]
}

fn section(title: String) -> Block {
    Block::Section { title, note: Text::default() }
}

fn table(height: f32, rows: Vec<Row>) -> Block {
    let columns = [8, 31, 61].map(|share| (String::new(), share));
    let rows = rows
        .into_iter()
        .map(|(icon, seen, then)| vec![Cell::Icon(icon), Cell::Words(Text::strong(seen)), Cell::Words(then)]);
    Block::Table(Table::labelled(height, columns).rows(rows))
}

fn unreadable(texts: &Texts, numbers: &PageNumbers) -> Vec<Row> {
    let page = numbers.practice;
    vec![
        (pictures::unscannable(), words!(texts, "handbook-square"), marked!(texts, "handbook-square-do")),
        (
            pictures::keyboard(),
            words!(texts, "handbook-scanner"),
            marked!(texts, "handbook-scanner-do", page),
        ),
        (
            pictures::unreadable(),
            words!(texts, "handbook-character"),
            marked!(texts, "handbook-character-do"),
        ),
        (pictures::torn(), words!(texts, "handbook-piece"), marked!(texts, "handbook-piece-do")),
    ]
}

fn complaints(texts: &Texts, numbers: &PageNumbers) -> Vec<Row> {
    let page = numbers.by_program;
    vec![
        (
            pictures::not_started(),
            words!(texts, "handbook-start-none"),
            marked!(texts, "handbook-start-none-do", page),
        ),
        (pictures::wrong_line(), words!(texts, "handbook-line"), marked!(texts, "handbook-line-do")),
        (pictures::mixed_up(), words!(texts, "handbook-lines"), marked!(texts, "handbook-lines-do")),
    ]
}

fn wrong_sheets(texts: &Texts) -> Vec<Row> {
    vec![
        (pictures::other_kit(), words!(texts, "handbook-other-kit"), marked!(texts, "handbook-other-kit-do")),
        (pictures::older(), words!(texts, "handbook-older"), marked!(texts, "handbook-older-do")),
        (
            pictures::rehearsal(texts),
            words!(texts, "handbook-rehearsal"),
            marked!(texts, "handbook-rehearsal-do"),
        ),
        (pictures::too_few(), words!(texts, "handbook-few"), marked!(texts, "handbook-few-do")),
    ]
}

fn opened(texts: &Texts) -> Vec<Row> {
    vec![
        (pictures::key(), words!(texts, "handbook-password"), marked!(texts, "handbook-password-do")),
        (pictures::unproven(), words!(texts, "handbook-genuine"), marked!(texts, "handbook-genuine-do")),
    ]
}
