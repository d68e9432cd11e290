//! The floors and walls of the house, as `docs/ARCHITECTURE.md` draws them.

use super::source::{Source, names, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// Rooms of the library by floor. `main.rs` and `cli/` stand above all of them.
const FLOORS: [&[&str]; 4] = [
    &["entropy", "id", "keyboard", "lines", "profile", "qr", "secret", "words"],
    &["credential", "passphrase", "plan", "program", "record", "seal", "shamir", "share", "template"],
    &["recovery", "sheet"],
    &["kit", "pdf", "scan"],
];

/// Rooms that know nothing of ours but these.
const ALONE: [(&str, &[&str]); 7] = [
    ("entropy", &["secret"]),
    ("id", &[]),
    ("keyboard", &["secret"]),
    ("lines", &["secret"]),
    ("qr", &["secret"]),
    ("secret", &[]),
    ("words", &["secret"]),
];

/// Rooms and what they must not know, though it lies below or beside them.
const BLIND: [(&str, &[&str]); 6] = [
    ("shamir", &["share"]),
    ("pdf", &["credential", "kit", "recovery", "seal", "shamir", "share"]),
    ("plan", &["secret"]),
    ("template", &["plan", "secret"]),
    ("record", &["passphrase", "seal", "secret", "share"]),
    ("recovery", &["kit", "pdf", "sheet"]),
];

/// Crates and modules, and the only places that may name them.
const OWNERS: [(&str, &[&str]); 23] = [
    ("age", &["seal"]),
    ("blahaj", &["shamir"]),
    ("clap", &["cli", "main"]),
    ("flate2", &["pdf", "program", "scan"]),
    ("hayro_ccitt", &["scan"]),
    ("hkdf", &["entropy"]),
    ("ics", &["cli"]),
    ("landlock", &["os"]),
    ("libc", &["os"]),
    ("lopdf", &["pdf", "scan"]),
    ("printpdf", &["pdf"]),
    ("qrcode", &["qr"]),
    ("png", &["scan"]),
    ("rqrr", &["scan"]),
    ("rxing", &["scan"]),
    ("zune_jpeg", &["scan"]),
    ("rustix", &["cli", "os"]),
    ("seccompiler", &["os"]),
    ("zeroizing_alloc", &["main"]),
    ("rustix::termios", &["os/terminal"]),
    ("signal_hook", &["os/signals"]),
    ("std::fs", &["os/files"]),
    ("zxcvbn", &["passphrase"]),
];

/// What no room of the library touches: it is given dates, bytes and randomness.
const OUTSIDE: [&str; 14] = [
    "std::env",
    "std::fs",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "time::OffsetDateTime::now_local",
    "time::OffsetDateTime::now_utc",
    "rand::rngs",
];

/// What brings sockets into the binary, or secrets out of it.
const NOWHERE: [&str; 5] =
    ["std::net", "std::thread::spawn", "std::process::Command", "std::env::home_dir", "std::os::unix::net"];

const LOUD: [&str; 5] = ["dbg!", "eprint!", "eprintln!", "print!", "println!"];

/// A file longer than this has more than one thing to tell.
const LINES: usize = 400;

/// Which wall is broken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wall {
    /// A room of the library that stands on no floor.
    Unknown,
    /// An import from a higher floor.
    Upwards,
    /// Rooms that import one another.
    Circle,
    /// A room that should be alone knows others.
    Alone,
    /// A room knows what it must not know.
    Blind,
    /// A crate or module named outside the place it belongs to.
    Owner,
    /// The library touches the world.
    Outside,
    /// Sockets, threads, child processes.
    Nowhere,
    /// The library prints.
    Loud,
    /// A secret type that can be printed or copied.
    Secret,
    /// `lib.rs` defines something.
    Lib,
    /// A file that is too long.
    Long,
}

/// A broken wall: which, in which file, by which name.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault(pub Wall, pub String, pub String);

