//! Holds the walls of the house: who may import whom, and what no room touches.
//!
//! The checker works on texts, so that every wall is also shown to be felt when
//! it breaks.

mod source;
mod walls;

use source::{Source, names};
use std::path::Path;
use walls::{Fault, Wall, faults};

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
fn the_house_stands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let house = sources(&root, &root);
    assert!(house.len() > 20, "the sources were not found");
    let faults: Vec<String> = faults(&house).iter().map(|fault| format!("{fault:?}")).collect();
    assert!(faults.is_empty(), "broken walls:\n{}", faults.join("\n"));
}

fn file(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

/// A house without a fault, and things in it that only look like faults.
fn house() -> Vec<Source> {
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
fn a_sound_house_has_no_fault() {
    assert_eq!(faults(&house()), []);
}

#[test]
fn every_broken_wall_is_felt() {
    let cases = [
        (Wall::Unknown, "cellar.rs", "", "cellar"),
        (Wall::Upwards, "seal.rs", "use crate::kit::Kit;", "kit"),
        (Wall::Upwards, "lines.rs", "fn f() { crate::share::x() }", "share"),
        (Wall::Upwards, "plan.rs", "use super::pdf;", "pdf"),
        (Wall::Alone, "lines.rs", "use crate::{secret, qr::Grid};", "qr"),
        (Wall::Alone, "words.rs", "use crate::id;", "id"),
        (Wall::Blind, "shamir.rs", "use crate::share::Share;", "share"),
        (Wall::Blind, "pdf/write.rs", "use crate::{qr, seal};", "seal"),
        (Wall::Blind, "record.rs", "use crate::secret::SecretText;", "secret"),
        (Wall::Blind, "plan.rs", "fn f(x: &crate::secret::SecretText) {}", "secret"),
        (Wall::Blind, "recovery/open.rs", "use super::super::sheet;", "sheet"),
        (Wall::Owner, "share.rs", "use blahaj::Share;", "blahaj::Share"),
        (
            Wall::Owner,
            "kit.rs",
            "fn f() { age::x25519::Identity::generate(); }",
            "age::x25519::Identity::generate",
        ),
        (Wall::Owner, "kit.rs", "use ::printpdf as p;", "printpdf"),
        (Wall::Owner, "sheet/mod.rs", "use lopdf::Document;", "lopdf::Document"),
        (Wall::Owner, "cli.rs", "use rqrr::Grid;", "rqrr::Grid"),
        (Wall::Owner, "cli/new.rs", "use std::{io, fs};", "std::fs"),
        (Wall::Owner, "cli/new.rs", "fn f() { rustix::termios::isatty() }", "rustix::termios::isatty"),
        (Wall::Owner, "cli/filesystem.rs", "use std::fs::File;", "std::fs::File"),
        (Wall::Outside, "share.rs", "use std::time::{Duration, SystemTime};", "std::time::SystemTime"),
        (Wall::Outside, "share.rs", "use std::io; fn f() { io::stdin(); }", "std::io::stdin"),
        (Wall::Outside, "share.rs", "use std::io as world; fn f() { world::stdout(); }", "std::io::stdout"),
        (Wall::Outside, "share.rs", "fn f() { std::env::var(\"A\") }", "std::env::var"),
        (Wall::Outside, "share.rs", "use std::process::exit;", "std::process::exit"),
        (
            Wall::Outside,
            "plan.rs",
            "use time::OffsetDateTime; fn f() { OffsetDateTime::now_utc() }",
            "time::OffsetDateTime::now_utc",
        ),
        (Wall::Nowhere, "cli/host.rs", "use std::thread; fn f() { thread::spawn(g); }", "std::thread::spawn"),
        (Wall::Nowhere, "cli/host.rs", "use std::process::{self, Command};", "std::process::Command"),
        (Wall::Nowhere, "main.rs", "use std::net::TcpStream;", "std::net::TcpStream"),
        (Wall::Loud, "kit.rs", "fn f() { println!(\"x\"); }", "println!"),
        (Wall::Loud, "kit.rs", "fn f() { let x = dbg!(y); }", "dbg!"),
        (Wall::Secret, "secret.rs", "#[derive(PartialOrd, Debug)]\npub struct A;", "Debug"),
        (Wall::Secret, "secret.rs", "impl Clone for A {}", "Clone"),
        (Wall::Secret, "secret.rs", "impl std::fmt::Display for A {}", "Display"),
        (Wall::Lib, "lib.rs", "pub mod secret;\npub fn f() {}", ""),
        (Wall::Lib, "lib.rs", "pub use secret::A;", ""),
    ];
    for (wall, path, text, name) in cases {
        let mut house = house();
        house.retain(|source| source.path != path);
        house.push(file(path, text));
        let expected = Fault(wall, path.to_owned(), name.to_owned());
        assert!(faults(&house).contains(&expected), "{expected:?} in {text:?}: {:?}", faults(&house));
    }
}

#[test]
fn circles_and_long_files_are_felt() {
    let circle = [
        file("share.rs", "use crate::seal::x;"),
        file("seal.rs", "use crate::{id, plan};"),
        file("plan.rs", "use crate::share;"),
    ];
    let rooms: Vec<String> =
        faults(&circle).into_iter().filter(|fault| fault.0 == Wall::Circle).map(|fault| fault.1).collect();
    assert_eq!(rooms, ["plan", "seal", "share"]);
    let long = [file("share.rs", &"\n".repeat(401))];
    assert_eq!(faults(&long), [Fault(Wall::Long, "share.rs".to_owned(), String::new())]);
}

#[test]
fn imports_are_written_out() {
    let text = "use a::{b::{self, c as d}, e}; pub(crate) use super::f::*; fn g() { d::h(b::i, self::j::k) }";
    let expected =
        ["a::b", "a::b::c", "a::e", "crate::x::f::*", "a::b::c::h", "a::b::i", "crate::x::y::j::k"];
    assert_eq!(names(&file("x/y.rs", text)), expected);
}
