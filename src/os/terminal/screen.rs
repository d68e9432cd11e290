//! The alternate screen, for what must not stay in the scrollback.

use std::os::fd::AsFd;

use rustix::io::Errno;
use rustix::termios::{LocalModes, QueueSelector, SpecialCodeIndex, tcflush};
use sealkit::qr::{self, Grid, Level};
use sealkit::secret::SecretText;
use sealkit::sheet::prints_in_clear;
use sealkit::texts::english;
use sealkit::wording;

use super::{CTRL_C, ModeGuard, Terminal, TerminalError, plain, wrap};

/// Enter the alternate screen, clear it, cursor to the upper left corner.
pub const ENTER: &str = "\x1b[?1049h\x1b[2J\x1b[H";
/// Clear, the scrollback too (a plain Linux console has no alternate screen), and leave.
pub const LEAVE: &str = "\x1b[2J\x1b[3J\x1b[H\x1b[?1049l";
const NEXT_PAGE: &str = "\x1b[2J\x1b[H";
const BLACK_ON_WHITE: &str = "\x1b[30;107m";
const USUAL_COLOURS: &str = "\x1b[0m";
/// Light modules around a QR code.
const QUIET: usize = 4;
/// Rows kept for the line that says what to press.
const FOOT: usize = 2;
/// Characters in a group.
const GROUP: usize = 4;
/// Characters in a numbered row of groups.
const ROW: usize = 5 * GROUP;

/// How the showing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Enter after the last page.
    Done,
    /// Ctrl-C, Ctrl-D, a signal or a terminal that went away.
    Interrupted,
}

/// The lines to be shown, laid out in pages of the terminal's size.
pub struct Screen {
    columns: usize,
    rows: usize,
    pages: Vec<SecretText>,
    used: usize,
}

impl Screen {
    fn new((columns, rows): (usize, usize)) -> Self {
        Self { columns, rows: rows.saturating_sub(FOOT).max(1), pages: Vec::new(), used: 0 }
    }

    /// Adds a line; control characters in it are replaced.
    pub fn line(&mut self, line: &str) {
        let needed = line.chars().count().div_ceil(self.columns).max(1);
        if self.pages.is_empty() || self.used + needed > self.rows {
            self.new_page();
        }
        self.used += needed;
        if let Some(page) = self.pages.last_mut() {
            // A secret is pushed piece by piece, so that no copy of it stays behind.
            let mut letter = [0; 4];
            plain_chars(line).for_each(|c| page.push_str(c.encode_utf8(&mut letter)));
            page.push_str("\n");
        }
    }

    /// Adds a sentence, in as many lines as it needs. It is no secret: copies of it are made.
    pub fn words(&mut self, sentence: &str) {
        wrap(sentence, self.columns).split('\n').for_each(|line| self.line(line));
    }

    /// Starts a new page unless `lines` more fit on this one: for what must not be torn, such as a QR.
    pub fn keep_together(&mut self, lines: usize) {
        if self.used > 0 && self.used + lines > self.rows {
            self.new_page();
        }
    }

    /// How many lines [`Screen::value`] takes.
    pub fn lines_of(value: &str) -> usize {
        value.chars().count().div_ceil(ROW)
    }

    /// Adds a secret value in numbered rows of groups, as the sheets show it.
    pub fn value(&mut self, value: &str) {
        let mut row = SecretText::with_capacity(4 * (ROW + 16));
        let last = value.chars().count();
        for (place, letter) in (1..).zip(value.chars()) {
            if place % ROW == 1 {
                row.push_str(&format!("{:>3}.", place / ROW + 1));
            }
            if place % GROUP == 1 {
                row.push_str("  ");
            }

            match letter {
                ' ' => row.push_str("\u{2423}"),
                // A screen might not show it, and `?` would be another secret. The brackets
                // do not stand for themselves either.
                _ if is_framed(letter) => {
                    row.push_str(&format!("\u{27e8}U+{:04X}\u{27e9}", u32::from(letter)))
                }
                _ => row.push_str(letter.encode_utf8(&mut [0; 4])),
            }
            if place % ROW == 0 || place == last {
                self.line(row.expose());
                row = SecretText::with_capacity(4 * (ROW + 16));
            }
        }
    }

    /// Adds a text as a QR code, or says why it cannot be shown.
    pub fn code(&mut self, text: &str) {
        match qr::text(text, Level::Medium) {
            Ok(grid) if self.square(&grid) => {}
            Ok(_) => {
                self.line(&english().text("screen-code-too-large", &[]));
            }
            Err(_) => self.line(&english().text("screen-code-too-long", &[])),
        }
    }

    /// Adds a QR code in black on white, two modules a character, unless it does
    /// not fit on one page.
    fn square(&mut self, grid: &Grid) -> bool {
        let side = grid.size() + 2 * QUIET;
        let lines = side.div_ceil(2);
        if side > self.columns || lines > self.rows {
            return false;
        }
        self.keep_together(lines);
        if self.pages.is_empty() {
            self.new_page();
        }
        self.used += lines;
        let dark = |x: usize, y: usize| x >= QUIET && y >= QUIET && grid.is_dark(x - QUIET, y - QUIET);
        let Some(page) = self.pages.last_mut() else { return false };
        for y in (0..side).step_by(2) {
            page.push_str(BLACK_ON_WHITE);
            for x in 0..side {
                page.push_str(match (dark(x, y), dark(x, y + 1)) {
                    (true, true) => "\u{2588}",
                    (true, false) => "\u{2580}",
                    (false, true) => "\u{2584}",
                    (false, false) => " ",
                });
            }
            page.push_str(USUAL_COLOURS);
            page.push_str("\r\n");
        }

        true
    }

