//! Authentication codes of a record: what they cover, who gets one, and what a forger who can
//! write every public file comes to.

use crate::lifecycle::{Life, Ran};
use crate::record_sample::{Outcome, drilled, made, record};
use sealkit::auth::{self, AuthError, Author, Examined, MadeBy};
use sealkit::credential::{Credential, Secret};
use sealkit::id::{Recipient, hex_groups};
use sealkit::record::{AuthCode, CodeState, DrillOutcome, Hash, LogKind, Made, Record, RecordError};
use sealkit::recovery::Comparison::{Compared, NotCompared};
use sealkit::seal;
use sealkit::secret::{Identity, SecretText};
use serde_json::Value;
use std::collections::BTreeMap;
use time::macros::date;
use zeroize::Zeroizing;

fn identity(byte: u8) -> Identity {
    Identity::new(Zeroizing::new([byte; 32]))
}

/// The sample record with codes over its made part and its second entry, as one who holds key 9.
fn coded() -> Result<Record, Box<dyn std::error::Error>> {
    let mut record = record()?;
    let author = Author::of_new(&identity(9), &record.made().recipient);
    author.authenticate_made(&mut record);
    author.authenticate_last(&mut record);
    Ok(record)
}

fn examined(record: &Record) -> Result<MadeBy, AuthError> {
    Examined::of(&identity(9), record).map(|examined| examined.made())
}

#[test]
fn a_record_with_codes_survives_its_file_and_its_hashes_stay() -> Outcome {
    let record = coded()?;
    assert_eq!(Record::parse(&record.to_json()?)?, record);
    assert_eq!((record.made_hash(), record.head()), (self::record()?.made_hash(), self::record()?.head()));
    assert_eq!(examined(&record), Ok(MadeBy::Holder));
    Ok(())
}

#[test]
fn a_code_holds_for_one_key_and_one_record() -> Outcome {
    let record = coded()?;
    assert_eq!(Examined::of(&identity(8), &record).err(), Some(AuthError::Made));

    // Another made part with the code of this one.
    let mut exchanged = Record::new(Made { made_offline: true, ..made()? })?;
    exchanged.set_auth(record.auth().ok_or("no code")?);
    assert_eq!(examined(&exchanged), Err(AuthError::Made));

    // The same identity behind another recipient has another key.
    let other = Recipient::from_bytes([8; 32]);
    let (ours, others) = (auth::key(&identity(9), &record.made().recipient), auth::key(&identity(9), &other));
    assert!(ours.expose() != others.expose());
    Ok(())
}

#[test]
fn a_code_of_an_entry_holds_for_this_entry_of_this_record() -> Outcome {
    let record = coded()?;
    let copied = record.log()[1].auth.ok_or("no code")?;
    let wrong = |entry| Err(AuthError::Entry { entry, kind: LogKind::Drill, date: date!(2027 - 04 - 01) });

    // A drill that nobody held, with the code of one that was.
    let mut forged = record.clone();
    forged.append(LogKind::Drill, date!(2027 - 04 - 01), drilled(DrillOutcome::Opened))?;
    forged.set_last_entry_auth(copied);
    assert_eq!(examined(&forged), wrong(3));

    // The code of the made part is none for an entry.
    forged.set_last_entry_auth(record.auth().ok_or("no code")?);
    assert_eq!(examined(&forged), wrong(3));

    // An entry of another record, with its code.
    let author = Author::of_new(&identity(9), &record.made().recipient);
    let mut other = Record::new(Made { made_offline: true, ..made()? })?;
    other.append(LogKind::Drill, date!(2027 - 04 - 01), drilled(DrillOutcome::Opened))?;
    author.authenticate_made(&mut other);
    other.set_last_entry_auth(auth::entry_code(
        &auth::key(&identity(9), &record.made().recipient),
        record.made_hash(),
        other.head().ok_or("no entry")?,
    ));
    assert_eq!(examined(&other), wrong(1));

    // Without a code it is read, and stands there as what nobody vouches for.
    let mut plain = record.clone();
    plain.append(LogKind::Drill, date!(2027 - 04 - 01), drilled(DrillOutcome::Opened))?;
    assert_eq!((examined(&plain), plain.log()[2].auth), (Ok(MadeBy::Holder), None));
    Ok(())
}

