//! What an entry of the log says.

use super::{AuthCode, Hash, text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use time::Date;

/// The name of the fact that says whether the record was compared with paper.
pub const COMPARED: &str = "record";
/// The name of the fact that says how a drill or a test of shares went.
pub const RESULT: &str = "result";

/// What people are asked to write down after a drill with a sign-in: the name of each fact, and
/// what it tells, as a key of the texts.
pub const EVIDENCE_FIELDS: [(&str, &str); 6] = [
    ("told", "evidence-told"),
    ("sign-in", "evidence-sign-in"),
    ("alert", "evidence-alert"),
    ("ticket", "evidence-ticket"),
    ("review", "evidence-review"),
    ("note", "evidence-note"),
];

/// Something that was done with the kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LogEntry {
    /// What was done.
    pub kind: LogKind,
    /// The day on which it was done.
    #[serde(with = "text::day")]
    pub date: Date,
    /// What else is to be said, as the kind has it: who took part, which shares, the result.
    pub facts: BTreeMap<String, String>,
    /// The hash of the entry before this one. The first entry names the made part instead.
    pub previous: Hash,
    /// The hash of this entry without this field and the next one.
    pub hash: Hash,
    /// The code of somebody who held the key, over the hash of this entry alone. It says nothing
    /// of the entries before.
    #[serde(default, deserialize_with = "text::present", skip_serializing_if = "Option::is_none")]
    pub auth: Option<AuthCode>,
}

/// What an entry of the log is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum LogKind {
    /// Printed sheets were read back by `check`.
    ReadBack,
    /// A sign-in with this generation has worked.
    Confirmation,
    /// A quorum was asked to open the credential.
    Drill,
    /// Shares, fewer than a quorum, were held against the record.
    ShareTest,
    /// Evidence of a drill came in after it.
    DrillEvidence,
    /// A quorum took a record over that was made without one, after it was compared with paper.
    Adopted,
    /// A kit with another key came in the place of this one.
    Succeeded,
    /// A later version of sealkit wrote this kind. It is kept as it stands, since the hash of
    /// the entry covers it.
    Other(String),
}

/// How a drill went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrillOutcome {
    /// The credential opened, and everything that was given belongs to the kit.
    Opened,
    /// The credential opened, but something was given that does not belong to the kit.
    OpenedWithFaults,
    /// The credential did not open.
    Failed,
}

/// How a test of single shares went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareTestOutcome {
    /// Every share belongs to the kit.
    Belongs,
    /// Something does not belong to the kit.
    Refused,
}

impl LogKind {
    /// The word that stands in the record.
    pub fn as_str(&self) -> &str {
        match self {
            Self::ReadBack => "read-back",
            Self::Confirmation => "confirmation",
            Self::Drill => "drill",
            Self::ShareTest => "share-test",
            Self::DrillEvidence => "drill-evidence",
            Self::Adopted => "adopted",
            Self::Succeeded => "succeeded",
            Self::Other(word) => word,
        }
    }
}

impl From<String> for LogKind {
    fn from(word: String) -> Self {
        match word.as_str() {
            "read-back" => Self::ReadBack,
            "confirmation" => Self::Confirmation,
            "drill" => Self::Drill,
            "share-test" => Self::ShareTest,
            "drill-evidence" => Self::DrillEvidence,
            "adopted" => Self::Adopted,
            "succeeded" => Self::Succeeded,
            _ => Self::Other(word),
        }
    }
}

impl From<LogKind> for String {
    fn from(kind: LogKind) -> Self {
        kind.as_str().to_owned()
    }
}

impl fmt::Display for LogKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl DrillOutcome {
    const ALL: [Self; 3] = [Self::Opened, Self::OpenedWithFaults, Self::Failed];

    /// The word that stands in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::OpenedWithFaults => "opened-with-faults",
            Self::Failed => "failed",
        }
    }

    /// Reads the word that stands in the record. Returns `None` for every other word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }
}

impl ShareTestOutcome {
    /// The word that stands in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Belongs => "belongs",
            Self::Refused => "refused",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [(&str, LogKind); 7] = [
        ("read-back", LogKind::ReadBack),
        ("confirmation", LogKind::Confirmation),
        ("drill", LogKind::Drill),
        ("share-test", LogKind::ShareTest),
        ("drill-evidence", LogKind::DrillEvidence),
        ("adopted", LogKind::Adopted),
        ("succeeded", LogKind::Succeeded),
    ];

    #[test]
    fn every_kind_stands_in_json_as_its_word() -> Result<(), serde_json::Error> {
        for (word, kind) in KINDS {
            let json = format!("\"{word}\"");
            assert_eq!(serde_json::to_string(&kind)?, json);
            assert_eq!(serde_json::from_str::<LogKind>(&json)?, kind);
        }
        Ok(())
    }

    #[test]
    fn a_kind_of_a_later_version_is_kept_as_it_stands() -> Result<(), serde_json::Error> {
        let later: LogKind = serde_json::from_str("\"hand-over\"")?;
        assert_eq!(later, LogKind::Other("hand-over".to_owned()));
        assert_eq!(serde_json::to_string(&later)?, "\"hand-over\"");
        assert!(serde_json::from_str::<LogKind>("1").is_err());
        Ok(())
    }

    #[test]
    fn outcomes_of_drills_are_read_as_they_are_written() {
        let words = DrillOutcome::ALL.map(DrillOutcome::as_str);
        assert_eq!(words, ["opened", "opened-with-faults", "failed"]);
        assert_eq!(words.map(DrillOutcome::parse), DrillOutcome::ALL.map(Some));
        assert_eq!(["", "Opened", "belongs"].map(DrillOutcome::parse), [None; 3]);
    }
}
