//! Why nothing opened, with what else is known of the pieces.

use super::open_error::OpenError;
use super::state::Recovery;
use crate::credential::PartError;

/// Why nothing opened: the error, and what else is known of the pieces. `U` is what could not
/// be read, as whoever read it says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOpened<U> {
    /// What recovery says.
    pub error: OpenError,
    /// Lines of the credential that are missing, where some were entered.
    pub lines: Option<Vec<u16>>,
    /// A code of the credential that is missing, where some were scanned.
    pub codes: Option<PartError>,
    /// The first piece that was no good.
    pub trouble: Option<U>,
}

impl<U> NotOpened<U> {
    /// Adds to an error what the recovery knows.
    pub fn new(recovery: &Recovery, error: OpenError, trouble: Option<U>) -> Self {
        Self { error, lines: recovery.lines_gap(), codes: recovery.credential_gap(), trouble }
    }
}
