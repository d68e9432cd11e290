//! The Recovery Handbook: what it may not say, its id, its pages.

use std::collections::BTreeSet;
use std::path::Path;

use sealkit::pdf::render;
use sealkit::plan::Paper;
use sealkit::sheet::{self, RehearsalSet, Sheet, handbook_id};
use sealkit::texts::{self, ENGLISH, Texts};
use time::macros::date;

use crate::{external, process};

/// The text file that the handbook is made of.
const OWN: &str = include_str!("../../assets/texts/en/handbook.ftl");

pub fn handbook(paper: Paper) -> Sheet {
    let rehearsal = RehearsalSet::read().unwrap();
    sheet::handbook(paper, "1.2.3", texts::english(), &rehearsal, date!(2026 - 11 - 24)).unwrap()
}

pub fn pdf(paper: Paper) -> Vec<u8> {
    render(&handbook(paper)).unwrap().expose().to_vec()
}

/// The text of its pages as pdftotext gives it, each ended by a form feed; nothing where that
/// program is missing.
pub fn printed(paper: Paper) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("handbook.pdf");
    std::fs::write(&file, pdf(paper)).unwrap();
    let done = external::program("pdftotext")?.arg("-layout").arg(&file).arg("-").output().unwrap();
    // Blanks that must not be broken are blanks.
    Some(String::from_utf8(done.stdout).unwrap().replace('\u{a0}', " "))
}

/// The page that begins with a title.
pub fn page<'a>(text: &'a str, title: &str) -> &'a str {
    let begins = |page: &&str| page.lines().any(|line| squeezed(line).starts_with(title));
    text.split('\x0c').find(begins).unwrap_or_else(|| panic!("no page {title}"))
}

/// One blank between two words.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Hexadecimal digits in groups of four.
pub fn in_fours(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[test]
fn it_takes_18_pages_at_most() {
    for paper in [Paper::A4, Paper::Letter] {
        let document = lopdf::Document::load_mem(&pdf(paper)).unwrap();
        assert!(document.get_pages().len() <= 18, "{paper:?}: {}", document.get_pages().len());
    }
}

/// Titles of its pages, and the words that stand before their number elsewhere.
const REFERENCES: [(&str, &[&str]); 10] = [
    ("If something is wrong", &["wrong? page "]),
    (
        "With a program",
        &[
            "./sealkit recover: page ",
            "Python: page ",
            "lost. page ",
            "as on page ",
            "go on with page ",
            "does not start. Page ",
        ],
    ),
    (
        "With common tools",
        &["common tools, page ", "a file, as on page ", "hand: page ", "Neither works? Page "],
    ),
    ("7. Type these lines", &["step 7 on page "]),
    ("Practise first", &["test it on page "]),
    ("Practice shares", &["shares on page "]),
    ("Practice credential", &["credential on page "]),
    ("recover.py on paper", &["on paper: page ", "handbook from page "]),
    ("recover.py, SQUARE 1 OF", &["squares from page "]),
    ("Lines to type", &["80 from page "]),
];

#[test]
fn every_page_that_is_referred_to_is_the_right_one() {
    for paper in [Paper::A4, Paper::Letter] {
        let (Some(text), Some(read)) = (printed(paper), in_order(paper)) else { return };
        let mut expected = BTreeSet::new();
        for (title, references) in REFERENCES {
            let begins = |page: &str| page.lines().any(|line| squeezed(line).starts_with(title));
            let number = text.split('\x0c').position(begins).unwrap_or_else(|| panic!("{title}")) + 1;
            expected.extend(references.iter().map(|words| format!("{words}{number}")));
        }

        let words = squeezed(&read);
        let mut found = BTreeSet::new();
        for (at, _) in words.match_indices("age ") {
            let (before, from) = words.split_at(at);
            let digits = from["age ".len()..].split(|c: char| !c.is_ascii_digit()).next().unwrap();
            let is_foot = from["age ".len() + digits.len()..].starts_with(" of ");
            if !before.ends_with(['p', 'P']) || digits.is_empty() || is_foot {
                continue;
            }
            let whole = format!("{before}age {digits}");
            let reference = expected.iter().filter(|words| whole.ends_with(words.as_str()));
            // The longest: "a file, as on page " is not "as on page ".
            let reference = reference.max_by_key(|words| words.len());
            let tail: String = whole.chars().skip(whole.chars().count().saturating_sub(60)).collect();
            found.insert(reference.unwrap_or_else(|| panic!("{paper:?}: wrong: {tail}")).clone());
        }
        assert_eq!(found, expected, "{paper:?}");
    }
}

/// The words in the order in which they are read aloud.
fn in_order(paper: Paper) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("handbook.pdf");
    std::fs::write(&file, pdf(paper)).unwrap();
    let done = external::program("pdftotext")?.arg("-raw").arg(&file).arg("-").output().unwrap();
    Some(String::from_utf8(done.stdout).unwrap().replace('\u{a0}', " "))
}

