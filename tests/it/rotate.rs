//! A new generation for the shares that are there: what it takes, what it refuses, and
//! that it opens.

use crate::fixtures;
use crate::lifecycle::{Life, slip};
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use sealkit::id::Generation;
use sealkit::kit::{Kit, KitError, Machine, Operation, Previous, Request};
use sealkit::record::{HashComparison, PrintedHash, Record, Vouched};
use sealkit::recovery::{Expected, Recovery};
use sealkit::{scan, seal};
use serde_json::Value;
use std::path::Path;
use time::macros::date;

const SHARES: [&str; 2] = ["g1/share-1-of-3.pdf", "g1/share-3-of-3.pdf"];

#[test]
fn the_shares_of_the_first_generation_open_the_second() {
    let life = Life::begin();
    life.put("pin2", "2222-2\n");
    let ran = life.rotate("g1", "g2", &["--import", "pin2"]);
    ran.ends(
        0,
        &["Credential 2 replaces 1 once a sign-in with it is confirmed.", "every code of it was read back"],
    );
    let files = [
        "ceremony.pdf",
        "credential.pdf",
        "destruction.pdf",
        "payload.age",
        "provisioning.pdf",
        "record.json",
        "recover.py",
    ];
    assert_eq!(life.files("g2"), files);

    let (old, new) = (life.open(&SHARES, "g1/credential.pdf"), life.open(&SHARES, "g2/credential.pdf"));
    assert_eq!((old["Key PIN"].as_str(), new["Key PIN"].as_str()), ("1111-1", "2222-2"));
    assert_ne!(old["Password"], new["Password"]);
    assert_eq!(new["Password"].chars().count(), 120);
    assert_eq!(life.open(&SHARES, "g2/payload.age"), new);
}

#[test]
fn the_new_record_goes_on_from_the_old_one() {
    let life = Life::begin();
    life.rotate("g1", "g2", &["--import", "pin", "--sealed-copies", "2"]).ends(0, &["sealed copies"]);
    let (old, new) = (life.record("g1"), life.record("g2"));
    let (was, is) = (old.made(), new.made());
    assert_eq!(
        (is.generation.number(), is.replaces, is.previous),
        (2, Some(Generation::FIRST), Some(old.made_hash()))
    );
    assert_eq!((&is.set_id, is.epoch, is.quorum), (&was.set_id, was.epoch, was.quorum));
    assert_eq!((&is.recipient, &is.hashes.shares, &is.plan), (&was.recipient, &was.hashes.shares, &was.plan));
    assert_eq!((is.rehearsal.quorums, is.rehearsal.tried, is.rehearsal.exhaustive), (3, 0, false));
    let sheets: Vec<&str> = is.hashes.sheets.keys().map(String::as_str).collect();
    assert_eq!(sheets, ["credential.pdf", "destruction.pdf", "recover.py"]);
    assert!(is.secrets.iter().all(|secret| secret.kept.is_none()));
    assert!(new.is_pending() && !old.is_pending());
    // The third knows that two copies of the second are to be destroyed.
    life.rotate("g2", "g3", &["--import", "pin"])
        .ends(0, &["no sign-in with generation 2 is noted: keep generation 1"]);
    assert_eq!(life.record("g3").made().previous, Some(new.made_hash()));
    let values = [life.open(&SHARES, "g2/payload.age"), life.open(&SHARES, "g3/payload.age")];
    assert_ne!(values[0]["Password"], values[1]["Password"]);
}

