//! The words for what a piece of input turned out to be.

use super::{Failure, Status, note, warn};
use crate::cli::context::Context;
use crate::cli::texts;
use sealkit::credential::{CodeError, PartError};
use sealkit::recovery::{Claim, Event};
pub use sealkit::texts::ranges;
use sealkit::texts::{Worded, Wording};
use std::cmp::Ordering;

/// A sentence about one piece.
pub struct Message {
    /// The sentence, in lower case without a full stop.
    pub sentence: String,
    /// What to do about it, where something should be done.
    pub hint: Option<String>,
    /// The status that a failure for this reason has; `None` where all is well.
    pub status: Option<Status>,
}

impl Message {
    /// All is well.
    pub fn good(wording: &Wording) -> Self {
        Self { sentence: texts::say(wording), hint: None, status: None }
    }

    /// Something is no good, and what to do about it.
    pub fn bad(wording: &Wording) -> Self {
        let hint = Some(texts::advise(wording));
        Self { sentence: texts::say(wording), hint, status: Some(Status::Damaged) }
    }

    /// Says on standard error what a piece of an input is.
    pub fn tell(&self, input: &str, context: &Context) {
        match (self.status, self.hint.as_deref()) {
            (None, _) => note(&format!("{input}: {}", self.sentence), context),
            (_, hint) => {
                warn(&format!("{input}: {}; {}", self.sentence, hint.unwrap_or_default()), context);
            }
        }
    }

    /// The same as a failure about that input, where something is no good.
    pub fn failure(&self, input: &str) -> Option<Failure> {
        let hint = self.hint.clone().unwrap_or_default();
        self.status.map(|status| Failure::said(status, self.sentence.clone(), hint).about(input))
    }
}

/// What to say about an event.
pub fn event(event: &Event) -> Message {
    match event {
        Event::Share { set, x, missing } => good!("share-of-set", x, set, count = missing),
        Event::Rehearsal { set } => good!("rehearsal-set", set),
        Event::Repeated { x } => good!("share-repeated", x),
        Event::Rival { x } => bad!("rival-share", x),
        Event::OtherSplit { given, wanted, x } => other_split(given, wanted, *x),
        Event::OtherKit { given, wanted, x } => {
            bad!("share-of-other-kit", x, given = given.set, wanted, key = wanted.key())
        }
        Event::NotInRecord { x } => bad!("share-not-in-record", x),
        Event::Part { part, parts, generation } => good!("credential-part", part, parts, generation),
        Event::RivalPart { part, parts, generation } => good!("rival-part", part, parts, generation),
        Event::Lines { have, missing } => good!("credential-lines-so-far", have, missing = ranges(missing)),
        Event::Credential { key, generation, .. } => good!("credential-complete", key, generation),
        Event::AgeFile => good!("age-file"),
        Event::PartsFault(PartError::Code(error @ CodeError::Kind(_))) => Message::bad(&error.wording()),
        Event::PartsFault(_) => bad!("parts-do-not-fit"),
        Event::Calibration => good!("calibration-arrived"),
        Event::Program => good!("program-square"),
        Event::RecordHash => good!("record-hash-found"),
        Event::Keyboard(layout) => good!("other-keyboard", layout),
        Event::Fault(fault) => Message::bad(&fault.wording()),
    }
}

fn other_split(given: &Claim, wanted: &Claim, x: u8) -> Message {
    let (this, other, set) = (given.epoch, wanted.epoch, wanted.set);
    if given.set == wanted.set {
        return bad!("set-contradicts", x, given = given.quorum, this, wanted = wanted.quorum, other, set);
    }
    let key = match this.cmp(&other) {
        Ordering::Less => "share-of-older-split",
        Ordering::Greater => "share-of-newer-split",
        Ordering::Equal => "share-of-other-split",
    };
    bad!(key, x, given = given.set, this, other, set)
}
