//! The key and its shares: made, split again, or left where they lie.

use super::error::KitError;
use crate::id::{Epoch, KeyId, Recipient, SetId};
use crate::record::{Hash, Record};
use crate::seal;
use crate::secret::Identity;
use crate::shamir::{self, Point, Quorum};
use crate::share::Share;
use rand::CryptoRng;
use std::collections::BTreeSet;
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

/// A generator that gives a used key id so often is broken: one of 2^20 ids is used by
/// accident once in a thousand times, even by a run of a thousand kits.
const MOST_DRAWS: usize = 64;

/// A new identity whose key id is none of these: people tell kits apart by it.
pub fn fresh_identity<R: CryptoRng>(taken: &BTreeSet<KeyId>, rng: &mut R) -> Result<Identity, KitError> {
    for _ in 0..MOST_DRAWS {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(bytes.as_mut_slice());
        let identity = Identity::new(bytes);
        if !taken.contains(&seal::recipient_of(&identity)?.key_id()) {
            return Ok(identity);
        }
    }

    Err(KitError::Repeats)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{TryCryptoRng, TryRng};
    use std::convert::Infallible;

    /// A generator that gives the same identity so many times, and then another one.
    struct Repeats(usize);

    impl TryRng for Repeats {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            Ok(0)
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            Ok(0)
        }

        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
            bytes.fill(if self.0 == 0 { 2 } else { 1 });
            self.0 = self.0.saturating_sub(1);
            Ok(())
        }
    }

    impl TryCryptoRng for Repeats {}

    #[test]
    fn a_key_id_that_is_taken_is_drawn_again_within_a_bound() {
        let id = |identity: &Identity| seal::recipient_of(identity).unwrap().key_id();
        let first = fresh_identity(&BTreeSet::new(), &mut Repeats(9)).unwrap();
        let taken = BTreeSet::from([id(&first)]);
        let second = fresh_identity(&taken, &mut Repeats(MOST_DRAWS - 1)).unwrap();
        assert_eq!((first.expose(), second.expose()), (&[1; 32], &[2; 32]));
        assert!(matches!(fresh_identity(&taken, &mut Repeats(MOST_DRAWS)), Err(KitError::Repeats)));
    }
}
