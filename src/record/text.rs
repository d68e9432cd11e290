//! How dates and quorums stand in JSON.

pub(super) mod day {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use time::{Date, macros::format_description};

    pub(in crate::record) fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }

    pub(in crate::record) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        let date = Date::parse(&text, format_description!("[year]-[month]-[day]"));
        date.map_err(|_| D::Error::custom("a date is written as 2026-11-21"))
    }
}

pub(super) mod maybe_day {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use time::Date;

    #[derive(Serialize, Deserialize)]
    struct Day(#[serde(with = "super::day")] Date);

    pub(in crate::record) fn serialize<S: Serializer>(
        date: &Option<Date>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        date.map(Day).serialize(serializer)
    }

    pub(in crate::record) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Date>, D::Error> {
        // Where the key stands there is a date behind it: null is none.
        Day::deserialize(deserializer).map(|Day(date)| Some(date))
    }
}

pub(super) mod quorum {
    use crate::shamir::Quorum;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Pair {
        threshold: u8,
        shares: u8,
    }

    pub(in crate::record) fn serialize<S: Serializer>(
        quorum: &Quorum,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        Pair { threshold: quorum.threshold(), shares: quorum.shares() }.serialize(serializer)
    }

    pub(in crate::record) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Quorum, D::Error> {
        let pair = Pair::deserialize(deserializer)?;
        Quorum::new(pair.threshold, pair.shares).map_err(D::Error::custom)
    }
}
