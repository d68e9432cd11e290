//! One run at a time changes a record: between reading what is there and putting the new
//! one in its place, no other run may do the same, or what it noted is lost.
//!
//! The lock is that of the folder. Each new record is another file under the old name, so a
//! lock on the file would be a lock on what is gone; a file for the lock alone would stay
//! behind, on a stick that goes to a safe.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{Timespec, poll};
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use sealkit::texts::Wording;
use sealkit::wording;

use super::step::{Before, go_on};
use super::target::Target;
use super::write::replace_with;
use super::{FileError, WriteOutcome, real_path};
use crate::os::signals;

/// A run holds the lock for as long as a small file takes to be written. After so long
/// somebody should look at what goes on there.
pub const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// Between two tries.
const PAUSE: Timespec = Timespec { tv_sec: 0, tv_nsec: 10_000_000 };

/// A file that no other run changes while this is there.
pub struct Locked {
    target: Target,
    path: PathBuf,
    is_held: bool,
}

impl Locked {
    /// Waits for the folder of a file. A link is followed: the file that it names is the
    /// one that changes, and the link stays.
    ///
    /// # Errors
    /// [`FileError::Missing`], [`FileError::Busy`] after `longest`, or
    /// [`FileError::Interrupted`].
    pub fn wait(path: &Path, longest: Duration) -> Result<Self, FileError> {
        let name = || path.display().to_string();
        let real = real_path(path).ok_or_else(|| FileError::Missing { name: name() })?;
        let target = Target::open(&real)?;
        let started = Instant::now();
        let is_held = loop {
            match flock(target.folder(), FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => break true,
                Err(Errno::WOULDBLOCK | Errno::INTR) => {}
                // Not every medium has locks.
                Err(_) => break false,
            }
            if signals::noted().is_some() {
                return Err(FileError::Interrupted);
            }
            if started.elapsed() >= longest {
                return Err(FileError::Busy { name: name(), seconds: longest.as_secs() });
            }
            // A signal ends the pause, and is seen above.
            let _ = poll(&mut [], Some(&PAUSE));
        };
        Ok(Self { target, path: real, is_held })
    }

    /// The file itself, past any link.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What to tell the operator, if anything.
    pub fn notice(&self) -> Option<Wording> {
        (!self.is_held).then(|| wording!("medium-without-locks"))
    }

    /// Puts new bytes in the place of the old ones: at every moment the one or the other is
    /// there, with the mode of the old ones.
    pub fn replace(&self, bytes: &[u8]) -> Result<WriteOutcome, FileError> {
        self.replace_with(bytes, &mut go_on)
    }

    pub fn replace_with(&self, bytes: &[u8], before: &mut Before<'_>) -> Result<WriteOutcome, FileError> {
        replace_with(&self.target, bytes, before)
    }
}
