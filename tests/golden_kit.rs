//! A kit of format version 1, made once from a seed and kept for ever: every
//! later version opens it from each of its forms.

use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use sealkit::kit::{Machine, Request, new};
use sealkit::plan::Plan;
use sealkit::record::Record;
use sealkit::recovery::{Expected, Origin, Recovery};
use sealkit::scan;
use std::path::PathBuf;
use time::macros::date;

const PLAN: &str = r#"
sealkit-plan = 1
label = "Golden kit of format 1"
[quorum]
threshold = 3
shares = 5
[[secrets]]
name = "Password"
account = "golden@example.onmicrosoft.com"
[[secrets]]
name = "PIN"
account = "key 7"
profile = "fido2-pin"
"#;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden-kit"))
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

fn text(name: &str) -> String {
    String::from_utf8(file(name)).unwrap()
}

fn codes(name: &str) -> String {
    scan::pdf(&file(name)).unwrap().iter().map(|f| format!("{}\n", f.text.expose())).collect()
}

/// The text inside, opened with the record at hand.
fn opened(texts: &[String], payload: Option<&[u8]>) -> String {
    let record = Record::parse(&text("record.json")).unwrap();
    let mut recovery = Recovery::new(Some(Expected::from_record(&record).unwrap()));
    texts.iter().for_each(|t| drop(recovery.add_text(t)));
    payload.iter().for_each(|p| drop(recovery.add_age_file(p).unwrap()));
    let opened = recovery.open().unwrap();
    assert_eq!(opened.origin, Origin::Record);
    opened.credential.to_text().expose().to_owned()
}

fn blocks(name: &str) -> Vec<String> {
    text(name).split("\n\n").map(str::to_owned).collect()
}

#[test]
fn it_opens_from_its_codes() {
    let all = blocks("codes.txt");
    assert_eq!(opened(&[&all[0..3], &all[5..]].concat(), None), text("credential.txt"));
}

#[test]
fn it_opens_from_its_lines() {
    let all = blocks("lines.txt");
    assert_eq!(opened(&[&all[2..5], &all[5..]].concat(), None), text("credential.txt"));
}

#[test]
fn it_opens_from_its_sheets_and_its_age_file() {
    let sheets = ["share-1-of-5.pdf", "share-5-of-5.pdf"].map(codes);
    let third = blocks("codes.txt")[2].clone();
    let shares = [sheets.as_slice(), &[third]].concat();
    assert_eq!(opened(&shares, Some(&file("payload.age"))), text("credential.txt"));
    assert_eq!(opened(&[shares, vec![codes("credential.pdf")]].concat(), None), text("credential.txt"));
}

#[test]
fn its_plan_is_read_to_this_day() {
    let record = Record::parse(&text("record.json")).unwrap();
    assert_eq!(Plan::parse(&text("plan.toml")).unwrap(), record.made().plan);
}

/// Makes the kit anew. Only for a new format version, beside the old one.
#[test]
#[ignore = "writes the golden kit, checks nothing"]
fn write_the_golden_kit() {
    let request = Request {
        plan: Plan::parse(PLAN).unwrap(),
        imports: Vec::new(),
        date: date!(2026 - 11 - 21),
        date_given: true,
        provisioning: false,
        sealed_copies: 0,
        machine: Machine {
            made_offline: false,
            checks: vec![("made by".to_owned(), "a test, from a seed: protects nothing".to_owned())],
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            tool_sha256: None,
            entropy_sources: vec!["a seed in a test".to_owned()],
        },
    };
    let kit = new(&request, &mut ChaCha20Rng::from_seed([42; 32])).unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder().join(name), bytes).unwrap();
    let wanted = ["share-1-of-5.pdf", "share-5-of-5.pdf", "credential.pdf", "payload.age", "record.json"];
    kit.files
        .iter()
        .filter(|f| wanted.contains(&f.name.as_str()))
        .for_each(|f| write(&f.name, f.bytes.expose()));
    write("plan.toml", PLAN.as_bytes());
    let sheets = (1..=5).map(|x| format!("share-{x}-of-5.pdf")).chain(["credential.pdf".to_owned()]);
    let mut recovery = Recovery::default();
    let (mut all, mut lines) = (Vec::new(), Vec::new());
    for name in sheets {
        let pdf = kit.files.iter().find(|f| f.name == name).unwrap().bytes.expose();
        let found = scan::pdf(pdf).unwrap();
        for code in &found {
            recovery.add_text(code.text.expose());
        }
        all.push(found.iter().map(|f| f.text.expose()).collect::<Vec<_>>().join("\n"));
        lines.push(typed(&all[all.len() - 1]));
    }
    write("codes.txt", all.join("\n\n").as_bytes());
    write("lines.txt", lines.join("\n\n").as_bytes());
    write("credential.txt", recovery.open().unwrap().credential.to_text().expose().as_bytes());
}

/// The numbered lines of a share or credential, given its codes.
fn typed(codes: &str) -> String {
    use sealkit::credential::{self, Part, join};
    use sealkit::share::{self, Share};
    let parts: Vec<Part> = codes.lines().filter_map(|c| Part::parse(c).ok()).collect();
    let (heading, lines) = match join(&parts) {
        Ok(code) => (credential::HEADING, code.lines()),
        Err(_) => (share::HEADING, Share::from_code(&codes.trim()[6..]).unwrap().lines()),
    };
    let row =
        |l: &sealkit::lines::CheckedLine| format!("\n{}. {} {}", l.number, l.data.expose(), l.check.expose());
    format!("{heading}{}", lines.iter().map(row).collect::<String>())
}
