//! Records in files and folders; of each kit the newest.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::StatusError;
use crate::cli::read::record_file::RecordFileError;
use crate::cli::report::{Failure, Notice};
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
    /// Files of two records of one generation that name different credentials.
    pub forks: Vec<(PathBuf, PathBuf)>,
    /// What else should be known.
    pub notices: Vec<Notice<'static>>,
}

/// Reads every record of these places.
pub fn records(places: &[PathBuf]) -> Result<Found, Failure> {
    let mut all: Vec<(Record, PathBuf)> = Vec::new();
    let mut damaged = Vec::new();
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
                Ok(Some(record)) => all.push((record, file)),
                Ok(None) => {}
                Err(failure) if is_folder => damaged.push(failure),
                Err(failure) => return Err(failure),
            }
        }
    }
    if all.is_empty() && damaged.is_empty() {
        return Err(StatusError::NoRecord.into());
    }
    let forks = forks(&all);
    let (records, notices) = newest(all);
    Ok(Found { records, damaged, forks, notices })
}

/// The JSON files below a folder; false where it is none.
fn json_files(place: &Path, depth: usize, files: &mut Vec<PathBuf>) -> bool {
    let Ok(names) = files::names_in(place) else { return false };
    for name in names.iter().filter(|name| !name.starts_with('.')) {
        let path = place.join(name);
        if files.len() >= MOST {
            break;
        }
        if name.ends_with(".json") {
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

/// The rivals of each generation, also of one that is out of use: somebody seals to that key.
fn forks(all: &[(Record, PathBuf)]) -> Vec<(PathBuf, PathBuf)> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let rival = |(index, (record, file)): (usize, &(Record, PathBuf))| {
        let made = record.made();
        let known = *first.entry(format!("{} {}", made.set_id, made.generation)).or_insert(index);
        all[known].0.is_fork_of(record).then(|| (all[known].1.clone(), file.clone()))
    };
    all.iter().enumerate().filter_map(rival).collect()
}

/// Leaves out what another record supersedes. A copy counts once, with the longest log.
fn newest(all: Vec<(Record, PathBuf)>) -> (Vec<(Record, PathBuf)>, Vec<Notice<'static>>) {
    let mut notices = Vec::new();
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
                    notices.push(Notice::Copies(place.clone(), file.clone()));
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
            notices.push(Notice::Twins(other.clone(), file.clone()));
        }
    }
    (kept, notices)
}
