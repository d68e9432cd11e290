//! The kits of one run, so that one hash on paper vouches for all their records.

use super::{Hash, LONGEST_RECORD, strict};
use crate::texts::{Worded, Wording};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The version of the batch format.
pub const BATCH_VERSION: u32 = 1;

const DOMAIN: &[u8] = b"sealkit/1/batch";

/// The hashes of the records of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Ascending, each once.
    records: Vec<Hash>,
    previous: Option<Hash>,
}

/// Why a file is no batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchError {
    /// It is longer than 4 MiB.
    TooLarge(usize),
    /// It is not JSON, a key is unknown or missing, or a value is of the wrong kind. The text is
    /// that of the JSON reader.
    Form(String),
    /// It is JSON, but does not say that it is a batch.
    NoBatch,
    /// It is of another version.
    Version(String),
    /// It names no record, or not each once and in ascending order.
    Order,
    /// The JSON writer failed.
    Write(String),
}

impl Worded for BatchError {
    fn wording(&self) -> Wording {
        match self {
            Self::TooLarge(bytes) => wording!("batch-too-large", bytes),
            Self::Form(said) => wording!("batch-form", said),
            Self::NoBatch => wording!("batch-none"),
            Self::Version(version) => wording!("batch-version", version),
            Self::Order => wording!("batch-order"),
            Self::Write(said) => wording!("batch-unwritten", said),
        }
    }
}

worded_errors!(BatchError);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    sealkit_batch: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    previous: Option<Hash>,
    records: Vec<Hash>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Head {
    sealkit_batch: Option<Value>,
}

impl Batch {
    /// Takes the hashes of the records in any order, and the hash of the batch before. Returns
    /// `None` where there is no record.
    pub fn new(mut records: Vec<Hash>, previous: Option<Hash>) -> Option<Self> {
        records.sort_unstable_by_key(|hash| *hash.bytes());
        records.dedup();
        (!records.is_empty()).then_some(Self { records, previous })
    }

    /// The hash that the batch sheet prints: it covers how many records there are, and each.
    pub fn hash(&self) -> Hash {
        let count = u32::try_from(self.records.len()).unwrap_or(u32::MAX);
        let begun = Sha256::new().chain_update(DOMAIN).chain_update(count.to_be_bytes());
        let all = self.records.iter().fold(begun, |digest, hash| digest.chain_update(hash.bytes()));
        Hash::from_bytes(all.finalize().into())
    }

    /// Whether this record is one of them.
    pub fn contains(&self, record: Hash) -> bool {
        self.records.binary_search_by_key(record.bytes(), |hash| *hash.bytes()).is_ok()
    }

    /// The hashes of the records, ascending.
    pub fn records(&self) -> &[Hash] {
        &self.records
    }

    /// The hash of the batch before, if one was known. The hash of this one does not cover it.
    pub fn previous(&self) -> Option<Hash> {
        self.previous
    }

    /// Writes it as indented JSON with a line end.
    ///
    /// # Errors
    /// Returns [`BatchError::Write`] if the JSON writer fails, which no `Batch` causes.
    pub fn to_json(&self) -> Result<String, BatchError> {
        let file =
            File { sealkit_batch: BATCH_VERSION, previous: self.previous, records: self.records.clone() };
        let text = serde_json::to_string_pretty(&file).map_err(|e| BatchError::Write(e.to_string()))?;
        Ok(text + "\n")
    }

    /// Reads a batch.
    ///
    /// # Errors
    /// [`BatchError`] if the text is no batch of this version in its one spelling.
    ///
    /// # Security
    /// A batch that is read proves nothing: only its hash on paper vouches for it.
    pub fn parse(text: &str) -> Result<Self, BatchError> {
        if text.len() > LONGEST_RECORD {
            return Err(BatchError::TooLarge(text.len()));
        }

        strict::check(text).map_err(form)?;

        // The version comes first: a later one may have keys that are unknown here.
        let head: Head = serde_json::from_str(text).map_err(form)?;
        let version = head.sealkit_batch.ok_or(BatchError::NoBatch)?;
        if version.as_u64() != Some(BATCH_VERSION.into()) {
            return Err(BatchError::Version(version.to_string().chars().take(40).collect()));
        }

        let File { previous, records, .. } = serde_json::from_str(text).map_err(form)?;
        let is_ascending = records.windows(2).all(|pair| pair[0].bytes() < pair[1].bytes());
        match is_ascending && !records.is_empty() {
            true => Ok(Self { records, previous }),
            false => Err(BatchError::Order),
        }
    }
}

fn form(error: serde_json::Error) -> BatchError {
    // The reader's words may quote the file.
    let readable = |c: char| if c.is_control() { ' ' } else { c };
    BatchError::Form(error.to_string().chars().take(300).map(readable).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(names: &[&str]) -> Vec<Hash> {
        names.iter().map(|name| Hash::of(name.as_bytes())).collect()
    }

    #[test]
    fn the_hash_is_that_of_the_format_and_order_makes_no_difference() {
        let batch = Batch::new(hashes(&["a", "b", "c"]), None).unwrap();
        assert_eq!(batch, Batch::new(hashes(&["c", "a", "b", "a"]), None).unwrap());
        // printf 'sealkit/1/batch\0\0\0\3', then the three in ascending order, in raw bytes | sha256sum
        let mut bytes = b"sealkit/1/batch\0\0\0\x03".to_vec();
        for name in ["c", "b", "a"] {
            bytes.extend(Hash::of(name.as_bytes()).bytes());
        }
        assert_eq!(batch.hash(), Hash::of(&bytes));
        assert_ne!(batch.hash(), Batch::new(hashes(&["a", "b"]), None).unwrap().hash());
        assert!(batch.contains(Hash::of(b"b")) && !batch.contains(Hash::of(b"d")));
        assert_eq!(Batch::new(Vec::new(), None), None);
    }

    #[test]
    fn it_has_one_spelling() {
        let batch = Batch::new(hashes(&["a", "b"]), Some(Hash::of(b"old"))).unwrap();
        let text = batch.to_json().unwrap();
        assert_eq!(Batch::parse(&text), Ok(batch.clone()));
        let [first, second] = [0, 1].map(|at| batch.records()[at].to_string());
        let refused = [
            (text.replace(&first, &second), BatchError::Order),
            (
                text.replace(&first, "x").replace(&second, &first).replace("\"x\"", &format!("\"{second}\"")),
                BatchError::Order,
            ),
            (text.replace("sealkit-batch", "sealkit-record"), BatchError::NoBatch),
            (text.replace(": 1,", ": 2,"), BatchError::Version("2".to_owned())),
            (r#"{"sealkit-batch": 1, "records": []}"#.to_owned(), BatchError::Order),
            (" ".repeat(LONGEST_RECORD + 1), BatchError::TooLarge(LONGEST_RECORD + 1)),
        ];
        for (text, error) in refused {
            assert_eq!(Batch::parse(&text), Err(error), "{text:.300}");
        }
        let no_form = [
            text.replace("\"records\"", "\"kits\""),
            text.replace(&first, &first.to_uppercase()),
            text.replace("\"previous\"", "\"records\": [],\n\"previous\""),
            text.replace(": 1,", ": 1.0,"),
            "no JSON".to_owned(),
        ];
        for text in no_form {
            assert!(matches!(Batch::parse(&text), Err(BatchError::Form(_))), "{text}");
        }
    }
}