#[test]
fn a_swapped_recipient_is_refused() {
    let (life, other) = (Life::begin(), Life::begin());
    // Somebody puts the recipient of another key into the record, and all that follows from it.
    let mut record: Value = serde_json::from_slice(&life.bytes("g1/record.json")).unwrap();
    let theirs: Value = serde_json::from_slice(&other.bytes("g1/record.json")).unwrap();
    for key in ["recipient", "recipient-fingerprint", "key-id", "set-id"] {
        record["made"][key] = theirs["made"][key].clone();
    }
    life.put("swapped.json", &record.to_string());
    let paper = life.hash("g1");
    let swapped = |hash: &str| {
        life.run(&[
            "rotate",
            "--record",
            "swapped.json",
            "--out",
            "g2",
            "--allow-online",
            "--import",
            "pin",
            "--record-hash",
            hash,
        ])
    };
    swapped(&paper).ends(3, &["This is the hash of another record.", "somebody has exchanged one of them"]);
    assert!(!life.is_there("g2"));
    // The record alone looks well: only the paper tells.
    let forged = Record::parse(&record.to_string()).unwrap();
    swapped(&PrintedHash::of(forged.made_hash()).to_string()).ends(0, &[]);
}

#[test]
fn the_record_hash_is_typed_from_the_paper() {
    let life = Life::begin();
    let hash = life.hash("g1");
    let rotate = "rotate --record g1/record.json --out g2 --import pin --allow-online";
    life.run(&rotate.split(' ').collect::<Vec<_>>()).ends(
        2,
        &["the record of Contoso break-glass 1, generation 1, was not compared with paper", "--record-hash"],
    );
    let (slip, other) = (slip(&hash, 3), life.record("g1").made().recipient_fingerprint.to_string());
    let ran = life.type_to(rotate, &[&hash[..9], &slip, &hash.to_uppercase().replace(' ', "-")]);
    ran.ends(
        0,
        &[
            "find the record hash on the ceremony sheet of generation 1",
            "a record hash has 8 groups of 4 digits",
            "Look at group 3 again.",
            "Credential 2 replaces 1",
        ],
    );
    // It stands on the screen where it was typed, and nowhere else.
    let asked = ran.out.split("Look at group 3 again.").next().unwrap();
    assert!(!asked.contains(&hash[10..14]), "{asked}");

    let again = rotate.replace("g2", "g3");
    life.type_to(&again, &[&other, &slip, &other]).ends(3, &["This is the hash of another record."]);
    life.type_to(&again, &["\u{3}"]).ends(130, &["interrupted"]);
    life.type_to(&again, &["", "", ""]).ends(2, &["was not compared with paper"]);
    assert!(!life.is_there("g3"));
    life.type_to(&again, &[&PrintedHash::parse(&hash).unwrap().words().join(" ")])
        .ends(0, &["Credential 2 replaces 1"]);
}

#[test]
fn no_secret_gets_lost() {
    let life = Life::begin();
    let refused = [
        (vec!["--keep", "PIN"], "there is no secret PIN to carry over"),
        (
            vec!["--keep", "Key PIN", "--import", "Key PIN=pin"],
            "secret Key PIN is carried over and given anew at once",
        ),
        (vec!["--keep", "Key PIN", "--import", "pin"], "more files than secrets to import"),
        (vec!["--import", "Password=pin", "--import", "pin"], "more files than secrets to import"),
        (vec!["--import", "none"], "no such file"),
        (vec!["--import", "pin", "--reason", "x"], "--keep <NAME>"),
    ];
    for (flags, sentence) in refused {
        life.rotate("g1", "g2", &flags).ends(2, &[sentence]);
        assert!(!life.is_there("g2"), "{flags:?}");
    }
    // Without a quorum what is kept cannot be read: the prompt needs a terminal.
    life.rotate("g1", "g2", &["--keep", "Key PIN"]).ends(5, &["no terminal"]);
    life.rotate("g1", "g2", &["--keep", "Key PIN", SHARES[0]]).ends(4, &["1 of the 2 shares needed"]);
    // A new key opens no old credential, so there the secret is asked for.
    let ran = life.type_to(
        &format!(
            "reshare --new-identity --record g1/record.json --out g2 --allow-online --record-hash '{}'",
            life.hash("g1")
        ),
        &["3333-3", "3333-4", "3333-3", "3333-3"],
    );
    ran.ends(0, &["existing secret Key PIN of key 4711", "The two entries differ"]);
    assert!(!ran.out.contains("3333-"));
    let shares = ["g2/share-1-of-3.pdf", "g2/share-3-of-3.pdf"];
    assert_eq!(life.open(&shares, "g2/credential.pdf")["Key PIN"], "3333-3");
}

