//! Blocks with any words, in any order: nothing is cut off or lies on anything else, and what
//! belongs together stays together. Secrets, character by character.

use proptest::prelude::*;
use time::macros::date;

use super::faults::fault;
use super::geometry::mm;
use super::tree::{Element, Mark};
use super::*;
use crate::qr::{Level, text as square};
use crate::secret::SecretText;
use crate::sheet::{Block, Cell, Clear, Field, QrSquare, SheetKind, Table, Tag, Tile, Value};

/// A sheet of these blocks.
fn sheet(paper: Paper, blocks: Vec<Block>) -> Sheet {
    let head = ("LEFT".to_owned(), "RIGHT".to_owned());
    let part = Part { name: "Part".to_owned(), folded: false, head, foot: "foot".to_owned(), blocks };
    let date = date!(2026 - 11 - 24);
    Sheet {
        kind: SheetKind::Credential,
        title: "Title".to_owned(),
        paper,
        date,
        texts: crate::texts::english(),
        parts: vec![part],
    }
}

/// The pages and what they are made of.
fn drawn(sheet: &Sheet) -> (Vec<Page<'_>>, Vec<Element>) {
    let tree = Tree::new(crate::texts::english());
    let pages = parts(sheet, &tree).unwrap_or_else(|error| panic!("{error}")).into_iter().flatten().collect();
    (pages, tree.into_elements())
}

