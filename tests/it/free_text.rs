//! No text that is kept or printed holds a code, a typed line, a key or a secret: each place
//! where somebody writes one refuses it, says why, and does not repeat it.

use crate::lifecycle::{Life, PLAN, Ran};
use crate::process;
use std::fs;
use std::path::Path;

/// A share as it is scanned, typed in small letters, and one of its lines; and an identity.
fn planted(life: &Life) -> Vec<String> {
    let scanned = life.codes("g1/share-2-of-3.pdf").trim().to_owned();
    let bare = scanned.trim_start_matches("SK1:S:").to_owned();
    let spaced =
        bare.to_lowercase().as_bytes().chunks(12).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ");
    let lines = sealkit::share::Share::from_code(&bare).unwrap().lines();
    let line = format!("3. {} {}", lines[2].data.expose(), lines[2].check.expose());
    let open = ["recover", "g1/share-1-of-3.pdf", "g1/share-2-of-3.pdf", "--identity", "--output", "-"];
    let identity = life.run(&open).out.trim().to_owned();
    assert!(identity.starts_with("AGE-SECRET-KEY-1"));
    let kinds = [bare, spaced, line, identity.to_lowercase(), format!("Ada; {}", &scanned[4..])];
    kinds.into_iter().collect()
}

fn refuses(ran: &Ran, planted: &str, what: &str) {
    assert_eq!(ran.status, 2, "{what}: {}\n{}", ran.out, ran.err);
    let said =
        format!("{}{}", ran.out, ran.err).replace(|c: char| !c.is_ascii_alphanumeric(), "").to_uppercase();
    let hidden = planted.replace(|c: char| !c.is_ascii_alphanumeric(), "").to_uppercase();
    let repeated = (0..hidden.len() - 12).any(|i| said.contains(&hidden[i..i + 12]));
    assert!(!repeated, "{what} repeats it: {}\n{}", ran.out, ran.err);
    assert!(
        ran.err.contains("is a code or a key, or holds one") || ran.err.contains("looks like a code"),
        "{}",
        ran.err
    );
}

#[test]
fn a_code_in_a_flag_is_refused_and_not_repeated() {
    let life = Life::begin();
    life.put("share.txt", &life.codes("g1/share-1-of-3.pdf"));
    let record = life.bytes("g1/record.json");
    let hash = life.hash("g1");
    for code in planted(&life) {
        let evidence = format!("note={code}");
        let drill = ["drill", "share.txt", "--record", "g1/record.json"];
        let new = ["new", "--out", "never", "--allow-online"];
        let rotate = ["rotate", "--record", "g1/record.json", "--out", "never", "--record-hash", &hash];
        let keep = ["--allow-online", "--keep", "Key PIN", "g1/share-1-of-3.pdf", "g1/share-2-of-3.pdf"];
        let cases: Vec<(&str, Vec<&str>)> = vec![
            ("--by", [&drill[..], &["--by", &code]].concat()),
            ("a second --by", [&drill[..], &["--by", "Ada", "--by", &code]].concat()),
            ("--evidence", [&drill[..], &["--by", "Ada", "--evidence", &evidence]].concat()),
            (
                "--evidence-only",
                vec!["drill", "--record", "g1/record.json", "--evidence-only", "--evidence", &evidence],
            ),
            ("--confirm", vec!["rotate", "--confirm", "--record", "g1/record.json", "--by", &code]),
            ("--reason", [&rotate[..], &keep, &["--reason", &code]].concat()),
            ("--keep", [&rotate[..], &keep[..1], &["--keep", &code]].concat()),
            (
                "--secret",
                vec![
                    "recover",
                    "g1/share-1-of-3.pdf",
                    "g1/share-2-of-3.pdf",
                    "g1/credential.pdf",
                    "--output",
                    "-",
                    "--secret",
                    &code,
                ],
            ),
            ("--label", [&new[..], &["--label", &code, "--account", "a"]].concat()),
            ("--account", [&new[..], &["--label", "a", "--account", &code]].concat()),
            ("--custodian", [&new[..], &["--label", "a", "--account", "a", "--custodian", &code]].concat()),
            ("--profile", [&new[..], &["--label", "a", "--account", "a", "--profile", &code]].concat()),
        ];
        for (what, arguments) in cases {
            refuses(&life.run(&arguments), &code, what);
        }
    }
    assert!(life.bytes("g1/record.json") == record && !life.is_there("never"));
}

#[test]
fn a_code_in_a_plan_is_refused_with_its_line() {
    let life = Life::begin();
    let plan = format!("{PLAN}[[contacts]]\nname = \"Desk\"\nphone = \"1234\"\n");
    let fields =
        ["Contoso break-glass 1", "Key PIN", "key 4711", "Ada Byron", "Safe 1", "Desk", "1234", "fido2-pin"];
    for code in planted(&life) {
        for field in fields {
            life.put("bad.toml", &plan.replace(&format!("\"{field}\""), &format!("\"{code}\"")));
            let ran = life.run(&["new", "bad.toml", "--out", "never", "--allow-online", "--import", "pin"]);
            refuses(&ran, &code, field);
            assert!(ran.err.contains("line "), "{field}: {}", ran.err);
        }
        // Where it is no value at all, the reader of TOML has something to say about it.
        life.put("bad.toml", &format!("{PLAN}\n\"{code}\" = 1\n"));
        refuses(&life.run(&["new", "bad.toml", "--out", "never", "--allow-online"]), &code, "a key");
    }
    assert!(!life.is_there("never"));
}