/// Every broken wall of a house.
pub fn faults(house: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut doors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    // Files of unit tests may name what they test with.
    for source in house.iter().filter(|source| !source.path.ends_with("tests.rs")) {
        let mut fault = |wall, name: &str| faults.push(Fault(wall, source.path.clone(), name.to_owned()));
        let room = room(&source.path);
        let names = names(source);
        if source.text.lines().count() > LINES {
            fault(Wall::Long, "");
        }
        for name in &names {
            named(source, name, &mut fault);
        }
        if room == "secret" {
            secret(source, &mut fault);
        }
        if is_library(&source.path) && source.path != "lib.rs" {
            for other in names.iter().filter_map(|name| name.strip_prefix("crate::")).map(first) {
                door(room, other, &mut fault);
                if room != other {
                    doors.entry(room.to_owned()).or_default().insert(other.to_owned());
                }
            }
            if floor(room).is_none() {
                fault(Wall::Unknown, room);
            }
        }
        if source.path == "lib.rs" && !modules_only(&source.text) {
            fault(Wall::Lib, "");
        }
    }
    faults.extend(circles(&doors));
    faults
}

fn is_library(path: &str) -> bool {
    path != "main.rs"
        && path != "cli.rs"
        && path != "os.rs"
        && !path.starts_with("cli/")
        && !path.starts_with("os/")
}

fn room(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

fn first(path: &str) -> &str {
    path.split("::").next().unwrap_or(path)
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// Whether `name` is `root` or lies in it; a glob names everything.
fn lies_in(name: &str, root: &str) -> bool {
    let inside = |name: &str, root: &str| {
        name.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    inside(name, root) || name.strip_suffix("::*").is_some_and(|name| inside(root, name))
}

fn named(source: &Source, name: &str, fault: &mut impl FnMut(Wall, &str)) {
    if is_library(&source.path) {
        if OUTSIDE.iter().any(|root| lies_in(name, root)) {
            fault(Wall::Outside, name);
        }
        if LOUD.contains(&name) {
            fault(Wall::Loud, name);
        }
    }
    if NOWHERE.iter().any(|root| lies_in(name, root)) {
        fault(Wall::Nowhere, name);
    }
    let here =
        |place: &&str| source.path.strip_prefix(*place).is_some_and(|rest| rest.starts_with(['.', '/']));
    if OWNERS.iter().any(|(root, places)| lies_in(name, root) && !places.iter().any(here)) {
        fault(Wall::Owner, name);
    }
}

fn door(room: &str, other: &str, fault: &mut impl FnMut(Wall, &str)) {
    let listed = |table: &[(&str, &[&str])]| {
        table.iter().find(|(name, _)| *name == room).map(|(_, rooms)| rooms.contains(&other))
    };
    if floor(other) > floor(room) {
        fault(Wall::Upwards, other);
    }
    if room != other && listed(&ALONE) == Some(false) {
        fault(Wall::Alone, other);
    }
    if listed(&BLIND) == Some(true) {
        fault(Wall::Blind, other);
    }
}

/// Secret types have no trait that would print or copy them.
fn secret(source: &Source, fault: &mut impl FnMut(Wall, &str)) {
    const OPEN: [&str; 8] = ["Clone", "Copy", "Debug", "Display", "Serialize", "Deref", "AsRef", "PartialEq"];
    for (at, token) in tokens(&source.text).windows(2).map(|pair| (&pair[0], &pair[1])) {
        if OPEN.contains(&token.as_str()) && ["(", ",", "impl", "::", ">"].contains(&at.as_str()) {
            fault(Wall::Secret, token);
        }
    }
}

fn modules_only(text: &str) -> bool {
    let tokens = tokens(text);
    let mut items = tokens.split(|token| token == ";" || token == "]");
    items.all(|item| {
        let words: Vec<&str> = item.iter().map(String::as_str).collect();
        matches!(words[..], [] | ["pub", "mod", _] | ["mod", _] | ["#", "!", "[", ..])
    })
}

/// Rooms that can be reached from themselves.
fn circles(doors: &BTreeMap<String, BTreeSet<String>>) -> Vec<Fault> {
    let next = |room: &String| doors.get(room).into_iter().flatten();
    let reaches_itself = |room: &&String| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> = next(room).collect();
        while let Some(other) = open.pop() {
            if seen.insert(other) {
                open.extend(next(other));
            }
        }
        seen.contains(room)
    };
    doors.keys().filter(reaches_itself).map(|room| Fault(Wall::Circle, room.clone(), String::new())).collect()
}
