//! The layers of modules and the rules between them, as `docs/ARCHITECTURE.md` draws them.

use super::source::{Source, names, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// Modules of the library by layer. `main.rs`, `cli` and `os` are the binary, above all of them.
const LAYERS: [&[&str]; 4] = [
    &["entropy", "id", "keyboard", "lines", "profile", "qr", "secret", "texts", "words"],
    &[
        "codes",
        "credential",
        "passphrase",
        "plan",
        "program",
        "record",
        "seal",
        "shamir",
        "share",
        "template",
    ],
    &["auth", "recovery", "sheet", "tenant"],
    &["kit", "pdf", "scan"],
];

/// Modules that know nothing of ours but these.
const ALONE: [(&str, &[&str]); 8] = [
    ("entropy", &["secret", "texts"]),
    ("id", &["texts"]),
    ("keyboard", &["secret"]),
    ("lines", &["secret", "texts"]),
    ("qr", &["secret", "texts"]),
    ("secret", &[]),
    // What it lends to the others: its macros stand at the root.
    ("texts", &["wording", "wording!", "shown_in_english", "shown_in_english!"]),
    ("words", &["secret"]),
];

/// Modules and what they must not know, though it lies below or beside them.
const BLIND: [(&str, &[&str]); 7] = [
    ("auth", &["credential", "passphrase", "plan", "seal", "shamir", "share", "sheet"]),
    ("shamir", &["share"]),
    ("pdf", &["credential", "kit", "recovery", "seal", "shamir", "share"]),
    ("plan", &["secret"]),
    ("template", &["plan", "secret"]),
    ("record", &["passphrase", "seal", "secret", "share"]),
    ("recovery", &["kit", "pdf", "sheet"]),
];

/// Crates and modules, and the only places that may name them.
const OWNERS: [(&str, &[&str]); 26] = [
    ("age", &["seal"]),
    ("blahaj", &["shamir"]),
    ("clap", &["cli", "main"]),
    ("flate2", &["pdf", "program", "scan"]),
    ("fluent_bundle", &["texts"]),
    ("hayro_ccitt", &["scan"]),
    ("hkdf", &["auth", "entropy"]),
    ("hmac", &["auth"]),
    ("ics", &["record"]),
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
    // Only `report` words an error.
    ("crate::cli::report::Failure::new", &["cli/report"]),
];

/// What no module of the library touches: it is given dates, bytes and randomness.
const OUTSIDE: [&str; 19] = [
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
    // State that outlives a call.
    "std::cell::OnceCell",
    "std::cell::LazyCell",
    "std::sync::Mutex",
    "std::sync::OnceLock",
    "std::sync::RwLock",
];

/// The commands of the binary: what two of them share lies in `cli/make` or `cli/read`.
const COMMANDS: [&str; 13] = [
    "check",
    "completions",
    "drill",
    "init",
    "inspect",
    "man",
    "new",
    "preflight",
    "profiles",
    "recover",
    "reshare",
    "rotate",
    "status",
];

/// Modules whose own file only re-exports: nothing inside them imports from it.
const DOORS: [&str; 2] = ["kit", "os"];

/// What brings sockets into the binary, or secrets out of it.
const NOWHERE: [&str; 5] =
    ["std::net", "std::thread::spawn", "std::process::Command", "std::env::home_dir", "std::os::unix::net"];

const LOUD: [&str; 5] = ["dbg!", "eprint!", "eprintln!", "print!", "println!"];

/// A file longer than this has more than one thing to tell.
const LINES: usize = 400;

/// Which rule is broken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// A module of the library that is in no layer.
    Unknown,
    /// An import from a higher layer.
    Upwards,
    /// Modules, or files of one module, that import one another.
    Circle,
    /// A module that should be alone knows others.
    Alone,
    /// A module knows what it must not know.
    Blind,
    /// A crate or module named outside the place it belongs to.
    Owner,
    /// A command imports another one.
    Command,
    /// A door defines something, or what lies behind it imports from it.
    Door,
    /// The library touches the world, or keeps state for the whole process.
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

/// A broken rule: which, in which file, by which name.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation(pub Rule, pub String, pub String);

/// Every broken rule among these sources.
pub fn violations(sources: &[Source]) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    // Files of unit tests may name what they test with.
    for source in sources.iter().filter(|source| !source.path.ends_with("tests.rs")) {
        let mut broken =
            |rule, name: &str| violations.push(Violation(rule, source.path.clone(), name.to_owned()));
        let module = module_of(&source.path);
        let names = names(source);
        if source.text.lines().count() > LINES {
            broken(Rule::Long, "");
        }
        for name in &names {
            named(source, name, &mut broken);
            inside_binary(source, name, &mut broken);
            if let Some(rest) = through_door(sources, &source.path, name) {
                broken(Rule::Door, rest);
            }
        }
        if DOORS.iter().any(|door| source.path == format!("{door}.rs")) && !re_exports_only(&source.text) {
            broken(Rule::Door, "");
        }
        if module == "secret" {
            secret(source, &mut broken);
        }
        if is_library(&source.path) && source.path != "lib.rs" {
            for other in names.iter().filter_map(|name| name.strip_prefix("crate::")).map(first) {
                import(module, other, &mut broken);
                if module != other {
                    imports.entry(module.to_owned()).or_default().insert(other.to_owned());
                }
            }
            if layer(module).is_none() {
                broken(Rule::Unknown, module);
            }
        }
        if source.path == "lib.rs" && !modules_only(&source.text) {
            broken(Rule::Lib, "");
        }
    }
    violations.extend(circles(&imports));
    violations.extend(circles(&files(sources)));
    violations
}