#[test]
fn a_log_that_is_cut_at_its_end_is_seen_by_its_head_alone() -> Outcome {
    let whole = coded()?;
    let mut value: Value = serde_json::from_str(&whole.to_json()?)?;
    value["log"].as_array_mut().and_then(Vec::pop);
    let cut = Record::parse(&value.to_string())?;
    assert_eq!(examined(&cut), Ok(MadeBy::Holder));
    assert_ne!(cut.head(), whole.head());
    Ok(())
}

#[test]
fn a_code_is_written_only_where_somebody_vouches() -> Outcome {
    let with_code = coded()?;
    let without = record()?;
    let mut adopted = without.clone();
    let author = Examined::of(&identity(9), &without)?.author(Compared).ok_or("no author")?;
    author.append(&mut adopted, LogKind::Drill, date!(2027 - 05 - 01), BTreeMap::new())?;

    for (record, comparison, made, may_write, entries) in [
        (&with_code, NotCompared, MadeBy::Holder, true, 3),
        (&with_code, Compared, MadeBy::Holder, true, 3),
        (&without, NotCompared, MadeBy::NoHolder, false, 2),
        // Once compared it is adopted, once and for all, before what is added then.
        (&without, Compared, MadeBy::NoHolder, true, 4),
        (&adopted, NotCompared, MadeBy::Adopted, true, 5),
        (&adopted, Compared, MadeBy::Adopted, true, 5),
    ] {
        let mut record = record.clone();
        let examined = Examined::of(&identity(9), &record)?;
        assert_eq!(examined.made(), made);
        let author = examined.author(comparison);
        if let Some(author) = &author {
            author.append(&mut record, LogKind::Drill, date!(2027 - 05 - 02), BTreeMap::new())?;
        }
        assert_eq!((author.is_some(), record.log().len()), (may_write, entries), "{made:?} {comparison:?}");
    }

    let kinds: Vec<_> =
        adopted.log().iter().skip(2).map(|entry| (&entry.kind, entry.auth.is_some())).collect();
    assert_eq!(kinds, [(&LogKind::Adopted, true), (&LogKind::Drill, true)]);
    // Nobody adopts a record by writing so.
    let mut claimed = without;
    claimed.append(LogKind::Adopted, date!(2027 - 05 - 01), BTreeMap::new())?;
    assert_eq!(examined(&claimed), Ok(MadeBy::NoHolder));
    Ok(())
}

#[test]
fn a_first_record_without_a_code_is_forged() -> Outcome {
    let first = Made { previous: None, replaces: None, ..made()? };
    let mut record = Record::new(first)?;
    assert_eq!(record.code(), CodeState::WithoutQuorum);
    assert_eq!(Record::parse(&record.to_json()?).err(), Some(RecordError::NoCode));
    Author::of_new(&identity(9), &record.made().recipient.clone()).authenticate_made(&mut record);
    assert_eq!(Record::parse(&record.to_json()?)?.code(), CodeState::Written);
    Ok(())
}

// A forger who writes every public file.

/// Seals a text of the forger's own to the public recipient and makes the record name it.
fn exchange_payload(life: &Life, folder: &str, change: impl Fn(&mut Value)) {
    let record = life.record(folder);
    let made = record.made();
    let text = Credential {
        title: made.plan.label.clone(),
        key: made.key_id,
        generation: made.generation,
        sealed: made.date,
        elsewhere: Vec::new(),
        padding: None,
        secrets: vec![Secret {
            name: "Password".to_owned(),
            account: "bg1@contoso.onmicrosoft.com".to_owned(),
            profile: "entra".to_owned(),
            value: SecretText::new("what the forger wants you to type".to_owned()),
        }],
    };
    let payload = seal::seal(&text.to_text(), &made.recipient).unwrap();
    std::fs::write(life.path().join(folder).join("payload.age"), &payload).unwrap();

    let mut value: Value = serde_json::from_slice(&life.bytes(&format!("{folder}/record.json"))).unwrap();
    value["made"]["hashes"]["payload"] = Hash::of(&payload).to_string().into();
    change(&mut value);
    life.put(&format!("{folder}/record.json"), &value.to_string());
}

