//! Takes sheets that are read back: one custodian after the other.

use super::error::CheckError;
use super::result::{CheckResult, came_with};
use crate::cli::read::input::{self, InputContent};
use crate::cli::read::prompt::EntryHandler;
use crate::cli::report::Failure;
use crate::cli::report::check::{answer, sheet_name};
use crate::cli::report::events::Message;
use crate::os::files::Input;
use crate::os::files::{self, INPUT_LIMIT};
use sealkit::record::{Hash, Record};
use sealkit::recovery::{Answer, Comparison, Event, Expected, Item, ReadBack, Readable};

/// What was read, and what was refused.
pub struct CheckHandler {
    read_back: ReadBack,
    record: Record,
    refused: Vec<String>,
}

impl CheckHandler {
    /// Begins with nothing read.
    pub fn new(expected: Expected, record: &Record) -> Self {
        Self { read_back: ReadBack::new(expected), record: record.clone(), refused: Vec::new() }
    }

    /// Reads a scan or a text.
    pub fn read(&mut self, input: &Input) -> Result<Vec<Message>, Failure> {
        let answers = match self.read_print(input)? {
            InputContent::Text(text) => self.read_back.add_text(text.expose()),
            InputContent::Pdf(found) => {
                found.iter().flat_map(|f| self.read_back.add_text(f.text.expose())).collect()
            }
            InputContent::AgeFile(_) | InputContent::Record(_) => {
                return Err(Failure::from(CheckError::NoSheet).about(&input.name()));
            }
        };
        Ok(answers.iter().map(|answer| self.message(answer)).collect())
    }

    /// What came of it all.
    pub fn into_result(self, record: &Record, comparison: Comparison) -> CheckResult {
        CheckResult::new(self.read_back.matched().collect(), self.refused, record, comparison)
    }

    /// What a file holds, unless it is a file of the kit instead of its print.
    fn read_print(&self, input: &Input) -> Result<InputContent, Failure> {
        let bytes = files::read(input, INPUT_LIMIT)?;
        let hash = Hash::of(bytes.expose());
        let hashes = &self.record.made().hashes;
        if hashes.payload == hash || hashes.sheets.values().any(|sheet| *sheet == hash) {
            return Err(Failure::from(CheckError::OwnFile).about(&input.name()));
        }
        input::classify(bytes).map_err(|error| Failure::from(error).about(&input.name()))
    }

    /// What to say about an answer; a sheet that is refused is kept for the record.
    fn message(&mut self, given: &Answer) -> Message {
        let message = answer(given, &self.record);
        if is_refused(given) {
            self.refused.push(message.sentence.clone());
        }
        message
    }

    /// What has still to be read of the sheets that came with this record.
    fn due(&self) -> impl Iterator<Item = Readable> {
        let unread = self.read_back.unread();
        unread.into_iter().filter(|sheet| came_with(*sheet, &self.record))
    }
}

/// A sheet that reads well and is not the record's; a typing mistake is no such sheet.
fn is_refused(answer: &Answer) -> bool {
    match answer {
        Answer::Matches(_) => false,
        Answer::OtherCredential { .. } | Answer::Fork { .. } => true,
        Answer::Event(event) => matches!(
            event,
            Event::NotInRecord { .. }
                | Event::OtherKit { .. }
                | Event::OtherSplit { .. }
                | Event::Rival { .. }
        ),
    }
}

impl EntryHandler for CheckHandler {
    fn title(&self) -> String {
        format!("Read the printed sheets of {} back, one after the other:", self.record.made().plan.label)
    }

    fn question(&self) -> String {
        let next = self.due().next();
        next.map_or_else(String::new, |sheet| format!("{}: ", sheet_name(sheet, &self.record)))
    }

    fn item(&mut self, item: Item) -> Vec<Message> {
        let answers = self.read_back.add(item);
        answers.iter().map(|answer| self.message(answer)).collect()
    }

    fn file(&mut self, input: &Input) -> Result<Vec<Message>, Failure> {
        self.read(input)
    }

    fn enough(&mut self) -> Result<bool, Failure> {
        Ok(self.due().next().is_none())
    }
}
