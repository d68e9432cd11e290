//! What became of a kit, told from its record: one item for each thing that was done.

use super::{COMPARED, LogEntry, LogKind, Made, RESULT, Record};
use crate::id::SetId;
use time::Date;

/// One thing that was done.
#[derive(Clone, Copy, Debug)]
pub enum StoryItem<'a> {
    /// A generation or a split was made.
    Made(&'a Made),
    /// Something that stands in the log.
    Noted(&'a LogEntry),
}

/// How what a record is about came into being.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Making {
    /// As the first of its chain.
    New,
    /// By a rotation: the shares stayed.
    Rotated,
    /// By a new split of the same key, in the place of this set.
    Reshared(SetId),
    /// With a new key, in the place of this set.
    Renewed(SetId),
}

/// What an entry of the log tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed<'a> {
    /// Sheets were read back.
    ReadBack {
        /// The sheets that are as they should be.
        read: Vec<&'a str>,
        /// The sheets that were not read.
        unread: Vec<&'a str>,
        /// What was refused, if anything was.
        refused: Option<&'a str>,
    },
    /// A quorum was asked to open the credential.
    Drill(Trial<'a>),
    /// Single shares were tested.
    ShareTest(Trial<'a>),
    /// Evidence of a drill came in.
    DrillEvidence(Facts<'a>),
    /// A sign-in has worked.
    Confirmation(Facts<'a>),
    /// A quorum took the record over.
    Adopted,
    /// A kit with another key came in the place of this one.
    Succeeded(Facts<'a>),
    /// Something that a later version of sealkit noted.
    Other(&'a str, Facts<'a>),
}

/// How a drill or a test went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial<'a> {
    /// The word for the outcome; empty if none is noted.
    pub result: &'a str,
    /// The numbers of the shares, if there were any.
    pub shares: Option<&'a str>,
    /// Who took part, if that is noted.
    pub by: Option<&'a str>,
    /// What was wrong, if anything was.
    pub faults: Option<&'a str>,
}

/// Facts by their names.
pub type Facts<'a> = Vec<(&'a str, &'a str)>;

impl Record {
    /// The making, then the log.
    pub fn story(&self) -> impl Iterator<Item = StoryItem<'_>> {
        std::iter::once(StoryItem::Made(self.made())).chain(self.log().iter().map(StoryItem::Noted))
    }
}

impl StoryItem<'_> {
    /// The day on which it was done.
    pub fn date(&self) -> Date {
        match self {
            Self::Made(made) => made.date,
            Self::Noted(entry) => entry.date,
        }
    }

    /// What was done, in a word.
    pub fn kind(&self) -> &str {
        match self {
            Self::Made(made) => made.making().as_str(),
            Self::Noted(entry) => entry.kind.as_str(),
        }
    }
}

impl Made {
    /// How this came into being.
    pub fn making(&self) -> Making {
        match (self.previous, self.replaces_set) {
            (None, _) => Making::New,
            (Some(_), None) => Making::Rotated,
            (Some(_), Some(set)) if set.key() == self.key_id => Making::Reshared(set),
            (Some(_), Some(set)) => Making::Renewed(set),
        }
    }
}

impl Making {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "made",
            Self::Rotated => "rotated",
            Self::Reshared(_) => "reshared",
            Self::Renewed(_) => "renewed",
        }
    }
}

impl LogEntry {
    /// What the entry tells.
    pub fn deed(&self) -> Deed<'_> {
        match &self.kind {
            LogKind::ReadBack => Deed::ReadBack {
                read: self.sheets("matches"),
                unread: self.sheets("not read"),
                refused: self.facts.get("refused").map(String::as_str),
            },
            LogKind::Drill => Deed::Drill(self.trial()),
            LogKind::ShareTest => Deed::ShareTest(self.trial()),
            LogKind::DrillEvidence => Deed::DrillEvidence(self.facts_without(&["of-entry"])),
            LogKind::Confirmation => Deed::Confirmation(self.facts_without(&[])),
            LogKind::Adopted => Deed::Adopted,
            LogKind::Succeeded => Deed::Succeeded(self.facts_without(&[])),
            LogKind::Other(kind) => Deed::Other(kind, self.facts_without(&[])),
        }
    }

    /// The sheets of which the reading back had this result.
    fn sheets(&self, result: &str) -> Vec<&str> {
        self.facts.iter().filter(|(_, found)| *found == result).map(|(sheet, _)| sheet.as_str()).collect()
    }

    fn trial(&self) -> Trial<'_> {
        let fact = |key: &str| self.facts.get(key).map(String::as_str).filter(|text| !text.is_empty());
        Trial {
            result: fact(RESULT).unwrap_or_default(),
            shares: fact("shares"),
            by: fact("by"),
            faults: fact("faults"),
        }
    }

    /// The facts, but these and the one that says whether the record was compared.
    fn facts_without(&self, left_out: &[&str]) -> Facts<'_> {
        let facts = self.facts.iter().map(|(key, text)| (key.as_str(), text.as_str()));
        facts.filter(|(key, _)| *key != COMPARED && !left_out.contains(key)).collect()
    }
}
