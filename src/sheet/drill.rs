//! The form for one drill: what is done before, meanwhile and after, and who saw it.

use super::Sheet;
use super::block::{Block, Cell, Field, Table, Text, Value};
use super::context::SheetContext;
use super::kind::SheetKind;
use super::phrases::{numbers, triggers};
use crate::id::hex_groups;
use crate::record::{EVIDENCE_FIELDS, Hash, Record};

/// More custodians than this sign on the back.
const MOST_SIGNING: usize = 3;

/// What paper says of the log of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogHead {
    /// How many entries there are.
    pub entries: usize,
    /// The hash of the last one, if there is one.
    pub head: Option<Hash>,
}

impl LogHead {
    /// What is printed of the log of this record.
    pub fn of(record: &Record) -> Self {
        Self { entries: record.log().len(), head: record.head() }
    }

    /// The two fields that show it.
    pub(super) fn fields(&self, label: &'static str) -> Vec<Field> {
        let groups = self.head.map_or("no entry yet".to_owned(), |hash| hex_groups(&hash.bytes()[..16]));
        vec![
            Field::new(4, "ENTRIES IN THE LOG", Value::Words(self.entries.to_string())),
            Field::new(8, label, Value::Mono(groups)),
        ]
    }
}

/// An empty drill form. The form of a new kit says nothing of the log. No secret.
pub fn drill(context: &SheetContext, log: Option<&LogHead>) -> Sheet {
    let mut sheet = context.sheet(
        SheetKind::Drill,
        "Drill form",
        ("DRILL FORM", "NO SECRET · KEEP WITH THE RECORD"),
        &format!("generation {} · epoch {}", context.generation, context.epoch),
    );
    sheet.blocks = opening(context);

    sheet.blocks.extend(steps(context));
    sheet.blocks.extend(shares(context));
    sheet.blocks.extend(evidence());

    // A log that is cut at its end is seen by this value on paper, and by nothing else.
    sheet.blocks.extend(log.map(|log| Block::Fields(vec![log.fields("HEAD OF THE LOG, BEFORE THIS DRILL")])));
    sheet.blocks.extend(closing(context));
    sheet
}

fn opening(context: &SheetContext) -> Vec<Block> {
    vec![
        Block::Banner { title: "Drill".to_owned(), tags: vec![("SET", context.set_id.to_string())] },
        Block::Lead(
            Text::strong("A drill proves that a quorum opens the kit, and nobody sees the secret. ")
                .then("One form for each drill; copy it while it is empty."),
        ),
        Block::Fields(vec![
            context.kit_fields("MADE"),
            vec![
                Field::new(4, "QUORUM", Value::Words(format!("{} shares", context.quorum()))),
                Field::new(5, "GENERATION OF THE CREDENTIAL", Value::Words(context.generation.to_string())),
                Field::new(3, "DRILL DUE BY", Value::Words(context.next_drill.to_string())),
            ],
            vec![
                Field::new(4, "DATE OF THIS DRILL", Value::Blank),
                Field::new(5, "PLACE", Value::Blank),
                Field::new(3, "LED BY", Value::Blank),
            ],
        ]),
    ]
}