#[test]
fn a_quorum_carries_a_secret_over() {
    let life = Life::begin();
    let keep = ["--keep", "Key PIN", "--reason", "the key lies in the bank", SHARES[0], SHARES[1]];
    let ran = life.rotate("g1", "g2", &keep);
    ran.ends(0, &["payload.age: the credential that the record names", "the shares you gave open it"]);
    ran.ends(0, &["Key PIN is unchanged since credential 1."]);
    let both = [life.open(&SHARES, "g1/payload.age"), life.open(&SHARES, "g2/payload.age")];
    assert_eq!(both[0]["Key PIN"], both[1]["Key PIN"]);
    assert_ne!(both[0]["Password"], both[1]["Password"]);
    let made = life.record("g2").made().clone();
    let kept = made.secrets[1].kept.clone().unwrap();
    assert_eq!((kept.since.number(), kept.reason.as_deref()), (1, Some("the key lies in the bank")));
    assert_eq!((made.secrets[0].kept.clone(), made.rehearsal.tried), (None, 1));
    // The sheet to be set on targets shows what is new; once more, and the first generation is still named.
    assert!(!life.codes("g2/provisioning.pdf").contains("1111-1"));
    assert!(life.codes("g1/provisioning.pdf").contains("1111-1"), "the search works");
    let all = ["--keep", "Password", "--keep", "Key PIN", SHARES[0], SHARES[1], "g2/credential.pdf"];
    life.rotate("g2", "g3", &all).ends(0, &[]);
    assert!(!life.is_there("g3/provisioning.pdf"), "there is nothing to set");
    let since: Vec<u16> =
        life.record("g3").made().secrets.iter().map(|s| s.kept.as_ref().unwrap().since.number()).collect();
    assert_eq!(since, [2, 1]);
    let generated = life.record("g3").made().secrets[0].clone();
    assert_eq!((generated.characters, generated.entropy_bits), (Some(120), made.secrets[0].entropy_bits));
}

#[test]
fn shares_of_another_kit_open_no_new_generation() {
    let (life, other) = (Life::begin(), Life::begin());
    for (x, sheet) in [(1, "g1/share-1-of-3.pdf"), (2, "g1/share-2-of-3.pdf")] {
        life.put(&format!("other-{x}.txt"), &other.codes(sheet));
    }
    life.rotate("g1", "g2", &["--import", "pin", "other-1.txt", "other-2.txt"])
        .ends(3, &["another kit than set"]);
    life.rotate("g1", "g2", &["--import", "pin", SHARES[0], SHARES[1]])
        .ends(0, &["the shares you gave open it"]);
}

#[test]
fn a_generation_is_pending_until_it_is_confirmed() {
    let life = Life::begin();
    life.rotate("g1", "g2", &["--import", "pin"]).ends(0, &["rotate --confirm"]);
    let confirm =
        ["rotate", "--confirm", "--record", "g2/record.json", "--by", "Ada Byron", "--date", "2027-02-20"];
    life.run(&confirm)
        .ends(0, &["generation 2 is confirmed, 2027-02-20", "generation 1 may now be destroyed"]);
    let record = life.record("g2");
    assert!(!record.is_pending());
    assert_eq!(record.confirmed_on(), Some(date!(2027 - 02 - 20)));
    let entry = &record.log()[0];
    assert_eq!(
        (entry.kind.as_str(), entry.facts["by"].as_str(), entry.facts["generation"].as_str()),
        ("confirmation", "Ada Byron", "2")
    );
    life.run(&["rotate", "--confirm", "--record", "g2/record.json"])
        .ends(0, &["was confirmed already, 2027-02-20"]);
    assert_eq!(life.record("g2").log().len(), 1);
    life.run(&["rotate", "--confirm", "--record", "g2/record.json", "--json"]).ends(0, &["\"replaces\": 1"]);
    let after = life.rotate("g2", "g3", &["--import", "pin"]);
    after.ends(0, &[]);
    assert!(!after.err.contains("no sign-in"), "{}", after.err);
}

