//! The only module that talks to a terminal: lines in, lines out, and a screen of
//! its own for secrets that leaves nothing behind.

mod message;
mod screen;
mod text;

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush, tcgetattr, tcgetwinsize,
    tcsetattr,
};
use sealkit::secret::SecretText;
use sealkit::texts::{Worded, Wording, english};
use sealkit::{worded_errors, wording};
use zeroize::Zeroizing;

use super::signals::{self, Hold};

pub use message::{Mark, message, progress};
pub use screen::{Screen, Shown, is_framed};
pub use text::{plain, wrap};

/// The kernel's own limit for a line in line mode, its end included.
const LONGEST_LINE: usize = 4096;
const CTRL_C: u8 = 3;
/// Columns where a terminal does not tell.
const USUAL_COLUMNS: usize = 80;
/// How long a signal may wait until the screen is cleared.
const PATIENCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };

/// Why the terminal did not serve.
#[derive(Debug)]
pub enum TerminalError {
    /// There is none.
    None,
    /// It broke.
    Io(Errno),
}

impl Worded for TerminalError {
    fn wording(&self) -> Wording {
        match self {
            Self::None => wording!("terminal-none"),
            Self::Io(error) => wording!("terminal-broken", reason = error),
        }
    }
}

worded_errors!(TerminalError);

impl From<Errno> for TerminalError {
    fn from(error: Errno) -> Self {
        Self::Io(error)
    }
}

/// What the operator entered.
pub enum Line {
    /// A line without its end.
    Text(SecretText),
    /// Ctrl-D at the start of a line, or the terminal went away.
    End,
    /// Ctrl-C, or a signal that asks to end.
    Interrupted,
}

/// What came in answer to a question.
enum Taken {
    Line(Line),
    /// A line beyond the kernel's limit, which would have been cut.
    TooLong,
    /// Bytes that are no UTF-8.
    NotText,
}

/// The terminal of this process, open for both ways. While it is, signals are noted
/// only, so that no end leaves it without echo or with a secret on it.
pub struct Terminal {
    device: OwnedFd,
    private: bool,
    _held: Hold,
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if self.private {
            let _ = self.write(screen::LEAVE);
        }
    }
}

/// Whether standard input is a terminal.
pub fn stdin_is_terminal() -> bool {
    rustix::termios::isatty(rustix::stdio::stdin())
}

/// Whether standard output is a terminal.
pub fn stdout_is_terminal() -> bool {
    rustix::termios::isatty(rustix::stdio::stdout())
}

/// Whether standard error is a terminal.
pub fn stderr_is_terminal() -> bool {
    rustix::termios::isatty(rustix::stdio::stderr())
}

/// The columns of the terminal that messages go to; 80 where none tells.
pub fn columns() -> usize {
    let streams = [rustix::stdio::stderr(), rustix::stdio::stdout()];
    let told = streams.into_iter().find_map(|stream| tcgetwinsize(stream).ok());
    told.map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0).unwrap_or(USUAL_COLUMNS)
}

