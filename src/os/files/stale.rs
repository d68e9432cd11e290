//! What runs that were killed left behind: found, removed, named.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;

use rustix::fs::{
    AtFlags, Dir, FileType, FlockOperation, Mode, OFlags, flock, fstat, openat, statat, unlinkat,
};
use rustix::io::Errno;

use sealkit::texts::{Worded, Wording};
use sealkit::wording;

use super::target::Target;

/// Between the name of what is written and 16 random digits.
const MARK: &str = ".partial-";

/// Something unfinished that an earlier run left behind when it was killed.
#[derive(Debug, PartialEq, Eq)]
pub enum Stale {
    /// It was removed.
    Removed(PathBuf),
    /// It could not be removed, another run may be writing it, or it is not of this target.
    Kept(PathBuf),
}

impl Worded for Stale {
    fn wording(&self) -> Wording {
        match self {
            Self::Removed(path) => wording!("stale-removed", path = path.display()),
            Self::Kept(path) => wording!("stale-kept", path = path.display()),
        }
    }
}

/// How the temporary name of a folder or a file begins its name.
pub fn prefix(target: &str) -> String {
    format!(".{target}{MARK}")
}

/// Opens a folder in a folder, never through a link.
pub fn open_entry(parent: BorrowedFd<'_>, name: &str) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    openat(parent, name, flags, Mode::empty())
}

/// Removes what killed runs left of this target, since it may hold sheets in clear;
/// names what they left of others.
pub fn remove_stale(target: &Target) -> Vec<Stale> {
    let mut names = entries(target.folder()).unwrap_or_default();
    names.retain(|(name, _)| target_of(name).is_some());
    names.sort_by(|(a, _), (b, _)| a.cmp(b));
    let of_this = |name: &str| target_of(name) == Some(&target.name);
    let judge = |(name, _): (String, FileType)| {
        let path = target.folder_path.join(&name);
        match open_dead(target.folder(), &name) {
            // Another target's, and a run that is alive writes it: nothing is wrong.
            Err(Errno::WOULDBLOCK) if !of_this(&name) => None,
            Ok((open, is_folder)) if of_this(&name) => {
                let gone = remove(target.folder(), &name, is_folder.then_some(open.as_fd()));
                Some(if gone.is_ok() { Stale::Removed(path) } else { Stale::Kept(path) })
            }
            _ => Some(Stale::Kept(path)),
        }
    };

    names.into_iter().filter_map(judge).collect()
}

/// What a temporary file is for, if the name is that of one.
fn target_of(name: &str) -> Option<&str> {
    let (target, random) = name.strip_prefix('.')?.rsplit_once(MARK)?;
    (random.len() == 16 && random.bytes().all(|b| b.is_ascii_hexdigit())).then_some(target)
}

/// Opens a leftover, unless it is neither file nor folder, or a run that is alive
/// holds its lock. A file is opened to write, since nothing is read from where
/// something is written; a pipe that somebody put there does not stop this run.
fn open_dead(parent: BorrowedFd<'_>, name: &str) -> Result<(OwnedFd, bool), Errno> {
    let kind = |mode| FileType::from_raw_mode(mode);
    let seen = kind(statat(parent, name, AtFlags::SYMLINK_NOFOLLOW)?.st_mode);
    let how = match seen {
        FileType::Directory => OFlags::RDONLY | OFlags::DIRECTORY,
        FileType::RegularFile => OFlags::WRONLY,
        _ => return Err(Errno::INVAL),
    };

    let open =
        openat(parent, name, how | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC, Mode::empty())?;
    if kind(fstat(&open)?.st_mode) != seen {
        return Err(Errno::INVAL);
    }
    flock(&open, FlockOperation::NonBlockingLockExclusive)?;
    Ok((open, seen == FileType::Directory))
}

/// Removes a file, or a folder that is given open: its files, and those of the
/// folders in it. No step deeper: a kit has none.
pub fn remove(parent: BorrowedFd<'_>, name: &str, folder: Option<BorrowedFd<'_>>) -> Result<(), Errno> {
    let Some(folder) = folder else { return unlinkat(parent, name, AtFlags::empty()) };
    for (file, kind) in entries(folder)? {
        match kind {
            FileType::Directory => remove_flat(folder, &file)?,
            _ => unlinkat(folder, &file, AtFlags::empty())?,
        }
    }
    unlinkat(parent, name, AtFlags::REMOVEDIR)
}

fn remove_flat(parent: BorrowedFd<'_>, name: &str) -> Result<(), Errno> {
    let folder = open_entry(parent, name)?;
    for (file, _) in entries(folder.as_fd())? {
        unlinkat(&folder, &file, AtFlags::empty())?;
    }
    unlinkat(parent, name, AtFlags::REMOVEDIR)
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
