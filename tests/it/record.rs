//! The record: round trips, consistency, the log's chain, and its hashes as another
//! language computes them.

use crate::record_sample::{Outcome, drilled, generation, made, put, record, set_id};
use sealkit::id::{Generation, Recipient};
use sealkit::record::{DrillOutcome, Edition, Hash, Kept, LogKind, Made, Record, RecordError, SecretEntry};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::process::Stdio;
use time::macros::date;

#[test]
fn a_record_survives_its_file() -> Outcome {
    let record = record()?;
    let text = record.to_json()?;
    let read = Record::parse(&text)?;
    assert_eq!(read, record);
    assert_eq!(read.to_json()?, text);
    assert_eq!(read.made_hash(), made()?.hash()?);
    assert_eq!(read.log().len(), 2);
    Ok(())
}

#[test]
fn the_hash_covers_the_made_part_and_not_the_log() -> Outcome {
    let mut other = made()?;
    other.custodians.clear();
    assert_ne!(other.hash()?, made()?.hash()?);
    assert_eq!(record()?.made_hash(), Record::new(made()?)?.made_hash());
    Ok(())
}

fn changed(change: impl Fn(&mut Value)) -> Result<Result<Record, RecordError>, Box<dyn Error>> {
    let mut value: Value = serde_json::from_str(&record()?.to_json()?)?;
    change(&mut value);
    Ok(Record::parse(&value.to_string()))
}

#[test]
fn contradictions_are_named() -> Outcome {
    let cases = [
        ("/made/set-id", json!("AAAA-4XTB"), "record-key-of-set"),
        ("/made/set-id", json!("K7QM4XTB"), "name-set-id"),
        ("/made/recipient", json!("age1xyz"), "name-recipient"),
        ("/made/recipient", json!(Recipient::from_bytes([8; 32])), "record-key-of-recipient"),
        (
            "/made/recipient-fingerprint",
            json!(Recipient::from_bytes([8; 32]).fingerprint()),
            "record-fingerprint",
        ),
        ("/made/recipient-fingerprint", json!("0000"), "name-fingerprint"),
        ("/made/key-id", json!("k7qm"), "name-key-id"),
        ("/made/generation", json!(0), "name-generation"),
        ("/made/replaces", json!(2), "record-replaces"),
        ("/made/quorum", json!({"threshold": 3, "shares": 3}), "record-quorum"),
        ("/made/hashes/shares", json!([]), "record-share-hashes"),
        ("/made/hashes/sheets", json!({"provisioning.pdf": Hash::of(b"").to_string()}), "record-sheets"),
        ("/made/hashes/sheets", json!({"../x": Hash::of(b"").to_string()}), "record-sheets"),
        ("/made/custodians/0/share", json!(4), "record-custodian"),
        ("/made/secrets", json!([]), "record-no-secret"),
        ("/made/rehearsal/tried", json!(4), "record-tried"),
        ("/made/rehearsal/exhaustive", json!(false), "record-rehearsal"),
    ];
    for (pointer, new, rule) in cases {
        assert_eq!(changed(put(pointer, new))?.err(), Some(RecordError::Inconsistent(rule)), "{pointer}");
    }
    let earlier = json!([{ "generation": 1, "payload": Hash::of(b"age").to_string() }]);
    let places = [
        ([2, 3], json!([]), "record-place"),
        ([1, 1], earlier.clone(), "record-empty-credential"),
        ([2, 1], json!([]), "record-earlier"),
        ([2, 2], earlier.clone(), "record-earlier"),
    ];
    let placed = |places: [u16; 2], earlier: &Value| {
        changed(|value| {
            for (secret, place) in value["made"]["secrets"].as_array_mut().into_iter().flatten().zip(places) {
                secret["generation"] = json!(place);
            }
            value["made"]["earlier"] = earlier.clone();
        })
    };
    for (places, earlier, rule) in places {
        assert_eq!(placed(places, &earlier)?.err(), Some(RecordError::Inconsistent(rule)), "{places:?}");
    }
    // Here only the log notices that the made part is another one.
    assert!(matches!(placed([2, 1], &earlier)?.err(), Some(RecordError::Log(_))));

    let pin = changed(|value| {
        if let Some(secret) = value.pointer_mut("/made/secrets/1").and_then(Value::as_object_mut) {
            secret.insert("characters".into(), json!(6));
        }
    })?;
    assert!(matches!(pin.err(), Some(RecordError::Inconsistent(rule)) if rule == "record-lengths"));
    Ok(())
}

