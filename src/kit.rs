//! From a plan to a rehearsed kit: generate, seal, split, encode, lay out, read
//! back. Nothing leaves this room that has not been opened again from its own
//! sheets.

mod contents;
mod course;
mod facts;
mod form;
mod program_sheet;
mod record;
mod rehearse;
mod rendered;
mod reshare;
mod rotate;
mod runbook;
mod secrets;
mod sheets;
mod split;
mod superseded;

pub use facts::admit as printable;
pub use form::drill_form;
pub use rehearse::{Rehearsal, RehearsalError};
pub use reshare::{renew, reshare};
pub use rotate::rotate;

use crate::credential::{CodeError, Credential};
use crate::passphrase::{ImportError, PassphraseError};
use crate::pdf::PdfError;
use crate::plan::Plan;
use crate::program;
use crate::qr::QrError;
use crate::record::{Kept, Record, RecordError};
use crate::seal::SealError;
use crate::secret::{Identity, SecretBytes, SecretText};
use crate::shamir::Quorum;
use crate::template::TemplateError;
use contents::Contents;
use course::Course;
use rand::CryptoRng;
use rendered::RenderedSheet;
use time::Date;

/// What a kit is made from.
pub struct Request {
    /// What is wanted.
    pub plan: Plan,
    /// A value for each secret that the plan imports.
    pub imports: Vec<Imported>,
    /// The day it is made.
    pub date: Date,
    /// Whether that day was given by hand.
    pub date_given: bool,
    /// Whether the sheet with the secrets in clear is made.
    pub provisioning: bool,
    /// How many sealed copies of the whole secret are made, up to [`MOST_COPIES`].
    pub sealed_copies: u16,
    /// The machine and the program.
    pub machine: Machine,
}

/// More sealed copies than anybody can look after.
pub const MOST_COPIES: u16 = 32;

/// An existing secret, as it was read.
pub struct Imported {
    /// The plan's name of it.
    pub name: String,
    /// Its value, with at most one line end.
    pub value: SecretText,
}

/// A secret that is to be sealed again as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// The plan's name of it.
    pub name: String,
    /// Why it is not replaced; a new key wants to know.
    pub reason: Option<String>,
}

/// What a kit is made from beside its plan, when it follows on another one.
#[derive(Clone, Copy)]
pub struct Previous<'a> {
    /// The record of the kit that is there.
    pub record: &'a Record,
    /// What is carried over.
    pub keep: &'a [Keep],
    /// The credential of that record, opened by a quorum: it gives what is carried over.
    pub credential: Option<&'a Credential>,
    /// The identity of that record, proven by a quorum: it opens what is sealed anew.
    pub identity: Option<&'a Identity>,
}

/// What is recorded of the machine and the program.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Whether no network interface was live.
    pub made_offline: bool,
    /// What was asked, and the answer.
    pub checks: Vec<(String, String)>,
    /// The program's version.
    pub tool_version: String,
    /// SHA-256 of the program, where it could be read.
    pub tool_sha256: Option<[u8; 32]>,
    /// Where randomness came from.
    pub entropy_sources: Vec<String>,
}

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

/// What is told of a new kit; nothing secret.
pub struct Summary {
    /// The share set.
    pub set_id: String,
    /// The full recipient.
    pub recipient: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// SHA-256 of the record's made part.
    pub record_sha256: String,
    /// The generation.
    pub generation: u16,
    /// k of n.
    pub quorum: Quorum,
    /// Each secret, described.
    pub secrets: Vec<SecretSummary>,
    /// What was opened again before anything was written.
    pub rehearsal: Rehearsal,
    /// How many lines a credential takes to be typed.
    pub credential_lines: usize,
}

/// A secret, described.
pub struct SecretSummary {
    /// Its name.
    pub name: String,
    /// Its profile.
    pub profile: String,
    /// How long it is.
    pub characters: usize,
    /// Its entropy, where it was generated.
    pub entropy_bits: Option<f64>,
    /// What should be known about it.
    pub notes: Vec<String>,
    /// For one that is carried over: since when, and why.
    pub kept: Option<Kept>,
}

