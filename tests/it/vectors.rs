//! One kit or one fault a file, in `tests/vectors`; the recovery room and
//! `docs/recover.py` have to come to the same end with each.
//!
//! `cargo test --test it write_the_vectors -- --ignored` makes the files anew, from seeds but
//! for the age files, whose randomness is age's own.

use crate::vector_maker::{Vector, folder};
use sealkit::credential::{CodeError, PartError};
use sealkit::lines::LineError;
use sealkit::recovery::{BlockError, CombineError, Event, InputError, OpenError, Recovery};
use sealkit::seal::SealError;
use sealkit::share::ShareError;
use std::fs;
use std::path::PathBuf;

/// What a vector came to.
#[derive(Debug, PartialEq)]
struct End {
    /// `opens`, or the kind of fault.
    kind: String,
    generation: Option<u16>,
    values: Vec<String>,
    /// The shares that are named as false.
    bad: Vec<u8>,
}

fn vectors() -> Vec<(PathBuf, Vector)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "txt"));
    files.sort();
    files.into_iter().map(|file| (file.clone(), Vector::parse(&fs::read_to_string(file).unwrap()))).collect()
}

fn expected(vector: &Vector) -> End {
    let Vector { expect, generation, values, bad, .. } = vector;
    End { kind: expect.clone(), generation: *generation, values: values.clone(), bad: bad.clone() }
}

fn failed(kind: &str) -> End {
    End { kind: kind.to_owned(), generation: None, values: Vec::new(), bad: Vec::new() }
}

#[test]
fn the_recovery_room_comes_to_the_expected_end() {
    let all = vectors();
    assert!(all.len() > 60, "{}", all.len());
    for (file, vector) in all {
        assert_eq!(recovered(&vector.text), expected(&vector), "{}: {}", file.display(), vector.about);
    }
}

#[test]
fn the_python_program_comes_to_the_expected_end() {
    for (file, vector) in vectors() {
        let Some(mut python) = crate::external::program("python3") else { return };
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/recover.py");
        let input = tempfile::NamedTempFile::new().unwrap();
        fs::write(input.path(), &vector.text).unwrap();
        let done = python.args(["-I", program]).arg(input.path()).output().unwrap();
        let (out, said) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
        assert!(!said.contains("Traceback"), "{}: {said}", file.display());
        let end = ended(&out, &said);
        assert_eq!(end, expected(&vector), "{}: {}\n{said}", file.display(), vector.about);
        let status = match end.kind.as_str() {
            "opens" => 0,
            "nothing" => 2,
            "few" => 4,
            _ => 3,
        };
        assert_eq!(done.status.code(), Some(status), "{}: {said}", file.display());
    }
}

/// What `recover.py` printed, read as people read it.
fn ended(out: &str, said: &str) -> End {
    if let Some(reason) = said.lines().find_map(|line| line.strip_prefix("NOT OPENED: ")) {
        assert!(out.is_empty());
        return failed(reason.rsplit('(').next().unwrap().trim_end_matches(')'));
    }
    let after = |start| out.lines().filter_map(move |line| line.strip_prefix(start).map(str::to_owned));
    let bad =
        said.lines().filter_map(|line| line.strip_prefix("share ")?.split_once(" is false")?.0.parse().ok());
    End {
        kind: "opens".to_owned(),
        generation: after("generation: ").next().and_then(|n| n.parse().ok()),
        values: after("value: ").collect(),
        bad: bad.collect(),
    }
}

fn recovered(text: &str) -> End {
    let mut recovery = Recovery::default();
    let events = recovery.add_text(text);
    match recovery.open() {
        Ok(opened) => End {
            kind: "opens".to_owned(),
            generation: Some(opened.credential.generation.number()),
            values: opened.secrets().map(|(secret, _)| secret.value.expose().to_owned()).collect(),
            bad: opened.bad,
        },
        Err(fault @ (OpenError::TwoKits(_) | OpenError::Fork { .. })) => failed(open(&fault, &recovery)),
        Err(fault) => failed(events.iter().find_map(event).unwrap_or_else(|| open(&fault, &recovery))),
    }
}

fn event(event: &Event) -> Option<&'static str> {
    match event {
        Event::OtherSplit { .. } | Event::OtherKit { .. } => Some("other-set"),
        Event::PartsFault(PartError::Code(CodeError::Kind(_))) => Some("kind"),
        Event::PartsFault(PartError::Code(CodeError::Check)) => Some("whole"),
        Event::PartsFault(PartError::Code(CodeError::Contradiction)) => Some("contradiction"),
        Event::Fault(fault) => Some(text(fault)),
        _ => None,
    }
}

fn text(fault: &InputError) -> &'static str {
    match fault {
        InputError::Version(_) => "version",
        InputError::Share(fault) | InputError::Block { fault: BlockError::Share(fault), .. } => match fault {
            ShareError::Form => "form",
            ShareError::Check => "whole",
            ShareError::Contradiction { .. } => "contradiction",
        },
        InputError::Line { fault: LineError::Character { .. }, .. } => "form",
        InputError::Line { .. } | InputError::Twice { .. } => "line",
        InputError::Block { fault: BlockError::Missing(_), .. } => "missing",
        InputError::Block { fault: BlockError::Kind(_), .. } => "kind",
        InputError::Block { .. } => "whole",
        InputError::Form | InputError::Calibration | InputError::Nothing | InputError::TooMany => "form",
    }
}

fn open(fault: &OpenError, recovery: &Recovery) -> &'static str {
    let begun = recovery.credential_gap().is_some() || recovery.lines_gap().is_some();
    match fault {
        OpenError::Quorum(CombineError::TooFew { .. }) => "few",
        OpenError::Quorum(_) => "quorum",
        OpenError::NoCredential if begun => "missing",
        OpenError::NoCredential => "nothing",
        OpenError::OtherKey { .. } | OpenError::Seal(SealError::OtherKey) => "other-key",
        OpenError::Seal(_) => "age",
        OpenError::Text(_) => "text",
        OpenError::NamesDiffer => "names",
        OpenError::TwoKits(_) => "two-kits",
        OpenError::Fork { .. } => "fork",
        other => panic!("{other}"),
    }
}

#[test]
#[ignore = "writes the vectors, checks nothing"]
fn write_the_vectors() {
    crate::vector_maker::write();
}
