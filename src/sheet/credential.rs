//! The sealed credential on paper: safe to copy, so it names whom to ask and nobody who keeps
//! a share.

use super::block::{Block, Cell, Field, Lines, QrSquare, Table, Text, Value};
use super::context::{SecretInfo, SheetContext};
use super::details::{Accounts, notes};
use super::kind::SheetKind;
use super::{Part, Sheet};
use crate::lines::CheckedLine;
use crate::plan::Paper;
use crate::qr::Grid;

/// The squares of the codes, in hundredths of a point: 0.9 mm.
const MODULE: u16 = 255;
/// How many squares stand beside one another at that size.
const PER_ROW: usize = 2;
/// How many squares have the words about them beside them: two rows at most.
const BESIDE: usize = 4;
/// The size of the lines in points.
const SIZE: f32 = 12.0;
/// Between these a line's height in points fills the page.
const LEADING: (f32, f32) = (16.0, 24.0);
/// How many people a credential names; the custody cards name all.
const NAMED: usize = 4;

/// The sheet of the sealed credential: `lines` and `grids` carry the same age file, which has
/// `age_length` bytes and this SHA-256 in hexadecimal digits.
pub fn credential(
    context: &SheetContext,
    lines: Vec<CheckedLine>,
    grids: Vec<Grid>,
    age_length: usize,
    age_sha256: &str,
) -> Sheet {
    let (texts, number) = (context.texts, context.generation);
    let name = words!(texts, "credential-name", number);

    let mut blocks = first_words(context, &name);
    blocks.extend(contents(context));
    blocks.extend(squares(context, grids, lines.len()));
    blocks.extend(origin(context, age_sha256));
    blocks.extend(whom_to_ask(context));
    blocks.push(Block::PageBreak);
    blocks.extend(typed(context, lines, age_length));

    let part = Part {
        name: name.clone(),
        folded: false,
        head: (words!(texts, "credential-head"), words!(texts, "credential-head-copy")),
        foot: words!(texts, "credential-foot", version = context.version, set = context.set_id, number),
        blocks,
    };
    context.file(SheetKind::Credential, &name, vec![part])
}

/// What it is, for somebody who never saw one.
fn first_words(context: &SheetContext, name: &str) -> Vec<Block> {
    let (texts, k, n) = (context.texts, context.threshold, context.shares);
    let replaces = match context.replaces {
        Some(number) if context.keeps_old() => words!(texts, "credential-follows", number),
        Some(number) => words!(texts, "credential-number", number),
        None => words!(texts, "credential-first"),
    };
    let date = |label, date: time::Date| Field::new(4, label, Value::Words(date.to_string()));
    vec![
        Block::Title { title: name.to_owned(), tags: vec![context.set_tag()] },
        Block::Lead(marked!(texts, "credential-lead", k, n)),
        Block::Heavy(vec![Block::Text(marked!(texts, "credential-never-seen", k))]),
        Block::Bare(vec![
            vec![context.label_field(6), context.account_field(6, Accounts::Below), context.made_field(4)],
            vec![
                Field::new(6, words!(texts, "credential-replaces"), Value::Words(replaces)),
                Field::new(
                    6,
                    words!(texts, "credential-next"),
                    Value::Words(context.next_rotation.to_string()),
                ),
                date(words!(texts, "credential-next-drill"), context.next_drill),
            ],
        ]),
    ]
}

/// What this credential holds, and which others still count.
fn contents(context: &SheetContext) -> Vec<Block> {
    let texts = context.texts;
    let columns = [
        (words!(texts, "credential-holds"), 44),
        (words!(texts, "credential-for"), 86),
        (words!(texts, "credential-kind"), 44),
    ];
    let here: Vec<&SecretInfo> =
        context.secrets.iter().filter(|secret| secret.generation == context.generation).collect();
    let row = |secret: &&SecretInfo| -> Vec<Cell> {
        let kind = match secret.characters {
            Some(count) => words!(texts, "credential-random", count),
            None => words!(texts, "credential-imported"),
        };
        vec![secret.name.as_str().into(), secret.account.as_str().into(), kind.into()]
    };

    let mut blocks = vec![Block::Table(Table::labelled(6.5, columns).rows(here.iter().map(row)))];
    blocks.extend(context.staying.iter().map(|(number, names)| {
        Block::Text(marked!(texts, "credential-keep", number, names = names.join(", ")))
    }));
    let notes = notes(here.iter().map(|secret| secret.profile.as_str()), texts);
    blocks.extend(notes.map(|notes| Block::Text(Text::new(notes))));
    blocks
}

