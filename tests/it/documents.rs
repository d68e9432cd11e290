//! Documents that promise something name what shows it: a file, a test or a command
//! that is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const DOCUMENTS: [&str; 8] = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/DECISIONS.md",
    "docs/DEPENDENCIES.md",
    "docs/GUARANTEES.md",
    "docs/THREATS.md",
    "docs/VERIFY.md",
];
/// A word in backquotes that begins with one of these is a path of the repository.
const PLACES: [&str; 8] = ["tests/", "src/", "docs/", "fuzz/", "assets/", ".ci/", ".cargo/", "benches/"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every word that stands in backquotes, commands taken apart.
fn quoted(text: &str) -> Vec<&str> {
    let pieces = text.split('`').skip(1).step_by(2);
    pieces
        .flat_map(|piece| piece.split([' ', '\n', ',', ':', '(', ')']))
        .filter(|word| !word.is_empty())
        .collect()
}

/// A path as it is written: `x.{a,b}` is not used, a module may leave its ending out.
fn is_there(path: &str) -> bool {
    let file = root().join(path.trim_end_matches('/'));
    file.exists() || file.with_extension("rs").exists()
}

/// Test functions are named by at least three words.
fn is_test_name(word: &str) -> bool {
    word.matches('_').count() >= 2
        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        match entry.extension() {
            _ if entry.is_dir() => sources(&entry, found),
            Some(end) if end == "rs" => found.push(entry),
            _ => {}
        }
    }
}

/// The names of all functions of the tests, those inside modules of the product included.
fn functions() -> BTreeSet<String> {
    let mut files = Vec::new();
    ["src", "tests"].iter().for_each(|folder| sources(&root().join(folder), &mut files));
    let mut names = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let named = |rest: &str| rest.split(['(', '<']).next().unwrap_or_default().trim().to_owned();
        names.extend(text.split("fn ").skip(1).map(named));
    }
    names
}

#[test]
fn what_the_documents_name_is_there() {
    let functions = functions();
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        let text = fs::read_to_string(root().join(document)).unwrap();
        for word in quoted(&text) {
            let is_path = PLACES.iter().any(|place| word.starts_with(place));
            if (is_path && !is_there(word)) || (is_test_name(word) && !functions.contains(word)) {
                missing.push(format!("{document} names {word}"));
            }
        }
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            let near = root().join(document).with_file_name(target);
            if !link.contains("://") && !target.is_empty() && !near.exists() {
                missing.push(format!("{document} links {link}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// A claim about what holds stands in the table of THREATS with something that shows it.
#[test]
fn every_claim_of_the_threats_names_its_proof() {
    let text = fs::read_to_string(root().join("docs/THREATS.md")).unwrap();
    let held = text.split("## What holds").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows: Vec<&str> = held.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 10, "the table was not found");
    for row in rows {
        let proof = row.trim_end_matches(['|', ' ']).rsplit('|').next().unwrap();
        let words = quoted(proof);
        assert!(words.iter().any(|word| PLACES.iter().any(|place| word.starts_with(place))), "{row}");
    }
}

#[test]
fn the_least_compiler_is_the_same_everywhere() {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    let least = manifest["package"]["rust-version"].as_str().unwrap();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains(&format!("Rust ({least} or later)")), "{least}");
}

/// Nobody reads a longer one to the end; the rest belongs under `docs/`.
#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.split_whitespace().count() <= 900);
}

#[test]
fn the_pinned_compiler_is_the_least_one() {
    let read = |file: &str| fs::read_to_string(root().join(file)).unwrap().parse::<toml::Table>().unwrap();
    let pinned = read("rust-toolchain.toml")["toolchain"]["channel"].as_str().unwrap().to_owned();
    let least = read("Cargo.toml")["package"]["rust-version"].as_str().unwrap().to_owned();

    assert!(pinned.starts_with(&format!("{least}.")), "{pinned} is pinned, {least} is the least");
}

#[test]
fn the_security_page_invents_no_address() {
    let text = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    assert!(!text.contains('@') && !text.contains("http"), "an address that nobody reads is worse than none");
}