#[test]
fn a_key_that_stands_twice_and_a_number_with_a_fraction_are_refused() -> Outcome {
    let good = record()?.to_json()?;
    // Each of these a lenient reader would take, with the first or the second of the two values.
    for (from, to) in [
        ("\"generation\": 2,", "\"generation\": 2, \"generation\": 2,"),
        ("\"profile\": \"entra\",", "\"profile\": \"pin-6\", \"pro\\u0066ile\": \"entra\","),
        ("\"log\": [", "\"log\": [], \"log\": ["),
        ("\"result\": \"opened\"", "\"result\": \"failed\", \"result\": \"opened\""),
        ("\"generation\": 2,", "\"generation\": 2.0,"),
        ("\"generation\": 2,", "\"generation\": 2e0,"),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        assert!(matches!(Record::parse(&bad).err(), Some(RecordError::Form(_))), "{to}");
    }
    Ok(())
}

#[test]
fn a_record_without_a_kind_of_key_is_of_edition_1() -> Outcome {
    let first = |value: &mut Value| drop(value["made"].as_object_mut().map(|made| made.remove("key-kind")));
    let second = Record::new(made()?)?;
    assert_eq!(second.edition(), Edition::Second);

    // Its hash is another one: whoever takes the kind out has no longer the record on paper.
    let mut value: Value = serde_json::from_str(&second.to_json()?)?;
    first(&mut value);
    let plain = Record::parse(&value.to_string())?;
    assert_eq!(plain.edition(), Edition::First);
    assert_eq!(plain.made_hash(), Hash::of(value["made"].to_string().as_bytes()));
    assert_ne!(plain.made_hash(), second.made_hash());

    // With a log that was begun in edition 2 its chain no longer holds.
    assert!(matches!(changed(first)?.err(), Some(RecordError::Log(_))));

    // No such record is made any more, and none has a code.
    let refused = Record::new(Made { key_kind: None, ..made()? });
    assert_eq!(refused.err(), Some(RecordError::Inconsistent("record-no-key-kind")));
    value["auth"] = json!(Hash::of(b"").to_string());
    let coded = RecordError::Inconsistent("record-code-in-edition-1");
    assert_eq!(Record::parse(&value.to_string()).err(), Some(coded));
    Ok(())
}

#[test]
fn a_kind_of_key_that_is_unknown_is_named() -> Outcome {
    for (kind, named) in [
        (json!("mlkem768x25519"), "\"mlkem768x25519\""),
        (json!("X25519"), "\"X25519\""),
        (json!(null), "null"),
        (json!(0), "0"),
    ] {
        let refused = changed(put("/made/key-kind", kind))?.err();
        assert_eq!(refused, Some(RecordError::KeyKind(named.to_owned())));
    }

    // A recipient of that kind could not be read: the kind is named all the same.
    let later = changed(|value| {
        put("/made/key-kind", json!("mlkem768x25519"))(value);
        put("/made/recipient", json!("age1pq1xyz"))(value);
    })?;
    assert!(matches!(later.err(), Some(RecordError::KeyKind(_))));
    Ok(())
}

#[test]
fn bad_forms_are_refused() -> Outcome {
    assert_eq!(Record::parse("{}").err(), Some(RecordError::NoRecord));
    assert_eq!(
        Record::parse("{\"sealkit-record\": 2, \"new\": 1}").err(),
        Some(RecordError::Version("2".into()))
    );
    assert_eq!(Record::parse(&" ".repeat(4 * 1024 * 1024 + 1)).err(), Some(RecordError::TooLarge(4194305)));
    for broken in
        ["", "[]", "\u{0}", "{\"sealkit-record\": 1}", "{\"sealkit-record\": 1, \"made\": 7, \"log\": []}"]
    {
        assert!(matches!(Record::parse(broken).err(), Some(RecordError::Form(_))), "{broken}");
    }
    assert!(matches!(Record::parse(&"[".repeat(100_000)).err(), Some(RecordError::Form(_))));
    for (pointer, new) in [
        ("/made/hashes/payload", json!("00")),
        ("/made/hashes/payload", json!(Hash::of(b"").to_string().to_uppercase())),
        ("/made/quorum", json!({"threshold": 1, "shares": 3})),
        ("/made/quorum", json!({"threshold": 3, "shares": 2})),
        ("/made/date", json!("21.11.2026")),
        ("/made/epoch", json!(256)),
        ("/made/epoch", json!(1.0)),
        ("/made/plan/label", json!("")),
        ("/made/tool", json!({"version": "1", "colour": 1})),
    ] {
        assert!(matches!(changed(put(pointer, new))?.err(), Some(RecordError::Form(_))), "{pointer}");
    }
    Ok(())
}

