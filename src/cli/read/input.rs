//! Bytes of an input to pieces for recovery.

use crate::cli::context::Context;
use crate::cli::report::events::Message;
use crate::cli::report::{Failure, Status, events};
use crate::os::files::Input;
use crate::os::files::{self, INPUT_LIMIT};
use sealkit::id::Generation;
use sealkit::recovery::{Event, Recovery};
pub use sealkit::scan::{InputContent, InputError, classify};

/// What a prompt asks for next; `awaited` is the earlier credential that holds a secret too.
pub fn question(recovery: &Recovery, wants_credential: bool, awaited: Option<Generation>) -> String {
    let question = match (recovery.shares_missing(), wants_credential, awaited) {
        (None, true, _) => text!("ask-share-or-credential"),
        (None, false, _) => text!("ask-share"),
        (Some(0), true, _) => text!("ask-credential"),
        (Some(0), false, None) => text!("ask-another-share"),
        (Some(0), false, Some(generation)) => text!("ask-earlier-credential", generation),
        (Some(missing), true, _) => text!("ask-more-or-credential", missing),
        (Some(missing), false, _) => text!("ask-more", missing),
    };
    question + " "
}

/// Reads an input and tells what it holds.
pub fn read_input(input: &Input) -> Result<InputContent, Failure> {
    let bytes = files::read(input, INPUT_LIMIT)?;
    classify(bytes).map_err(|error| Failure::from(error).about(&input.name()))
}

/// Reads an input and hands everything in it to the recovery.
pub fn add_input(recovery: &mut Recovery, input: &Input) -> Result<Vec<Event>, Failure> {
    let content = read_input(input)?;
    content.add_to(recovery).map_err(|error| Failure::from(error).about(&input.name()))
}

/// Reads every input and says what is in it. A damaged one is said too, and does not
/// keep the others from being read. Gives back the first of what was wrong.
pub fn read_all(
    inputs: &[Input],
    context: &Context,
    mut read: impl FnMut(&Input) -> Result<Vec<Message>, Failure>,
) -> Result<Option<Failure>, Failure> {
    let mut trouble = None;
    for input in inputs {
        match read(input) {
            Ok(messages) => {
                for message in messages {
                    message.tell(&input.name(), context);
                    trouble = trouble.or_else(|| message.failure(&input.name()));
                }
            }
            Err(failure) if failure.status() == Status::Damaged => {
                failure.warn(context);
                trouble = trouble.or(Some(failure));
            }
            Err(failure) => return Err(failure),
        }
    }

    Ok(trouble)
}

/// What to say about each piece of an input.
pub fn messages(found: &[Event]) -> Vec<Message> {
    found.iter().map(events::event).collect()
}
