//! What comes out: the files of a kit, and what may be said of them.

use crate::id::{Fingerprint, Generation, Recipient, SetId};
use crate::plan::Plan;
use crate::record::{Hash, Kept};
use crate::secret::SecretBytes;
use crate::shamir::Quorum;
use crate::sheet::{OperationKind, SheetKind};
use crate::texts::{Worded, Wording};
use serde::{Serialize, Serializer};

/// The file of the sealed credential, for any age program.
pub const PAYLOAD: &str = "payload.age";
/// The file of the public record.
pub const RECORD: &str = "record.json";

/// A kit that has been opened from its own sheets.
pub struct Kit {
    /// All files of the folder.
    pub files: Vec<KitFile>,
    /// What may be said of it.
    pub summary: Summary,
}

/// A file of the kit folder.
pub struct KitFile {
    /// Its name.
    pub name: String,
    /// Its bytes, which may show a share or a secret.
    pub bytes: SecretBytes,
}

/// What may be said of a new kit. Nothing in it is secret.
pub struct Summary {
    /// What was asked for.
    pub plan: Plan,
    /// The names of all files of the folder.
    pub files: Vec<String>,
    /// What is printed, in the order of handling.
    pub jobs: Vec<PrintJob>,
    /// Whether no network interface was live.
    pub made_offline: bool,
    /// The operation that made it.
    pub operation: OperationKind,
    /// The kit that it follows on, unless it is a first one.
    pub follows: Option<PreviousKit>,
    /// The share set.
    pub set_id: SetId,
    /// The full recipient.
    pub recipient: Recipient,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// The hash of the record.
    pub record_hash: Hash,
    /// Why the record before was not compared with paper, if it was not.
    pub unverified: Option<String>,
    /// The generation.
    pub generation: Generation,
    /// k of n.
    pub quorum: Quorum,
    /// Each secret that the new credential holds, described.
    pub secrets: Vec<SecretSummary>,
    /// Earlier credentials that are kept, and the names of the secrets in each of them.
    pub staying: Vec<(Generation, Vec<String>)>,
    /// Earlier credentials that hold nothing valid any more once this one counts.
    pub spent: Vec<Generation>,
    /// How many sealed copies of the generation before there are, and its number.
    pub old_copies: Option<(u16, Generation)>,
    /// What was opened again before anything was written.
    pub rehearsal: RehearsalResult,
    /// How many lines a credential takes to be typed.
    pub credential_lines: usize,
}

/// One file for the printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintJob {
    /// Which sheet it is.
    pub kind: SheetKind,
    /// How many pages it has.
    pub pages: usize,
    /// How many copies are printed.
    pub copies: usize,
}

/// The names of the kit that a new one follows on.
pub struct PreviousKit {
    /// Its share set.
    pub set_id: SetId,
    /// Its generation.
    pub generation: Generation,
}

/// What may be said of a secret.
#[derive(Serialize)]
pub struct SecretSummary {
    /// Its name.
    pub name: String,
    /// Its profile.
    pub profile: String,
    /// How long it is, where it was generated: of an imported one that would help to guess it.
    pub characters: Option<usize>,
    /// Its entropy, where it was generated.
    pub entropy_bits: Option<f64>,
    /// What should be known about it.
    pub notes: Vec<String>,
    /// For one that is carried over: since when, and why.
    #[serde(rename = "kept_since", serialize_with = "since")]
    pub kept: Option<Kept>,
}

fn since<S: Serializer>(kept: &Option<Kept>, serializer: S) -> Result<S::Ok, S::Error> {
    kept.as_ref().map(|kept| kept.since).serialize(serializer)
}

/// What was opened before anything was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RehearsalResult {
    /// How many quorums there are.
    pub quorums: u64,
    /// How many were tried; each opened the credential. None where no share was at hand.
    pub tried: u64,
}

impl Worded for RehearsalResult {
    fn wording(&self) -> Wording {
        let Self { quorums, tried } = self;
        match tried {
            0 => wording!("rehearsal-unopened"),
            all if all == quorums => wording!("rehearsal-of-all", quorums),
            1 => wording!("rehearsal-of-one"),
            _ => wording!("rehearsal-of-some", tried, quorums),
        }
    }
}

shown_in_english!(RehearsalResult);