#[test]
fn what_a_later_kit_adds_survives_and_fits() -> Outcome {
    let mut made = made()?;
    made.replaces_set = Some(set_id("AAAA")?);
    made.sealed = Some(date!(2026 - 11 - 20));
    made.secrets[0].kept = Some(Kept { since: Generation::FIRST, reason: Some("abroad".to_owned()) });
    let record = Record::new(made.clone())?;
    assert_eq!(Record::parse(&record.to_json()?)?, record);
    // Records of a first kit look as they always did.
    let plain = Record::new(self::made()?)?.to_json()?;
    assert!(["replaces-set", "sealed\"", "kept"].iter().all(|key| !plain.contains(key)));
    for (change, sentence) in [
        (Made { replaces_set: Some(made.set_id), ..made.clone() }, "record-replaces-set"),
        (
            Made { generation: Generation::FIRST, replaces: None, secrets: kept_since(2)?, ..made.clone() },
            "record-kept",
        ),
    ] {
        assert_eq!(Record::new(change).err(), Some(RecordError::Inconsistent(sentence)));
    }

    // What no type admits is refused as it is read.
    for (pointer, new, sentence) in [
        ("/made/replaces-set", json!("K7QM"), "name-set-id"),
        ("/made/secrets/0/kept/since", json!(0), "name-generation"),
    ] {
        let mut file: Value = serde_json::from_str(&record.to_json()?)?;
        put(pointer, new)(&mut file);
        let refused = Record::parse(&file.to_string()).err();
        assert_eq!(refused, Some(RecordError::Inconsistent(sentence)), "{pointer}");
    }
    Ok(())
}

fn kept_since(since: u16) -> Result<Vec<SecretEntry>, Box<dyn std::error::Error>> {
    let mut secrets = made()?.secrets;
    secrets[0].kept = Some(Kept { since: generation(since), reason: None });
    Ok(secrets)
}

#[test]
fn a_generation_is_pending_until_its_own_confirmation() -> Outcome {
    let mut record = record()?;
    assert!(record.is_pending());
    let facts = |generation: &str| BTreeMap::from([("generation".to_owned(), generation.to_owned())]);
    record.append(LogKind::Confirmation, date!(2027 - 01 - 06), facts("1"))?;
    assert!(record.is_pending(), "another generation was confirmed");
    record.append(LogKind::Confirmation, date!(2027 - 01 - 07), facts("2"))?;
    assert_eq!((record.is_pending(), record.confirmed_on()), (false, Some(date!(2027 - 01 - 07))));
    let first = Made { generation: Generation::FIRST, replaces: None, ..made()? };
    assert!(!Record::new(first)?.is_pending(), "it took nobody's place");
    Ok(())
}

