//! The temporary file or folder that everything is written as, until it is whole and gets
//! its name.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rand::TryRng;
use rand::rngs::SysRng;
use rustix::fs::{
    AtFlags, FileType, FlockOperation, Mode, RenameFlags, flock, fstat, linkat, mkdirat, renameat,
    renameat_with, unlinkat,
};
use rustix::io::Errno;
use sealkit::texts::english;

use super::raw::{FOLDER_MODE, create, set_mode, sync_folder};
use super::stale::{open_entry, prefix, remove};
use super::step::{Before, Step};
use super::target::Target;
use super::{FileError, Modes};

/// Something unfinished beside the place it is for.
pub struct TempFile<'a> {
    target: &'a Target,
    name: String,
    open: OwnedFd,
    is_folder: bool,
}

impl<'a> TempFile<'a> {
    /// An empty folder, private from its first moment.
    pub fn folder(target: &'a Target, before: &mut Before<'_>) -> Result<(Self, Modes), FileError> {
        let name = name(target)?;
        step(before, Step::MakeFolder, || mkdirat(target.folder(), &name, FOLDER_MODE))
            .map_err(|reason| failed(target, reason))?;
        let open = match open_entry(target.folder(), &name) {
            Ok(open) => open,
            Err(reason) => {
                let _ = unlinkat(target.folder(), &name, AtFlags::REMOVEDIR);
                return Err(failed(target, reason.into()));
            }
        };

        Self { target, name, open, is_folder: true }.locked().with_mode(FOLDER_MODE, before)
    }

    /// An empty file of exactly this mode.
    pub fn file(target: &'a Target, mode: Mode, before: &mut Before<'_>) -> Result<(Self, Modes), FileError> {
        Self::new_file(target, mode, before)?.with_mode(mode, before)
    }

    /// An empty file with the mode that the umask leaves.
    pub fn public_file(target: &'a Target, before: &mut Before<'_>) -> Result<Self, FileError> {
        Self::new_file(target, Mode::from_raw_mode(0o666), before)
    }

    fn new_file(target: &'a Target, mode: Mode, before: &mut Before<'_>) -> Result<Self, FileError> {
        let name = name(target)?;
        let open = step(before, Step::MakeFile, || create(target.folder(), &name, mode))
            .map_err(|reason| failed(target, reason))?;
        Ok(Self { target, name, open, is_folder: false }.locked())
    }

    /// The lock tells a later run that this one is alive; not every medium has locks.
    fn locked(self) -> Self {
        let _ = flock(&self.open, FlockOperation::NonBlockingLockExclusive);
        self
    }

    fn with_mode(self, mode: Mode, before: &mut Before<'_>) -> Result<(Self, Modes), FileError> {
        match before(Step::Mode).and_then(|()| set_mode(self.fd(), mode)) {
            Ok(modes) => Ok((self, modes)),
            Err(reason) => Err(self.discard(reason, before)),
        }
    }

    pub fn fd(&self) -> BorrowedFd<'_> {
        self.open.as_fd()
    }

    /// Whose it is. A folder that somebody put in the place of the one just made has
    /// another owner than the files that are made in it.
    pub fn owner(&self) -> io::Result<u32> {
        Ok(fstat(&self.open)?.st_uid)
    }

    /// Gives it the name it is for, never over anything.
    pub fn finish(self, before: &mut Before<'_>) -> Result<(), FileError> {
        let named = step(before, Step::Rename, || self.rename());
        self.named(named, before)
    }

    /// Gives it the name it is for, in the place of what has that name.
    pub fn replace(self, before: &mut Before<'_>) -> Result<(), FileError> {
        let folder = self.target.folder();
        let named = step(before, Step::Rename, || renameat(folder, &self.name, folder, &self.target.name));
        self.named(named, before)
    }

    fn named(self, named: io::Result<()>, before: &mut Before<'_>) -> Result<(), FileError> {
        match named {
            Ok(()) if !self.is_there() => {
                let reason = io::Error::other(english().text("file-exchanged", &[]));
                Err(FileError::Write { name: self.target.shown(), reason })
            }
            Ok(()) => {
                // It is there and whole; a folder that cannot be synced takes nothing away from it.
                let _ = before(Step::SyncParent).and_then(|()| sync_folder(self.target.folder()));
                Ok(())
            }
            Err(reason) => Err(self.discard(reason, before)),
        }
    }

    /// Whether what has the name now can be what was written: no link that somebody
    /// put in its place. Not every medium keeps the number of a file.
    fn is_there(&self) -> bool {
        let expected = if self.is_folder { FileType::Directory } else { FileType::RegularFile };
        self.target.there().is_some_and(|there| FileType::from_raw_mode(there.st_mode) == expected)
    }

    fn rename(&self) -> Result<(), Errno> {
        let (folder, target) = (self.target.folder(), &self.target.name);
        match renameat_with(folder, &self.name, folder, target, RenameFlags::NOREPLACE) {
            // Not every file system knows the flag.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => self.rename_by_hand(),
            done => done,
        }
    }

    /// A link is never made over anything; a folder is renamed over an empty one at most.
    fn rename_by_hand(&self) -> Result<(), Errno> {
        let (folder, target) = (self.target.folder(), &self.target.name);
        if self.target.there().is_some() {
            return Err(Errno::EXIST);
        }
        if !self.is_folder {
            match linkat(folder, &self.name, folder, target, AtFlags::empty()) {
                Ok(()) => return unlinkat(folder, &self.name, AtFlags::empty()).or(Ok(())),
                Err(Errno::EXIST) => return Err(Errno::EXIST),
                Err(_) => {}
            }
        }

        renameat(folder, &self.name, folder, target)
    }

    /// Takes away what was begun, and gives the error to report: with the path, where
    /// something stayed behind.
    pub fn discard(self, reason: io::Error, before: &mut Before<'_>) -> FileError {
        let gone = step(before, Step::Remove, || {
            remove(self.target.folder(), &self.name, self.is_folder.then_some(self.open.as_fd()))
        });
        if gone.is_ok() {
            return failed(self.target, reason);
        }
        let left = self.target.folder_path.join(&self.name).display().to_string();
        FileError::Left { name: self.target.shown(), left, reason }
    }
}

/// Asks whether to go on, then does it.
pub fn step<T>(before: &mut Before<'_>, step: Step, act: impl FnOnce() -> Result<T, Errno>) -> io::Result<T> {
    before(step)?;
    Ok(act()?)
}

fn failed(target: &Target, reason: io::Error) -> FileError {
    match reason.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => {
            FileError::Exists { name: target.shown() }
        }
        io::ErrorKind::Interrupted => FileError::Interrupted,
        _ => FileError::Write { name: target.shown(), reason },
    }
}

fn name(target: &Target) -> Result<String, FileError> {
    let random = SysRng.try_next_u64().map_err(io::Error::other);
    let random = random.map_err(|reason| failed(target, reason))?;
    Ok(format!("{}{random:016x}", prefix(&target.name)))
}
