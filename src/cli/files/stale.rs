//! What runs that were killed left behind: found, removed, named.

use std::fmt;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Dir, FileType, FlockOperation, Mode, OFlags, flock, openat, unlinkat};
use rustix::io::Errno;

/// An unfinished folder that an earlier run left behind when it was killed.
#[derive(Debug, PartialEq, Eq)]
pub enum Stale {
    /// It was removed.
    Removed(PathBuf),
    /// It could not be removed, or another run may be writing it.
    Kept(PathBuf),
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Removed(path) => write!(f, "{}: left by a run that was killed, removed", path.display()),
            Self::Kept(path) => write!(
                f,
                "{}: unfinished, may hold secrets in clear; if no other sealkit is running, destroy it",
                path.display()
            ),
        }
    }
}

/// How the temporary sibling of a folder begins its name.
pub(super) fn prefix(target: &str) -> String {
    format!(".{target}.partial-")
}

/// Opens a folder in a folder, never through a link.
pub(super) fn open_entry(parent: BorrowedFd<'_>, name: &str) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    openat(parent, name, flags, Mode::empty())
}

/// Removes what killed runs left: it may hold sheets in clear.
pub(super) fn remove_stale(parent: BorrowedFd<'_>, parent_path: &Path, target: &str) -> Vec<Stale> {
    let prefix = prefix(target);
    let is_ours = |name: &str| {
        name.strip_prefix(&prefix)
            .is_some_and(|rest| rest.len() == 16 && rest.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    let names = entries(parent).unwrap_or_default();
    let ours = names.into_iter().filter(|(name, _)| is_ours(name));
    ours.map(|(name, _)| {
        let path = parent_path.join(&name);
        if remove_one(parent, &name).is_ok() { Stale::Removed(path) } else { Stale::Kept(path) }
    })
    .collect()
}

/// One leftover, unless a run that is alive holds its lock.
fn remove_one(parent: BorrowedFd<'_>, name: &str) -> Result<(), Errno> {
    let folder = open_entry(parent, name)?;
    flock(&folder, FlockOperation::NonBlockingLockExclusive)?;
    remove(parent, name, folder.as_fd())
}

/// A folder of ours holds files, and folders that hold files: no step deeper.
pub(super) fn remove(parent: BorrowedFd<'_>, name: &str, folder: BorrowedFd<'_>) -> Result<(), Errno> {
    for (entry, kind) in entries(folder)? {
        if kind == FileType::Directory {
            let inner = open_entry(folder, &entry)?;
            remove_files(inner.as_fd())?;
            unlinkat(folder, &entry, AtFlags::REMOVEDIR)?;
        } else {
            unlinkat(folder, &entry, AtFlags::empty())?;
        }
    }
    unlinkat(parent, name, AtFlags::REMOVEDIR)
}

fn remove_files(folder: BorrowedFd<'_>) -> Result<(), Errno> {
    let files = entries(folder)?.into_iter().filter(|(_, kind)| *kind != FileType::Directory);
    files.into_iter().try_for_each(|(file, _)| unlinkat(folder, &file, AtFlags::empty()))
}

fn entries(folder: BorrowedFd<'_>) -> Result<Vec<(String, FileType)>, Errno> {
    let mut names = Vec::new();
    for entry in Dir::read_from(folder)? {
        let entry = entry?;
        if let Ok(name) = entry.file_name().to_str()
            && name != "."
            && name != ".."
        {
            names.push((name.to_owned(), entry.file_type()));
        }
    }
    Ok(names)
}
