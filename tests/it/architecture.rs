//! Holds the rules of the architecture: who may import whom, and what no module touches.
//!
//! The checker works on texts, so that every rule is also shown to be noticed when
//! it breaks.

mod rules;
mod source;

use rules::{Rule, Violation, violations};
use source::{Source, names};
use std::path::Path;

/// Every source file below a folder, with its path from `root`.
fn sources(root: &Path, folder: &Path) -> Vec<Source> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |file: &Path| Source {
        path: file.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"),
        text: std::fs::read_to_string(file).unwrap(),
    };
    entries
        .flat_map(|path| match path.extension() {
            _ if path.is_dir() => sources(root, &path),
            Some(end) if end == "rs" => vec![read(&path)],
            _ => Vec::new(),
        })
        .collect()
}

#[test]
fn the_sources_keep_the_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources = sources(&root, &root);
    assert!(sources.len() > 20, "the sources were not found");
    let broken: Vec<String> = violations(&sources).iter().map(|broken| format!("{broken:?}")).collect();
    assert!(broken.is_empty(), "broken rules:\n{}", broken.join("\n"));
}

fn file(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

/// Sources that break no rule, and things in them that only look as if they did.
fn sound() -> Vec<Source> {
    vec![
        file("lib.rs", "//! Docs.\n#![forbid(unsafe_code)]\n\n// Floor 1.\npub mod secret;\nmod id;\n"),
        file("secret.rs", "/// No `Debug`.\npub struct SecretText(Zeroizing<String>);\nimpl SecretText {}"),
        file("share.rs", "use crate::shamir::Quorum;\nuse crate::{id, secret::{self, SecretText}};"),
        file(
            "shamir.rs",
            "use blahaj::Sharks; // not crate::share\nconst TEXT: &str = \"crate::share::Share\";",
        ),
        file(
            "recovery/open.rs",
            "use super::state; use crate::{share, seal::open as unseal}; fn f<'a>(x: &'a str) -> char { '\"' }",
        ),
        file(
            "seal.rs",
            "#[cfg(test)]\nmod tests { use std::fs; fn f() { println!(\"{}\", crate::kit::x()); } }\nfn f() { age::x() }",
        ),
        file("passphrase/tests.rs", "use std::fs;"),
        file("os/files/read.rs", "use std::{fs, io::{self, Read}};"),
        file("os/terminal.rs", "fn f() { rustix::termios::x(); println!(); let a = b != c; }"),
        file("main.rs", "use clap::Parser; use sealkit::kit; fn main() { std::env::args_os(); }"),
    ]
}

#[test]
fn sound_sources_break_no_rule() {
    assert_eq!(violations(&sound()), []);
}

#[test]
fn every_broken_rule_is_noticed() {
    let cases = [
        (Rule::Unknown, "cellar.rs", "", "cellar"),
        (Rule::Upwards, "seal.rs", "use crate::kit::Kit;", "kit"),
        (Rule::Upwards, "lines.rs", "fn f() { crate::share::x() }", "share"),
        (Rule::Upwards, "plan.rs", "use super::pdf;", "pdf"),
        (Rule::Alone, "lines.rs", "use crate::{secret, qr::Grid};", "qr"),
        (Rule::Alone, "words.rs", "use crate::id;", "id"),
        (Rule::Blind, "shamir.rs", "use crate::share::Share;", "share"),
        (Rule::Blind, "pdf/write.rs", "use crate::{qr, seal};", "seal"),
        (Rule::Blind, "record.rs", "use crate::secret::SecretText;", "secret"),
        (Rule::Blind, "plan.rs", "fn f(x: &crate::secret::SecretText) {}", "secret"),
        (Rule::Blind, "recovery/open.rs", "use super::super::sheet;", "sheet"),
        (Rule::Owner, "share.rs", "use blahaj::Share;", "blahaj::Share"),
        (
            Rule::Owner,
            "kit.rs",
            "fn f() { age::x25519::Identity::generate(); }",
            "age::x25519::Identity::generate",
        ),
        (Rule::Owner, "kit.rs", "use ::printpdf as p;", "printpdf"),
        (Rule::Owner, "sheet/mod.rs", "use lopdf::Document;", "lopdf::Document"),
        (Rule::Owner, "cli.rs", "use rqrr::Grid;", "rqrr::Grid"),
        (Rule::Owner, "cli/new.rs", "use std::{io, fs};", "std::fs"),
        (Rule::Owner, "cli/new.rs", "fn f() { rustix::termios::isatty() }", "rustix::termios::isatty"),
        (Rule::Owner, "cli/filesystem.rs", "use std::fs::File;", "std::fs::File"),
        (Rule::Outside, "share.rs", "use std::time::{Duration, SystemTime};", "std::time::SystemTime"),
        (Rule::Outside, "share.rs", "use std::io; fn f() { io::stdin(); }", "std::io::stdin"),
        (Rule::Outside, "share.rs", "use std::io as world; fn f() { world::stdout(); }", "std::io::stdout"),
        (Rule::Outside, "share.rs", "fn f() { std::env::var(\"A\") }", "std::env::var"),
        (Rule::Outside, "share.rs", "use std::process::exit;", "std::process::exit"),
        (
            Rule::Outside,
            "plan.rs",
            "use time::OffsetDateTime; fn f() { OffsetDateTime::now_utc() }",
            "time::OffsetDateTime::now_utc",
        ),
        (Rule::Outside, "sheet.rs", "static KEPT: std::sync::Mutex<u8> = x;", "std::sync::Mutex"),
        (
            Rule::Owner,
            "cli/check.rs",
            "use super::report::Failure; fn f() { Failure::new(x) }",
            "crate::cli::report::Failure::new",
        ),
        (Rule::Upwards, "os/files.rs", "use crate::cli::args::Cli;", "cli"),
        (Rule::Command, "cli/reshare.rs", "use crate::cli::rotate::warn;", "rotate"),
        (Rule::Command, "cli/drill/result.rs", "use crate::cli::check::name;", "check"),
        (Rule::Door, "kit.rs", "mod make;\npub fn f() {}", ""),
        (Rule::Door, "kit/make.rs", "use super::Kit;", "Kit"),
        (Rule::Nowhere, "cli/host.rs", "use std::thread; fn f() { thread::spawn(g); }", "std::thread::spawn"),
        (Rule::Nowhere, "cli/host.rs", "use std::process::{self, Command};", "std::process::Command"),
        (Rule::Nowhere, "main.rs", "use std::net::TcpStream;", "std::net::TcpStream"),
        (Rule::Loud, "kit.rs", "fn f() { println!(\"x\"); }", "println!"),
        (Rule::Loud, "kit.rs", "fn f() { let x = dbg!(y); }", "dbg!"),
        (Rule::Secret, "secret.rs", "#[derive(PartialOrd, Debug)]\npub struct A;", "Debug"),
        (Rule::Secret, "secret.rs", "impl Clone for A {}", "Clone"),
        (Rule::Secret, "secret.rs", "impl std::fmt::Display for A {}", "Display"),
        (Rule::Lib, "lib.rs", "pub mod secret;\npub fn f() {}", ""),
        (Rule::Lib, "lib.rs", "pub use secret::A;", ""),
    ];
    for (rule, path, text, name) in cases {
        let mut sources = sound();
        sources.retain(|source| source.path != path);
        sources.push(file(path, text));
        let expected = Violation(rule, path.to_owned(), name.to_owned());
        assert!(
            violations(&sources).contains(&expected),
            "{expected:?} in {text:?}: {:?}",
            violations(&sources)
        );
    }
}

#[test]
fn circles_and_long_files_are_noticed() {
    let circle = [
        file("share.rs", "use crate::seal::x;"),
        file("seal.rs", "use crate::{id, plan};"),
        file("plan.rs", "use crate::share;"),
    ];
    let found: Vec<String> = violations(&circle)
        .into_iter()
        .filter(|broken| broken.0 == Rule::Circle)
        .map(|broken| broken.1)
        .collect();
    assert_eq!(found, ["plan", "seal", "share", "plan.rs", "seal.rs", "share.rs"]);
    let files = [
        file("cli/check/handler.rs", "use crate::cli::report::check::words;"),
        file("cli/report/check.rs", "use crate::cli::check::handler::Heard;"),
        // A file and the folder of its own name are one thing.
        file("record.rs", "mod check; fn f() { check::f() }"),
        file("record/check.rs", "use super::Made;"),
    ];
    let found = violations(&files);
    assert!(
        found.contains(&Violation(Rule::Circle, "cli/report/check.rs".to_owned(), String::new())),
        "{found:?}"
    );
    assert!(!found.iter().any(|broken| broken.0 == Rule::Circle && broken.1.starts_with("record")));
    let long = [file("share.rs", &"\n".repeat(401))];
    assert_eq!(violations(&long), [Violation(Rule::Long, "share.rs".to_owned(), String::new())]);
}

#[test]
fn imports_are_written_out() {
    let text = "use a::{b::{self, c as d}, e}; pub(crate) use super::f::*; fn g() { d::h(b::i, self::j::k) }";
    let expected =
        ["a::b", "a::b::c", "a::e", "crate::x::f::*", "a::b::c::h", "a::b::i", "crate::x::y::j::k"];
    assert_eq!(names(&file("x/y.rs", text)), expected);
}
