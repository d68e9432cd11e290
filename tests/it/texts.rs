//! The texts in `assets/texts`: every key that the code names is there, and none is unused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const TEXTS: &str = include_str!("../../assets/texts/en/messages.ftl");

/// The calls that name a key as their first or second argument.
const CALLS: [&str; 6] = ["text!(", "good!(", "bad!(", "failure!(", "Self::worded(", "texts::text("];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The keys of the file, each with the names of its values.
fn keys(texts: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut keys: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut last = "";
    for line in texts.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) =
            line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            assert!(keys.insert(key, BTreeSet::new()).is_none(), "{key} stands twice");
            last = key;
        }
        let values = line.split("{ $").skip(1).filter_map(|rest| rest.split([' ', '}']).next());
        keys.entry(last).or_default().extend(values);
    }
    keys.remove("");
    keys
}

fn code() -> String {
    let mut folders = ["src/cli", "src/os", "src/kit"].map(|folder| root().join(folder)).to_vec();
    let mut code = String::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match entry.is_dir() {
                true => folders.push(entry),
                false => {
                    let text = std::fs::read_to_string(entry).unwrap();
                    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
                    lines.for_each(|line| code.extend([line, "\n"]));
                }
            }
        }
    }
    code
}

/// The keys that stand as literals in a call, and the code of each call.
fn named(code: &str) -> Vec<(&str, &str)> {
    let calls = CALLS.iter().flat_map(|call| code.match_indices(call).map(|(at, call)| at + call.len()));
    let literal = |at: usize| {
        let rest = code.get(at..)?;
        let call = &rest[..rest.find(';').unwrap_or(rest.len()).min(600)];
        let key = call.split('"').nth(1)?;
        let before = call.split('"').next()?;
        // A key that is computed is found as a literal elsewhere.
        let is_first = before.trim_start().split(',').count() <= 2 && !before.contains(['(', '{']);
        (is_first && key.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()))
            .then_some((key, call))
    };
    calls.filter_map(literal).collect()
}

#[test]
fn every_key_in_the_code_is_there() {
    let (keys, code) = (keys(TEXTS), code());
    let named = named(&code);
    assert!(named.len() > 150, "the keys were not found: {}", named.len());
    let missing: BTreeSet<&str> =
        named.iter().map(|(key, _)| *key).filter(|key| !keys.contains_key(key)).collect();
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn no_key_is_unused() {
    let code = code();
    let unused: Vec<&str> =
        keys(TEXTS).into_keys().filter(|key| !code.contains(&format!("\"{key}\""))).collect();
    assert_eq!(unused, Vec::<&str>::new());
}

/// A value that the code does not give would be shown as its name in braces.
#[test]
fn every_value_of_a_text_is_given() {
    let (keys, code) = (keys(TEXTS), code());
    for (key, call) in named(&code) {
        for value in keys.get(key).into_iter().flatten() {
            let given =
                call.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).any(|word| word == *value);
            assert!(given || key == "kit-in-run", "{key} wants {value}: {call}");
        }
    }
}
