//! Many kits in one run: new, rotate, confirm.

use crate::lifecycle::slip;
use crate::process::{self, SEALKIT};
use sealkit::record::{Batch, Hash, PrintedHash, Record};
use sealkit::scan;
use std::path::Path;

fn sealkit(place: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = process::sealkit().current_dir(place).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn record(path: &Path) -> Record {
    Record::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Kits A, B and C of one run in `first`, and their records.
fn three_kits(place: &Path) -> [&'static str; 3] {
    for name in ["A", "B", "C", "D"] {
        let plan =
            format!("sealkit-plan = 1\nlabel = \"Kit {name}\"\n[[secrets]]\nname = \"p\"\naccount = \"a\"\n");
        std::fs::write(place.join(format!("{name}.toml")), plan).unwrap();
    }
    let run = ["--allow-online", "--date", "2026-11-21", "--out", "first"];
    let (status, out, err) = sealkit(place, &[&["new", "A.toml", "B.toml", "C.toml"][..], &run].concat());
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("3 kits are written. For each of them:\n"), "{out}");
    assert!(out.contains(&format!("batch hash {}", batch_hash(&place.join("first")))), "{out}");
    ["first/kit-a/record.json", "first/kit-b/record.json", "first/kit-c/record.json"]
}

fn hash(path: &Path) -> String {
    PrintedHash::of(record(path).made_hash()).to_string()
}

fn batch(folder: &Path) -> Batch {
    Batch::parse(&std::fs::read_to_string(folder.join("batch.json")).unwrap()).unwrap()
}

fn batch_hash(folder: &Path) -> String {
    PrintedHash::of(batch(folder).hash()).to_string()
}

fn rotate(place: &Path, out: &str, records: &[&str], more: &[&str]) -> (i32, String, String) {
    let mut arguments = vec!["rotate", "--allow-online", "--date", "2027-02-19", "--out", out];
    records.iter().for_each(|path| arguments.extend(["--record", path]));
    arguments.extend(more);
    let mut command = process::command("setsid");
    let output = command.arg("-w").arg(SEALKIT).current_dir(place).args(&arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn a_quarter_for_several_kits_is_one_run() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let records = three_kits(place);
    let hashes = records.map(|path| hash(&place.join(path)));
    let typed = |which: &[usize]| -> Vec<&str> {
        which.iter().flat_map(|at| ["--record-hash", &hashes[*at]]).collect()
    };

    let keep = [&typed(&[0])[..], &["--keep", "p", "--reason", "no time"]].concat();
    let (status, _, err) = rotate(place, "second", &records, &keep);
    assert_eq!((status, err.contains("belong to one kit")), (2, true), "{err}");
    let (status, out, err) = rotate(place, "second", &records, &typed(&[2, 0, 1]));
    assert_eq!(status, 0, "{err}");
    assert!(
        out.contains("Kit B · set ")
            && out.contains("Credential 2 replaces 1 once")
            && out.contains("second/kit-b/ceremony.pdf"),
        "{out}"
    );
    for path in records {
        let new = record(&place.join(path.replace("first", "second")));
        assert_eq!(
            (new.made().generation.number(), new.made().previous),
            (2, Some(record(&place.join(path)).made_hash()))
        );
    }
    let mut confirm = vec!["rotate", "--confirm", "--date", "2027-02-20", "--json"];
    let new = records.map(|path| path.replace("first", "second"));
    new.iter().for_each(|path| confirm.extend(["--record", path]));
    let (status, out, err) = sealkit(place, &confirm);
    assert_eq!((status, out.matches("\"confirmed\": \"2027-02-20\"").count()), (0, 3), "{err}");
    let (status, out, err) = sealkit(place, &["status", "first", "second", "--date", "2027-02-20"]);
    assert_eq!((status, out.lines().count()), (0, 4), "{err}");
}

#[test]
fn a_record_that_paper_does_not_vouch_for_stops_no_other() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let records = three_kits(place);
    let hashes = records.map(|path| hash(&place.join(path)));
    let strange = PrintedHash::of(Hash::of(b"strange")).to_string();
    let slipped = slip(&hashes[2], 5);
    for (out, third, status, words) in [
        ("missing", None, 2, "was not compared with paper"),
        ("wrong", Some(&strange), 3, "This is the hash of another record."),
        ("slip", Some(&slipped), 3, "Look at group 5 again."),
    ] {
        let mut typed = vec!["--record-hash", &hashes[1], "--record-hash", &hashes[0]];
        typed.extend(third.map_or(Vec::new(), |third| vec!["--record-hash", third]));
        let (ended, _, err) = rotate(place, out, &records, &typed);
        assert_eq!(ended, status, "{err}");
        assert!(err.contains("first/kit-c/record.json: ") && err.contains(words), "{err}");
        assert!(!err.contains(&hashes[2][20..24]) || third == Some(&slipped), "{err}");
        let made = [1, 1, 0].map(|there| there == 1);
        let there = ["kit-a", "kit-b", "kit-c"].map(|kit| place.join(out).join(kit).exists());
        assert_eq!(there, made, "{out}");
        assert_eq!(batch(&place.join(out)).records().len(), 2);
    }
    // The worst of two.
    let typed = ["--record-hash", &hashes[0], "--record-hash", &slipped];
    let (status, _, err) = rotate(place, "both", &records, &typed);
    assert_eq!(status, 3, "{err}");
    assert!(err.contains("kit-b/record.json: the record of Kit B, generation 1, was not compared"), "{err}");
    // Of none nothing is made.
    let (status, _, err) = rotate(place, "none", &records, &[]);
    assert_eq!((status, place.join("none").exists()), (2, false), "{err}");
}

#[test]
fn one_hash_on_paper_vouches_for_a_batch() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let [a, b, c] = three_kits(place);
    let run = ["new", "D.toml", "--allow-online", "--date", "2026-11-21", "--out", "d"];
    assert_eq!(sealkit(place, &run).0, 0);
    let (d, typed) = ("d/record.json", batch_hash(&place.join("first")));
    let (own, words) = (hash(&place.join(d)), PrintedHash::parse(&typed).unwrap().words().join(" "));
    let vouch = |hash: &'_ str| ["--batch", "first/batch.json", "--record-hash", hash].map(str::to_owned);
    let run = |out: &str, records: &[&str], more: &[String]| {
        rotate(place, out, records, &more.iter().map(String::as_str).collect::<Vec<_>>())
    };

    // In another order and not all of them; the new batch names the one before.
    let (status, out, err) = run("some", &[c, a], &vouch(&words));
    assert_eq!(status, 0, "{err}");
    let next = batch(&place.join("some"));
    assert_eq!(next.previous(), Some(batch(&place.join("first")).hash()));
    assert!(next.contains(record(&place.join("some/kit-c/record.json")).made_hash()));
    assert!(out.contains("--batch some/batch.json"), "{out}");

    // A record that is not in it needs its own hash.
    let (status, _, err) = run("without", &[d, b], &vouch(&typed));
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("d/record.json: the record of Kit D, generation 1, was not compared"), "{err}");
    assert!(place.join("without/kit-b").exists() && !place.join("without/kit-d").exists());
    let with = [&vouch(&typed)[..], &["--record-hash".to_owned(), own.clone()]].concat();
    let (status, _, err) = run("with", &[d, b], &with);
    assert_eq!((status, place.join("with/kit-d").exists()), (0, true), "{err}");

    // Without the hash of the batch nothing of it counts.
    for (out, hash, status, words) in [
        ("x", None, 2, "the batch was not compared with paper"),
        ("x", Some(own), 2, "the batch was not compared with paper"),
        ("x", Some(slip(&typed, 8)), 3, "Look at group 8 again."),
        ("x", Some(PrintedHash::of(Hash::of(b"x")).to_string()), 3, "This is the hash of another batch."),
    ] {
        let mut more = vec!["--batch".to_owned(), "first/batch.json".to_owned()];
        more.extend(hash.into_iter().flat_map(|hash| ["--record-hash".to_owned(), hash]));
        let (ended, _, err) = run(out, &[d, b], &more);
        assert_eq!((ended, place.join(out).exists()), (status, false), "{err}");
        assert!(err.contains(words), "{err}");
    }

    // A batch into which somebody has put the record of his own has another hash.
    let more = [batch(&place.join("first")).records(), &[record(&place.join(d)).made_hash()]].concat();
    let forged = Batch::new(more, None).unwrap().to_json().unwrap();
    std::fs::write(place.join("first/batch.json"), forged).unwrap();
    let (status, _, err) = run("x", &[d, b], &vouch(&typed));
    assert_eq!((status, err.contains("This is the hash of another batch.")), (3, true), "{err}");
    std::fs::write(place.join("first/batch.json"), "{}").unwrap();
    let (status, _, err) = run("x", &[d, b], &vouch(&typed));
    assert_eq!((status, err.contains("this is no sealkit batch")), (3, true), "{err}");
    assert!(!place.join("x").exists());
}

#[test]
fn the_sheet_of_a_batch_carries_its_hash() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    three_kits(place);
    let sheet = std::fs::read(place.join("first/batch.pdf")).unwrap();
    let codes = scan::pdf(&sheet).unwrap();
    let squares: Vec<&str> = codes.iter().map(|found| found.text.expose()).collect();
    let typed = PrintedHash::parse(&batch_hash(&place.join("first"))).unwrap();
    assert_eq!(squares, [typed.square()]);
    // A folder that has a batch takes no second one.
    let (status, _, err) = sealkit(place, &["new", "A.toml", "D.toml", "--allow-online", "--out", "first"]);
    assert_eq!((status, place.join("first/kit-d").exists()), (5, false), "{err}");

    let Some(mut pdftotext) = crate::external::program("pdftotext") else { return };
    let output = pdftotext.current_dir(place).args(["-layout", "first/batch.pdf", "-"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    for printed in [typed.to_string().as_str(), "Batch of 3 kits", "Kit B", "BATCH BEFORE"] {
        assert!(text.contains(printed), "{printed}: {text}");
    }
    for word in typed.words() {
        assert!(text.contains(word), "{word}: {text}");
    }
}