fn drill(life: &Life, folder: &str) -> Ran {
    let record = format!("{folder}/record.json");
    let payload = format!("{folder}/payload.age");
    life.run(&[
        "drill",
        "g1/share-1-of-3.pdf",
        "g1/share-2-of-3.pdf",
        &payload,
        "--record",
        &record,
        "--by",
        "Ada",
        "--date",
        "2027-02-01",
    ])
}

const SHARES: [&str; 2] = ["g1/share-1-of-3.pdf", "g1/share-2-of-3.pdf"];

#[test]
fn a_forged_record_is_refused_once_a_quorum_is_there() {
    let life = Life::begin();
    exchange_payload(&life, "g1", |_| {});
    let before = life.bytes("g1/record.json");

    let words = "the record is forged: the authentication code of the record is wrong";
    drill(&life, "g1").ends(3, &[words]);
    life.reshare("g1", "new", &SHARES).ends(3, &[words]);
    life.reshare("g1", "new", &["--new-identity", "--import", "pin", SHARES[0], SHARES[1]]).ends(3, &[words]);
    for wanted in [&["--output", "-"][..], &["--identity", "--output", "-"]] {
        let recover = ["recover", SHARES[0], SHARES[1], "g1/payload.age", "--record", "g1/record.json"];
        let ran = life.run(&[&recover[..], wanted].concat());
        ran.ends(3, &[words]);
        assert!(!ran.out.contains("forger") && !ran.out.contains("AGE-SECRET-KEY"), "{}", ran.out);
    }
    assert!(life.bytes("g1/record.json") == before && !life.is_there("new"));

    // Without the record nothing vouches for it, and it opens.
    life.run(&["recover", SHARES[0], SHARES[1], "g1/payload.age", "--output", "-"]).ends(0, &["forger"]);
}

#[test]
fn shares_alone_tell_a_record_whose_payload_was_exchanged() {
    let life = Life::begin();
    let genuine = life.bytes("g1/payload.age");
    exchange_payload(&life, "g1", |_| {});
    std::fs::write(life.path().join("g1/payload.age"), genuine).unwrap();
    let before = life.bytes("g1/record.json");
    drill(&life, "g1").ends(3, &["the record is forged"]);
    assert!(life.bytes("g1/record.json") == before, "no failed drill is noted in it");

    // A drill that fails with the genuine record is noted with a code.
    let life = Life::begin();
    let foreign = Life::begin();
    std::fs::write(life.path().join("g1/payload.age"), foreign.bytes("g1/payload.age")).unwrap();
    drill(&life, "g1").ends(1, &["the drill did not open the kit"]);
    let record = life.record("g1");
    let entry = &record.log()[0];
    assert_eq!((entry.facts["result"].as_str(), entry.auth.is_some()), ("failed", true));
}

#[test]
fn a_record_whose_code_was_taken_away_is_refused_by_every_command() {
    let life = Life::begin();
    exchange_payload(&life, "g1", |record| drop(record.as_object_mut().unwrap().remove("auth")));
    let words = "follows no other one and has no authentication code: it is forged";
    drill(&life, "g1").ends(3, &[words]);
    life.reshare_unverified("g1", "new", &SHARES).ends(3, &[words]);
    for arguments in [
        &["check", "g1/share-1-of-3.pdf", "--record", "g1/record.json"][..],
        &["inspect", "g1/record.json"],
        &["status", "g1/record.json"],
        &["rotate", "--record", "g1/record.json", "--out", "next", "--allow-online"],
        &["recover", SHARES[0], SHARES[1], "g1/payload.age", "--record", "g1/record.json", "--output", "-"],
    ] {
        life.run(arguments).ends(3, &[words]);
    }
}

#[test]
fn no_drill_blesses_a_record_that_claims_to_be_made_without_a_quorum() {
    let life = Life::begin();
    exchange_payload(&life, "g1", |record| {
        record.as_object_mut().unwrap().remove("auth");
        record["made"]["previous"] = Hash::of(b"nothing").to_string().into();
    });
    drill(&life, "g1").ends(
        0,
        &[
            "made without a quorum; only the record hash on paper vouches",
            "this drill is noted without an authentication code",
        ],
    );
    let record = life.record("g1");
    assert_eq!((record.auth(), record.log().len(), record.log()[0].auth), (None, 1, None));
    life.run(&["inspect", "g1/record.json"]).ends(
        0,
        &[
            "made without a quorum",
            "opened, shares 1, 2 (Ada); record not compared with paper (not authenticated)",
        ],
    );

    // A new split of it has no code either.
    life.reshare_unverified("g1", "new", &SHARES).ends(0, &[]);
    assert_eq!(life.record("new").code(), CodeState::WithoutQuorum);
}

