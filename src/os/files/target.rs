//! The place something new goes to: its open folder and its name there.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Mode, OFlags, Stat, open, statat};
use rustix::io::Errno;

use super::FileError;

/// A name in a folder that stays the same folder, whatever is renamed meanwhile.
pub struct Target {
    pub folder: OwnedFd,
    pub folder_path: PathBuf,
    pub name: String,
    shown: String,
}

impl Target {
    /// Opens the folder that `path` lies in.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let shown = path.display().to_string();
        let (folder_path, name) = split(path)?;
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = open(&folder_path, flags, Mode::empty()).map_err(|reason| match reason {
            Errno::NOENT | Errno::NOTDIR => FileError::NoParent { name: shown.clone() },
            _ => FileError::Write { name: shown.clone(), reason: reason.into() },
        })?;
        Ok(Self { folder, folder_path, name, shown })
    }

    /// As a message names it.
    pub fn shown(&self) -> String {
        self.shown.clone()
    }

    pub fn folder(&self) -> BorrowedFd<'_> {
        self.folder.as_fd()
    }

    /// What is there already, a dangling link included.
    pub fn there(&self) -> Option<Stat> {
        statat(&self.folder, &self.name, AtFlags::SYMLINK_NOFOLLOW).ok()
    }

    /// Refuses a name that is taken.
    pub fn vacant(&self) -> Result<(), FileError> {
        if self.there().is_some() { Err(FileError::Exists { name: self.shown() }) } else { Ok(()) }
    }
}

/// The folder a new entry goes into, and the entry's name.
fn split(path: &Path) -> Result<(PathBuf, String), FileError> {
    let bad = || FileError::BadName { name: path.display().to_string() };
    let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(bad)?;
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    Ok((parent, name.to_owned()))
}
