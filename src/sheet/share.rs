//! One share: what a stranger needs to know years later, the secret between the folds, and
//! what its custodian writes. Its packet and its custody card are printed with it.

use super::block::{Block, Cell, Field, Lines, QrSquare, Table, Text, Value, Way};
use super::context::SheetContext;
use super::custody_card::custody_card;
use super::details::Accounts;
use super::kind::SheetKind;
use super::packet::{packet, seed_of};
use super::{Part, Sheet};
use crate::lines::CheckedLine;
use crate::plan::Paper;
use crate::qr::Grid;

/// The size and the leading of the lines that are typed, in points.
const LINES: (f32, f32) = (17.0, 27.6);
/// The squares of the code, in hundredths of a point: 1.09 mm.
const MODULE: u16 = 310;
/// The least height of a row with an account, in millimetres.
const ACCOUNT_ROW: f32 = 7.0;

/// Share `x`, the packet that is folded round it and its custody card: one page each, unless
/// names are very long. A share opens every credential of its kit, so it names none.
///
/// `fingerprint` is that of the share's public hash, in hexadecimal digits; the pattern of the
/// packet is made from it.
pub fn share(context: &SheetContext, x: u8, lines: Vec<CheckedLine>, grid: Grid, fingerprint: &str) -> Sheet {
    let parts = vec![
        secret(context, x, (lines, grid), fingerprint),
        packet(context, x, seed_of(fingerprint)),
        custody_card(context, x),
    ];
    let kind = SheetKind::Share { x, shares: context.shares };
    context.file(kind, &context.share_name(x), parts)
}

/// The share itself. Its code stands between the folds, everything else above and below.
fn secret(context: &SheetContext, x: u8, code: (Vec<CheckedLine>, Grid), fingerprint: &str) -> Part {
    let texts = context.texts;
    Part {
        name: context.share_name(x),
        folded: true,
        head: (words!(texts, "share-head"), words!(texts, "share-head-secret")),
        foot: words!(texts, "share-foot", version = context.version, fingerprint),
        blocks: vec![
            Block::Fold(1, first_panel(context, x)),
            Block::Fold(2, vec![middle_panel(context, code).into()]),
            Block::Fold(3, last_panel(context)),
        ],
    }
}

/// Long names take more lines; where those are too many, a page of their own.
fn first_panel(context: &SheetContext, x: u8) -> Vec<Way> {
    let all = context.contacts.len();
    let way = |asked: Vec<Block>, fields: Block, next: Vec<Block>| {
        let mut here = top(context, x);
        here.extend(asked);
        here.push(fields);
        here.extend(warning(context, Paper::A4));
        Way { here, next }
    };
    let whole = || Block::Fields(short(context, x, Accounts::All));
    let counted = || short(context, x, Accounts::Counted);
    let least = || Block::Fields(least(context));

    vec![
        way(lines_to_ask(context, all), whole(), Vec::new()),
        way(lines_to_ask(context, 2), whole(), Vec::new()),
        way(lines_to_ask(context, all), Block::Fields(counted()), Vec::new()),
        way(lines_to_ask(context, 2), Block::Fields(counted()), Vec::new()),
        way(row_to_ask(context, true), whole(), Vec::new()),
        way(row_to_ask(context, true), Block::Fields(counted()), Vec::new()),
        way(row_to_ask(context, true), Block::Bare(counted()), Vec::new()),
        way(row_to_ask(context, false), Block::Fields(counted()), Vec::new()),
        way(row_to_ask(context, false), Block::Bare(counted()), Vec::new()),
        way(lines_to_ask(context, 2), least(), behind(context, x)),
        way(row_to_ask(context, false), least(), behind(context, x)),
        way(Vec::new(), least(), behind(context, x).into_iter().chain(row_to_ask(context, true)).collect()),
    ]
}

/// What a stranger reads first: what it is, and what else is needed.
fn top(context: &SheetContext, x: u8) -> Vec<Block> {
    let (texts, k, n) = (context.texts, context.threshold, context.shares);
    let lead = match k == n {
        true => marked!(texts, "share-lead-all", n),
        false => marked!(texts, "share-lead", k, n),
    };
    vec![context.share_title(x), Block::Lead(lead)]
}

/// Where the rest is kept, and the first `most` people to ask, a line each.
fn lines_to_ask(context: &SheetContext, most: usize) -> Vec<Block> {
    let texts = context.texts;
    let ask = match context.people_line(most) {
        Some(people) => Block::Text(marked!(texts, "share-ask", people)),
        None => Block::Blank(marked!(texts, "share-ask-blank")),
    };
    vec![Block::Blank(marked!(texts, "share-kept-at")), ask]
}

