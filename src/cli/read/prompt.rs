//! The guided prompt: typed lines, a scanner that types, and file names, one at
//! a time, each answered at once. Nothing that was entered gets lost.

use crate::cli::report::{Failure, events::Message};
use crate::cli::texts;
use crate::os::files;
use crate::os::files::Input;
use crate::os::terminal::{Line, Terminal};
use sealkit::codes;
use sealkit::lines::Proposal;
use sealkit::recovery::{BlockKind, Entry, EntryOutcome, InputError, Item};
use sealkit::texts::Worded;
use std::path::PathBuf;

const ENDINGS: [&str; 7] = [".pdf", ".txt", ".age", ".json", ".png", ".jpg", ".jpeg"];

/// What the entered pieces are for.
pub trait EntryHandler {
    /// The first line on the screen.
    fn title(&self) -> String;
    /// What is asked for next, between two codes.
    fn question(&self) -> String;
    /// Takes an item, and says what it is.
    fn item(&mut self, item: Item) -> Vec<Message>;
    /// Takes a file, and says what is in it.
    fn file(&mut self, input: &Input) -> Result<Vec<Message>, Failure>;
    /// Whether enough was entered; what keeps it from being enough is said.
    fn enough(&mut self) -> Result<bool, Failure>;
}

/// Asks until the handler has enough, or the operator is done.
pub fn ask(handler: &mut dyn EntryHandler) -> Result<(), Failure> {
    let mut terminal = Terminal::open()?;
    terminal.go_private()?;
    let mut prompt = Prompt { terminal, entry: Entry::new(), handler };
    let title = prompt.handler.title();
    prompt.say(&title)?;
    prompt.help()?;
    loop {
        let question = prompt.question();
        match prompt.terminal.read_line(&question)? {
            Line::Interrupted => return Err(Failure::interrupted()),
            Line::End => {
                prompt.leave();
                return Ok(());
            }
            Line::Text(typed) => {
                if prompt.take(typed.expose().trim())? {
                    return Ok(());
                }
            }
        }
    }
}

/// How often something from paper may be typed: a person may mistype it.
const TRIES: usize = 3;

/// What came of asking for something from paper.
#[derive(PartialEq)]
pub enum FromPaperAnswer {
    /// It was typed, and is right.
    Right,
    /// It was not right, however often it was typed.
    Wrong,
    /// Enter was pressed, where that is allowed.
    Skipped,
}

/// Asks for something from paper until it is right. `judge` says what is wrong with it.
pub fn ask_from_paper(
    terminal: &mut Terminal,
    question: &str,
    may_skip: bool,
    mut judge: impl FnMut(&str) -> Result<(), String>,
) -> Result<FromPaperAnswer, Failure> {
    for _ in 0..TRIES {
        let typed = match terminal.read_line(question)? {
            Line::Text(typed) => typed,
            Line::End if may_skip => return Ok(FromPaperAnswer::Skipped),
            Line::End | Line::Interrupted => return Err(Failure::interrupted()),
        };
        if may_skip && typed.expose().trim().is_empty() {
            return Ok(FromPaperAnswer::Skipped);
        }
        match judge(typed.expose()) {
            Ok(()) => return Ok(FromPaperAnswer::Right),
            Err(words) => terminal.say(&format!("  {words}"))?,
        }
    }

    Ok(FromPaperAnswer::Wrong)
}

struct Prompt<'a> {
    terminal: Terminal,
    entry: Entry,
    handler: &'a mut dyn EntryHandler,
}

