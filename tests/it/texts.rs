//! The texts in `assets/texts`: every key that the code names is there, and none is unused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sealkit::texts::ENGLISH;

/// The calls that name a key as their first or second argument.
const CALLS: [&str; 14] = [
    "text!(",
    "good!(",
    "bad!(",
    "failure!(",
    "words!(",
    "marked!(",
    "wording!(",
    "Wording::new(",
    "english().text(",
    "texts.text(",
    "Unsupported(",
    "OtherPlan(",
    "Inconsistent(",
    "PreflightCheck::",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The keys of the file, each with the names of its values.
pub fn keys(texts: &str) -> BTreeMap<&str, BTreeSet<&str>> {
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

/// Every file of the sources, with its path from `src`; comments and tests are left out.
pub fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let (mut folders, mut sources) = (vec![src.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.file_name().is_some_and(|name| name != "tests.rs") {
                let text = std::fs::read_to_string(&entry).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                let path = entry.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
                sources.push((path, lines.flat_map(|line| [line, "\n"]).collect()));
            }
        }
    }
    sources.sort();
    sources
}

fn code() -> String {
    sources().into_iter().map(|(_, code)| code).collect()
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
    let all = ENGLISH.concat();
    let (keys, code) = (keys(&all), code());
    let named = named(&code);
    assert!(named.len() > 150, "the keys were not found: {}", named.len());
    let missing: BTreeSet<&str> =
        named.iter().map(|(key, _)| *key).filter(|key| !keys.contains_key(key)).collect();
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn no_key_is_unused() {
    let (all, code) = (ENGLISH.concat(), code() + include_str!("../../assets/profiles.toml"));
    let quoted: BTreeSet<&str> = code.split('"').collect();
    let placed: BTreeSet<&str> =
        all.split("{ ").filter_map(|rest| rest.split([' ', '.', '}']).next()).collect();
    // Those of `--help` are made of the names of commands and options, and held by a test there.
    // One that another text names is used too.
    let is_used = |key: &&str| key.starts_with("help-") || quoted.contains(key) || placed.contains(key);
    let unused: Vec<&str> = keys(&all).into_keys().filter(|key| !is_used(key)).collect();
    assert_eq!(unused, Vec::<&str>::new());
}

/// A value that the code does not give would be shown as its name in braces.
#[test]
fn every_value_of_a_text_is_given() {
    let all = ENGLISH.concat();
    let (keys, code) = (keys(&all), code());
    for (key, call) in named(&code) {
        for value in keys.get(key).into_iter().flatten() {
            let given =
                call.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).any(|word| word == *value);
            assert!(given, "{key} wants {value}: {call}");
        }
    }
}

/// Files of tests, in which words stand for those of a user.
const TESTS: [&str; 4] = ["_tests.rs", "pdf/faults.rs", "pdf/gallery", "/tests/"];

/// How such a map begins.
const CHARACTER_MAP: &str = r"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";

/// Literals of several words that nobody reads as a sentence, and why.
const NO_TEXTS: [(&str, &[&str]); 10] = [
    // Formats: what stands in a file or a record, or between programs, in every language.
    ("the first line of a credential", &["sealkit credential 1", "sealkit credential "]),
    ("the form of an age file", &["-----BEGIN AGE ENCRYPTED FILE-----"]),
    ("the end of a part in recover.py", &["# ======== End of part 1 ========"]),
    (
        "facts of a record, and kinds in JSON",
        &[
            "sign-in worked",
            "not read",
            "not compared",
            "record, not compared",
            "not verified",
            "credential part",
            "credential lines",
            "record hash",
            "age file",
            "age files",
            "other sheet",
            "other code",
        ],
    ),
    (
        "the map of a font to characters",
        &[CHARACTER_MAP, "endcmap\\nCMapName currentdict /CMap defineresource pop\\nend\\nend\\n"],
    ),
    (
        "the secret of the rehearsal set, of which every program has to give the same",
        &["THIS IS NOT A SECRET"],
    ),
    ("names of keyboard layouts, which stand in JSON", &["QWERTZ (German)", "AZERTY (French)"]),
    ("what is put in the place of capitals in a usage line", &["NAME; PLACE"]),
    // Words of others, which are looked for.
    (
        "what firmware, the system and the TOML reader say",
        &[
            "virtual machine",
            "amazon ec2",
            "google compute",
            "cloud hypervisor",
            " (os error",
            "invalid type: {wrong}",
            "unknown field `{name}`",
        ],
    ),
    // A plan is written so in every language.
    ("an example of a line of a plan", &["label = \\\"Contoso break-glass 1\\\""]),
];

/// The literals of code, as they stand there, with what comes before each on its line.
fn literals(code: &str) -> Vec<(&str, &str)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(rest) = code.get(at..) {
        let Some(next) = rest.find(['"', '/', '\'']) else { break };
        let start = at + next;
        let here = &code[start..];
        at = start + 1;

        if here.starts_with("//") {
            at = start + here.find('\n').unwrap_or(here.len());
        } else if let Some(quoted) =
            ["'\"'", "'\\\"'", "'\\''"].iter().find(|quoted| here.starts_with(**quoted))
        {
            at = start + quoted.len();
        } else if let Some(inside) = here.strip_prefix('"') {
            let end = closing(inside);
            let line = code[..start].rfind('\n').map_or(0, |end| end + 1);
            found.push((&inside[..end], &code[line..start]));
            at = start + end + 2;
        }
    }
    found
}

