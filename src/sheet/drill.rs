//! The form for one drill: nine steps, the shares that were brought, the result and who saw it.

use super::block::{Block, Cell, Field, Script, ScriptStep, Table, Tag, Text, Value};
use super::context::SheetContext;
use super::form::{PEN, accounts, blank, keeper, known, mono, numbers, part, sheet, signatures};
use super::kind::SheetKind;
use super::{Part, Sheet};
use crate::id::{Generation, hex_groups};
use crate::record::{EVIDENCE_FIELDS, Hash, Record};
use crate::texts::Texts;

/// More custodians than this do not sign the result: each of them initials the own share.
const MOST_SIGNING: usize = 4;

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

    /// The field that shows it, with as many characters as a hand writes on page 2 of the
    /// ceremony sheet.
    pub(super) fn field(&self, texts: &Texts, share: u16) -> Field {
        let count = self.entries;
        let groups = self.head.map(|hash| hex_groups(&hash.bytes()[..8]));
        let head = groups.unwrap_or_else(|| words!(texts, "drill-form-no-entry"));
        Field::new(share, words!(texts, "drill-form-log-head", count), Value::Mono(head))
    }
}

/// An empty drill form. The form of a new kit says nothing of the log. No secret.
pub fn drill(context: &SheetContext, log: Option<&LogHead>) -> Sheet {
    let texts = context.texts;
    let mut page = page(context, words!(texts, "drill-form-name"), log.is_some());
    page.blocks = opening(context, log);
    page.blocks.push(Block::Script(script(context)));
    // On a second page they stand together, so that it is no scrap of paper.
    let mut seen = shares(context);
    seen.push(result(context));
    page.blocks.push(Block::Together(seen));

    let title = words!(texts, "drill-form-document", set = context.set_id);
    sheet(SheetKind::Drill, title, (context.paper, context.made), page, context.texts)
}

/// The same with a second page for a sign-in with the secret, where no book has room for it.
pub fn drill_with_sign_in(context: &SheetContext, log: Option<&LogHead>) -> Sheet {
    let mut sheet = drill(context, log);
    sheet.parts.push(sign_in(context));
    sheet
}

fn page(context: &SheetContext, name: String, of_this_day: bool) -> Part {
    let (texts, version) = (context.texts, &context.version);
    // With the head of the log it is the form of one drill.
    let foot = match of_this_day {
        true => words!(texts, "form-foot", version),
        false => words!(texts, "drill-form-foot", version),
    };
    part(name, words!(texts, "drill-form-head"), words!(texts, "ceremony-shows-places"), foot)
}

fn opening(context: &SheetContext, log: Option<&LogHead>) -> Vec<Block> {
    let (texts, k) = (context.texts, context.threshold);
    let date = |share| blank(share, words!(texts, "drill-form-date"));
    let place = |share| blank(share, words!(texts, "ceremony-place"));
    let rows = vec![
        vec![
            known(4, words!(texts, "ceremony-kit"), &context.label),
            known(5, words!(texts, "ceremony-account"), accounts(texts, &context.accounts)),
            known(3, words!(texts, "drill-form-due"), context.next_drill.to_string()),
        ],
        match log {
            // A log that is cut at its end is seen by this value on paper, and by nothing else.
            Some(log) => vec![date(44), place(54), log.field(texts, 76)],
            None => vec![date(4), place(5), blank(3, words!(texts, "drill-form-started"))],
        },
    ];
    vec![
        Block::Title {
            title: words!(texts, "drill-form-title"),
            tags: vec![Tag::value(words!(texts, "ceremony-set"), context.set_id)],
        },
        Block::Lead(marked!(texts, "drill-form-lead", k)),
        Block::Fields(rows),
    ]
}

fn script(context: &SheetContext) -> Script {
    let texts = context.texts;
    let labels = [
        words!(texts, "form-done"),
        words!(texts, "form-step"),
        words!(texts, "form-what-happens"),
        words!(texts, "form-initials"),
        words!(texts, "form-time"),
    ];
    let step =
        |(number, text): (usize, Text)| ScriptStep { number, text, ticks: Vec::new(), below: Vec::new() };
    Script { labels, steps: (1..).zip(steps(context)).map(step).collect() }
}

fn steps(context: &SheetContext) -> [Text; 9] {
    let (texts, k, number) = (context.texts, context.threshold, context.generation);
    // Those that still hold a secret are read in too, and lie beside each share.
    let staying: Vec<Generation> = context.staying.iter().map(|(generation, _)| *generation).collect();
    let staying = numbers(texts, &staying);
    let (run, beside) = match staying.is_empty() {
        true => (
            marked!(texts, "drill-form-run", k, command = "sealkit drill", number),
            marked!(texts, "drill-form-beside", number),
        ),
        false => (
            marked!(texts, "drill-form-run-all", k, command = "sealkit drill", number, staying),
            marked!(texts, "drill-form-beside-all", number, staying),
        ),
    };

    [
        marked!(texts, "drill-form-told"),
        marked!(texts, "drill-form-approved"),
        marked!(texts, "drill-form-bags"),
        marked!(texts, "drill-form-computer"),
        run,
        marked!(texts, "drill-form-opens"),
        marked!(texts, "drill-form-more"),
        marked!(texts, "drill-form-sealed"),
        beside,
    ]
}

