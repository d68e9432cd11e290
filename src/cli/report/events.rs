//! The words for what a piece of input turned out to be.

use super::{Failure, Status, note, warn};
use crate::cli::context::Context;
use crate::cli::texts;
use sealkit::credential::{CodeError, PartError};
use sealkit::lines::{LineError, LinePlace, Proposal};
use sealkit::recovery::{BlockError, BlockKind, Claim, Event, InputError};
use sealkit::share::ShareError;
use sealkit::texts::Argument;
pub use sealkit::texts::ranges;
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
    pub fn good(key: &str, arguments: &[Argument<'_>]) -> Self {
        Self { sentence: texts::text(key, arguments), hint: None, status: None }
    }

    /// Something is no good, and what to do about it.
    pub fn bad(key: &str, arguments: &[Argument<'_>]) -> Self {
        let hint = Some(texts::hint(key, arguments));
        Self { sentence: texts::text(key, arguments), hint, status: Some(Status::Damaged) }
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
        Event::PartsFault(PartError::Code(CodeError::Kind(kind))) => bad!("credential-of-other-kind", kind),
        Event::PartsFault(_) => bad!("parts-do-not-fit"),
        Event::Calibration => good!("calibration-arrived"),
        Event::Program => good!("program-square"),
        Event::RecordHash => good!("record-hash-found"),
        Event::Keyboard(layout) => Message { sentence: keyboard(layout), hint: None, status: None },
        Event::Fault(fault) => text_fault(fault),
    }
}

/// A scanner that types for another keyboard layout.
pub fn keyboard(layout: &str) -> String {
    text!("other-keyboard", layout)
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

/// What to say about text that is no good.
pub fn text_fault(fault: &InputError) -> Message {
    match fault {
        InputError::Version(version) => bad!("code-version", version),
        InputError::Form => bad!("code-cut-short"),
        InputError::Share(ShareError::Contradiction { .. })
        | InputError::Block { fault: BlockError::Share(_), .. } => bad!("share-contradicts-itself"),
        InputError::Share(_) => bad!("share-misread"),
        InputError::Line { kind, number, fault, confirmed } => line_fault(*kind, *number, fault, *confirmed),
        InputError::Twice { kind, number } => bad!("line-twice", number, of = name(*kind)),
        InputError::Block { kind, fault: BlockError::Missing(missing) } => {
            bad!("lines-missing", of = name(*kind), missing = ranges(missing))
        }
        InputError::Block { fault: BlockError::Kind(kind), .. } => bad!("credential-of-other-kind", kind),
        InputError::Block { kind, .. } => bad!("lines-of-different-sheets", of = name(*kind)),
        InputError::Calibration => bad!("calibration-wrong"),
        InputError::TooMany => bad!("too-many-codes", fault),
        InputError::Nothing => bad!("no-code-in-it"),
    }
}

/// What to say about a line that is no good.
pub fn line_fault(kind: BlockKind, number: u16, fault: &LineError, confirmed: bool) -> Message {
    let of = name(kind);
    match fault {
        LineError::Character { place, found } => {
            bad!("line-character", number, of, position = position(*place), found = format!("{found:?}"))
        }
        LineError::Length { found } => bad!("line-length", number, of, found),
        LineError::Number { .. } => bad!("line-number", number, of),
        LineError::Check { proposal: None } => bad!("line-check", number, of),
        LineError::Check { proposal: Some(proposal) } => {
            bad!("line-proposal", number, of, proposed = proposed(*proposal, confirmed))
        }
    }
}

/// A correction in words; it is never made without a yes.
pub fn proposed(proposal: Proposal, confirmed: bool) -> String {
    let Proposal { place, typed, probable } = proposal;
    let key = if confirmed { "proposed-surely" } else { "proposed" };
    text!(key, position = position(place), probable, typed)
}

/// A place on a line, in words.
fn position(place: usize) -> String {
    match LinePlace::of(place) {
        LinePlace::Group { character, group } => text!("in-group", character, group),
        LinePlace::FirstPair { character } => text!("in-first-pair", character),
        LinePlace::LastPair { character } => text!("in-last-pair", character),
        LinePlace::Beyond { character } => text!("in-line", character),
    }
}

/// What the lines of a kind belong to.
pub fn name(kind: BlockKind) -> String {
    match kind {
        BlockKind::Share => text!("a-share"),
        BlockKind::Credential => text!("a-credential"),
    }
}
