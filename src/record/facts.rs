//! The facts of a record for programs.

use super::{CodeState, LogError, Record, RecordError, text};
use crate::id::{Epoch, Fingerprint, Generation, Recipient, SetId};
use serde::Serialize;
use time::Date;

/// A record and what is told of it in short.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct RecordFacts {
    /// The name of the kit.
    pub label: String,
    /// The share set.
    pub set: SetId,
    /// Which split of the key this is.
    pub epoch: Epoch,
    /// Which generation of the credential this is.
    pub generation: Generation,
    /// The day on which it was made.
    #[serde(with = "text::day")]
    pub made: Date,
    /// Whether every network interface of the machine was down.
    pub made_offline: bool,
    /// The public key in full.
    pub recipient: Recipient,
    /// What people compare in its place.
    pub fingerprint: Fingerprint,
    /// How many entries the log has.
    pub log: usize,
    /// Whether the made part has an authentication code.
    pub authentication_code: CodeState,
    /// The record itself.
    #[serde(skip)]
    pub record: Record,
    /// What is wrong with its log alone.
    #[serde(skip)]
    pub fault: Option<LogError>,
}

impl RecordFacts {
    /// Reads a record even if its log is broken.
    ///
    /// # Errors
    /// As [`Record::examine`].
    pub fn examine(text: &str) -> Result<Self, RecordError> {
        let (record, fault) = Record::examine(text)?;
        let made = record.made();
        Ok(Self {
            label: made.plan.label.clone(),
            set: made.set_id,
            epoch: made.epoch,
            generation: made.generation,
            made: made.date,
            made_offline: made.made_offline,
            recipient: made.recipient.clone(),
            fingerprint: made.recipient_fingerprint,
            log: record.log().len(),
            authentication_code: record.code(),
            record,
            fault,
        })
    }
}
