//! The only module that opens files: limits on what is read, whole or nothing of
//! what is written.

mod folder;
mod input;
mod lock;
mod raw;
mod read;
mod stale;
mod step;
mod target;
mod temp_file;
#[cfg(test)]
mod tests;
mod write;

use std::io;
use std::path::Path;

use sealkit::texts::{Worded, Wording};
use sealkit::{worded_errors, wording};

pub use folder::{check_new, make_executable, make_folder, write_folder};
pub use input::Input;
pub use lock::{LONGEST_WAIT, Locked};
pub use read::{for_each_block, names_in, own_status, read, read_small, read_text, real_path};
use stale::Stale;
pub use write::{write_private, write_public};

/// The most that is read from any one INPUT.
pub const INPUT_LIMIT: u64 = 16 << 20;
/// The most that is read from a plan.
pub const PLAN_LIMIT: u64 = 1 << 20;
/// The most that is read from a file with a secret to import.
pub const IMPORT_LIMIT: u64 = 64 << 10;

/// Why a file was not read or written. `name` is for people, not for opening.
#[derive(Debug)]
pub enum FileError {
    /// It is not there.
    Missing {
        /// The file.
        name: String,
    },
    /// It is there and cannot be read.
    Unreadable {
        /// The file.
        name: String,
        /// What the system says.
        reason: io::Error,
    },
    /// It is a folder.
    Folder {
        /// The folder.
        name: String,
    },
    /// It holds more than is ever read.
    TooLarge {
        /// The file.
        name: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// Something is there already.
    Exists {
        /// The file or folder.
        name: String,
    },
    /// The folder it should lie in is not there.
    NoParent {
        /// The file or folder to be written.
        name: String,
    },
    /// The path ends in no name.
    BadName {
        /// The path.
        name: String,
    },
    /// The system did not write it.
    Write {
        /// The file or folder.
        name: String,
        /// What the system says.
        reason: io::Error,
    },
    /// The same, and what was begun could not be taken away again.
    Left {
        /// The file or folder.
        name: String,
        /// What stayed behind.
        left: String,
        /// What the system says.
        reason: io::Error,
    },
    /// Another run kept the lock of its folder for too long.
    Busy {
        /// The file.
        name: String,
        /// How long this run waited.
        seconds: u64,
    },
    /// A signal came while it was written.
    Interrupted,
}

impl Worded for FileError {
    fn wording(&self) -> Wording {
        match self {
            Self::Missing { name } => wording!("file-missing", name),
            Self::Unreadable { name, reason } => {
                wording!("file-unreadable", name, reason = self::reason(reason))
            }
            Self::Folder { name } => wording!("file-is-folder", name),
            Self::TooLarge { name, limit } => wording!("file-too-large", name, limit = size(*limit)),
            Self::Exists { name } => wording!("file-exists", name),
            Self::NoParent { name } => wording!("file-no-parent", name),
            Self::BadName { name } => wording!("file-bad-name", name),
            Self::Write { name, reason } => wording!("file-not-written", name, reason = self::reason(reason)),
            Self::Left { name, reason, left } => {
                wording!("file-left", name, reason = self::reason(reason), left)
            }
            Self::Busy { name, seconds } => wording!("file-busy", name, seconds),
            Self::Interrupted => wording!("interrupted"),
        }
    }
}

worded_errors!(FileError);

impl FileError {
    /// The same error of something that is not to be named.
    pub fn renamed(mut self, new: &str) -> Self {
        let (Self::Missing { name }
        | Self::Unreadable { name, .. }
        | Self::Folder { name }
        | Self::TooLarge { name, .. }
        | Self::Exists { name }
        | Self::NoParent { name }
        | Self::BadName { name }
        | Self::Left { name, .. }
        | Self::Busy { name, .. }
        | Self::Write { name, .. }) = &mut self
        else {
            return self;
        };
        new.clone_into(name);
        self
    }
}

/// Whether the place keeps the modes that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modes {
    /// Only the owner reads what was written.
    Held,
    /// FAT, exFAT and their like: whoever mounts the medium reads it.
    NotHeld,
}

impl Modes {
    /// What to tell the operator, if anything.
    pub fn notice(self) -> Option<Wording> {
        match self {
            Self::Held => None,
            Self::NotHeld => Some(wording!("medium-without-modes")),
        }
    }

    fn and(self, other: Self) -> Self {
        if self == Self::Held { other } else { self }
    }
}

/// How something was written.
#[derive(Debug)]
pub struct WriteOutcome {
    /// Whether the modes hold on that medium.
    pub modes: Modes,
    /// What earlier runs left there.
    pub stale: Vec<Stale>,
}

impl WriteOutcome {
    /// What to tell the operator, if anything.
    pub fn notices(&self) -> impl Iterator<Item = Wording> {
        self.stale.iter().map(Worded::wording).chain(self.modes.notice())
    }
}

/// Whether something is there, a dangling link included.
pub fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether this is a file that has an end: no pipe, which waits for a writer, and no device.
pub fn is_regular(path: &Path) -> bool {
    path.metadata().is_ok_and(|facts| facts.is_file())
}

/// A limit in words.
fn size(bytes: u64) -> Wording {
    if bytes >= 1 << 20 {
        wording!("size-mib", number = bytes >> 20)
    } else {
        wording!("size-kib", number = bytes >> 10)
    }
}

/// The operating system's reason, without its number and in lower case.
pub fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