/// The same in one row, where there is less room: two of the people, or where they stand.
fn row_to_ask(context: &SheetContext, named: bool) -> Vec<Block> {
    let texts = context.texts;
    let count = context.contacts.len();
    let ask = match context.people_line(2) {
        None => Value::Blank,
        Some(people) if named => Value::Words(people),
        Some(_) => Value::Words(words!(texts, "share-ask-card", count)),
    };
    vec![Block::Bare(vec![vec![
        Field::new(3, words!(texts, "share-kept-at-label"), Value::Blank),
        Field::new(4, words!(texts, "share-ask-label"), ask),
    ]])]
}

/// Kit, account and custodian in two rows.
fn short(context: &SheetContext, x: u8, accounts: Accounts) -> Vec<Vec<Field>> {
    vec![
        vec![context.label_field(6), context.account_field(7, accounts), context.made_field(4)],
        vec![context.custodian_field(6, x), context.place_field(7, x), works_with(context, 4)],
    ]
}

/// What stays on the page when the names go to the next one.
fn least(context: &SheetContext) -> Vec<Vec<Field>> {
    let label = words!(context.texts, "share-names-label");
    let names = Value::Words(words!(context.texts, "share-names-behind"));
    vec![vec![Field::new(6, label, names), works_with(context, 7), context.made_field(4)]]
}

/// The names on a page of their own, or several.
fn behind(context: &SheetContext, x: u8) -> Vec<Block> {
    let count = context.accounts.len();
    let label = words!(context.texts, "custody-account", count);
    let accounts = context.accounts.iter().map(|account| vec![Cell::from(account.as_str())]);
    vec![
        context.share_title(x),
        Block::Fields(vec![
            vec![context.label_field(1)],
            vec![context.custodian_field(1, x)],
            vec![context.place_field(1, x)],
        ]),
        Block::Table(Table::labelled(ACCOUNT_ROW, [(label, 1)]).rows(accounts)),
    ]
}

fn works_with(context: &SheetContext, parts: u16) -> Field {
    let value = Value::Words(words!(context.texts, "share-every-credential"));
    Field::new(parts, words!(context.texts, "share-works-with"), value)
}

/// What nobody does with a share. It stands in panel 1 of A4 and, whose first panel is lower,
/// in panel 3 of Letter.
fn warning(context: &SheetContext, paper: Paper) -> Option<Block> {
    (context.paper == paper).then(|| Block::Text(marked!(context.texts, "share-never")))
}

fn middle_panel(context: &SheetContext, (lines, grid): (Vec<CheckedLine>, Grid)) -> Vec<Block> {
    let (texts, k) = (context.texts, context.threshold);
    let code = QrSquare { grid, caption: String::new() };
    let (size, leading) = LINES;
    let lines = Lines { heading: "SK1 S", lines, size, leading, columns: 1 };
    vec![
        Block::Heading(words!(texts, "share-scan")),
        Block::Text(marked!(texts, "share-characters")),
        Block::Zone(vec![Block::Columns(vec![
            (31, vec![Block::Codes { codes: vec![code], per_row: 1, module: MODULE }]),
            (69, vec![Block::Lines(lines)]),
        ])]),
        Block::Text(match context.paper {
            Paper::A4 => marked!(texts, "share-how", k, command = "sealkit recover"),
            // Between the code and the second fold there is room for one line.
            Paper::Letter => marked!(texts, "share-how-short", command = "sealkit recover"),
        }),
    ]
}

/// Who sealed it, room for notes, and what a finder does.
fn last_panel(context: &SheetContext) -> Vec<Way> {
    let texts = context.texts;
    let way = |row_mm: f32, notes: usize| {
        let mut blocks = vec![
            Block::Heading(words!(texts, "custody-sealing")),
            Block::Table(context.sealing_form(row_mm)),
        ];
        let first = Field::new(1, words!(texts, "custody-notes"), Value::Blank);
        blocks.extend((notes > 0).then(|| Block::Bare(vec![vec![first]])));
        blocks.extend((1..notes).map(|_| Block::Blank(Text::default())));
        blocks.extend(warning(context, Paper::Letter));
        blocks.push(Block::Blank(marked!(texts, "share-found-this")));
        blocks.into()
    };
    vec![way(15.0, 2), way(13.0, 2), way(13.0, 1), way(13.0, 0)]
}

impl SheetContext {
    /// Number of the share and name of its set, as share, packet and custody card begin.
    pub(super) fn share_title(&self, x: u8) -> Block {
        Block::Title { title: self.share_name(x), tags: vec![self.set_tag()] }
    }

    /// One row for who sealed something into which bag.
    pub(super) fn sealing_form(&self, row_mm: f32) -> Table {
        let texts = self.texts;
        let columns = [
            (words!(texts, "custody-bag"), 36),
            (words!(texts, "custody-sealed-by"), 47),
            (words!(texts, "custody-witness"), 47),
            (words!(texts, "custody-date-time"), 44),
        ];
        Table::labelled(row_mm, columns).empty_rows(1)
    }
}
