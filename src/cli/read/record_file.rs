//! The record file of a kit: read, and written anew with what was noted in it.

use std::path::Path;

use sealkit::record::Record;

use crate::cli::read::input::{self, InputContent};
use crate::cli::report::{self, Failure, Status};
use crate::os::files;
use crate::os::files::Input;

/// The record that a command adds to.
pub fn read(path: &Path) -> Result<Record, Failure> {
    let input = Input::File(path.to_owned());
    let about = |failure: Failure| failure.about(&input.name());
    match input::read(&input)? {
        InputContent::Record(text) => Record::parse(&text).map_err(|error| about(error.into())),
        _ => Err(about(no_record())),
    }
}

/// Puts the record in the place of the one that was read, unless another run noted
/// something there meanwhile: a guided prompt may stay open for an hour.
pub fn replace(path: &Path, record: &Record) -> Result<(), Failure> {
    let follows =
        |there: &Record| there.made_hash() == record.made_hash() && record.log().starts_with(there.log());
    // What another run put there may be out of reach for this one, which may read what it was given.
    if !read(path).is_ok_and(|there| follows(&there)) {
        return Err(overtaken(path));
    }
    let on_disk = files::replace(path, record.to_json()?.as_bytes())?;
    on_disk.notices().for_each(|notice| report::warn(&notice));
    Ok(())
}

fn overtaken(path: &Path) -> Failure {
    let message = "was changed or taken away while this command ran; nothing was noted in it";
    let failure = Failure::new(Status::Unwritten, message, "run the command again").of_kind("overtaken");
    failure.about(&Input::File(path.to_owned()).name())
}

/// A file that is something else.
pub fn no_record() -> Failure {
    Failure::new(Status::Damaged, "this is no record", "give the kit's record.json")
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
        std::fs::write(&path, include_str!("../../../tests/golden-kit/record.json")).unwrap();
        let noted = |record: &mut Record, kind: LogKind| {
            record.append(kind, date!(2027 - 01 - 01), BTreeMap::new()).unwrap();
        };
        let (mut first, mut second) = (read(&path).unwrap(), read(&path).unwrap());
        noted(&mut first, LogKind::ReadBack);
        noted(&mut second, LogKind::Drill);
        replace(&path, &first).unwrap();
        let refused = replace(&path, &second).unwrap_err();
        assert!(refused.message().contains("while this command ran"), "{}", refused.message());
        assert!(read(&path).unwrap() == first);
        noted(&mut first, LogKind::Drill);
        replace(&path, &first).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert!(replace(&path, &first).is_err() && !path.exists());
    }
}
