//! Records in files and folders.

use std::path::{Path, PathBuf};

use super::StatusError;
use crate::cli::read::record_file::RecordFileError;
use crate::cli::report::Failure;
use crate::os::files::{self, FileError, Input};
use sealkit::record::{LONGEST_RECORD, Record};

/// Folders in folders in folders are read so deep.
const DEEPEST: usize = 4;
/// More files than these are no collection of records.
const MOST: usize = 10_000;

/// What was found.
pub struct Found {
    /// Every record, and its file.
    pub records: Vec<(Record, PathBuf)>,
    /// Records that cannot be relied on.
    pub damaged: Vec<Failure>,
}

/// Reads every record of these places.
pub fn records(places: &[PathBuf]) -> Result<Found, Failure> {
    let mut found = Found { records: Vec::new(), damaged: Vec::new() };
    for place in places {
        let mut files = Vec::new();
        let is_folder = json_files(place, 0, &mut files);
        if is_folder && files.is_empty() {
            return Err(StatusError::EmptyFolder(place.clone()).into());
        }
        if !is_folder {
            files.push(place.clone());
        }
        for file in files {
            match read(&file, is_folder) {
                Ok(Some(record)) => found.records.push((record, file)),
                Ok(None) => {}
                Err(failure) if is_folder => found.damaged.push(failure),
                Err(failure) => return Err(failure),
            }
        }
    }

    match found.records.is_empty() && found.damaged.is_empty() {
        true => Err(StatusError::NoRecord.into()),
        false => Ok(found),
    }
}

/// The JSON files below a folder; false where it is none.
fn json_files(place: &Path, depth: usize, files: &mut Vec<PathBuf>) -> bool {
    let Ok(names) = files::names_in(place) else { return false };
    for name in names.iter().filter(|name| !name.starts_with('.')) {
        let path = place.join(name);
        if files.len() >= MOST {
            break;
        }
        if name.ends_with(".json") && files::is_regular(&path) {
            files.push(path);
        } else if depth < DEEPEST {
            json_files(&path, depth + 1, files);
        }
    }

    true
}

/// A record; nothing where a file of a folder is some other JSON.
fn read(file: &Path, in_folder: bool) -> Result<Option<Record>, Failure> {
    let about = |failure: Failure| failure.about(&file.display().to_string());
    let text = match files::read_text(&Input::File(file.to_owned()), LONGEST_RECORD as u64) {
        Ok(text) => text,
        Err(FileError::TooLarge { .. } | FileError::Folder { .. }) if in_folder => return Ok(None),
        Err(error) => return Err(error.into()),
    };

    let text = text.filter(|text| !in_folder || text.expose().contains("\"sealkit-record\""));
    match text {
        Some(text) => Record::parse(text.expose()).map(Some).map_err(|error| about(error.into())),
        None if in_folder => Ok(None),
        None => Err(about(RecordFileError::NoRecord.into())),
    }
}
