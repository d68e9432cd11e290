//! Nothing that comes from outside can steer the terminal: no control character, escape
//! sequence or direction mark of a label, a file name, a code or a record is echoed.

use crate::fixtures::{codes, identity};
use sealkit::credential::{Credential, Secret};
use sealkit::id::Generation;
use sealkit::qr::{self, Grid};
use sealkit::seal;
use sealkit::secret::SecretText;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use time::macros::date;

/// A window title, a cleared screen, a C1 sequence, a direction override, a bell, a back step.
const EVIL: &str = "a\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31mb\u{202e}c\u{200b}d\u{8}\u{7f}e";

/// What is left of the two streams that could steer a terminal.
fn harmful(text: &str) -> Vec<char> {
    let marks =
        |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| (c.is_control() && *c != '\n') || marks(c)).collect()
}

/// Runs it as text and as JSON; what it writes goes to `x`.
fn run(place: &Path, arguments: &[&str], expected: &[&str]) {
    for json in [false, true] {
        let _ = fs::remove_file(place.join("x"));
        let mut command = crate::process::sealkit();
        command.current_dir(place).stdin(Stdio::null()).args(json.then_some("--json")).args(arguments);
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert!(!said.is_empty() && !said.contains("fault of its own"), "{arguments:?}: {said}");
        assert_eq!(harmful(&said), [], "{arguments:?}: {said}");
        // What is tested did come through, made harmless.
        for word in expected {
            assert!(said.contains(word), "{arguments:?}: {word}: {said}");
        }
    }
}

#[test]
fn arguments() {
    let place = tempfile::tempdir().unwrap();
    run(place.path(), &[EVIL], &["31m"]);
    run(place.path(), &["new", &format!("--{EVIL}")], &["31m"]);
    run(place.path(), &["profiles", EVIL], &["31m"]);
    run(place.path(), &["new", "--label", EVIL, "--account", "a", "--out", "k", "--allow-online"], &[]);
    run(place.path(), &["new", "--label", "l", "--account", EVIL, "--out", "k", "--allow-online"], &[]);
    run(
        place.path(),
        &["new", "--label", "l", "--account", "a", "--profile", EVIL, "--out", "k"],
        &["owned"],
    );
    run(place.path(), &["new", "--label", "l", "--account", "a", "--date", EVIL, "--out", "k"], &[]);
    let custodian = ["--custodian", EVIL];
    run(
        place.path(),
        &[&["new", "--label", "l", "--account", "a", "--out", "k"][..], &custodian].concat(),
        &[],
    );
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
}

#[test]
fn file_names() {
    let place = tempfile::tempdir().unwrap();
    for command in ["recover", "inspect"] {
        run(place.path(), &[command, EVIL], &["owned"]);
    }
    run(place.path(), &["check", "x", "--record", EVIL], &["owned"]);
    run(place.path(), &["new", EVIL, "--out", "k", "--allow-online"], &["owned"]);
    let missing = format!("{EVIL}/kit");
    run(
        place.path(),
        &["new", "--label", "l", "--account", "a", "--allow-online", "--out", &missing],
        &["owned"],
    );
    for text in ["neither", "SK2:S:AAAA", "SK1:S:AAAA", "{}", "%PDF-1.4", "1. AAAA BBBB CCCC DDDD EE FF"] {
        fs::write(place.path().join(EVIL), text).unwrap();
        for command in ["recover", "inspect"] {
            run(place.path(), &[command, EVIL], &["owned"]);
        }
        run(place.path(), &["new", EVIL, "--out", "k", "--allow-online"], &["owned"]);
        run(place.path(), &["init", EVIL], &["owned"]);
    }
    fs::remove_file(place.path().join(EVIL)).unwrap();
    run(place.path(), &["new", "--label", "l", "--account", "a", "--allow-online", "--out", EVIL], &[]);
}

/// TOML and JSON have escapes of their own: what is read is what [`EVIL`] says.
fn escaped() -> String {
    EVIL.chars()
        .map(|c| if c.is_ascii_graphic() { c.to_string() } else { format!("\\u{:04x}", c as u32) })
        .collect()
}

#[test]
fn reports_of_a_tenant() {
    let place = tempfile::tempdir().unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/examples/entra/break-glass-1/record.json");
    fs::copy(sample, place.path().join("record.json")).unwrap();

    let mut report: serde_json::Value = serde_json::from_str(include_str!("../tenant/right.json")).unwrap();
    for policy in report["policies"].as_array_mut().unwrap() {
        policy["name"] = format!("{EVIL}\nforged").into();
        policy["excludes"] = false.into();
    }
    report["not-read"] = serde_json::json!([format!("{EVIL}\nforged")]);
    fs::write(place.path().join("report.json"), report.to_string()).unwrap();

    let status = ["status", "record.json", "--tenant", "report.json"];
    run(place.path(), &status, &["owned", "31m"]);

    // No name in it begins a line of its own, which would pass for one of ours.
    let output = crate::process::sealkit().current_dir(place.path()).args(status).output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    let forged = said.lines().filter(|line| line.starts_with("forged")).count();
    assert_eq!((forged, said.contains("forged")), (0, true), "{said}");
}

