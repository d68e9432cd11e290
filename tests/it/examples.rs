//! The sample kit and papers under `docs/examples/entra`: made from a seed, so it protects nothing
//! and is the same each time, but for what age draws. `SEALKIT_RENEW=1 cargo test --test it
//! examples::` writes it anew after a change of the sheets that is meant.

use crate::fixtures;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use sealkit::kit::{self, Machine, Operation, PrintedPaper, Request};
use sealkit::plan::Plan;
use sealkit::record::{Hash, Record};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use time::macros::date;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/examples/entra"))
}

fn plans(text: &str) -> Vec<Plan> {
    Plan::parse_all(text, &[]).unwrap()
}

/// Every file of the sample, by name.
fn sample() -> BTreeMap<String, Vec<u8>> {
    let text = Plan::template("entra").unwrap();
    let request = Request {
        plan: plans(&text).swap_remove(0),
        imports: Vec::new(),
        date: date!(2026 - 11 - 22),
        date_given: true,
        provisioning: true,
        sealed_copies: None,
        machine: Machine {
            made_offline: false,
            checks: vec![("made by".to_owned(), "a test, from a seed: protects nothing".to_owned())],
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            tool_sha256: None,
            entropy_sources: vec!["a seed in a test".to_owned()],
        },
    };
    let kit = fixtures::make(&request, Operation::New, &mut ChaCha20Rng::from_seed([22; 32])).unwrap();
    let kit = kit.files.into_iter().map(|f| (format!("break-glass-1/{}", f.name), f.bytes.expose().to_vec()));
    let papers = papers(&request, &plans(&text)).into_iter().flat_map(|paper| paper.files);
    let papers = papers.map(|f| (format!("papers/{}", f.name), f.bytes.expose().to_vec()));
    kit.chain(papers).chain([("plan.toml".to_owned(), text.into_bytes())]).collect()
}

/// What is printed without a key.
fn papers(request: &Request, plans: &[Plan]) -> [PrintedPaper; 4] {
    let version = env!("CARGO_PKG_VERSION");
    let (plan, date) = (&request.plan, request.date);
    [
        kit::print::handbook(plan.paper, version).unwrap().0,
        kit::print::ceremony_of_plan(plan, "plan.toml", None, date, version).unwrap(),
        kit::print::book(plans, date, version).unwrap().unwrap(),
        kit::print::red_card(plans, date, version).unwrap().unwrap(),
    ]
}

fn files(under: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(under).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files(&entry.path(), &format!("{name}/"), found);
        } else {
            found.push(name);
        }
    }
}

#[test]
fn the_sample_kit_is_what_the_program_makes() {
    let sample = sample();
    if std::env::var_os("SEALKIT_RENEW").is_some() {
        let _ = std::fs::remove_dir_all(folder());
        for (name, bytes) in &sample {
            let path = folder().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        return;
    }
    let mut kept = Vec::new();
    files(&folder(), "", &mut kept);
    kept.sort();
    assert_eq!(kept, sample.keys().cloned().collect::<Vec<_>>());
    // age draws by itself, so what it seals, and what names a hash of that, differs each time.
    let drawn = ["ceremony.pdf", "credential.pdf", "payload.age", "record.json"];
    let is_drawn = |name: &str| drawn.iter().any(|drawn| name.ends_with(drawn));
    let differ = |(name, bytes): &(&String, &Vec<u8>)| !is_drawn(name) && kept_file(name) != **bytes;
    let differing: Vec<_> = sample.iter().filter(differ).map(|(name, _)| name).collect();
    assert!(differing.is_empty(), "renew it with SEALKIT_RENEW=1 if that is meant: {differing:?}");

    let facts = |bytes: &[u8]| {
        let mut record: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        record["auth"].take();
        record["made"]["hashes"]["payload"].take();
        record["made"]["hashes"]["sheets"]["credential.pdf"].take();
        record
    };
    let record = kept_file("break-glass-1/record.json");
    assert_eq!(facts(&record), facts(&sample["break-glass-1/record.json"]));
}

#[test]
fn the_record_of_the_sample_kit_vouches_for_its_files() {
    let record = Record::parse(&String::from_utf8(kept_file("break-glass-1/record.json")).unwrap()).unwrap();
    let hashes = &record.made().hashes;
    assert_eq!(Hash::of(&kept_file("break-glass-1/payload.age")), hashes.payload);
    for (name, hash) in &hashes.sheets {
        assert_eq!(Hash::of(&kept_file(&format!("break-glass-1/{name}"))), *hash, "{name}");
    }
}

fn kept_file(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}
