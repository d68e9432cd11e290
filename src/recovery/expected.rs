//! What a record vouches for.

use crate::id::{Epoch, Generation, Recipient, SetId};
use crate::record::Record;
use crate::share::ShareHash;

/// The public facts of a kit against which pieces are held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The share set.
    pub set: SetId,
    /// Which split.
    pub epoch: Epoch,
    /// The full recipient.
    pub recipient: Recipient,
    /// The generation of the credential.
    pub generation: Generation,
    /// SHA-256 of each share, share 1 first.
    pub shares: Vec<[u8; 32]>,
    /// SHA-256 of the age file.
    pub payload: [u8; 32],
}

impl Expected {
    /// What a record vouches for.
    pub fn from_record(record: &Record) -> Self {
        let made = record.made();
        Self {
            set: made.set_id,
            epoch: made.epoch,
            recipient: made.recipient.clone(),
            generation: made.generation,
            shares: made.hashes.shares.iter().map(|hash| *hash.bytes()).collect(),
            payload: *made.hashes.payload.bytes(),
        }
    }

    /// Whether the record names a share with this number and hash.
    pub fn vouches_for(&self, x: u8, hash: ShareHash) -> bool {
        usize::from(x).checked_sub(1).and_then(|i| self.shares.get(i)).is_some_and(|h| h == hash.as_bytes())
    }
}