/// Why no kit was made.
#[derive(Debug, thiserror::Error)]
pub enum KitError {
    /// A character that the sheets cannot show.
    #[error("{what} contains {character:?}, which the sheets cannot print")]
    Unprintable {
        /// Which field of the plan.
        what: &'static str,
        /// The character.
        character: char,
    },
    /// More sealed copies than are made.
    #[error("{0} sealed copies are more than {MOST_COPIES}")]
    Copies(u16),
    /// A secret of the plan for which no value was given.
    #[error("secret {0} is to be imported, and no value was given")]
    NoValue(String),
    /// A value that is no secret for its profile.
    #[error("secret {name}: {error}")]
    Import {
        /// The secret's name.
        name: String,
        /// What is wrong.
        error: ImportError,
    },
    /// A secret of the kit that is there, for which no value was given.
    #[error("secret {0} would be lost: it is neither given again nor carried over")]
    Lost(String),
    /// A secret to be carried over that the kit does not hold.
    #[error("there is no secret {0} to be carried over")]
    NothingToKeep(String),
    /// A secret to be carried over, without a quorum that gives it.
    #[error("secret {0} is to be carried over, and no quorum has opened the credential that holds it")]
    KeptUnopened(String),
    /// A secret that is carried over and given anew.
    #[error("secret {0} is carried over and given anew at once")]
    KeptAndGiven(String),
    /// A secret that goes on behind a new key without a reason.
    #[error("secret {0} is sealed unchanged to a new key, and no reason is given")]
    NoReason(String),
    /// The recipient is not the one that the earlier paper names.
    #[error("the fingerprint from the earlier paper is not that of the record's recipient")]
    OtherRecipient,
    /// A plan that does not hold the secrets of the kit.
    #[error("the plan and the record differ in {0}")]
    OtherPlan(&'static str),
    /// No number is left for another generation.
    #[error("there is no generation after {0}")]
    LastGeneration(u16),
    /// No number is left for another split.
    #[error("there is no epoch after {0}")]
    LastEpoch(u8),
    /// Generating failed.
    #[error("secret {name}: {error}")]
    Passphrase {
        /// The secret's name.
        name: String,
        /// What is wrong.
        error: PassphraseError,
    },
    /// Sealing failed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// More than the codes of a credential can carry.
    #[error("the secrets are too much for one credential sheet")]
    TooMuch(CodeError),
    /// A QR code could not be made.
    #[error(transparent)]
    Qr(#[from] QrError),
    /// The instructions could not be laid out.
    #[error(transparent)]
    Instructions(#[from] crate::sheet::InstructionsError),
    /// A sheet could not be drawn.
    #[error("{sheet}: {error}")]
    Pdf {
        /// The file.
        sheet: String,
        /// What is wrong.
        error: PdfError,
    },
    /// The plan names a runbook template that is not at hand.
    #[error("the runbook template {0} is not at hand")]
    NoTemplate(String),
    /// The runbook could not be filled in.
    #[error("runbook template: {0}")]
    Template(#[from] TemplateError),
    /// A date beyond the calendar.
    #[error("the dates of rotation or drill lie beyond the calendar")]
    Calendar,
    /// The record could not be made.
    #[error("the record could not be made: {0}")]
    Record(RecordError),
    /// The kit did not open from its own sheets.
    #[error("rehearsal failed: {0}")]
    Rehearsal(#[from] RehearsalError),
}

/// Makes a kit and rehearses it.
///
/// # Errors
/// [`KitError`]; then there is nothing to write.
pub fn new<R: CryptoRng>(request: &Request, rng: &mut R) -> Result<Kit, KitError> {
    admit(request, &[])?;
    let contents = contents::of_new(request, Course::New, None, rng)?;
    let drawn = sheets::draw(request, &contents)?;
    let rehearsal = rehearse::all(&contents, &drawn, rng)?;
    finish(request, contents, drawn, rehearsal)
}

/// Refuses what no sheet could show, before anything is made.
fn admit(request: &Request, keep: &[Keep]) -> Result<(), KitError> {
    facts::admit(&request.plan)?;
    facts::admit_reasons(keep)?;
    if request.sealed_copies > MOST_COPIES {
        return Err(KitError::Copies(request.sealed_copies));
    }
    Ok(())
}

/// Adds what speaks of the finished sheets: record and ceremony.
fn finish(
    request: &Request,
    contents: Contents<'_>,
    mut drawn: Vec<RenderedSheet>,
    rehearsal: Rehearsal,
) -> Result<Kit, KitError> {
    let record = record::record(request, &contents, &drawn, rehearsal)?;
    let record_sha256 = record.made_hash().to_string();
    drawn.push(sheets::ceremony(request, &contents, &drawn, rehearsal, &record_sha256)?);
    let mut files: Vec<KitFile> = drawn.into_iter().map(RenderedSheet::into_file).collect();
    files.push(KitFile {
        name: "payload.age".to_owned(),
        bytes: SecretBytes::new(contents.code.age_file().to_vec()),
    });
    files.push(KitFile {
        name: program::NAME.to_owned(),
        bytes: SecretBytes::new(program::TEXT.as_bytes().to_vec()),
    });
    files.push(record::file(&record)?);
    files.extend(runbook::files(request, &facts::facts(request, &contents)?)?);
    Ok(Kit { files, summary: contents.summary(rehearsal, record_sha256) })
}