impl Terminal {
    /// Opens the controlling terminal, whatever the standard streams are
    /// redirected to; without one, standard input if that is a terminal.
    pub fn open() -> Result<Self, TerminalError> {
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        if let Ok(device) = rustix::fs::open("/dev/tty", flags, Mode::empty()) {
            return Ok(Self { device, private: false, _held: signals::hold() });
        }
        if !stdin_is_terminal() || !stdout_is_terminal() {
            return Err(TerminalError::None);
        }
        let device = rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdin(), 0)?;
        Ok(Self { device, private: false, _held: signals::hold() })
    }

    /// Goes to a screen of its own, cleared when this terminal is dropped: what is
    /// entered there stays in no scrollback.
    pub fn go_private(&mut self) -> Result<(), TerminalError> {
        self.private = true;
        self.write(screen::ENTER)
    }

    /// Asks for a line that is shown while it is entered.
    pub fn read_line(&mut self, prompt: &str) -> Result<Line, TerminalError> {
        self.ask(prompt, true)
    }

    /// Asks for a line that is not shown while it is entered.
    pub fn read_hidden(&mut self, prompt: &str) -> Result<Line, TerminalError> {
        self.ask(prompt, false)
    }

    /// Writes a line, wrapped to the width; control characters in it are replaced.
    pub fn say(&mut self, line: &str) -> Result<(), TerminalError> {
        let (columns, _) = self.size();
        self.write(&format!("{}\n", wrap(&plain(line), columns)))
    }

    /// Shows lines on a screen of their own, page by page, until Enter or
    /// Ctrl-C; then clears it, the scrollback included, and comes back.
    pub fn reveal(&mut self, fill: impl FnOnce(&mut Screen)) -> Result<Shown, TerminalError> {
        screen::reveal(self, fill)
    }

    /// Columns and rows, 80 and 24 where it does not tell.
    fn size(&self) -> (usize, usize) {
        let size = tcgetwinsize(&self.device).ok();
        let or = |cells: Option<u16>, usual| cells.filter(|cells| *cells > 0).map_or(usual, usize::from);
        (or(size.map(|s| s.ws_col), USUAL_COLUMNS), or(size.map(|s| s.ws_row), 24))
    }

    /// Asks until there is an answer that can be taken: a stray letter must not end a session
    /// after thirty good lines.
    fn ask(&mut self, prompt: &str, echo: bool) -> Result<Line, TerminalError> {
        loop {
            let slip = match self.ask_once(prompt, echo)? {
                Taken::Line(line) => return Ok(line),
                Taken::TooLong => english().text("terminal-line-too-long", &[]),
                Taken::NotText => english().text("terminal-not-text", &[]),
            };
            self.say(&slip)?;
        }
    }

    /// The line discipline goes on editing the line. Ctrl-C ends it as a byte
    /// instead of raising a signal, so that nothing is left half done.
    fn ask_once(&mut self, prompt: &str, echo: bool) -> Result<Taken, TerminalError> {
        // The prompt comes last: whoever answers at once is not shown either.
        let _mode = ModeGuard::set(self.device.as_fd(), |mode| {
            mode.local_modes.remove(LocalModes::ISIG);
            mode.local_modes.insert(LocalModes::ICANON | LocalModes::ECHONL);
            mode.local_modes.set(LocalModes::ECHO, echo);
            mode.special_codes[SpecialCodeIndex::VEOL] = CTRL_C;
        })?;

        self.write(&plain(prompt))?;
        let mut bytes = Zeroizing::new([0; LONGEST_LINE]);
        let mut length = 0;
        loop {
            if !self.wait()? {
                return self.after(Line::Interrupted);
            }
            let rest = bytes.get_mut(length..).unwrap_or_default();
            match rustix::io::read(&self.device, rest) {
                Ok(0) | Err(Errno::IO) if length == 0 => return self.after(Line::End),
                Ok(0) | Err(Errno::IO) => return Ok(taken(bytes.get(..length).unwrap_or_default())),
                Ok(more) => length += more,
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            }
            match bytes.get(..length).and_then(<[u8]>::split_last) {
                Some((&b'\n', text)) if text.len() + 1 < LONGEST_LINE => return Ok(taken(text)),
                Some((&CTRL_C, _)) => return self.after(Line::Interrupted),
                _ if length >= LONGEST_LINE => return Ok(Taken::TooLong),
                _ => {}
            }
        }
    }

    /// Waits until there is something to read; false when a signal came first. A
    /// signal does not end a read, so it is looked for now and then. What was typed of a
    /// line is dropped then: else the shell would get it, and show it.
    fn wait(&self) -> Result<bool, TerminalError> {
        loop {
            if signals::noted().is_some() {
                let _ = tcflush(&self.device, QueueSelector::IFlush);
                return Ok(false);
            }
            let mut device = [PollFd::new(&self.device, PollFlags::IN)];
            match poll(&mut device, Some(&PATIENCE)) {
                Ok(0) | Err(Errno::INTR) => {}
                Ok(_) => return Ok(true),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The cursor stands behind the prompt: what follows begins a line.
    fn after(&self, line: Line) -> Result<Taken, TerminalError> {
        self.write("\n")?;
        Ok(Taken::Line(line))
    }

    fn write(&self, text: &str) -> Result<(), TerminalError> {
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            match rustix::io::write(&self.device, rest) {
                Ok(0) => return Err(Errno::IO.into()),
                Ok(written) => rest = rest.get(written..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }

        Ok(())
    }
}

fn taken(bytes: &[u8]) -> Taken {
    match std::str::from_utf8(bytes) {
        Ok(text) => Taken::Line(Line::Text(SecretText::new(text.trim_end_matches('\r').to_owned()))),
        Err(_) => Taken::NotText,
    }
}

/// A terminal mode for as long as this lives.
struct ModeGuard<'a> {
    device: BorrowedFd<'a>,
    before: Termios,
}

impl<'a> ModeGuard<'a> {
    fn set(device: BorrowedFd<'a>, change: impl FnOnce(&mut Termios)) -> Result<Self, TerminalError> {
        let before = tcgetattr(device)?;
        let mut mode = before.clone();
        change(&mut mode);
        // Drain, not flush: what a scanner has sent already is kept.
        tcsetattr(device, OptionalActions::Drain, &mode)?;
        Ok(Self { device, before })
    }
}

impl Drop for ModeGuard<'_> {
    fn drop(&mut self) {
        let _ = tcsetattr(self.device, OptionalActions::Drain, &self.before);
    }
}
