//! The desk at which sheets are read back: one custodian after the other.

use super::printed;
use super::result::{CheckResult, came_with};
use crate::cli::read::prompt::EntryHandler;
use crate::cli::report::events::{self, Message};
use crate::cli::report::{Failure, Status};
use crate::os::files::Input;
use sealkit::record::Record;
use sealkit::recovery::{Answer, Event, Expected, Item, ReadBack, Readable};

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
        use crate::cli::read::input::InputContent;
        let answers = match printed(input, &self.record)? {
            InputContent::Text(text) => self.read_back.add_text(text.expose()),
            InputContent::Pdf(found) => {
                found.iter().flat_map(|f| self.read_back.add_text(f.text.expose())).collect()
            }
            InputContent::AgeFile(_) | InputContent::Record(_) => {
                let failure = Failure::new(
                    Status::Damaged,
                    "this is no printed sheet",
                    "scan a sheet, or type its lines",
                );
                return Err(failure.about(&input.name()));
            }
        };
        Ok(answers.into_iter().map(|answer| self.said(answer)).collect())
    }

    /// What came of it all.
    pub fn into_result(self, record: &Record) -> CheckResult {
        CheckResult::new(self.read_back.matched().collect(), self.refused, record)
    }

    fn said(&mut self, answer: Answer) -> Message {
        let said = match answer {
            Answer::Matches(Readable::Share(x)) => {
                Message::good(format!("{} matches the record: seal it now", self.name(Readable::Share(x))))
            }
            Answer::Matches(sheet) => Message::good(format!("{} matches the record", self.name(sheet))),
            Answer::OtherCredential { found, recorded } if found == recorded => Message::bad(
                format!("a credential of generation {found}, but not the one that the record names"),
                "do not lay it beside the envelopes; print the kit's credential.pdf again",
            ),
            Answer::OtherCredential { found, recorded } => Message::bad(
                format!("the credential of generation {found}, where the record says {recorded}"),
                "bring the sheet of the record's generation",
            ),
            Answer::Event(event) => {
                let said = events::event(&event);
                if is_refused(&event) {
                    self.refused.push(said.sentence.clone());
                }
                return said;
            }
        };
        if said.status.is_some() {
            self.refused.push(said.sentence.clone());
        }
        said
    }

    /// What has still to be read of the sheets that came with this record.
    fn due(&self) -> impl Iterator<Item = Readable> {
        let unread = self.read_back.unread();
        unread.into_iter().filter(|sheet| came_with(*sheet, &self.record))
    }

    fn name(&self, sheet: Readable) -> String {
        super::result::name(sheet, &self.record)
    }
}

/// A sheet that reads well and is not the record's; a typing mistake is no such sheet.
fn is_refused(event: &Event) -> bool {
    matches!(
        event,
        Event::NotInRecord { .. } | Event::OtherKit { .. } | Event::OtherSplit { .. } | Event::Rival { .. }
    )
}

impl EntryHandler for CheckHandler {
    fn title(&self) -> String {
        format!("Read the printed sheets of {} back, one after the other:", self.record.made().plan.label)
    }

    fn question(&self) -> String {
        let next = self.due().next();
        next.map_or_else(String::new, |sheet| format!("{}: ", self.name(sheet)))
    }

    fn item(&mut self, item: Item) -> Vec<Message> {
        self.read_back.add(item).into_iter().map(|answer| self.said(answer)).collect()
    }

    fn file(&mut self, input: &Input) -> Result<Vec<Message>, Failure> {
        self.read(input)
    }

    fn enough(&mut self) -> Result<bool, Failure> {
        Ok(self.due().next().is_none())
    }
}
