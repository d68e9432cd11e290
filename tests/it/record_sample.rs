//! A record to test with.

use sealkit::id::{Epoch, Generation, KeyKind, Recipient, SetId};
use sealkit::plan::Plan;
use sealkit::record::{
    Check, CustodianEntry, DateSource, DrillOutcome, Hash, Hashes, LogKind, Made, RESULT, Record,
    RehearsalEntry, SecretEntry, SecretOrigin, Tool,
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use time::macros::date;

pub type Outcome = Result<(), Box<dyn Error>>;

const PLAN: &str = r#"
sealkit-plan = 1
label = "Zürich \"break-glass\" \\ 1"
[[secrets]]
name = "Password"
account = "bg-1@example.onmicrosoft.com"
[[secrets]]
name = "PIN"
account = "key 4711"
profile = "fido2-pin"
source = "import"
[[custodians]]
name = "Ξένια"
place = "Safe 1"
"#;

pub fn secret(name: &str, profile: &str, generated: Option<(u32, u32)>) -> SecretEntry {
    SecretEntry {
        name: name.to_owned(),
        account: "bg-1@example.onmicrosoft.com".to_owned(),
        profile: profile.to_owned(),
        origin: if generated.is_some() { SecretOrigin::Generated } else { SecretOrigin::Imported },
        characters: generated.map(|(characters, _)| characters),
        entropy_bits: generated.map(|(_, bits)| bits),
        generation: None,
        kept: None,
    }
}

pub fn generation(number: u16) -> Generation {
    Generation::new(number).unwrap()
}

/// A set of the sample's key.
pub fn set_id(split: &str) -> Result<SetId, Box<dyn Error>> {
    let key = Recipient::from_bytes([7; 32]).key_id();
    Ok(SetId::parse(&format!("{key}-{split}")).ok_or("no set id")?)
}

/// What the log says of a drill.
pub fn drilled(outcome: DrillOutcome) -> BTreeMap<String, String> {
    BTreeMap::from([(RESULT.to_owned(), outcome.as_str().to_owned())])
}

pub fn made() -> Result<Made, Box<dyn Error>> {
    let plan = Plan::parse(PLAN)?;
    let recipient = Recipient::from_bytes([7; 32]);
    Ok(Made {
        tool: Tool { version: "0.1.0".into(), sha256: Some(Hash::of(b"tool")), words: vec!["alpha".into()] },
        date: date!(2026 - 11 - 21),
        date_source: DateSource::Given,
        made_offline: false,
        quorum: plan.quorum,
        plan,
        key_kind: Some(KeyKind::X25519),
        key_id: recipient.key_id(),
        set_id: set_id("4XTB")?,
        recipient_fingerprint: recipient.fingerprint(),
        recipient,
        epoch: Epoch::FIRST,
        generation: generation(2),
        replaces: Some(Generation::FIRST),
        secrets: vec![secret("Password", "entra", Some((120, 705))), secret("PIN", "fido2-pin", None)],
        custodians: vec![CustodianEntry { share: 1, name: "Ξένια".into(), place: "Safe 1".into() }],
        hashes: Hashes {
            shares: (0..3u8).map(|x| Hash::of(&[x])).collect(),
            payload: Hash::of(b"age"),
            sheets: BTreeMap::from([
                ("share-1-of-3.pdf".to_owned(), Hash::of(b"1")),
                ("credential.pdf".to_owned(), Hash::of(b"c")),
            ]),
        },
        entropy_sources: vec!["operating system".into()],
        preflight: vec![Check { check: "network".into(), result: "eth0 is up".into() }],
        rehearsal: RehearsalEntry { quorums: 3, tried: 3, exhaustive: true },
        previous: Some(Hash::of(b"before")),
        sealed_copies: None,
        replaces_set: None,
        earlier: Vec::new(),
        sealed: None,
    })
}

pub fn record() -> Result<Record, Box<dyn Error>> {
    let mut record = Record::new(made()?)?;
    record.append(
        LogKind::ReadBack,
        date!(2026 - 11 - 22),
        BTreeMap::from([("sheet".into(), "share 1\n\u{1f511}".into())]),
    )?;
    record.append(LogKind::Drill, date!(2027 - 01 - 05), drilled(DrillOutcome::Opened))?;
    Ok(record)
}

/// Puts `new` in the place of what is there.
pub fn put(pointer: &'static str, new: Value) -> impl Fn(&mut Value) {
    move |value| {
        if let Some(place) = value.pointer_mut(pointer) {
            *place = new.clone();
        }
    }
}
