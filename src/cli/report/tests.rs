//! What a panic says, seen from outside.
#![allow(clippy::disallowed_methods)] // the program itself starts no other

use super::*;
use std::process::Command;

/// Runs only as the child of the test below.
#[test]
#[ignore = "panics"]
fn panics_with_a_secret() {
    silence_panics();
    let secret = std::hint::black_box("hunter2");
    panic!("{secret}");
}

#[test]
fn a_panic_says_a_fixed_sentence_and_nothing_of_its_cause() {
    let name = "cli::report::tests::panics_with_a_secret";
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--ignored", "--nocapture", "--test-threads=1"])
        .env("RUST_BACKTRACE", "full")
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert!(!output.status.success());
    assert!(said.contains("error: sealkit stopped because of a fault of its own"), "{said}");
    for word in ["hunter", "panicked", ".rs:", "backtrace"] {
        assert!(!said.contains(word), "{word}: {said}");
    }
}

#[test]
fn a_release_build_ends_at_a_panic() {
    // Unwinding would run destructors and could go on; the abort is set for releases only.
    let manifest = include_str!("../../../Cargo.toml");
    let release = manifest.split("[profile.release]").nth(1).unwrap().split("\n[").next().unwrap();
    assert!(release.contains("panic = \"abort\""));
}
