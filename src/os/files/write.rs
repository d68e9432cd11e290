//! Writing one file whole or not at all, and what a folder is written with.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags, fchmod, fstat, fstatfs, fsync, openat};
use rustix::io::Errno;

use super::stale::remove_stale;
use super::step::{Before, Step, go_on};
use super::target::Target;
use super::temp_file::TempFile;
use super::{FileError, Modes, Written};
use crate::os::signals;

/// Mode of every file: read and written by its owner.
pub(super) const FILE_MODE: Mode = Mode::from_raw_mode(0o600);

/// Bytes that are written in one step.
pub(super) const PIECE: usize = 64 << 10;

/// Made by this very call, never followed through a link.
const NEW: OFlags =
    OFlags::WRONLY.union(OFlags::CREATE).union(OFlags::EXCL).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// File systems that have no modes of their own: FAT, exFAT (two numbers), NTFS (two drivers).
const WITHOUT_MODES: [u64; 5] = [0x4d44, 0x2011_bab0, 0x2003_0528, 0x5346_544e, 0x7366_746e];

/// Writes a new file that only its owner reads, never over an existing one: at any
/// moment it is there whole or not at all.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<Written, FileError> {
    write_new(path, bytes, &mut go_on)
}

/// The same for a file without any secret, with the mode that the umask leaves.
pub fn write_public(path: &Path, bytes: &[u8]) -> Result<Written, FileError> {
    let target = Target::open(path)?;
    target.vacant()?;
    let stale = remove_stale(&target);
    let _held = signals::hold();
    let sibling = TempFile::public_file(&target, &mut go_on)?;
    fill(sibling, bytes, &mut go_on)?.finish(&mut go_on)?;
    Ok(Written { modes: Modes::Held, stale })
}

pub(super) fn write_new(path: &Path, bytes: &[u8], before: &mut Before<'_>) -> Result<Written, FileError> {
    let target = Target::open(path)?;
    target.vacant()?;
    let stale = remove_stale(&target);
    let _held = signals::hold();
    let (sibling, modes) = TempFile::file(&target, FILE_MODE, before)?;
    fill(sibling, bytes, before)?.finish(before)?;
    Ok(Written { modes, stale })
}

/// Puts new bytes in the place of a public file that grows, such as a record: the
/// old ones or the new ones are there at every moment, with the mode of the old ones.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<Written, FileError> {
    replace_with(path, bytes, &mut go_on)
}

pub(super) fn replace_with(path: &Path, bytes: &[u8], before: &mut Before<'_>) -> Result<Written, FileError> {
    let target = Target::open(path)?;
    let stale = remove_stale(&target);
    let _held = signals::hold();
    let old = target.there().map(|stat| stat.st_mode);
    let old = old.filter(|mode| FileType::from_raw_mode(*mode) == FileType::RegularFile);
    let mode = old.map_or(FILE_MODE, |mode| Mode::from_raw_mode(mode & 0o666));
    let (sibling, _) = TempFile::file(&target, mode, before)?;
    fill(sibling, bytes, before)?.replace(before)?;
    Ok(Written { modes: Modes::Held, stale })
}

fn fill<'a>(sibling: TempFile<'a>, bytes: &[u8], before: &mut Before<'_>) -> Result<TempFile<'a>, FileError> {
    match write_all(sibling.fd(), bytes, before) {
        Ok(()) => Ok(sibling),
        Err(reason) => Err(sibling.discard(reason, before)),
    }
}

/// Makes a file of this mode; the umask may take from it.
pub(super) fn create(folder: BorrowedFd<'_>, name: &str, mode: Mode) -> Result<OwnedFd, Errno> {
    openat(folder, name, NEW, mode)
}

/// A private file in an open folder of that owner, on the disk when this returns.
pub(super) fn new_file(
    folder: BorrowedFd<'_>,
    owner: u32,
    name: &str,
    bytes: &[u8],
    before: &mut Before<'_>,
) -> io::Result<Modes> {
    before(Step::MakeFile)?;
    let file = create(folder, name, FILE_MODE)?;
    if fstat(&file)?.st_uid != owner {
        return Err(io::Error::other("the folder that was made is not the one that is there"));
    }
    before(Step::Mode)?;
    let modes = set_mode(file.as_fd(), FILE_MODE)?;
    write_all(file.as_fd(), bytes, before)?;
    Ok(modes)
}

/// Writes every byte and brings them to the disk, or fails.
fn write_all(file: BorrowedFd<'_>, bytes: &[u8], before: &mut Before<'_>) -> io::Result<()> {
    for piece in bytes.chunks(PIECE) {
        before(Step::Write)?;
        let mut rest = piece;
        while !rest.is_empty() {
            match rustix::io::write(file, rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => rest = rest.get(written..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                Err(reason) => return Err(reason.into()),
            }
        }
    }
    before(Step::SyncFile)?;
    Ok(fsync(file)?)
}

/// Sets the mode past the umask and looks whether it holds.
pub(super) fn set_mode(file: BorrowedFd<'_>, mode: Mode) -> io::Result<Modes> {
    match fchmod(file, mode) {
        Ok(()) => {}
        Err(Errno::PERM | Errno::OPNOTSUPP | Errno::NOSYS) => return Ok(Modes::NotHeld),
        Err(reason) => return Err(reason.into()),
    }
    let got = Mode::from_raw_mode(fstat(file)?.st_mode);
    Ok(judge(fstatfs(file)?.f_type as u64, got, mode))
}

/// A mount option can fake the mode that was asked for, so the kind of file
/// system counts too.
fn judge(kind: u64, got: Mode, asked: Mode) -> Modes {
    if got == asked && !WITHOUT_MODES.contains(&kind) { Modes::Held } else { Modes::NotHeld }
}

/// A folder's entries on the disk; some file systems cannot sync a folder.
pub(super) fn sync_folder(folder: BorrowedFd<'_>) -> io::Result<()> {
    match fsync(folder) {
        Ok(()) | Err(Errno::INVAL | Errno::NOTSUP) => Ok(()),
        Err(reason) => Err(reason.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fat_holds_no_modes_whatever_it_shows() {
        let asked = FILE_MODE;
        let ext4 = 0xef53;
        assert_eq!(judge(ext4, asked, asked), Modes::Held);
        assert_eq!(judge(ext4, Mode::from_raw_mode(0o755), asked), Modes::NotHeld);
        assert_eq!(judge(0x4d44, asked, asked), Modes::NotHeld);
        assert_eq!(judge(0x2011_bab0, asked, asked), Modes::NotHeld);
    }
}
