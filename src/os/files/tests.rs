//! Each step of writing fails in turn; things stand in the way; runs were killed.

use super::folder::{write_folder, write_folder_with};
use super::stale::Stale;
use super::step::{Step, go_on};
use super::target::Target;
use super::temp_file::TempFile;
use super::write::{replace, replace_with, write_new, write_private, write_public};
use super::{FileError, Modes};
use rustix::io::Errno;
use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use tempfile::{TempDir, tempdir};

const FILES: [(&str, &[u8]); 5] = [
    ("a.pdf", b"one"),
    ("large.pdf", &[7; 150_000]),
    ("runbook/one.txt", b"two"),
    ("runbook/two.txt", b"three"),
    ("record.json", b"{}"),
];
static LARGE: [u8; 150_000] = [9; 150_000];

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

fn whole(kit: &Path) {
    assert_eq!(names(kit), ["a.pdf", "large.pdf", "record.json", "runbook"]);
    assert_eq!(names(&kit.join("runbook")), ["one.txt", "two.txt"]);
    assert_eq!((mode(kit), mode(&kit.join("runbook"))), (0o700, 0o700));
    for (name, bytes) in FILES {
        assert_eq!(fs::read(kit.join(name)).unwrap(), bytes, "{name}");
        assert_eq!(mode(&kit.join(name)), 0o600, "{name}");
    }
}

/// Fails at one step, or from one step on, as a medium that is pulled out.
fn failing(at: usize, for_good: bool) -> impl FnMut(Step) -> io::Result<()> {
    let mut count = 0;
    move |_| {
        count += 1;
        let fails = if for_good { count > at } else { count == at + 1 };
        if fails { Err(Errno::NOSPC.into()) } else { Ok(()) }
    }
}

/// How many steps a good run takes.
fn steps(write: impl Fn(&Path, &mut dyn FnMut(Step) -> io::Result<()>)) -> Vec<Step> {
    let place = tempdir().unwrap();
    let mut steps = Vec::new();
    write(place.path(), &mut |step| {
        steps.push(step);
        Ok(())
    });
    steps
}

#[test]
fn a_folder_is_written_whole_and_private() {
    let place = tempdir().unwrap();
    let kit = place.path().join("kit");
    let written = write_folder(&kit, &FILES).unwrap();
    assert_eq!((written.modes, &written.stale), (Modes::Held, &vec![]));
    assert_eq!(written.notices().count(), 0);
    assert_eq!(names(place.path()), ["kit"]);
    whole(&kit);
}

#[test]
fn at_any_failing_step_the_folder_is_absent_or_whole() {
    let steps = steps(|place, before| drop(write_folder_with(&place.join("kit"), &FILES, before).unwrap()));
    for kind in [Step::MakeFolder, Step::MakeFile, Step::Mode, Step::Write, Step::SyncFile, Step::SyncFolder]
    {
        assert!(steps.contains(&kind), "{kind:?}: {steps:?}");
    }
    assert_eq!(steps.iter().filter(|step| **step == Step::Write).count(), 7);
    assert_eq!(steps[steps.len() - 2..], [Step::Rename, Step::SyncParent]);
    for (at, step) in steps.iter().enumerate() {
        let place = tempdir().unwrap();
        let kit = place.path().join("kit");
        match write_folder_with(&kit, &FILES, &mut failing(at, false)) {
            Ok(_) => {
                assert_eq!(*step, Step::SyncParent);
                whole(&kit);
            }
            Err(FileError::Write { .. }) => assert!(names(place.path()).is_empty(), "{at}: {step:?}"),
            Err(other) => panic!("{at}: {step:?}: {other}"),
        }
    }
}

#[test]
fn what_cannot_be_removed_is_named_private_and_removed_by_the_next_run() {
    let steps = steps(|place, before| drop(write_folder_with(&place.join("kit"), &FILES, before).unwrap()));

    // The first step makes the folder: nothing is left before it, and after the last but one it is whole.
    for at in 1..steps.len() - 1 {
        let place = tempdir().unwrap();
        let kit = place.path().join("kit");
        let failed = write_folder_with(&kit, &FILES, &mut failing(at, true)).unwrap_err();
        let FileError::Left { left, .. } = &failed else { panic!("{at}: {failed}") };
        assert_eq!(names(place.path()), [Path::new(left).file_name().unwrap().to_str().unwrap()]);
        assert!(failed.to_string().contains("could not be removed"), "{failed}");
        assert_eq!(mode(Path::new(left)), 0o700, "{at}");
        let written = write_folder(&kit, &FILES).unwrap();
        assert_eq!(written.stale, [Stale::Removed(left.into())]);
        assert_eq!(names(place.path()), ["kit"]);
        whole(&kit);
    }
}

