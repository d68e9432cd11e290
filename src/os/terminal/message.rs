//! Messages on standard error.

use std::io::Write;

use sealkit::texts::english;

use super::{plain, stderr_is_terminal, wrap};

/// The word before a message that is more than a note.
#[derive(Clone, Copy)]
pub enum Mark {
    /// The command failed.
    Error,
    /// The command goes on.
    Warning,
}

impl Mark {
    fn word(self) -> String {
        let key = match self {
            Self::Error => "mark-error",
            Self::Warning => "mark-warning",
        };
        english().text(key, &[])
    }

    fn in_colour(self) -> String {
        let colour = match self {
            Self::Error => "\x1b[1;31m",
            Self::Warning => "\x1b[1;33m",
        };
        format!("{colour}{}\x1b[0m", self.word())
    }
}

/// Writes a message, wrapped where somebody reads it on a terminal; a script gets it in
/// one line. Nothing is left to tell a standard error that takes no more.
pub fn message(mark: Option<Mark>, text: &str, width: usize, colour: bool) {
    let mut text = plain(text).into_owned();
    if let Some(mark) = mark {
        text = format!("{} {text}", mark.word());
    }
    if stderr_is_terminal() {
        text = wrap(&text, width);
    }

    // The word is coloured last, so that the colour does not count as width.
    if let Some(mark) = mark.filter(|_| colour) {
        text = text.replacen(&mark.word(), &mark.in_colour(), 1);
    }
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// One line on a terminal's standard error that the next one takes the place of.
pub fn progress(text: &str) {
    let mut err = std::io::stderr();
    let _ = write!(err, "\r\x1b[K{}", plain(text)).and_then(|()| err.flush());
}