/// The binary's own rules: the machine knows no command, and no command knows another.
fn inside_binary(source: &Source, name: &str, broken: &mut impl FnMut(Rule, &str)) {
    if module_of(&source.path) == "os" && lies_in(name, "crate::cli") {
        broken(Rule::Upwards, "cli");
    }

    let command = |path: &str| COMMANDS.iter().find(|command| first(path) == **command).copied();
    let inside = source.path.strip_prefix("cli/").map(|path| path.trim_end_matches(".rs").replace('/', "::"));
    let (Some(own), Some(other)) =
        (inside.as_deref().and_then(command), name.strip_prefix("crate::cli::").and_then(command))
    else {
        return;
    };
    if own != other {
        broken(Rule::Command, other);
    }
}

/// What a file behind a door takes from the door instead of the file that defines it.
fn through_door<'a>(sources: &[Source], path: &str, name: &'a str) -> Option<&'a str> {
    let door = DOORS.iter().find(|door| path.starts_with(&format!("{door}/")))?;
    let rest = name.strip_prefix(&format!("crate::{door}::"))?;
    let file = format!("{door}/{}.rs", first(rest));
    sources.iter().all(|source| source.path != file).then_some(rest)
}

/// Which file imports from which. A file and the folder of its own name are one thing.
fn files(sources: &[Source]) -> BTreeMap<String, BTreeSet<String>> {
    let known: BTreeSet<&str> = sources.iter().map(|source| source.path.as_str()).collect();
    let own = |a: &str, b: &str| b.starts_with(&format!("{}/", a.trim_end_matches(".rs")));
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !source.path.ends_with("tests.rs")) {
        for name in names(source) {
            let Some(target) = file_of(&name, &known) else { continue };
            if target != source.path && !own(&target, &source.path) && !own(&source.path, &target) {
                imports.entry(source.path.clone()).or_default().insert(target);
            }
        }
    }
    imports
}

/// The file that defines a name: the longest path that is a file.
fn file_of(name: &str, known: &BTreeSet<&str>) -> Option<String> {
    let parts: Vec<&str> = name.strip_prefix("crate::")?.split("::").collect();
    (1..=parts.len())
        .rev()
        .map(|length| format!("{}.rs", parts[..length].join("/")))
        .find(|file| known.contains(file.as_str()))
}

