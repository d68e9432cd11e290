//! Runs the command-line transcripts of `tests/transcripts`: arguments, files and
//! input in; exit status, output and files out, all as data.

use std::fs;
use std::path::Path;

use crate::transcript::Transcript;

/// One test per file, so that they run side by side.
macro_rules! transcripts {
    ($($name:ident),* $(,)?) => {
        const FILES: &[&str] = &[$(stringify!($name)),*];
        $(#[test] fn $name() { run_file(stringify!($name)); })*
    };
}

transcripts!(
    basics,
    init,
    profiles,
    completions_and_man,
    new,
    print,
    runbook,
    recover_usage,
    recover,
    inspect,
    preflight,
    drill,
    status,
    rotate,
    reshare
);

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transcripts"))
}

fn run_file(name: &str) {
    let text = fs::read_to_string(folder().join(name).with_extension("toml")).unwrap();
    let transcript: Transcript = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let faults = transcript.faults();
    assert!(!transcript.cases.is_empty() && faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_transcript_is_run() {
    let mut there: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let mut listed: Vec<String> = FILES.iter().map(|name| (*name).to_owned()).collect();
    there.sort();
    listed.sort();
    assert_eq!(there, listed);
}
