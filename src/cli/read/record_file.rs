//! The record file of a kit: read, and written anew with what is noted in it.

use std::path::{Path, PathBuf};

use sealkit::record::{Edition, Record};

use crate::cli::context::Context;
use crate::cli::read::input::{self, InputContent};
use crate::cli::report::{self, Failure};
use crate::os::files;
use crate::os::files::Input;

/// A folder with more names than these is no place of kits.
const MOST_BESIDE: usize = 1000;

/// Why a record file serves no command.
pub enum RecordFileError {
    /// The file is something else.
    NoRecord,
    /// It is of edition 1: its kit needs a new split before other commands take it.
    FirstEdition(String),
    /// What was read is not there any more.
    Overtaken,
}

/// Reads the record at a path, which has to be of edition 2.
pub fn read(path: &Path) -> Result<Record, Failure> {
    let record = read_any_edition(&Input::File(path.to_owned()))?;
    match record.edition() {
        Edition::First => Err(RecordFileError::FirstEdition(path.display().to_string()).into()),
        Edition::Second => Ok(record),
    }
}

/// Reads a record of either edition.
pub fn read_any_edition(input: &Input) -> Result<Record, Failure> {
    let about = |failure: Failure| failure.about(&input.name());
    match input::read_input(input)? {
        InputContent::Record(text) => Record::parse(&text).map_err(|error| about(error.into())),
        _ => Err(about(RecordFileError::NoRecord.into())),
    }
}

/// The records that may lie beside one: other JSON files in its folder, and the record.json
/// of each folder beside that.
pub fn beside(path: &Path) -> Vec<PathBuf> {
    let real = files::real_path(path).unwrap_or_else(|| path.to_owned());
    let Some(folder) = real.parent() else { return Vec::new() };
    let names = |folder: &Path| {
        let names = files::names_in(folder).unwrap_or_default();
        names.into_iter().filter(|name| !name.starts_with('.')).take(MOST_BESIDE).collect::<Vec<_>>()
    };

    let own = names(folder).into_iter().filter(|name| name.ends_with(".json")).map(|name| folder.join(name));
    let around = folder.parent().map(|around| (around, names(around)));
    let around = around
        .into_iter()
        .flat_map(|(around, names)| names.into_iter().map(|name| around.join(name).join("record.json")));
    own.chain(around).filter(|other| *other != real && files::is_regular(other)).collect()
}

/// Adds to the record that is there now: another run may have noted something since this
/// one read it, and a guided prompt may stay open for an hour. What was read must still be
/// there, so that nothing is added to another record or to a log that was cut.
pub fn note(
    path: &Path,
    record: &mut Record,
    context: &Context,
    add: impl FnOnce(&mut Record) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let about = |failure: Failure| failure.about(&path.display().to_string());
    let place = files::Locked::wait(path, files::LONGEST_WAIT)?;
    place.notice().iter().for_each(|notice| report::warn_of(notice, context));

    let follows =
        |there: &Record| there.made_hash() == record.made_hash() && there.log().starts_with(record.log());
    let there = read(place.path()).ok().filter(follows);
    let mut there = there.ok_or_else(|| about(RecordFileError::Overtaken.into()))?;
    add(&mut there)?;

    let on_disk = place.replace(there.to_json()?.as_bytes())?;
    on_disk.notices().for_each(|notice| report::warn_of(&notice, context));
    *record = there;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sealkit::record::LogKind;
    use std::collections::BTreeMap;
    use time::macros::date;

    fn place() -> (tempfile::TempDir, std::path::PathBuf) {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("record.json");
        let first = include_str!("../../../tests/golden-kit/record.json");
        let second = first.replacen("\"key-id\"", "\"key-kind\": \"x25519\", \"key-id\"", 1);
        let code = format!("\"auth\": \"{}\", \"log\"", "0".repeat(64));
        std::fs::write(&path, second.replacen("\"log\"", &code, 1)).unwrap();
        (place, path)
    }

    fn noted(path: &Path, record: &mut Record, kind: LogKind) -> Result<(), Failure> {
        let add = |record: &mut Record| {
            Ok(record.append(kind, date!(2027 - 01 - 01), BTreeMap::new()).map(drop)?)
        };
        note(path, record, &Context::plain(), add)
    }

    #[test]
    fn what_another_run_noted_meanwhile_stays_and_this_comes_after_it() {
        let (_place, path) = place();
        let (mut first, mut second) = (read(&path).unwrap(), read(&path).unwrap());
        let before = first.log().len();
        noted(&path, &mut first, LogKind::ReadBack).unwrap();
        noted(&path, &mut second, LogKind::Drill).unwrap();
        assert!(read(&path).unwrap() == second);
        let kinds: Vec<&LogKind> = second.log()[before..].iter().map(|entry| &entry.kind).collect();
        assert_eq!(kinds, [&LogKind::ReadBack, &LogKind::Drill]);
    }

    #[test]
    fn nothing_is_noted_where_the_log_was_cut_or_the_record_is_another_or_gone() {
        let (_place, path) = place();
        let mut record = read(&path).unwrap();
        noted(&path, &mut record, LogKind::Drill).unwrap();
        let longer = std::fs::read(&path).unwrap();
        std::fs::write(&path, include_str!("../../../tests/golden-kit/record.json")).unwrap();
        let refused = noted(&path, &mut record, LogKind::Drill).unwrap_err();
        assert!(refused.message().contains("while this command ran"), "{}", refused.message());

        std::fs::write(&path, longer).unwrap();
        noted(&path, &mut record, LogKind::Drill).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert!(noted(&path, &mut record, LogKind::Drill).is_err() && !path.exists());
    }
}
