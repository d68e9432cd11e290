//! How a kit is opened with sealkit or with recover.py.

use super::opening::COMMAND;
use super::{Page, PageNumbers};
use crate::program;
use crate::sheet::block::{Block, Field, Value};
use crate::texts::Texts;

/// How many pages it takes.
pub(super) const PAGES: usize = 1;

/// What helps where the medium may hold no program that is started.
const COPY: &str = "cp sealkit /tmp; chmod +x /tmp/sealkit; /tmp/sealkit recover";
const PYTHON: &str = "python3 recover.py";
const PYTHON_ON_WINDOWS: &str = "py recover.py";
const SUM: &str = "sha256sum sealkit recover.py";
const SUM_ON_A_MAC: &str = "shasum -a 256 recover.py";
const SUM_ON_WINDOWS: &str = "certutil -hashfile recover.py SHA256";
const FILES: &str = "lines-1.txt lines-3.txt";

pub(super) fn pages(texts: &Texts, numbers: &PageNumbers) -> [Page; PAGES] {
    let mut blocks = vec![
        Block::Title { title: words!(texts, "handbook-programs-title"), tags: Vec::new() },
        Block::Lead(marked!(texts, "handbook-programs-lead", page = numbers.by_hand)),
        Block::Text(marked!(texts, "handbook-terminal")),
    ];
    blocks.extend(sealkit(texts));
    blocks.extend(python(texts, numbers));
    blocks.extend(files(texts));
    [blocks]
}

fn sealkit(texts: &Texts) -> Vec<Block> {
    vec![
        Block::Section {
            title: words!(texts, "handbook-sealkit-title"),
            note: marked!(texts, "handbook-sealkit-note"),
        },
        Block::Text(marked!(texts, "handbook-sealkit-start")),
        listing(&[COMMAND]),
        Block::Text(marked!(texts, "handbook-sealkit-denied")),
        listing(&[COPY]),
        Block::Text(marked!(texts, "handbook-sealkit-give")),
        Block::Text(marked!(texts, "handbook-sealkit-shown")),
    ]
}

fn python(texts: &Texts, numbers: &PageNumbers) -> Vec<Block> {
    let (page, windows) = (numbers.on_paper, PYTHON_ON_WINDOWS);
    let sum = Field::new(1, words!(texts, "handbook-python-sha"), Value::Mono(program::sha256_hex()));
    vec![
        Block::Section {
            title: words!(texts, "handbook-python-title"),
            note: marked!(texts, "handbook-python-note"),
        },
        Block::Text(marked!(texts, "handbook-python-where", page, windows)),
        listing(&[PYTHON]),
        Block::Text(marked!(texts, "handbook-python-give")),
        Block::Heading(words!(texts, "handbook-genuine-title")),
        Block::Text(marked!(
            texts,
            "handbook-genuine-programs",
            mac = SUM_ON_A_MAC,
            windows = SUM_ON_WINDOWS
        )),
        listing(&[SUM]),
        Block::Fields(vec![vec![sum]]),
    ]
}

fn files(texts: &Texts) -> Vec<Block> {
    vec![
        Block::Heading(words!(texts, "handbook-files-title")),
        Block::Text(marked!(texts, "handbook-files")),
        listing(&[&format!("{COMMAND} {FILES} lines-c.txt"), &format!("{PYTHON} {FILES} lines-c.txt")]),
        Block::Text(marked!(texts, "handbook-files-else")),
        Block::Text(marked!(texts, "handbook-key-title")),
        listing(&[&format!("{PYTHON} --key {FILES} > key.txt"), "age -d -i key.txt payload.age"]),
    ]
}

/// Commands, each on a line of its own.
pub(super) fn listing(lines: &[&str]) -> Block {
    Block::Listing(lines.iter().map(|line| (*line).to_owned()).collect())
}
