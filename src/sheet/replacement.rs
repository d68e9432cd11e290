//! A notice for each place: a new generation lies beside the envelope, the old one is
//! taken away, and the envelope stays closed.

use super::Sheet;
use super::block::{Block, Field, Table, Text, Value};
use super::context::SheetContext;
use super::kind::SheetKind;
use super::phrases::numbers;
use crate::id::Generation;

/// One notice per share. `spent` are the generations that hold nothing valid any more once
/// the new one counts, `kept` names the secrets that were carried over. No secret.
pub fn replacement(context: &SheetContext, spent: &[Generation], kept: &[String]) -> Sheet {
    let mut sheet = context.sheet(
        SheetKind::Replacement,
        "Replacement notices",
        ("REPLACEMENT NOTICE", "NO SECRET · FASTEN IT TO THE ENVELOPE"),
        &format!("generation {}", context.generation),
    );
    sheet.blocks = (1..=context.shares).map(|x| Block::Page(notice(context, x, spent, kept))).collect();
    sheet
}

fn notice(context: &SheetContext, x: u8, spent: &[Generation], kept: &[String]) -> Vec<Block> {
    let new = context.generation;
    let older = context.replaces.unwrap_or(Generation::FIRST);
    let envelope = Field::new(3, "ENVELOPE", Value::Words(format!("share {x} of {}", context.shares)));
    let mut blocks = vec![
        Block::Banner { title: title(new, spent), tags: vec![("SET", context.set_id.to_string())] },
        Block::Lead(
            Text::strong(lead(new, spent))
                .then("The envelope stays closed: the share in it is as good as before."),
        ),
    ];
    blocks.extend(context.keep_lines().into_iter().map(|line| Block::Text(Text::strong(line))));
    blocks.extend([
        Block::Fields(vec![
            context.kit_fields("SEALED"),
            context.custodian_fields(x, envelope),
            context.due_fields("CREDENTIALS BESIDE IT", Value::Words(beside(context))),
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
        Block::Steps(1, steps(context, spent)),
        Block::Table(
            Table::new(
                13.0,
                &[
                    ("BAG SERIAL FOUND, BAG WHOLE", 5),
                    ("NEW SHEET LAID DOWN BY", 5),
                    (if spent.is_empty() { "OLD SHEET LEFT THERE BY" } else { "OLD SHEET TAKEN AWAY BY" }, 5),
                    ("DATE, TIME, ZONE", 4),
                ],
            )
            .empty_rows(1),
        ),
    ]);
    if !spent.is_empty() {
        blocks.push(Block::Text(sensitive(&numbers(spent), kept)));
    }
    blocks.push(Block::Bare(context.contact_fields()));
    blocks
}

fn title(new: Generation, spent: &[Generation]) -> String {
    match spent {
        [] => format!("Generation {new} is added"),
        spent => format!("Generation {new} replaces {}", numbers(spent)),
    }
}

fn lead(new: Generation, spent: &[Generation]) -> String {
    match spent {
        [] => format!("Put the credential of generation {new} beside the envelope. Take none away. "),
        spent => format!(
            "Take away the credential of generation {}, put generation {new} beside the envelope. ",
            numbers(spent)
        ),
    }
}

/// What lies beside the envelope once everything is exchanged.
fn beside(context: &SheetContext) -> String {
    let staying = context.staying.iter().map(|(generation, _)| *generation);
    let all: Vec<Generation> = staying.chain([context.generation]).collect();
    match (all.as_slice(), context.replaces) {
        ([new], Some(older)) => format!("generation {new}, replaces {older}"),
        (all, _) => format!("generations {}", numbers(all)),
    }
}

fn steps(context: &SheetContext, spent: &[Generation]) -> Vec<Text> {
    let new = context.generation;
    let stay = numbers(&context.staying.iter().map(|(generation, _)| *generation).collect::<Vec<_>>());
    let away = match (spent, context.staying.as_slice()) {
        ([], _) => Text::new(format!("Leave the credential sheet of generation {stay} where it is.")),
        (spent, []) => Text::new("Is the line above signed? ").then(format!(
            "Then take every sheet of generation {} away, and any that is older still. Not signed: leave both.",
            numbers(spent)
        )),
        (spent, _) => Text::new("Is the line above signed? ").then(format!(
            "Then take every sheet of generation {} away. Generation {stay} stays here. Not signed: leave all.",
            numbers(spent)
        )),
    };

    vec![
        Text::new(
            "Look at the envelope and leave it closed. Is the bag whole, and its serial the one on the cover? If not, \
             touch nothing and call.",
        ),
        Text::new(format!("Lay the credential sheet of generation {new} beside the envelope.")),
        away,
        Text::new(
            "Fasten this notice to the envelope: from now on its generation and dates count, no longer those on the \
             cover. Take an older notice off.",
        ),
        Text::new(match spent {
            [] => "Sign below.",
            _ => {
                "Sign below. Bring what you took away to its destruction before a witness; it does not go into a bin."
            }
        }),
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
pub(super) fn sensitive(older: &str, kept: &[String]) -> Text {
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
