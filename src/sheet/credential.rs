//! The sealed credential on paper.

use super::Sheet;
use super::block::{Block, Field, Lines, QrSquare, Table, Text, Value};
use super::context::SheetContext;
use super::kind::SheetKind;
use crate::lines::CheckedLine;
use crate::qr::Grid;

/// The sheet of the sealed credential: `lines` and `grids` carry the same age
/// file, which has `age_length` bytes and this SHA-256.
pub fn credential(
    context: &SheetContext,
    lines: Vec<CheckedLine>,
    grids: Vec<Grid>,
    age_length: usize,
    age_sha256: &str,
) -> Sheet {
    let title = format!("Generation {}", context.generation);
    let head = format!("SAFE TO COPY · USELESS WITHOUT {} SHARES", context.quorum().to_uppercase());
    let foot = format!("key {} · generation {} · format SK1", context.key_id, context.generation);
    let mut sheet = context.sheet(
        SheetKind::Credential,
        &format!("Credential, generation {}", context.generation),
        ("SEALED CREDENTIAL", &head),
        &foot,
    );
    sheet.blocks = vec![Block::Banner { title, tags: vec![("SET", context.set_id.to_string())] }];
    sheet.blocks.extend(summary(context));
    sheet.blocks.extend(squares(grids));
    sheet.blocks.extend(contents(context));
    sheet.blocks.extend(origin(context));
    sheet.blocks.push(Block::PageBreak);
    sheet.blocks.extend(typed(context, lines));
    sheet.blocks.push(by_hand(age_length, age_sha256));
    sheet
}

fn summary(context: &SheetContext) -> Vec<Block> {
    let quorum = format!("{} of the {} shares", context.threshold, context.shares);
    let replaces =
        context.replaces.map_or("nothing: the first".to_owned(), |older| format!("generation {older}"));
    vec![
        Block::Lead(Text::strong(format!("Useless without {quorum} of set {}. ", context.set_id)).then(
            "Safe to \
                copy.",
        )),
        Block::Text(Text::new(
            "It lies beside each sealed share, not in the envelope, so that a new generation breaks no \
             seal. When a \
             newer one comes, do what its notice says with this sheet: take it away, or keep it.",
        )),
        Block::Fields(vec![
            context.kit_fields("SEALED"),
            context.due_fields("REPLACES", Value::Words(replaces)),
        ]),
    ]
}

fn squares(grids: Vec<Grid>) -> Vec<Block> {
    let parts = grids.len();
    let caption = |i: usize| format!("part {i} of {parts}");
    let codes =
        grids.into_iter().enumerate().map(|(i, grid)| QrSquare { grid, caption: caption(i + 1) }).collect();
    let title = if parts == 1 {
        "Scan this square".to_owned()
    } else {
        format!("Scan all {parts} squares, in any order")
    };
    vec![Block::Heading(title), Block::Codes { codes, per_row: 3, module: 255 }]
}

fn contents(context: &SheetContext) -> Vec<Block> {
    let here = context.secrets.iter().filter(|secret| secret.generation == context.generation);
    let rows = here.map(|secret| {
        vec![
            secret.name.as_str().into(),
            secret.account.as_str().into(),
            secret.profile.as_str().into(),
            secret.characters.map_or("imported".to_owned(), |count| count.to_string()).into(),
        ]
    });

    let table =
        Table::new(6.0, &[("SECRET", 4), ("ACCOUNT", 6), ("PROFILE", 3), ("CHARACTERS", 2)]).rows(rows);
    let mut blocks = vec![Block::Heading("What it holds".to_owned()), Block::Table(table)];
    let elsewhere = context.keep_lines().into_iter().map(Text::strong);
    blocks.extend(elsewhere.map(|line| Block::Text(line.then(" It is not in this one."))));
    blocks.extend(context.profile_notes().map(Block::Small));
    blocks
}

fn origin(context: &SheetContext) -> Vec<Block> {
    vec![
        Block::Heading("Is it genuine?".to_owned()),
        Block::Text(Text::new(
            "The encryption does not say who sealed this: anybody who knows the recipient could have. \
             Compare both \
             values with the ceremony sheet, every character, before you trust what it opens to.",
        )),
        context.recipient_fields(),
    ]
}

fn typed(context: &SheetContext, lines: Vec<CheckedLine>) -> Vec<Block> {
    let title = format!("Generation {}: {} lines to type", context.generation, lines.len());
    vec![
        Block::Lead(Text::strong(title)),
        Block::Text(Text::new("Only if no square can be scanned: run ").mono("sealkit recover").then(
            " and type the lines with their numbers, down the left column, then down the right one. \
                 Capitals A–Z and digits 2–7 only: there is no zero, one, eight or nine. The two \
                 characters under “check” prove their line.",
        )),
        Block::Lines(Lines { heading: "SK1 C", lines, size: 10.5, leading: 16.0, columns: 2 }),
    ]
}

fn by_hand(length: usize, sha256: &str) -> Block {
    Block::Together(vec![
        Block::Heading("Without sealkit".to_owned()),
        Block::Text(
            Text::new("Type the 18 characters of each line, without number and check, into ")
                .mono("credential.txt")
                .then(
                    ". It is RFC 4648 base32 of 7 bytes of our own, the age file, zeros and 4 check bytes. \
                     This cuts the age file out; the instructions sheet says how the shares open it:",
                ),
        ),
        Block::Listing(vec![format!(
            "base32 -d credential.txt | tail -c +8 | head -c {length} > payload.age"
        )]),
        Block::Fields(vec![vec![
            Field::new(2, "LENGTH OF THE AGE FILE", Value::Words(format!("{length} bytes"))),
            Field::new(7, "SHA-256 OF THE AGE FILE", Value::Mono(sha256.to_owned())),
        ]]),
    ])
}