#[test]
fn a_changed_log_is_noticed() -> Outcome {
    let fault = |value: Result<Record, RecordError>| match value.err() {
        Some(RecordError::Log(fault)) => fault.to_string(),
        other => format!("{other:?}"),
    };
    let changed_entry = "entry 1 of the log (read-back of 2026-11-22) was changed";
    assert_eq!(fault(changed(put("/log/0/facts/sheet", json!("share 2")))?), changed_entry);
    let second = fault(changed(put("/log/1/date", json!("2027-01-06")))?);
    assert_eq!(second, "entry 2 of the log (drill of 2027-01-06) was changed");
    let made = fault(changed(put("/made/made-offline", json!(true)))?);
    assert!(made.starts_with("the made part was changed after the log began"), "{made}");
    let remove = |index: usize| {
        changed(move |value| {
            value.pointer_mut("/log").and_then(Value::as_array_mut).map(|log| log.remove(index));
        })
    };
    assert_eq!(fault(remove(0)?), made);
    let mut three = record()?;
    three.append(LogKind::Drill, date!(2027 - 04 - 05), BTreeMap::new())?;
    let mut value: Value = serde_json::from_str(&three.to_json()?)?;
    value.pointer_mut("/log").and_then(Value::as_array_mut).map(|log| log.remove(1));
    let gone = "an entry was taken out of the log, or put into it, before entry 2 (drill of 2027-04-05)";
    assert_eq!(fault(Record::parse(&value.to_string())), gone);
    // To be looked at, it is read all the same.
    assert!(Record::examine(&value.to_string())?.1.is_some());
    assert!(
        record()?
            .append(LogKind::Other("Drill 1".to_owned()), date!(2027 - 01 - 05), BTreeMap::new())
            .is_err()
    );
    Ok(())
}

#[test]
fn an_entry_of_a_later_version_is_read_and_its_hash_holds() -> Outcome {
    let mut record = record()?;
    let later = LogKind::Other("hand-over".to_owned());
    record.append(later.clone(), date!(2027 - 02 - 01), BTreeMap::new())?;
    record.append(LogKind::Drill, date!(2027 - 02 - 02), drilled(DrillOutcome::Failed))?;

    let json = record.to_json()?;
    let read = Record::parse(&json)?;
    assert_eq!((&read.log()[2].kind, read.to_json()?), (&later, json));

    let put_later = changed(put("/log/0/kind", json!("hand-over")))?;
    let told = put_later.err().map(|error| error.to_string());
    assert_eq!(told.as_deref(), Some("entry 1 of the log (hand-over of 2026-11-22) was changed"));
    Ok(())
}

#[test]
fn only_a_drill_without_a_fault_moves_the_next_one() -> Outcome {
    let day = date!(2027 - 03 - 01);
    let new = Record::new(made()?)?;
    assert_eq!(new.last_drill(), None);
    let interval = made()?.plan.rotation;

    for (outcome, due) in [
        (DrillOutcome::Opened, interval.drill_due(day)),
        (DrillOutcome::OpenedWithFaults, Some(day)),
        (DrillOutcome::Failed, Some(day)),
    ] {
        let mut record = new.clone();
        record.append(LogKind::Drill, day, drilled(outcome))?;
        record.append(LogKind::ShareTest, date!(2027 - 03 - 02), drilled(DrillOutcome::Opened))?;
        assert_eq!((record.last_drill(), record.drill_due()), (Some((day, outcome)), due));
    }

    // A result that is not there, or is unknown, is no success.
    for facts in [BTreeMap::new(), BTreeMap::from([("result".to_owned(), "splendid".to_owned())])] {
        let mut record = new.clone();
        record.append(LogKind::Drill, day, facts)?;
        assert_eq!(record.last_drill(), Some((day, DrillOutcome::Failed)));
    }
    Ok(())
}

#[test]
fn python_computes_the_same_hashes() -> Outcome {
    let Some(mut python) = crate::external::program("python3") else { return Ok(()) };
    let script = "import hashlib, json, sys\n\
        f = json.load(sys.stdin)\n\
        h = lambda d, v: hashlib.sha256((d + json.dumps(v, sort_keys=True, separators=(',', ':'), ensure_ascii=False)).encode()).hexdigest()\n\
        print(h('sealkit/1/record', f['made']), *[h('sealkit/1/entry', {k: v for k, v in e.items() if k not in ('hash', 'auth')}) for e in f['log']])";
    let mut child = python.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let record = record()?;
    child.stdin.take().ok_or("no input")?.write_all(record.to_json()?.as_bytes())?;
    let said = String::from_utf8(child.wait_with_output()?.stdout)?;
    let log = record.log().iter().map(|entry| entry.hash);
    let ours: Vec<String> =
        std::iter::once(record.made_hash()).chain(log).map(|hash| hash.to_string()).collect();
    assert_eq!(said.trim(), ours.join(" "));
    Ok(())
}