/// Where a literal ends.
fn closing(literal: &str) -> usize {
    let mut escaped = false;
    let end = literal.bytes().position(|b| {
        let is_end = b == b'"' && !escaped;
        escaped = b == b'\\' && !escaped;
        is_end
    });
    end.unwrap_or(literal.len())
}

/// Whether two words follow one another, as in a sentence.
fn reads_as_words(literal: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation() && !"{}$-_=`".contains(c));
        word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic())
    };
    let words: Vec<bool> = literal.split_whitespace().map(is_word).collect();
    words.windows(2).any(|pair| pair == [true, true])
}

/// A command is typed so in every language; what the handbook has typed is code.
fn is_command(literal: &str) -> bool {
    ["sealkit ", "./sealkit ", "cp sealkit ", "python3 -c ", "import ", "for number, ", "packed="]
        .iter()
        .any(|start| literal.starts_with(start))
}

#[test]
fn no_sentence_is_left_in_the_code() {
    let allowed: BTreeSet<&str> = NO_TEXTS.iter().flat_map(|(_, literals)| *literals).copied().collect();
    let (mut left, mut used) = (Vec::new(), BTreeSet::new());
    for (path, code) in &sources() {
        if TESTS.iter().any(|part| path.contains(part)) {
            continue;
        }
        for (literal, before) in literals(code) {
            let is_reason = before.trim_end().ends_with("reason =");
            match allowed.get(literal) {
                Some(known) => drop(used.insert(*known)),
                None if is_command(literal) => {}
                None if !is_reason && reads_as_words(literal) => left.push(format!("{path}: {literal}")),
                None => {}
            }
        }
    }
    assert_eq!(left, Vec::<String>::new());
    assert_eq!(used, allowed, "what is allowed is needed");
}

#[test]
fn a_sentence_in_code_is_found() {
    let code = "f('\"', \"not there\"); // \"no, not here\"\ng(\"a\\\"b {x} c\", 'c', \"one-key\")";
    let found: Vec<&str> = literals(code).into_iter().map(|(literal, _)| literal).collect();
    assert_eq!(found, ["not there", "a\\\"b {x} c", "one-key"]);
    assert!(
        reads_as_words("it is, {so}") && !reads_as_words("{a} of {b}") && !reads_as_words("share-{x} FILE")
    );
}
