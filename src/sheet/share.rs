//! One share: what its custodian and a stranger years later need to know.

use super::Sheet;
use super::block::{Block, Lines, QrSquare, Text};
use super::context::SheetContext;
use super::kind::SheetKind;
use super::phrases::{asked, never, opening_table, sealing_table};
use crate::lines::CheckedLine;
use crate::qr::Grid;

const LASTING: &str = "It is one part of a split key and opens every generation of this kit, so it stays valid when \
                       the credential is renewed. Keep it sealed, dry and in its place.";

/// The sheet of share `x`. It opens every generation, so it names none.
pub fn share(context: &SheetContext, x: u8, lines: Vec<CheckedLine>, grid: Grid, fingerprint: &str) -> Sheet {
    let name = format!("Share {x} of {}", context.shares);
    let foot = format!("share fingerprint {fingerprint} · format SK1");
    let mut sheet = context.sheet(
        SheetKind::Share { x, shares: context.shares },
        &name,
        ("RECOVERY SHARE", "SECRET · KEEP SEALED"),
        &foot,
    );
    sheet.folded = true;
    sheet.blocks = vec![
        Block::Panel(1, what_it_is(context, x)),
        Block::Panel(2, codes(context, x, lines, grid)),
        Block::Panel(3, custody()),
    ];
    sheet
}

fn what_it_is(context: &SheetContext, x: u8) -> Vec<Block> {
    let (mut blocks, fields) = context.share_head(x, "One share alone opens nothing.");
    blocks.extend([
        Block::Fields(fields),
        Block::Columns(vec![
            (1, vec![Block::Text(asked()), Block::Bare(context.contact_fields())]),
            (1, vec![Block::Text(never()), Block::Text(Text::new(LASTING))]),
        ]),
    ]);
    blocks
}

fn codes(context: &SheetContext, x: u8, lines: Vec<CheckedLine>, grid: Grid) -> Vec<Block> {
    let k = context.threshold;
    let code = QrSquare { grid, caption: String::new() };
    let lines = Lines { heading: "SK1 S", lines, size: 16.8, leading: 25.5, columns: 1 };
    vec![
        Block::Columns(vec![
            (33, vec![Block::Codes { codes: vec![code], per_row: 1, module: 310 }]),
            (67, vec![Block::Lines(lines)]),
        ]),
        Block::Text(
            Text::new("Scan the square, or type the four lines. ")
                .then("Capitals A–Z and digits 2–7 only: there is no zero, one, eight or nine. ")
                .then("The two characters under “check” prove their line."),
        ),
        Block::Columns(vec![
            (
                2,
                vec![
                    Block::Small(Text::strong("With sealkit, on a computer without a network")),
                    Block::Small(
                        Text::new("Run ")
                            .mono("sealkit recover")
                            .then(format!(", then scan or type {k} shares and the credential sheet.")),
                    ),
                ],
            ),
            (
                3,
                vec![
                    Block::Small(Text::strong("Without sealkit: the instructions sheet has every command")),
                    Block::Small(Text::new(format!(
                        "The lines without numbers and checks are RFC 4648 base32 of 45 bytes. Bytes 10 \
                         to 41 are a \
                         Shamir share of the 32-byte age key: GF(256), polynomial 0x11d, secret at x = \
                         0, this is x = {x}."
                    ))),
                ],
            ),
        ]),
    ]
}

fn custody() -> Vec<Block> {
    vec![
        Block::Heading("Custody".to_owned()),
        Block::Table(sealing_table(1)),
        Block::Table(opening_table(2)),
        Block::Text(Text::new(
            "After any opening: seal it again in a new bag, or rotate. Replaced shares are destroyed \
             before a witness.",
        )),
    ]
}
