//! The published schema of the record, by a validator that is not ours.

use crate::record_sample::{Outcome, generation, made, put, record, set_id};
use sealkit::record::{Batch, Hash, Kept, Record};
use serde_json::{Value, json};
use std::error::Error;

fn schema_refuses(value: &Value) -> Result<Option<String>, Box<dyn Error>> {
    refuses(include_str!("../../docs/record.schema.json"), value)
}

fn refuses(schema: &str, value: &Value) -> Result<Option<String>, Box<dyn Error>> {
    let schema: Value = serde_json::from_str(schema)?;
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let said = |e: boon::CompileError| e.to_string();
    compiler.add_resource("urn:sealkit:record:1", schema).map_err(said)?;
    let index = compiler.compile("urn:sealkit:record:1", &mut schemas).map_err(said)?;
    Ok(schemas.validate(value, index).err().map(|e| e.to_string()))
}

#[test]
fn the_published_schema_takes_records() -> Outcome {
    let value: Value = serde_json::from_str(&record()?.to_json()?)?;
    assert_eq!(schema_refuses(&value)?, None);
    let mut bare = made()?;
    (bare.replaces, bare.previous, bare.tool.sha256) = (None, None, None);
    bare.tool.words.clear();
    let value: Value = serde_json::from_str(&Record::new(bare)?.to_json()?)?;
    assert_eq!(schema_refuses(&value)?, None);
    let mut later = made()?;
    later.replaces_set = Some(set_id("AAAA")?);
    later.sealed = Some(later.date);
    later.unverified = Some("no paper".to_owned());
    later.secrets[0].kept = Some(Kept { since: generation(1), reason: Some("abroad".to_owned()) });
    later.secrets[1].kept = Some(Kept { since: generation(2), reason: None });
    let value: Value = serde_json::from_str(&Record::new(later)?.to_json()?)?;
    assert_eq!(schema_refuses(&value)?, None);
    for (pointer, new) in [
        ("/made/replaces-set", json!("K7QM")),
        ("/made/sealed", json!(null)),
        ("/made/secrets/0/kept", json!({"reason": "x"})),
        ("/made/secrets/1/kept/value", json!("x")),
    ] {
        let mut bad = value.clone();
        match bad.pointer_mut(pointer) {
            Some(place) => *place = new,
            None => bad["made"]["secrets"][1]["kept"]["value"] = new,
        }
        assert!(schema_refuses(&bad)?.is_some(), "{pointer}");
    }
    Ok(())
}

#[test]
fn the_published_schema_takes_batches_and_what_the_library_takes() -> Outcome {
    let schema = include_str!("../../docs/batch.schema.json");
    let batch = Batch::new(vec![Hash::of(b"a"), Hash::of(b"b")], Some(Hash::of(b"before"))).ok_or("none")?;
    let value: Value = serde_json::from_str(&batch.to_json()?)?;
    assert_eq!(refuses(schema, &value)?, None);
    for (key, new) in [
        ("sealkit-batch", json!(2)),
        ("records", json!([])),
        ("records", json!([Hash::of(b"a"), Hash::of(b"a")])),
        ("records", json!(["a"])),
        ("previous", json!(null)),
        ("kits", json!(2)),
    ] {
        let mut bad = value.clone();
        bad[key] = new;
        assert!(refuses(schema, &bad)?.is_some(), "{key}");
        assert!(Batch::parse(&bad.to_string()).is_err() || bad["previous"].is_null(), "{key}");
    }
    Ok(())
}

#[test]
fn the_published_schema_takes_the_record_of_a_kit() -> Outcome {
    let folder = tempfile::tempdir()?;
    let kit = folder.path().join("kit");
    let mut new = crate::process::sealkit();
    new.args([
        "new",
        "--label",
        "Kit",
        "--account",
        "bg-1",
        "--custodian",
        "A. Example; Safe 1",
        "--allow-online",
    ]);
    let made = new.args(["--date", "2026-11-21", "--out"]).arg(&kit).output()?;
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let text = std::fs::read_to_string(kit.join("record.json"))?;
    assert_eq!(schema_refuses(&serde_json::from_str(&text)?)?, None);
    assert_eq!(Record::parse(&text)?.to_json()?, text);
    Ok(())
}

#[test]
fn the_published_schema_refuses_what_is_no_record() -> Outcome {
    let good: Value = serde_json::from_str(&record()?.to_json()?)?;
    let keys: Vec<String> =
        good["made"].as_object().map(|made| made.keys().cloned().collect()).unwrap_or_default();
    for key in keys
        .iter()
        .filter(|key| !["replaces", "previous", "sealed-copies", "key-kind"].contains(&key.as_str()))
    {
        let mut bad = good.clone();
        bad["made"].as_object_mut().map(|made| made.remove(key));
        assert!(schema_refuses(&bad)?.is_some(), "{key} is missing");
        let mut bad = good.clone();
        bad["made"][key] = json!(0.5);
        assert!(schema_refuses(&bad)?.is_some(), "{key} has the wrong type");
    }
    for (pointer, new) in [
        ("/sealkit-record", json!(2)),
        ("/made/key-kind", json!("mlkem768x25519")),
        ("/made/quorum/threshold", json!(1)),
        ("/made/hashes/payload", json!("00")),
        ("/made/hashes/sheets", json!({"provisioning.pdf": Hash::of(b"").to_string()})),
        ("/made/plan/paper", json!("a5")),
        (
            "/made/secrets/1",
            json!({"name": "PIN", "account": "a", "profile": "p", "origin": "imported", "characters": 4}),
        ),
        ("/log/0/facts", json!({"sheet": 1})),
        ("/log/0", json!({"kind": "drill"})),
    ] {
        let mut bad = good.clone();
        put(pointer, new)(&mut bad);
        assert!(schema_refuses(&bad)?.is_some(), "{pointer}");
    }
    let mut bad = good;
    bad["made"]["secret"] = json!("x");
    assert!(schema_refuses(&bad)?.is_some(), "an unknown key");
    Ok(())
}