#[test]
fn two_of_one_version_say_the_same_whatever_the_day_and_the_kit() {
    let rehearsal = RehearsalSet::read().unwrap();
    let id = handbook_id(texts::english(), &rehearsal);
    let foot = format!("handbook {id} · sealkit 1.2.3 · format SK1");
    for paper in [Paper::A4, Paper::Letter] {
        assert!(handbook(paper).parts.iter().all(|part| part.foot == foot), "{paper:?}");
        assert_eq!(handbook(paper).file_name(), "handbook.pdf");
    }

    // A version that changes no word has the same id, and so has another day.
    let later =
        sheet::handbook(Paper::A4, "1.2.4", texts::english(), &rehearsal, date!(2031 - 01 - 01)).unwrap();
    assert!(later.parts[0].foot.starts_with(&format!("handbook {id} ")));

    let Some(text) = printed(Paper::A4) else { return };
    let (date, set) = ("2026", "TEST-ONLY");
    assert!(!text.contains(date), "a date stands on a page");
    assert!(text.contains(set));
}

#[test]
fn the_id_changes_with_every_word() {
    let rehearsal = RehearsalSet::read().unwrap();
    let others: Vec<&str> = ENGLISH.into_iter().filter(|file| *file != OWN).collect();
    let id_of = |own: &str| handbook_id(&Texts::of(&[&others[..], &[own]].concat()), &rehearsal);
    let id = id_of(OWN);
    assert_eq!(id, handbook_id(texts::english(), &rehearsal));
    let mut ids = BTreeSet::from([id]);

    for line in OWN.lines().filter(|line| line.starts_with("handbook-")) {
        // The foot has the id in it.
        if line.starts_with("handbook-foot ") {
            continue;
        }
        let changed = OWN.replacen(&format!("{line}\n"), &format!("{line}!\n"), 1);
        assert!(ids.insert(id_of(&changed)), "{line}");
    }
}

/// What lies beside the handbook opens a kit on any computer: with nothing, with Python, on Linux.
#[test]
fn the_recovery_medium_is_whole_and_the_same_each_time() {
    let place = tempfile::tempdir().unwrap();
    let print = |out: &str| {
        let arguments = ["print", "handbook", "--out", out];
        let done = process::sealkit().current_dir(place.path()).args(arguments).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let medium = place.path().join(out).join("RECOVERY");
        let mut names: Vec<String> = Vec::new();
        for folder in ["", "licences"] {
            let entries = std::fs::read_dir(medium.join(folder)).unwrap().map(|entry| entry.unwrap());
            let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
            names.extend(files.map(|entry| format!("{folder}/{}", entry.file_name().to_string_lossy())));
        }
        names.sort();
        (medium, names)
    };
    let ((medium, names), (again, _)) = (print("a"), print("b"));
    let expected = [
        "/README.txt",
        "/SHA256SUMS",
        "/recover.html",
        "/recover.py",
        "/sealkit",
        "licences/LICENSE-APACHE",
        "licences/LICENSE-MIT",
        "licences/OFL-Atkinson.txt",
        "licences/OFL-NotoSans.txt",
    ];
    assert_eq!(names, expected);
    let read = |folder: &Path, name: &str| std::fs::read(folder.join(name.trim_start_matches('/'))).unwrap();
    assert!(names.iter().all(|name| read(&medium, name) == read(&again, name)));
    assert_eq!(read(&medium, "recover.html"), include_bytes!("../../assets/recover.html"));
    assert_eq!(read(&medium, "recover.py"), include_bytes!("../../docs/recover.py"));
    assert_eq!(read(&medium, "sealkit"), std::fs::read(process::SEALKIT).unwrap());
    assert_eq!(String::from_utf8(read(&medium, "README.txt")).unwrap().matches("\r\n").count(), 10);

    let mut sums = process::command("sha256sum");
    let checked = sums.current_dir(&medium).args(["--check", "--strict", "SHA256SUMS"]).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    assert_eq!(String::from_utf8(checked.stdout).unwrap().lines().count(), names.len() - 1);
    // The program runs from there, as it was written.
    let version = process::command(medium.join("sealkit")).arg("--version").output().unwrap();
    assert!(version.status.success() && version.stdout.starts_with(b"sealkit "));
}