#[test]
fn only_the_credential_of_a_rotation_is_read_back() {
    let life = Life::begin();
    life.rotate("g1", "g2", &["--import", "pin"]).ends(0, &[]);
    life.put("scan.txt", &life.codes("g2/credential.pdf"));
    life.put("old.txt", &life.codes("g1/credential.pdf"));
    life.run(&["check", "old.txt", "--record", "g2/record.json"])
        .ends(1, &["this is the old credential (1); the record is of generation 2"]);
    life.run(&["check", "scan.txt", "--record", "g2/record.json"])
        .ends(0, &["matches        credential of generation 2"]);
}

#[test]
fn an_old_credential_is_named_where_a_newer_record_is_at_hand() {
    let life = Life::begin();
    life.rotate("g1", "g2", &["--import", "pin"]).ends(0, &[]);
    let recover = |pieces: &[&str], record: Option<&str>| {
        let mut arguments = vec!["recover", SHARES[0], SHARES[1], "--output", "-"];
        arguments.extend(pieces);
        arguments.extend(record.map_or(Vec::new(), |record| vec!["--record", record]));
        life.run(&arguments)
    };
    let (old, new) = ("g1/credential.pdf", "g2/credential.pdf");
    // A record that was not compared with paper excludes nothing; what it contradicts is said.
    recover(&[old], Some("g2/record.json"))
        .ends(0, &["this is the old credential (1); the record is of generation 2"]);
    recover(&[new], Some("g1/record.json")).ends(0, &["generation 2; the record is older, of generation 1"]);
    recover(&[old, new], Some("g2/record.json"))
        .ends(0, &["an older credential was given too, generation 1: the newest is used", "not compared"]);
    recover(&[old, new], None)
        .ends(0, &["an older credential was given too, generation 1: the newest is used"]);
    // Alone it opens, and says which one it is and that nothing vouches for it.
    recover(&[old], None).ends(0, &["generation 1, sealed 2026-11-21", "not yet proven genuine"]);
}

#[test]
fn what_the_program_says_as_json_holds_no_secret() {
    let life = Life::begin();
    let ran = life.rotate("g1", "g2", &["--import", "pin", "--json"]);
    ran.ends(0, &["\"pending\": true", "\"replaces\": 1", "\"generation\": 2"]);
    let values = life.open(&SHARES, "g2/credential.pdf");
    for value in values.values() {
        assert!(!ran.out.contains(value) && !ran.err.contains(value));
        let record = String::from_utf8(life.bytes("g2/record.json")).unwrap();
        assert!(!record.contains(value));
    }
}

fn vouched(record: &Record) -> Vouched<'_> {
    Vouched::by_hash(record, PrintedHash::of(record.made_hash())).unwrap()
}

fn golden(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden-kit").join(name)).unwrap()
}

fn request(record: &Record) -> Request {
    Request {
        plan: record.made().plan.clone(),
        imports: Vec::new(),
        date: date!(2027 - 02 - 19),
        date_given: true,
        provisioning: true,
        sealed_copies: None,
        machine: Machine {
            made_offline: true,
            checks: vec![],
            tool_version: "0.0.0".to_owned(),
            tool_sha256: None,
            entropy_sources: vec!["a seed, in a test".to_owned()],
        },
    }
}

fn make(request: &Request, previous: Previous<'_>, rng: &mut ChaCha20Rng) -> Result<Kit, KitError> {
    fixtures::make(request, Operation::Rotate { previous }, rng)
}