fn is_library(path: &str) -> bool {
    path != "main.rs"
        && path != "cli.rs"
        && path != "os.rs"
        && !path.starts_with("cli/")
        && !path.starts_with("os/")
}

fn module_of(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

fn first(path: &str) -> &str {
    path.split("::").next().unwrap_or(path)
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}

/// Whether `name` is `root` or lies in it; a glob names everything.
fn lies_in(name: &str, root: &str) -> bool {
    let inside = |name: &str, root: &str| {
        name.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    inside(name, root) || name.strip_suffix("::*").is_some_and(|name| inside(root, name))
}

fn named(source: &Source, name: &str, broken: &mut impl FnMut(Rule, &str)) {
    if is_library(&source.path) {
        if OUTSIDE.iter().any(|root| lies_in(name, root)) {
            broken(Rule::Outside, name);
        }
        if LOUD.contains(&name) {
            broken(Rule::Loud, name);
        }
    }
    if NOWHERE.iter().any(|root| lies_in(name, root)) {
        broken(Rule::Nowhere, name);
    }
    let here =
        |place: &&str| source.path.strip_prefix(*place).is_some_and(|rest| rest.starts_with(['.', '/']));
    if OWNERS.iter().any(|(root, places)| lies_in(name, root) && !places.iter().any(here)) {
        broken(Rule::Owner, name);
    }
}

fn import(module: &str, other: &str, broken: &mut impl FnMut(Rule, &str)) {
    let listed = |table: &[(&str, &[&str])]| {
        table.iter().find(|(name, _)| *name == module).map(|(_, modules)| modules.contains(&other))
    };
    if layer(other) > layer(module) {
        broken(Rule::Upwards, other);
    }
    if module != other && listed(&ALONE) == Some(false) {
        broken(Rule::Alone, other);
    }
    if listed(&BLIND) == Some(true) {
        broken(Rule::Blind, other);
    }
}

/// Secret types have no trait that would print or copy them.
fn secret(source: &Source, broken: &mut impl FnMut(Rule, &str)) {
    const OPEN: [&str; 8] = ["Clone", "Copy", "Debug", "Display", "Serialize", "Deref", "AsRef", "PartialEq"];
    for (at, token) in tokens(&source.text).windows(2).map(|pair| (&pair[0], &pair[1])) {
        if OPEN.contains(&token.as_str()) && ["(", ",", "impl", "::", ">"].contains(&at.as_str()) {
            broken(Rule::Secret, token);
        }
    }
}

fn modules_only(text: &str) -> bool {
    let tokens = tokens(text);
    let mut items = tokens.split(|token| token == ";" || token == "]");
    items.all(|item| {
        let words: Vec<&str> = item.iter().map(String::as_str).collect();
        matches!(
            words[..],
            [] | ["pub", "mod", _] | ["mod", _] | ["#", "!", "[", ..] | ["#", "[", "macro_use"]
        )
    })
}

fn re_exports_only(text: &str) -> bool {
    let tokens = tokens(text);
    let mut items = tokens.split(|token| token == ";" || token == "]");
    items.all(|item| {
        let words: Vec<&str> = item.iter().map(String::as_str).collect();
        matches!(words[..], [] | ["pub", "mod", _] | ["mod", _] | ["pub", "use", ..] | ["#", "!", "[", ..])
    })
}

/// What can be reached from itself.
fn circles(imports: &BTreeMap<String, BTreeSet<String>>) -> Vec<Violation> {
    let next = |module: &String| imports.get(module).into_iter().flatten();
    let reaches_itself = |module: &&String| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> = next(module).collect();
        while let Some(other) = open.pop() {
            if seen.insert(other) {
                open.extend(next(other));
            }
        }
        seen.contains(module)
    };
    imports
        .keys()
        .filter(reaches_itself)
        .map(|module| Violation(Rule::Circle, module.clone(), String::new()))
        .collect()
}
