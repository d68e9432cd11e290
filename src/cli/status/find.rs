//! Records in files and folders; of each kit the newest.

use std::path::{Path, PathBuf};

use crate::cli::report::{Failure, Status};
use crate::os::files::Input;
use crate::os::files::{self, FileError};
use sealkit::record::{Hash, LONGEST_RECORD, Record};

/// Folders in folders in folders are read so deep.
const DEEPEST: usize = 4;
/// More files than these are no collection of records.
const MOST: usize = 10_000;

/// What was found.
pub struct Found {
    /// The newest record of each kit, and its file.
    pub records: Vec<(Record, PathBuf)>,
    /// Records that cannot be relied on.
    pub damaged: Vec<Failure>,
    /// What else should be known.
    pub notes: Vec<String>,
}

/// Reads every record of these places.
pub fn records(places: &[PathBuf]) -> Result<Found, Failure> {
    let mut all: Vec<(Record, PathBuf)> = Vec::new();
    let mut damaged = Vec::new();
    for place in places {
        let mut files = Vec::new();
        let is_folder = gather(place, 0, &mut files);
        if is_folder && files.is_empty() {
            let sentence = format!("{}: there is no record in this folder", place.display());
            let hint = "name the folder with the record.json files, or the files";
            return Err(Failure::new(Status::Usage, sentence, hint));
        }
        if !is_folder {
            files.push(place.clone());
        }
        for file in files {
            match read(&file, is_folder) {
                Ok(Some(record)) => all.push((record, file)),
                Ok(None) => {}
                Err(failure) if is_folder => damaged.push(failure),
                Err(failure) => return Err(failure),
            }
        }
    }
    if all.is_empty() && damaged.is_empty() {
        let hint = "name the folder with the record.json files, or the files";
        return Err(Failure::new(Status::Usage, "there is no record in these places", hint));
    }
    let (records, notes) = newest(all);
    Ok(Found { records, damaged, notes })
}

/// The JSON files below a folder; false where it is none.
fn gather(place: &Path, depth: usize, files: &mut Vec<PathBuf>) -> bool {
    let Ok(names) = files::names_in(place) else { return false };
    for name in names.iter().filter(|name| !name.starts_with('.')) {
        let path = place.join(name);
        if files.len() >= MOST {
            break;
        }
        if name.ends_with(".json") {
            files.push(path);
        } else if depth < DEEPEST {
            gather(&path, depth + 1, files);
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
        None => Err(about(crate::cli::read::record_file::no_record())),
    }
}

/// Leaves out what another record supersedes. A copy counts once, with the longest log.
fn newest(all: Vec<(Record, PathBuf)>) -> (Vec<(Record, PathBuf)>, Vec<String>) {
    let mut notes = Vec::new();
    let superseded: Vec<Hash> = all.iter().filter_map(|(record, _)| record.made().previous).collect();
    let mut kept: Vec<(Record, PathBuf)> = Vec::new();
    for (record, file) in all {
        if superseded.contains(&record.made_hash()) {
            continue;
        }
        match kept.iter_mut().find(|(known, _)| known.made_hash() == record.made_hash()) {
            None => kept.push((record, file)),
            Some((known, place)) => {
                let (long, short) = match known.log().len() < record.log().len() {
                    true => (&record, &*known),
                    false => (&*known, &record),
                };
                if !long.log().starts_with(short.log()) {
                    let (a, b) = (place.display(), file.display());
                    notes.push(format!(
                        "{a} and {b} are copies of one record with different logs: the longer one counts"
                    ));
                }
                if known.log().len() < record.log().len() {
                    (*known, *place) = (record, file);
                }
            }
        }
    }
    for (index, (record, file)) in kept.iter().enumerate() {
        let previous = record.made().previous;
        let twin = kept.iter().take(index).find(|(r, _)| previous.is_some() && r.made().previous == previous);
        if let Some((_, other)) = twin {
            let (a, b) = (other.display(), file.display());
            notes.push(format!("{a} and {b} both follow the same record: one of the two kits is not in use"));
        }
    }
    (kept, notes)
}
