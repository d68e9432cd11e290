//! The protocol of the ceremony: what is done, by whom, and what it made.

use super::Sheet;
use super::block::{Block, Cell, Field, Table, Text, Value};
use super::context::SheetContext;
use super::drill::LogHead;
use super::kind::SheetKind;
use super::operation::OperationKind;
use super::phrases::triggers;
use super::printed_hash::printed_hash;
use super::script::script;
use crate::qr::Grid;
use crate::record::PrintedHash;

/// More custodians than this sign on a page of their own.
const MOST_CUSTODIANS: usize = 9;

/// What the ceremony sheet says beyond what all sheets of the kit say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CeremonyDetails {
    /// The operation that the ceremony was for.
    pub operation: OperationKind,
    /// The hash of the record.
    pub record_hash: PrintedHash,
    /// The hash of the record that this one follows.
    pub follows: Option<PrintedHash>,
    /// The fingerprint of each share, in order.
    pub share_fingerprints: Vec<String>,
    /// Name and SHA-256 of each file without a clear value.
    pub files: Vec<(String, String)>,
    /// What was asked about the machine, and the answer.
    pub machine: Vec<(String, String)>,
    /// What the rehearsal proved.
    pub rehearsal: String,
    /// Where the randomness came from.
    pub entropy: Vec<String>,
    /// How many sealed copies of the whole secret were made.
    pub sealed_copies: u16,
    /// What was out of the ordinary, known when the kit was made.
    pub exceptions: Vec<String>,
    /// The log of the record that this one follows.
    pub log: Option<LogHead>,
}

/// The ceremony sheet. `square` carries the hash of the record. No secret.
pub fn ceremony(context: &SheetContext, made: &CeremonyDetails, square: Grid) -> Sheet {
    let mut sheet = context.sheet(
        SheetKind::Ceremony,
        "Ceremony",
        ("CEREMONY PROTOCOL", "NO SECRET · KEEP WITH THE RECORD"),
        &format!("generation {} · epoch {}", context.generation, context.epoch),
    );
    sheet.blocks = opening(context);
    sheet.blocks.push(Block::Heading("Script".to_owned()));
    sheet.blocks.push(Block::Table(script(context, made.operation)));
    sheet.blocks.extend(match made.operation {
        OperationKind::Rotate => places(context, made),
        _ => shares(context, made),
    });

    sheet.blocks.extend(people(context));
    sheet.blocks.push(exceptions(made));
    sheet.blocks.push(Block::Small(triggers()));
    sheet.blocks.extend(evidence(context, made, square));
    sheet.blocks.extend(made.log.as_ref().map(log));
    sheet
}

fn opening(context: &SheetContext) -> Vec<Block> {
    let mut blocks = vec![Block::Banner {
        title: "Key ceremony".to_owned(),
        tags: vec![("SET", context.set_id.to_string())],
    }];

    if !context.made_offline {
        blocks.push(Block::Alarm {
            words: "NOT MADE OFFLINE".to_owned(),
            why: Text::new(
                "A network interface was live when this kit was made. Do not use it for real \
                accounts: make a new one on a machine without a network.",
            ),
        });
    }

    let before = context.replaces.map_or("the first".to_owned(), |older| format!("replaces {older}"));
    blocks.push(Block::Fields(vec![
        context.kit_fields("MADE"),
        vec![
            Field::new(4, "QUORUM", Value::Words(format!("{} shares", context.quorum()))),
            Field::new(5, "GENERATION", Value::Words(format!("{}, {before}", context.generation))),
            Field::new(3, "EPOCH", Value::Words(context.epoch.to_string())),
        ],
        context.due_fields("PLACE OF THE CEREMONY", Value::Blank),
    ]));
    blocks
}

