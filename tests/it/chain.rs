//! Records as a chain: what is changed is found and named, and the story is told.

use crate::record_sample::{Outcome, generation, made, put, set_id};
use sealkit::id::SetId;
use sealkit::record::{
    AuthCode, ChainLink, Chains, Deed, Hash, LogKind, Made, Making, PrintedHash, Record, RecordFacts, Remark,
    Trial, chain,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use time::macros::date;

/// Generation 1, 2 and 3 of one kit.
fn three() -> Result<Vec<Record>, Box<dyn Error>> {
    let first = Made { generation: generation(1), replaces: None, previous: None, ..made()? };
    let mut first = Record::new(first)?;
    first.set_auth(AuthCode::from_bytes([1; 32]));
    let mut records = vec![first];
    for (number, day) in [(2, date!(2027 - 02 - 19)), (3, date!(2027 - 05 - 20))] {
        let previous = records.last().map(Record::made_hash);
        let generation = generation(number);
        let next = Made { generation, replaces: generation.previous(), previous, date: day, ..made()? };
        records.push(Record::new(next)?);
    }
    Ok(records)
}

/// The record with something else in its file.
fn changed(record: &Record, change: impl Fn(&mut Value)) -> Result<Record, Box<dyn Error>> {
    let mut value: Value = serde_json::from_str(&record.to_json()?)?;
    change(&mut value);
    Ok(Record::examine(&value.to_string())?.0)
}

fn links(records: Vec<Record>) -> Vec<(u16, ChainLink)> {
    chain(records).into_iter().map(|(record, link)| (record.made().generation.number(), link)).collect()
}

#[test]
fn records_are_put_in_order_and_each_is_the_one_the_next_names() -> Outcome {
    let mut records = three()?;
    records.swap(0, 2);
    let expected = [(1, ChainLink::First), (2, ChainLink::Follows), (3, ChainLink::Follows)];
    assert_eq!(links(records), expected);
    let mut records = three()?;
    records.remove(1);
    assert_eq!(links(records), [(1, ChainLink::First), (3, ChainLink::OlderMissing)]);
    Ok(())
}

#[test]
fn of_two_copies_the_one_with_the_longer_log_stays() -> Outcome {
    let short = three()?.remove(0);
    let mut long = short.clone();
    long.append(LogKind::Drill, date!(2027 - 01 - 05), BTreeMap::new())?;
    for copies in [vec![short.clone(), long.clone()], vec![long, short]] {
        let kept = chain(copies);
        assert_eq!((kept.len(), kept[0].0.log().len()), (1, 1));
    }
    Ok(())
}

#[test]
fn a_changed_record_is_noticed_and_what_contradicts_is_named() -> Outcome {
    let mut records = three()?;
    let other = put("/made/custodians/0/name", json!("Mallory"));
    records[1] = changed(&records[1], other)?;
    let found = links(records);
    // The first still is what the changed one names; the third names the one that was.
    assert_eq!(found[1].1, ChainLink::Follows);
    let ChainLink::Changed(contradictions) = &found[2].1 else { return Err("not noticed".into()) };
    let fields: Vec<&str> = contradictions.iter().map(|c| c.field.key()).collect();
    assert_eq!(fields, ["field-custodian"]);
    assert_eq!(contradictions[0].older, "Mallory; Safe 1");
    Ok(())
}

#[test]
fn the_changed_field_is_found_by_putting_it_back() -> Outcome {
    let records = three()?;
    let good = PrintedHash::of(records[1].made_hash());
    let others: Vec<&Record> = vec![&records[0], &records[2]];
    let changes = [
        ("/made/made-offline", json!(true), "made-offline", "false"),
        ("/made/date", json!("2027-02-01"), "date", "2027-02-19"),
        ("/made/date-source", json!("clock"), "date-source", "given"),
        ("/made/plan/rotation/rotate-every-days", json!(300), "plan.rotation.rotate-every-days", "90"),
        ("/made/custodians/0/place", json!("My desk"), "custodians[1].place", "Safe 1"),
        (
            "/made/hashes/shares/1",
            json!(Hash::of(b"forged")),
            "hashes.shares[2]",
            "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a",
        ),
        ("/made/preflight/0/result", json!("none live"), "preflight[1].result", "eth0 is up"),
    ];
    for (pointer, new, field, before) in changes {
        let forged = changed(&records[1], put(pointer, new))?;
        let found = forged.changed_fields(good, &others).ok_or(pointer)?;
        let named: Vec<(&str, &str)> =
            found.fields.iter().map(|field| (field.name.as_str(), field.before.as_str())).collect();
        assert_eq!(named, [(field, before)]);
    }
    // A name stands in two places: both are found together.
    let twice = changed(&records[1], |value| {
        put("/made/custodians/0/name", json!("Mallory"))(value);
        put("/made/plan/custodians/0/name", json!("Mallory"))(value);
    })?;
    let found = twice.changed_fields(good, &others).ok_or("not found")?;
    assert_eq!(found.fields.len(), 2);
    assert_eq!(records[1].changed_fields(PrintedHash::of(Hash::of(b"another")), &others), None);
    Ok(())
}

#[test]
fn a_record_of_many_dates_keeps_the_search_busy_no_longer() -> Outcome {
    let records = three()?;
    let wanted = PrintedHash::of(Hash::of(b"another"));
    let took = |count: usize| -> Result<std::time::Duration, Box<dyn std::error::Error>> {
        // Each of them might have been another day.
        let dates: Vec<Value> =
            (0..count).map(|i| json!({ "check": format!("c{i}"), "result": "2026-01-01" })).collect();
        let long = changed(&records[1], put("/made/preflight", json!(dates)))?;
        let begun = crate::fixtures::worked();
        assert_eq!(long.changed_fields(wanted, &[&records[0]]), None);
        Ok(crate::fixtures::worked() - begun)
    };

    let longest = std::time::Duration::from_secs(2);
    for count in [200, 400, 800, 4_000] {
        let took = took(count)?;
        assert!(took < longest, "{count}: {took:?}");
    }
    Ok(())
}

#[test]
fn records_are_held_against_one_another_and_against_paper() -> Outcome {
    let records = three()?;
    let facts = |at: usize| Ok::<_, Box<dyn Error>>(RecordFacts::examine(&records[at].to_json()?)?);
    let hash = |at: usize| PrintedHash::of(records[at].made_hash());

    let all = Chains::new(vec![facts(2)?, facts(0)?, facts(1)?]);
    let good = [Remark::Follows(&records[1]), Remark::Follows(&records[2]), Remark::OnPaper(&records[0])];
    assert_eq!(all.remarks(&[hash(0)]), good);
    assert!(!good.iter().any(Remark::is_fault));
    let days: Vec<_> = all.story().map(|item| (item.date(), item.kind().to_owned())).collect();
    assert_eq!(days.len(), 3);
    assert_eq!(days[0], (date!(2026 - 11 - 21), "made".to_owned()));
    assert_eq!(days[2], (date!(2027 - 05 - 20), "rotated".to_owned()));

    let last = Chains::new(vec![facts(2)?]);
    let missing = Remark::OlderMissing(&records[2], records[1].made_hash());
    let typed = [
        (hash(1), Remark::OnPaperBefore(&records[2])),
        (PrintedHash::of(Hash::of(b"")), Remark::OnPaperOfNone),
    ];
    for (typed, remark) in typed {
        assert!(remark.is_fault());
        assert_eq!(last.remarks(&[typed]), [missing.clone(), remark]);
    }
    Ok(())
}

#[test]
fn a_record_tells_how_it_was_made() -> Outcome {
    let (own, other) = (set_id("4XTC")?, SetId::parse("LNKG-ZYVO").ok_or("no set id")?);
    let cases = [
        (None, None, Making::New, "made"),
        (Some(Hash::of(b"")), None, Making::Rotated, "rotated"),
        (Some(Hash::of(b"")), Some(own), Making::Reshared(own), "reshared"),
        (Some(Hash::of(b"")), Some(other), Making::Renewed(other), "renewed"),
    ];
    for (previous, replaces_set, making, word) in cases {
        let made = Made { previous, replaces_set, ..made()? };
        assert_eq!((made.making(), making.as_str()), (making, word));
    }
    Ok(())
}

#[test]
fn an_entry_tells_what_was_done() -> Outcome {
    let day = date!(2027 - 01 - 05);
    let trial = Trial { result: "opened", shares: Some("1, 3"), by: None, faults: None };
    let cases = [
        (
            LogKind::ReadBack,
            vec![
                ("share-1", "matches"),
                ("share-2", "not read"),
                ("refused", "share-3"),
                ("record", "compared"),
            ],
            Deed::ReadBack { read: vec!["share-1"], unread: vec!["share-2"], refused: Some("share-3") },
        ),
        (LogKind::Drill, vec![("result", "opened"), ("shares", "1, 3"), ("by", "")], Deed::Drill(trial)),
        (
            LogKind::ShareTest,
            vec![],
            Deed::ShareTest(Trial { result: "", shares: None, by: None, faults: None }),
        ),
        (
            LogKind::DrillEvidence,
            vec![("alert", "seen"), ("of-entry", "2")],
            Deed::DrillEvidence(vec![("alert", "seen")]),
        ),
        (LogKind::Confirmation, vec![("record", "compared")], Deed::Confirmation(vec![])),
        (LogKind::Adopted, vec![("record", "compared")], Deed::Adopted),
        (
            LogKind::Other("hand-over".to_owned()),
            vec![("of-entry", "2"), ("to", "Ada")],
            Deed::Other("hand-over", vec![("of-entry", "2"), ("to", "Ada")]),
        ),
    ];
    for (kind, facts, deed) in cases {
        let mut record = Record::new(made()?)?;
        let facts = facts.into_iter().map(|(name, said)| (name.to_owned(), said.to_owned())).collect();
        assert_eq!(record.append(kind, day, facts)?.deed(), deed);
    }
    Ok(())
}

fn inspect(place: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output =
        crate::process::sealkit().current_dir(place).arg("inspect").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn inspect_verifies_the_chain_and_tells_the_story() -> Outcome {
    let folder = tempfile::tempdir()?;
    let write = |name: &str, record: &Record| {
        std::fs::write(folder.path().join(name), record.to_json()?).map_err(Box::<dyn Error>::from)
    };
    let mut records = three()?;
    let facts = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect::<BTreeMap<_, _>>()
    };
    records[0].append(
        LogKind::ReadBack,
        date!(2026 - 11 - 21),
        facts(&[("share-1", "matches"), ("share-2", "not read")]),
    )?;
    records[0].append(
        LogKind::Drill,
        date!(2027 - 01 - 05),
        facts(&[("result", "opened"), ("shares", "1, 3"), ("by", "Ada; Max")]),
    )?;
    for (i, record) in records.iter().enumerate() {
        write(&format!("{}.json", i + 1), record)?;
    }
    let hash = records[2].made_hash().to_string();
    let (status, out, err) = inspect(folder.path(), &["3.json", "1.json", "2.json", "--record-hash", &hash]);
    assert_eq!(status, 0, "{err}");
    for line in [
        "generation 2, epoch 1 names the one before it as it is here",
        "the hash from the ceremony sheet is that of the record of",
        "  2026-11-21  made: generation 1, epoch 1, 2 of 3 shares, NOT MADE OFFLINE",
        "  2026-11-21  read back: share-1; not read: share-2",
        "  2027-01-05  drilled: opened, shares 1, 3 (Ada; Max) (not authenticated)",
        "  2027-05-20  rotated: generation 3 in the place of 2, same shares, NOT MADE OFFLINE",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    let (status, _, err) = inspect(folder.path(), &["3.json", "--record-hash", &hash[1..]]);
    assert_eq!((status, err.contains("this has 63 digits")), (2, true), "{err}");
    let slip = format!("{}{}", if hash.starts_with('0') { '1' } else { '0' }, &hash[1..]);
    let (status, _, err) = inspect(folder.path(), &["3.json", "--record-hash", &slip]);
    assert_eq!((status, err.contains("look at group 1 again")), (3, true), "{err}");
    let (status, _, err) = inspect(folder.path(), &["3.json", "--record-hash", &Hash::of(b"").to_string()]);
    assert_eq!((status, err.contains("none of these records")), (3, true), "{err}");
    let (status, _, err) =
        inspect(folder.path(), &["3.json", "--record-hash", &records[1].made_hash().to_string()]);
    assert_eq!((status, err.contains("which was not given")), (3, true), "{err}");
    Ok(())
}

#[test]
fn inspect_names_what_was_changed() -> Outcome {
    let folder = tempfile::tempdir()?;
    let records = three()?;
    let forged = changed(&records[1], put("/made/made-offline", json!(true)))?;
    for (name, record) in [("1.json", &records[0]), ("2.json", &forged), ("3.json", &records[2])] {
        std::fs::write(folder.path().join(name), record.to_json()?)?;
    }
    let (status, out, err) = inspect(folder.path(), &["1.json", "2.json", "3.json"]);
    assert_eq!(status, 3, "{err}");
    assert!(
        out.contains(
            "generation 2, epoch 1 the field made-offline was changed: it says true, and it was false"
        ),
        "{out}"
    );
    // With the printed hash alone, and with nothing but the log.
    let hash = records[1].made_hash().to_string();
    let (status, out, _) = inspect(folder.path(), &["2.json", "--record-hash", &hash]);
    assert_eq!((status, out.contains("the field made-offline was changed")), (3, true), "{out}");
    let mut logged = records[0].clone();
    logged.append(LogKind::Drill, date!(2027 - 01 - 05), BTreeMap::new())?;
    let logged = changed(&logged, put("/made/date", json!("2026-11-01")))?;
    std::fs::write(folder.path().join("logged.json"), logged.to_json()?)?;
    let (status, out, err) = inspect(folder.path(), &["logged.json"]);
    assert_eq!(status, 3, "{err}");
    assert!(out.contains("the field date was changed: it says 2026-11-01, and it was 2026-11-21"), "{out}");
    Ok(())
}
