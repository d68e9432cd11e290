//! Why a read-back does not count.

use std::path::PathBuf;

/// Why a read-back does not count.
pub enum CheckError {
    /// A file of the kit was given instead of its print.
    OwnFile,
    /// The input is an age file or a record.
    NoSheet,
    /// Sheets do not match the record; what is wrong with the first of them.
    Refused(String),
    /// Sheets have still to be read.
    NotRead {
        /// Which ones.
        sheets: Vec<String>,
        /// The record to read them back with.
        record: PathBuf,
    },
}