#[test]
fn at_any_failing_step_a_private_file_is_absent_or_whole() {
    let steps = steps(|place, before| drop(write_new(&place.join("secret"), &LARGE, before).unwrap()));
    for (at, step) in steps.iter().enumerate() {
        for for_good in [false, true] {
            let place = tempdir().unwrap();
            let path = place.path().join("secret");
            match write_new(&path, &LARGE, &mut failing(at, for_good)) {
                Ok(_) => assert_eq!((*step, fs::read(&path).unwrap()), (Step::SyncParent, LARGE.to_vec())),
                Err(FileError::Left { left, .. }) if for_good => assert_eq!(mode(Path::new(&left)), 0o600),
                Err(FileError::Write { .. }) => assert!(names(place.path()).is_empty(), "{at}: {step:?}"),
                Err(other) => panic!("{at}: {step:?}: {other}"),
            }
            assert_eq!(path.exists(), *step == Step::SyncParent);
            let _ = fs::remove_file(&path);
            write_private(&path, b"again").unwrap();
            assert_eq!(names(place.path()), ["secret"]);
        }
    }
}

#[test]
fn at_any_failing_step_a_record_is_the_old_or_the_new_one() {
    let steps = steps(|place, before| {
        fs::write(place.join("record"), "old").unwrap();
        replace_with(&place.join("record"), &LARGE, before).unwrap();
    });

    for (at, step) in steps.iter().enumerate() {
        for for_good in [false, true] {
            let place = tempdir().unwrap();
            let path = place.path().join("record");
            fs::write(&path, "old").unwrap();
            let done = replace_with(&path, &LARGE, &mut failing(at, for_good)).is_ok();
            assert_eq!(done, *step == Step::SyncParent);
            let expected: &[u8] = if done { &LARGE } else { b"old" };
            assert_eq!(fs::read(&path).unwrap(), expected, "{at}: {step:?}");
            replace(&path, b"new").unwrap();
            assert_eq!(names(place.path()), ["record"]);
        }
    }
}

