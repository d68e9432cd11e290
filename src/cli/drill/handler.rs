//! Takes what is brought to a drill, from files or at the prompt.

use crate::cli::context::Context;
use crate::cli::read::input;
use crate::cli::read::prompt::EntryHandler;
use crate::cli::report::Failure;
use crate::cli::report::drill::own_file;
use crate::cli::report::events::Message;
use crate::os::files::Input;
use crate::os::files::{self, INPUT_LIMIT};
use sealkit::id::Generation;
use sealkit::record::{Hash, Record};
use sealkit::recovery::{Comparison, Drill, Drilled, Item, Shown};

/// What was brought to a drill.
pub struct DrillHandler {
    drill: Drill<Failure>,
    /// The first of what could not be read, with the status that the drill ends with if
    /// nothing else was brought.
    trouble: Option<Failure>,
    /// The earlier credential that holds what is still to be proven.
    awaited: Option<Generation>,
}

impl DrillHandler {
    /// Begins with nothing.
    pub fn new(record: &Record, comparison: Comparison) -> Self {
        Self { drill: Drill::new(record, comparison), trouble: None, awaited: None }
    }

    /// Reads all inputs; what is wrong with one is said and kept, and does not keep the
    /// others from being read. Typed lines are put right at the prompt instead.
    pub fn read_all(&mut self, inputs: &[Input], context: &Context) -> Result<(), Failure> {
        self.trouble = input::read_all(inputs, context, |input| {
            let read = self.read(input, true);
            read.inspect_err(|failure| self.drill.unreadable(failure.clone()))
        })?;
        Ok(())
    }

    /// What the drill came to, and what the quorum showed.
    pub fn finish(self) -> Result<(Drilled<Failure>, Shown), Failure> {
        Ok(self.drill.finish(self.trouble)?)
    }

    /// Reads a scan, a text or an age file. `is_kept`: what is wrong with its text is kept; a
    /// foreign share is kept in any case.
    fn read(&mut self, input: &Input, is_kept: bool) -> Result<Vec<Message>, Failure> {
        let bytes = files::read(input, INPUT_LIMIT)?;
        let hash = Hash::of(bytes.expose());
        let is_own_file = self.drill.record().made().hashes.share_sheets().any(|known| known == hash);

        let about = |error| Failure::from(error).about(&input.name());
        let content = input::classify(bytes).map_err(about)?;
        let events = content.add_to(&mut self.drill.recovery).map_err(about)?;
        events.iter().for_each(|event| self.drill.take(event));

        let mut messages = input::messages(&events);
        for (event, message) in events.iter().zip(&messages).filter(|_| is_kept) {
            let failure = message.failure(&input.name()).filter(|_| !event.is_foreign());
            failure.into_iter().for_each(|failure| self.drill.unreadable(failure));
        }

        messages.extend(is_own_file.then(own_file));
        Ok(messages)
    }
}

impl EntryHandler for DrillHandler {
    fn title(&self) -> String {
        text!("drill-title", label = self.drill.record().made().plan.label)
    }

    fn question(&self) -> String {
        let recovery = &self.drill.recovery;
        match recovery.shares_missing().filter(|missing| *missing > 0) {
            Some(missing) => text!("ask-share-or-done", missing) + " ",
            None => input::question(recovery, !recovery.has_credential(), self.awaited),
        }
    }

    fn item(&mut self, item: Item) -> Vec<Message> {
        input::messages(&self.drill.add(item))
    }

    fn file(&mut self, input: &Input) -> Result<Vec<Message>, Failure> {
        self.read(input, false)
    }

    fn enough(&mut self) -> Result<bool, Failure> {
        let recovery = &self.drill.recovery;
        if recovery.shares_missing() != Some(0) || !recovery.has_credential() {
            return Ok(false);
        }
        self.awaited = recovery.open_as_recorded()?.awaited();
        Ok(self.awaited.is_none())
    }
}
