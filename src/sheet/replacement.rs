//! A notice for each place: a new generation lies beside the envelope, the old one is
//! taken away, and the envelope stays closed.

use super::Sheet;
use super::block::{Block, Field, Table, Text, Value};
use super::context::SheetContext;
use super::kind::SheetKind;
use crate::id::Generation;

/// One notice per share. `kept` names the secrets that were carried over. No secret.
pub fn replacement(context: &SheetContext, kept: &[String]) -> Sheet {
    let mut sheet = context.sheet(
        SheetKind::Replacement,
        "Replacement notices",
        ("REPLACEMENT NOTICE", "NO SECRET · FASTEN IT TO THE ENVELOPE"),
        &format!("generation {}", context.generation),
    );
    let older = context.replaces.unwrap_or(Generation::FIRST);
    sheet.blocks = (1..=context.shares).map(|x| Block::Page(notice(context, x, older, kept))).collect();
    sheet
}

fn notice(context: &SheetContext, x: u8, older: Generation, kept: &[String]) -> Vec<Block> {
    let new = context.generation;
    let envelope = Field::new(3, "ENVELOPE", Value::Words(format!("share {x} of {}", context.shares)));
    vec![
        Block::Banner {
            title: format!("Generation {new} replaces {older}"),
            tags: vec![("SET", context.set_id.to_string())],
        },
        Block::Lead(
            Text::strong(format!(
                "Take away the credential of generation {older}, put generation {new} beside the envelope. "
            ))
            .then("The envelope stays closed: the share in it is as good as before."),
        ),
        Block::Fields(vec![
            context.kit_fields("SEALED"),
            context.custodian_fields(x, envelope),
            context.due_fields(
                "CREDENTIAL BESIDE IT",
                Value::Words(format!("generation {new}, replaces {older}")),
            ),
        ]),
        Block::Alarm {
            words: format!("NOT CONFIRMED: KEEP {older} AND {new}"),
            why: Text::new(format!(
                "Generation {new} counts when a sign-in with it has worked. Until the next line is signed, leave \
                 generation {older} where it is, and destroy nothing of it."
            )),
        },
        Block::Table(confirmation(new)),
        Block::Heading("What to do at the envelope".to_owned()),
        Block::Steps(1, steps(older, new)),
        Block::Table(
            Table::new(
                13.0,
                &[
                    ("BAG SERIAL FOUND, BAG WHOLE", 5),
                    ("NEW SHEET LAID DOWN BY", 5),
                    ("OLD SHEET TAKEN AWAY BY", 5),
                    ("DATE, TIME, ZONE", 4),
                ],
            )
            .empty_rows(1),
        ),
        Block::Text(sensitive(older, kept)),
        Block::Bare(context.contact_fields()),
    ]
}

fn steps(older: Generation, new: Generation) -> Vec<Text> {
    vec![
        Text::new(
            "Look at the envelope and leave it closed. Is the bag whole, and its serial the one on the cover? If not, \
             touch nothing and call.",
        ),
        Text::new(format!("Lay the credential sheet of generation {new} beside the envelope.")),
        Text::new("Is the line above signed? ").then(format!(
            "Then take every sheet of generation {older} away, and any that is older still. Not signed: leave both."
        )),
        Text::new(
            "Fasten this notice to the envelope: from now on its generation and dates count, no longer those on the \
             cover. Take an older notice off.",
        ),
        Text::new(
            "Sign below. Bring what you took away to its destruction before a witness; it does not go into a bin.",
        ),
    ]
}

/// Who saw the new generation work.
pub(super) fn confirmation(generation: Generation) -> Table {
    let columns = [
        ("SIGN-IN WORKED, GENERATION", 4),
        ("TRIED BY", 5),
        ("NOTED IN THE RECORD BY", 5),
        ("DATE, TIME, ZONE", 4),
    ];
    let row = vec![generation.to_string().into(), "".into(), "".into(), "".into()];
    Table::new(12.0, &columns).rows([row])
}

/// Why an old credential is still to be guarded.
pub(super) fn sensitive(older: Generation, kept: &[String]) -> Text {
    let rule = format!(
        "An old credential stays sensitive as long as any secret in it is valid: the same shares open generation {older} too. "
    );
    let text = Text::strong(rule);
    match kept {
        [] => text.then(
            "Its secrets are valid until the new ones are set on every target; after that it opens to nothing in use.",
        ),
        names => text
            .then("These secrets were carried over unchanged and are valid still: ")
            .bold(names.join(", "))
            .then("."),
    }
}
