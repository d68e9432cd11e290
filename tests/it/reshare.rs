//! New shares: of the same key for other hands, or of a new key after a leak.

use crate::lifecycle::Life;
use sealkit::id::Generation;
use sealkit::scan;
use std::collections::BTreeSet;

const OLD: [&str; 2] = ["g1/share-1-of-3.pdf", "g1/share-3-of-3.pdf"];

#[test]
fn another_quorum_of_other_people_opens_the_same_credential() {
    let life = Life::begin();
    let flags = ["--threshold", "3", "--shares", "4", "--custodian", "Eva; Safe 9", OLD[0], OLD[1]];
    let ran = life.reshare("g1", "e2", &flags);
    ran.ends(
        0,
        &[
            "New shares, in the place of set",
            "all combinations were tried",
            "this revokes nothing: the shares of set",
        ],
    );
    let new: Vec<String> = (1..=4).map(|x| format!("e2/share-{x}-of-4.pdf")).collect();
    let quorum: Vec<&str> = new[1..].iter().map(String::as_str).collect();
    assert_eq!(life.open(&quorum, "e2/credential.pdf"), life.open(&OLD, "g1/payload.age"));
    assert_eq!(life.bytes("g1/payload.age"), life.bytes("e2/payload.age"));

    let (old, new) = (life.record("g1"), life.record("e2"));
    let (was, is) = (old.made(), new.made());
    assert_eq!((is.epoch.number(), is.generation.number(), is.previous), (2, 1, Some(old.made_hash())));
    assert_eq!((is.replaces, is.replaces_set, is.sealed), (None, Some(was.set_id), Some(was.date)));
    assert_eq!(
        (&is.recipient, &is.hashes.payload, &is.secrets),
        (&was.recipient, &was.hashes.payload, &was.secrets)
    );
    assert_eq!((&is.key_id, is.set_id == was.set_id), (&was.key_id, false));
    assert_eq!(is.custodians.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["Eva"]);
    let sheets: BTreeSet<&str> = is.hashes.sheets.keys().map(String::as_str).collect();
    for name in ["share-4-of-4.pdf", "credential.pdf", "destruction.pdf"] {
        assert!(sheets.contains(name), "{name}");
    }
    assert!(!life.is_there("e2/provisioning.pdf"));
}

#[test]
fn old_shares_still_combine_among_themselves_and_never_with_new_ones() {
    let life = Life::begin();
    life.reshare("g1", "e2", &OLD).ends(0, &[]);
    let recover = |pieces: &[&str]| {
        let mut arguments = vec!["recover", "e2/payload.age", "--output", "-"];
        arguments.extend(pieces);
        life.run(&arguments)
    };
    recover(&OLD).ends(0, &["Contoso break-glass 1: generation 1"]);
    let (old, new) = (life.record("g1").made().set_id, life.record("e2").made().set_id);
    recover(&[OLD[0], "e2/share-3-of-3.pdf"]).ends(
        3,
        &[&format!("share 3 belongs to set {new}, a newer split of the same kit: epoch 2, where set {old} is of epoch 1")],
    );
    recover(&["e2/share-3-of-3.pdf", OLD[0], "--record", "e2/record.json"]).ends(
        3,
        &[&format!("share 1 belongs to set {old}, an older split of the same kit: epoch 1, where set {new} is of epoch 2")],
    );
}

#[test]
fn a_new_split_goes_on_with_what_was_pending() {
    let life = Life::begin();
    life.rotate("g1", "g2", &["--import", "pin"]).ends(0, &[]);
    // Beside the record of generation 2 it would take its place.
    std::fs::create_dir(life.path().join("apart")).unwrap();
    life.reshare("g2", "apart/e2", &OLD)
        .ends(0, &["no sign-in with generation 2 is noted: keep generation 1"]);
    assert_eq!(
        (life.record("apart/e2").made().replaces, life.record("apart/e2").is_pending()),
        (Some(Generation::FIRST), true)
    );
    life.run(&["rotate", "--confirm", "--record", "g2/record.json"]).ends(0, &[]);
    life.reshare("g2", "f2", &OLD).ends(0, &[]);
    assert_eq!((life.record("f2").made().replaces, life.record("f2").is_pending()), (None, false));
    // Two splits of one epoch are told apart as well, and both open.
    let mixed = life.run(&[
        "recover",
        "apart/e2/share-1-of-3.pdf",
        "f2/share-2-of-3.pdf",
        "f2/payload.age",
        "--output",
        "-",
    ]);
    mixed.ends(3, &["another split of the same kit: epoch 2"]);
    life.open(&["f2/share-1-of-3.pdf", "f2/share-2-of-3.pdf"], "f2/credential.pdf");
    // And the split is rotated like any other.
    life.rotate("f2", "g3", &["--import", "pin"])
        .ends(0, &["Credential 3 replaces 2 once a sign-in with it is confirmed."]);
    life.open(&["f2/share-1-of-3.pdf", "f2/share-3-of-3.pdf"], "g3/credential.pdf");
}