    fn new_page(&mut self) {
        self.pages.push(SecretText::with_capacity(4 * self.columns * self.rows));
        self.used = 0;
    }
}

/// Whether a character of a secret is shown as its number, as it is on a sheet.
pub fn is_framed(letter: char) -> bool {
    !prints_in_clear(letter)
}

fn plain_chars(line: &str) -> impl Iterator<Item = char> + '_ {
    let mut letter = [0; 4];
    line.chars().map(move |c| if plain(c.encode_utf8(&mut letter)) == "?" || c == '\n' { '?' } else { c })
}

pub fn reveal(terminal: &mut Terminal, fill: impl FnOnce(&mut Screen)) -> Result<Shown, TerminalError> {
    let mut screen = Screen::new(terminal.size());
    fill(&mut screen);
    let open = Open::enter(terminal)?;
    let pages = screen.pages.len();
    for (index, page) in screen.pages.iter().enumerate() {
        open.show(page, index + 1, pages)?;
        if open.wait()? == Shown::Interrupted {
            return Ok(Shown::Interrupted);
        }
    }

    Ok(Shown::Done)
}

/// The alternate screen while it is shown; left and cleared however this ends.
/// Keys come as bytes all the while, and the terminal holds signals back: none ends it
/// uncleared.
struct Open<'a> {
    terminal: &'a Terminal,
    _mode: ModeGuard<'a>,
}

impl<'a> Open<'a> {
    fn enter(terminal: &'a Terminal) -> Result<Self, TerminalError> {
        let _mode = ModeGuard::set(terminal.device.as_fd(), |mode| {
            mode.local_modes.remove(LocalModes::ISIG | LocalModes::ICANON | LocalModes::ECHO);
            mode.special_codes[SpecialCodeIndex::VMIN] = 1;
            mode.special_codes[SpecialCodeIndex::VTIME] = 0;
        })?;
        let open = Self { terminal, _mode };
        open.terminal.write(ENTER)?;
        Ok(open)
    }

    fn show(&self, page: &SecretText, number: usize, of: usize) -> Result<(), TerminalError> {
        self.terminal.write(NEXT_PAGE)?;
        self.terminal.write(page.expose())?;
        let foot = match number < of {
            true => wording!("screen-next-page", number, of),
            false => wording!("screen-last-page"),
        };
        self.terminal.write(&format!("\n{}", english().say(&foot)))
    }

    /// One key. What was typed ahead is dropped: it was not meant for this.
    fn wait(&self) -> Result<Shown, TerminalError> {
        let device = self.terminal.device.as_fd();
        let _ = tcflush(device, QueueSelector::IFlush);
        let mut key = [0; 1];
        loop {
            if !self.terminal.wait()? {
                return Ok(Shown::Interrupted);
            }
            match rustix::io::read(device, &mut key) {
                Ok(0) | Err(Errno::IO) => return Ok(Shown::Interrupted),
                Ok(_) if matches!(key, [b'\n' | b'\r']) => return Ok(Shown::Done),
                Ok(_) if matches!(key, [CTRL_C | 4]) => return Ok(Shown::Interrupted),
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        let _ = self.terminal.write(LEAVE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(screen: &Screen) -> Vec<&str> {
        screen.pages.iter().map(SecretText::expose).collect()
    }

    #[test]
    fn lines_fill_pages_and_long_lines_count_twice() {
        let mut screen = Screen::new((10, 5));
        ["one", "eleven chars", "four"].iter().for_each(|line| screen.line(line));
        assert_eq!(pages(&screen), ["one\neleven chars\n", "four\n"]);
    }

    #[test]
    fn a_sentence_is_broken_between_words() {
        let mut screen = Screen::new((12, 5));
        screen.words("not compared: the record names it");
        assert_eq!(pages(&screen), ["not\ncompared:\nthe record\n", "names it\n"]);
    }

    #[test]
    fn what_belongs_together_is_not_torn() {
        let mut screen = Screen::new((10, 6));
        screen.line("one");
        screen.keep_together(3);
        screen.line("two");
        screen.keep_together(4);
        screen.line("three");
        assert_eq!(pages(&screen), ["one\ntwo\n", "three\n"]);
    }

    #[test]
    fn a_character_that_no_screen_shows_is_shown_as_its_number() {
        let mut screen = Screen::new((80, 24));
        screen.value("a\u{200b}\u{feff}b\u{202e}? \u{27e8}");
        let row = "  1.  a⟨U+200B⟩⟨U+FEFF⟩b  ⟨U+202E⟩?␣⟨U+27E8⟩\n";
        assert_eq!(pages(&screen), [row]);
    }

    #[test]
    fn a_forged_text_cannot_steer_the_screen() {
        let mut screen = Screen::new((80, 24));
        screen.line("a\x1b]0;title\x07b\nc");
        assert_eq!(pages(&screen), ["a?]0;title?b?c\n"]);
    }
}
