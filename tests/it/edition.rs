//! Records of edition 1: some commands read them, every other one says which command makes a
//! record of edition 2.

use crate::process::sealkit;
use sealkit::record::{Edition, Record};
use std::path::{Path, PathBuf};
use std::process::Output;

fn golden(name: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden-kit")).join(name)
}

/// The golden kit's record, payload and three of its shares.
fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    for name in ["record.json", "payload.age"] {
        std::fs::copy(golden(name), place.path().join(name)).unwrap();
    }
    let codes = std::fs::read_to_string(golden("codes.txt")).unwrap();
    let shares: Vec<&str> = codes.split("\n\n").take(3).collect();
    std::fs::write(place.path().join("shares.txt"), shares.join("\n\n")).unwrap();
    place
}

fn run(place: &Path, arguments: &str) -> Output {
    sealkit().current_dir(place).args(arguments.split(' ')).output().unwrap()
}

fn typed(place: &Path, text: &str, arguments: &str) -> Output {
    crate::process::feed(sealkit().current_dir(place).args(arguments.split_whitespace()), text)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

#[test]
fn it_is_read_by_recover_inspect_and_status() {
    let place = place();
    for command in [
        "recover shares.txt payload.age --record record.json --output -",
        "inspect record.json",
        "status record.json",
    ] {
        let output = run(place.path(), command);
        // Its rotation is overdue or not, as the day has it.
        assert!([0, 5].contains(&output.status.code().unwrap()), "{command}: {}", said(&output));
    }
}

#[test]
fn other_commands_name_the_way_to_edition_2() {
    let place = place();
    let before = std::fs::read(place.path().join("record.json")).unwrap();
    for command in [
        "rotate --record record.json --out next --allow-online",
        "rotate --confirm --record record.json",
        "check shares.txt --record record.json",
        "drill shares.txt payload.age --record record.json --by Ada",
        "print drill --record record.json --out form",
        "print covers --record record.json --out form",
    ] {
        let output = run(place.path(), command);
        let words = said(&output);
        assert_eq!(output.status.code(), Some(2), "{command}: {words}");
        let way = "sealkit reshare --record record.json --out NEW-FOLDER";
        assert!(words.contains("of edition 1") && words.contains(way), "{command}: {words}");
    }
    assert_eq!(std::fs::read(place.path().join("record.json")).unwrap(), before);
    assert!(!place.path().join("next").exists() && !place.path().join("form").exists());
}

#[test]
fn a_new_split_makes_a_record_of_edition_2_that_follows_it() {
    let place = place();
    // Its ceremony sheet prints all 64 digits.
    let hash = std::fs::read_to_string(golden("record.sha256")).unwrap();
    let output = typed(
        place.path(),
        &hash,
        "reshare shares.txt --record record.json --out new --allow-online --date 2027-02-19 --threshold 2 --shares 2 \
         --record-hash -",
    );
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));

    let read =
        |name: &str| Record::parse(&std::fs::read_to_string(place.path().join(name)).unwrap()).unwrap();
    let (old, new) = (read("record.json"), read("new/record.json"));
    assert_eq!((old.edition(), new.edition()), (Edition::First, Edition::Second));
    assert_eq!(new.made().previous, Some(old.made_hash()));
}
