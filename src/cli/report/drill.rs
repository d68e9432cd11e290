//! The words for what a drill comes to, on the screen and in the record.

use super::Failure;
use super::events::{self, Message};
use sealkit::auth::MadeBy;
use sealkit::record::{DrillOutcome, ShareTestOutcome};
use sealkit::recovery::{DrillFault, DrillVerdict, Drilled, NoDrill};

impl From<NoDrill<Self>> for Failure {
    fn from(error: NoDrill<Self>) -> Self {
        match error {
            NoDrill::Unreadable(failure) => failure,
            NoDrill::Incomplete(error) => error.into(),
        }
    }
}

/// Evidence was given for a drill, and the record has none.
pub fn no_drill() -> Failure {
    failure!(Usage, "no-drill")
}

/// Done only when the credential opened and everything given belongs.
pub fn verdict(drilled: &Drilled<Failure>) -> Result<(), Failure> {
    let first = drilled.decisive();
    let cause = first.map(fault).unwrap_or_default();
    Err(match (drilled.verdict, first) {
        (DrillVerdict::Drill(DrillOutcome::Opened), _) => return Ok(()),
        (DrillVerdict::Drill(DrillOutcome::OpenedWithFaults), _) => {
            failure!(Failed, "drill-faults", first = cause).of_kind("drill-faults")
        }
        (DrillVerdict::Drill(DrillOutcome::Failed), _) => {
            failure!(Failed, "drill-failed", first = cause).of_kind("drill-failed")
        }
        (DrillVerdict::Test(ShareTestOutcome::Refused), _) => {
            failure!(Failed, "share-refused", first = cause).of_kind("share-refused")
        }
        (DrillVerdict::Test(ShareTestOutcome::Belongs), Some(DrillFault::Unreadable(failure))) => {
            failure.clone()
        }
        (DrillVerdict::Test(ShareTestOutcome::Belongs), _) => return Ok(()),
    })
}

/// How a drill went.
pub fn how(verdict: DrillVerdict) -> String {
    match verdict {
        DrillVerdict::Drill(DrillOutcome::Opened) => text!("drill-opened"),
        DrillVerdict::Drill(DrillOutcome::OpenedWithFaults) => text!("drill-opened-with-faults"),
        _ => text!("drill-not-opened"),
    }
}

/// A fault as it is printed and recorded.
pub fn fault(fault: &DrillFault<Failure>) -> String {
    match fault {
        DrillFault::Foreign(event) => events::event(event).sentence,
        DrillFault::Unreadable(failure) => failure.message().to_owned(),
        DrillFault::NotOpened(why) => Failure::from(why.clone()).message().to_owned(),
        DrillFault::OlderCredential(generation) => text!("drill-older-credential", generation),
        DrillFault::NotHeld(place) => {
            text!("drill-not-held", name = place.name, generation = place.generation)
        }
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

/// What to say about the kit's own file of a share, which should have been destroyed.
pub fn own_file() -> Message {
    good!("own-file-of-share")
}
