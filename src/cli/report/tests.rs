//! What a panic says, seen from outside.
#![allow(clippy::disallowed_methods)] // the program itself starts no other

use super::*;
use crate::cli::args::Usage;
use crate::cli::make::entropy::DiceError;
use crate::cli::make::imports::ImportsError;
use crate::cli::make::plans::PlansError;
use crate::cli::make::templates::TemplatesError;
use crate::cli::read::record_file::RecordFileError;
use sealkit::passphrase::ImportError;
use sealkit::plan::Plan;
use sealkit::record::TypedHashError;
use sealkit::template::TemplateError;
use sealkit::texts::{ENGLISH, Texts};
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

/// A language in which every text and every hint is the same sign.
fn one_sign() -> Texts {
    let keys = ENGLISH.iter().flat_map(|file| file.lines());
    let keys = keys.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    let keys = keys.filter_map(|line| line.split_once(" =").map(|(key, _)| key));
    Texts::of(&[keys.map(|key| format!("{key} = ¿\n    .hint = ?\n")).collect::<String>()])
}

/// How many variants an enum has in a source.
fn variants(source: &str, name: &str) -> usize {
    let body = source.split_once(&format!("pub enum {name} {{\n")).unwrap().1.split_once("\n}").unwrap().0;
    let is_variant =
        |line: &&str| line.strip_prefix("    ").is_some_and(|v| v.starts_with(char::is_uppercase));
    body.lines().filter(is_variant).count()
}

/// Every error of the command line and of the machine, one of each variant.
fn wordings() -> Vec<(&'static str, &'static str, Vec<Wording>)> {
    let text = || "7".to_owned();
    let reason = || std::io::Error::from_raw_os_error(2);
    let file = || FileError::Missing { name: text() };
    let plan = || Box::new(Plan::parse("").unwrap_err());
    let usage = vec![
        Usage::CodeAsArgument,
        Usage::StdinTwice,
        Usage::RollsAsArgument,
        Usage::JsonWithSecret,
        Usage::Needed("--label"),
        Usage::Date(text()),
        Usage::Custodian,
        Usage::NoSuchImport,
        Usage::TooManyImports,
        Usage::ImportName,
        Usage::NoSuchProfile(text()),
        Usage::RecordHash(TypedHashError::Form),
        Usage::NoRecord,
        Usage::NothingSealed,
        Usage::OneAtATime,
        Usage::NobodyTakesPart,
        Usage::Evidence,
        Usage::EvidenceTwice(text()),
        Usage::NoLine("--by"),
        Usage::CodeInText("--by"),
        Usage::SecretInText("--by"),
        Usage::PaperOfNoKit,
        Usage::PlanOrRecord,
        Usage::RecordAlone,
        Usage::PlansAlone,
        Usage::NotForThisPaper("7"),
        Usage::SameFolder(text()),
    ];
    let dice = vec![DiceError::Nothing, DiceError::NotText, DiceError::File(file()), DiceError::NoTerminal];
    let imports = vec![
        ImportsError::Refused { name: text(), error: ImportError::Empty },
        ImportsError::File(file()),
        ImportsError::Differs(text()),
        ImportsError::NobodyToAsk { name: text(), again: true },
    ];
    let plans = vec![
        PlansError::OfRecord(plan()),
        PlansError::OtherTemplate,
        PlansError::Unreadable(file()),
        PlansError::NotText(text()),
        PlansError::File { file: text(), error: plan() },
        PlansError::Flags { command: "new", error: plan() },
    ];
    let broken = TemplateError { file: text(), line: 7, said: wording!("template-missing") };
    let templates = vec![
        TemplatesError::File(file()),
        TemplatesError::NotText(text()),
        TemplatesError::Broken { folder: text(), error: broken },
    ];
    let records =
        vec![RecordFileError::NoRecord, RecordFileError::FirstEdition(text()), RecordFileError::Overtaken];
    let files = vec![
        file(),
        FileError::Unreadable { name: text(), reason: reason() },
        FileError::Folder { name: text() },
        FileError::TooLarge { name: text(), limit: 7 },
        FileError::Exists { name: text() },
        FileError::NoParent { name: text() },
        FileError::BadName { name: text() },
        FileError::Write { name: text(), reason: reason() },
        FileError::Left { name: text(), reason: reason(), left: text() },
        FileError::Busy { name: text(), seconds: 7 },
        FileError::Interrupted,
    ];
    let host = vec![
        HostError::Online(text()),
        HostError::Unknown,
        HostError::Clock(time::macros::date!(2026 - 11 - 24)),
        HostError::Place { path: text(), judged: wording!("place-unknown") },
        HostError::Unfit(vec![wording!("check-swap")]),
        HostError::Generator,
    ];
    let terminal = vec![TerminalError::None, TerminalError::Io(rustix::io::Errno::IO)];
    vec![
        ("Usage", include_str!("../args.rs"), of(&usage)),
        ("DiceError", include_str!("../make/entropy.rs"), of(&dice)),
        ("ImportsError", include_str!("../make/imports.rs"), of(&imports)),
        ("PlansError", include_str!("../make/plans.rs"), of(&plans)),
        ("TemplatesError", include_str!("../make/templates.rs"), of(&templates)),
        ("RecordFileError", include_str!("../read/record_file.rs"), of(&records)),
        ("FileError", include_str!("../../os/files.rs"), of(&files)),
        ("HostError", include_str!("../../os/host.rs"), of(&host)),
        ("TerminalError", include_str!("../../os/terminal.rs"), of(&terminal)),
    ]
}

fn of(errors: &[impl Worded]) -> Vec<Wording> {
    errors.iter().map(Worded::wording).collect()
}

#[test]
fn every_variant_of_every_error_is_worded_by_the_texts_alone() {
    let signs = one_sign();
    for (name, source, wordings) in wordings() {
        assert_eq!(wordings.len(), variants(source, name), "{name}");
        for wording in wordings {
            assert_eq!(signs.say(&wording), "¿", "{name}: {wording:?}");
            assert!(signs.advise(&wording).is_some_and(|hint| hint == "?"), "{name}: {wording:?}");
            assert!(!english().say(&wording).contains(['{', '}']), "{name}: {wording:?}");
        }
    }
}