#[test]
fn a_forged_drill_stands_there_as_not_authenticated_or_is_found() {
    let life = Life::begin();
    let drilled_today = drill(&life, "g1");
    drilled_today.ends(0, &["the record has the right authentication code"]);
    assert!(!drilled_today.out.contains("without an authentication code"), "{}", drilled_today.out);
    let genuine = life.record("g1");
    assert!(genuine.auth().is_some() && genuine.log()[0].auth.is_some());

    // An entry before and one after it say nothing of one another.
    let mut forged = genuine.clone();
    forged.append(LogKind::Drill, date!(2027 - 08 - 01), drilled(DrillOutcome::Opened)).unwrap();
    life.put("g1/record.json", &forged.to_json().unwrap());
    let told = life.run(&["inspect", "g1/record.json"]);
    told.ends(0, &["2027-08-01 drilled: opened, shares none (not authenticated)"]);
    assert_eq!(told.out.matches("(not authenticated)").count(), 1, "{}", told.out);
    drill(&life, "g1").ends(0, &["the record has the right authentication code"]);
    let auths: Vec<bool> = life.record("g1").log().iter().map(|entry| entry.auth.is_some()).collect();
    assert_eq!(auths, [true, false, true]);

    forged.set_last_entry_auth(genuine.log()[0].auth.unwrap());
    life.put("g1/record.json", &forged.to_json().unwrap());
    let words = "the authentication code of entry 2 of the log (drill of 2027-08-01) is wrong";
    drill(&life, "g1").ends(3, &["the record is forged", words]);
    assert_eq!(life.record("g1"), forged, "nothing is added to it");
}

#[test]
fn a_rotation_has_a_code_where_shares_were_brought() {
    let life = Life::begin();
    life.rotate("g1", "g2", &["--import", "pin"]).ends(0, &[]);
    let plain = life.record("g2");
    assert_eq!((plain.code(), plain.made().previous.is_some()), (CodeState::WithoutQuorum, true));
    let words = "made without a quorum; only the record hash on paper vouches";
    life.run(&["inspect", "g2/record.json"]).ends(0, &[words]);
    life.run(&["status", "g2/record.json", "--date", "2027-02-20"]).ends(0, &[words]);
    drill(&life, "g2").ends(0, &[words]);

    life.rotate("g1", "g2b", &["--import", "pin", SHARES[0], SHARES[1]]).ends(0, &[]);
    assert_eq!(life.record("g2b").code(), CodeState::Written);
    drill(&life, "g2b").ends(0, &["the record has the right authentication code"]);
}

#[test]
fn the_old_record_says_who_came_in_its_place() {
    let life = Life::begin();
    life.put("pin2", "222222\n");
    let before = life.bytes("g1/record.json");
    let new_key = ["--new-identity", "--import", "pin2"];
    life.reshare("g1", "unseen", &new_key).ends(0, &[]);
    assert!(life.bytes("g1/record.json") == before, "no quorum of the old key was there");

    life.reshare("g1", "new", &[&new_key[..], &SHARES].concat())
        .ends(0, &["where the old shares were exposed, that note is worth nothing"]);
    let (old, new) = (life.record("g1"), life.record("new"));
    let entry = old.log().last().unwrap();
    assert_eq!((&entry.kind, &entry.facts["successor"]), (&LogKind::Succeeded, &new.made_hash().to_string()));
    assert!(new.auth().is_some() && entry.auth.is_some());

    // The codes are of the old key and of the new one.
    let identity_of = |shares: [&str; 2]| {
        let ran = life.run(&["recover", shares[0], shares[1], "--identity", "--output", "-"]);
        let (_, bytes) = bech32::decode(ran.out.trim()).unwrap();
        Identity::new(Zeroizing::new(bytes.try_into().unwrap()))
    };
    let old_key = identity_of(SHARES);
    let new_key = identity_of(["new/share-1-of-3.pdf", "new/share-3-of-3.pdf"]);
    assert_eq!(Examined::of(&old_key, &old).map(|e| e.made()), Ok(MadeBy::Holder));
    assert_eq!(Examined::of(&new_key, &new).map(|e| e.made()), Ok(MadeBy::Holder));
    assert_eq!(Examined::of(&old_key, &new).err(), Some(AuthError::Made));
    life.run(&["inspect", "g1/record.json"]).ends(0, &["succeeded by a kit with a new key: successor: "]);
}

