//! Sheets that show every kind of block, for tests of the layout and for looking at them.

use crate::lines::CheckedLine;
use crate::plan::Paper;
use crate::qr::{Grid, Level, alphanumeric};
use crate::secret::SecretText;
use crate::sheet::*;
use time::macros::date;

mod forms;
mod secrets;

pub use secrets::clear;

fn part(name: &str, folded: bool, right: &str, blocks: Vec<Block>) -> Part {
    Part {
        name: name.to_owned(),
        folded,
        head: (name.to_uppercase(), right.to_owned()),
        foot: format!("sealkit 0.2.0 · {name} · format SK1"),
        blocks,
    }
}

fn sheet(title: &str, paper: Paper, parts: Vec<Part>) -> Sheet {
    Sheet {
        kind: SheetKind::Credential,
        title: title.to_owned(),
        paper,
        date: date!(2026 - 11 - 24),
        texts: crate::texts::english(),
        parts,
    }
}

fn words(label: &'static str, value: &str, share: u16) -> Field {
    Field::new(share, label, Value::or_blank(value))
}

fn set() -> Vec<Tag> {
    vec![Tag::value("set", "6LBE-6R2U")]
}

fn title(words: &str) -> Block {
    Block::Title { title: words.to_owned(), tags: set() }
}

fn table(row_mm: f32, columns: &[(&str, u16)]) -> Table {
    Table::labelled(row_mm, columns.iter().map(|(label, share)| ((*label).to_owned(), *share)))
}

fn square(text: &str) -> Grid {
    alphanumeric(text, Level::High).unwrap()
}

fn secret(words: &str) -> SecretText {
    SecretText::new(words.to_owned())
}

const CODE: [&str; 4] =
    ["6LBE6R2UAIBAGAPRHA", "RV77SARG7YXMS7WY5O", "FCWQRTZF72RZNLTU5U", "PMWOFNSSXZM4EEDGRK"];

/// A share, its packet and the custody card in one file.
pub fn share(paper: Paper) -> Sheet {
    let parts = vec![
        part("Share 2 of 3", true, "SECRET · KEEP SEALED", share_blocks()),
        packet(),
        part("Custody card", false, "NO SECRET · KEEP IT BESIDE THE BAG", vec![Block::Leaf(custody())]),
    ];
    sheet("Share 2 of 3", paper, parts)
}

fn never() -> Block {
    Block::Text(Text::strong(
        "Never photograph it, show it to a phone, or put it into a computer that has a network.",
    ))
}

fn share_blocks() -> Vec<Block> {
    let line = |(i, data): (usize, &&str)| CheckedLine {
        number: i as u16 + 1,
        data: secret(data),
        check: secret("Z7"),
    };
    let lines = Lines {
        heading: "SK1 S",
        lines: CODE.iter().enumerate().map(line).collect(),
        size: 17.0,
        leading: 27.8,
        columns: 1,
    };
    let code = QrSquare { grid: square(&format!("SK1:S:{}", CODE.concat())), caption: String::new() };
    let first = |asked: bool| {
        let mut first = share_head();
        first.truncate(if asked { first.len() } else { 2 });
        first.extend(share_fields());
        first
    };
    let asked = share_head().split_off(2);
    let ways = vec![first(true).into(), Way { here: first(false), next: asked }];
    let zone = Block::Zone(vec![Block::Columns(vec![
        (33, vec![Block::Codes { codes: vec![code], per_row: 1, module: 310 }]),
        (67, vec![Block::Lines(lines)]),
    ])]);
    let second = vec![
        Block::Heading("Scan the square, or type the four lines".to_owned()),
        Block::Text(Text::new(
            "Only capital letters and the digits 2 to 7: there is no zero, one, eight or nine. The two characters under “check” show whether you typed the line right.",
        )),
        zone,
        Block::Text(
            Text::strong("On a computer without a network,")
                .then(" start ")
                .mono("sealkit recover")
                .then(", then scan or type 2 shares and the credential sheet. ")
                .bold("Without that program:")
                .then(" the Recovery Handbook has every step."),
        ),
    ];
    vec![Block::Fold(1, ways), Block::Fold(2, vec![second.into()]), Block::Fold(3, vec![sealing().into()])]
}

fn share_head() -> Vec<Block> {
    vec![
        title("Share 2 of 3"),
        Block::Lead(Text::strong("To open this kit you need").then(" any 2 of the 3 shares, the credential sheet, and the Recovery Handbook. One share alone opens nothing; keep the shares apart.")),
        Block::Blank(Text::new("The handbook and the credential are kept at")),
        Block::Blank(Text::new("Ask (name and number)")),
    ]
}

fn share_fields() -> Vec<Block> {
    vec![
        Block::Fields(vec![
            vec![
                words("Kit", "Contoso emergency access 1", 6),
                words("Account", "bg1@contoso.onmicrosoft.com", 7),
                words("Made", "2026-11-24", 4),
            ],
            vec![
                words("Custodian", "Jonas Weiss", 6),
                words("Place", "Safe, branch Ulm", 7),
                words("Works with", "every credential", 4),
            ],
        ]),
        never(),
    ]
}