fn shares(context: &SheetContext) -> Vec<Block> {
    let texts = context.texts;
    let columns = [
        (words!(texts, "ceremony-share-label"), 13),
        (words!(texts, "ceremony-custodian-place"), 48),
        (words!(texts, "drill-form-old-bag"), 35),
        (words!(texts, "drill-form-belongs"), 23),
        (words!(texts, "drill-form-new-bag"), 35),
        (words!(texts, "form-initials"), 20),
    ];
    let row = |x: u8| {
        let belongs = Cell::tick(words!(texts, "drill-form-yes"));
        vec![
            Cell::Number(x.to_string()),
            keeper(&context.custodian(x)),
            "".into(),
            belongs,
            "".into(),
            "".into(),
        ]
    };

    let title = words!(texts, "drill-form-brought");
    vec![
        Block::Section { title, note: marked!(texts, "drill-form-others") },
        Block::Table(Table::labelled(PEN, columns).rows((1..=context.shares).map(row))),
    ]
}

/// Result and signatures in one: a signature stays with what it signs.
fn result(context: &SheetContext) -> Block {
    let (texts, k) = (context.texts, context.threshold);
    let columns = [
        (words!(texts, "drill-form-quorum", k), 78),
        (words!(texts, "drill-form-minutes"), 56),
        (words!(texts, "drill-form-next"), 40),
    ];
    let verdict =
        Cell::Ticks(vec![words!(texts, "drill-form-opened"), words!(texts, "drill-form-not-opened")]);

    let leader = Text::strong(words!(texts, "form-leader"));
    let custodian = Text::strong(words!(texts, "form-custodian"));
    let custodians = std::iter::repeat_n(custodian, usize::from(context.threshold).min(MOST_SIGNING));
    Block::Together(vec![
        Block::Section {
            title: words!(texts, "drill-form-result"),
            note: marked!(texts, "drill-form-failed"),
        },
        Block::Table(Table::labelled(PEN, columns).rows([vec![verdict, "".into(), "".into()]])),
        Block::Table(signatures(
            texts,
            words!(texts, "drill-form-saw"),
            [leader].into_iter().chain(custodians),
        )),
    ])
}

/// A page for a sign-in with the secret, and what the record asks about it.
fn sign_in(context: &SheetContext) -> Part {
    let texts = context.texts;
    let mut page = page(context, words!(texts, "drill-form-sign-in"), true);
    let steps = [
        marked!(texts, "drill-form-sign-in-show", command = "sealkit recover"),
        marked!(texts, "drill-form-sign-in-alert"),
        marked!(texts, "drill-form-sign-in-logs"),
        marked!(texts, "drill-form-sign-in-write"),
        marked!(texts, "drill-form-sign-in-rotate", command = "sealkit rotate"),
    ];

    let columns = [
        (words!(texts, "drill-form-key"), 26),
        (words!(texts, "drill-form-what"), 62),
        (words!(texts, "drill-form-answer"), 86),
    ];
    let row = |(key, what): &(&'static str, &'static str)| {
        vec![mono(*key), texts.text(what, &[]).into(), "".into()]
    };
    let evidence = Table::labelled(PEN, columns).rows(EVIDENCE_FIELDS.iter().map(row));
    page.blocks = vec![
        Block::Title {
            title: words!(texts, "drill-form-sign-in"),
            tags: vec![Tag::value(words!(texts, "ceremony-set"), context.set_id)],
        },
        Block::Lead(marked!(texts, "drill-form-sign-in-lead")),
        Block::Steps(1, steps.into()),
        Block::Section { title: words!(texts, "drill-form-evidence"), note: Text::default() },
        Block::Table(evidence),
        Block::Text(marked!(
            texts,
            "drill-form-evidence-later",
            command = "sealkit drill --evidence-only --evidence"
        )),
        Block::Together(vec![
            Block::Section {
                title: words!(texts, "ceremony-signatures"),
                note: marked!(texts, "drill-form-sign-in-saw"),
            },
            Block::Table(signatures(texts, words!(texts, "form-signature"), people(texts))),
        ]),
    ];
    page
}

/// Who leads the drill, and who signed in.
fn people(texts: &Texts) -> [Text; 2] {
    [Text::strong(words!(texts, "form-leader")), Text::strong(words!(texts, "drill-form-signed-in-by"))]
}
