//! What vouches for a record: paper, or nothing.

use super::{Batch, HashComparison, Made, PrintedHash, Record, compare_all};
use crate::id::Generation;

/// A record of which it is known what vouches for it. What is sealed or split for a record
/// takes this instead of the record alone, so that nobody forgets to ask.
#[derive(Clone, Copy)]
pub struct Vouched<'a> {
    record: &'a Record,
    unverified: Option<&'a str>,
}

/// What is compared with paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The record of this kit and generation, by its own word.
    Record(String, Generation),
    /// The batch of an earlier run.
    Batch,
}

/// Something that is not, or not known to be, what paper says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOnPaper {
    /// What it is.
    pub subject: Subject,
    /// What the comparison came to.
    pub found: HashComparison,
}

/// What was brought to vouch for records.
#[derive(Clone, Debug, Default)]
pub struct FromPaper<'a> {
    /// Hashes that were typed from paper.
    ///
    /// # Security
    /// One that was read from a file beside the record vouches for nothing: whoever writes the
    /// record can write that file, too.
    pub typed: Vec<PrintedHash>,
    /// A batch, whose hash on paper vouches for every record in it.
    pub batch: Option<&'a Batch>,
    /// Why a record is taken without a hash.
    pub unverified: Option<&'a str>,
}

impl<'a> Vouched<'a> {
    /// A record whose hash was typed from paper.
    ///
    /// # Errors
    /// What the comparison comes to, where it is not equal.
    pub fn by_hash(record: &'a Record, typed: PrintedHash) -> Result<Self, HashComparison> {
        match PrintedHash::of(record.made_hash()).compare(typed) {
            HashComparison::Equal => Ok(Self { record, unverified: None }),
            other => Err(other),
        }
    }

    /// The record.
    pub fn record(&self) -> &'a Record {
        self.record
    }

    /// What was made, by its word.
    pub fn made(&self) -> &'a Made {
        self.record.made()
    }

    /// Why it was not compared with paper, if it was not.
    pub fn reason(&self) -> Option<&'a str> {
        self.unverified
    }
}

impl<'a> FromPaper<'a> {
    /// Compares each record. Hashes are matched by value, and a record that is refused keeps no
    /// other from being compared. `ask` compares what is typed now; it comes to
    /// [`HashComparison::NotGiven`] where nobody can be asked.
    ///
    /// # Errors
    /// The batch is not the one on paper, or `ask` failed.
    pub fn vouch_all<E: From<NotOnPaper>>(
        &self,
        records: &'a [Record],
        mut ask: impl FnMut(&Subject, PrintedHash) -> Result<HashComparison, E>,
    ) -> Result<Vec<Result<Vouched<'a>, NotOnPaper>>, E> {
        let of_record = |record: &Record| PrintedHash::of(record.made_hash());
        let of_batch = self.batch.map(|batch| PrintedHash::of(batch.hash()));
        let hashes: Vec<PrintedHash> = records.iter().map(of_record).chain(of_batch).collect();
        let given = compare_all(&hashes, &self.typed);

        let mut settle = |subject: Subject, hash: PrintedHash, given: HashComparison| {
            let found = if given == HashComparison::NotGiven { ask(&subject, hash)? } else { given };
            let is_equal = found == HashComparison::Equal;
            Ok::<_, E>(if is_equal { Ok(()) } else { Err(NotOnPaper { subject, found }) })
        };

        if let (Some(hash), Some(given)) = (of_batch, given.last()) {
            settle(Subject::Batch, hash, *given)??;
        }

        let mut vouched = Vec::new();
        for ((record, hash), given) in records.iter().zip(hashes).zip(given) {
            let in_batch = self.batch.is_some_and(|batch| batch.contains(record.made_hash()));
            let left_out = self.unverified.filter(|_| given == HashComparison::NotGiven && !in_batch);
            let settled = match in_batch || left_out.is_some() {
                true => Ok(()),
                false => settle(Subject::of(record), hash, given)?,
            };
            vouched.push(settled.map(|()| Vouched { record, unverified: left_out }));
        }

        Ok(vouched)
    }

    /// Compares one record.
    ///
    /// # Errors
    /// As [`FromPaper::vouch_all`], or the record is not known to be the one on paper.
    pub fn vouch<E: From<NotOnPaper>>(
        &self,
        record: &'a Record,
        ask: impl FnMut(&Subject, PrintedHash) -> Result<HashComparison, E>,
    ) -> Result<Vouched<'a>, E> {
        let vouched = self.vouch_all(std::slice::from_ref(record), ask)?.pop();
        let none = || NotOnPaper { subject: Subject::of(record), found: HashComparison::NotGiven };
        Ok(vouched.ok_or_else(none)??)
    }
}

impl Subject {
    /// The record, as it calls itself.
    fn of(record: &Record) -> Self {
        Self::Record(record.made().plan.label.clone(), record.made().generation)
    }
}
