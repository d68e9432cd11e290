//! Records beside one another and beside paper: what is good about them, and what is not.

use super::{
    ChainLink, ChangedField, Contradiction, Hash, HashComparison, LogError, PrintedHash, Record, RecordFacts,
    StoryItem, chain,
};

/// Records in their order, each once.
pub struct Chains {
    chained: Vec<(Record, ChainLink)>,
    // The made parts that are not those which their logs name, and what the logs name.
    cut: Vec<(Hash, Hash)>,
}

/// What records say together.
#[derive(Clone, Debug, PartialEq)]
pub enum Remark<'a> {
    /// It names an older record, with this hash, which was not given.
    OlderMissing(&'a Record, Hash),
    /// It names the one before it as it is here.
    Follows(&'a Record),
    /// The hash from paper is its own.
    OnPaper(&'a Record),
    /// It names another record before it than the one that is here.
    OtherBefore(&'a Record),
    /// These two say different things in one field.
    Differ(&'a Contradiction),
    /// One of its fields was changed.
    Changed(&'a Record, ChangedField),
    /// These two are of one generation, and name different credentials.
    Fork(&'a Record, &'a Record),
    /// The hash from paper is its own, but for this group.
    OneGroup(&'a Record, u8),
    /// The hash from paper is that of the record before it, which was not given.
    OnPaperBefore(&'a Record),
    /// The hash from paper is that of none of them.
    OnPaperOfNone,
}

impl Remark<'_> {
    /// Whether the records are not to be relied on for this.
    pub fn is_fault(&self) -> bool {
        !matches!(self, Self::OlderMissing(..) | Self::Follows(_) | Self::OnPaper(_))
    }
}

impl Chains {
    /// Sorts the records.
    pub fn new(found: Vec<RecordFacts>) -> Self {
        let named = |facts: &RecordFacts| match &facts.fault {
            Some(LogError::Made { named }) => Some((facts.record.made_hash(), *named)),
            _ => None,
        };
        let cut = found.iter().filter_map(named).collect();
        Self { chained: chain(found.into_iter().map(|facts| facts.record).collect()), cut }
    }

    /// Holds the records against one another, and against hashes that were typed from paper.
    pub fn remarks(&self, typed: &[PrintedHash]) -> Vec<Remark<'_>> {
        let mut remarks = Vec::new();
        for (record, link) in &self.chained {
            remarks.extend(self.linked(record, link));
            if let Some((_, named)) = self.cut.iter().find(|(hash, _)| *hash == record.made_hash()) {
                remarks.extend(self.searched(record, PrintedHash::of(*named)));
            }
        }

        for (index, record) in self.records().enumerate() {
            let later = self.records().skip(index + 1);
            remarks.extend(later.filter(|o| record.is_fork_of(o)).map(|o| Remark::Fork(record, o)));
        }

        remarks.extend(typed.iter().flat_map(|typed| self.on_paper(*typed)));
        remarks
    }

    /// What became of the kit, from its first record to its last one.
    pub fn story(&self) -> impl Iterator<Item = StoryItem<'_>> {
        self.records().flat_map(Record::story)
    }

    fn records(&self) -> impl Iterator<Item = &Record> {
        self.chained.iter().map(|(record, _)| record)
    }

    fn others(&self, record: &Record) -> Vec<&Record> {
        let hash = record.made_hash();
        self.records().filter(|other| other.made_hash() != hash).collect()
    }

    fn linked<'a>(&'a self, record: &'a Record, link: &'a ChainLink) -> Vec<Remark<'a>> {
        match (link, record.made().previous) {
            (ChainLink::First, _) | (_, None) => Vec::new(),
            (ChainLink::OlderMissing, Some(named)) => vec![Remark::OlderMissing(record, named)],
            (ChainLink::Follows, _) => vec![Remark::Follows(record)],
            (ChainLink::Changed(contradictions), Some(named)) => {
                let older = self.others(record).into_iter();
                let searched = older.flat_map(|older| self.searched(older, PrintedHash::of(named)));
                let differ = contradictions.iter().map(Remark::Differ);
                std::iter::once(Remark::OtherBefore(record)).chain(differ).chain(searched).collect()
            }
        }
    }

    /// Names the fields that were changed, where putting them back makes the hash right.
    fn searched<'a>(&'a self, record: &'a Record, wanted: PrintedHash) -> Vec<Remark<'a>> {
        let changed = record.changed_fields(wanted, &self.others(record));
        let fields = changed.into_iter().flat_map(|changed| changed.fields);
        fields.map(|field| Remark::Changed(record, field)).collect()
    }

    /// What a typed hash says.
    fn on_paper(&self, typed: PrintedHash) -> Vec<Remark<'_>> {
        let found = |record: &Record| match PrintedHash::of(record.made_hash()).compare(typed) {
            HashComparison::OneGroup(group) => Some(group),
            _ => None,
        };

        let equal = self.records().find(|record| PrintedHash::of(record.made_hash()) == typed);
        let one_group = || self.records().find_map(|r| found(r).map(|group| Remark::OneGroup(r, group)));
        let is_before = |record: &&Record| record.made().previous.map(PrintedHash::of) == Some(typed);
        let before = || self.records().find(is_before).map(Remark::OnPaperBefore);
        if let Some(remark) = equal.map(Remark::OnPaper).or_else(one_group).or_else(before) {
            return vec![remark];
        }

        let mut searched = self.records().map(|record| self.searched(record, typed));
        searched.find(|found| !found.is_empty()).unwrap_or_else(|| vec![Remark::OnPaperOfNone])
    }
}
