//! Writing one file whole or not at all, and what a folder is written with.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;

use rustix::fs::{FileType, Mode, fstat, fsync};
use rustix::io::Errno;
use sealkit::texts::english;

use super::raw::{FILE_MODE, create, set_mode};
use super::stale::remove_stale;
use super::step::{Before, Step, go_on};
use super::target::Target;
use super::temp_file::TempFile;
use super::{FileError, Modes, WriteOutcome};
use crate::os::signals;

/// Bytes that are written in one step.
pub const BLOCK: usize = 64 << 10;

/// Writes a new file that only its owner reads, never over an existing one: at any
/// moment it is there whole or not at all.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<WriteOutcome, FileError> {
    write_new(path, bytes, &mut go_on)
}

/// The same for a file without any secret, with the mode that the umask leaves.
pub fn write_public(path: &Path, bytes: &[u8]) -> Result<WriteOutcome, FileError> {
    let target = Target::open(path)?;
    target.vacant()?;
    let stale = remove_stale(&target);
    let _held = signals::hold();
    let temp_file = TempFile::public_file(&target, &mut go_on)?;
    fill(temp_file, bytes, &mut go_on)?.finish(&mut go_on)?;
    Ok(WriteOutcome { modes: Modes::Held, stale })
}

pub fn write_new(path: &Path, bytes: &[u8], before: &mut Before<'_>) -> Result<WriteOutcome, FileError> {
    let target = Target::open(path)?;
    target.vacant()?;
    let stale = remove_stale(&target);
    let _held = signals::hold();
    let (temp_file, modes) = TempFile::file(&target, FILE_MODE, before)?;
    fill(temp_file, bytes, before)?.finish(before)?;
    Ok(WriteOutcome { modes, stale })
}

/// Puts new bytes in the place of a public file that grows, with the mode of the old ones.
pub fn replace_with(
    target: &Target,
    bytes: &[u8],
    before: &mut Before<'_>,
) -> Result<WriteOutcome, FileError> {
    let stale = remove_stale(target);
    let _held = signals::hold();
    let old = target.there().map(|stat| stat.st_mode);
    let old = old.filter(|mode| FileType::from_raw_mode(*mode) == FileType::RegularFile);
    let mode = old.map_or(FILE_MODE, |mode| Mode::from_raw_mode(mode & 0o666));
    let (temp_file, _) = TempFile::file(target, mode, before)?;
    fill(temp_file, bytes, before)?.replace(before)?;
    Ok(WriteOutcome { modes: Modes::Held, stale })
}

fn fill<'a>(
    temp_file: TempFile<'a>,
    bytes: &[u8],
    before: &mut Before<'_>,
) -> Result<TempFile<'a>, FileError> {
    match write_all(temp_file.fd(), bytes, before) {
        Ok(()) => Ok(temp_file),
        Err(reason) => Err(temp_file.discard(reason, before)),
    }
}

/// A private file in an open folder of that owner, on the disk when this returns.
pub fn new_file(
    folder: BorrowedFd<'_>,
    owner: u32,
    name: &str,
    bytes: &[u8],
    before: &mut Before<'_>,
) -> io::Result<Modes> {
    before(Step::MakeFile)?;
    let file = create(folder, name, FILE_MODE)?;
    if fstat(&file)?.st_uid != owner {
        return Err(io::Error::other(english().text("folder-exchanged", &[])));
    }
    before(Step::Mode)?;
    let modes = set_mode(file.as_fd(), FILE_MODE)?;
    write_all(file.as_fd(), bytes, before)?;
    Ok(modes)
}

/// Writes every byte and brings them to the disk, or fails.
fn write_all(file: BorrowedFd<'_>, bytes: &[u8], before: &mut Before<'_>) -> io::Result<()> {
    for block in bytes.chunks(BLOCK) {
        before(Step::Write)?;
        let mut rest = block;
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
