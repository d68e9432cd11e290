//! What an input holds, told without opening anything.

use super::{Found, InputContent};
use crate::credential::{CredentialCode, Part};
use crate::id::{Epoch, Generation, KeyId, SetId};
use crate::record::{Batch, BatchError, RecordError, RecordFacts};
use crate::recovery::{self, BlockError, Decoded, InputError, Item};
use crate::seal;
use crate::share::Share;
use serde::Serialize;

/// One thing in an input.
pub struct Inspected {
    /// The page it is on, if it was drawn.
    pub page: Option<usize>,
    /// What it is.
    pub what: Result<Facts, InspectError>,
}

/// What something says of itself. Nothing here is worth keeping secret.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase", rename_all_fields = "kebab-case")]
pub enum Facts {
    /// A share, without what it is worth.
    Share {
        /// Its set.
        set: SetId,
        /// The key that the set is of.
        key: KeyId,
        /// Its number.
        share: u8,
        /// Which split of the key it is of.
        epoch: Epoch,
        /// How many shares open the kit.
        threshold: u8,
        /// How many shares there are.
        shares: u8,
        /// The first digits of its hash.
        fingerprint: String,
    },
    /// A QR part of a credential.
    #[serde(rename = "credential part")]
    Part {
        /// The key it is sealed to.
        key: KeyId,
        /// Its generation.
        generation: Generation,
        /// Its number.
        part: u8,
        /// How many parts there are.
        parts: u8,
    },
    /// A whole credential.
    Credential {
        /// The key it is sealed to.
        key: KeyId,
        /// Its generation.
        generation: Generation,
        /// How long its age file is.
        age_file_bytes: usize,
    },
    /// Some lines of a credential.
    #[serde(rename = "credential lines")]
    CredentialLines {
        /// How many.
        lines: usize,
        /// The numbers of the others.
        missing: Vec<u16>,
    },
    /// The calibration code, typed as it is printed.
    Calibration,
    /// The square of a record hash.
    #[serde(rename = "record hash")]
    RecordHash,
    /// A square of the printed program.
    Program,
    /// A scanner types for another keyboard.
    Keyboard {
        /// The name of the layout.
        layout: &'static str,
    },
    /// An age file, which shows neither its key nor its generation.
    #[serde(rename = "age file")]
    AgeFile {
        /// How long it is, in binary form.
        bytes: usize,
    },
    /// A PDF or a picture without a code.
    #[serde(rename = "other sheet")]
    OtherSheet,
    /// A QR code of something else.
    #[serde(rename = "other code")]
    OtherCode,
    /// A record.
    Record(Box<RecordFacts>),
    /// A batch. It is compared where a rotation takes it, and its hash is asked for there.
    Batch {
        /// How many records it names.
        records: usize,
    },
}

/// Why something in an input cannot be relied on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InspectError {
    /// A code or a line is no good.
    Text(InputError),
    /// An age file is damaged.
    AgeFile,
    /// A record is no good.
    Record(RecordError),
    /// A batch is no good.
    Batch(BatchError),
}

impl InputContent {
    /// Tells what each thing in it is, with what is wrong with it.
    pub fn inspect(&self) -> Vec<Inspected> {
        let whole = match self {
            Self::Text(text) => recovery::read(text.expose()).into_iter().map(item).collect(),
            Self::Pdf(found) if found.is_empty() => vec![Ok(Facts::OtherSheet)],
            Self::Pdf(found) => return found.iter().flat_map(on_page).collect(),
            Self::AgeFile(bytes) => vec![age_file(bytes.expose())],
            Self::Record(text) => record(text),
        };
        whole.into_iter().map(|what| Inspected { page: None, what }).collect()
    }
}

fn on_page(found: &Found) -> Vec<Inspected> {
    let items = recovery::scanned(found.text.expose());
    let things = items
        .map_or_else(|| vec![Ok(Facts::OtherCode)], |items| items.into_iter().map(item).collect::<Vec<_>>());
    things.into_iter().map(|what| Inspected { page: Some(found.page), what }).collect()
}

fn item(item: Item) -> Result<Facts, InspectError> {
    match item {
        Item::Share(found) => Ok(share(&found)),
        Item::Part(Part { key, generation, part, parts, .. }, _) => {
            Ok(Facts::Part { key, generation, part, parts })
        }
        Item::CredentialLines(block) => match block.finish() {
            Ok(Decoded::Credential(code)) => Ok(credential(&code)),
            Ok(Decoded::Share(found)) => Ok(share(&found)),
            Err(BlockError::Missing(missing)) => Ok(Facts::CredentialLines { lines: block.len(), missing }),
            Err(fault) => Err(InspectError::Text(InputError::Block { kind: block.kind(), fault })),
        },
        Item::Calibration => Ok(Facts::Calibration),
        Item::RecordHash => Ok(Facts::RecordHash),
        Item::Program => Ok(Facts::Program),
        Item::Keyboard(layout) => Ok(Facts::Keyboard { layout }),
        Item::Fault(fault) => Err(InspectError::Text(fault)),
    }
}

fn share(share: &Share) -> Facts {
    let (set, quorum) = (share.set(), share.quorum());
    Facts::Share {
        set,
        key: set.key(),
        share: share.x(),
        epoch: share.epoch(),
        threshold: quorum.threshold(),
        shares: quorum.shares(),
        fingerprint: share.hash().short(),
    }
}

fn credential(code: &CredentialCode) -> Facts {
    Facts::Credential {
        key: code.key(),
        generation: code.generation(),
        age_file_bytes: code.age_file().len(),
    }
}

fn age_file(bytes: &[u8]) -> Result<Facts, InspectError> {
    let binary = seal::binary(bytes).map_err(|_| InspectError::AgeFile)?;
    Ok(Facts::AgeFile { bytes: binary.len() })
}

/// A record whose log is broken is told all the same, with what is wrong.
fn record(text: &str) -> Vec<Result<Facts, InspectError>> {
    match RecordFacts::examine(text) {
        Ok(facts) => {
            let fault = facts.fault.clone().map(|fault| Err(InspectError::Record(fault.into())));
            std::iter::once(Ok(Facts::Record(Box::new(facts)))).chain(fault).collect()
        }
        Err(RecordError::NoRecord) => vec![batch(text)],
        Err(error) => vec![Err(InspectError::Record(error))],
    }
}

fn batch(text: &str) -> Result<Facts, InspectError> {
    match Batch::parse(text) {
        Ok(batch) => Ok(Facts::Batch { records: batch.records().len() }),
        Err(BatchError::NoBatch) => Err(InspectError::Record(RecordError::NoRecord)),
        Err(error) => Err(InspectError::Batch(error)),
    }
}
