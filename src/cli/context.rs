//! What every command is told about how it was started.

use std::ffi::OsString;

use crate::cli::args::Cli;
use crate::os::terminal;

/// How a command reports, and how careful it has to be.
pub struct Context {
    /// Print facts and errors as JSON.
    pub json: bool,
    /// Colour the words `error` and `warning`.
    pub colour: bool,
    /// Columns of the terminal that messages are wrapped to.
    pub width: usize,
    /// Refuse to work where the kernel lacks a measure.
    pub require_lockdown: bool,
}

impl Context {
    /// Reads the context from the arguments. A command line that is wrong has to be
    /// reported too, so `--json` is then looked for among the raw words.
    pub fn new(parsed: Option<&Cli>, arguments: &[OsString]) -> Self {
        let mut options = arguments.iter().take_while(|argument| *argument != "--");
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());

        Self {
            json: parsed.map_or_else(|| options.any(|argument| argument == "--json"), |cli| cli.json),
            colour: !no_colour && terminal::stderr_is_terminal(),
            width: terminal::columns(),
            require_lockdown: parsed.is_some_and(|cli| cli.require_lockdown),
        }
    }
}

#[cfg(test)]
impl Context {
    /// A context for tests: sentences without colour.
    pub fn plain() -> Self {
        Self { json: false, colour: false, width: 80, require_lockdown: false }
    }
}
