//! One case of a transcript, run in a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use crate::process::{self, SEALKIT};
use serde::Deserialize;

/// The cases of one file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transcript {
    /// Text files that every case finds in its folder.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// A shell script that adds to them once; `$SEALKIT` is the program, `$TESTS` this folder.
    #[serde(default)]
    pub before: String,
    /// In the order they stand there.
    #[serde(rename = "case")]
    pub cases: Vec<Case>,
}

/// What is run and what must come of it. Output that is not named must be empty.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    name: String,
    args: Vec<String>,
    /// Text files in the folder before the run; a name that ends in `/` is a folder.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// A shell script that changes them before the run.
    #[serde(default)]
    before: String,
    #[serde(default)]
    stdin: String,
    /// Run under this umask.
    umask: Option<String>,
    status: i32,
    /// Lines, each a pattern where `*` stands for any text; a line `...` for any lines.
    #[serde(default)]
    stdout: Vec<String>,
    #[serde(default)]
    stderr: Vec<String>,
    /// Neither output holds any of these.
    #[serde(default)]
    never: Vec<String>,
    /// Everything in the folder afterwards, sorted, if given; folders end in `/`.
    left: Option<Vec<String>>,
    /// Octal modes afterwards.
    #[serde(default)]
    modes: BTreeMap<String, String>,
    /// Patterns over the text of files afterwards.
    #[serde(default)]
    content: BTreeMap<String, Vec<String>>,
}

impl Transcript {
    /// Runs all cases and tells what is not as they say.
    pub fn faults(&self) -> Vec<String> {
        let shared = tempfile::tempdir().unwrap();
        prepare(shared.path(), &self.files, &self.before);
        self.cases.iter().flat_map(|case| run(case, shared.path())).collect()
    }
}

fn run(case: &Case, shared: &Path) -> Vec<String> {
    let place = tempfile::tempdir().unwrap();
    copy(shared, place.path());
    prepare(place.path(), &case.files, &case.before);
    let output = process::feed(command(case).current_dir(place.path()), &case.stdin);
    let mut faults = compare(case, &output);
    faults.extend(look(case, place.path()));
    faults.into_iter().map(|fault| format!("{}: {fault}", case.name)).collect()
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let (source, target) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if source.is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&source, &target);
        } else {
            fs::copy(&source, &target).unwrap();
        }
    }
}

fn prepare(place: &Path, files: &BTreeMap<String, String>, script: &str) {
    for (name, text) in files {
        let path = place.join(name);
        let folder = if name.ends_with('/') { path.as_path() } else { path.parent().unwrap() };
        fs::create_dir_all(folder).unwrap();
        if !name.ends_with('/') {
            fs::write(path, text).unwrap();
        }
    }
    if !script.is_empty() {
        let mut shell = process::command("sh");
        shell.args(["-ec", script]).current_dir(place);
        shell.env("SEALKIT", SEALKIT).env("TESTS", concat!(env!("CARGO_MANIFEST_DIR"), "/tests"));
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

fn command(case: &Case) -> Command {
    let mut command = match &case.umask {
        None => process::sealkit(),
        Some(umask) => {
            let mut shell = process::command("sh");
            shell.arg("-c").arg(format!("umask {umask} && exec \"$0\" \"$@\"")).arg(SEALKIT);
            shell
        }
    };
    command.args(&case.args);
    command
}

fn compare(case: &Case, output: &Output) -> Vec<String> {
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = without_the_machine(&String::from_utf8_lossy(&output.stderr));
    let mut faults = Vec::new();
    if output.status.code() != Some(case.status) {
        faults.push(format!("ended with {:?} instead of {}\n{stderr}", output.status.code(), case.status));
    }
    for (what, patterns, text) in
        [("stdout", &case.stdout, &*stdout), ("stderr", &case.stderr, stderr.as_str())]
    {
        if !matches(patterns, &text.lines().collect::<Vec<_>>()) {
            faults.push(format!("{what} is\n{text}instead of\n{}", patterns.join("\n")));
        }
    }
    let said = |word: &&String| stdout.contains(*word) || stderr.contains(*word);
    faults.extend(case.never.iter().filter(said).map(|word| format!("shows {word:?}")));
    faults
}

/// What depends on the machine that runs the tests, and not on the case: the medium
/// below its temporary folder, a kernel without lockdown, a low limit of locked memory.
fn without_the_machine(stderr: &str) -> String {
    const OF_THE_MACHINE: [&str; 4] = [
        "warning: output place: ",
        "warning: system calls are not limited: ",
        "warning: files are not limited: ",
        "warning: memory is not locked: ",
    ];
    let lines = stderr.lines().filter(|line| !OF_THE_MACHINE.iter().any(|start| line.starts_with(start)));
    lines.map(|line| format!("{line}\n")).collect()
}

fn look(case: &Case, place: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    if let Some(expected) = &case.left {
        let there = entries(place, "");
        if there != *expected {
            faults.push(format!("leaves {there:?} instead of {expected:?}"));
        }
    }
    for (name, mode) in &case.modes {
        let there = fs::metadata(place.join(name)).map(|m| format!("{:o}", m.permissions().mode() & 0o7777));
        if there.as_deref().ok() != Some(mode) {
            faults.push(format!("{name} has mode {there:?} instead of {mode}"));
        }
    }
    for (name, patterns) in &case.content {
        let text = fs::read_to_string(place.join(name)).unwrap_or_default();
        if !matches(patterns, &text.lines().collect::<Vec<_>>()) {
            faults.push(format!("{name} is\n{text}"));
        }
    }
    faults
}

fn entries(folder: &Path, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            names.extend(entries(&entry.path(), &format!("{name}/")));
            names.push(format!("{name}/"));
        } else {
            names.push(name);
        }
    }
    names.sort();
    names
}

/// Whether the lines match the patterns, where `...` stands for any lines.
fn matches(patterns: &[String], lines: &[&str]) -> bool {
    match (patterns.split_first(), lines.split_first()) {
        (None, None) => true,
        (Some((any, rest)), _) if any == "..." => {
            matches(rest, lines) || lines.split_first().is_some_and(|(_, lines)| matches(patterns, lines))
        }
        (Some((pattern, rest)), Some((line, lines))) => glob(pattern, line) && matches(rest, lines),
        _ => false,
    }
}

/// Whether `text` matches `pattern`, where `*` stands for any characters.
fn glob(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).any(|at| glob(rest, &text[at..]))
        }),
    }
}

#[test]
fn patterns_match_what_they_say_and_nothing_else() {
    let owned = |patterns: &[&str]| patterns.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();
    assert!(matches(&owned(&["a*c", "...", "end"]), &["abbc", "x", "y", "end"]));
    assert!(matches(&owned(&["..."]), &[]));
    assert!(!matches(&owned(&["a*c"]), &["abcd"]));
    assert!(!matches(&owned(&[]), &["a"]));
    assert!(!matches(&owned(&["a", "b"]), &["a"]));
}
