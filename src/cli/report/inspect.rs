//! The words for what `inspect` finds.

use sealkit::credential::{CredentialCode, Part};
use sealkit::record::{CodeState, Record, RecordError};
use sealkit::share::Share;

use super::events::{Message, ranges};
use super::recovery::kits_by_name;
use super::{Failure, Status};
use crate::cli::inspect::error::{Contradiction, InspectError};

impl From<InspectError> for Failure {
    fn from(error: InspectError) -> Self {
        let no_hash = |message: String| {
            let hint = "type it from the ceremony sheet, in groups or in one piece; `-` asks for it";
            Self::new(Status::Usage, message, hint)
        };
        match error {
            InspectError::NoRecord => Self::new(
                Status::Usage,
                "there is no record to compare the hash with",
                "give the kit's record.json, and older ones behind it",
            ),
            InspectError::Hash { digits: Some(count) } => {
                no_hash(format!("the hash has {count} digits instead of 64"))
            }
            InspectError::Hash { digits: None } => no_hash(
                "the hash has characters that are no hexadecimal digits, 0 to 9 and a to f".to_owned(),
            ),
            InspectError::Records(first) => Self::new(
                Status::Damaged,
                first,
                "take the record.json that was written with the kit, unchanged; the ceremony sheet has its hash",
            )
            .of_kind("record"),
            InspectError::Contradiction(found) => Self::new(
                Status::Damaged,
                contradiction(&found),
                "compare the kit fingerprint and the SHA-256 of the credential with the ceremony sheet",
            )
            .of_kind("several"),
        }
    }
}

/// What a record without an authentication code is worth.
pub const WITHOUT_QUORUM: &str = "made without a quorum; only the record hash on paper vouches";

/// What cannot all be genuine among the inputs.
pub fn contradiction(found: &Contradiction) -> String {
    match found {
        Contradiction::Kits(kits) => {
            format!("these shares open {} different kits: {}", kits.len(), kits_by_name(kits))
        }
        Contradiction::Credentials { key, generation, payloads } => {
            let hashes: Vec<String> = payloads.iter().map(ToString::to_string).collect();
            format!(
                "{} different credentials of key {key} say generation {generation}, SHA-256 {}",
                hashes.len(),
                hashes.join(" and ")
            )
        }
    }
}

/// The same message about a page.
pub fn on_page(page: usize, message: Message) -> Message {
    Message { sentence: format!("page {page}: {}", message.sentence), ..message }
}

/// A sheet or a picture without a code.
pub fn no_code() -> String {
    "a PDF without a code: neither a share nor a credential".to_owned()
}

/// A code of something else. It is not shown.
pub fn other_code() -> String {
    "a QR code that is neither a share nor a credential; perhaps a secret in clear".to_owned()
}

/// The calibration code.
pub fn calibration() -> String {
    "the calibration code, as it is printed: the keyboard layout is right".to_owned()
}

/// A code of the printed program.
pub fn program() -> String {
    "a square of the printed program recover.py; no secret".to_owned()
}

/// Some lines of a credential.
pub fn credential_lines(have: usize, missing: &[u16]) -> String {
    format!("{have} lines of a credential; still missing: {}", ranges(missing))
}

/// A share, without what it is worth.
pub fn share(share: &Share) -> String {
    let (set, quorum, x, epoch) = (share.set(), share.quorum(), share.x(), share.epoch());
    let rehearsal = if epoch.is_rehearsal() { "; a rehearsal set, it protects nothing" } else { "" };
    format!(
        "share {x} of {}, set {set}, epoch {epoch}; {quorum} shares open the kit; share fingerprint {}{rehearsal}",
        quorum.shares(),
        share.hash().short()
    )
}

/// A part of a credential.
pub fn part(part: &Part) -> String {
    let Part { key, generation, part: number, parts, .. } = part;
    format!("part {number} of {parts} of a credential: key {key}, generation {generation}")
}

/// A whole credential.
pub fn credential(code: &CredentialCode) -> String {
    let (key, generation, bytes) = (code.key(), code.generation(), code.age_file().len());
    format!("a whole credential: key {key}, generation {generation}; its age file has {bytes} bytes")
}

/// An age file.
pub fn age_file(bytes: usize) -> String {
    format!("an age file of {bytes} bytes; from outside it shows neither its key nor its generation")
}

/// An age file that cannot be opened by anybody.
pub fn damaged_age_file() -> Message {
    Message::bad("an age file that is damaged", "use another copy of it")
}

/// A record in a few lines.
pub fn record(record: &Record) -> String {
    let made = record.made();
    let offline = if made.made_offline { "made offline" } else { "NOT MADE OFFLINE" };
    let secrets =
        made.secrets.iter().map(|s| format!("{} ({})", s.name, s.profile)).collect::<Vec<_>>().join(", ");
    let mut lines = vec![
        format!("record of the kit {}", made.plan.label),
        format!(
            "  set {}, {}, epoch {}, generation {}",
            made.set_id, made.quorum, made.epoch, made.generation
        ),
        format!("  made {} with sealkit {}, {offline}", made.date, made.tool.version),
        format!("  secrets: {secrets}"),
        format!("  recipient {}", made.recipient),
        format!("  fingerprint {}", made.recipient_fingerprint),
        format!("  log entries: {}", record.log().len()),
        format!("  authentication code: {}", code(record.code())),
        format!("  SHA-256 of the made part {}: compare it with the ceremony sheet", record.made_hash()),
    ];
    lines.extend(made.custodians.iter().map(|c| format!("  share {}: {} {}", c.share, c.name, c.place)));
    lines.join("\n")
}

fn code(state: CodeState) -> &'static str {
    match state {
        CodeState::FirstEdition => "none, the record is of edition 1; only the record hash on paper vouches",
        CodeState::WithoutQuorum => WITHOUT_QUORUM,
        CodeState::Written => "there is one; it is not checked here, a drill checks it",
    }
}

/// A record that cannot be relied on.
pub fn record_error(error: &RecordError) -> Message {
    Message::bad(error.to_string(), "take the record.json that was written with the kit")
}
