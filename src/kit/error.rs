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
use crate::texts::{Worded, Wording, ranges};

/// Why no kit was made.
#[derive(Debug)]
pub enum KitError {
    /// A character that the sheets cannot show.
    Unprintable {
        /// Which field of the plan.
        what: &'static str,
        /// The character.
        character: char,
    },
    /// A text that holds a share, a line of one, or a private key.
    HoldsCode(&'static str),
    /// A text that holds a secret of the kit, or 8 characters of it.
    HoldsSecret(&'static str),
    /// More sealed copies than are made.
    Copies(u16),
    /// A secret of the plan for which no value was given.
    NoValue(String),
    /// A value that is no secret for its profile.
    Import {
        /// The secret's name.
        name: String,
        /// What is wrong.
        error: ImportError,
    },
    /// A rotation that would leave every secret where it is.
    NothingRenewed,
    /// A secret to be renewed that the plan does not have.
    NothingToRenew(String),
    /// The generator gave keys of names that are in use, again and again.
    Repeats,
    /// A secret of the kit that is there, for which no value was given.
    Lost(String),
    /// A secret to be carried over that the kit does not hold.
    NothingToKeep(String),
    /// A secret to be carried over, without a quorum that gives it.
    KeptUnopened(String),
    /// A secret that is carried over and given anew.
    KeptAndGiven(String),
    /// A secret that goes on behind a new key without a reason.
    NoReason(String),
    /// The shares open another key than that of the record.
    OtherRecipient,
    /// A plan that does not hold the secrets of the kit.
    OtherPlan(&'static str),
    /// No number is left for another generation.
    LastGeneration(Generation),
    /// No number is left for another split.
    LastEpoch(Epoch),
    /// Generating failed.
    Passphrase {
        /// The secret's name.
        name: String,
        /// What is wrong.
        error: PassphraseError,
    },
    /// Sealing failed.
    Seal(SealError),
    /// More than the codes of a credential can carry.
    TooMuch(CodeError),
    /// A QR code could not be made.
    Qr(QrError),
    /// The rehearsal set of the instructions could not be read.
    RehearsalSet(RehearsalSetError),
    /// A sheet could not be drawn.
    Pdf {
        /// Which sheet.
        sheet: SheetKind,
        /// What is wrong.
        error: PdfError,
    },
    /// The plan names a runbook template that is not at hand.
    NoTemplate(String),
    /// Plans that shall have one book and say different things under this name.
    BookDiffers(String),
    /// A book that refers to the page of a title that it does not have.
    NoSuchTitle(String),
    /// The runbook could not be filled in.
    Template(TemplateError),
    /// A date beyond the calendar.
    Calendar,
    /// The record of the kit that is there is not by a holder of its key.
    Forged(AuthError),
    /// The record could not be made.
    Record(RecordError),
    /// A batch of no kit.
    NoKits,
    /// The batch could not be made.
    Batch(BatchError),
    /// The kit did not open from its own sheets.
    Rehearsal(RehearsalError),
}

impl Worded for KitError {
    fn wording(&self) -> Wording {
        match self {
            Self::Unprintable { what, character } => {
                wording!("unprintable", what = Wording::new(what), character = format!("{character:?}"))
            }
            Self::HoldsCode(what) => wording!("holds-code", what = Wording::new(what)),
            Self::HoldsSecret(what) => wording!("holds-secret", what = Wording::new(what)),
            Self::Copies(copies) => wording!("copies", copies, most = MOST_COPIES),
            Self::NoValue(name) => wording!("no-value", name),
            Self::Import { name, error } => wording!("never-cut", name, error = error.wording()),
            Self::NothingToRenew(name) => wording!("nothing-to-renew", name),
            Self::NothingRenewed => wording!("nothing-renewed"),
            Self::Repeats => wording!("generator-repeats"),
            Self::Lost(name) => wording!("lost", name),
            Self::NothingToKeep(name) => wording!("nothing-to-keep", name),
            Self::KeptUnopened(name) => wording!("kept-unopened", name),
            Self::KeptAndGiven(name) => wording!("kept-and-given", name),
            Self::NoReason(name) => wording!("no-reason", name),
            Self::OtherRecipient => wording!("other-recipient"),
            Self::OtherPlan(what) => wording!("other-plan", what = Wording::new(what)),
            Self::LastGeneration(generation) => wording!("last-generation", generation),
            Self::LastEpoch(epoch) => wording!("last-epoch", epoch),
            Self::Passphrase { name, error } => {
                wording!("generator-with-patterns", name, error = error.wording())
            }
            Self::Seal(error) => error.wording(),
            Self::TooMuch(_) => wording!("too-much"),
            Self::Qr(error) => error.wording(),
            Self::RehearsalSet(error) => error.wording(),
            Self::Pdf { sheet, error } => wording!("sheet-not-drawn", sheet, error = error.wording()),
            Self::BookDiffers(key) => wording!("book-differs", key),
            Self::NoSuchTitle(title) => wording!("no-such-title", title),
            Self::NoTemplate(name) => wording!("no-template", name),
            Self::Template(error) => wording!("template-wrong", error = error.wording()),
            Self::Calendar => wording!("beyond-the-calendar"),
            Self::Forged(error) => error.wording(),
            Self::Record(error) => wording!("no-record-made", error = error.wording()),
            Self::NoKits => wording!("no-kits"),
            Self::Batch(error) => wording!("no-batch-made", error = error.wording()),
            Self::Rehearsal(error) => wording!("rehearsal-failed", error = error.wording()),
        }
    }
}

worded_errors!(KitError: Seal(SealError), Qr(QrError), RehearsalSet(RehearsalSetError), Template(TemplateError), Forged(AuthError), Rehearsal(RehearsalError));

/// Why a kit did not open from its own sheets. The fault lies in a library or in the
/// machine's memory, never with the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RehearsalError {
    /// A code on a sheet does not read back.
    Codes(SheetKind),
    /// The lines on a sheet do not read back.
    Lines(SheetKind),
    /// A quorum does not open the credential.
    Quorum(Vec<u8>),
    /// The quorum that was brought opened the old credential and not the new one.
    Given,
}

impl Worded for RehearsalError {
    fn wording(&self) -> Wording {
        match self {
            Self::Codes(sheet) => wording!("rehearsal-codes", sheet),
            Self::Lines(sheet) => wording!("rehearsal-lines", sheet),
            Self::Quorum(shares) => {
                let numbers: Vec<u16> = shares.iter().copied().map(u16::from).collect();
                wording!("rehearsal-quorum", shares = ranges(&numbers))
            }
            Self::Given => wording!("rehearsal-given"),
        }
    }
}

worded_errors!(RehearsalError);
