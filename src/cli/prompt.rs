//! The guided prompt: typed lines, a scanner that types, and file names, one at
//! a time, with a verdict after each. Nothing that was entered gets lost.

use super::files;
use super::gather;
use super::input::{self, Input};
use super::report::{Failure, events};
use super::terminal::{Line, Terminal};
use sealkit::recovery::{Entry, Item, Kind, OpenFault, Recovery, Verdict};

const WELCOME: [&str; 5] = [
    "Enter shares and the credential, one line at a time:",
    "  scan a code, type the numbered lines of a sheet, or give the name of a file.",
    "  back   takes the last line back          done   ends the entry",
    "  help   shows this again                  Ctrl-C stops",
    "The screen is cleared at the end.",
];

/// Asks until a quorum opens the credential, or the operator is done.
pub fn gather(recovery: &mut Recovery, identity_only: bool) -> Result<(), Failure> {
    let mut terminal = Terminal::open()?;
    terminal.go_private()?;
    let mut prompt = Prompt { terminal, entry: Entry::new(), recovery, identity_only };
    WELCOME.iter().try_for_each(|line| prompt.say(line))?;
    loop {
        let question = prompt.question();
        match prompt.terminal.read_line(&question)? {
            Line::Interrupted => return Err(Failure::interrupted()),
            Line::End => return prompt.leave(),
            Line::Text(typed) => {
                if prompt.take(typed.expose().trim())? {
                    return Ok(());
                }
            }
        }
    }
}

struct Prompt<'a> {
    terminal: Terminal,
    entry: Entry,
    recovery: &'a mut Recovery,
    identity_only: bool,
}

