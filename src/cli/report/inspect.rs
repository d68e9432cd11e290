//! The words for what `inspect` finds.

use sealkit::credential::{CredentialCode, Part};
use sealkit::record::{Batch, BatchError, CodeState, Hash, Made, Record, RecordError, SecretEntry};
use sealkit::share::Share;

use super::Failure;
use super::events::{Message, ranges};
use super::recovery::kits_by_name;
use crate::cli::inspect::error::{Contradiction, InspectError};

impl From<InspectError> for Failure {
    fn from(error: InspectError) -> Self {
        match error {
            InspectError::Records(first) => failure!(Damaged, "records-differ", first).of_kind("record"),
            InspectError::Contradiction(found) => {
                failure!(Damaged, "inputs-contradict", found = contradiction(&found)).of_kind("several")
            }
        }
    }
}

/// What cannot all be genuine among the inputs.
pub fn contradiction(found: &Contradiction) -> String {
    match found {
        Contradiction::Kits(kits) => text!("several-kits", number = kits.len(), kits = kits_by_name(kits)),
        Contradiction::Credentials { key, generation, payloads } => {
            let hashes: Vec<String> = payloads.iter().map(ToString::to_string).collect();
            text!(
                "several-credentials",
                number = hashes.len(),
                key,
                generation,
                hashes = hashes.join(" and ")
            )
        }
    }
}

/// Age files that do not say their generation, where they are more than one.
pub fn bare(payloads: &[Hash]) -> Option<String> {
    let hashes: Vec<String> = payloads.iter().map(ToString::to_string).collect();
    let number = hashes.len();
    (number > 1).then(|| text!("several-age-files", number, hashes = hashes.join(" and ")))
}

/// Two records of one generation.
pub fn fork(made: &Made, payloads: [&Hash; 2]) -> String {
    let [one, other] = payloads;
    text!("two-records", set = made.set_id, generation = made.generation, one, other)
}

/// The same message about a page.
pub fn on_page(page: usize, message: Message) -> Message {
    Message { sentence: text!("on-page", page, sentence = message.sentence), ..message }
}

/// Some lines of a credential.
pub fn credential_lines(have: usize, missing: &[u16]) -> String {
    text!("credential-lines", have, missing = ranges(missing))
}

/// A share, without what it is worth.
pub fn share(share: &Share) -> String {
    let (set, quorum, x, epoch) = (share.set(), share.quorum(), share.x(), share.epoch());
    let key = if epoch.is_rehearsal() { "rehearsal-share-found" } else { "share-found" };
    text!(key, x, shares = quorum.shares(), set, epoch, quorum, fingerprint = share.hash().short())
}

/// A part of a credential.
pub fn part(part: &Part) -> String {
    let Part { key, generation, part: number, parts, .. } = part;
    text!("part-found", number, parts, key, generation)
}

/// A whole credential.
pub fn credential(code: &CredentialCode) -> String {
    text!("credential-found", key = code.key(), generation = code.generation(), bytes = code.age_file().len())
}

/// An age file that nobody can open.
pub fn damaged_age_file() -> Message {
    bad!("age-file-damaged")
}

/// A record in a few lines.
pub fn record(record: &Record) -> String {
    let made = record.made();
    let secret = |secret: &SecretEntry| match (&secret.name, &secret.profile, made.place(secret)) {
        (name, profile, place) if place == made.generation => format!("{name} ({profile})"),
        (name, profile, place) => text!("secret-in-earlier", name, profile, place),
    };
    let secrets: Vec<String> = made.secrets.iter().map(secret).collect();
    let found = text!(
        "record-found",
        label = made.plan.label,
        set = made.set_id,
        quorum = made.quorum,
        epoch = made.epoch,
        generation = made.generation,
        date = made.date,
        version = made.tool.version,
        offline = text!(if made.made_offline { "made-offline" } else { "not-made-offline" }),
        secrets = secrets.join(", "),
        recipient = made.recipient,
        fingerprint = made.recipient_fingerprint,
        entries = record.log().len(),
        code = code(record.code()),
    );

    let keepers = made.custodians.iter();
    let keepers = keepers.map(|c| text!("record-found-share", x = c.share, name = c.name, place = c.place));
    let lines: Vec<String> = std::iter::once(found).chain(keepers).collect();
    lines.join("\n").replace('\n', "\n  ")
}

/// A batch in a line.
pub fn batch(batch: &Batch) -> String {
    text!("batch-found", records = batch.records().len())
}

/// A batch that cannot be relied on.
pub fn batch_error(error: &BatchError) -> Message {
    bad!("batch-error", error)
}

fn code(state: CodeState) -> String {
    match state {
        CodeState::FirstEdition => text!("code-of-edition-1"),
        CodeState::WithoutQuorum => text!("made-without-quorum"),
        CodeState::Written => text!("code-written"),
    }
}

/// A record that cannot be relied on.
pub fn record_error(error: &RecordError) -> Message {
    bad!("record-error", error)
}
