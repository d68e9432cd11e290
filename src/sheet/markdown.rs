//! The small Markdown of runbooks to blocks.
//!
//! `# ` a new page with its title, `#! ` one that should stay a single page, `## ` a heading, `> ` the sentence to be read
//! first, `- ` points, `1. ` steps, `- [ ] ` a list to tick off, `! WORDS: why` an
//! alarm, `= LABEL: value | LABEL: value` a row of fields, `| a | b |` tables whose
//! second row gives the widths, fences for listings. For what is read from afar: `!! LEFT |
//! RIGHT` a black bar, `? ask | yes | then | no` a question of a tree, `^ LABEL` a thick rule with
//! its label, `@ name | number` somebody to call, `(( name` a picture, `:: 3` to `::` a column of
//! three parts of the width, `[[ LEFT | RIGHT` to `]]` a framed box. In a line: `**bold**`,
//! `` `typed` ``, and a backslash before a sign that is meant as it is.

mod afar;

use super::block::{Block, Cell, Field, Table, Text, Value};
use crate::texts::Texts;
use afar::{callee, picture, question, share, tile, two};
use std::borrow::Cow;

const ROW_MM: f32 = 7.5;
/// What a placeholder without value leaves: to be filled in by hand.
const BLANK: &str = "________";

/// All blocks of a text, in order.
pub fn blocks(text: &str, texts: &Texts) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut card: Option<Vec<Block>> = None;
    for block in flat(text, texts) {
        match (block, &mut card) {
            (Flat::Card(title), open) => {
                blocks.extend(open.take().map(Block::Leaf));
                card = Some(vec![banner(title)]);
            }
            (Flat::Page(title), open) => {
                blocks.extend(open.take().map(Block::Leaf));
                blocks.push(Block::PageBreak);
                blocks.push(banner(title));
            }
            (Flat::Block(block), Some(open)) => open.push(block),
            (Flat::Block(block), None) => blocks.push(block),
        }
    }

    blocks.extend(card.map(Block::Leaf));
    blocks
}

/// What a line or more come to.
enum Flat {
    Page(String),
    Card(String),
    Block(Block),
}

fn banner(title: String) -> Block {
    Block::Title { title, tags: Vec::new() }
}

fn flat(text: &str, texts: &Texts) -> Vec<Flat> {
    let lines: Vec<&str> = text.lines().collect();
    let mut blocks = Vec::new();
    let mut rest = lines.as_slice();
    // An empty line ends a row of columns or boxes.
    let mut apart = true;
    while let Some((line, after)) = rest.split_first() {
        if line.trim().is_empty() {
            apart = true;
            rest = after;
            continue;
        }
        let kind = Kind::of(line);
        if let Some((close, group)) = kind.group() {
            let end = after.iter().position(|line| line.trim() == close).unwrap_or(after.len());
            let inner = after.get(..end).unwrap_or_default();
            let beside = if apart { None } else { blocks.pop() };
            blocks.extend(grouped((group, line, inner), beside, texts));
            apart = false;
            rest = after.get(end + 1..).unwrap_or_default();
            continue;
        }
        let inside = match kind {
            Kind::Fence => {
                after.iter().position(|line| line.starts_with("```")).map_or(rest.len(), |end| end + 2)
            }
            Kind::Page | Kind::Card | Kind::Heading | Kind::Alarm => 1,
            Kind::Bar | Kind::Label | Kind::Picture => 1,
            _ => 1 + after.iter().take_while(|line| goes_on(kind, line)).count(),
        };
        apart = true;
        let (block, after) = rest.split_at(inside.min(rest.len()));
        blocks.extend(one(kind, block, texts));
        rest = after;
    }

    blocks
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    Card,
    Heading,
    Lead,
    Ticks,
    Points,
    Steps,
    Alarm,
    Fields,
    Table,
    Fence,
    Bar,
    Tree,
    Label,
    Callees,
    Picture,
    Column,
    Tile,
    Words,
}

impl Kind {
    fn of(line: &str) -> Self {
        let starts = |with: &str| line.starts_with(with);
        match line {
            _ if starts("!! ") => Self::Bar,
            _ if starts("? ") => Self::Tree,
            _ if starts("^") => Self::Label,
            _ if starts("@ ") => Self::Callees,
            _ if starts("(( ") => Self::Picture,
            _ if starts(":: ") => Self::Column,
            _ if starts("[[ ") => Self::Tile,
            _ if starts("# ") => Self::Page,
            _ if starts("#! ") => Self::Card,
            _ if starts("## ") => Self::Heading,
            _ if starts("> ") => Self::Lead,
            _ if starts("- [ ] ") => Self::Ticks,
            _ if starts("- ") => Self::Points,
            _ if starts("! ") => Self::Alarm,
            _ if starts("= ") => Self::Fields,
            _ if starts("|") => Self::Table,
            _ if starts("```") => Self::Fence,
            _ if number(line).is_some() => Self::Steps,
            _ => Self::Words,
        }
    }

