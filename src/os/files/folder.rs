//! Writing a folder whole or not at all: a temporary folder beside it, then one rename.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;

use rustix::fs::{Mode, OFlags, mkdirat, open};
use rustix::io::Errno;

use super::raw::{FOLDER_MODE, set_mode, sync_folder};
use super::stale::{open_entry, remove_stale};
use super::step::{Before, Step, go_on};
use super::target::Target;
use super::temp_file::{TempFile, step};
use super::write::new_file;
use super::{FileError, Modes, WriteOutcome};
use crate::os::signals;

/// Writes `files` into the new folder `path`, mode 0700 and 0600: at any moment
/// it is there whole or not at all, and an existing one is never touched. A name may
/// have one folder before it, as in `runbook/alert.txt`.
pub fn write_folder(path: &Path, files: &[(&str, &[u8])]) -> Result<WriteOutcome, FileError> {
    write_folder_with(path, files, &mut go_on)
}

pub fn write_folder_with(
    path: &Path,
    files: &[(&str, &[u8])],
    before: &mut Before<'_>,
) -> Result<WriteOutcome, FileError> {
    let target = Target::open(path)?;
    target.vacant()?;
    let stale = remove_stale(&target);
    let _held = signals::hold();
    let (temp_file, modes) = TempFile::folder(&target, before)?;
    let modes = match fill(&temp_file, files, modes, before) {
        Ok(modes) => modes,
        Err(reason) => return Err(temp_file.discard(reason, before)),
    };

    temp_file.finish(before)?;
    Ok(WriteOutcome { modes, stale })
}

/// Whether something new can go to `path`: nothing is there yet, but its folder is.
/// For a word before the work; writing looks again.
pub fn check_new(path: &Path) -> Result<(), FileError> {
    Target::open(path)?.vacant()
}

/// Makes an empty private folder; its parent must be there.
pub fn make_folder(path: &Path) -> Result<(), FileError> {
    let target = Target::open(path)?;
    mkdirat(target.folder(), &target.name, FOLDER_MODE).map_err(|reason| match reason {
        Errno::EXIST => FileError::Exists { name: target.shown() },
        _ => FileError::Write { name: target.shown(), reason: reason.into() },
    })
}

/// Lets its owner run a file that was written before, where the file system has modes.
pub fn make_executable(path: &Path) -> Result<(), FileError> {
    let flags = OFlags::WRONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let done = open(path, flags, Mode::empty()).map_err(io::Error::from);
    let done = done.and_then(|file| set_mode(file.as_fd(), FOLDER_MODE));
    done.map(drop).map_err(|reason| FileError::Write { name: path.display().to_string(), reason })
}

fn fill(
    temp_file: &TempFile<'_>,
    files: &[(&str, &[u8])],
    mut modes: Modes,
    before: &mut Before<'_>,
) -> io::Result<Modes> {
    let owner = temp_file.owner()?;
    let mut inner: Vec<&str> = Vec::new();
    for (name, bytes) in files {
        let written = match name.split_once('/') {
            None => new_file(temp_file.fd(), owner, name, bytes, before)?,
            Some((folder, name)) => {
                let is_new = !inner.contains(&folder);
                if is_new {
                    inner.push(folder);
                }
                in_folder(temp_file.fd(), folder, is_new, before, |open, before| {
                    new_file(open, owner, name, bytes, before)
                })?
            }
        };
        modes = modes.and(written);
    }

    before(Step::SyncFolder)?;
    sync_folder(temp_file.fd())?;
    Ok(modes)
}

/// Does something in a folder of the kit, made where it is the first time.
fn in_folder(
    kit: BorrowedFd<'_>,
    name: &str,
    is_new: bool,
    before: &mut Before<'_>,
    write: impl FnOnce(BorrowedFd<'_>, &mut Before<'_>) -> io::Result<Modes>,
) -> io::Result<Modes> {
    if is_new {
        step(before, Step::MakeFolder, || mkdirat(kit, name, FOLDER_MODE))?;
    }
    let open = open_entry(kit, name)?;
    before(Step::Mode)?;
    let modes = set_mode(open.as_fd(), FOLDER_MODE)?;
    let written = write(open.as_fd(), before)?;
    before(Step::SyncFolder)?;
    sync_folder(open.as_fd())?;
    Ok(modes.and(written))
}
