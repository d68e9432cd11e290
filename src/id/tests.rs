use super::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Whether a value is written as this JSON and read back from it.
fn round_trips<T: Serialize + DeserializeOwned + PartialEq>(value: &T, json: &Value) -> bool {
    let read = serde_json::from_value::<T>(json.clone());
    serde_json::to_value(value).ok().as_ref() == Some(json) && read.is_ok_and(|read| read == *value)
}

fn refusal<T: DeserializeOwned>(json: Value) -> Option<String> {
    serde_json::from_value::<T>(json).err().map(|error| error.to_string())
}

#[test]
fn a_recipient_has_one_spelling() {
    let recipient = Recipient::from_bytes([9; 32]);
    let text = recipient.to_string();
    assert!(text.starts_with("age1"));
    assert_eq!(Recipient::parse(&text), Ok(recipient));
    assert_eq!(Recipient::parse(&text.to_uppercase()), Err(NameError::Recipient));
    assert_eq!(Recipient::parse(&text[..60]), Err(NameError::Recipient));
}

#[test]
fn key_ids_print_and_parse() {
    for bits in [0, 1, 0xfffff, 0x12345] {
        assert_eq!(parse_20_bits(&print_20_bits(bits)), Some(bits));
    }

    assert_eq!(KeyId::parse("K7Q"), None);
    assert_eq!(KeyId::parse("K7Q1"), None);
    assert_eq!(KeyId::parse("k7qm"), None);
    assert_eq!(KeyId::from_bits(1 << 20), None);
}

#[test]
fn set_ids_print_and_parse() {
    let id = SetId::parse("K7QM-4XTB").unwrap();
    assert_eq!(id.to_string(), "K7QM-4XTB");
    assert_eq!(id.key(), KeyId::parse("K7QM").unwrap());
    assert_eq!(SetId::from_bits(id.bits()), Some(id));

    for text in ["", "-", "K7QM", "K7QM4XTB", "K7QM-4XT", "K7QM-4XT1", "k7qm-4xtb", "K7QM-4XTB-", "K7QM 4XTB"]
    {
        assert_eq!(SetId::parse(text), None, "{text}");
    }
    assert_eq!(SetId::from_bits(1 << 40), None);
    assert_eq!(SetId::from_bits(u64::MAX), None);
}

#[test]
fn key_id_and_fingerprint_are_the_start_of_one_hash() {
    let recipient = Recipient::from_bytes([1; 32]);
    let first = recipient.fingerprint().as_bytes()[..3].to_vec();
    assert_eq!(recipient.key_id().bits() >> 4, u32::from(first[0]) << 8 | u32::from(first[1]));
    assert_eq!(recipient.fingerprint().to_string().len(), 39);
}

#[test]
fn a_fingerprint_is_read_as_people_type_it() {
    let print = Recipient::from_bytes([1; 32]).fingerprint();
    let text = print.to_string();
    for typed in [text.clone(), text.to_uppercase(), text.replace(' ', ""), text.replace(' ', ":") + " "] {
        assert_eq!(Fingerprint::parse(&typed), Some(print), "{typed}");
    }
    for wrong in ["", &text[..38], &(text.clone() + "0"), &text.replace(' ', "g")] {
        assert_eq!(Fingerprint::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn epochs_count_from_one_and_end_at_255() {
    assert!(Epoch::new(0).is_rehearsal() && !Epoch::FIRST.is_rehearsal());
    assert_eq!(Epoch::FIRST.next(), Some(Epoch::new(2)));
    assert_eq!(Epoch::new(255).next(), None);
    assert_eq!(Epoch::new(17).to_string(), "17");
}

#[test]
fn generations_count_from_one_and_end_at_65535() {
    assert_eq!(Generation::new(0), None);
    assert_eq!(Generation::FIRST.previous(), None);
    assert_eq!(Generation::FIRST.next(), Generation::new(2));
    assert_eq!(Generation::new(2).and_then(Generation::previous), Some(Generation::FIRST));
    assert_eq!(Generation::new(65535).and_then(Generation::next), None);
}

#[test]
fn names_stand_in_json_as_they_are_printed() {
    let recipient = Recipient::from_bytes([7; 32]);
    assert!(round_trips(&recipient.key_id(), &json!(recipient.key_id().to_string())));
    assert!(round_trips(&recipient.fingerprint(), &json!(recipient.fingerprint().to_string())));
    assert!(round_trips(&recipient, &json!(recipient.to_string())));
    assert!(round_trips(&SetId::parse("K7QM-4XTB").unwrap(), &json!("K7QM-4XTB")));

    assert!(round_trips(&Epoch::REHEARSAL, &json!(0)));
    assert!(round_trips(&Epoch::new(255), &json!(255)));
    assert!(round_trips(&Generation::new(65535).unwrap(), &json!(65535)));
}

#[test]
fn json_with_any_other_spelling_is_refused() {
    let recipient = Recipient::from_bytes([7; 32]);
    let print = recipient.fingerprint().to_string();
    let said = |error: NameError| Some(error.to_string());

    let capitals = json!(recipient.to_string().to_uppercase());
    assert_eq!(refusal::<Recipient>(capitals), said(NameError::Recipient));
    assert_eq!(refusal::<KeyId>(json!("k7qm")), said(NameError::KeyId));
    assert_eq!(refusal::<SetId>(json!("K7QM")), said(NameError::SetId));
    assert_eq!(refusal::<Generation>(json!(0)), said(NameError::Generation));
    for other in [print.to_uppercase(), print.replace(' ', ""), print.clone() + " ", "0000".to_owned()] {
        assert_eq!(refusal::<Fingerprint>(json!(other)), said(NameError::Fingerprint), "{other}");
    }

    assert!(refusal::<Epoch>(json!(256)).is_some() && refusal::<Epoch>(json!("1")).is_some());
    assert!(refusal::<Generation>(json!(65536)).is_some() && refusal::<SetId>(json!(1)).is_some());
}

#[test]
fn every_kind_of_bad_name_is_told_apart() {
    let sentences: std::collections::BTreeSet<String> =
        NameError::ALL.iter().map(NameError::to_string).collect();
    assert_eq!(sentences.len(), NameError::ALL.len());
}
