//! The words for what a piece of input turned out to be.

use super::{Failure, Status, note, warn};
use crate::cli::context::Context;
use sealkit::lines::{LineError, Proposal};
use sealkit::recovery::{BlockError, BlockKind, Claim, Event, InputError};
use sealkit::share::ShareError;
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
    pub fn good(sentence: String) -> Self {
        Self { sentence, hint: None, status: None }
    }

    /// Something is no good, and what to do about it.
    pub fn bad(sentence: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), hint: Some(hint.into()), status: Some(Status::Damaged) }
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
        self.status.map(|status| Failure::new(status, self.sentence.clone(), hint).about(input))
    }
}

/// What to say about an event.
pub fn event(event: &Event) -> Message {
    match event {
        Event::Share { set, x, missing: 0 } => {
            Message::good(format!("share {x} of set {set}: enough shares"))
        }
        Event::Share { set, x, missing: 1 } => {
            Message::good(format!("share {x} of set {set}, one more needed"))
        }
        Event::Share { set, x, missing } => {
            Message::good(format!("share {x} of set {set}, {missing} more needed"))
        }
        Event::Rehearsal { set } => Message::good(format!(
            "set {set} is a rehearsal set: it opens the rehearsal credential and nothing else"
        )),
        Event::Repeated { x } => Message::good(format!("share {x} is there already")),
        Event::Rival { x } => Message::bad(
            format!("share {x} is there already with other content: one of the two is forged"),
            "add further shares, so that the good one can be told",
        ),
        Event::OtherSplit { given, wanted, x } => other_split(given, wanted, *x),
        Event::OtherKit { given, wanted, x } => Message::bad(
            format!("share {x} belongs to set {}, another kit than set {wanted}", given.set),
            format!("use shares whose set begins with {}", wanted.key()),
        ),
        Event::NotInRecord { x } => Message::bad(
            format!(
                "share {x} is not the share that the record names: forged, or misread in more than one place"
            ),
            "leave it out, and find out where it came from",
        ),
        Event::Part { part, parts, generation } => {
            Message::good(format!("credential of generation {generation}, part {part} of {parts}"))
        }
        Event::RivalPart { part, parts, generation } => Message::good(format!(
            "part {part} of {parts} of a credential of generation {generation}: another one is there already, \
             with other content"
        )),
        Event::Lines { have, missing } => Message::good(lines_so_far(*have, missing)),
        Event::Credential { key, generation } => {
            Message::good(format!("credential of key {key}, generation {generation}: complete"))
        }
        Event::AgeFile => Message::good("an age file".to_owned()),
        Event::PartsFault(_) => Message::bad(
            "the parts of the credential do not belong together, or one was misread",
            "scan all parts again from one sheet, or type its lines",
        ),
        Event::Calibration => Message::good("the calibration code arrived as it is printed".to_owned()),
        Event::Program => {
            Message::good("a square of the printed program recover.py, which is not needed here".to_owned())
        }
        Event::RecordHash => Message::good(record_hash()),
        Event::Keyboard(layout) => Message::good(keyboard(layout)),
        Event::Fault(fault) => text_fault(fault),
    }
}

/// The square of a ceremony or batch sheet.
pub fn record_hash() -> String {
    "a record hash, which opens nothing: scan it where the record hash is asked for".to_owned()
}

/// A scanner that types for another keyboard layout.
pub fn keyboard(layout: &str) -> String {
    format!("the scanner typed for another keyboard: read as {layout}")
}

fn other_split(given: &Claim, wanted: &Claim, x: u8) -> Message {
    let (this, other) = (given.epoch, wanted.epoch);
    if given.set == wanted.set {
        let sentence = format!(
            "share {x} says {} at epoch {this}, where the others say {} at epoch {other}",
            given.quorum, wanted.quorum
        );
        return Message::bad(sentence, format!("use shares of set {} only", wanted.set));
    }
    let which = match this.cmp(&other) {
        Ordering::Less => "an older split",
        Ordering::Greater => "a newer split",
        Ordering::Equal => "another split",
    };
    let sentence = format!(
        "share {x} belongs to set {}, {which} of the same kit: epoch {this}, where set {} is of epoch {other}",
        given.set, wanted.set
    );
    Message::bad(
        sentence,
        format!("shares of two splits do not combine: use those of set {} only", wanted.set),
    )
}

fn lines_so_far(have: usize, missing: &[u16]) -> String {
    format!("{have} lines of a credential, still missing: {}", ranges(missing))
}

/// Numbers as people write them: `3, 7-9`.
pub fn ranges(numbers: &[u16]) -> String {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let written = runs.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") });
    written.collect::<Vec<_>>().join(", ")
}

