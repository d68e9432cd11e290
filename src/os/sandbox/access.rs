//! The files that stay open to this process once it has closed the rest.

use std::path::PathBuf;

/// The files a command may reach.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FileAccess {
    /// Files and folders that are read.
    pub read: Vec<PathBuf>,
    /// Files, and folders with all that lies in them, that are read.
    pub read_below: Vec<PathBuf>,
    /// Whether a prompt takes file names, so that any may be read.
    pub read_any: bool,
    /// Folders in which something new is made, renamed or removed.
    pub make_in: Vec<PathBuf>,
    /// Whether something may be asked or shown on the terminal.
    pub terminal: bool,
    /// Whether the machine is looked at: /proc, /sys and /etc/cups.
    pub machine: bool,
}