fn shares(context: &SheetContext, made: &CeremonyDetails) -> Vec<Block> {
    let columns = [
        ("SHARE", 2),
        ("CUSTODIAN, PLACE", 8),
        ("FINGERPRINT", 6),
        ("BAG SERIAL", 5),
        ("READ BACK", 3),
        ("INITIALS", 3),
    ];
    let rows = (1..=context.shares).map(|x| {
        let mut row = share_cells(context, made, x);
        row.extend(["".into(), Cell::Tick("right"), "".into()]);
        row
    });

    let credential = vec![
        Cell::from("–"),
        format!("credential, generation {}", context.generation).into(),
        "".into(),
        "".into(),
        Cell::Tick("right"),
        "".into(),
    ];
    vec![
        Block::Heading("Shares, bags, and what was read back before sealing".to_owned()),
        Block::Table(Table::new(10.0, &columns).rows(rows).rows([credential]).rows(copies(made, 6))),
    ]
}

/// After a rotation: the envelopes stay closed, and the new credential lies beside them.
fn places(context: &SheetContext, made: &CeremonyDetails) -> Vec<Block> {
    let columns = [
        ("SHARE", 2),
        ("CUSTODIAN, PLACE", 8),
        ("FINGERPRINT", 6),
        ("BAG SERIAL FOUND", 5),
        ("BESIDE IT", 3),
        ("OLD ONE", 3),
        ("INITIALS", 3),
    ];

    // Where the old one still holds something, it is not taken away.
    let old = if context.keeps_old() { "kept" } else { "gone" };
    let rows = (1..=context.shares).map(|x| {
        let mut row = share_cells(context, made, x);
        row.extend(["".into(), Cell::Tick("new"), Cell::Tick(old), "".into()]);
        row
    });

    let credential = vec![
        Cell::from("–"),
        format!("credential, generation {}", context.generation).into(),
        "".into(),
        "".into(),
        Cell::Tick("right"),
        "".into(),
        "".into(),
    ];
    vec![
        Block::Heading("Places: the share stays sealed, the credential beside it is exchanged".to_owned()),
        Block::Table(Table::new(10.0, &columns).rows(rows).rows([credential]).rows(copies(made, 7))),
    ]
}

/// Number, keeper and fingerprint of a share.
fn share_cells(context: &SheetContext, made: &CeremonyDetails, x: u8) -> Vec<Cell> {
    let custodian = context.custodian(x);
    let whom: Vec<&str> =
        [custodian.name.as_str(), &custodian.place].into_iter().filter(|s| !s.is_empty()).collect();
    let print = made.share_fingerprints.get(usize::from(x).wrapping_sub(1)).cloned().unwrap_or_default();
    vec![Cell::from(x.to_string()), whom.join(", ").into(), Cell::Words(Text::default().mono(print))]
}

fn copies(made: &CeremonyDetails, columns: usize) -> impl Iterator<Item = Vec<Cell>> {
    let of = made.sealed_copies;
    (1..=of).map(move |copy| {
        let what = format!("sealed copy {copy} of {of}: opens everything by itself");
        let mut row = vec![Cell::from("–"), what.into(), "".into(), "".into(), Cell::Tick("right")];
        row.resize_with(columns, || "".into());
        row
    })
}

fn people(context: &SheetContext) -> Vec<Block> {
    let mut roles = vec!["Ceremony administrator", "Operator", "Witness"];
    roles.extend(std::iter::repeat_n("Custodian", usize::from(context.shares).min(MOST_CUSTODIANS)));
    roles.push("");
    let rows = roles.into_iter().map(|role| {
        let mut row = vec![Cell::from(role)];
        row.extend((0..3).map(|_| Cell::from("")));
        row
    });

    vec![
        Block::Heading("Roster".to_owned()),
        Block::Table(
            Table::new(10.0, &[("ROLE", 5), ("PRINTED NAME", 7), ("SIGNATURE", 7), ("DATE, TIME, ZONE", 5)])
                .rows(rows),
        ),
    ]
}

