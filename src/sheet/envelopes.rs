//! One cover per custodian, for the envelope that holds the share, and a wrap that
//! keeps the folded share from being read through the paper.

use super::Sheet;
use super::block::{Block, Text, Value};
use super::context::SheetContext;
use super::kind::SheetKind;
use super::phrases::{never, numbers, opening_table, sealing_table};
use crate::id::Generation;

/// A cover and a wrap for each share. No secret.
pub fn envelopes(context: &SheetContext) -> Sheet {
    let mut sheet = context.sheet(
        SheetKind::Envelopes,
        "Envelope covers",
        ("ENVELOPE COVER", "SEALED · OPEN ONLY WITH TWO APPROVALS"),
        &format!("generation {}", context.generation),
    );
    sheet.blocks = (1..=context.shares)
        .flat_map(|x| {
            [
                Block::Page(cover(context, x)),
                context.wrap(&format!("share {x} of {}", context.shares), "the share"),
            ]
        })
        .collect();
    sheet
}

fn cover(context: &SheetContext, x: u8) -> Vec<Block> {
    let staying = context.staying.iter().map(|(generation, _)| *generation);
    let all: Vec<Generation> = staying.chain([context.generation]).collect();
    let word = if all.len() == 1 { "generation" } else { "generations" };
    let generation = Value::Words(format!("{word} {}", numbers(&all)));
    let (mut blocks, mut fields) = context.share_head(x, "This one alone opens nothing.");
    fields.push(context.due_fields("CREDENTIAL BESIDE IT", generation));

    blocks.extend(context.keep_lines().into_iter().map(|line| Block::Text(Text::strong(line))));
    blocks.extend([
        Block::Fields(fields),
        Block::Columns(vec![(1, asked(context)), (1, keeping())]),
        Block::Heading("Sealing".to_owned()),
        Block::Table(sealing_table(1)),
        Block::Heading("Opening".to_owned()),
        Block::Text(Text::new(
            "Two people approve before it is opened, and sign. Opened without a line here, it counts as \
             stolen.",
        )),
        Block::Table(opening_table(3)),
        Block::Text(Text::new(
            "After any opening: seal the share in a new bag and put a new cover on it, or rotate. \
             If the bag is damaged or its serial differs, leave it closed and call at once.",
        )),
    ]);
    blocks
}

fn asked(context: &SheetContext) -> Vec<Block> {
    vec![
        Block::Heading("Somebody asks you for it?".to_owned()),
        Block::Steps(
            1,
            vec![
                Text::new("Say neither yes nor no. Ask for the name and the reason, and write both down."),
                Text::new("Call two of the people below yourself, on numbers you already had."),
                Text::new("Hand it over only when both agree, in person, and after both have signed."),
            ],
        ),
        Block::Bare(context.contact_fields()),
    ]
}

fn keeping() -> Vec<Block> {
    vec![
        Block::Heading("How to keep it".to_owned()),
        Block::Points(vec![
            Text::new("Sealed, dry, dark, and locked away in the place named above."),
            Text::new(
                "The credential sheet lies beside this envelope. A newer generation comes with a notice; \
                 the envelope stays closed.",
            ),
            Text::new(
                "You leave, move, or lose it? Tell the people named here at once; nobody blames you for \
                 a call.",
            ),
        ]),
        Block::Space(1.0),
        Block::Text(never()),
    ]
}