#[test]
fn a_plan_gives_new_people_and_nothing_else() {
    let life = Life::begin();
    life.put(
        "new.toml",
        &(crate::lifecycle::PLAN.replace("Ada Byron", "Grace Hopper")
            + "[quorum]\nthreshold = 2\nshares = 2\n"),
    );
    life.put("less.toml", "sealkit-plan = 1\nlabel = \"Contoso break-glass 1\"\n[[secrets]]\nname = \"Password\"\naccount = \"a\"\n");
    life.put("named.toml", &crate::lifecycle::PLAN.replace("Contoso", "Fabrikam"));
    let with = |plan: &str| life.reshare("g1", "e2", &["--plan", plan, OLD[0], OLD[1]]);
    with("less.toml").ends(2, &["the plan and the record differ in the secrets"]);
    with("named.toml").ends(2, &["the plan and the record differ in the label"]);
    with("none.toml").ends(2, &["no such file"]);
    assert!(!life.is_there("e2"));
    with("new.toml").ends(0, &["any 2 of 2 open it"]);
}

#[test]
fn what_is_no_quorum_is_refused_before_anything_is_written() {
    let (life, other) = (Life::begin(), Life::begin());
    life.put("other.txt", &other.codes("g1/share-2-of-3.pdf"));
    let refused: [(&[&str], i32, &str); 6] = [
        (&[OLD[0]], 4, "1 of the 2 shares needed"),
        (&[OLD[0], "other.txt"], 3, "another kit"),
        (&[OLD[0], OLD[1], "--threshold", "4"], 2, "the threshold (4) is higher"),
        (
            &[OLD[0], OLD[1], "--shares", "2", "--custodian", "a", "--custodian", "b", "--custodian", "c"],
            2,
            "3 custodians",
        ),
        (&[OLD[0], OLD[1], "--sealed-copies", "1"], 2, "`--sealed-copies` needs `--new-identity`"),
        (&[], 5, "no terminal"),
    ];
    for (flags, status, sentence) in refused {
        life.reshare("g1", "e2", flags).ends(status, &[sentence]);
        assert!(!life.is_there("e2"), "{flags:?}");
    }
    // Without the credential beside the record it has to be given.
    std::fs::rename(life.path().join("g1/payload.age"), life.path().join("elsewhere.age")).unwrap();
    life.reshare("g1", "e2", &OLD).ends(2, &["there is no credential to open"]);
    life.reshare("g1", "e2", &[OLD[0], OLD[1], "elsewhere.age"]).ends(0, &[]);
    life.reshare("g1", "e2", &[OLD[0], OLD[1], "elsewhere.age"]).ends(5, &["e2 exists already"]);
}

#[test]
fn shares_are_typed_at_the_prompt() {
    let life = Life::begin();
    let code = |sheet: &str| life.codes(sheet).trim().to_owned();
    let reshare = "reshare --record g1/record.json --out e2 --allow-online";
    let ran = life.type_to(reshare, &[&life.hash("g1"), &code(OLD[0]), &code(OLD[1])]);
    ran.ends(0, &["one more needed", "all combinations were tried"]);
    life.open(&["e2/share-1-of-3.pdf", "e2/share-2-of-3.pdf"], "e2/credential.pdf");
}

