//! The record file of a kit: read, and written anew with what was noted in it.

use std::path::Path;

use sealkit::record::{Edition, Record};

use crate::cli::context::Context;
use crate::cli::read::input::{self, InputContent};
use crate::cli::report::{self, Failure};
use crate::os::files;
use crate::os::files::Input;

/// Why a record file serves no command.
pub enum RecordFileError {
    /// The file is something else.
    NoRecord,
    /// It is of edition 1: its kit needs a new split before other commands take it.
    FirstEdition(String),
    /// Another run changed it, or took it away.
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

/// Puts the record in the place of the one that was read, unless another run noted
/// something there meanwhile: a guided prompt may stay open for an hour.
pub fn replace(path: &Path, record: &Record, context: &Context) -> Result<(), Failure> {
    let follows =
        |there: &Record| there.made_hash() == record.made_hash() && record.log().starts_with(there.log());
    // What another run put there may be out of reach for this one, which may read what it was given.
    if !read(path).is_ok_and(|there| follows(&there)) {
        return Err(Failure::from(RecordFileError::Overtaken).about(&path.display().to_string()));
    }

    let on_disk = files::replace(path, record.to_json()?.as_bytes())?;
    on_disk.notices().for_each(|notice| report::warn(&notice, context));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sealkit::record::LogKind;
    use std::collections::BTreeMap;
    use time::macros::date;

    #[test]
    fn what_another_run_noted_meanwhile_is_not_lost() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("record.json");
        let first = include_str!("../../../tests/golden-kit/record.json");
        let second = first.replacen("\"key-id\"", "\"key-kind\": \"x25519\", \"key-id\"", 1);
        let code = format!("\"auth\": \"{}\", \"log\"", "0".repeat(64));
        std::fs::write(&path, second.replacen("\"log\"", &code, 1)).unwrap();
        let noted = |record: &mut Record, kind: LogKind| {
            record.append(kind, date!(2027 - 01 - 01), BTreeMap::new()).unwrap();
        };
        let (mut first, mut second) = (read(&path).unwrap(), read(&path).unwrap());
        noted(&mut first, LogKind::ReadBack);
        noted(&mut second, LogKind::Drill);
        replace(&path, &first, &Context::plain()).unwrap();
        let refused = replace(&path, &second, &Context::plain()).unwrap_err();
        assert!(refused.message().contains("while this command ran"), "{}", refused.message());
        assert!(read(&path).unwrap() == first);
        noted(&mut first, LogKind::Drill);
        replace(&path, &first, &Context::plain()).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert!(replace(&path, &first, &Context::plain()).is_err() && !path.exists());
    }
}
