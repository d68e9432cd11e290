//! JSON that every reader reads alike: no key twice in an object, and no number that a
//! reader could round.

use crate::texts::english;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::HashSet;
use std::fmt;

/// The largest number that a reader with floating point keeps exactly (RFC 7493).
const LARGEST: u64 = (1 << 53) - 1;

/// Looks at a text once, and keeps nothing of it.
///
/// # Errors
/// Returns the error of the JSON reader with its place in the text.
pub fn check(text: &str) -> Result<(), serde_json::Error> {
    serde_json::from_str::<Strict>(text).map(|Strict| ())
}

/// Any value that has one reading.
struct Strict;

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Self;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self, E> {
        if number <= LARGEST {
            Ok(self)
        } else {
            Err(E::custom(english().text("json-number-too-large", &[])))
        }
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self, E> {
        self.visit_u64(number.unsigned_abs())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self, E> {
        Err(E::custom(english().text("json-no-integer", &[])))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        while let Some(Self) = items.next_element()? {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self, A::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            if seen.contains(&key) {
                let key = format!("{key:?}");
                return Err(A::Error::custom(english().text("json-key-twice", &[("key", key)])));
            }

            entries.next_value_seed(Self)?;
            seen.insert(key);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn a_key_stands_once_in_each_object() {
        assert!(check(r#"{"a": {"b": 1}, "b": [{"a": 1}, {"a": 1}]}"#).is_ok());

        // The second spelling of a key is the same key.
        for twice in [r#"{"a":1,"a":1}"#, r#"{"c":[{"d":{"a":1,"b":2,"\u0061":3}}]}"#] {
            let told = check(twice).unwrap_err().to_string();
            assert!(told.starts_with("the key \"a\" stands twice at line 1"), "{told}");
        }
    }

    #[test]
    fn numbers_are_integers_that_every_reader_keeps() {
        assert!(check("[0, -7, 9007199254740991, -9007199254740991]").is_ok());

        for number in ["1.0", "1e2", "-0", "9007199254740992", "-9007199254740992", "1e999"] {
            assert!(check(&format!("[{number}]")).is_err(), "{number}");
        }
    }
}
