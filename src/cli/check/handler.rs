//! Takes sheets that are read back: one custodian after the other.

use crate::cli::read::input::{self, InputContent};
use crate::cli::read::prompt::EntryHandler;
use crate::cli::report::Failure;
use crate::cli::report::check::{answer, no_sheet, own_file, sheet_name};
use crate::cli::report::events::Message;
use crate::os::files::Input;
use crate::os::files::{self, INPUT_LIMIT};
use sealkit::record::{Hash, Record};
use sealkit::recovery::{Answer, Checked, Comparison, Expected, Item, ReadBack, Readable};

/// What was read, and what was refused.
pub struct CheckHandler {
    read_back: ReadBack,
    record: Record,
    refused: Vec<String>,
}

impl CheckHandler {
    /// Begins with nothing read.
    pub fn new(record: &Record, comparison: Comparison) -> Self {
        let read_back = ReadBack::new(Expected::of(record, comparison));
        Self { read_back, record: record.clone(), refused: Vec::new() }
    }

    /// Reads a scan or a text, unless it is a file of the kit instead of its print.
    pub fn read(&mut self, input: &Input) -> Result<Vec<Message>, Failure> {
        let about = |failure: Failure| failure.about(&input.name());
        let bytes = files::read(input, INPUT_LIMIT)?;
        if self.record.made().hashes.names_file(Hash::of(bytes.expose())) {
            return Err(about(own_file()));
        }
        let answers = match input::classify(bytes).map_err(|error| about(error.into()))? {
            InputContent::Text(text) => self.read_back.add_text(text.expose()),
            InputContent::Pdf(found) => {
                found.iter().flat_map(|f| self.read_back.add_text(f.text.expose())).collect()
            }
            InputContent::AgeFile(_) | InputContent::Record(_) => return Err(about(no_sheet())),
        };

        Ok(self.messages(&answers))
    }

    /// What came of it all.
    pub fn finish(self, record: &Record, comparison: Comparison) -> Checked {
        Checked::new(self.read_back.matched(), self.refused, record, comparison)
    }

    /// What to say about each answer; a sheet that is refused is kept for the record.
    fn messages(&mut self, answers: &[Answer]) -> Vec<Message> {
        let messages: Vec<Message> = answers.iter().map(|given| answer(given, &self.record)).collect();
        let refused = answers.iter().zip(&messages).filter(|(given, _)| given.is_refused());
        self.refused.extend(refused.map(|(_, message)| message.sentence.clone()));
        messages
    }

    /// The next sheet to be read, of those that came with this record.
    fn next(&self) -> Option<Readable> {
        self.read_back.unread().into_iter().find(|sheet| sheet.came_with(&self.record))
    }
}

impl EntryHandler for CheckHandler {
    fn title(&self) -> String {
        text!("check-title", label = self.record.made().plan.label)
    }

    fn question(&self) -> String {
        self.next().map_or_else(String::new, |sheet| format!("{}: ", sheet_name(sheet, &self.record)))
    }

    fn item(&mut self, item: Item) -> Vec<Message> {
        let answers = self.read_back.add(item);
        self.messages(&answers)
    }

    fn file(&mut self, input: &Input) -> Result<Vec<Message>, Failure> {
        self.read(input)
    }

    fn enough(&mut self) -> Result<bool, Failure> {
        Ok(self.next().is_none())
    }
}
