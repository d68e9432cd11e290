//! The key and its shares: made, split again, or left where they lie.

use super::error::KitError;
use crate::id::{Epoch, Recipient, SetId};
use crate::record::{Hash, Record};
use crate::seal;
use crate::secret::Identity;
use crate::shamir::{self, Point, Quorum};
use crate::share::Share;
use rand::CryptoRng;
use zeroize::Zeroizing;

/// One split of one key.
pub struct Split {
    pub quorum: Quorum,
    pub epoch: Epoch,
    pub set: SetId,
    pub recipient: Recipient,
    /// The shares themselves; none where they lie sealed in their envelopes.
    pub shares: Vec<Share>,
    /// SHA-256 of each share, share 1 first.
    pub hashes: Vec<Hash>,
}

impl Split {
    /// Splits an identity.
    pub fn of<R: CryptoRng>(
        identity: &Identity,
        quorum: Quorum,
        epoch: Epoch,
        rng: &mut R,
    ) -> Result<Self, KitError> {
        let recipient = seal::recipient_of(identity)?;
        let points = shamir::split(identity, quorum, rng);
        let first: Vec<&Point> = points.iter().take(usize::from(quorum.threshold())).collect();
        let set = SetId::of(&recipient, epoch, quorum, &first);
        let shares: Vec<Share> =
            points.into_iter().filter_map(|point| Share::new(set, epoch, quorum, point)).collect();
        let hashes = shares.iter().map(|s| Hash::from_bytes(*s.hash().as_bytes())).collect();
        Ok(Self { quorum, epoch, set, recipient, shares, hashes })
    }

    /// The split that a record names, as far as it is public.
    pub fn of_record(record: &Record) -> Self {
        let made = record.made();
        Self {
            quorum: made.quorum,
            epoch: made.epoch,
            set: made.set_id,
            recipient: made.recipient.clone(),
            shares: Vec::new(),
            hashes: made.hashes.shares.clone(),
        }
    }
}

/// A new identity.
pub fn fresh_identity<R: CryptoRng>(rng: &mut R) -> Identity {
    let mut bytes = Zeroizing::new([0; 32]);
    rng.fill_bytes(bytes.as_mut_slice());
    Identity::new(bytes)
}