/// The squares and how to use them; beside them where they leave room, else above.
fn squares(context: &SheetContext, grids: Vec<Grid>, lines: usize) -> Vec<Block> {
    let (texts, parts) = (context.texts, grids.len());
    let square = |(part, grid): (usize, Grid)| QrSquare {
        grid,
        caption: words!(texts, "credential-square", part, parts),
    };
    let codes: Vec<QrSquare> = (1..).zip(grids).map(square).collect();
    let title = words!(texts, "credential-scan", count = parts);
    let [scan, never, no_scanner] = [
        marked!(texts, "credential-any-order"),
        marked!(texts, "credential-never-phone"),
        marked!(texts, "credential-no-scanner", lines),
    ];

    // Three in a row keep the sheet on two pages, with squares of 0.77 mm.
    if parts == 3 || parts > BESIDE {
        let per_row = if parts == 3 { parts } else { PER_ROW };
        let note = Text([scan.0, Text::new(" ").0, never.0, Text::new(" ").0, no_scanner.0].concat());
        return vec![Block::Section { title, note }, Block::Codes { codes, per_row, module: MODULE }];
    }
    let beside = vec![Block::Heading(title), Block::Text(scan), Block::Text(never), Block::Text(no_scanner)];
    vec![Block::Columns(vec![
        (135, vec![Block::Codes { codes, per_row: PER_ROW, module: MODULE }]),
        (33, beside),
    ])]
}

/// The two values that the ceremony sheet has under the same names.
fn origin(context: &SheetContext, age_sha256: &str) -> Vec<Block> {
    let texts = context.texts;
    vec![
        Block::Space(1.0),
        Block::Rule,
        Block::Heading(words!(texts, "credential-genuine")),
        Block::Text(marked!(texts, "credential-anyone")),
        Block::Compare(vec![
            (words!(texts, "credential-kit-fingerprint"), context.fingerprint.to_string()),
            (words!(texts, "credential-fingerprint"), grouped(age_sha256)),
        ]),
    ]
}

/// Hexadecimal digits in groups of four.
fn grouped(digits: &str) -> String {
    let mut groups = String::with_capacity(digits.len() + digits.len() / 4);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && i % 4 == 0 {
            groups.push(' ');
        }
        groups.push(digit);
    }
    groups
}

fn whom_to_ask(context: &SheetContext) -> Vec<Block> {
    let texts = context.texts;
    match context.people_line(NAMED) {
        Some(people) => vec![Block::Rule, Block::Text(marked!(texts, "credential-ask", people))],
        None => vec![
            Block::Rule,
            Block::Blank(marked!(texts, "credential-ask-blank")),
            Block::Text(marked!(texts, "credential-lie-beside")),
        ],
    }
}

/// The lines to type, on a page of their own. What a stranger without sealkit needs stands
/// above them, so that it is never alone on a last page.
fn typed(context: &SheetContext, lines: Vec<CheckedLine>, length: usize) -> Vec<Block> {
    let (texts, count) = (context.texts, lines.len());
    let (least, most) = LEADING;
    // So that the lines use their page: the height of a column in points.
    let column: f32 = match context.paper {
        Paper::A4 => 590.0,
        Paper::Letter => 540.0,
    };
    let leading = (column / count.div_ceil(2).max(1) as f32).clamp(least, most);
    vec![
        Block::Section {
            title: words!(texts, "credential-lines-title", count, number = context.generation),
            note: marked!(texts, "credential-lines-only"),
        },
        Block::Text(marked!(texts, "credential-lines-how", command = "sealkit recover")),
        Block::Text(marked!(texts, "credential-age-file", length)),
        Block::Lines(Lines { heading: "SK1 C", lines, size: SIZE, leading, columns: 2 }),
    ]
}
