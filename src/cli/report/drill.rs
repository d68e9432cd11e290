//! The words for what a drill comes to, on the screen and in the record.

use super::Failure;
use super::events::{self, Message};
use crate::cli::drill::error::{DrillError, DrillFault, Heard};
use sealkit::auth::MadeBy;

impl From<DrillError> for Failure {
    fn from(error: DrillError) -> Self {
        match error {
            DrillError::NoDrill => failure!(Usage, "no-drill"),
            DrillError::Refused(first) => {
                failure!(Failed, "share-refused", first = fault(&first)).of_kind("share-refused")
            }
            DrillError::WithFaults(first) => {
                failure!(Failed, "drill-faults", first = fault(&first)).of_kind("drill-faults")
            }
            DrillError::NotOpened(None) => failure!(Failed, "drill-nothing").of_kind("drill-failed"),
            DrillError::NotOpened(Some(first)) => {
                failure!(Failed, "drill-failed", first = fault(&first)).of_kind("drill-failed")
            }
        }
    }
}

/// A fault as it is printed and recorded.
pub fn fault(fault: &DrillFault) -> String {
    match fault {
        DrillFault::Foreign(event) => events::event(event).sentence,
        DrillFault::Unreadable(failure) | DrillFault::NotOpened(failure) => failure.message().to_owned(),
        DrillFault::OlderCredential(generation) => text!("drill-older-credential", generation),
        DrillFault::NotHeld { name, generation } => text!("drill-not-held", name, generation),
        DrillFault::OtherCredential => text!("drill-other-credential"),
    }
}

/// What vouches for the record, now that its key was at hand.
pub fn vouched(by: MadeBy) -> String {
    match by {
        MadeBy::Holder => text!("vouched-by-code"),
        MadeBy::Adopted => text!("vouched-by-adoption"),
        MadeBy::NoHolder => text!("made-without-quorum"),
    }
}

/// What to say where the log entry of a drill has no authentication code.
pub fn without_code() -> String {
    text!("drill-without-code")
}

/// What to say about a piece that was brought.
pub fn heard(heard: &Heard) -> Message {
    match heard {
        Heard::Piece(event) => events::event(event),
        Heard::OwnFile => good!("own-file-of-share"),
    }
}
