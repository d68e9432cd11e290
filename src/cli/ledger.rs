//! The record file of a kit: read, and written anew with what was noted in it.

use std::path::Path;

use sealkit::record::Record;

use super::files;
use super::gather::{self, Piece};
use super::input::Input;
use super::report::{self, Failure, Status};

/// The record that a command adds to.
pub fn read(path: &Path) -> Result<Record, Failure> {
    let input = Input::File(path.to_owned());
    let about = |failure: Failure| failure.about(&input.name());
    match gather::read(&input)? {
        Piece::Record(text) => Record::parse(&text).map_err(|error| about(error.into())),
        _ => Err(about(no_record())),
    }
}

/// Puts the record in the place of the one that was read.
pub fn replace(path: &Path, record: &Record) -> Result<(), Failure> {
    let on_disk = files::replace(path, record.to_json()?.as_bytes())?;
    on_disk.notices().for_each(|notice| report::warn(&notice));
    Ok(())
}

/// A file that is something else.
pub fn no_record() -> Failure {
    Failure::new(Status::Damaged, "this is no record", "give the kit's record.json")
}
