//! The program that opens a kit with Python alone, as squares and as lines to type.

use super::by_program::listing;
use super::{Page, PageNumbers, Squares, by_hand};
use crate::program::{self, ProgramLine};
use crate::qr::{Level, QrError};
use crate::sheet::block::{Block, Field, QrSquare, SourceLine, Text, Value};
use crate::texts::Texts;
use data_encoding::HEXLOWER;

/// How many pages say what to do with it.
pub(super) const PAGES: usize = 1;
/// How many squares stand in a row, and how many on a page.
const ROW: usize = 3;
const ON_A_PAGE: usize = 12;
/// How many pages the squares take.
pub(super) const SQUARE_PAGES: usize = program::PARTS.div_ceil(ON_A_PAGE);

/// What prints the check of every typed line.
const CHECK: [&str; 3] = [
    "import hashlib",
    "for number, line in enumerate(open(\"recover.py\", \"rb\"), 1):",
    "    print(number, hashlib.sha256(line.rstrip()).hexdigest()[:4])",
];
/// The key of typed shares, by part 1 alone.
const KEY: [&str; 2] =
    ["python3 -c \"from recover import *;\\", "print_key('lines-1.txt', 'lines-3.txt')\" > key.txt"];

/// What to do with the squares and the lines on the pages behind it.
pub(super) fn pages(texts: &Texts, numbers: &PageNumbers) -> [Page; PAGES] {
    let squares = program::PARTS;
    let lines = program::lines().len();
    let fact = |label, value| Field::new(1, label, Value::Words(value));
    let sum = Field::new(1, words!(texts, "handbook-paper-sha"), Value::Mono(program::sha256_hex()));

    let mut blocks = vec![
        Block::Title { title: words!(texts, "handbook-paper-title", file = program::NAME), tags: Vec::new() },
        Block::Lead(marked!(texts, "handbook-paper-lead")),
        Block::Fields(vec![
            vec![
                fact(words!(texts, "handbook-paper-squares"), squares.to_string()),
                fact(words!(texts, "handbook-paper-lines"), lines.to_string()),
                fact(words!(texts, "handbook-paper-needs"), words!(texts, "handbook-paper-python")),
            ],
            vec![sum],
        ]),
    ];
    blocks.extend(by_scanner(texts, numbers, squares));
    blocks.extend(by_typing(texts, numbers, lines));
    [blocks]
}

fn by_scanner(texts: &Texts, numbers: &PageNumbers, squares: usize) -> Vec<Block> {
    vec![
        Block::Heading(words!(texts, "handbook-paper-scan")),
        step(1, marked!(texts, "handbook-paper-scan-all", squares, page = numbers.squares)),
        listing(&["zbarimg -q --raw page-*.png >> scan.txt"]),
        step(2, marked!(texts, "handbook-paper-scan-count", squares)),
        listing(&["sort -u scan.txt | cut -c 7-8 | xargs"]),
        step(3, marked!(texts, "handbook-paper-scan-join")),
        Block::Listing(join()),
        step(4, marked!(texts, "handbook-paper-scan-sum", page = numbers.by_program)),
        listing(&["sha256sum recover.py"]),
    ]
}

fn by_typing(texts: &Texts, numbers: &PageNumbers, lines: usize) -> Vec<Block> {
    let (end, file, page) = (program::end_of_part_1(), program::NAME, numbers.by_hand);
    vec![
        Block::Heading(words!(texts, "handbook-paper-type")),
        step(1, marked!(texts, "handbook-paper-type-lines", end, page = numbers.lines, file, lines)),
        step(2, marked!(texts, "handbook-paper-type-check")),
        listing(&CHECK),
        listing(&["python3 check.py"]),
        step(3, marked!(texts, "handbook-paper-type-shares", page)),
        listing(&KEY),
        step(
            4,
            marked!(
                texts,
                "handbook-paper-type-go",
                step = by_hand::PROOF,
                page = page + by_hand::PROOF_PAGE
            ),
        ),
    ]
}

fn step(number: usize, text: Text) -> Block {
    Block::Steps(number, vec![text])
}

/// Squares to program: equally long parts, of which the last characters count.
fn join() -> Vec<String> {
    let data = program::PART_CHARACTERS;
    vec![
        "python3 -c \"import base64,zlib;\\".to_owned(),
        "parts=sorted(set(open('scan.txt').read().split()));\\".to_owned(),
        format!("packed=base64.b32decode(''.join(part[-{data}:] for part in parts));\\"),
        format!("open('{}','wb').write(zlib.decompress(packed))\"", program::NAME),
    ]
}

/// The pages of squares, each as full as it can be.
pub(super) fn squares(texts: &Texts, squares: Squares) -> Result<Vec<Page>, QrError> {
    let program = squares.of_program();
    let (file, parts) = (program::NAME, program.len());
    let mut codes = Vec::new();
    for (part, text) in (1..).zip(&program) {
        let caption = words!(texts, "handbook-paper-square", file, part, parts);
        codes.push(QrSquare { grid: squares.of(text, Level::Medium)?, caption });
    }

    let mut pages = Vec::new();
    while !codes.is_empty() {
        let rest = codes.split_off(codes.len().min(ON_A_PAGE));
        pages.push(vec![Block::Codes { codes, per_row: ROW, module: 200 }]);
        codes = rest;
    }
    Ok(pages)
}

/// Every line of the program with its check. They may take several pages.
pub(super) fn lines(texts: &Texts) -> Page {
    let line = |line: ProgramLine| SourceLine {
        number: line.number,
        text: line.text,
        check: HEXLOWER.encode(&line.check),
    };
    let end = program::end_of_part_1();
    let mut first: Vec<SourceLine> = program::lines().into_iter().map(line).collect();
    let second = first.split_off(end.min(first.len()));

    vec![
        Block::Section {
            title: words!(texts, "handbook-paper-lines-title"),
            note: marked!(texts, "handbook-paper-part-1", end),
        },
        Block::Source(first),
        Block::Text(marked!(texts, "handbook-paper-part-2")),
        Block::Source(second),
    ]
}
