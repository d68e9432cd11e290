//! Lists a program that is to be typed: on each line its number, the text, and its check.

use super::super::font::{CAP, Face};
use super::super::primitive::{Flow, Piece, Primitive};
use super::super::tree::Role;
use super::Area;
use crate::sheet::SourceLine;

/// The size of its letters, the least that a sheet has. A long line does not make them smaller:
/// it goes on in the next row.
const SIZE: f32 = 8.0;
/// From one row to the next.
const LEADING: f32 = 8.7;
/// Letters' widths for the number in front and for the check, each with its gap.
const NUMBER: f32 = 3.7;
const CHECK: f32 = 4.7;
/// How many letters the rest of a line is set in.
const TURN: usize = 2;

pub fn source<'a>(lines: &'a [SourceLine], area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let check = area.tree.texts.text("check-of-line", &[]);
    let header = Primitive::words_to(area.width, CAP * SIZE, Face::Bold.able(&check), SIZE, &check);
    let header = Piece::new(0.0, LEADING, vec![header]).kept();
    out.push(Flow::Piece(header.marked(area.add(Role::Paragraph))));

    let letter = Face::Mono.width("0", SIZE);
    let fits = ((area.width / letter) - NUMBER - CHECK).max(1.0) as usize;
    for line in lines {
        one(line, fits, letter, area, out);
    }
}

/// One line, in as many rows as it needs, which stay on one page. Its check stands on the last.
fn one<'a>(line: &'a SourceLine, fits: usize, letter: f32, area: Area<'_>, out: &mut Vec<Flow<'a>>) {
    let mark = area.add(Role::Paragraph);
    let y = (LEADING + CAP * SIZE) / 2.0;
    let number = line.number.to_string();
    let number = Primitive::words_to(letter * (NUMBER - 0.7), y, Face::Mono, SIZE, &number);

    let rows = rows(line.text, fits);
    let last = rows.len().saturating_sub(1);
    for (i, (indent, words)) in rows.into_iter().enumerate() {
        let mut items = Vec::new();
        if i == 0 {
            items.push(number.clone());
        }
        // Blanks in front are drawn as space, so that one cannot be taken for two.
        if !words.is_empty() {
            items.push(Primitive::words(letter * (NUMBER + indent as f32), y, Face::Mono, SIZE, words));
        }
        if i == last {
            items.push(Primitive::words_to(area.width, y, Face::Mono, SIZE, &line.check));
        }
        if i == last && line.number.is_multiple_of(5) {
            items.push(Primitive::across(0.0, area.width, LEADING, 0.25));
        }

        let mut piece = Piece::new(0.0, LEADING, items).marked(mark);
        piece.keep = i < last;
        out.push(Flow::Piece(piece));
    }
}

/// The rows of a line: how far each is set in, and its words. A line is cut where it has a
/// blank, which is typed between the two.
fn rows(text: &str, fits: usize) -> Vec<(usize, &str)> {
    let mut rest = text.trim_start();
    let first = text.len() - rest.len();
    let mut indent = first;
    let mut rows = Vec::new();

    while indent + rest.len() > fits {
        let room = fits.saturating_sub(indent);
        let blank = rest.char_indices().take(room + 1).filter(|(_, c)| *c == ' ').last();
        let Some((row, after)) = blank.and_then(|(at, _)| rest.split_at_checked(at)) else { break };
        rows.push((indent, row));
        rest = after.trim_start();
        indent = first + TURN;
    }
    rows.push((indent, rest));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_goes_on_behind_a_blank() {
        assert_eq!(rows("short", 10), [(0, "short")]);
        assert_eq!(rows("", 10), [(0, "")]);
        assert_eq!(rows("  one two three", 10), [(2, "one two"), (4, "three")]);
        assert_eq!(rows("cannot-be-cut", 5), [(0, "cannot-be-cut")]);
    }

    #[test]
    fn every_line_of_the_program_can_be_cut_and_put_together_again() {
        const LEAST: usize = 80;
        for line in crate::program::lines() {
            let rows = rows(line.text, LEAST);
            assert!(rows.iter().all(|(indent, row)| indent + row.len() <= LEAST), "{}", line.text);
            let words: Vec<&str> = rows.iter().map(|(_, row)| *row).collect();
            assert_eq!(words.join(" "), line.text.trim_start(), "more than one blank where a line is cut");
        }
    }
}
