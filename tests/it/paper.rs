//! What vouches for a record is paper: every command with the right hash, a wrong one and none,
//! and an enemy who writes record and credential anew.

use crate::lifecycle::{Life, Ran, slip};
use sealkit::credential::{Credential, Secret};
use sealkit::record::{Batch, Hash, PrintedHash};
use sealkit::seal;
use sealkit::secret::SecretText;
use serde_json::{Value, json};

const SHARES: [&str; 2] = ["g1/share-1-of-3.pdf", "g1/share-3-of-3.pdf"];
const FORGED: &str = "sealed by an enemy";

/// Every command that takes a record, as far as the table goes.
fn commands(life: &Life) -> [(&'static str, Vec<&'static str>); 5] {
    life.put("scan.txt", &["1", "2", "3"].map(|x| life.codes(&format!("g1/share-{x}-of-3.pdf"))).concat());
    life.put("credential.txt", &life.codes("g1/credential.pdf"));
    let read = ["scan.txt", "credential.txt"];
    let making = ["--out", "OUT", "--allow-online", "--date", "2027-02-19"];
    [
        ("recover", [&["recover", "--output", "-"][..], &read].concat()),
        ("check", [&["check", "--date", "2026-11-22"][..], &read].concat()),
        ("drill", [&["drill", "--by", "Ada", "--date", "2026-11-22"][..], &read].concat()),
        ("rotate", [&["rotate", "--import", "pin"][..], &making].concat()),
        ("reshare", [&["reshare"][..], &read, &making].concat()),
    ]
}

