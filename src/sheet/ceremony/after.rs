//! Page 3, printed with the kit: what was made, on which machine, and what is printed for whom.

use super::super::Sheet;
use super::super::block::{Block, Cell, Field, Table, Tag, Text, Value};
use super::super::context::SheetContext;
use super::super::drill::LogHead;
use super::super::form::{PEN, PRINTED, accounts, known, mono, numbers, part, sentences, sheet};
use super::super::kind::SheetKind;
use super::super::operation::OperationKind;
use super::super::printed_hash::printed_hash;
use crate::id::{Generation, hex_groups};
use crate::qr::Grid;
use crate::record::{Hash, PrintedHash};

/// Findings about the machine that a few lines hold.
const FEW: usize = 4;

/// What is printed, how often, and who gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackingRow {
    /// The name of the file.
    pub file: String,
    /// How many pages it has.
    pub pages: usize,
    /// How many copies are printed.
    pub copies: usize,
    /// Who gets it, or where it goes.
    pub to: String,
}

/// What the ceremony sheet says beyond what all sheets of the kit say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CeremonyDetails {
    /// The operation that the ceremony was for.
    pub operation: OperationKind,
    /// The hash of the record.
    pub record_hash: PrintedHash,
    /// The hash of the record that this one follows.
    pub follows: Option<PrintedHash>,
    /// SHA-256 of `payload.age`: the credential fingerprint.
    pub payload: Hash,
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
    /// Earlier credentials that hold nothing valid any more once this one counts.
    pub spent: Vec<Generation>,
    /// What is printed after this page, in the order of handling.
    pub packing: Vec<PackingRow>,
}

/// Page 3 of the ceremony sheet. `square` carries the hash of the record. No secret.
pub fn ceremony(context: &SheetContext, made: &CeremonyDetails, square: Grid) -> Sheet {
    let texts = context.texts;
    let mut page = part(
        words!(texts, "ceremony-page-3"),
        words!(texts, "ceremony-page-3-head"),
        words!(texts, "ceremony-shows-places"),
        foot(context),
    );
    page.blocks = opening(context);
    page.blocks.extend(old_credentials(context, made).into_iter().map(Block::Text));
    page.blocks.extend(values(context, made, square));
    page.blocks.extend(packing(context, made));

    // If they do not fit they move together, so that the last page is no scrap of paper.
    let mut last = files(context, made);
    last.extend(exceptions(context, made));
    last.extend(machine(context, made));
    last.push(initials(context));
    page.blocks.push(Block::Together(last));

    let title = words!(texts, "ceremony-page-3-title", set = context.set_id);
    sheet(SheetKind::Ceremony, title, (context.paper, context.made), page, context.texts)
}

fn foot(context: &SheetContext) -> String {
    let (version, number, epoch) = (&context.version, context.generation, context.epoch);
    words!(context.texts, "ceremony-page-3-foot", version, number, epoch)
}

fn opening(context: &SheetContext) -> Vec<Block> {
    let texts = context.texts;
    let tag = Tag::value(words!(texts, "ceremony-set"), context.set_id);
    let mut blocks = vec![Block::Title { title: words!(texts, "ceremony-page-3-heading"), tags: vec![tag] }];
    if !context.made_offline {
        blocks.push(Block::Shout(words!(texts, "ceremony-not-offline")));
        blocks.push(Block::Text(marked!(texts, "ceremony-not-offline-why")));
    }
    blocks.push(Block::Lead(marked!(texts, "ceremony-page-3-lead")));

    let (k, n, number) = (context.threshold, context.shares, context.generation);
    let credential = match context.replaces {
        Some(older) => words!(texts, "ceremony-number-after", number, older),
        None => words!(texts, "ceremony-number", number),
    };
    let made = match context.date_given {
        false => context.made.to_string(),
        true => words!(texts, "ceremony-date-by-hand", date = context.made),
    };
    blocks.push(Block::Fields(vec![
        vec![
            known(4, words!(texts, "ceremony-kit"), &context.label),
            known(5, words!(texts, "ceremony-account"), accounts(texts, &context.accounts)),
            known(3, words!(texts, "ceremony-made"), made),
        ],
        vec![
            known(3, words!(texts, "ceremony-opens-with"), words!(texts, "ceremony-quorum", k, n)),
            known(3, words!(texts, "ceremony-credential"), credential),
            known(3, words!(texts, "ceremony-rotation-due"), context.next_rotation.to_string()),
            known(3, words!(texts, "ceremony-drill-due"), context.next_drill.to_string()),
        ],
    ]));
    blocks.push(Block::Text(marked!(texts, "ceremony-sooner")));
    blocks
}

/// Which earlier credentials are taken away, and which are kept.
fn old_credentials(context: &SheetContext, made: &CeremonyDetails) -> Vec<Text> {
    let (texts, number) = (context.texts, context.generation);
    let (spent, count) = (numbers(texts, &made.spent), made.spent.len());
    let goes = (!made.spent.is_empty()).then(|| marked!(texts, "ceremony-old-goes", spent, count, number));
    let stays = |(number, names): &(Generation, Vec<String>)| {
        marked!(texts, "ceremony-old-stays", number, names = names.join(", "))
    };
    goes.into_iter().chain(context.staying.iter().map(stays)).collect()
}

