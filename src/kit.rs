//! From a plan to a rehearsed kit: generate, seal, split, encode, lay out, read back.
//!
//! There is one way to a kit: a [`Maker`] takes a [`Request`] and an [`Operation`] and
//! gives a [`Kit`], or a [`KitError`] and nothing. No kit leaves this module that was not
//! opened again from its own sheets.

mod batch;
mod check;
mod contents;
mod context;
mod drill_form;
mod error;
mod make;
mod operation;
mod output;
mod program_sheet;
mod record;
mod rehearse;
mod rendered;
mod request;
mod runbook;
mod secrets;
mod sheets;
mod split;
mod summary;

pub use crate::sheet::OperationKind;
pub use batch::{BATCH, BatchFiles};
pub use check::check_printable;
pub use drill_form::drill_form;
pub use error::{KitError, RehearsalError};
pub use make::Maker;
pub use operation::Operation;
pub use output::{Kit, KitFile, PAYLOAD, PreviousKit, RECORD, RehearsalResult, SecretSummary, Summary};
pub use request::{Imported, Keep, MOST_COPIES, Machine, Previous, Request};
pub use secrets::check_renewal;
pub use summary::{KitWarning, NextStep, OldCopies};
