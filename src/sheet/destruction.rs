//! The certificate that what was replaced is destroyed, all of it, and not too early.

use super::block::{Block, Cell, Field, Table, Text, Value};
use super::context::SheetContext;
use super::kind::SheetKind;
use super::phrases::numbers;
use super::replacement::{confirmation, sensitive};
use super::{OperationKind, Sheet};
use crate::id::{Epoch, Generation, SetId};
use crate::plan::Custodian;
use crate::shamir::Quorum;

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

impl ReplacedKit {
    /// `1`, or `1 and 3`.
    fn generations(&self) -> String {
        let generations: Vec<Generation> = self.credentials.iter().map(|old| old.generation).collect();
        numbers(&generations)
    }
}

/// The certificate of destruction. No secret.
pub fn destruction(context: &SheetContext, old: &ReplacedKit) -> Sheet {
    let mut sheet = context.sheet(
        SheetKind::Destruction,
        "Certificate of destruction",
        ("CERTIFICATE OF DESTRUCTION", "NO SECRET · KEEP WITH THE RECORD"),
        &format!("generation {} · epoch {}", context.generation, context.epoch),
    );
    sheet.blocks = opening(context, old);
    sheet.blocks.push(not_before(context, old));
    if !old.credentials.is_empty() {
        sheet.blocks.push(Block::Table(confirmation(context.generation)));
    }
    sheet.blocks.extend(meaning(old).into_iter().map(Block::Text));
    let kept = context.keep_lines().into_iter().map(Text::strong);
    sheet
        .blocks
        .extend(kept.map(|line| Block::Text(line.then(" It is not destroyed, nor are its sealed copies."))));
    sheet.blocks.push(Block::Heading("What is destroyed".to_owned()));
    sheet.blocks.push(Block::Text(Text::new(HOW)));
    sheet.blocks.push(Block::Table(items(old)));
    sheet.blocks.extend(signatures(old));
    sheet
}

const HOW: &str = "Cross-cut or burn paper, one line for each piece, the pieces counted before. Erase files together with \
    their medium, or overwrite the medium. Keep record and ceremony sheet: they hold no secret and tell the story.";

fn opening(context: &SheetContext, old: &ReplacedKit) -> Vec<Block> {
    let (k, n) = (old.quorum.threshold(), old.quorum.shares());
    let set = &old.set_id;
    let generations = old.generations();
    let lead = match old.operation {
        OperationKind::Reshare => Text::strong(format!("All {n} shares of set {set} are destroyed. "))
            .then(format!("As long as {k} of them are left, they open the kit.")),
        OperationKind::NewIdentity => {
            Text::strong(format!("All {n} shares of set {set} and what they open are destroyed. "))
                .then("The kit has a new key.")
        }
        _ => Text::strong(format!("Every copy of generation {generations} is destroyed. "))
            .then("The shares stay sealed: they open the new generation."),
    };

    let what = if old.credentials.is_empty() { "shares only".to_owned() } else { generations };
    vec![
        Block::Banner { title: "Destruction".to_owned(), tags: vec![("OLD SET", set.to_string())] },
        Block::Lead(lead),
        Block::Fields(vec![
            context.kit_fields("REPLACED ON"),
            vec![
                Field::new(4, "OLD SET, EPOCH", Value::Words(format!("{set}, {}", old.epoch))),
                Field::new(
                    5,
                    "NEW SET, EPOCH",
                    Value::Words(format!("{}, {}", context.set_id, context.epoch)),
                ),
                Field::new(3, "OLD GENERATION", Value::Words(what)),
            ],
        ]),
    ]
}

fn not_before(context: &SheetContext, old: &ReplacedKit) -> Block {
    let new = context.generation;
    let confirmed = format!(
        "Not before a sign-in with generation {new} has worked and stands in the record (sealkit rotate --confirm): \
         if the change of a secret failed, the old generation is the only way in. "
    );
    let sealed = format!(
        "Not before each share of set {} was read back from its paper and lies sealed in its place.",
        context.set_id
    );
    let (words, why) = match old.operation {
        OperationKind::Reshare => ("NOT BEFORE THE NEW SHARES ARE SEALED".to_owned(), sealed),
        OperationKind::NewIdentity => {
            (format!("NOT BEFORE GENERATION {new} IS CONFIRMED"), confirmed + &sealed)
        }
        _ => (format!("NOT BEFORE GENERATION {new} IS CONFIRMED"), confirmed),
    };

    Block::Alarm { words, why: Text::new(why) }
}