    /// The line that ends a block which holds others, and its kind.
    fn group(self) -> Option<(&'static str, Self)> {
        match self {
            Self::Column => Some(("::", self)),
            Self::Tile => Some(("]]", self)),
            _ => None,
        }
    }
}

/// Blocks within a column or a framed box, in one row with those before it.
fn grouped((kind, line, inner): (Kind, &str, &[&str]), beside: Option<Flat>, texts: &Texts) -> Vec<Flat> {
    let words = line.get(3..).unwrap_or_default();
    let inner = vec![Block::Close(self::blocks(&inner.join("\n"), texts))];
    match (kind, beside) {
        (Kind::Column, Some(Flat::Block(Block::Columns(mut columns)))) => {
            columns.push((share(words), inner));
            vec![Flat::Block(Block::Columns(columns))]
        }
        (Kind::Tile, Some(Flat::Block(Block::Tiles(mut rows)))) => {
            match rows.first_mut() {
                Some(row) => row.push(tile(words, inner)),
                None => rows.push(vec![tile(words, inner)]),
            }
            vec![Flat::Block(Block::Tiles(rows))]
        }
        (Kind::Column, before) => {
            let columns = Flat::Block(Block::Columns(vec![(share(words), inner)]));
            before.into_iter().chain([columns]).collect()
        }
        (_, before) => {
            let tiles = Flat::Block(Block::Tiles(vec![vec![tile(words, inner)]]));
            before.into_iter().chain([tiles]).collect()
        }
    }
}

/// Whether a line belongs to the block before it.
fn goes_on(kind: Kind, line: &str) -> bool {
    let indented = line.starts_with("  ") && !line.trim().is_empty();
    match kind {
        Kind::Words | Kind::Lead => !line.trim().is_empty() && Kind::of(line) == Kind::Words,
        Kind::Ticks | Kind::Points | Kind::Steps => indented || Kind::of(line) == kind,
        Kind::Fields | Kind::Table | Kind::Tree | Kind::Callees => Kind::of(line) == kind,
        Kind::Page | Kind::Card | Kind::Heading | Kind::Alarm | Kind::Fence => false,
        Kind::Bar | Kind::Label | Kind::Picture | Kind::Column | Kind::Tile => false,
    }
}

fn one(kind: Kind, lines: &[&str], texts: &Texts) -> Option<Flat> {
    let line = lines.first()?;
    let words = |skip: usize| line.get(skip..).unwrap_or_default().trim();
    let block = match kind {
        Kind::Page => return Some(Flat::Page(plain(words(2)))),
        Kind::Card => return Some(Flat::Card(plain(words(3)))),
        Kind::Bar => {
            let (left, right) = two(words(3));
            Block::Bar { left, right }
        }
        Kind::Tree => Block::Tree(lines.iter().map(|line| question(line)).collect()),
        Kind::Label => Block::Label(plain(words(1))),
        Kind::Callees => Block::Callees(lines.iter().map(|line| callee(line)).collect()),
        Kind::Picture => Block::Drawing(picture(words(3))),
        // These two are taken apart before.
        Kind::Column | Kind::Tile => return None,
        Kind::Heading => Block::Heading(plain(words(3))),
        Kind::Lead => Block::Lead(inline(joined(lines).get(2..).unwrap_or_default())),
        Kind::Words => Block::Text(inline(&joined(lines))),
        Kind::Points => Block::Points(items(lines, 2).iter().map(|item| inline(item)).collect()),
        Kind::Steps => {
            let from = number(line).map_or(1, |(number, _)| number);
            let step = |item: &String| inline(number(item).map_or("", |(_, rest)| rest));
            Block::Steps(from, items(lines, 0).iter().map(step).collect())
        }
        Kind::Ticks => {
            let row = |item: &String| vec![Cell::tick(""), Cell::Words(inline(item)), Cell::from("")];
            let columns = [
                (words!(texts, "book-done"), 2),
                (words!(texts, "book-what"), 25),
                (words!(texts, "book-initials-time"), 6),
            ];
            Block::Table(Table::labelled(ROW_MM, columns).rows(items(lines, 6).iter().map(row)))
        }
        Kind::Alarm => {
            let (words, why) = words(2).split_once(": ").unwrap_or((words(2), ""));
            Block::Heavy(vec![Block::Heading(plain(words)), Block::Text(inline(why))])
        }
        Kind::Fields => Block::Fields(lines.iter().map(|line| fields(line)).collect()),
        Kind::Table => Block::Table(table(lines)),
        Kind::Fence => {
            let end = lines.iter().skip(1).position(|line| line.starts_with("```"));
            let code = lines.get(1..end.map_or(lines.len(), |end| end + 1)).unwrap_or_default();
            Block::Listing(code.iter().map(|line| (*line).to_owned()).collect())
        }
    };

    Some(Flat::Block(block))
}

