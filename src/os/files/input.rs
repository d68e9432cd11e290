//! Where something is read from.

use std::path::PathBuf;

use sealkit::texts::english;

/// Where something is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input, written `-`.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// `-` is standard input, everything else a path.
    pub fn new(path: PathBuf) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path) }
    }

    /// How a message names it; not yet cleaned for a terminal.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => english().text("standard-input", &[]),
            Self::File(path) => path.display().to_string(),
        }
    }
}