/// What destroying does, and what it does not.
fn meaning(old: &ReplacedKit) -> Vec<Text> {
    let k = old.quorum.threshold();
    match old.operation {
        OperationKind::Reshare => vec![
            Text::strong("This is a change of custody among people who are trusted. It revokes nothing: ").then(
                format!(
                    "the old shares still combine among themselves, and {k} of them, or of copies of them, open every \
                     generation of this kit, later ones too. Old and new shares do not combine with one another."
                ),
            ),
            Text::strong("Could anybody have copied a share? ")
                .then("Then this sheet is not enough: make a new key with ")
                .mono("sealkit reshare --new-identity")
                .then(", and set the new secrets on their targets."),
        ],
        OperationKind::NewIdentity => {
            let mut said = vec![
                Text::strong("Destroying takes back nothing that has leaked: ").then(format!(
                    "whoever has {k} old shares, or copies of them, opens every credential of the old key for good. What \
                     ends that is the change of the secrets on their targets."
                )),
            ];
            if !old.still_valid.is_empty() {
                let kept = Text::strong("Sealed unchanged, and so open to whoever has the old shares: ");
                said.push(kept.bold(old.still_valid.join(", ")).then("."));
            }
            said
        }
        _ => vec![sensitive(&old.generations(), &old.still_valid)],
    }
}

fn items(old: &ReplacedKit) -> Table {
    let columns = [
        ("WHAT", 8),
        ("KEPT BY, PLACE", 8),
        ("PIECES", 2),
        ("DESTROYED BY", 4),
        ("WITNESS", 4),
        ("DATE, HOW", 4),
    ];
    let row = |what: String, whose: String| {
        let mut row: Vec<Cell> = vec![what.into(), whose.into()];
        row.extend((0..4).map(|_| Cell::from("")));
        row
    };

    let shares = old.shares.iter().map(|share| {
        let (x, n) = (share.x, old.quorum.shares());
        row(format!("share {x} of {n}, fingerprint {}", share.fingerprint), keeper(&share.keeper))
    });

    let credentials = old.credentials.iter().flat_map(|credential| {
        let generation = credential.generation;
        let sheet = move |place| row(format!("credential sheet, generation {generation}"), keeper(place));
        old.places.iter().map(sheet)
    });

    let copies = old.credentials.iter().flat_map(|credential| {
        let (of, generation) = (credential.sealed_copies, credential.generation);
        let copy = move |copy| format!("sealed copy {copy} of {of}, generation {generation}: in clear");
        (1..=of).map(move |number| row(copy(number), String::new()))
    });

    let files: Vec<String> = match old.credentials.as_slice() {
        [] => vec![format!("files of the old share sheets, set {}", old.set_id)],
        credentials => credentials.iter().map(files).collect(),
    };

    Table::new(9.0, &columns)
        .rows(shares)
        .rows(credentials)
        .rows(copies)
        .rows(files.into_iter().map(|what| row(what, String::new())))
        .empty_rows(2)
}

fn files(old: &OldCredential) -> String {
    format!("payload.age and credential.pdf, generation {}, each copy of the files", old.generation)
}

fn signatures(old: &ReplacedKit) -> Vec<Block> {
    let rows = ["Ceremony administrator", "Witness", "Witness"].map(|role| {
        let mut row = vec![Cell::from(role)];
        row.extend((0..3).map(|_| Cell::from("")));
        row
    });

    let mono = |label, value: &str| vec![Field::new(1, label, Value::Mono(value.to_owned()))];
    let payloads =
        old.credentials.iter().map(|old| mono("SHA-256 OF AN OLD PAYLOAD.AGE", &old.payload_sha256));
    vec![
        Block::Together(vec![
            Block::Heading("Not found, or not destroyed".to_owned()),
            Block::Table(
                Table::new(9.0, &[("WHAT, WHERE, WHY, AND WHO LOOKS AFTER IT", 16), ("INITIALS", 3)])
                    .empty_rows(2),
            ),
        ]),
        Block::Together(vec![
            Block::Heading("Everything above is destroyed; we saw it".to_owned()),
            Block::Table(
                Table::new(
                    10.0,
                    &[("ROLE", 5), ("PRINTED NAME", 7), ("SIGNATURE", 7), ("DATE, TIME, ZONE", 5)],
                )
                .rows(rows),
            ),
        ]),
        Block::Fields(payloads.chain([mono("RECORD HASH OF THE OLD KIT", &old.record_hash)]).collect()),
    ]
}

fn keeper(custodian: &Custodian) -> String {
    let parts = [custodian.name.as_str(), &custodian.place];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
