//! The certificate that what was replaced is destroyed, all of it, and not too early.

use super::block::{Block, Cell, Field, Table, Tag, Text, Value};
use super::context::SheetContext;
use super::form::{PEN, accounts, known, numbers, part, roles, sheet, signatures};
use super::kind::SheetKind;
use super::{OperationKind, Sheet};
use crate::id::{Epoch, Generation, SetId};
use crate::plan::Custodian;
use crate::shamir::Quorum;
use crate::texts::Texts;

/// A share that is out of use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldShare {
    /// Its number.
    pub x: u8,
    /// Who keeps it, and where.
    pub keeper: Custodian,
    /// What its sheet prints at its foot.
    pub fingerprint: String,
}

/// A credential in which nothing is valid any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldCredential {
    /// Its generation.
    pub generation: Generation,
    /// SHA-256 of its age file.
    pub payload_sha256: String,
    /// How many copies of all that it holds were sealed.
    pub sealed_copies: u16,
}

/// What is out of use, as its record tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplacedKit {
    /// The operation that replaces it.
    pub operation: OperationKind,
    /// Its share set.
    pub set_id: SetId,
    /// Which split that was.
    pub epoch: Epoch,
    /// Its k of n.
    pub quorum: Quorum,
    /// Its credentials that hold nothing valid any more, oldest first.
    pub credentials: Vec<OldCredential>,
    /// Its shares, where they are replaced.
    pub shares: Vec<OldShare>,
    /// Where a credential sheet lies, share 1 first.
    pub places: Vec<Custodian>,
    /// The hash of the old record, as paper shows it.
    pub record_hash: String,
    /// The secrets that go on unchanged.
    pub still_valid: Vec<String>,
}

/// Where there are more places than these, more than one piece may be missing.
const FEW: usize = 6;

impl ReplacedKit {
    /// `1`, or `1 and 3`.
    fn generations(&self, texts: &Texts) -> String {
        let generations: Vec<Generation> = self.credentials.iter().map(|old| old.generation).collect();
        numbers(texts, &generations)
    }
}

/// The certificate of destruction. No secret.
pub fn destruction(context: &SheetContext, old: &ReplacedKit) -> Sheet {
    let (texts, version) = (context.texts, &context.version);
    let mut page = part(
        words!(texts, "destruction-name"),
        words!(texts, "destruction-head"),
        words!(texts, "ceremony-shows-places"),
        words!(texts, "form-foot", version),
    );
    page.blocks = opening(context, old);
    page.blocks.push(not_before(context, old));
    page.blocks.extend(meaning(context, old).into_iter().map(Block::Text));

    let kept = context.staying.iter().map(|(number, names)| {
        Block::Text(marked!(texts, "destruction-kept", number, names = names.join(", ")))
    });
    page.blocks.extend(kept);

    // The signatures stay with the list that they sign, as far as a page can hold it.
    let what = words!(texts, "destruction-what");
    let mut list = vec![Block::Section { title: what, note: marked!(texts, "destruction-how") }];
    list.extend(fingerprints(context, old).map(Block::Text));
    list.push(Block::Table(items(context, old)));
    list.push(signed(context, old));
    page.blocks.push(Block::Together(list));

    let title = words!(texts, "destruction-document", set = old.set_id);
    sheet(SheetKind::Destruction, title, (context.paper, context.made), page, context.texts)
}