/// The rows of characters of a secret, each as the pieces that are painted.
fn rows(value: &str, size: f32, square: Option<QrSquare>) -> Vec<String> {
    let value = SecretText::new(value.to_owned());
    let clear = Block::Clear(Clear { value, size, square, note: Text::default() });
    let sheet = sheet(Paper::A4, vec![clear]);
    let (pages, _) = drawn(&sheet);
    let mut rows: Vec<(f32, String)> = Vec::new();
    for item in pages.iter().flat_map(|page| &page.items) {
        let Primitive::Words { y, words, mark, .. } = item else { continue };
        match rows.last_mut() {
            _ if *mark == Mark::NONE => {}
            Some((at, row)) if (*at - y).abs() < 0.3 * size => {
                row.push('|');
                row.push_str(words);
            }
            _ => rows.push((*y, words.to_string())),
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

fn code(value: &str) -> Option<QrSquare> {
    Some(QrSquare { grid: square(value, Level::Medium).ok()?, caption: "Cable scanner only.".to_owned() })
}

#[test]
fn beside_a_square_a_line_has_twenty_characters() {
    let value = "abcdefghijklmnopqrstuv";
    let beside = rows(value, 20.0, code(value));
    assert_eq!(
        beside.get(..2),
        Some(["1|abcd|efgh|ijkl|mnop|qrst".to_owned(), "2|uv".to_owned()].as_slice())
    );
    assert_eq!(rows(value, 20.0, None), ["1|abcd|efgh|ijkl|mnop|qrst|uv"]);
}

#[test]
fn a_character_without_a_glyph_is_shown_by_its_code() {
    assert_eq!(rows("a\u{4f60}b\u{a0}", 20.0, None), ["1|a|U+4F60|b|U+00A0"]);
}

#[test]
fn wide_codes_make_shorter_lines_and_lose_nothing() {
    let all = rows(&"\u{1f600}".repeat(40), 20.0, None).concat();
    assert_eq!(all.matches("U+1F600").count(), 40);
}

#[test]
fn a_gap_stands_between_two_underscores() {
    let value = SecretText::new("a__b".to_owned());
    let clear = Block::Clear(Clear { value, size: 20.0, square: None, note: Text::default() });
    let sheet = sheet(Paper::A4, vec![clear]);
    let (pages, _) = drawn(&sheet);
    let bars = pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Primitive::Words { words, .. } if words.as_str() == "_" => Some(item.bounds()),
        _ => None,
    });
    let bars: Vec<_> = bars.collect();
    let [first, second] = bars.as_slice() else { panic!("{} underscores", bars.len()) };
    // The glyph fills its own cell from edge to edge.
    assert!(second.left - first.right > 2.0, "{first:?} {second:?}");
}

/// Words of one to many letters, in three alphabets.
fn words() -> impl Strategy<Value = String> {
    prop::collection::vec("[A-Za-zÀ-žΑ-ωА-я0-9@.-]{1,24}", 1..30)
        .prop_map(|words| words.join(" ").chars().filter(|&c| crate::sheet::prints(c)).collect())
        .prop_filter("words", |words: &String| !words.trim().is_empty())
}

/// What a block is made from: its kind, and the words in it. (A block itself may hold secrets, so
/// it cannot be shown.)
type Recipe = (usize, Vec<String>);

const KINDS: usize = 17;

/// The first words of a text.
fn few(text: &str, count: usize) -> String {
    text.split(' ').take(count).collect::<Vec<_>>().join(" ")
}

fn block((kind, words): &Recipe) -> Block {
    let first = words.first().cloned().unwrap_or_default();
    let texts = || words.iter().map(|words| Text::from(words.as_str()));
    match kind {
        0 => Block::Title { title: few(&first, 6), tags: vec![Tag::value(few(&first, 2), "6LBE-6R2U")] },
        1 => Block::Section { title: few(&first, 3), note: first.into() },
        2 => Block::Heading(few(&first, 5)),
        3 => Block::Lead(first.into()),
        4 => Block::Text(words.join(" ").into()),
        5 => Block::Blank(few(&first, 12).into()),
        6 => Block::Shout(few(&first, 6)),
        7 => Block::Bar { left: few(&first, 6), right: few(&first, words.len() % 3) },
        8 => Block::Staple(few(&first, 3)),
        9 => Block::Boxes { label: few(&first, 3), groups: vec![4; 8] },
        10 => Block::Steps(8, texts().collect()),
        11 => Block::Listing(words.clone()),
        12 => Block::Heavy(vec![Block::Heading(few(&first, 4)), Block::Text(first.into())]),
        13 => Block::Tiles(vec![words.iter().take(3).map(|words| tile(words)).collect()]),
        14 => Block::Compare(
            words.iter().map(|words| (few(words, 4), "8b0e 7153 bf7c 3706 ".repeat(4))).collect(),
        ),
        15 => table(words),
        _ => {
            Block::Fields(words.chunks(3).map(|row| row.iter().map(|words| field(words)).collect()).collect())
        }
    }
}

fn field(words: &str) -> Field {
    let value = if words.len().is_multiple_of(3) { Value::Blank } else { Value::Words(words.to_owned()) };
    Field::new(2, few(words, 2), value)
}

fn tile(words: &str) -> Tile {
    let is_numbered = words.len().is_multiple_of(2);
    let or_none = |yes: bool, words: String| if yes { words } else { String::new() };
    Tile {
        share: 1,
        number: or_none(is_numbered, "7".to_owned()),
        title: or_none(is_numbered, few(words, 4)),
        ribbon: or_none(!is_numbered, words.chars().take(20).collect()),
        beside: or_none(!is_numbered, words.chars().take(12).collect()),
        heavy: words.len().is_multiple_of(3),
        blocks: vec![Block::Text(words.into())],
    }
}

fn table(words: &[String]) -> Block {
    let columns = words.len().clamp(2, 5);
    let label = |column: usize| (words.get(column).map_or_else(String::new, |words| few(words, 2)), 10);
    let cell = |(i, words): (usize, &String)| match (i + words.len()) % 7 {
        0 => Cell::from(""),
        1 => Cell::Tick(few(words, 3).into()),
        2 => Cell::Ticks(words.split(' ').take(3).map(str::to_owned).collect()),
        3 => Cell::Choice(["drill", "emergency", "other"].map(str::to_owned).into()),
        4 => Cell::Number((i + 1).to_string()),
        5 => Cell::Boxes(vec![4, 2]),
        _ => Cell::from(words.as_str()),
    };
    let cells: Vec<Cell> = (0..8).flat_map(|_| words).enumerate().map(cell).collect();
    let rows = cells.chunks_exact(columns).map(<[Cell]>::to_vec);
    Block::Table(Table::labelled(9.5, (0..columns).map(label)).rows(rows))
}

/// Whether the last thing on a page is a heading, which belongs to the next page then.
fn ends_with_heading(page: &Page<'_>, elements: &[Element]) -> bool {
    let lowest = page.items.iter().filter(|item| item.mark() != Mark::NONE).max_by(|a, b| {
        let (a, b) = (a.bounds().bottom, b.bounds().bottom);
        a.total_cmp(&b)
    });
    let role = lowest.and_then(|item| elements.get(item.mark().index()?)).map(|element| element.role);
    // The title of a tile stands in it.
    role == Some(Role::Heading) && lowest.is_some_and(|item| item.bounds().left < mm(20.0))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_in_any_order_have_no_fault(
        letter in any::<bool>(),
        recipes in prop::collection::vec((0..KINDS, prop::collection::vec(words(), 1..6)), 1..14),
    ) {
        let paper = if letter { Paper::Letter } else { Paper::A4 };
        let mut blocks: Vec<Block> = recipes.iter().map(block).collect();
        blocks.push(Block::Text("The end.".into()));
        let sheet = sheet(paper, blocks);
        let (pages, elements) = drawn(&sheet);
        for page in &pages {
            prop_assert_eq!(fault(page, paper, &elements), None);
            prop_assert!(!ends_with_heading(page, &elements), "a heading alone at the end");
        }
    }

    #[test]
    fn any_secret_is_drawn_whole(
        size in prop_oneof![Just(18.0f32), Just(20.0)],
        value in prop::collection::vec(any::<char>().prop_filter("control", |c| !c.is_control()), 1..300),
    ) {
        let value: String = value.into_iter().collect();
        let clear = Clear { value: SecretText::new(value.clone()), size, square: code(&value), note: "Note.".into() };
        let sheet = sheet(Paper::A4, vec![Block::Clear(clear)]);
        let (pages, elements) = drawn(&sheet);
        for page in &pages {
            prop_assert_eq!(fault(page, Paper::A4, &elements), None);
        }
    }
}
