//! Writing a folder whole or not at all: a temporary sibling, then one rename.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

use rand::TryRng;
use rand::rngs::SysRng;
use rustix::fs::{
    AtFlags, FlockOperation, Mode, RenameFlags, flock, mkdirat, renameat, renameat_with, statat, unlinkat,
};
use rustix::io::Errno;

use super::stale::{Stale, open_entry, prefix, remove, remove_stale};
use super::write::{Writer, new_file, open_folder, set_mode, sync_folder, write_all};
use super::{FileError, Modes, split};

/// Mode of a kit's folder: its owner alone.
const FOLDER_MODE: Mode = Mode::from_raw_mode(0o700);

/// How the folder was written.
#[derive(Debug)]
pub struct Written {
    /// Whether the modes hold on that medium.
    pub modes: Modes,
    /// What earlier runs left there.
    pub stale: Vec<Stale>,
}

/// Writes `files` into the new folder `path`, mode 0700 and 0600: at any moment
/// it is there whole or not at all, and an existing one is never touched. A name
/// may have one folder before it: `runbook/connect.ps1`.
pub fn write_folder(path: &Path, files: &[(&str, &[u8])]) -> Result<Written, FileError> {
    write_folder_with(path, files, &mut write_all)
}

fn write_folder_with(
    path: &Path,
    files: &[(&str, &[u8])],
    write: &mut Writer<'_>,
) -> Result<Written, FileError> {
    let shown = || path.display().to_string();
    let (parent_path, name) = split(path)?;
    let parent = open_folder(&parent_path, &shown())?;
    if is_there(parent.as_fd(), &name) {
        return Err(FileError::Exists { name: shown() });
    }
    let stale = remove_stale(parent.as_fd(), &parent_path, &name);
    let failed = |reason: io::Error| FileError::Write { name: shown(), reason };
    let partial = Partial::new(parent, &name).map_err(failed)?;
    let modes = partial.fill(files, write).map_err(failed)?;
    partial.rename(&name).map_err(|reason| match reason {
        Errno::EXIST | Errno::NOTEMPTY => FileError::Exists { name: shown() },
        _ => failed(reason.into()),
    })?;
    Ok(Written { modes, stale })
}

/// Whether something new can go to `path`: nothing is there yet, but its folder is.
/// For a word before the work; writing looks again.
pub fn check_new(path: &Path) -> Result<(), FileError> {
    let (parent, name) = split(path)?;
    let shown = path.display().to_string();
    let parent = open_folder(&parent, &shown)?;
    if is_there(parent.as_fd(), &name) { Err(FileError::Exists { name: shown }) } else { Ok(()) }
}

/// Makes an empty private folder; its parent must be there.
pub fn make_folder(path: &Path) -> Result<(), FileError> {
    let shown = || path.display().to_string();
    let (parent, name) = split(path)?;
    let parent = open_folder(&parent, &shown())?;
    mkdirat(&parent, &name, FOLDER_MODE).map_err(|reason| match reason {
        Errno::EXIST => FileError::Exists { name: shown() },
        _ => FileError::Write { name: shown(), reason: reason.into() },
    })
}

/// The temporary sibling; removed when dropped before it got its name.
struct Partial {
    parent: OwnedFd,
    name: String,
    folder: OwnedFd,
    modes: Modes,
    renamed: bool,
}

impl Partial {
    fn new(parent: OwnedFd, target: &str) -> io::Result<Self> {
        let name = format!("{}{:016x}", prefix(target), random()?);
        mkdirat(&parent, &name, FOLDER_MODE)?;
        let opened = open_entry(parent.as_fd(), &name).map_err(io::Error::from).and_then(|folder| {
            // The lock tells a later run that this one is alive; not every medium has locks.
            let _ = flock(&folder, FlockOperation::NonBlockingLockExclusive);
            set_mode(folder.as_fd(), FOLDER_MODE).map(|modes| (folder, modes))
        });
        match opened {
            Ok((folder, modes)) => Ok(Self { parent, name, folder, modes, renamed: false }),
            Err(error) => {
                let _ = unlinkat(&parent, &name, AtFlags::REMOVEDIR);
                Err(error)
            }
        }
    }

    fn fill(&self, files: &[(&str, &[u8])], write: &mut Writer<'_>) -> io::Result<Modes> {
        let mut modes = self.modes;
        let mut inner: Vec<(&str, OwnedFd)> = Vec::new();
        for (name, bytes) in files {
            let Some((folder, name)) = name.split_once('/') else {
                modes = modes.and(new_file(self.folder.as_fd(), name, bytes, write)?);
                continue;
            };
            if !inner.iter().any(|(known, _)| *known == folder) {
                let (opened, held) = self.make_inner(folder)?;
                modes = modes.and(held);
                inner.push((folder, opened));
            }
            for (_, opened) in inner.iter().filter(|(known, _)| *known == folder) {
                modes = modes.and(new_file(opened.as_fd(), name, bytes, write)?);
            }
        }
        inner.iter().try_for_each(|(_, folder)| sync_folder(folder.as_fd()))?;
        sync_folder(self.folder.as_fd())?;
        Ok(modes)
    }

    fn make_inner(&self, name: &str) -> io::Result<(OwnedFd, Modes)> {
        mkdirat(&self.folder, name, FOLDER_MODE)?;
        let opened = open_entry(self.folder.as_fd(), name)?;
        let modes = set_mode(opened.as_fd(), FOLDER_MODE)?;
        Ok((opened, modes))
    }

