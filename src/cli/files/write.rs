//! Writing one private file, and the steps a folder is written with.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::fs::{AtFlags, Mode, OFlags, fchmod, fstat, fstatfs, fsync, open, openat, renameat, unlinkat};
use rustix::io::Errno;

use super::{FileError, Modes, split};

/// Mode of every file: read and written by its owner.
pub(super) const FILE_MODE: Mode = Mode::from_raw_mode(0o600);

/// Made by this very call, never followed through a link.
const NEW: OFlags =
    OFlags::WRONLY.union(OFlags::CREATE).union(OFlags::EXCL).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// File systems that have no modes of their own: FAT, exFAT (two numbers), NTFS (two drivers).
const WITHOUT_MODES: [u64; 5] = [0x4d44, 0x2011_bab0, 0x2003_0528, 0x5346_544e, 0x7366_746e];

/// Writes a new file that only its owner reads, never over an existing one.
/// What could not be written whole is removed.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<Modes, FileError> {
    write_new(path, |folder, name| {
        let modes = new_file(folder, name, bytes, &mut write_all)?;
        sync_folder(folder).map(|()| modes)
    })
}

/// Writes a new file without any secret, with the modes that the umask leaves.
pub fn write_public(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_new(path, |folder, name| {
        let file = openat(folder, name, NEW, Mode::from_raw_mode(0o666))?;
        write_all(file.as_fd(), bytes).inspect_err(|_| {
            let _ = unlinkat(folder, name, AtFlags::empty());
        })
    })
}

/// Puts new bytes in the place of a public file that grows, such as a record: the
/// old ones or the new ones are there at every moment.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let (parent, name) = split(path)?;
    let shown = path.display().to_string();
    let folder = open_folder(&parent, &shown)?;
    let sibling = format!(".{name}.new");
    let failed = |reason: io::Error| FileError::Write { name: shown.clone(), reason };
    // Left by a run that was killed; it never was the file itself.
    let _ = unlinkat(&folder, &sibling, AtFlags::empty());
    new_file(folder.as_fd(), &sibling, bytes, &mut write_all).map_err(failed)?;
    renameat(&folder, &sibling, &folder, &name).map_err(|e| failed(e.into()))?;
    sync_folder(folder.as_fd()).map_err(failed)
}

fn write_new<T>(
    path: &Path,
    write: impl FnOnce(BorrowedFd<'_>, &str) -> io::Result<T>,
) -> Result<T, FileError> {
    let (parent, name) = split(path)?;
    let shown = || path.display().to_string();
    let parent = open_folder(&parent, &shown())?;
    write(parent.as_fd(), &name).map_err(|reason| match reason.kind() {
        io::ErrorKind::AlreadyExists => FileError::Exists { name: shown() },
        _ => FileError::Write { name: shown(), reason },
    })
}

/// Opens the folder something is to be written into.
pub(super) fn open_folder(path: &Path, target: &str) -> Result<OwnedFd, FileError> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    open(path, flags, Mode::empty()).map_err(|reason| match reason {
        Errno::NOENT | Errno::NOTDIR => FileError::NoParent { name: target.to_owned() },
        _ => FileError::Write { name: target.to_owned(), reason: reason.into() },
    })
}

/// How bytes get into an open file; a test puts a failing one in.
pub(super) type Writer<'a> = dyn FnMut(BorrowedFd<'_>, &[u8]) -> io::Result<()> + 'a;

/// A new file in an open folder, on the disk when this returns, or not there.
pub(super) fn new_file(
    folder: BorrowedFd<'_>,
    name: &str,
    bytes: &[u8],
    write: &mut Writer<'_>,
) -> io::Result<Modes> {
    let file = openat(folder, name, NEW, FILE_MODE)?;
    let written = set_mode(file.as_fd(), FILE_MODE).and_then(|modes| {
        write(file.as_fd(), bytes)?;
        fsync(&file)?;
        Ok(modes)
    });
    if written.is_err() {
        let _ = unlinkat(folder, name, AtFlags::empty());
    }
    written
}

/// Writes every byte, or fails.
pub(super) fn write_all(file: BorrowedFd<'_>, bytes: &[u8]) -> io::Result<()> {
    let mut rest = bytes;
    while !rest.is_empty() {
        match rustix::io::write(file, rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => rest = rest.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(reason) => return Err(reason.into()),
        }
    }
    Ok(())
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
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_private_file_is_new_and_private() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.txt");
        assert_eq!(write_private(&path, b"one").ok(), Some(Modes::Held));
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);
        assert!(matches!(write_private(&path, b"two"), Err(FileError::Exists { .. })));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
    }

    #[test]
    fn a_link_is_never_followed() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("target");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(matches!(write_private(&link, b"x"), Err(FileError::Exists { .. })));
        assert!(!target.exists());
    }

    #[test]
    fn a_missing_folder_is_named_as_such() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none/secret.txt");
        assert!(matches!(write_private(&path, b"x"), Err(FileError::NoParent { .. })));
        assert!(matches!(write_private(Path::new("/"), b"x"), Err(FileError::BadName { .. })));
    }

    #[test]
    fn a_file_that_fails_half_way_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let open = open_folder(folder.path(), "x").ok().unwrap();
        let mut full = |file: BorrowedFd<'_>, bytes: &[u8]| {
            write_all(file, &bytes[..1])?;
            Err(Errno::NOSPC.into())
        };
        assert!(new_file(open.as_fd(), "half", b"whole", &mut full).is_err());
        assert!(!folder.path().join("half").exists());
    }

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