fn sealing() -> Vec<Block> {
    vec![
        Block::Heading("Sealing".to_owned()),
        Block::Table(
            table(11.0, &[("Bag serial", 4), ("Sealed by", 5), ("Witness", 5), ("Date, time", 4)])
                .empty_rows(1),
        ),
        Block::Table(table(9.5, &[("Notes", 1)]).empty_rows(2)),
        Block::Blank(Text::strong("Found this?").then(" Do not copy or photograph it. Bring it back to")),
    ]
}

fn packet() -> Part {
    let cover = || {
        vec![
        title("Share 2 of 3"),
        Block::Fields(vec![vec![words("Custodian", "Jonas Weiss", 4), words("Place", "Safe, branch Ulm", 5), words("Kit", "Contoso emergency access 1", 5)]]),
        Block::Shout("DO NOT OPEN. DO NOT HAND OVER.".to_owned()),
        Block::Columns(vec![
            (1, vec![Block::Text(Text::strong("Somebody asks for it?").then(" Call both people yourself, on numbers you already know. Hand it over only when both say yes."))]),
            (1, vec![Block::Bare(vec![vec![words("Name and number", "", 1)], vec![words("", "", 1)]])]),
        ]),
        Block::Blank(Text::strong("Found this?").then(" Return it unopened to")),
    ]
    };
    let step = |words: &str| (picture(), Text::new(words));
    let mut short = cover();
    let next = short.split_off(4);
    let packet = Packet {
        cover: vec![cover().into(), Way { here: short, next }],
        steps: vec![
            step("Lay the share, print up, on the blank back."),
            step("Fold the bottom third up."),
            step("Fold the top third down. Put it in the bag."),
        ],
        seed: 0x1234_5678_9abc_def0,
    };
    part("Packet", true, "OPEN ONLY WITH TWO APPROVALS", vec![Block::Packet(packet)])
}

/// A small picture of strokes, areas and words.
pub fn picture() -> Drawing {
    Drawing {
        width: 15.0,
        height: 15.0,
        alt: "A sheet of paper and an arrow".to_owned(),
        shapes: vec![
            Shape::rectangle(0.62, Fill::White, (1.0, 1.0), (9.0, 12.0)),
            Shape::line(0.36, &[(2.5, 4.0), (8.5, 4.0)]),
            Shape::circle(0.36, Fill::Black, (5.5, 8.0), 1.2),
            Shape::line(0.5, &[(10.0, 13.0), (14.0, 9.0)]).dashed(),
            Shape::label(12.0, 4.0, 8.5, "No. 1"),
        ],
    }
}

fn custody() -> Vec<Block> {
    let choice = || Cell::Choice(["drill", "emergency", "other"].map(str::to_owned).into());
    let opening = || vec![choice(), "".into(), "".into(), "".into()];
    let credential = |from: usize| {
        let rows = (from..from + 3).map(|n| vec![n.to_string().into(), "".into(), "".into(), "".into()]);
        Block::Table(
            table(9.2, &[("No.", 5), ("Placed on", 15), ("Initials", 11), ("Old taken away", 16)]).rows(rows),
        )
    };
    vec![
        title("Share 2 of 3"),
        Block::Fields(vec![vec![
            words("Kit", "Contoso emergency access 1", 6),
            words("Account", "bg1@contoso.onmicrosoft.com", 7),
            words("Made", "2026-11-24", 4),
        ]]),
        Block::Table(
            table(9.3, &[("Who keeps it", 20), ("Place", 20), ("From", 10), ("Signature", 19)])
                .rows([["Jonas Weiss", "Safe, branch Ulm", "2026-11-24", ""].map(Cell::from).into()])
                .empty_rows(1),
        ),
        Block::Section {
            title: "Bag".to_owned(),
            note: Text::new(
                "Torn, or not the last number here? Leave it and call both people on the packet.",
            ),
        },
        Block::Table(
            table(9.3, &[("Bag serial", 4), ("Sealed by", 5), ("Witness", 5), ("Date, time", 4)])
                .empty_rows(8)
                .with_spare(4),
        ),
        Block::Section {
            title: "Opening".to_owned(),
            note: Text::new("Two people approve first. Circle the reason. Then a new bag, a new line above."),
        },
        Block::Table(
            table(
                13.6,
                &[("Reason, date, time", 4), ("Opened by", 5), ("Approved by", 5), ("Approved by", 5)],
            )
            .rows((0..6).map(|_| opening()))
            .with_spare(3),
        ),
        Block::Section {
            title: "Credential".to_owned(),
            note: Text::new(
                "The sheet lies beside the bag; the bag stays shut. Take the old sheet away only when you are told that the new one works.",
            ),
        },
        Block::Columns(vec![(1, vec![credential(1)]), (1, vec![credential(4)])]),
    ]
}

/// All of them.
pub fn all(paper: Paper) -> Vec<(&'static str, Sheet)> {
    vec![
        ("share", share(paper)),
        ("clear", clear(paper)),
        ("credential", forms::credential(paper)),
        ("ceremony", forms::ceremony(paper)),
        ("handbook", forms::handbook(paper)),
    ]
}
