//! The rehearsal set with its known result, and the test of a scanner.

use super::{Page, PageNumbers, RehearsalSet, Squares};
use crate::credential;
use crate::keyboard::CALIBRATION;
use crate::qr::{Level, QrError};
use crate::share;
use crate::sheet::block::{Block, Field, Lines, QrSquare, Tag, Tile, Value};
use crate::texts::Texts;

/// How many pages it takes: what is done, the shares, the credential.
pub(super) const PAGES: usize = 3;

/// What the rehearsal's credential holds.
const VALUE: &str = "THIS IS NOT A SECRET";

pub(super) fn pages(
    texts: &Texts,
    numbers: &PageNumbers,
    set: &RehearsalSet,
    squares: Squares,
) -> Result<[Page; PAGES], QrError> {
    Ok([steps(texts, numbers, set, squares)?, shares(texts, set, squares)?, credential(texts, set, squares)?])
}

fn title(title: String) -> Block {
    Block::Title { title, tags: Vec::new() }
}

/// What nobody may overlook on a sheet that looks like one of a kit.
fn bar(texts: &Texts, set: &RehearsalSet) -> Block {
    Block::Bar { left: words!(texts, "handbook-practice-bar"), right: set.set() }
}

fn steps(
    texts: &Texts,
    numbers: &PageNumbers,
    set: &RehearsalSet,
    squares: Squares,
) -> Result<Page, QrError> {
    let (shares, credential) = (numbers.practice + 1, numbers.practice + 2);
    let (first, last) = (shares, credential);
    let page = numbers.by_program;
    let by_hand = numbers.by_hand;
    let steps = vec![
        marked!(texts, "handbook-practice-give", page, shares, credential),
        marked!(texts, "handbook-practice-slip"),
        marked!(texts, "handbook-practice-result"),
        marked!(texts, "handbook-practice-hand", page = by_hand),
    ];

    let tag = Tag::value(words!(texts, "handbook-practice-tag"), set.set());
    let mut blocks = vec![
        Block::Title { title: words!(texts, "handbook-practice-title"), tags: vec![tag] },
        Block::Lead(marked!(texts, "handbook-practice-lead", first, last)),
        Block::Heading(words!(texts, "handbook-practice-scanner")),
        calibration(texts, squares)?,
        Block::Heading(words!(texts, "handbook-practice-steps")),
        Block::Steps(1, steps),
        Block::Heading(words!(texts, "handbook-practice-known")),
    ];
    blocks.push(Block::Fields(known(texts, set)));
    Ok(blocks)
}

/// What comes out of a rehearsal that went well.
fn known(texts: &Texts, set: &RehearsalSet) -> Vec<Vec<Field>> {
    let quorum = set.shares.first().map(|share| share.quorum());
    let (k, n) = quorum.map_or((0, 0), |quorum| (quorum.threshold(), quorum.shares()));
    let bytes = set.credential.age_file().len();
    vec![
        vec![
            Field::new(6, words!(texts, "handbook-practice-value"), Value::Mono(VALUE.to_owned())),
            Field::new(
                3,
                words!(texts, "handbook-practice-length"),
                Value::Words(words!(texts, "handbook-practice-bytes", bytes)),
            ),
            Field::new(
                3,
                words!(texts, "handbook-practice-quorum"),
                Value::Words(words!(texts, "handbook-practice-any", k, n)),
            ),
        ],
        vec![Field::new(1, words!(texts, "handbook-practice-key"), Value::Mono(set.identity.to_owned()))],
        vec![Field::new(
            1,
            words!(texts, "handbook-practice-fingerprint"),
            Value::Mono(set.fingerprint.to_string()),
        )],
    ]
}

/// What a scanner that works like a keyboard has to type.
fn calibration(texts: &Texts, squares: Squares) -> Result<Block, QrError> {
    let letters: Vec<char> = CALIBRATION.chars().collect();
    let groups: Vec<String> = letters.chunks(6).map(|group| group.iter().collect()).collect();
    let label = words!(texts, "handbook-practice-scanner-label");
    let says = vec![
        Block::Bare(vec![vec![Field::new(1, label, Value::Mono(groups.join(" ")))]]),
        Block::Text(marked!(texts, "handbook-practice-scanner-do")),
    ];

    let square = QrSquare { grid: squares.of(CALIBRATION, Level::High)?, caption: String::new() };
    let codes = Block::Codes { codes: vec![square], per_row: 1, module: 300 };
    Ok(Block::Columns(vec![(27, vec![codes]), (73, says)]))
}

fn shares(texts: &Texts, set: &RehearsalSet, squares: Squares) -> Result<Page, QrError> {
    let n = set.shares.len();
    let mut blocks = vec![title(words!(texts, "handbook-practice-shares-title")), bar(texts, set)];
    for share in &set.shares {
        let grid = squares.of(share.qr_text().expose(), Level::High)?;
        let square = QrSquare { grid, caption: String::new() };
        let lines =
            Lines { heading: share::HEADING, lines: share.lines(), size: 13.0, leading: 19.0, columns: 1 };
        let columns = Block::Columns(vec![
            (34, vec![Block::Codes { codes: vec![square], per_row: 1, module: 300 }]),
            (66, vec![Block::Lines(lines)]),
        ]);
        let heading = Block::Heading(words!(texts, "handbook-practice-share", x = share.x(), n));
        blocks.push(Block::Tiles(vec![vec![box_of(vec![heading, columns])]]));
    }
    Ok(blocks)
}

fn box_of(blocks: Vec<Block>) -> Tile {
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

fn credential(texts: &Texts, set: &RehearsalSet, squares: Squares) -> Result<Page, QrError> {
    let parts = set.parts.len();
    let square = |(part, text): (usize, &&str)| {
        let caption = words!(texts, "handbook-practice-part", part, parts);
        Ok(QrSquare { grid: squares.of(text, Level::Medium)?, caption })
    };
    let codes = (1..).zip(&set.parts).map(square).collect::<Result<_, QrError>>()?;

    Ok(vec![
        title(words!(texts, "handbook-practice-credential-title")),
        bar(texts, set),
        Block::Codes { codes, per_row: 3, module: 216 },
        Block::Lines(Lines {
            heading: credential::HEADING,
            lines: set.credential.lines(),
            size: 11.0,
            leading: 16.5,
            columns: 2,
        }),
    ])
}
