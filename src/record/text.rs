//! How dates and quorums stand in the JSON of a record, and what may be missing there.

use serde::{Deserialize, Deserializer};

/// Reads a value that may be missing. Null is not a second way to leave it out.
pub fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

pub mod day {
    use crate::texts::english;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use time::{Date, macros::format_description};

    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        let date = Date::parse(&text, format_description!("[year]-[month]-[day]"));
        date.map_err(|_| D::Error::custom(english().text("json-date", &[])))
    }
}

pub mod maybe_day {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use time::Date;

    #[derive(Serialize, Deserialize)]
    struct Day(#[serde(with = "super::day")] Date);

    pub fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        date.map(Day).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        // A key that is there has a date. Null is not a second way to leave it out.
        Day::deserialize(deserializer).map(|Day(date)| Some(date))
    }
}

pub mod quorum {
    use crate::shamir::Quorum;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Pair {
        threshold: u8,
        shares: u8,
    }

    pub fn serialize<S: Serializer>(quorum: &Quorum, serializer: S) -> Result<S::Ok, S::Error> {
        Pair { threshold: quorum.threshold(), shares: quorum.shares() }.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Quorum, D::Error> {
        let pair = Pair::deserialize(deserializer)?;
        Quorum::new(pair.threshold, pair.shares).map_err(D::Error::custom)
    }
}