#[test]
fn an_imported_secret_is_no_name_and_no_piece_of_one() {
    let life = Life::begin();
    life.put("old", "T4%kq-Wz7!hMnB2x");
    let new = |more: &[&str]| {
        let fixed =
            ["new", "--import", "old", "--profile", "linux-crypt", "--out", "never", "--allow-online"];
        life.run(&[&fixed[..], more].concat())
    };
    for text in ["T4%kq-Wz7!hMnB2x", "kit for kq-Wz7!h", "KQ-WZ7!H and more"] {
        let keeper = format!("Ada; {text}");
        for arguments in [
            ["--label", text, "--account", "a", "--custodian", "Ada"],
            ["--label", "a", "--account", text, "--custodian", "Ada"],
            ["--label", "a", "--account", "a", "--custodian", &keeper],
        ] {
            let ran = new(&arguments);
            ran.ends(2, &["holds a secret of this kit, or a piece of it"]);
            assert!(!ran.err.to_lowercase().contains("kq-wz7!h"), "{}", ran.err);
        }
    }
    assert!(!life.is_there("never"));
    new(&["--label", "Contoso", "--account", "kq-Wz7!", "--custodian", "Ada"]).ends(0, &[]);
}

/// A drill with evidence, against a copy of the record.
fn drill(life: &Life, evidence: &str, by: &str) -> Ran {
    let shares = ["g1/share-1-of-3.pdf", "g1/share-2-of-3.pdf", "g1/credential.pdf"];
    life.run(
        &[&["drill"][..], &shares, &["--record", "g1/record.json", "--by", by, "--evidence", evidence]]
            .concat(),
    )
}

#[test]
fn no_piece_of_what_a_drill_opened_is_noted() {
    let life = Life::begin();
    let values = life.open(&["g1/share-1-of-3.pdf", "g1/share-2-of-3.pdf"], "g1/credential.pdf");
    let password = &values["Password"];
    let open = ["recover", "g1/share-1-of-3.pdf", "g1/share-2-of-3.pdf", "--identity", "--output", "-"];
    let identity = life.run(&open).out;
    let before = life.bytes("g1/record.json");
    for piece in [&password[..], &password[40..48], "1111-1", &identity[30..38]] {
        let refused = drill(&life, &format!("note=seen {piece}"), "Ada");
        refused.ends(2, &["`--evidence` holds a secret of this kit, or a piece of it"]);
        drill(&life, "note=seen", piece).ends(2, &["`--by` holds a secret of this kit, or a piece of it"]);
        assert!(!refused.err.contains(piece), "{}", refused.err);
    }
    assert!(life.bytes("g1/record.json") == before);
    drill(&life, &format!("note=seen {}", &password[40..46]), "Ada").ends(0, &["noted in"]);
}

#[test]
fn a_share_scanned_where_names_are_asked_for_is_asked_for_again() {
    let life = Life::begin();
    let password =
        life.open(&["g1/share-1-of-3.pdf", "g1/share-2-of-3.pdf"], "g1/credential.pdf")["Password"].clone();
    let codes = |sheet: &str| life.codes(&format!("g1/{sheet}")).trim().to_owned();
    let (one, two, sealed) = (codes("share-1-of-3.pdf"), codes("share-2-of-3.pdf"), codes("credential.pdf"));
    let piece = format!("it reads {}", &password[..10]);
    let mut typed = vec![one.as_str(), "Ada Byron; Max", one.as_str(), two.as_str()];
    typed.extend(sealed.lines());
    typed.extend(["", "", one.as_str(), piece.as_str(), "4711, seen", "", "", ""]);
    let ran = life.type_to("drill --record g1/record.json", &typed);
    ran.ends(
        0,
        &["the quorum opens the credential", "This holds a code or a secret, and the record is public"],
    );
    let log = life.record("g1").log()[0].facts.clone();
    assert_eq!(log["by"], "Ada Byron; Max");
    assert!(log.values().any(|fact| fact == "4711, seen"), "{log:?}");
    let record = String::from_utf8(life.bytes("g1/record.json")).unwrap();
    assert!(!record.contains(&one[20..40]) && !record.contains(&password[..10]));
}

#[test]
fn the_name_of_a_file_takes_no_code_into_the_record() {
    let life = Life::begin();
    let name = life.codes("g1/share-3-of-3.pdf").trim().trim_start_matches("SK1:S:").to_owned();
    life.put(&name, "nothing");
    let shares = ["g1/share-1-of-3.pdf", "g1/share-2-of-3.pdf", "g1/credential.pdf", &name];
    let ran = life.run(&[&["drill", "--record", "g1/record.json", "--by", "Ada"][..], &shares].concat());
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert_eq!(life.record("g1").log().len(), 1);
    assert!(!String::from_utf8(life.bytes("g1/record.json")).unwrap().contains(&name[..40]));
}

/// The record of edition 1 with a share as its label: it stays readable, so that the kit can
/// be opened, and nothing more is made of it.
#[test]
fn a_record_that_holds_a_code_stays_readable() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden-kit/record.json");
    let record = fs::read_to_string(golden).unwrap();
    let mut json: serde_json::Value = serde_json::from_str(&record).unwrap();
    json["made"]["plan"]["label"] = "SK1:S:MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK".into();
    json["log"] = serde_json::json!([]);
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("record.json"), json.to_string()).unwrap();
    let output =
        process::sealkit().current_dir(place.path()).args(["status", "record.json"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("SET"), "{output:?}");
}