/// The values that vouch for the kit, under the names that every other sheet uses.
fn values(context: &SheetContext, made: &CeremonyDetails, square: Grid) -> Vec<Block> {
    let texts = context.texts;
    let mut blocks = vec![Block::Compare(vec![
        (words!(texts, "ceremony-kit-fingerprint"), context.fingerprint.to_string()),
        (words!(texts, "ceremony-credential-fingerprint"), hex_groups(made.payload.bytes())),
    ])];
    blocks.extend(printed_hash(words!(texts, "ceremony-record-hash"), made.record_hash, square));

    let value = |label: String, hash: PrintedHash| Field::new(97, label, Value::Mono(hash.to_string()));
    let follows = made.follows.map(|older| value(words!(texts, "ceremony-follows"), older));
    let log = made.log.as_ref().map(|log| log.field(texts, 77));
    let before: Vec<Field> = follows.into_iter().chain(log).collect();
    blocks.extend((!before.is_empty()).then(|| Block::Bare(vec![before])));
    blocks
}

/// What is printed for whom.
fn packing(context: &SheetContext, made: &CeremonyDetails) -> Vec<Block> {
    let texts = context.texts;
    if made.packing.is_empty() {
        return Vec::new();
    }

    // A rotation prints no share, so nobody needs their fingerprints.
    let prints = made.packing.iter().map(|row| print_of(row, made)).collect::<Vec<_>>();
    let has_shares = prints.iter().any(Option::is_some);
    let mut columns = vec![
        (words!(texts, "ceremony-file"), 36),
        (words!(texts, "ceremony-pages"), 15),
        (words!(texts, "ceremony-copies"), 17),
        (words!(texts, "ceremony-to"), if has_shares { 58 } else { 106 }),
    ];
    columns.extend(has_shares.then(|| (words!(texts, "ceremony-fingerprint"), 48)));

    let row = |(row, print): (&PackingRow, Option<&String>)| {
        let (pages, copies) = (row.pages.to_string(), row.copies.to_string());
        let mut cells: Vec<Cell> =
            vec![row.file.as_str().into(), pages.into(), copies.into(), row.to.as_str().into()];
        cells.extend(has_shares.then(|| mono(print.cloned().unwrap_or_default())));
        cells
    };
    let rows = made.packing.iter().zip(prints).map(row);
    vec![
        Block::Section {
            title: words!(texts, "ceremony-print"),
            note: marked!(texts, "ceremony-print-note"),
        },
        Block::Table(Table::labelled(PRINTED, columns).rows(rows)),
    ]
}

/// What a share prints at its foot.
fn print_of<'a>(row: &PackingRow, made: &'a CeremonyDetails) -> Option<&'a String> {
    let Some(SheetKind::Share { x, .. }) = SheetKind::parse(&row.file) else { return None };
    made.share_fingerprints.get(usize::from(x).wrapping_sub(1))
}

/// The hash of each file, in the form that a computer prints and reads back.
fn files(context: &SheetContext, made: &CeremonyDetails) -> Vec<Block> {
    let texts = context.texts;
    // That of the age file stands above.
    let files = made.files.iter().filter(|(_, hash)| *hash != made.payload.to_string());
    let mut lines: Vec<String> = files.map(|(name, hash)| format!("{hash}  {name}")).collect();
    let own = context.binary.as_ref();
    lines.extend(own.map(|own| format!("{}  {}", own.sha256, words!(texts, "ceremony-own-file"))));
    vec![
        Block::Section {
            title: words!(texts, "ceremony-files"),
            note: marked!(texts, "ceremony-files-note", command = "sha256sum"),
        },
        Block::Listing(lines),
    ]
}

/// The network first, then what somebody should look at, then what is in order: there the
/// record has the answers.
fn machine(context: &SheetContext, made: &CeremonyDetails) -> Vec<Block> {
    let texts = context.texts;
    // A verdict stands in front of what was found, in the words of the record.
    let verdicts =
        [words!(texts, "recorded-warning", found = ""), words!(texts, "recorded-not-allowed", found = "")];
    let is_bad = |result: &str| verdicts.iter().any(|verdict| result.starts_with(verdict.as_str()));

    let (mut out, mut in_order) = (Vec::new(), Vec::new());
    for (at, (check, result)) in made.machine.iter().enumerate() {
        match at == 0 || is_bad(result) {
            true => out.push(marked!(texts, "ceremony-stands-out", check, result)),
            false => in_order.push(check.as_str()),
        }
    }

    // A few stand beside the heading, more of them have a line each.
    let few = if out.len() <= FEW { std::mem::take(&mut out) } else { Vec::new() };
    let mut said = out;
    let order = || marked!(texts, "ceremony-in-order", checks = in_order.join(", "));
    said.extend((!in_order.is_empty()).then(order));
    said.push(sentences(vec![
        marked!(texts, "ceremony-rehearsal", rehearsal = made.rehearsal),
        marked!(texts, "ceremony-entropy", sources = made.entropy.join(", ")),
    ]));
    let title = words!(texts, "ceremony-machine");
    vec![Block::Section { title, note: sentences(few) }, Block::Points(said)]
}

/// What is known already. What happens later is written on page 2.
fn exceptions(context: &SheetContext, made: &CeremonyDetails) -> Vec<Block> {
    if made.exceptions.is_empty() {
        return Vec::new();
    }
    let points = made.exceptions.iter().map(|known| Text::new(known.as_str())).collect();
    vec![Block::Heading(words!(context.texts, "ceremony-known")), Block::Points(points)]
}

/// Who compared the kit fingerprint with the screen.
fn initials(context: &SheetContext) -> Block {
    let texts = context.texts;
    let columns = [
        (words!(texts, "form-initials"), 78),
        (words!(texts, "form-leader-label"), 24),
        (words!(texts, "form-operator-label"), 24),
        (words!(texts, "form-witness-label"), 24),
        (words!(texts, "form-time"), 24),
    ];
    let compared = words!(texts, "ceremony-initials-note").into();
    let row = vec![compared, "".into(), "".into(), "".into(), "".into()];
    Block::Table(Table::labelled(PEN, columns).rows([row]))
}
