//! The calls to the system that files and folders are written with, one thing each.

use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};

use rustix::fs::{Mode, OFlags, fchmod, fstat, fstatfs, fsync, openat};
use rustix::io::Errno;

use super::Modes;

/// Mode of every file: read and written by its owner.
pub const FILE_MODE: Mode = Mode::from_raw_mode(0o600);

/// Mode of a kit's folder and of all folders in it: their owner alone.
pub const FOLDER_MODE: Mode = Mode::from_raw_mode(0o700);

/// Made by this very call, never followed through a link.
const NEW: OFlags =
    OFlags::WRONLY.union(OFlags::CREATE).union(OFlags::EXCL).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// File systems that have no modes of their own: FAT, exFAT (two numbers), NTFS (two drivers).
const WITHOUT_MODES: [u64; 5] = [0x4d44, 0x2011_bab0, 0x2003_0528, 0x5346_544e, 0x7366_746e];

/// Makes a file of this mode; the umask may take from it.
pub fn create(folder: BorrowedFd<'_>, name: &str, mode: Mode) -> Result<OwnedFd, Errno> {
    openat(folder, name, NEW, mode)
}

/// Sets the mode past the umask and looks whether it holds.
pub fn set_mode(file: BorrowedFd<'_>, mode: Mode) -> io::Result<Modes> {
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
pub fn sync_folder(folder: BorrowedFd<'_>) -> io::Result<()> {
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
