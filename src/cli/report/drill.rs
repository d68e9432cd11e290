//! The words for what a drill comes to, on the screen and in the record.

use super::events::{self, Message};
use super::inspect::WITHOUT_QUORUM;
use super::{Failure, Status};
use crate::cli::drill::error::{DrillError, DrillFault, Heard};
use sealkit::auth::MadeBy;

impl From<DrillError> for Failure {
    fn from(error: DrillError) -> Self {
        match error {
            DrillError::NoDrill => Self::new(
                Status::Usage,
                "there is no drill in this record",
                "hold one first: `sealkit drill` without `--evidence-only`",
            ),
            DrillError::Refused(first) => Self::new(
                Status::Failed,
                format!("not a share of this kit: {}", fault(&first)),
                "keep it apart, find out where it came from, and tell the people named on the cover",
            )
            .of_kind("share-refused"),
            DrillError::WithFaults(first) => Self::new(
                Status::Failed,
                format!("the kit opens, but something given does not belong to it: {}", fault(&first)),
                "find out where it came from, replace the sheet, and hold the drill again",
            )
            .of_kind("drill-faults"),
            DrillError::NotOpened(first) => {
                let first = first.as_ref().map_or_else(|| "nothing was read".to_owned(), fault);
                Self::new(
                    Status::Failed,
                    format!("the drill did not open the kit: {first}"),
                    "bring what is missing or another share and hold it again; if it stays so, make a new kit",
                )
                .of_kind("drill-failed")
            }
        }
    }
}

/// A fault as it is printed and recorded.
pub fn fault(fault: &DrillFault) -> String {
    match fault {
        DrillFault::Foreign(event) => events::event(event).sentence,
        DrillFault::Unreadable(failure) | DrillFault::NotOpened(failure) => failure.message().to_owned(),
        DrillFault::OlderCredential(generation) => format!("a credential of generation {generation} too"),
        DrillFault::OtherCredential => "another credential does not open".to_owned(),
    }
}

/// What vouches for the record, now that its key was at hand.
pub fn vouched(by: MadeBy) -> String {
    match by {
        MadeBy::Holder => "the record has the right authentication code: somebody who held the key made it",
        MadeBy::Adopted => "made without a quorum, compared with paper later by somebody who held the key",
        MadeBy::NoHolder => WITHOUT_QUORUM,
    }
    .to_owned()
}

/// What to say about a piece that was brought.
pub fn heard(heard: &Heard) -> Message {
    match heard {
        Heard::Piece(event) => events::event(event),
        Heard::OwnFile => Message::good(
            "this is the kit's own file, not its print: it should have been destroyed".to_owned(),
        ),
    }
}
