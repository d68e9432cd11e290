//! Why no kit was made.

use super::request::MOST_COPIES;
use crate::auth::AuthError;
use crate::credential::CodeError;
use crate::id::{Epoch, Generation};
use crate::passphrase::{ImportError, PassphraseError};
use crate::pdf::PdfError;
use crate::qr::QrError;
use crate::record::{BatchError, RecordError};
use crate::seal::SealError;
use crate::sheet::{RehearsalSetError, SheetKind};
use crate::template::TemplateError;

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
    /// A text that holds a share, a line of one, or a private key.
    #[error("{0} is a code or a key, or holds one")]
    HoldsCode(&'static str),
    /// A text that holds a secret of the kit, or 8 characters of it.
    #[error("{0} holds a secret of this kit, or a piece of it")]
    HoldsSecret(&'static str),
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
    /// A rotation that would leave every secret where it is.
    #[error("nothing is renewed: each secret is imported, and none is given again")]
    NothingRenewed,
    /// The generator gave keys of names that are in use, again and again.
    #[error("the random generator repeats itself")]
    Repeats,
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
    /// The shares open another key than that of the record.
    #[error("these shares open another key than the one in the record")]
    OtherRecipient,
    /// A plan that does not hold the secrets of the kit.
    #[error("the plan and the record differ in {0}")]
    OtherPlan(&'static str),
    /// No number is left for another generation.
    #[error("there is no generation after {0}")]
    LastGeneration(Generation),
    /// No number is left for another split.
    #[error("there is no epoch after {0}")]
    LastEpoch(Epoch),
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
    /// The rehearsal set of the instructions could not be read.
    #[error(transparent)]
    RehearsalSet(#[from] RehearsalSetError),
    /// A sheet could not be drawn.
    #[error("{sheet}: {error}")]
    Pdf {
        /// Which sheet.
        sheet: SheetKind,
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
    /// The record of the kit that is there is not by a holder of its key.
    #[error(transparent)]
    Forged(#[from] AuthError),
    /// The record could not be made.
    #[error("the record could not be made: {0}")]
    Record(RecordError),
    /// A batch of no kit.
    #[error("there is no kit for a batch")]
    NoKits,
    /// The batch could not be made.
    #[error("the batch could not be made: {0}")]
    Batch(BatchError),
    /// The kit did not open from its own sheets.
    #[error("rehearsal failed: {0}")]
    Rehearsal(#[from] RehearsalError),
}

/// Why a kit did not open from its own sheets. The fault lies in a library or in the
/// machine's memory, never with the operator.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RehearsalError {
    /// A code on a sheet does not read back.
    #[error("the codes of {0} do not read back")]
    Codes(SheetKind),
    /// The lines on a sheet do not read back.
    #[error("the lines of {0} do not read back")]
    Lines(SheetKind),
    /// A quorum does not open the credential.
    #[error("shares {0:?} do not open the credential")]
    Quorum(Vec<u8>),
    /// The quorum that was brought opened the old credential and not the new one.
    #[error("the quorum that was brought does not open the new credential")]
    Given,
}
