//! The steps in which something is written, so that each of them can fail in a test
//! and a signal can stop the run between any two.

use std::io;

use crate::os::signals;

/// What the system is asked for next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A new folder.
    MakeFolder,
    /// A new file.
    MakeFile,
    /// The mode of a folder or a file, past the umask.
    Mode,
    /// Bytes into a file, at most [`super::write::BLOCK`] of them.
    Write,
    /// The bytes of a file onto the disk.
    SyncFile,
    /// The names in a folder onto the disk.
    SyncFolder,
    /// The name by which it will be known.
    Rename,
    /// That name onto the disk.
    SyncParent,
    /// Taking away what was begun.
    Remove,
}

/// Asked before each step; its error stands for one of the system.
pub type Before<'a> = dyn FnMut(Step) -> io::Result<()> + 'a;

/// Goes on unless a signal was noted. Clearing up, and what follows once the name is
/// given, is done all the same.
pub fn go_on(step: Step) -> io::Result<()> {
    match (step, signals::noted()) {
        (Step::Remove | Step::SyncParent, _) | (_, None) => Ok(()),
        (_, Some(_)) => Err(io::ErrorKind::Interrupted.into()),
    }
}
