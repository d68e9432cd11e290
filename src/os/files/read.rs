//! Reading, with a limit on everything and no copy of a secret left behind.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::{Path, PathBuf};

use sealkit::secret::{SecretBytes, SecretText};
use zeroize::Zeroizing;

use super::FileError;
use super::Input;

/// First room for a stream whose length is not known.
const FIRST_ROOM: usize = 64 << 10;
/// The most that is read of what the system tells: the processors of a large machine fill hundreds of KiB.
const SYSTEM_LIMIT: u64 = 1 << 20;

/// Reads a file or standard input of at most `limit` bytes. What may be a
/// secret goes past every buffer of the standard library.
pub fn read(input: &Input, limit: u64) -> Result<SecretBytes, FileError> {
    let name = input.name();
    match input {
        Input::Stdin => read_from(rustix::stdio::stdin(), FIRST_ROOM, limit, name),
        Input::File(path) => {
            let file = open(path)?;
            let length = known_length(&file, limit, &name)?;
            read_from(file.as_fd(), length, limit, name)
        }
    }
}

/// The same as text; `None` where it is not UTF-8.
pub fn read_text(input: &Input, limit: u64) -> Result<Option<SecretText>, FileError> {
    let bytes = read(input, limit)?;
    Ok(std::str::from_utf8(bytes.expose()).ok().map(|text| SecretText::new(text.to_owned())))
}

/// A public file of the system, such as those under `/sys`; what is no UTF-8 is replaced.
pub fn read_small(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(SYSTEM_LIMIT).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// What the kernel tells of this process: the text of /proc/self/status.
pub fn own_status() -> String {
    read_small(Path::new("/proc/self/status")).unwrap_or_default()
}

/// A path without links and dots, if something is there.
pub fn real_path(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// The names in a folder, sorted.
pub fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Hands a public file over block by block.
pub fn for_each_block(path: &Path, mut take: impl FnMut(&[u8])) -> io::Result<()> {
    let mut file = File::open(path)?;
    let mut block = vec![0; FIRST_ROOM];
    loop {
        match file.read(&mut block)? {
            0 => return Ok(()),
            length => take(block.get(..length).unwrap_or_default()),
        }
    }
}

fn open(path: &Path) -> Result<File, FileError> {
    let name = path.display().to_string();
    File::open(path).map_err(|reason| match reason.kind() {
        ErrorKind::NotFound => FileError::Missing { name },
        _ => FileError::Unreadable { name, reason },
    })
}

/// The length of a regular file, refused before a byte of it is read; a pipe
/// has none.
fn known_length(file: &File, limit: u64, name: &str) -> Result<usize, FileError> {
    let name = || name.to_owned();
    let facts = file.metadata().map_err(|reason| FileError::Unreadable { name: name(), reason })?;
    if facts.is_dir() {
        return Err(FileError::Folder { name: name() });
    }
    if facts.len() > limit {
        return Err(FileError::TooLarge { name: name(), limit });
    }
    Ok(usize::try_from(facts.len()).map_or(FIRST_ROOM, |length| length.max(4096)))
}

fn read_from(
    source: BorrowedFd<'_>,
    room: usize,
    limit: u64,
    name: String,
) -> Result<SecretBytes, FileError> {
    let mut bytes = Zeroizing::new(vec![0; room + 1]);
    let mut length = 0;
    loop {
        if length == bytes.len() {
            bytes = larger(&bytes);
        }
        let rest = bytes.get_mut(length..).unwrap_or_default();
        match rustix::io::read(source, rest) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(rustix::io::Errno::INTR) => {}
            Err(rustix::io::Errno::ISDIR) => return Err(FileError::Folder { name }),
            Err(reason) => return Err(FileError::Unreadable { name, reason: reason.into() }),
        }
        if length as u64 > limit {
            return Err(FileError::TooLarge { name, limit });
        }
    }

    bytes.truncate(length);
    Ok(SecretBytes::new(std::mem::take(&mut *bytes)))
}

/// Twice the room; the old room is wiped as it is dropped.
fn larger(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut grown = Vec::with_capacity(2 * bytes.len());
    grown.extend_from_slice(bytes);
    grown.resize(2 * bytes.len(), 0);
    Zeroizing::new(grown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_file(content: &[u8], limit: u64) -> Result<Vec<u8>, FileError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("input");
        fs::write(&path, content).unwrap();
        read(&Input::File(path), limit).map(|bytes| bytes.expose().to_vec())
    }

    #[test]
    fn a_file_up_to_the_limit_is_read_whole() {
        for length in [0, 1, 4095, 4096, 4097, 200_000] {
            let content: Vec<u8> = (0..length).map(|i| i as u8).collect();
            assert_eq!(read_file(&content, length as u64).ok(), Some(content));
        }
    }

    #[test]
    fn one_byte_more_is_refused() {
        assert!(matches!(read_file(&[7; 101], 100), Err(FileError::TooLarge { limit: 100, .. })));
    }

    #[test]
    fn a_stream_without_end_is_refused() {
        let endless = Input::File("/dev/zero".into());
        assert!(matches!(read(&endless, 1 << 20), Err(FileError::TooLarge { .. })));
    }

    #[test]
    fn a_pipe_is_read_to_its_end() {
        let (reader, writer) = io::pipe().unwrap();
        rustix::io::write(&writer, &[1; 300]).unwrap();
        drop(writer);
        let bytes = read_from(reader.as_fd(), 16, 1000, "pipe".to_owned()).ok();
        assert_eq!(bytes.map(|b| b.expose().to_vec()), Some(vec![1; 300]));
    }

    #[test]
    fn folders_and_missing_files_have_their_own_error() {
        let folder = tempfile::tempdir().unwrap();
        let inside = Input::File(folder.path().join("none"));
        assert!(matches!(read(&inside, 1), Err(FileError::Missing { .. })));
        assert!(matches!(read(&Input::File(folder.path().into()), 1), Err(FileError::Folder { .. })));
    }

    #[test]
    fn what_is_not_utf_8_is_no_text() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("input");
        fs::write(&path, [0xff, 0xfe]).unwrap();
        assert!(matches!(read_text(&Input::File(path), 10), Ok(None)));
    }
}