fn exceptions(made: &CeremonyDetails) -> Block {
    let known = made.exceptions.iter().map(|text| vec![Cell::from(text.as_str()), "".into(), "".into()]);
    Block::Together(vec![
        Block::Heading("Exceptions".to_owned()),
        Block::Text(Text::new(
            "Whatever went otherwise than the script says, however small; the witness writes it down at \
             once.",
        )),
        Block::Table(
            Table::new(10.0, &[("WHAT HAPPENED", 18), ("INITIALS", 4), ("TIME", 4)])
                .rows(known)
                .empty_rows(5),
        ),
    ])
}

fn evidence(context: &SheetContext, made: &CeremonyDetails, square: Grid) -> Vec<Block> {
    let mono = |text: &str| Cell::Words(Text::default().mono(text));
    let mut vouching = vec![
        Block::Heading("What was made".to_owned()),
        Block::Text(Text::new(
            "These values vouch for the kit. Keep this sheet locked away: the next rotation asks for the record hash.",
        )),
        context.recipient_fields(),
    ];
    vouching.extend(printed_hash("RECORD HASH", made.record_hash, square));
    if let Some(older) = made.follows {
        let older = Value::Mono(older.to_string());
        vouching.push(Block::Bare(vec![vec![Field::new(1, "FOLLOWS THE RECORD", older)]]));
    }

    let mut blocks = vec![Block::Together(vouching), program(context)];
    let files = made.files.iter().map(|(name, hash)| vec![Cell::from(name.as_str()), mono(hash)]);
    blocks.push(Block::Heading("Files".to_owned()));
    blocks.push(Block::Table(Table::new(6.0, &[("FILE", 4), ("SHA-256", 14)]).rows(files)));
    blocks.push(Block::Heading("Machine".to_owned()));
    blocks.push(machine(&made.machine));
    blocks.push(Block::Heading("Rehearsal and randomness".to_owned()));
    blocks.push(Block::Text(Text::new(made.rehearsal.as_str())));
    blocks.push(Block::Points(made.entropy.iter().map(|source| Text::new(source.as_str())).collect()));
    blocks
}

/// A log that is cut at its end is seen by this value on paper, and by nothing else.
fn log(followed: &LogHead) -> Block {
    Block::Together(vec![
        Block::Heading("Log of the record before".to_owned()),
        Block::Fields(vec![followed.fields("HEAD OF THE LOG")]),
    ])
}

/// The network first, then what somebody should look at; what is in order shares a row.
fn machine(checks: &[(String, String)]) -> Block {
    let stands_out = |(at, (_, result)): &(usize, &(String, String))| {
        *at == 0 || result.starts_with("look: ") || result.starts_with("stop: ")
    };
    let (rows, rest): (Vec<_>, Vec<_>) = checks.iter().enumerate().partition(stands_out);
    let row =
        |(_, (what, result)): (_, &(String, String))| vec![Cell::from(what.as_str()), result.as_str().into()];
    let mut rows: Vec<Vec<Cell>> = rows.into_iter().map(row).collect();
    let rest: Vec<String> = rest.into_iter().map(|(_, (what, result))| format!("{what}: {result}")).collect();
    if !rest.is_empty() {
        rows.push(vec!["in order".into(), rest.join("; ").as_str().into()]);
    }
    Block::Table(Table::new(6.0, &[("CHECK", 5), ("RESULT", 13)]).rows(rows))
}

fn program(context: &SheetContext) -> Block {
    let mut blocks = vec![Block::Heading("Program".to_owned())];
    match &context.binary {
        Some(binary) => {
            blocks.push(Block::Text(Text::new(format!(
                "sealkit {}, SHA-256 of the program file in hexadecimal digits and in words:",
                context.version
            ))));
            blocks.push(Block::Listing(vec![binary.sha256.clone()]));
            blocks.push(Block::Text(Text::strong(binary.words.join(" "))));
        }
        None => blocks.push(Block::Text(Text::new(format!(
            "sealkit {}. The program file could not be read, so its SHA-256 is not known here.",
            context.version
        )))),
    }

    Block::Together(blocks)
}