/// `12. words`.
fn number(line: &str) -> Option<(usize, &str)> {
    let (digits, rest) = line.split_once(". ")?;
    Some((digits.parse().ok().filter(|_| digits.len() <= 3)?, rest))
}

/// The items of a list, their continued lines joined, without the first `skip` bytes.
fn items(lines: &[&str], skip: usize) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in lines {
        match items.last_mut() {
            Some(item) if line.starts_with("  ") => item.push_str(&format!(" {}", line.trim())),
            _ => items.push(line.get(skip..).unwrap_or_default().trim().to_owned()),
        }
    }

    items
}

fn joined(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

fn fields(line: &str) -> Vec<Field> {
    let field = |cell: &String| {
        let (label, value) = cell.split_once(": ").unwrap_or((cell.trim_end_matches(':'), ""));
        let (label, width) = match label.rsplit_once('*') {
            Some((label, width)) => (label, width.trim().parse().unwrap_or(1)),
            None => (label, 1),
        };
        let value = match value.trim() {
            words if words.trim_matches('`').is_empty() || words.trim_matches('`') == BLANK => Value::Blank,
            typed if typed.len() > 1 && typed.starts_with('`') && typed.ends_with('`') => {
                Value::Mono(plain(typed.trim_matches('`')))
            }
            words => Value::Words(plain(words)),
        };
        Field::new(width, plain(label.trim()), value)
    };

    cells(line.get(2..).unwrap_or_default()).iter().map(field).collect()
}

fn table(lines: &[&str]) -> Table {
    let row = |line: &&str| {
        let line = line.trim();
        let line = line.strip_prefix('|').unwrap_or(line);
        cells(line.strip_suffix('|').unwrap_or(line))
    };

    let labels = lines.first().map(row).unwrap_or_default();

    // The second row: a width for each column, and the least height of a row behind the last bar.
    let ruler = lines.get(1).copied().unwrap_or_default();
    let (widths, height) = ruler.rsplit_once('|').unwrap_or((ruler, ""));
    let widths: Vec<u16> =
        cells(widths.trim_start_matches('|')).iter().map(|w| w.parse().unwrap_or(1)).collect();
    let columns = labels
        .into_iter()
        .enumerate()
        .map(|(i, label)| (Cow::Owned(plain(&label)), widths.get(i).copied().unwrap_or(1)));
    let mut table = Table::new(height.trim().parse().unwrap_or(ROW_MM), &[]);
    table.columns = columns.collect();
    let cell = |cell: &String| match cell.as_str() {
        BLANK => Cell::from(""),
        "[ ]" => Cell::tick(""),
        words => Cell::Words(inline(words)),
    };

    let filled = lines.iter().skip(2).map(|line| row(line).iter().map(cell).collect());
    table.rows(filled)
}

/// The parts between bars; a bar behind a backslash is none.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        if c == '|' && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(c);
        }
        escaped = c == '\\' && !escaped;
    }

    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Words without any mark.
fn plain(words: &str) -> String {
    inline(words).0.into_iter().map(|span| span.words).collect()
}

/// Words with bold and typed runs.
pub(super) fn inline(words: &str) -> Text {
    let (mut bold, mut typed) = (false, false);
    let mut text = Text::default();
    let mut run = String::new();
    let mut letters = words.chars().peekable();
    let end = |text: Text, run: &mut String, bold: bool, typed: bool| {
        let words = std::mem::take(run);
        match (words.is_empty(), typed, bold) {
            (true, ..) => text,
            (_, true, _) => text.mono(words),
            (_, _, true) => text.bold(words),
            _ => text.then(words),
        }
    };

    while let Some(c) = letters.next() {
        match c {
            '\\' if letters.peek().is_some_and(char::is_ascii_punctuation) => run.extend(letters.next()),
            '`' => {
                text = end(text, &mut run, bold, typed);
                typed = !typed;
            }
            '*' if !typed && letters.peek() == Some(&'*') => {
                letters.next();
                text = end(text, &mut run, bold, typed);
                bold = !bold;
            }
            _ => run.push(c),
        }
    }

    end(text, &mut run, bold, typed)
}

#[cfg(test)]
mod tests;