#[test]
fn a_leak_is_answered_by_a_new_key_and_new_secrets() {
    let life = Life::begin();
    life.put("pin2", "2222-2\n");
    let ran = life.reshare("g1", "n2", &["--new-identity", "--import", "pin2"]);
    ran.ends(0, &["New key. It replaces set", "all combinations were tried"]);
    let (old, new) = (life.record("g1"), life.record("n2"));
    let (was, is) = (old.made(), new.made());
    assert_ne!((&is.recipient, &is.key_id), (&was.recipient, &was.key_id));
    assert_eq!((is.epoch.number(), is.generation.number(), is.replaces), (1, 2, Some(Generation::FIRST)));
    assert_eq!((is.replaces_set, is.previous), (Some(was.set_id), Some(old.made_hash())));
    assert!(new.is_pending());
    let shares = ["n2/share-1-of-3.pdf", "n2/share-2-of-3.pdf"];
    let (before, after) = (life.open(&OLD, "g1/payload.age"), life.open(&shares, "n2/credential.pdf"));
    assert!(before.iter().all(|(name, value)| after[name] != *value));
    // The old shares open nothing of it.
    let leaked = life.run(&["recover", OLD[0], OLD[1], "n2/payload.age", "--output", "-"]);
    leaked.ends(3, &["sealed to another key"]);
    assert!(leaked.out.is_empty());
}

#[test]
fn behind_a_new_key_an_old_secret_needs_a_reason() {
    let life = Life::begin();
    let renew = |flags: &[&str]| life.reshare("g1", "n2", &[&["--new-identity"], flags].concat());
    renew(&[]).ends(2, &["the secret Key PIN would be lost"]);
    renew(&["--keep", "Key PIN", OLD[0], OLD[1]]).ends(2, &["--reason <TEXT>"]);
    renew(&["--keep", "Key PIN", "--reason", " ", OLD[0], OLD[1]]).ends(2, &["`--reason`"]);
    renew(&["--keep", "Key PIN", "--reason", "x", OLD[0]]).ends(4, &["1 of the 2 shares needed"]);
    life.reshare("g1", "n2", &["--keep", "Key PIN", OLD[0], OLD[1]]).ends(2, &["--new-identity"]);
    assert!(!life.is_there("n2"));
    let reason = "the key is at the bank until Monday";
    renew(&["--keep", "Key PIN", "--reason", reason, OLD[0], OLD[1]])
        .ends(0, &["Key PIN is unchanged since credential 1."]);
    let kept = life.record("n2").made().secrets[1].kept.clone().unwrap();
    assert_eq!((kept.since.number(), kept.reason.as_deref()), (1, Some(reason)));
    let shares = ["n2/share-1-of-3.pdf", "n2/share-2-of-3.pdf"];
    assert_eq!(life.open(&shares, "n2/credential.pdf")["Key PIN"], "1111-1");
    for (sheet, words) in [("ceremony", reason), ("destruction", "still open to the old shares: Key PIN.")] {
        let Some(text) = page_text(&life, &format!("n2/{sheet}.pdf")) else { return };
        assert!(text.contains(words), "{sheet}: {text}");
    }
}

#[test]
fn the_certificates_say_what_destroying_does_not() {
    let life = Life::begin();
    life.reshare("g1", "e2", &OLD).ends(0, &[]);
    life.rotate("g1", "g2", &["--keep", "Key PIN", OLD[0], OLD[1]]).ends(0, &[]);
    let print = scan::pdf(&life.bytes("g1/share-1-of-3.pdf")).unwrap().len();
    assert_eq!(print, 1);
    for (sheet, sentences) in [
        (
            "e2/destruction.pdf",
            &[
                "It revokes nothing",
                "NOT BEFORE THE NEW SHARES ARE SEALED",
                "sealkit reshare --new-identity",
                "Ada Byron, Safe 1",
            ][..],
        ),
        (
            "g2/destruction.pdf",
            &["NOT BEFORE CREDENTIAL NO. 2 WORKS", "as long as a secret in it is valid", "Key PIN"],
        ),
    ] {
        let Some(text) = page_text(&life, sheet) else { return };
        for sentence in sentences {
            assert!(text.contains(sentence), "{sheet}, {sentence}: {text}");
        }
    }
}

/// The words of a sheet on one line, by a program that is not ours.
fn page_text(life: &Life, sheet: &str) -> Option<String> {
    let mut pdftotext = crate::external::program("pdftotext")?;
    let output = pdftotext.current_dir(life.path()).args(["-raw", sheet, "-"]).output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" "))
}
