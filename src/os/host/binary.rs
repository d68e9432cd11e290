//! This very binary, to be compared with a second source.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::os::files::{self, FileError};

const OWN: &str = "/proc/self/exe";

/// SHA-256 of the running binary, where the system lets it be read.
pub fn own_sha256() -> Option<[u8; 32]> {
    let mut hash = Sha256::new();
    files::for_each_block(Path::new(OWN), |block| hash.update(block)).ok()?;
    Some(hash.finalize().into())
}

/// The running binary itself, to be copied.
///
/// # Errors
/// [`FileError::Unreadable`] where the system does not let it be read.
pub fn own_program() -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    let read = files::for_each_block(Path::new(OWN), |block| bytes.extend_from_slice(block));
    read.map_err(|reason| FileError::Unreadable { name: OWN.to_owned(), reason })?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_reads_itself() {
        let own = std::fs::read("/proc/self/exe").unwrap();
        assert_eq!(own_sha256(), Some(Sha256::digest(own).into()));
    }
}