/// What to say about text that is no good.
pub fn text_fault(fault: &InputError) -> Message {
    match fault {
        InputError::Version(version) => Message::bad(
            format!("a code of version {version}, which this sealkit does not know"),
            "use the sealkit that made the kit, or a later one",
        ),
        InputError::Form => Message::bad(
            "a code that is cut short or misread",
            "scan it again, or type the numbered lines of the sheet",
        ),
        InputError::Share(ShareError::Contradiction { .. })
        | InputError::Block { fault: BlockError::Share(_), .. } => Message::bad(
            "a share that contradicts itself although its checks match: it is forged",
            "find out where it came from",
        ),
        InputError::Share(_) => Message::bad(
            "a share code with a wrong character: its check does not match",
            "scan it again, or type the numbered lines of the sheet, which name the wrong one",
        ),
        InputError::Line { kind, number, fault, confirmed } => line_fault(*kind, *number, fault, *confirmed),
        InputError::Twice { kind, number } => Message::bad(
            format!("line {number} of the {} is there twice, with different characters", name(*kind)),
            "enter each sheet under its own heading, and keep the right line",
        ),
        InputError::Block { kind, fault: BlockError::Missing(missing) } => Message::bad(
            format!("lines of the {} are missing: {}", name(*kind), ranges(missing)),
            "enter all numbered lines of the sheet",
        ),
        InputError::Block { kind, .. } => Message::bad(
            format!("every line of the {} is good, but they do not belong together", name(*kind)),
            "they are probably lines of different sheets: enter all lines of one sheet",
        ),
        InputError::Calibration => Message::bad(
            "the calibration code did not arrive as it is printed, and no keyboard layout that is known explains it",
            "set the computer's keyboard layout to US English, and scan it again",
        ),
        InputError::TooMany => {
            Message::bad(fault.to_string(), "give the codes of this kit only, without those of others")
        }
        InputError::Nothing => Message::bad(
            "there is no code in it",
            "give a sheet, its scanned codes, or its numbered lines under the heading SK1 S or SK1 C",
        ),
    }
}

/// What to say about a line that is no good.
pub fn line_fault(kind: BlockKind, number: u16, fault: &LineError, confirmed: bool) -> Message {
    let line = format!("line {number} of the {}", name(kind));
    match fault {
        LineError::Character { place, found } => Message::bad(
            format!("{line}: {} is {found:?}, which no line contains", position(*place)),
            "lines have the letters A to Z and the digits 2 to 7",
        ),
        LineError::Length { found } => Message::bad(
            format!("{line} has {found} characters instead of 20"),
            "a line has 18 characters and 2 check characters",
        ),
        LineError::Number { .. } => Message::bad(
            format!("there is no {line}"),
            "a share has the lines 1 to 4; mind the heading, SK1 S or SK1 C",
        ),
        LineError::Check { proposal: None } => Message::bad(
            format!("{line} does not match its check characters"),
            "compare it with the sheet character by character, the line number too",
        ),
        LineError::Check { proposal: Some(proposal) } => Message::bad(
            format!("{line} does not match its check characters"),
            proposed(*proposal, confirmed),
        ),
    }
}

/// A correction in words; it is never made without a yes.
pub fn proposed(proposal: Proposal, confirmed: bool) -> String {
    let Proposal { place, typed, probable } = proposal;
    let sure = if confirmed { ", which would make the whole code good" } else { "" };
    format!("{} is probably {probable}, not {typed}{sure}; compare it with the sheet", position(place))
}

/// A place on a line as a person finds it: four groups of four, then two pairs.
fn position(place: usize) -> String {
    match place {
        ..=16 => format!(
            "character {} of group {}",
            place.saturating_sub(1) % 4 + 1,
            place.saturating_sub(1) / 4 + 1
        ),
        17 | 18 => format!("character {} of the first pair", place - 16),
        19 | 20 => format!("character {} of the last pair", place - 18),
        _ => format!("character {place}"),
    }
}

/// What the lines of a kind belong to.
pub fn name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Share => "share",
        BlockKind::Credential => "credential",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_as_it_is_found_on_the_paper() {
        assert_eq!(position(1), "character 1 of group 1");
        assert_eq!(position(16), "character 4 of group 4");
        assert_eq!(position(17), "character 1 of the first pair");
        assert_eq!(position(20), "character 2 of the last pair");
    }

    #[test]
    fn numbers_are_written_in_runs() {
        assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), "1-3, 7, 9-10");
        assert_eq!(ranges(&[]), "");
    }
}
