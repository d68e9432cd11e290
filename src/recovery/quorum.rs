//! The search for a quorum that proves itself.

use crate::id::{Epoch, Recipient, SetId};
use crate::seal;
use crate::secret::Identity;
use crate::shamir::{self, Point, Quorum};
use crate::share::Share;

/// No more combinations than these are tried.
pub const MOST_COMBINATIONS: usize = 100_000;

/// What shares of one set have in common, by their own word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The set.
    pub set: SetId,
    /// Which split.
    pub epoch: Epoch,
    /// k of n.
    pub quorum: Quorum,
}

/// A quorum whose identity has proven itself against the set id.
pub struct Proven {
    /// The identity.
    pub identity: Identity,
    /// Its public half.
    pub recipient: Recipient,
    /// The numbers of the shares that lie on its polynomials.
    pub good: Vec<u8>,
    /// The numbers of the shares that do not: forged or of another split.
    pub bad: Vec<u8>,
}

/// Why no quorum was proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CombineError {
    /// Fewer different shares than the threshold.
    #[error("{have} of {needed} shares")]
    TooFew {
        /// Different share numbers at hand.
        have: usize,
        /// The threshold.
        needed: u8,
    },
    /// Every combination was tried.
    #[error("no {needed} of these shares belong together")]
    NoneFits {
        /// The threshold.
        needed: u8,
        /// Whether there were exactly as many as needed, so that nothing tells
        /// which is bad.
        exactly: bool,
    },
    /// The bound was reached.
    #[error("none of the first {MOST_COMBINATIONS} combinations fits")]
    TooMany,
}

impl Claim {
    /// What a share says of itself.
    pub fn of(share: &Share) -> Self {
        Self { set: share.set(), epoch: share.epoch(), quorum: share.quorum() }
    }

    /// Whether an identity, with the shares it came from, is the one of this set.
    fn is_proven_by(&self, identity: &Identity, points: &[&Point]) -> Option<Recipient> {
        let recipient = seal::recipient_of(identity).ok().filter(|r| r.key_id() == self.set.key())?;
        let first: Result<Vec<Point>, _> =
            (1..=self.quorum.threshold()).map(|x| shamir::evaluate(points, self.quorum, x)).collect();
        let first = first.ok()?;
        let first: Vec<&Point> = first.iter().collect();
        (SetId::of(&recipient, self.epoch, self.quorum, &first) == self.set).then_some(recipient)
    }
}

/// Finds a quorum among the shares of one claim that proves itself, and sorts
/// all of them by it.
///
/// # Errors
/// [`CombineError`].
pub fn find(claim: &Claim, shares: &[&Share]) -> Result<Proven, CombineError> {
    let needed = claim.quorum.threshold();
    let mut numbers: Vec<u8> = shares.iter().map(|s| s.x()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.len() < usize::from(needed) {
        return Err(CombineError::TooFew { have: numbers.len(), needed });
    }
    for (tried, chosen) in Combinations::new(shares.len(), usize::from(needed)).enumerate() {
        if tried == MOST_COMBINATIONS {
            return Err(CombineError::TooMany);
        }
        let points: Vec<&Point> = chosen.iter().filter_map(|i| shares.get(*i)).map(|s| s.point()).collect();
        let Ok(identity) = shamir::combine(&points, claim.quorum) else { continue };
        if let Some(recipient) = claim.is_proven_by(&identity, &points) {
            let (good, bad) = sort(claim, shares, &points);
            return Ok(Proven { identity, recipient, good, bad });
        }
    }
    Err(CombineError::NoneFits { needed, exactly: shares.len() == usize::from(needed) })
}

/// Every share is held against the polynomials at its own x.
fn sort(claim: &Claim, shares: &[&Share], points: &[&Point]) -> (Vec<u8>, Vec<u8>) {
    let fits = |share: &&Share| {
        let expected = shamir::evaluate(points, claim.quorum, share.x());
        expected.is_ok_and(|e| e.expose() == share.point().expose())
    };
    let (good, bad): (Vec<&Share>, Vec<&Share>) = shares.iter().partition(|s| fits(s));
    (good.iter().map(|s| s.x()).collect(), bad.iter().map(|s| s.x()).collect())
}

/// All k-element subsets of 0..n, in lexicographic order.
pub struct Combinations {
    n: usize,
    next: Option<Vec<usize>>,
}

impl Combinations {
    /// Subsets of `k` out of `n`.
    pub fn new(n: usize, k: usize) -> Self {
        Self { n, next: (k <= n).then(|| (0..k).collect()) }
    }
}

impl Iterator for Combinations {
    type Item = Vec<usize>;

    fn next(&mut self) -> Option<Vec<usize>> {
        let current = self.next.take()?;
        let k = current.len();
        let room = (0..k).rev().find(|i| current[*i] + k - i < self.n);
        self.next = room.map(|i| {
            let start = current[i] + 1;
            current[..i].iter().copied().chain(start..start + k - i).collect()
        });
        Some(current)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_are_all_there_once() {
        let all: Vec<_> = Combinations::new(5, 3).collect();
        let unique: std::collections::BTreeSet<_> = all.iter().cloned().collect();
        assert_eq!((all.len(), unique.len()), (10, 10));
        assert_eq!(all.first().zip(all.last()), Some((&vec![0, 1, 2], &vec![2, 3, 4])));
        assert_eq!(Combinations::new(2, 3).count(), 0);
        assert_eq!(Combinations::new(3, 3).count(), 1);
    }
}
