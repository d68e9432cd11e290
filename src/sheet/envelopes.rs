//! One cover per custodian, for the envelope that holds the share, and a wrap that
//! keeps the folded share from being read through the paper.

use super::Sheet;
use super::block::{Block, Field, Text, Value};
use super::context::SheetContext;
use super::phrases::{never, opening_table, sealing_table};

/// A cover and a wrap for each share. No secret.
pub fn envelopes(facts: &SheetContext) -> Sheet {
    let mut sheet = facts.sheet(
        "envelopes.pdf",
        "Envelope covers",
        ("ENVELOPE COVER", "SEALED · OPEN ONLY WITH TWO APPROVALS"),
        &format!("generation {}", facts.generation),
    );
    sheet.blocks = (1..=facts.shares)
        .flat_map(|x| {
            [Block::Page(cover(facts, x)), facts.wrap(&format!("share {x} of {}", facts.shares), "the share")]
        })
        .collect();
    sheet
}

fn cover(facts: &SheetContext, x: u8) -> Vec<Block> {
    let (k, n) = (facts.threshold, facts.shares);
    vec![
        Block::Banner { title: format!("Share {x} of {n}"), tags: vec![("SET", facts.set_id.clone())] },
        Block::Lead(
            Text::strong(format!("Any {k} of these {n} shares open the kit. "))
                .then("This one alone opens nothing."),
        ),
        Block::Fields(vec![
            facts.kit_fields("MADE"),
            facts.custodian_fields(x),
            vec![
                Field::new(
                    4,
                    "CREDENTIAL BESIDE IT",
                    Value::Words(format!("generation {}", facts.generation)),
                ),
                Field::new(5, "NEXT ROTATION DUE", Value::Words(facts.next_rotation.to_string())),
                Field::new(3, "NEXT DRILL DUE", Value::Words(facts.next_drill.to_string())),
            ],
        ]),
        Block::Columns(vec![(1, asked(facts)), (1, keeping())]),
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
    ]
}

fn asked(facts: &SheetContext) -> Vec<Block> {
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
        Block::Bare(facts.contact_fields()),
    ]
}

fn keeping() -> Vec<Block> {
    vec![
        Block::Heading("How to keep it".to_owned()),
        Block::Points(vec![
            Text::new("Sealed, dry, dark, and locked away in the place named above."),
            Text::new(
                "The credential sheet lies beside this envelope. A newer generation replaces that sheet; \
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