fn steps(context: &SheetContext) -> Vec<Block> {
    let (k, generation) = (context.threshold, context.generation);
    let staying = context.staying.iter().map(|(generation, _)| *generation).collect::<Vec<_>>();
    let kept = match staying.as_slice() {
        [] => String::new(),
        staying => format!(" Generation {} is scanned too: it still holds a secret.", numbers(staying)),
    };

    let before = [
        "The monitoring team is told: which account, which day, who leads the drill. No other alert is \
         switched off for it."
            .to_owned(),
        "The computer has no network. The program’s SHA-256 is compared with the ceremony sheet.".to_owned(),
        format!(
            "At least {k} custodians bring their shares, others than last time where there are enough. Two people \
             approve each opening on its cover; the bag serials are right and the bags whole."
        ),
    ];
    let meanwhile = [
        Text::default()
            .mono("sealkit drill --record record.json --by NAME …")
            .then(format!(
                " Shares and the credential of generation {generation} are scanned or typed from paper. It says that \
                 the quorum opens the credential.{kept}"
            )),
        Text::new(
            "A custodian who is not needed tests the own share alone with the same command: it says that the share \
             belongs to the kit.",
        ),
        Text::new("Each share goes into a new bag at once, under a new cover; the new serials stand below."),
    ];
    let sign_in = [
        Text::default().mono("sealkit recover").then(
            " shows the secret. Somebody signs in with it from an unmanaged device, in a private window, and signs \
             out again.",
        ),
        Text::new("The alert arrives at everybody who is on call. Who saw it, and when, stands below."),
        Text::new("Sign-in and audit logs are gone through: they show this sign-in and nothing else."),
        Text::new("The secret has been seen: it is replaced on the same day. ").mono("sealkit rotate"),
    ];
    let after = [
        Text::new("Evidence that came later goes into the record: ")
            .mono("sealkit drill --record record.json --evidence-only --evidence \"alert=…\""),
        Text::new(
            "Record and form are kept together. What went otherwise than written here is written down.",
        ),
    ];
    let table = |first, title, rows: Vec<Text>| {
        let columns = [("STEP", 2), (title, 24), ("INITIALS", 4), ("TIME", 4)];
        Block::Table(Table::new(6.5, &columns).rows(numbered(first, rows)))
    };

    vec![
        table(1, "BEFORE", before.into_iter().map(Text::new).collect()),
        table(4, "THE DRILL", meanwhile.into()),
        table(7, "A SIGN-IN, WHERE ONE BELONGS TO THE DRILL", sign_in.into()),
        table(11, "AFTER", after.into()),
        Block::Small(triggers()),
    ]
}

fn numbered(first: usize, steps: impl IntoIterator<Item = Text>) -> Vec<Vec<Cell>> {
    let row = |(i, step): (usize, Text)| {
        vec![Cell::from((first + i).to_string()), Cell::Words(step), "".into(), "".into()]
    };
    steps.into_iter().enumerate().map(row).collect()
}

fn shares(context: &SheetContext) -> Vec<Block> {
    let columns = [
        ("SHARE", 2),
        ("CUSTODIAN, PLACE", 8),
        ("OLD BAG", 4),
        ("BELONGS", 3),
        ("NEW BAG", 4),
        ("INITIALS", 3),
    ];
    let rows = (1..=context.shares).map(|x| {
        let custodian = context.custodian(x);
        let whom: Vec<&str> =
            [custodian.name.as_str(), &custodian.place].into_iter().filter(|s| !s.is_empty()).collect();
        vec![x.to_string().into(), whom.join(", ").into(), "".into(), Cell::Tick("yes"), "".into(), "".into()]
    });

    vec![
        Block::Heading("Shares that were brought".to_owned()),
        Block::Table(Table::new(8.0, &columns).rows(rows)),
    ]
}

fn evidence() -> Vec<Block> {
    let row = |(key, what): &(&'static str, &'static str)| {
        vec![Cell::Words(Text::default().mono(*key)), (*what).into(), "".into()]
    };
    vec![
        Block::Heading("Evidence".to_owned()),
        Block::Table(
            Table::new(7.5, &[("KEY", 3), ("WHAT", 10), ("ANSWER", 14)])
                .rows(EVIDENCE_FIELDS.iter().map(row)),
        ),
    ]
}

fn closing(context: &SheetContext) -> Vec<Block> {
    let people = 2 + usize::from(context.shares).min(MOST_SIGNING);
    vec![
        Block::Together(vec![
            Block::Heading("Result".to_owned()),
            Block::Table(
                Table::new(9.0, &[("OPENED", 4), ("DID NOT OPEN", 4), ("TOOK", 4), ("NEXT DRILL BY", 6)])
                    .rows([vec![Cell::Tick("yes"), Cell::Tick("no: why?"), "".into(), "".into()]]),
            ),
            Block::Text(
                Text::strong("It did not open, or a share does not belong? ")
                    .then("The kit is not to be relied on: make a new one at once, and find out why."),
            ),
        ]),
        Block::Heading("Who was there".to_owned()),
        Block::Table(
            Table::new(8.5, &[("PRINTED NAME", 7), ("SIGNATURE", 7), ("DATE, TIME, ZONE", 5)])
                .empty_rows(people),
        ),
    ]
}