#[test]
fn a_successor_is_noted_with_a_code_where_the_record_was_compared() {
    let life = Life::begin();
    life.put("pin2", "222222\n");
    let new_key = ["--new-identity", "--import", "pin2", SHARES[0], SHARES[1]];
    let noted = |folder: &str| -> Vec<(LogKind, bool)> {
        let record = life.record(folder);
        record.log().iter().map(|entry| (entry.kind.clone(), entry.auth.is_some())).collect()
    };
    for to in ["compared", "unverified"] {
        life.rotate("g1", to, &[]).ends(0, &[]);
    }

    life.reshare("compared", "new-1", &new_key).ends(0, &[]);
    assert_eq!(noted("compared"), [(LogKind::Adopted, true), (LogKind::Succeeded, true)]);
    life.reshare_unverified("unverified", "new-2", &new_key).ends(0, &[]);
    assert_eq!(noted("unverified"), [(LogKind::Succeeded, false)]);
}

#[test]
fn an_adoption_with_a_wrong_code_is_none() -> Outcome {
    let mut record = record()?;
    let author = Examined::of(&identity(9), &record)?.author(Compared).ok_or("no author")?;
    // Another run wrote this between the look at the record and the entry.
    record.append(LogKind::Adopted, date!(2027 - 05 - 01), BTreeMap::new())?;
    record.set_last_entry_auth(AuthCode::from_bytes([7; 32]));

    author.append(&mut record, LogKind::Drill, date!(2027 - 05 - 02), BTreeMap::new())?;
    let kinds: Vec<_> = record.log().iter().skip(3).map(|entry| &entry.kind).collect();
    assert_eq!(kinds, [&LogKind::Adopted, &LogKind::Drill]);
    Ok(())
}

/// The text of a sheet without blanks; nothing where no program is there to read it.
fn text_of(life: &Life, sheet: &str) -> Option<String> {
    let mut pdftotext = crate::external::program("pdftotext")?;
    let output = pdftotext.current_dir(life.path()).args(["-raw", sheet, "-"]).output().unwrap();
    Some(String::from_utf8(output.stdout).unwrap().split_whitespace().collect())
}

#[test]
fn paper_has_the_head_of_the_log() {
    let life = Life::begin();
    let form = |name: &str| {
        life.run(&["print", "drill", "--record", "g1/record.json", "--out", name]).ends(0, &[]);
        text_of(&life, &format!("{name}/drill.pdf"))
    };
    // As many characters as a hand writes on page 2 of the ceremony sheet.
    let head = |record: &Record| hex_groups(&record.head().unwrap().bytes()[..8]).replace(' ', "");

    let Some(empty) = form("empty") else { return };
    assert!(empty.contains("noentryyet"), "{empty}");
    drill(&life, "g1").ends(0, &[]);
    let once = life.record("g1");
    drill(&life, "g1").ends(0, &[]);
    let twice = life.record("g1");
    let printed = form("twice").unwrap();
    assert!(printed.contains(&head(&twice)) && !printed.contains(&head(&once)), "{printed}");

    // What is printed of the log is in no hash of the record.
    life.rotate("g1", "g2", &["--import", "pin"]).ends(0, &[]);
    let ceremony = text_of(&life, "g2/ceremony.pdf").unwrap();
    assert!(ceremony.contains(&head(&twice)), "{ceremony}");
    let listed = life.record("g2").made().hashes.sheets.keys().cloned().collect::<Vec<_>>();
    assert!(!listed.contains(&"ceremony.pdf".to_owned()), "{listed:?}");
}