#[test]
fn a_kit_of_the_first_format_is_rotated_and_its_old_shares_open_it() {
    let record = Record::parse(std::str::from_utf8(&golden("record.json")).unwrap()).unwrap();
    let before = Previous { record: vouched(&record), keep: &[], renew: &[], opened: None, identity: None };
    let rng = &mut ChaCha20Rng::from_seed([3; 32]);
    let kit = make(&request(&record), before, rng).unwrap();
    let file = |name: &str| kit.files.iter().find(|f| f.name == name).unwrap().bytes.expose().to_vec();
    let codes = String::from_utf8(golden("codes.txt")).unwrap();
    let new = Record::parse(std::str::from_utf8(&file("record.json")).unwrap()).unwrap();
    let mut recovery = Recovery::new(Some(Expected::from_record(&new)));
    codes.split("\n\n").skip(1).take(3).for_each(|share| drop(recovery.add_text(share)));
    for found in scan::pdf(&file("credential.pdf")).unwrap() {
        recovery.add_text(found.text.expose());
    }
    let opened = recovery.open().unwrap();
    assert_eq!((opened.credential.generation.number(), opened.good), (2, vec![2, 3, 4]));
    let names: Vec<&str> = opened.credential.secrets.iter().map(|s| s.name.as_str()).collect();
    // A new PIN could be set only by somebody who knows the old one: it stays where it is.
    assert_eq!(names, ["Password"]);
    assert_eq!(new.made().staying().len(), 1);
    assert!(seal::open(&file("payload.age"), &opened.identity).is_ok());

    let other = Vouched::by_hash(&record, PrintedHash::of(new.made_hash()));
    assert_eq!(other.err(), Some(HashComparison::Other));
}

#[test]
fn a_pin_is_renewed_where_that_is_asked() {
    let record = Record::parse(std::str::from_utf8(&golden("record.json")).unwrap()).unwrap();
    let renew = ["PIN".to_owned()];
    let before =
        Previous { record: vouched(&record), keep: &[], renew: &renew, opened: None, identity: None };
    let kit = make(&request(&record), before, &mut ChaCha20Rng::from_seed([3; 32])).unwrap();
    let json = &kit.files.iter().find(|file| file.name == "record.json").unwrap().bytes;
    let new = Record::parse(std::str::from_utf8(json.expose()).unwrap()).unwrap();
    assert!(new.made().staying().is_empty());

    let unknown = ["Pin".to_owned()];
    let before =
        Previous { record: vouched(&record), keep: &[], renew: &unknown, opened: None, identity: None };
    let refused = make(&request(&record), before, &mut ChaCha20Rng::from_seed([3; 32]));
    assert!(matches!(refused, Err(KitError::NothingToRenew(name)) if name == "Pin"));
}

#[test]
fn no_number_comes_after_the_last() {
    let mut json: Value = serde_json::from_slice(&golden("record.json")).unwrap();
    json["made"]["generation"] = 65535.into();
    let record = Record::parse(&json.to_string()).unwrap();
    let before = Previous { record: vouched(&record), keep: &[], renew: &[], opened: None, identity: None };
    let rotated = make(&request(&record), before, &mut ChaCha20Rng::from_seed([3; 32]));
    assert!(matches!(rotated, Err(KitError::LastGeneration(last)) if last.number() == 65535));
}

#[test]
fn a_plan_that_leaves_a_secret_out_is_refused() {
    let record = Record::parse(std::str::from_utf8(&golden("record.json")).unwrap()).unwrap();
    let before = Previous { record: vouched(&record), keep: &[], renew: &[], opened: None, identity: None };
    let mut request = request(&record);
    request.plan.secrets.pop();
    let rotated = make(&request, before, &mut ChaCha20Rng::from_seed([3; 32]));
    assert!(matches!(rotated, Err(KitError::Lost(name)) if name == "PIN"));
}
