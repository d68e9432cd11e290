//! The one place that turns an error into a sentence, a hint and an exit status.

/// A message that all is well: `good!("age-file")`.
macro_rules! good {
    ($key:expr $(, $($arguments:tt)*)?) => {
        $crate::cli::report::events::Message::good(&::sealkit::wording!($key $(, $($arguments)*)?))
    };
}

/// A message that something is no good, with what to do about it.
macro_rules! bad {
    ($key:expr $(, $($arguments:tt)*)?) => {
        $crate::cli::report::events::Message::bad(&::sealkit::wording!($key $(, $($arguments)*)?))
    };
}

/// A failure with the text and the hint of a key: `failure!(Usage, "no-line", name)`.
macro_rules! failure {
    ($status:ident, $key:expr $(, $($arguments:tt)*)?) => {
        $crate::cli::report::Failure::new(
            $crate::cli::report::Status::$status,
            &::sealkit::wording!($key $(, $($arguments)*)?),
        )
    };
}

pub mod check;
pub mod drill;
pub mod events;
pub mod inspect;
mod kit;
mod make;
mod notice;
pub mod paper;
mod parse;
mod print;
mod read;
pub mod recovery;
mod status;
#[cfg(test)]
mod tests;
mod usage;

use std::io::Write;
use std::process::ExitCode;

pub use notice::Notice;
pub use parse::parse_error;
pub use print::no_program_in;
use sealkit::codes;
use sealkit::texts::{Worded, Wording, english};
use sealkit::wording;
use serde_json::json;
pub use status::no_report_in;

use crate::cli::context::Context;
use crate::cli::texts;
use crate::os::files::{FileError, reason};
use crate::os::host::HostError;
use crate::os::sandbox::SandboxError;
use crate::os::signals;
pub use crate::os::terminal::progress;
use crate::os::terminal::{Mark, TerminalError, message, plain};

/// The exit statuses of the command line's contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// The operation failed.
    Failed = 1,
    /// The command line or the plan is wrong.
    Usage = 2,
    /// Damaged, forged or foreign input.
    Damaged = 3,
    /// Not enough shares.
    TooFew = 4,
    /// The machine or the output place is not fit.
    Unfit = 5,
    /// Something could not be written.
    Unwritten = 6,
    /// Interrupted by the operator.
    Interrupted = 130,
}

impl Status {
    /// The name that stands in JSON where an error has no finer one.
    fn kind(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Usage => "usage",
            Self::Damaged => "input",
            Self::TooFew => "too-few-shares",
            Self::Unfit => "unfit",
            Self::Unwritten => "write",
            Self::Interrupted => "interrupted",
        }
    }
}

/// How a command ended when it did not end well. Never holds a secret.
#[derive(Clone, Debug)]
pub struct Failure {
    status: Status,
    kind: &'static str,
    message: String,
    hint: String,
    quiet: bool,
}

impl Failure {
    /// What there is to say, and its hint, which tells what to do.
    fn new(status: Status, wording: &Wording) -> Self {
        Self::said(status, texts::say(wording), texts::advise(wording))
    }

    /// The same of an error.
    fn of(status: Status, error: &impl Worded) -> Self {
        Self::new(status, &error.wording())
    }

    /// A sentence in lower case without full stop, and a hint.
    fn said(status: Status, message: String, hint: String) -> Self {
        // Many a sentence repeats what was given; none repeats a code.
        let message = if codes::holds_code(&message) { text!("unrepeated") } else { message };
        Self { status, kind: status.kind(), message, hint, quiet: false }
    }

    /// The same with a finer name for JSON.
    fn of_kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// The same with another status.
    fn with_status(mut self, status: Status) -> Self {
        self.status = status;
        self
    }

    /// The same about one input, which is named first.
    pub fn about(mut self, input: &str) -> Self {
        self.message = format!("{input}: {}", self.message);
        self
    }

    /// The same with what follows from it.
    fn because(mut self, consequence: &Self) -> Self {
        self.message = text!("no-way-to-open", cause = self.message, consequence = consequence.message);
        self
    }

    /// The same about one kit of a run, with what became of the others.
    pub fn in_run(mut self, number: usize, total: usize, label: &str) -> Self {
        let (count, left) = (number.saturating_sub(1), total.saturating_sub(number));
        let wording = wording!("kit-in-run", number, total, label, message = self.message, count, left);
        (self.message, self.hint) = (texts::say(&wording), texts::advise(&wording));
        self
    }

    /// The sentence and the hint.
    pub fn words(&self) -> (&str, &str) {
        (&self.message, &self.hint)
    }

