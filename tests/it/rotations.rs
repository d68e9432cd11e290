//! A secret that is not renewed stays in the credential that holds it: rotations without a
//! share, and what opens, is proven and is destroyed after them.

use crate::external;
use crate::lifecycle::{Life, values};
use sealkit::scan;
use serde_json::Value;
use std::collections::BTreeMap;

const SHARES: [&str; 2] = ["g1/share-1-of-3.pdf", "g1/share-3-of-3.pdf"];
const FIND: &str = "find credential no. 1: it holds Key PIN";

/// Generations 1 to 4: the password is renewed each quarter, the PIN never, and no share is
/// ever taken out of its envelope.
fn year() -> Life {
    let life = Life::begin();
    for (old, new) in [("g1", "g2"), ("g2", "g3"), ("g3", "g4")] {
        life.rotate(old, new, &[]).ends(0, &["keep credential no. 1: it still holds Key PIN"]);
    }
    life
}

/// The words on a sheet.
fn words(life: &Life, sheet: &str) -> Option<String> {
    let mut poppler = external::program("pdftotext")?;
    let done = poppler.arg("-layout").arg(life.path().join(sheet)).arg("-").output().unwrap();
    assert!(done.status.success());
    Some(String::from_utf8(done.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" "))
}

fn recover(life: &Life, credentials: &[&str], more: &[&str]) -> crate::lifecycle::Ran {
    let mut arguments = vec!["recover"];
    arguments.extend(credentials);
    arguments.extend(SHARES);
    arguments.extend(more);
    life.run(&arguments)
}

/// What `recover.py` gives for the same, from the codes of each sheet.
fn recover_py(life: &Life, credentials: &[&str]) -> Option<(String, String)> {
    let mut python = external::program("python3")?;
    python.args(["-I", concat!(env!("CARGO_MANIFEST_DIR"), "/docs/recover.py")]).current_dir(life.path());
    for (i, sheet) in credentials.iter().chain(&SHARES).enumerate() {
        let name = format!("codes-{i}.txt");
        life.put(&name, &life.codes(sheet));
        python.arg(name);
    }
    let done = python.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some((String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap()))
}

#[test]
fn a_year_of_rotations_opens_no_safe() {
    let life = year();
    let made = life.record("g4").made().clone();
    let places: Vec<u16> = made.secrets.iter().map(|secret| made.place(secret).number()).collect();
    assert_eq!(places, [4, 1], "the line names the credential that really holds it");
    assert_eq!(made.earlier.len(), 1);
    assert_eq!(made.earlier[0].payload, life.record("g1").made().hashes.payload);

    life.run(&["inspect", "g4/record.json"])
        .ends(0, &["secrets: Password (entra), Key PIN (fido2-pin, in credential no. 1)"]);

    let (old, new) = ("g1/credential.pdf", "g4/credential.pdf");
    let whole = recover(&life, &[new, old], &["--output", "-"]);
    whole.ends(0, &[]);
    assert!(
        !whole.err.contains("find credential") && !whole.err.contains("an older credential"),
        "{}",
        whole.err
    );
    let all = values(&whole.out);
    assert_eq!(all["Key PIN"], "1111-1");
    assert_eq!(all["Password"].chars().count(), 120);
    assert_ne!(all["Password"], life.open(&SHARES, "g1/credential.pdf")["Password"]);
    assert!(!whole.out.contains("padding"));

    // In every order; the middle ones were destroyed, and change nothing where they were not.
    let orders: [&[&str]; 4] = [
        &[old, new],
        &["g2/credential.pdf", new, old],
        &[old, new, "g3/payload.age"],
        &[new, "g1/payload.age"],
    ];
    for order in orders {
        assert_eq!(recover(&life, order, &["--output", "-"]).out, whole.out, "{order:?}");
    }
    let alone = recover(&life, &[new], &["--output", "-"]);
    alone.ends(0, &[FIND]);
    assert_eq!(values(&alone.out), BTreeMap::from([("Password".to_owned(), all["Password"].clone())]));
    assert!(alone.out.contains("also: Key PIN: generation 1\n"));

    for (credentials, expected) in
        [(vec![new], &alone.out), (vec![old, new], &whole.out), (vec![new, old], &whole.out)]
    {
        let Some((out, err)) = recover_py(&life, &credentials) else { return };
        assert_eq!(out, *expected, "{credentials:?}");
        assert_eq!(err.contains(FIND), credentials.len() == 1, "{err}");
    }
}