fn opening(context: &SheetContext, old: &ReplacedKit) -> Vec<Block> {
    let texts = context.texts;
    let (k, n, set, spent) =
        (old.quorum.threshold(), old.quorum.shares(), old.set_id, old.generations(texts));
    let lead = match old.operation {
        OperationKind::Reshare => marked!(texts, "destruction-lead-reshare", k, n, set),
        OperationKind::NewIdentity => marked!(texts, "destruction-lead-new-identity", n, set),
        _ => marked!(texts, "destruction-lead-rotate", spent),
    };

    let what = match old.credentials.is_empty() {
        true => words!(texts, "destruction-shares-only"),
        false => words!(texts, "ceremony-number", number = spent),
    };
    let replaced = match old.operation {
        OperationKind::Rotate => known(
            3,
            words!(texts, "destruction-new-credential"),
            words!(texts, "ceremony-number", number = context.generation),
        ),
        _ => known(3, words!(texts, "destruction-new-set"), context.set_id.to_string()),
    };
    let hash = Value::Mono(old.record_hash.clone());
    vec![
        Block::Title {
            title: words!(texts, "destruction-title"),
            tags: vec![Tag::value(words!(texts, "destruction-old-set"), set)],
        },
        Block::Lead(lead),
        Block::Fields(vec![
            vec![
                known(4, words!(texts, "ceremony-kit"), &context.label),
                known(5, words!(texts, "ceremony-account"), accounts(texts, &context.accounts)),
                known(3, words!(texts, "destruction-replaced-on"), context.made.to_string()),
            ],
            vec![
                known(3, words!(texts, "destruction-old-credential"), what),
                replaced,
                Field::new(8, words!(texts, "destruction-record"), hash),
            ],
        ]),
    ]
}

/// What must have happened before, and who saw it.
fn not_before(context: &SheetContext, old: &ReplacedKit) -> Block {
    let (texts, number, set) = (context.texts, context.generation, context.set_id);
    let confirmed =
        || marked!(texts, "destruction-confirmed-first", number, command = "sealkit rotate --confirm");
    let sealed = || marked!(texts, "destruction-sealed-first", set);
    let reasons = match old.operation {
        OperationKind::Reshare => vec![sealed()],
        OperationKind::NewIdentity => vec![confirmed(), sealed()],
        _ => vec![confirmed()],
    };

    let words = match old.operation {
        OperationKind::Reshare => words!(texts, "destruction-not-before-sealed"),
        _ => words!(texts, "destruction-not-before-confirmed", number),
    };
    let mut blocks = vec![Block::Heading(words)];
    blocks.extend(reasons.into_iter().map(Block::Text));
    if !old.credentials.is_empty() {
        blocks.push(Block::Table(confirmation(context)));
    }
    Block::Heavy(blocks)
}

/// Who saw the new credential work.
fn confirmation(context: &SheetContext) -> Table {
    let (texts, number) = (context.texts, context.generation);
    let columns = [
        (words!(texts, "destruction-worked", number), 46),
        (words!(texts, "destruction-tried-by"), 46),
        (words!(texts, "destruction-noted-by"), 46),
        (words!(texts, "form-date-time-zone"), 36),
    ];
    let row = vec![Cell::tick(words!(texts, "drill-form-yes")), "".into(), "".into(), "".into()];
    Table::labelled(PEN, columns).rows([row])
}

/// What destroying does, and what it does not.
fn meaning(context: &SheetContext, old: &ReplacedKit) -> Vec<Text> {
    let (texts, k) = (context.texts, old.quorum.threshold());
    let spent = old.generations(texts);
    let valid = old.still_valid.join(", ");
    match old.operation {
        OperationKind::Reshare => vec![
            marked!(texts, "destruction-revokes-nothing", k),
            marked!(texts, "destruction-copied", command = "sealkit reshare --new-identity"),
        ],
        OperationKind::NewIdentity => {
            let leaked = marked!(texts, "destruction-leaked", k);
            let open = (!old.still_valid.is_empty()).then(|| marked!(texts, "destruction-still-open", valid));
            [Some(leaked), open].into_iter().flatten().collect()
        }
        _ => vec![match old.still_valid.is_empty() {
            true => marked!(texts, "destruction-sensitive", spent),
            false => marked!(texts, "destruction-sensitive-for", spent, valid),
        }],
    }
}

