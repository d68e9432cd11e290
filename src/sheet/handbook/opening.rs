//! Page 1: five steps to open a kit.

use super::{Page, PageNumbers};
use crate::plan::Paper;
use crate::sheet::block::{Block, Tag, Text, Tile};
use crate::sheet::drawing::Drawing;
use crate::sheet::pictures;
use crate::texts::Texts;

/// How many pages it takes.
pub(super) const PAGES: usize = 1;
/// How sealkit is started on the medium that holds it.
pub(super) const COMMAND: &str = "./sealkit recover";
/// The beginning of it, which fits into the picture.
const PROGRAM: &str = "./sealkit";

pub(super) fn pages(paper: Paper, texts: &Texts, numbers: &PageNumbers) -> [Page; PAGES] {
    let tag = Tag::value(words!(texts, "handbook-open-tag"), "SK1");
    // A4 is higher: the pictures stand more freely there.
    let air = match paper {
        Paper::A4 => Some(2.0),
        Paper::Letter => None,
    };
    let rows = vec![
        vec![gather(air, texts), cut_network(air, texts)],
        vec![start(air, texts, numbers)],
        vec![enter(air, texts), tidy_up(air, texts)],
    ];
    [vec![
        Block::Title { title: words!(texts, "handbook-open-title"), tags: vec![tag] },
        Block::Lead(marked!(texts, "handbook-open-lead")),
        Block::Tiles(rows),
        Block::Bar {
            left: words!(texts, "handbook-wrong-bar"),
            right: words!(texts, "handbook-page", page = numbers.trouble),
        },
    ]]
}

fn step(number: u8, title: String, blocks: Vec<Block>) -> Tile {
    Tile {
        share: 1,
        number: number.to_string(),
        title,
        ribbon: String::new(),
        beside: String::new(),
        heavy: false,
        blocks,
    }
}

/// A picture with so many millimetres of air around it, and the words below.
fn picture(air: Option<f32>, drawing: Drawing, words: Text) -> Vec<Block> {
    let air = || air.map(Block::Space);
    air().into_iter().chain([Block::Drawing(drawing)]).chain(air()).chain([Block::Text(words)]).collect()
}

fn gather(air: Option<f32>, texts: &Texts) -> Tile {
    let blocks = picture(air, pictures::gather(texts), marked!(texts, "handbook-gather"));
    step(1, words!(texts, "handbook-gather-title"), blocks)
}

fn cut_network(air: Option<f32>, texts: &Texts) -> Tile {
    let blocks = picture(air, pictures::cut_network(texts), marked!(texts, "handbook-network"));
    step(2, words!(texts, "handbook-network-title"), blocks)
}

/// The best way in a heavy frame, the others beside it.
fn start(air: Option<f32>, texts: &Texts, numbers: &PageNumbers) -> Tile {
    let page = numbers.by_program;
    let first = Tile {
        share: 1,
        number: String::new(),
        title: String::new(),
        ribbon: words!(texts, "handbook-try-ribbon"),
        beside: String::new(),
        heavy: true,
        blocks: picture(
            air,
            pictures::start(texts, PROGRAM),
            marked!(texts, "handbook-try", command = COMMAND, page),
        ),
    };

    let python = Block::Text(marked!(texts, "handbook-python-tile", page));
    let paper = Block::Text(marked!(
        texts,
        "handbook-paper-tile",
        page = numbers.on_paper,
        by_hand = numbers.by_hand
    ));
    let others = vec![
        vec![other_way(air, pictures::console(), python)],
        vec![other_way(air, pictures::book(), paper)],
    ];
    let ways =
        Block::Columns(vec![(61, vec![Block::Tiles(vec![vec![first]])]), (39, vec![Block::Tiles(others)])]);
    step(3, words!(texts, "handbook-start-title"), vec![ways])
}

fn other_way(air: Option<f32>, drawing: Drawing, words: Block) -> Tile {
    let ways = Block::Columns(vec![(44, vec![Block::Drawing(drawing)]), (56, vec![words])]);
    let blocks = air.map(|_| Block::Space(0.5)).into_iter().chain([ways]).collect();
    Tile {
        share: 1,
        number: String::new(),
        title: String::new(),
        ribbon: String::new(),
        beside: String::new(),
        heavy: false,
        blocks,
    }
}

fn enter(air: Option<f32>, texts: &Texts) -> Tile {
    let blocks = picture(air, pictures::scan_or_type(), marked!(texts, "handbook-enter"));
    step(4, words!(texts, "handbook-enter-title"), blocks)
}

fn tidy_up(air: Option<f32>, texts: &Texts) -> Tile {
    let blocks = picture(air, pictures::tidy(texts), marked!(texts, "handbook-use"));
    step(5, words!(texts, "handbook-use-title"), blocks)
}