    /// The worse of two: the one with the higher status, this one where they are equal.
    pub fn worse(self, other: Option<Self>) -> Self {
        match other {
            Some(other) if other.status as u8 > self.status as u8 => other,
            _ => self,
        }
    }

    /// Says it as a warning, where the command goes on.
    pub fn warn(&self, context: &Context) {
        warn(&format!("{}; {}", self.message, self.hint), context);
    }

    /// The sentence alone.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The operator pressed Ctrl-C.
    pub fn interrupted() -> Self {
        failure!(Interrupted, "interrupted")
    }

    /// Standard output took no more. A reader that closed its pipe knows it: no sentence then.
    pub fn unwritten_stdout(error: &std::io::Error) -> Self {
        let quiet = error.kind() == std::io::ErrorKind::BrokenPipe;
        Self { quiet, ..failure!(Unwritten, "stdout-unwritten", reason = reason(error)) }
    }

    /// The status the process will end with.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Writes the failure to standard error and gives the exit status.
    pub fn report(&self, context: &Context) -> ExitCode {
        match (self.quiet, context.json) {
            (true, _) => {}
            // Nothing is left to tell a closed standard error.
            (false, true) => drop(writeln!(std::io::stderr(), "{}", self.json())),
            (false, false) => {
                message(Some(Mark::Error), &self.message, context.width, context.colour);
                note(&text!("hint-line", hint = self.hint), context);
            }
        }
        ExitCode::from(self.exit_status())
    }

    /// After a signal other than Ctrl-C the status says which, as a shell's would.
    fn exit_status(&self) -> u8 {
        match (self.status, signals::noted()) {
            (Status::Interrupted, Some(signal)) => 128 + signal,
            (status, _) => status as u8,
        }
    }

    fn json(&self) -> String {
        let error = json!({
            "kind": self.kind,
            "message": plain(&self.message),
            "hint": plain(&self.hint),
            "status": self.exit_status(),
        });
        json!({ "error": error }).to_string()
    }
}

/// Progress on standard error: standard output is for results.
pub fn note(text: &str, context: &Context) {
    message(None, text, context.width, context.colour);
}

/// The same for a warning that was not put into words yet.
pub fn warn_of(wording: &Wording, context: &Context) {
    warn(&texts::say(wording), context);
}

/// A warning on standard error; it changes no exit status.
pub fn warn(text: &str, context: &Context) {
    message(Some(Mark::Warning), text, context.width, context.colour);
}

/// A panic prints a fixed sentence: its payload could carry a secret.
pub fn silence_panics() {
    // Read now: nothing that could itself fail runs in the hook.
    let sentence = english().text("panic", &[]);
    std::panic::set_hook(Box::new(move |_| {
        let _ = writeln!(std::io::stderr(), "{sentence}");
    }));
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        let (status, kind) = match &error {
            FileError::Missing { .. } => (Status::Usage, "no-such-file"),
            FileError::Unreadable { .. } => (Status::Usage, "unreadable"),
            FileError::Folder { .. } => (Status::Usage, "is-a-folder"),
            FileError::TooLarge { .. } => (Status::Damaged, "too-large"),
            FileError::Exists { .. } => (Status::Unfit, "exists"),
            FileError::NoParent { .. } => (Status::Unfit, "no-parent"),
            FileError::BadName { .. } => (Status::Usage, "bad-name"),
            FileError::Write { .. } | FileError::Left { .. } => (Status::Unwritten, "write"),
            FileError::Busy { .. } => (Status::Unwritten, "busy"),
            FileError::Interrupted => return Self::interrupted(),
        };
        Self::of(status, &error).of_kind(kind)
    }
}

impl From<HostError> for Failure {
    fn from(error: HostError) -> Self {
        let kind = match &error {
            HostError::Online(_) | HostError::Unknown => "online",
            HostError::Clock(_) => "clock",
            HostError::Place { .. } => "place",
            HostError::Unfit(_) => "unfit",
            HostError::Generator => "entropy",
        };
        Self::of(Status::Unfit, &error).of_kind(kind)
    }
}

impl From<SandboxError> for Failure {
    fn from(error: SandboxError) -> Self {
        Self::of(Status::Unfit, &error).of_kind("lockdown")
    }
}

impl From<TerminalError> for Failure {
    fn from(error: TerminalError) -> Self {
        let (status, kind) = match error {
            TerminalError::None => (Status::Unfit, "no-terminal"),
            TerminalError::Io(_) => (Status::Unwritten, "terminal"),
        };
        Self::of(status, &error).of_kind(kind)
    }
}