/// What tells the old shares from those that stay.
fn fingerprints(context: &SheetContext, old: &ReplacedKit) -> Option<Text> {
    let of_share = |share: &OldShare| format!("{}: {}", share.x, share.fingerprint);
    let fingerprints = old.shares.iter().map(of_share).collect::<Vec<_>>().join(", ");
    (!old.shares.is_empty()).then(|| marked!(context.texts, "destruction-fingerprints", fingerprints))
}

/// A row for each place, each sealed copy and each file, as on a receipt.
fn items(context: &SheetContext, old: &ReplacedKit) -> Table {
    let (texts, set) = (context.texts, old.set_id);
    let columns = [
        (words!(texts, "destruction-item"), 74),
        (words!(texts, "destruction-pieces"), 15),
        (words!(texts, "destruction-by"), 28),
        (words!(texts, "form-witness-label"), 28),
        (words!(texts, "destruction-date-how"), 29),
    ];
    let mut rows: Vec<Vec<Cell>> =
        (1..).zip(&old.places).map(|(x, place)| at(texts, x, place, old)).collect();
    for OldCredential { generation: number, sealed_copies: of, .. } in &old.credentials {
        let copy = |copy: u16| Text::strong(words!(texts, "destruction-copy", copy, of, number));
        rows.extend((1..=*of).map(|number| to_destroy(copy(number))));
    }

    match old.credentials.as_slice() {
        [] => rows.push(to_destroy(Text::strong(words!(texts, "destruction-share-files", set)))),
        credentials => rows.extend(credentials.iter().map(|old| files(texts, old))),
    }
    // More are added where the record does not know of all of them.
    let others = match (old.shares.is_empty(), old.credentials.is_empty()) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    };
    Table::labelled(PEN, columns).rows(rows).empty_rows(others)
}

/// What is fetched from one place: a share that is out of use, and old credentials.
fn at(texts: &Texts, x: u8, place: &Custodian, old: &ReplacedKit) -> Vec<Cell> {
    let n = old.quorum.shares();
    let share = old.shares.iter().any(|share| share.x == x).then(|| words!(texts, "destruction-share", x, n));
    let number = old.generations(texts);
    let sheet = (!old.credentials.is_empty()).then(|| words!(texts, "destruction-sheet", number));
    let pieces: Vec<String> = share.into_iter().chain(sheet).collect();

    let place = place.to_string();
    let what = Text::strong(pieces.join(", "));
    to_destroy(if place.is_empty() { what } else { what.then(format!("\n{place}")) })
}

/// The files of a credential, and what their age file is known by.
fn files(texts: &Texts, old: &OldCredential) -> Vec<Cell> {
    let (number, hash) = (old.generation, short(&old.payload_sha256));
    let what = Text::strong(words!(texts, "destruction-files", number));
    to_destroy(what.then("\n").then(words!(texts, "destruction-payload")).then(" ").mono(hash))
}

/// A row with room for who destroyed it, who saw that, and how.
fn to_destroy(what: Text) -> Vec<Cell> {
    let mut cells = vec![Cell::Words(what)];
    cells.extend((0..4).map(|_| Cell::from("")));
    cells
}

/// The first 16 of the digits, in groups of four.
fn short(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().take(16).collect();
    let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// What is missing, and the signatures under all of it.
fn signed(context: &SheetContext, old: &ReplacedKit) -> Block {
    let texts = context.texts;
    let missing = [(words!(texts, "destruction-missing"), 154), (words!(texts, "form-initials"), 20)];
    let [leader, _, witness] = roles(texts);
    let what = words!(texts, "destruction-saw");
    let rows = if old.places.len() > FEW { 3 } else { 1 };
    let note = match old.credentials.is_empty() {
        true => marked!(texts, "destruction-signed-shares"),
        false => marked!(texts, "destruction-signed"),
    };
    Block::Together(vec![
        Block::Table(Table::labelled(PEN, missing).empty_rows(rows)),
        Block::Section { title: words!(texts, "ceremony-signatures"), note },
        Block::Table(signatures(texts, what, [leader, witness])),
    ])
}