impl Prompt<'_> {
    fn say(&mut self, line: &str) -> Result<(), Failure> {
        Ok(self.terminal.say(line)?)
    }

    /// What is asked for next.
    fn question(&self) -> String {
        match self.entry.next() {
            Some((kind, number, Some(of))) => format!("{}, line {number} of {of}: ", events::name(kind)),
            Some((kind, number, None)) => format!("{}, line {number}: ", events::name(kind)),
            None => match self.recovery.shares_missing() {
                None => "share or credential: ".to_owned(),
                Some(0) if self.recovery.has_credential() => "another share: ".to_owned(),
                Some(0) => "credential: ".to_owned(),
                Some(missing) if self.recovery.has_credential() => format!("share ({missing} more): "),
                Some(missing) => format!("share ({missing} more) or credential: "),
            },
        }
    }

    /// Whether the entry is over.
    fn take(&mut self, typed: &str) -> Result<bool, Failure> {
        match typed.to_ascii_lowercase().as_str() {
            "done" | "quit" | "exit" => return self.leave().map(|()| true),
            "help" | "?" => return WELCOME.iter().try_for_each(|line| self.say(line)).map(|()| false),
            "back" | "undo" => return self.back().map(|()| false),
            _ => {}
        }
        if let Some(input) = file(typed) {
            return self.file(&input);
        }
        if names_a_file(typed) {
            return self.say("  there is no file of that name").map(|()| false);
        }
        let verdict = self.entry.enter(typed);
        self.judge(verdict)
    }

    fn judge(&mut self, verdict: Verdict) -> Result<bool, Failure> {
        match verdict {
            Verdict::Empty => {}
            Verdict::Begun(kind) => self.say(&format!("lines of a {} follow", events::name(kind)))?,
            Verdict::Line { number, .. } => self.say(&format!("  line {number} is good"))?,
            Verdict::Already(number) => {
                self.say(&format!(
                    "  line {number} is there already, with other characters; `back` takes lines back"
                ))?;
            }
            Verdict::Fault { kind, number, fault } => {
                let said = events::line_fault(kind, number, &fault, false);
                self.speak(&said)?;
            }
            Verdict::Dropped(fault) => self.speak(&events::text_fault(&fault))?,
            Verdict::Ask { kind, number, proposal, confirmed } => {
                return self.ask(kind, number, proposal, confirmed);
            }
            Verdict::Items(items) => return self.items(items),
        }
        Ok(false)
    }

    fn ask(
        &mut self,
        kind: Kind,
        number: u16,
        proposal: sealkit::lines::Proposal,
        confirmed: bool,
    ) -> Result<bool, Failure> {
        self.say(&format!(
            "  line {number} of the {} does not match its check characters",
            events::name(kind)
        ))?;
        self.say(&format!("  {}", events::proposed(proposal, confirmed)))?;
        match self.terminal.read_line("  does the sheet say so? yes or no: ")? {
            Line::Text(answer)
                if matches!(answer.expose().trim().to_ascii_lowercase().as_str(), "y" | "yes") =>
            {
                let verdict = self.entry.accept();
                self.judge(verdict)
            }
            Line::Interrupted => Err(Failure::interrupted()),
            _ => {
                self.say("  then type this line again; the others are kept")?;
                Ok(false)
            }
        }
    }

    fn speak(&mut self, said: &events::Said) -> Result<(), Failure> {
        self.say(&format!("  {}", said.sentence))?;
        match &said.hint {
            Some(hint) => self.say(&format!("  {hint}")),
            None => Ok(()),
        }
    }

    fn items(&mut self, items: Vec<Item>) -> Result<bool, Failure> {
        for item in items {
            for event in self.recovery.add(item) {
                self.speak(&events::event(&event))?;
            }
        }
        self.is_over()
    }

    fn file(&mut self, input: &Input) -> Result<bool, Failure> {
        match gather::add(self.recovery, input) {
            Ok(events) => {
                for event in events {
                    self.speak(&events::event(&event))?;
                }
            }
            Err(failure) => {
                let (sentence, hint) = failure.words();
                self.say(&format!("  {sentence}"))?;
                self.say(&format!("  {hint}"))?;
            }
        }
        self.is_over()
    }

    /// Over once the kit opens; a fault that more pieces can mend is said.
    fn is_over(&mut self) -> Result<bool, Failure> {
        let enough = self.recovery.shares_missing() == Some(0);
        if !enough || !(self.identity_only || self.recovery.has_credential()) {
            return Ok(false);
        }
        let fault = match self.identity_only {
            true => self.recovery.proven().err(),
            false => self.recovery.open().err(),
        };
        match fault {
            None => Ok(true),
            Some(fault) => {
                let failure: Failure = fault.into();
                let (sentence, hint) = failure.words();
                self.say(&format!("  {sentence}"))?;
                self.say(&format!("  {hint}"))?;
                Ok(false)
            }
        }
    }

    fn back(&mut self) -> Result<(), Failure> {
        match self.entry.back() {
            Some(number) => self.say(&format!("  line {number} is taken back")),
            None => self.say("  there is no line to take back; a complete code stays"),
        }
    }

    /// What was entered of a credential is kept for the message about the rest.
    fn leave(&mut self) -> Result<(), Failure> {
        if let Some(item) = self.entry.leave() {
            self.recovery.add(item);
        }
        match self.recovery.shares_missing() {
            None => {
                Err(OpenFault::Quorum(sealkit::recovery::QuorumFault::TooFew { have: 0, needed: 2 }).into())
            }
            Some(_) => Ok(()),
        }
    }
}

/// What was entered is a file name when such a file is there and it reads as no code.
fn file(typed: &str) -> Option<Input> {
    let path = std::path::PathBuf::from(typed);
    (!typed.is_empty() && !input::is_code(typed) && files::exists(&path)).then_some(Input::File(path))
}

/// What no code looks like: a path, or a name with the ending of a file.
fn names_a_file(typed: &str) -> bool {
    let ending = [".pdf", ".txt", ".age", ".json", ".png", ".jpg"]
        .iter()
        .any(|e| typed.to_ascii_lowercase().ends_with(e));
    ending || typed.starts_with(['/', '~']) || typed.starts_with("./")
}