fn run(life: &Life, command: &[&str], out: &str, more: &[&str]) -> Ran {
    let command = command.iter().map(|word| if *word == "OUT" { out } else { word });
    life.run(&command.chain(["--record", "g1/record.json"]).chain(more.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn each_command_compares_what_is_typed_from_paper() {
    let life = Life::begin();
    let hash = life.hash("g1");
    let words = PrintedHash::parse(&hash).unwrap().words().join(" ");
    let square = PrintedHash::parse(&hash).unwrap().square();
    let other = PrintedHash::of(Hash::of(b"another record")).to_string();
    for (name, command) in commands(&life) {
        let needs_it = ["rotate", "reshare"].contains(&name);
        let before = life.bytes("g1/record.json");
        for (at, typed) in
            [&hash, &words, &square, &hash.to_uppercase().replace(' ', "")].into_iter().enumerate()
        {
            let out = format!("{name}-{at}");
            let ran = run(&life, &command, &out, &["--record-hash", typed]);
            ran.ends(0, &[]);
            assert!(
                !ran.err.contains("not compared") && !ran.out.contains("not compared"),
                "{name}: {}",
                ran.err
            );
        }
        std::fs::write(life.path().join("g1/record.json"), &before).unwrap();

        let refused = [
            (slip(&hash, 1), "Look at group 1 again."),
            (slip(&hash, 8), "Look at group 8 again."),
            (slip(&slip(&hash, 2), 3), "This is the hash of another record."),
            (other.clone(), "This is the hash of another record."),
        ];
        for (typed, sentence) in refused {
            let ran = run(&life, &command, "refused", &["--record-hash", &typed]);
            ran.ends(3, &[sentence]);
            // Nothing came out, nothing was noted, and the right value is not said.
            assert!(ran.out.is_empty() && !life.is_there("refused"), "{name}: {}", ran.out);
            assert!(hash.split(' ').all(|group| !ran.err.contains(group)), "{name}: {}", ran.err);
            assert!(life.bytes("g1/record.json") == before, "{name}");
        }
        run(&life, &command, "refused", &["--record-hash", "12"]).ends(2, &["this has 2 digits"]);

        let ran = run(&life, &command, "missing", &[]);
        match needs_it {
            true => ran.ends(2, &["generation 1, was not compared with paper", "--record-hash"]),
            false => ran.ends(0, &["not compared"]),
        }
        assert!(!life.is_there("missing"));
        std::fs::write(life.path().join("g1/record.json"), &before).unwrap();

        let ran = run(&life, &command, &format!("{name}-unverified"), &["--unverified", "no paper here"]);
        match needs_it {
            true => {
                ran.ends(0, &["UNVERIFIED: the record before was not compared with paper (no paper here)"])
            }
            false => ran.ends(2, &["`--unverified` is not expected here"]),
        }
        // A reason is none for a hash that is wrong.
        if needs_it {
            let wrong = ["--unverified", "no paper here", "--record-hash", &other];
            run(&life, &command, "wrong", &wrong).ends(3, &["This is the hash of another record."]);
            assert!(!life.is_there("wrong"));
        }
    }
}

#[test]
fn what_was_not_compared_is_recorded_printed_and_counted() {
    let life = Life::begin();
    let hash = life.hash("g1");
    let commands = commands(&life);
    for (name, command) in &commands[1..3] {
        for (more, found) in [(&[][..], "not compared"), (&["--record-hash", &hash][..], "compared")] {
            let ran = run(&life, command, "", &[more, &["--json"]].concat());
            ran.ends(0, &[]);
            let told: Value = serde_json::from_str(&ran.out).unwrap();
            assert_eq!(told["record"], found, "{name}: {}", ran.out);
            let record = life.record("g1");
            assert_eq!(record.log().last().unwrap().facts["record"], found, "{name}");
        }
    }
    life.run(&["inspect", "g1/record.json"])
        .ends(0, &["read back: credential, share-1, share-2, share-3; record not compared with paper (not authenticated)\n"]);

    let (_, rotate) = &commands[3];
    run(&life, rotate, "g2", &["--unverified", "the desk burned"]).ends(0, &[]);
    assert_eq!(life.record("g2").made().unverified.as_deref(), Some("the desk burned"));
    run(&life, rotate, "h2", &["--record-hash", &hash]).ends(0, &[]);
    assert_eq!(life.record("h2").made().unverified, None);
    let counted = life.run(&["status", "g2/record.json", "--date", "2027-02-20"]);
    counted
        .ends(0, &["1 kit was made from a record that was not compared with paper: Contoso break-glass 1"]);
    let counted = life.run(&["status", "g2/record.json", "--date", "2027-02-20", "--json"]);
    let told: Value = serde_json::from_str(&counted.out).unwrap();
    assert_eq!((&told["unverified"], &told["kits"][0]["unverified"]), (&json!(1), &json!("the desk burned")));
    assert!(!life.run(&["status", "h2/record.json", "--date", "2027-02-20"]).err.contains("not compared"));
    life.run(&["inspect", "g2/record.json"]).ends(0, &["UNVERIFIED: the desk burned"]);

    let sentence = "The record before was NOT compared with paper. Reason: the desk burned";
    let Some(text) = page_text(&life, "g2/ceremony.pdf") else { return };
    assert!(text.contains(sentence), "{text}");
    let compared = page_text(&life, "h2/ceremony.pdf").unwrap();
    assert!(!compared.contains("NOT compared"), "{compared}");
}

#[test]
fn the_ceremony_sheet_prints_the_hash_to_be_typed() {
    let life = Life::begin();
    life.rotate("g1", "g2", &["--import", "pin"]).ends(0, &[]);
    let typed = PrintedHash::parse(&life.hash("g2")).unwrap();
    assert_eq!(life.codes("g2/ceremony.pdf"), format!("{}\n", typed.square()));
    // Scanned where shares are wanted, it is named.
    life.put("hash.txt", &typed.square());
    let ran = life.run(&["recover", "hash.txt", SHARES[0], SHARES[1], "g2/payload.age", "--output", "-"]);
    ran.ends(0, &["a record hash, which opens nothing"]);
    life.run(&["inspect", "hash.txt"]).ends(0, &["a record hash, which opens nothing"]);

    let Some(text) = page_text(&life, "g2/ceremony.pdf") else { return };
    assert!(text.contains(&format!("RECORD HASH {typed} ")), "{text}");
    assert!(text.contains(&format!("FOLLOWS THE RECORD {} ", life.hash("g1"))), "{text}");
    for (group, words) in (1..).zip(typed.to_string().split(' ').zip(typed.words().chunks(2))) {
        let row = format!(" {group} {} {}", words.0, words.1.join(" "));
        assert!(text.contains(&row), "{row}: {text}");
    }
}

#[test]
fn no_command_shows_the_hash_that_it_asks_for() {
    let life = Life::begin();
    let (hash, whole) = (life.hash("g1"), life.record("g1").made_hash().to_string());
    let before = life.bytes("g1/record.json");
    for (name, command) in commands(&life).into_iter().chain([("inspect", vec!["inspect"])]) {
        for json in [&[][..], &["--json"]] {
            let ran = match name {
                "inspect" => life.run(&[&["inspect", "g1/record.json"], json].concat()),
                "recover" if !json.is_empty() => continue,
                _ => run(&life, &command, "out", json),
            };
            let said = format!("{}{}", ran.out, ran.err);
            let close: String = said.split_whitespace().collect();
            assert!(
                !close.contains(&whole[..32]) && !close.contains(&hash.replace(' ', "")),
                "{name}: {said}"
            );
            std::fs::write(life.path().join("g1/record.json"), &before).unwrap();
        }
    }
}

#[test]
fn recover_offers_to_compare_and_shows_the_kit_fingerprint_before_the_secret() {
    let life = Life::begin();
    let (hash, print) = (life.hash("g1"), life.record("g1").made().recipient_fingerprint.to_string());
    let other = PrintedHash::of(Hash::of(b"another record")).to_string();
    let recover = format!("recover {} {} g1/payload.age --record g1/record.json", SHARES[0], SHARES[1]);
    let offer = "Record hash, 8 groups or 16 words (Enter: go on without): ";

    let ran = life.type_to(&recover, &[&slip(&hash, 2), &hash, ""]);
    ran.ends(0, &[offer, "Look at group 2 again.", "secret Password for"]);
    assert!(!ran.unwrapped().contains("not compared"), "{}", ran.out);

    let ran = life.type_to(&recover, &["", ""]);
    ran.ends(0, &[offer, "not compared: the record names this credential", &print]);
    let said = ran.unwrapped();
    let before = said.split("secret Password").next().unwrap();
    assert!(before.contains(&format!("credential sheet and the ceremony sheet: {print}")), "{said}");

    let ran = life.type_to(&recover, &[&other, &other, &other]);
    ran.ends(3, &["This is the hash of another record."]);
    assert!(!ran.out.contains("secret Password"), "{}", ran.out);
    // A script is not asked, and the key alone has its fingerprint, too.
    let ran = life.run(&["recover", SHARES[0], SHARES[1], "--identity", "--output", "-"]);
    ran.ends(0, &["not yet proven genuine: compare this kit fingerprint with the credential sheet", &print]);
    let (flag, record) = ("--record-hash", "--record");
    life.run(&[
        "recover",
        SHARES[0],
        SHARES[1],
        "--identity",
        "--output",
        "-",
        record,
        "g1/record.json",
        flag,
        &hash,
    ])
    .ends(0, &[]);
    life.run(&["recover", SHARES[0], flag, &hash]).ends(2, &["there is no record to compare the hash with"]);
}

#[test]
fn a_dash_reads_the_hashes_from_standard_input() {
    let life = Life::begin();
    let hash = life.hash("g1");
    let words =
        PrintedHash::parse(&hash).unwrap().words().chunks(4).map(|row| row.join(" ")).collect::<Vec<_>>();
    let other = PrintedHash::of(Hash::of(b"x")).to_string();
    for (typed, status) in [
        (format!("{hash}\n"), 0),
        (words.join("\n"), 0),
        (format!("{other}\n{hash}\n"), 0),
        (other.clone(), 3),
        ("nothing".to_owned(), 2),
        (String::new(), 2),
    ] {
        let ran = life.feed("check g1/none --record g1/record.json --record-hash -", &typed);
        // What was typed is looked at before any sheet.
        let words = if status == 0 { "g1/none: no such file" } else { "hash" };
        ran.ends(if status == 0 { 2 } else { status }, &[words]);
    }
    let ran = life.feed("drill - --by A --record g1/record.json --record-hash -", "");
    ran.ends(2, &["standard input (`-`) can be read only once"]);
}

/// What somebody can write who has the public files and no share: a text of his own, sealed to
/// the public recipient, and a record that names it, with a shorter password. He has no key to
/// write a code with, so the record claims a rotation without shares, which has none.
fn forge(life: &Life) {
    let record = life.record("g1");
    let made = record.made();
    let secret = |name: &str| Secret {
        name: name.to_owned(),
        account: "a".to_owned(),
        profile: "entra".to_owned(),
        value: SecretText::new(FORGED.to_owned()),
    };
    let credential = Credential {
        title: made.plan.label.clone(),
        key: made.key_id,
        generation: made.generation,
        sealed: made.date,
        secrets: vec![secret("Password"), secret("Key PIN")],
        elsewhere: Vec::new(),
        padding: None,
    };
    let payload = seal::seal(&credential.to_text(), &made.recipient).unwrap();
    let mut forged: Value = serde_json::from_slice(&life.bytes("g1/record.json")).unwrap();
    forged["made"]["hashes"]["payload"] = json!(Hash::of(&payload));
    forged["made"]["plan"]["secrets"][0]["length"] = json!(100);
    forged["made"]["previous"] = json!(Hash::of(b"no record"));
    forged.as_object_mut().unwrap().remove("auth");
    forged["log"] = json!([]);
    std::fs::create_dir(life.path().join("forged")).unwrap();
    std::fs::write(life.path().join("forged/payload.age"), payload).unwrap();
    life.put("forged/record.json", &forged.to_string());
}

#[test]
fn a_forged_pair_of_record_and_credential_passes_for_genuine_with_nobody_who_compares() {
    let life = Life::begin();
    forge(&life);
    let hash = life.hash("g1");
    let typed = ["--record-hash", &hash];
    let forged = ["--record", "forged/record.json"];
    let quorum = [SHARES[0], SHARES[1], "forged/payload.age"];
    let sheets = ["--out", "new", "--allow-online", "--date", "2027-02-19"];
    let another = "This is the hash of another record.";

    // Nothing on the disk tells the two pairs apart; each command says that it has not compared.
    let recover = [&["recover"][..], &quorum, &forged, &["--output", "-"]].concat();
    let ran = life.run(&recover);
    ran.ends(0, &[FORGED, "not compared"]);
    let ran = life.run(&[&recover[..], &typed].concat());
    ran.ends(3, &[another]);
    assert!(!ran.out.contains(FORGED), "{}", ran.out);
    // The genuine record with the forged credential.
    let genuine = [&["recover"][..], &quorum, &["--record", "g1/record.json", "--output", "-"]].concat();
    life.run(&genuine).ends(0, &["the record does not agree"]);
    let ran = life.run(&[&genuine[..], &typed].concat());
    ran.ends(3, &["it is not the one that the record names"]);
    assert!(!ran.out.contains(FORGED), "{}", ran.out);

    let drill = [&["drill"][..], &quorum, &forged, &["--by", "Ada"]].concat();
    life.run(&drill).ends(0, &["not compared"]);
    assert_eq!(life.record("forged").log()[0].facts["record"], "not compared");
    life.run(&[&drill[..], &typed].concat()).ends(3, &[another]);
    assert_eq!(life.record("forged").log().len(), 1);
    let genuine = [&["drill"][..], &quorum, &["--record", "g1/record.json", "--by", "Ada"], &typed].concat();
    life.run(&genuine).ends(1, &["it is not the one that the record names"]);

    let reshare = [&["reshare"][..], &quorum, &forged, &sheets].concat();
    life.run(&reshare).ends(2, &["was not compared with paper"]);
    life.run(&[&reshare[..], &typed].concat()).ends(3, &[another]);
    let genuine = [&["reshare"][..], &quorum, &["--record", "g1/record.json"], &sheets, &typed].concat();
    // The genuine credential lies beside its record, and the other one is named.
    life.run(&genuine).ends(0, &["another credential that was given does not open"]);
    assert!(life.bytes("new/payload.age") == life.bytes("g1/payload.age"));
    std::fs::remove_dir_all(life.path().join("new")).unwrap();
    std::fs::rename(life.path().join("g1/payload.age"), life.path().join("elsewhere.age")).unwrap();
    life.run(&genuine).ends(3, &["it is not the one that the record names"]);

    let rotate = [&["rotate", "--import", "pin"][..], &forged, &sheets].concat();
    life.run(&rotate).ends(2, &["was not compared with paper"]);
    life.run(&[&rotate[..], &typed].concat()).ends(3, &[another]);
    let renew = [&["reshare", "--new-identity", "--import", "pin"][..], &forged, &sheets].concat();
    life.run(&renew).ends(2, &["was not compared with paper"]);
    life.run(&[&renew[..], &typed].concat()).ends(3, &[another]);

    // A batch that names the forged record is no paper either.
    let batch = Batch::new(vec![life.record("forged").made_hash()], None).unwrap();
    life.put("batch.json", &batch.to_json().unwrap());
    life.run(&[&rotate[..], &["--batch", "batch.json"], &typed].concat()).ends(3, &["of another batch"]);
    assert!(!life.is_there("new"));

    life.put("scan.txt", &life.codes("g1/share-2-of-3.pdf"));
    let check = [&["check", "scan.txt"][..], &forged].concat();
    life.run(&check).ends(1, &["not compared"]);
    life.run(&[&check[..], &typed].concat()).ends(3, &[another]);
}

/// The words of a sheet on one line, by a program that is not ours.
fn page_text(life: &Life, sheet: &str) -> Option<String> {
    let mut pdftotext = crate::external::program("pdftotext")?;
    let output = pdftotext.current_dir(life.path()).args(["-raw", sheet, "-"]).output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" "))
}
