//! Canonical JSON (RFC 8785) of values whose numbers are integers, and its hash.

use super::{Edition, Hash, RecordError};
use serde::Serialize;
use serde_json::Value;

/// Turns anything into a JSON value.
pub fn value(of: &impl Serialize) -> Result<Value, RecordError> {
    serde_json::to_value(of).map_err(write_error)
}

/// SHA-256 of a domain and the canonical JSON of a value.
pub fn hash(domain: &str, value: &Value) -> Result<Hash, RecordError> {
    Ok(Hash::of((domain.to_owned() + &text(value)?).as_bytes()))
}

/// The hash of a made part, under the domain of the edition that it shows itself to be of.
pub fn made_hash(made: &Value) -> Result<Hash, RecordError> {
    hash(Edition::of(made).made_domain(), made)
}

/// Writes a value with its keys sorted, without blanks and with the shortest escapes.
pub fn text(value: &Value) -> Result<String, RecordError> {
    let mut out = String::new();
    write(value, &mut out)?;
    Ok(out)
}

fn write(value: &Value, out: &mut String) -> Result<(), RecordError> {
    match value {
        Value::Number(number) if !(number.is_u64() || number.is_i64()) => {
            return Err(RecordError::Inconsistent("json-no-integer"));
        }
        Value::Array(items) => write_list(items, ('[', ']'), out, write)?,
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            // RFC 8785 sorts by UTF-16 code units.
            entries.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            write_list(&entries, ('{', '}'), out, |(key, value), out| {
                out.push_str(&string(key)?);
                out.push(':');
                write(value, out)
            })?;
        }
        Value::String(text) => out.push_str(&string(text)?),
        Value::Null | Value::Bool(_) | Value::Number(_) => out.push_str(&value.to_string()),
    }

    Ok(())
}

fn write_list<T>(
    items: &[T],
    (open, close): (char, char),
    out: &mut String,
    write: impl Fn(&T, &mut String) -> Result<(), RecordError>,
) -> Result<(), RecordError> {
    out.push(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(item, out)?;
    }

    out.push(close);
    Ok(())
}

// serde_json escapes as RFC 8785 wants: \b \t \n \f \r \" \\ and \u00xx in lower case.
fn string(text: &str) -> Result<String, RecordError> {
    serde_json::to_string(text).map_err(write_error)
}

fn write_error(error: serde_json::Error) -> RecordError {
    RecordError::Write(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(json: &str) -> Result<String, RecordError> {
        text(&serde_json::from_str(json).map_err(write_error)?)
    }

    #[test]
    fn the_vectors_of_rfc_8785_hold() -> Result<(), RecordError> {
        // Section 3.2.3: the order of keys.
        let keys = r#"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#;
        let sorted =
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}";
        assert_eq!(canonical(keys)?, sorted);
        // Section 3.2.2: strings and literals.
        let strings =
            r#"{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#;
        let escaped =
            "{\"literals\":[null,true,false],\"string\":\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assert_eq!(canonical(strings)?, escaped);
        Ok(())
    }

    #[test]
    fn numbers_are_integers() -> Result<(), RecordError> {
        assert_eq!(canonical("[1, -7, 18446744073709551615]")?, "[1,-7,18446744073709551615]");
        assert!(canonical("[1.5]").is_err() && canonical("[1e2]").is_err());
        Ok(())
    }

    #[test]
    fn the_hash_is_sha_256_of_the_canonical_text() -> Result<(), RecordError> {
        // printf '{"a":[],"b":"x"}' | sha256sum
        let value = serde_json::from_str(r#"{ "b": "x", "a": [] }"#).map_err(write_error)?;
        assert_eq!(
            hash("", &value)?.to_string(),
            "d4aa9cd279871d2e2cf6a1ec605ae0bc5097a2ebc0adbfeeef40b1ce22e02ab2"
        );
        // printf 'sealkit/1/record{"a":[],"b":"x"}' | sha256sum
        assert_eq!(
            hash("sealkit/1/record", &value)?.to_string(),
            "7557279f5c852d5877b4a7aaa7e1655cfd3eef3344a1712ba66cb36abd2e2e61"
        );
        Ok(())
    }
}