    fn rename(mut self, target: &str) -> Result<(), Errno> {
        let whole = renameat_with(&self.parent, &self.name, &self.parent, target, RenameFlags::NOREPLACE);
        match whole {
            Ok(()) => {}
            // Not every file system knows the flag; a rename there replaces an empty folder only.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                if is_there(self.parent.as_fd(), target) {
                    return Err(Errno::EXIST);
                }
                renameat(&self.parent, &self.name, &self.parent, target)?;
            }
            Err(error) => return Err(error),
        }
        self.renamed = true;
        // The kit is there; a parent that cannot be synced takes nothing away from it.
        let _ = sync_folder(self.parent.as_fd());
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.renamed {
            let _ = remove(self.parent.as_fd(), &self.name, self.folder.as_fd());
        }
    }
}

fn random() -> io::Result<u64> {
    SysRng.try_next_u64().map_err(io::Error::other)
}

fn is_there(folder: BorrowedFd<'_>, name: &str) -> bool {
    statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    const FILES: [(&str, &[u8]); 5] = [
        ("a.pdf", b"one"),
        ("b.pdf", b"two"),
        ("record.json", b"{}"),
        ("runbook/a.ps1", b"a"),
        ("runbook/b.kql", b"b"),
    ];

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn a_folder_is_written_whole_and_private() {
        let place = tempfile::tempdir().unwrap();
        let kit = place.path().join("kit");
        let written = write_folder(&kit, &FILES).unwrap();
        assert_eq!((written.modes, written.stale), (Modes::Held, vec![]));
        assert_eq!(names(place.path()), ["kit"]);
        assert_eq!(names(&kit), ["a.pdf", "b.pdf", "record.json", "runbook"]);
        assert_eq!(names(&kit.join("runbook")), ["a.ps1", "b.kql"]);
        assert_eq!((mode(&kit.join("runbook")), mode(&kit.join("runbook/a.ps1"))), (0o700, 0o600));
        assert_eq!(mode(&kit), 0o700);
        assert_eq!(mode(&kit.join("a.pdf")), 0o600);
        assert_eq!(fs::read(kit.join("b.pdf")).unwrap(), b"two");
    }

    #[test]
    fn an_existing_target_is_never_touched() {
        let place = tempfile::tempdir().unwrap();
        for name in ["empty", "full"] {
            fs::create_dir(place.path().join(name)).unwrap();
        }
        fs::write(place.path().join("full/old"), "old").unwrap();
        fs::write(place.path().join("file"), "old").unwrap();
        std::os::unix::fs::symlink("nowhere", place.path().join("link")).unwrap();
        for name in ["empty", "full", "file", "link"] {
            let refused = write_folder(&place.path().join(name), &FILES);
            assert!(matches!(refused, Err(FileError::Exists { .. })), "{name}");
        }
        assert_eq!(names(place.path()), ["empty", "file", "full", "link"]);
        assert_eq!(names(&place.path().join("full")), ["old"]);
    }

    #[test]
    fn a_target_that_appears_meanwhile_is_never_touched() {
        let place = tempfile::tempdir().unwrap();
        let kit = place.path().join("kit");
        let mut meddling = |file: BorrowedFd<'_>, bytes: &[u8]| {
            let _ = fs::create_dir(&kit);
            write_all(file, bytes)
        };
        let refused = write_folder_with(&kit, &FILES, &mut meddling);
        assert!(matches!(refused, Err(FileError::Exists { .. })));
        assert_eq!(names(place.path()), ["kit"]);
        assert!(names(&kit).is_empty());
    }

    #[test]
    fn a_disk_that_fills_at_any_file_leaves_nothing() {
        for good in 0..FILES.len() {
            let place = tempfile::tempdir().unwrap();
            let mut left = good;
            let mut full = |file: BorrowedFd<'_>, bytes: &[u8]| {
                if left == 0 {
                    return Err(Errno::NOSPC.into());
                }
                left -= 1;
                write_all(file, bytes)
            };
            let failed = write_folder_with(&place.path().join("kit"), &FILES, &mut full);
            assert!(matches!(failed, Err(FileError::Write { .. })));
            assert!(names(place.path()).is_empty(), "after {good} files");
        }
    }

    #[test]
    fn what_a_killed_run_left_is_removed_and_named() {
        let place = tempfile::tempdir().unwrap();
        let left = place.path().join(".kit.partial-0123456789abcdef");
        let other = place.path().join(".kit.partial-of-somebody");
        for folder in [&left, &other] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("provisioning.pdf"), "clear").unwrap();
            fs::create_dir(folder.join("runbook")).unwrap();
            fs::write(folder.join("runbook/a.ps1"), "a").unwrap();
        }
        let written = write_folder(&place.path().join("kit"), &FILES).unwrap();
        assert_eq!(written.stale, [Stale::Removed(left.clone())]);
        assert!(!left.exists() && other.exists());
    }

    #[test]
    fn what_a_living_run_writes_is_kept() {
        let place = tempfile::tempdir().unwrap();
        let parent = open_folder(place.path(), "x").unwrap();
        let living = Partial::new(parent, "kit").unwrap();
        let written = write_folder(&place.path().join("kit"), &FILES).unwrap();
        assert_eq!(written.stale, [Stale::Kept(place.path().join(&living.name))]);
        drop(living);
        assert_eq!(names(place.path()), ["kit"]);
    }

    #[test]
    fn the_place_must_be_there() {
        let place = tempfile::tempdir().unwrap();
        let refused = write_folder(&place.path().join("none/kit"), &FILES);
        assert!(matches!(refused, Err(FileError::NoParent { .. })));
    }
}