#[test]
fn one_secret_comes_from_the_credential_that_holds_it() {
    let life = year();
    let (old, new) = ("g1/credential.pdf", "g4/credential.pdf");
    let pin = |credentials: &[&str]| recover(&life, credentials, &["--secret", "Key PIN", "--output", "-"]);
    pin(&[new, old]).ends(0, &[]);
    assert_eq!(pin(&[old, new]).out, "1111-1");
    pin(&[new]).ends(1, &["secret Key PIN is not in the credentials", FIND]);
    recover(&life, &[new], &["--secret", "PIN", "--output", "-"]).ends(2, &["it holds: Password, Key PIN"]);

    let told = recover(&life, &[new, old], &["--json", "--output", "out.txt"]);
    let told: Value = serde_json::from_str(&told.out).unwrap();
    let places: Vec<(&str, u64)> = told["secrets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| (s["name"].as_str().unwrap(), s["generation"].as_u64().unwrap()))
        .collect();
    assert_eq!(
        (places, told["missing"].as_array().unwrap().len()),
        (vec![("Password", 4), ("Key PIN", 1)], 0)
    );
    let told = recover(&life, &[new], &["--json", "--output", "alone.txt"]);
    let told: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(
        (told["missing"][0]["name"].as_str(), told["missing"][0]["generation"].as_u64()),
        (Some("Key PIN"), Some(1))
    );
}

#[test]
fn the_prompt_asks_for_the_credential_that_is_missing() {
    let life = year();
    let new = "g4/credential.pdf";
    let ran = life.type_to("recover --output out.txt", &[SHARES[0], SHARES[1], new, "g1/credential.pdf"]);
    ran.ends(0, &["credential no. 1, which holds a secret too, or done:"]);
    assert_eq!(values(&String::from_utf8(life.bytes("out.txt")).unwrap())["Key PIN"], "1111-1");
    let ran = life.type_to("recover --output alone.txt", &[SHARES[0], SHARES[1], new, "done"]);
    ran.ends(0, &[FIND]);
}

#[test]
fn the_python_program_asks_for_it_too() {
    let life = year();
    let codes = |sheets: &[&str]| sheets.iter().map(|sheet| life.codes(sheet)).collect::<String>();
    let newest = codes(&[SHARES[0], SHARES[1], "g4/credential.pdf"]);
    for (more, both) in
        [(codes(&["g1/credential.pdf"]), true), ("\n".to_owned(), false), (String::new(), false)]
    {
        let Some(mut python) = external::program("python3") else { return };
        life.put("typed", &(newest.clone() + &more));
        python.args(["-I", concat!(env!("CARGO_MANIFEST_DIR"), "/docs/recover.py")]);
        let typed = std::fs::File::open(life.path().join("typed")).unwrap();
        let done = python.stdin(typed).output().unwrap();
        let (out, err) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
        assert!(done.status.success() && err.contains(&format!("{FIND}, or press Enter> ")), "{err}");
        assert_eq!(values(&out).contains_key("Key PIN"), both, "{err}");
        // What is shown without it says so once more.
        assert_eq!(
            err.contains(&format!("\n{FIND}\n")) || err.contains(&format!("> {FIND}\n")),
            !both,
            "{err}"
        );
    }
}

#[test]
fn a_drill_says_what_it_proved_and_what_not() {
    let life = year();
    let drill = |more: &[&str]| {
        let mut arguments = vec![
            "drill",
            "--record",
            "g4/record.json",
            "--by",
            "Ada",
            SHARES[0],
            SHARES[1],
            "g4/credential.pdf",
        ];
        arguments.extend(more);
        life.run(&arguments)
    };
    drill(&[]).ends(
        0,
        &[
            "the quorum opens the credential",
            "NOT PROVEN, since it was not brought: Key PIN (credential no. 1)",
        ],
    );
    let whole = drill(&["g1/credential.pdf"]);
    whole.ends(0, &["credentials that opened: generations 1, 4"]);
    assert!(!whole.out.contains("NOT PROVEN"), "{}", whole.out);
    let record = life.record("g4");
    let facts: Vec<_> = record
        .log()
        .iter()
        .map(|entry| {
            (
                entry.facts.get("not-proven").map(String::as_str),
                entry.facts.get("generations").map(String::as_str),
            )
        })
        .collect();
    assert_eq!(facts, [(Some("Key PIN (credential no. 1)"), None), (None, Some("1, 4"))]);
    // One that holds nothing of the kit any more is still a fault: it should be destroyed.
    drill(&["g2/credential.pdf"]).ends(1, &["a credential of generation 2 too"]);
    let told: Value = serde_json::from_str(&drill(&["--json"]).out).unwrap();
    assert_eq!(
        (told["generations"][0].as_u64(), told["not-proven"][0]["name"].as_str()),
        (Some(4), Some("Key PIN"))
    );
}

#[test]
fn the_print_of_a_credential_that_stays_is_read_back_too() {
    let life = year();
    for generation in 1..=4 {
        life.put(&format!("{generation}.txt"), &life.codes(&format!("g{generation}/credential.pdf")));
    }
    let check = |credentials: &[&str]| {
        let mut arguments = vec!["check", "--record", "g4/record.json"];
        arguments.extend(credentials);
        life.run(&arguments)
    };
    check(&["4.txt", "1.txt"]).ends(
        0,
        &[
            "credential of generation 1 is printed correctly; keep it: it still holds Key PIN",
            "matches        credential of generation 1",
        ],
    );
    check(&["4.txt"]).ends(0, &[]);
    check(&["4.txt", "2.txt"]).ends(1, &["this is the old credential (2)"]);
    assert_eq!(life.record("g4").log()[0].facts["credential-1"], "matches");
}

#[test]
fn destruction_lists_what_holds_nothing_valid_and_nothing_else() {
    let life = year();
    assert!(!life.is_there("g2/destruction.pdf"), "generation 1 still holds the PIN");
    life.rotate("g1", "other", &[]).ends(0, &["put"]);
    life.put("pin2", "2222-2\n");
    let ran = life.rotate("g4", "g5", &["--import", "Key PIN=pin2"]);
    ran.ends(0, &["g5/destruction.pdf"]);
    assert!(!ran.unwrapped().contains("keep credential"));
    assert_eq!(life.record("g5").made().earlier, []);
    let both = life.open(&SHARES, "g5/credential.pdf");
    assert_eq!(both["Key PIN"], "2222-2");

    let Some(third) = words(&life, "g3/destruction.pdf") else { return };
    let lists = |sheet: &str, credentials: &str| {
        let row = format!("credential no. {credentials}");
        sheet.contains(&format!("Every copy of {row} is destroyed."))
            && sheet.contains(&format!("files of {row}"))
    };
    assert!(lists(&third, "2"), "{third}");
    assert!(third.contains("Keep credential no. 1: it still holds Key PIN."), "{third}");
    let fifth = words(&life, "g5/destruction.pdf").unwrap();
    assert!(fifth.contains("Every copy of credential no. 1 and 4 is destroyed."), "{fifth}");
    assert!(fifth.contains("files of credential no. 1") && fifth.contains("files of credential no. 4"));
    assert!(!fifth.contains("Keep credential"));

    let fourth = words(&life, "g4/credential.pdf").unwrap();
    assert!(fourth.contains("Keep credential no. 1 too: it still holds Key PIN."), "{fourth}");
    // The sheet may be copied, so it does not tell how long a PIN is.
    assert!(words(&life, "g1/credential.pdf").unwrap().contains(" imported"));
    assert!(words(&life, "g4/ceremony.pdf").unwrap().contains("Keep credential no. 1"));
}

#[test]
fn a_quorum_gathers_what_stays() {
    let life = year();
    let keep = ["--keep", "Key PIN", SHARES[0], SHARES[1]];
    life.rotate("g4", "g5", &keep).ends(2, &["no quorum has opened the credential that holds it"]);
    let keep = ["--keep", "Key PIN", SHARES[0], SHARES[1], "g1/credential.pdf"];
    life.rotate("g4", "g5", &keep).ends(0, &["Key PIN is unchanged since credential 1.", "destruction.pdf"]);
    let made = life.record("g5").made().clone();
    assert_eq!((made.secrets[1].kept.as_ref().unwrap().since.number(), made.earlier.len()), (1, 0));
    assert_eq!(life.open(&SHARES, "g5/credential.pdf")["Key PIN"], "1111-1");
    // And stays there from then on, with the day it was made still named.
    life.rotate("g5", "g6", &[]).ends(0, &["keep credential no. 5: it still holds Key PIN"]);
    let made = life.record("g6").made().clone();
    assert_eq!(
        (made.place(&made.secrets[1]).number(), made.secrets[1].kept.as_ref().unwrap().since.number()),
        (5, 1)
    );
}

#[test]
fn new_shares_and_a_new_key_mind_what_stays() {
    let life = year();
    life.reshare("g4", "r", &[SHARES[0], SHARES[1]])
        .ends(0, &["keep credential no. 1: it still holds Key PIN"]);
    let made = life.record("r").made().clone();
    assert_eq!(made.earlier, life.record("g4").made().earlier);
    let shares = ["r/share-1-of-3.pdf", "r/share-2-of-3.pdf"];
    let ran = life.run(&[
        "recover",
        shares[0],
        shares[1],
        "r/credential.pdf",
        "g1/credential.pdf",
        "--output",
        "-",
    ]);
    assert_eq!(values(&ran.out)["Key PIN"], "1111-1");
    // The old key has leaked: what it opens is replaced whole, or kept with a reason.
    life.reshare("g4", "n", &["--new-identity"]).ends(2, &["the secret Key PIN would be lost"]);
    let reason =
        ["--new-identity", "--keep", "Key PIN", "--reason", "it is", SHARES[0], SHARES[1], "g1/payload.age"];
    life.reshare("g4", "n", &reason).ends(0, &["n/destruction.pdf"]);
    assert_eq!(life.record("n").made().earlier, []);
}

#[test]
fn what_renews_nothing_is_refused() {
    let life = Life::begin();
    life.put("pins.toml", "sealkit-plan = 1\nlabel = \"Keys\"\n[[secrets]]\nname = \"PIN\"\naccount = \"key\"\nprofile = \"fido2-pin\"\nsource = \"import\"\n");
    life.run(&["new", "pins.toml", "--import", "pin", "--out", "k1", "--allow-online"]).ends(0, &[]);
    life.rotate("k1", "k2", &[]).ends(2, &["nothing would be renewed"]);
    assert!(!life.is_there("k2"));
    life.rotate("k1", "k2", &["--import", "pin"]).ends(0, &[]);
}

#[test]
fn as_many_sealed_copies_are_made_as_the_record_counts() {
    let life = Life::begin();
    life.rotate("g1", "g2", &["--sealed-copies", "2", "--import", "pin"]).ends(0, &[]);
    let third = life.rotate("g2", "g3", &["--import", "pin"]);
    third.ends(0, &["sealed copies of generation 2 (2) hold a password that is replaced now: put the new ones in their place"]);
    assert!(life.is_there("g3/sealed-copy-2-of-2.pdf"));
    assert_eq!(life.record("g3").made().sealed_copies, Some(2));
    let none = life.rotate("g2", "none", &["--import", "pin", "--sealed-copies", "0"]);
    none.ends(0, &["no new ones were made: destroy them"]);
    assert_eq!(life.record("none").made().sealed_copies, None);

    // A new split makes none, and does not forget those that lie there.
    life.reshare("g3", "r3", &[SHARES[0], SHARES[1]]).ends(0, &[]);
    assert_eq!(life.record("r3").made().sealed_copies, Some(2));
    assert!(!life.is_there("r3/sealed-copy-1-of-2.pdf"));

    // Copies of a generation stay for as long as it holds something.
    let fourth = life.rotate("g3", "g4", &[]);
    fourth.ends(0, &["seal the new ones beside them, and keep them for what credential no. 3 still holds"]);
    life.rotate("g4", "g5", &["--import", "pin"]).ends(0, &[]);
    let Some(sheet) = words(&life, "g5/destruction.pdf") else { return };
    for copy in ["sealed copy 1 of 2, no. 3", "sealed copy 2 of 2, no. 4"] {
        assert!(sheet.contains(copy), "{copy}: {sheet}");
    }
    assert!(
        words(&life, "g4/sealed-copy-1-of-2.pdf")
            .unwrap()
            .contains("Keep the sealed copy of credential no. 3 too: it still holds Key PIN")
    );
}

#[test]
fn the_length_of_a_pin_is_not_in_the_files() {
    let life = Life::begin();
    life.put("long", &format!("{}\n", "1".repeat(63)));
    let kit = [
        "new",
        "plan.toml",
        "--import",
        "long",
        "--out",
        "long-kit",
        "--allow-online",
        "--date",
        "2026-11-21",
    ];
    life.run(&kit).ends(0, &[]);
    // Behind the header, whose one stanza has a length of its own, both are of one length.
    let body = |file: &str| {
        let bytes = life.bytes(file);
        let end = bytes.windows(4).position(|four| four == b"\n---").unwrap();
        bytes.len() - end
    };
    assert_eq!(body("g1/payload.age"), body("long-kit/payload.age"));
    // Nor is that of one that a quorum carried over.
    for (old, new) in [("g1", "g2"), ("long-kit", "long-2")] {
        let shares = SHARES.map(|sheet| sheet.replace("g1", old));
        life.rotate(old, new, &["--keep", "Key PIN", &shares[0], &shares[1]]).ends(0, &[]);
    }
    assert_eq!(body("g2/payload.age"), body("long-2/payload.age"));
    let lines = |kit: &str| scan::pdf(&life.bytes(&format!("{kit}/credential.pdf"))).unwrap().len();
    assert!(lines("g1").abs_diff(lines("long-kit")) <= 1);
}