#[test]
fn plans() {
    let place = tempfile::tempdir().unwrap();
    let evil = escaped();
    let secret = "secrets = [{ name = \"p\", account = \"a\" }]";
    for plan in [
        format!("sealkit-plan = 1\nlabel = \"{evil}\"\n{secret}"),
        format!("sealkit-plan = 1\nlabel = \"{EVIL}\"\n{secret}"),
        format!("sealkit-plan = 1\nlabel = \"x\"\n\"{evil}\" = 1\n{secret}"),
        format!("sealkit-plan = 1\nlabel = \"x\"\n{EVIL} = 1\n{secret}"),
        format!("sealkit-plan = 1\nlabel = \"x\"\nsecrets = [{{ name = \"{evil}\", account = \"a\" }}]"),
        format!(
            "sealkit-plan = 1\nlabel = \"x\"\nsecrets = [{{ name = \"p\", account = \"a\", profile = \"{evil}\" }}]"
        ),
        format!("sealkit-plan = 1\nlabel = \"x\"\npaper = \"{evil}\"\n{secret}"),
        format!("sealkit-plan = \"{evil}\"\nlabel = \"x\"\n{secret}"),
        EVIL.to_owned(),
    ] {
        fs::write(place.path().join("plan.toml"), plan).unwrap();
        run(place.path(), &["new", "plan.toml", "--out", "kit", "--allow-online"], &["plan.toml"]);
        assert!(!place.path().join("kit").exists());
    }
}

#[test]
fn records() {
    let place = tempfile::tempdir().unwrap();
    let record = fs::read_to_string("tests/golden-kit/record.json").unwrap();
    let record = record.replacen("\"key-id\"", "\"key-kind\": \"x25519\",\n    \"key-id\"", 1);
    let code = format!("\"auth\": \"{}\",\n  \"log\"", "0".repeat(64));
    let record = record.replacen("\"log\"", &code, 1);
    let codes = fs::read_to_string("tests/golden-kit/codes.txt").unwrap();
    fs::write(place.path().join("codes.txt"), codes).unwrap();
    let evil = escaped();
    // Each text of the record in turn, and each key.
    let texts: Vec<&str> = record.split('"').skip(1).step_by(2).collect();
    let mut tried = 0;
    for text in texts.into_iter().collect::<std::collections::BTreeSet<_>>() {
        let changed = record.replacen(&format!("\"{text}\""), &format!("\"{evil}\""), 1);
        assert_ne!(changed, record);
        fs::write(place.path().join("record.json"), changed).unwrap();
        run(place.path(), &["inspect", "record.json"], &[]);
        if tried % 8 == 0 {
            run(place.path(), &["recover", "codes.txt", "--record", "record.json", "--output", "x"], &[]);
            run(
                place.path(),
                &["check", "codes.txt", "--record", "record.json", "--date", "2026-11-22"],
                &[],
            );
        }
        tried += 1;
    }
    assert!(tried > 30, "{tried}");
}

/// A picture of a code, four pixels a module.
fn picture(grid: &Grid) -> Vec<u8> {
    let side = 4 * (grid.size() + 8);
    let module = |at: usize| (at / 4).checked_sub(4).filter(|at| *at < grid.size());
    let dark = |x: usize, y: usize| module(x).zip(module(y)).is_some_and(|(x, y)| grid.is_dark(x, y));
    let pixels: Vec<u8> =
        (0..side * side).map(|at| if dark(at % side, at / side) { 0 } else { 255 }).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side as u32, side as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

#[test]
fn codes_and_texts() {
    let place = tempfile::tempdir().unwrap();
    let texts = [
        EVIL.to_owned(),
        format!("SK1:S:{EVIL}"),
        format!("SK1:C:{EVIL}"),
        format!("SK1:K:{EVIL}"),
        format!("SK2:S:{EVIL}"),
        format!("SK\u{1b}:S:{EVIL}"),
        format!("SK1 S\n1. {EVIL}\n2. AAAA BBBB CCCC DDDD E{EVIL}"),
        "SK1 S\n1. \u{1b}AAA BBBB CCCC DDDD EE FF\n2. AAAA \u{202e}BBB CCCC DDDD EE FF".to_owned(),
    ];
    for text in texts {
        fs::write(place.path().join("text.txt"), &text).unwrap();
        let grid = qr::text(&text, qr::Level::Medium).unwrap();
        fs::write(place.path().join("code.png"), picture(&grid)).unwrap();
        for name in ["text.txt", "code.png"] {
            run(place.path(), &["inspect", name], &[name]);
            run(place.path(), &["recover", name], &[name]);
        }
    }
}

#[test]
fn a_credential() {
    let place = tempfile::tempdir().unwrap();
    let kit = codes(40, 2, 3);
    // Control characters are refused inside; direction marks are not.
    for (evil, control) in [(EVIL, true), ("a\u{202e}owned\u{200b}b", false)] {
        let text = Credential {
            title: evil.to_owned(),
            key: kit.recipient.key_id(),
            generation: Generation::FIRST,
            sealed: date!(2026 - 11 - 21),
            elsewhere: Vec::new(),
            padding: None,
            secrets: vec![Secret {
                name: evil.to_owned(),
                account: evil.to_owned(),
                profile: evil.to_owned(),
                value: SecretText::new("hunter2".to_owned()),
            }],
        }
        .to_text();
        let sealed = seal::seal(&text, &seal::recipient_of(&identity(40)).unwrap()).unwrap();
        fs::write(place.path().join("payload.age"), sealed).unwrap();
        fs::write(place.path().join("codes.txt"), kit.qr(1) + "\n" + &kit.qr(2)).unwrap();
        let expected: &[&str] = if control { &[] } else { &["owned"] };
        let inputs = ["recover", "codes.txt", "payload.age"];
        let outputs = [&["--output", "x"][..], &["--output", "y", "--secret", "none"]];
        for output in outputs {
            run(place.path(), &[&inputs[..], output].concat(), expected);
        }
    }
}