impl Prompt<'_> {
    fn say(&mut self, line: &str) -> Result<(), Failure> {
        Ok(self.terminal.say(line)?)
    }

    /// Says something about what was typed, under it.
    fn tell(&mut self, sentence: &str) -> Result<(), Failure> {
        self.say(&format!("  {sentence}"))
    }

    fn help(&mut self) -> Result<(), Failure> {
        text!("prompt-help").lines().try_for_each(|line| self.say(&format!("  {line}")))
    }

    fn question(&self) -> String {
        match self.entry.next() {
            Some((kind, number, Some(of))) => {
                text!("prompt-line-of", kind = kind.wording(), number, of) + " "
            }
            Some((kind, number, None)) => text!("prompt-line", kind = kind.wording(), number) + " ",
            None => self.handler.question(),
        }
    }

    /// Whether the entry is over.
    fn take(&mut self, typed: &str) -> Result<bool, Failure> {
        match typed.to_ascii_lowercase().as_str() {
            "done" | "quit" | "exit" => {
                self.leave();
                return Ok(true);
            }
            "help" | "?" => return self.help().map(|()| false),
            "back" | "undo" => return self.back().map(|()| false),
            other => {
                if let Some(number) = other.strip_prefix("redo ") {
                    return self.redo(number.trim()).map(|()| false);
                }
            }
        }

        if let Some(input) = file(typed) {
            return self.file(&input);
        }
        if names_a_file(typed) {
            return self.tell(&text!("prompt-no-file")).map(|()| false);
        }
        let verdict = self.entry.enter(typed);
        self.judge(verdict)
    }

    fn judge(&mut self, verdict: EntryOutcome) -> Result<bool, Failure> {
        match verdict {
            EntryOutcome::Empty => {}
            EntryOutcome::Begun(kind) => self.tell(&text!("prompt-begun", kind = kind.wording()))?,
            EntryOutcome::Line { number, .. } => self.tell(&text!("prompt-line-good", number))?,
            EntryOutcome::Already(number) => self.tell(&text!("prompt-line-there", number))?,
            EntryOutcome::Fault { kind, number, fault } => {
                let fault = InputError::Line { kind, number, fault, confirmed: false };
                self.show(&[Message::bad(&fault.wording())])?;
            }
            EntryOutcome::Dropped(fault) => self.show(&[Message::bad(&fault.wording())])?,
            EntryOutcome::Ask { kind, number, proposal, confirmed } => {
                return self.propose(kind, number, proposal, confirmed);
            }
            EntryOutcome::Items(items) => {
                for item in items {
                    let messages = self.handler.item(item);
                    self.show(&messages)?;
                }
                return self.enough();
            }
        }

        Ok(false)
    }

    fn propose(
        &mut self,
        kind: BlockKind,
        number: u16,
        proposal: Proposal,
        sure: bool,
    ) -> Result<bool, Failure> {
        self.tell(&text!("line-check", number, of = kind.wording()))?;
        self.tell(&texts::say(&proposal.wording(sure)))?;
        let question = text!("prompt-does-it-show", probable = proposal.probable);
        match self.terminal.read_line(&format!("  {question} "))? {
            Line::Interrupted => Err(Failure::interrupted()),
            Line::Text(answer) if is_yes(answer.expose()) => {
                let verdict = self.entry.accept();
                self.judge(verdict)
            }
            _ => {
                self.tell(&text!("prompt-nothing-changed", number))?;
                Ok(false)
            }
        }
    }

    fn show(&mut self, messages: &[Message]) -> Result<(), Failure> {
        for Message { sentence, hint, .. } in messages {
            self.tell(sentence)?;
            hint.iter().try_for_each(|hint| self.tell(hint))?;
        }
        Ok(())
    }

    fn file(&mut self, input: &Input) -> Result<bool, Failure> {
        match self.handler.file(input) {
            Ok(messages) => self.show(&messages)?,
            Err(failure) => self.show_failure(&failure)?,
        }
        self.enough()
    }

    fn enough(&mut self) -> Result<bool, Failure> {
        match self.handler.enough() {
            Ok(enough) => Ok(enough),
            Err(failure) => self.show_failure(&failure).map(|()| false),
        }
    }

    /// Says a failure and goes on: more pieces may make up for it.
    fn show_failure(&mut self, failure: &Failure) -> Result<(), Failure> {
        let (sentence, hint) = failure.words();
        self.tell(sentence)?;
        self.tell(hint)
    }

    fn back(&mut self) -> Result<(), Failure> {
        match self.entry.back() {
            Some(number) => self.tell(&text!("prompt-back", number)),
            None => self.tell(&text!("prompt-back-nothing")),
        }
    }

    fn redo(&mut self, number: &str) -> Result<(), Failure> {
        match number.parse().is_ok_and(|number| self.entry.redo(number)) {
            true => self.tell(&text!("prompt-redo", number)),
            false => self.tell(&text!("prompt-redo-nothing")),
        }
    }

    /// What was entered of a credential is kept for the message about the rest.
    fn leave(&mut self) {
        if let Some(item) = self.entry.leave() {
            self.handler.item(item);
        }
    }
}

fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}

/// What was entered is a file name when such a file is there and it reads as no code.
fn file(typed: &str) -> Option<Input> {
    let path = PathBuf::from(typed);
    (!typed.is_empty() && !codes::is_code(typed) && files::exists(&path)).then_some(Input::File(path))
}

/// What no code looks like: a path, or a name with the ending of a file.
fn names_a_file(typed: &str) -> bool {
    let lower = typed.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || typed.starts_with(['/', '~'])
        || typed.starts_with("./")
}
