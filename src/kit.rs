//! From a plan to a rehearsed kit: generate, seal, split, encode, lay out, read back.
//!
//! There is one way to a kit: a [`Maker`] takes a [`Request`] and an [`Operation`] and
//! gives a [`Kit`], or a [`KitError`] and nothing. No kit leaves this module that was not
//! opened again from its own sheets.

mod batch;
mod book;
mod check;
mod contents;
mod context;
mod error;
mod make;
pub mod medium;
mod operation;
mod output;
pub mod print;
mod record;
mod rehearse;
mod rendered;
mod request;
mod secrets;
mod sheets;
mod split;
mod summary;

pub use crate::sheet::OperationKind;
pub use batch::{BATCH, BatchFiles};
pub use check::check_printable;
pub use error::{KitError, RehearsalError};
pub use make::Maker;
pub use operation::Operation;
pub use output::{
    Kit, KitFile, PAYLOAD, PreviousKit, PrintJob, RECORD, RehearsalResult, SecretSummary, Summary,
};
pub use print::PrintedPaper;
pub use request::{Imported, Keep, MOST_COPIES, Machine, Previous, Request};
pub use secrets::{check_renewal, stays_unasked};
pub use summary::{KitWarning, OldCopies};