#[test]
fn a_record_keeps_its_mode_and_a_link_is_not_written_through() {
    let place = tempdir().unwrap();
    let path = place.path().join("record");
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    replace(&path, b"new").unwrap();
    assert_eq!((mode(&path), fs::read(&path).unwrap()), (0o640, b"new".to_vec()));
    let link = place.path().join("link");
    symlink("record", &link).unwrap();
    replace(&link, b"newer").unwrap();
    assert_eq!((mode(&link), fs::read(&link).unwrap()), (0o600, b"newer".to_vec()));
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[test]
fn an_existing_target_is_never_touched() {
    let place = tempdir().unwrap();
    for name in ["empty", "full"] {
        fs::create_dir(place.path().join(name)).unwrap();
    }
    fs::write(place.path().join("full/old"), "old").unwrap();
    fs::write(place.path().join("file"), "old").unwrap();
    symlink("nowhere", place.path().join("link")).unwrap();
    for name in ["empty", "full", "file", "link"] {
        let path = place.path().join(name);
        assert!(matches!(write_folder(&path, &FILES), Err(FileError::Exists { .. })), "{name}");
        assert!(matches!(write_private(&path, b"x"), Err(FileError::Exists { .. })), "{name}");
        assert!(matches!(write_public(&path, b"x"), Err(FileError::Exists { .. })), "{name}");
    }

    assert_eq!(names(place.path()), ["empty", "file", "full", "link"]);
    assert_eq!(names(&place.path().join("full")), ["old"]);
    assert_eq!(fs::read(place.path().join("file")).unwrap(), b"old");
}

/// Puts something in the way just before the name is given.
fn late(place: &Path, what: &str) -> impl FnMut(Step) -> io::Result<()> {
    let path = place.join("kit");
    move |step| {
        match what {
            _ if step != Step::Rename => {}
            "a folder" => fs::create_dir(&path)?,
            "a file" => fs::write(&path, "old")?,
            _ => symlink("/nowhere", &path)?,
        }
        Ok(())
    }
}

#[test]
fn a_target_that_appears_meanwhile_is_never_touched() {
    for what in ["a folder", "a file", "a link"] {
        let place = tempdir().unwrap();
        let kit = place.path().join("kit");
        let refused = write_folder_with(&kit, &FILES, &mut late(place.path(), what));
        assert!(matches!(refused, Err(FileError::Exists { .. })), "{what}");
        assert_eq!(names(place.path()), ["kit"], "{what}");
        assert!(!kit.is_dir() || names(&kit).is_empty(), "{what}");
        let place = tempdir().unwrap();
        let refused = write_new(&place.path().join("kit"), b"new", &mut late(place.path(), what));
        assert!(matches!(refused, Err(FileError::Exists { .. })), "{what}");
        assert_eq!(names(place.path()), ["kit"], "{what}");
    }
}

#[test]
fn a_link_in_the_place_of_the_unfinished_folder_is_not_followed() {
    let (place, trap) = (tempdir().unwrap(), tempdir().unwrap());
    let mut meddling = |step: Step| {
        if step == Step::MakeFile {
            let left = names(place.path()).into_iter().find(|name| name.starts_with(".kit.")).unwrap();
            if place.path().join(&left).metadata()?.is_dir() && names(trap.path()).is_empty() {
                fs::rename(place.path().join(&left), place.path().join("moved"))?;
                symlink(trap.path(), place.path().join(&left))?;
                fs::write(trap.path().join("bait"), "")?;
            }
        }
        Ok(())
    };

    // The folder is held open: what is written goes into it, wherever it was moved, never through the link.
    let failed = write_folder_with(&place.path().join("kit"), &FILES, &mut meddling).unwrap_err();
    assert!(matches!(failed, FileError::Write { .. }), "{failed}");
    assert_eq!(names(trap.path()), ["bait"]);
}

fn leave(place: &TempDir, name: &str) -> std::path::PathBuf {
    let left = place.path().join(name);
    fs::create_dir_all(left.join("runbook")).unwrap();
    fs::write(left.join("provisioning.pdf"), "clear").unwrap();
    fs::write(left.join("runbook/one.txt"), "clear").unwrap();
    left
}

#[test]
fn what_killed_runs_left_is_removed_or_named() {
    let place = tempdir().unwrap();
    let own = leave(&place, ".kit.partial-0123456789abcdef");
    let foreign = leave(&place, ".other.partial-0123456789abcdef");
    let somebody = leave(&place, ".kit.partial-of-somebody");
    let file = place.path().join(".kit.partial-00000000000000ff");
    fs::write(&file, "clear").unwrap();
    let link = place.path().join(".kit.partial-00000000000000aa");
    symlink(&somebody, &link).unwrap();
    let written = write_folder(&place.path().join("kit"), &FILES).unwrap();
    let expected = [
        Stale::Kept(link.clone()),
        Stale::Removed(file.clone()),
        Stale::Removed(own.clone()),
        Stale::Kept(foreign.clone()),
    ];
    assert_eq!(written.stale, expected);
    assert!(!own.exists() && !file.exists() && foreign.exists());
    assert!(fs::symlink_metadata(link).is_ok() && somebody.join("provisioning.pdf").exists());
}

#[test]
fn what_a_living_run_writes_is_kept() {
    let place = tempdir().unwrap();
    let target = Target::open(&place.path().join("kit")).unwrap();
    let other = Target::open(&place.path().join("other")).unwrap();
    let (living, _) = TempFile::folder(&target, &mut go_on).unwrap();
    let (beside, _) = TempFile::folder(&other, &mut go_on).unwrap();
    let written = write_folder(&place.path().join("kit"), &FILES).unwrap();
    let left = names(place.path()).into_iter().find(|name| name.starts_with(".kit.")).unwrap();
    assert_eq!(written.stale, [Stale::Kept(place.path().join(left))]);
    for temp_file in [living, beside] {
        let failed = temp_file.discard(Errno::NOSPC.into(), &mut go_on);
        assert!(matches!(failed, FileError::Write { .. }));
    }

    assert_eq!(names(place.path()), ["kit"]);
}

#[test]
fn the_place_must_be_there() {
    let place = tempdir().unwrap();
    let path = place.path().join("none/kit");
    assert!(matches!(write_folder(&path, &FILES), Err(FileError::NoParent { .. })));
    assert!(matches!(write_private(&path, b"x"), Err(FileError::NoParent { .. })));
    assert!(matches!(write_private(Path::new("/"), b"x"), Err(FileError::BadName { .. })));
}

#[test]
fn a_folder_that_vanishes_meanwhile_ends_in_an_error() {
    let outer = tempdir().unwrap();
    let place = outer.path().join("place");
    fs::create_dir(&place).unwrap();
    let mut vanishing = |step: Step| {
        if step == Step::SyncFolder && place.exists() {
            fs::remove_dir_all(&place)?;
        }
        Ok(())
    };

    let failed = write_folder_with(&place.join("kit"), &FILES, &mut vanishing).unwrap_err();
    assert!(matches!(failed, FileError::Write { .. } | FileError::Left { .. }), "{failed}");
    assert!(names(outer.path()).is_empty());
}
