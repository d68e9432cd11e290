//! The search for every quorum that is consistent with the id of its set.

use crate::id::{Epoch, Recipient, SetId};
use crate::seal;
use crate::secret::Identity;
use crate::shamir::{self, Point, Quorum};
use crate::share::Share;
use crate::texts::{Worded, Wording};

/// No more combinations than these are tried before a first quorum is found.
pub const MOST_COMBINATIONS: usize = 100_000;
/// Once a quorum is found, no more combinations than these are tried for a second one.
const MOST_FURTHER: usize = 20_000;

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

/// A quorum whose identity is consistent with both halves of the set id. Anybody can
/// make one: a set id is a name, and a name is forged in seconds.
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

/// Every quorum that was found among the shares of one claim.
pub(super) struct Search {
    /// One for each polynomial; the shares of different ones may overlap.
    pub found: Vec<Proven>,
    /// Whether every combination was tried that could have given another one.
    pub complete: bool,
}

/// Why no quorum was proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CombineError {
    /// Fewer different shares than the threshold.
    TooFew {
        /// Different share numbers at hand.
        have: usize,
        /// The threshold.
        needed: u8,
    },
    /// Every combination was tried.
    NoneFits {
        /// The threshold.
        needed: u8,
        /// Whether there were exactly as many as needed, so that nothing tells
        /// which is bad.
        exactly: bool,
    },
    /// The bound was reached.
    TooMany {
        /// How many combinations were tried.
        tried: usize,
    },
}

impl Worded for CombineError {
    fn wording(&self) -> Wording {
        match self {
            Self::TooFew { have: 0, .. } => wording!("no-share-entered"),
            Self::TooFew { have, needed } => wording!("too-few-shares", have, needed),
            Self::NoneFits { needed, exactly: true } => wording!("none-fits-exactly", needed),
            Self::NoneFits { needed, exactly: false } => wording!("none-fits", needed),
            Self::TooMany { tried } => wording!("too-many-tries", tried),
        }
    }
}

worded_errors!(CombineError);

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

/// Finds a quorum among the shares of one claim, and sorts all of them by it.
///
/// # Errors
/// [`CombineError`].
pub fn find(claim: &Claim, shares: &[&Share]) -> Result<Proven, CombineError> {
    let none = CombineError::NoneFits { needed: claim.quorum.threshold(), exactly: false };
    find_all(claim, shares, MOST_COMBINATIONS)?.found.into_iter().next().ok_or(none)
}

/// Finds every quorum among the shares of one claim, within a bound: the first may not
/// be the genuine one. The order of the shares makes no difference.
///
/// # Errors
/// [`CombineError`] where there is none.
pub(super) fn find_all(claim: &Claim, shares: &[&Share], most: usize) -> Result<Search, CombineError> {
    let needed = claim.quorum.threshold();
    let mut numbers: Vec<u8> = shares.iter().map(|s| s.x()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.len() < usize::from(needed) {
        return Err(CombineError::TooFew { have: numbers.len(), needed });
    }

    // Where the bound ends the search, it must end it at the same place for the same
    // sheets in another order.
    let mut shares = shares.to_vec();
    shares.sort_by_cached_key(|share| (share.x(), *share.hash().as_bytes()));

    let mut search = Search { found: Vec::new(), complete: true };
    let mut off = vec![true; shares.len()];
    let mut left = most;
    while let Some((points, identity, recipient)) = next(claim, &shares, &off, &mut left) {
        let fits: Vec<bool> = shares.iter().map(|share| lies_on(&points, claim, share)).collect();
        let numbers = |wanted: bool| {
            shares.iter().zip(&fits).filter(move |(_, fits)| **fits == wanted).map(|(s, _)| s.x()).collect()
        };
        search.found.push(Proven { identity, recipient, good: numbers(true), bad: numbers(false) });

        off.iter_mut().zip(&fits).for_each(|(off, fits)| *off &= !fits);
        left = left.min(MOST_FURTHER);
    }

    search.complete = left > 0;
    match search.found.is_empty() {
        false => Ok(search),
        true if search.complete => {
            Err(CombineError::NoneFits { needed, exactly: shares.len() == usize::from(needed) })
        }
        true => Err(CombineError::TooMany { tried: most }),
    }
}

/// The next quorum with at least one share that is off all polynomials found so far: a
/// quorum without one would give one of them again.
fn next<'a>(
    claim: &Claim,
    shares: &[&'a Share],
    off: &[bool],
    left: &mut usize,
) -> Option<(Vec<&'a Point>, Identity, Recipient)> {
    let (mut ordered, on): (Vec<usize>, Vec<usize>) = (0..shares.len()).partition(|i| off[*i]);
    let first = ordered.len();
    ordered.extend(on);

    let quorums = Combinations::new(ordered.len(), usize::from(claim.quorum.threshold()));
    for chosen in quorums.take_while(|chosen| chosen.first().is_some_and(|i| *i < first)) {
        *left = left.checked_sub(1)?;
        let points: Vec<&Point> = chosen.iter().map(|i| shares[ordered[*i]].point()).collect();
        let Ok(identity) = shamir::combine(&points, claim.quorum) else { continue };
        if let Some(recipient) = claim.is_proven_by(&identity, &points) {
            return Some((points, identity, recipient));
        }
    }

    None
}

/// Whether a share lies on the polynomials through these points.
fn lies_on(points: &[&Point], claim: &Claim, share: &Share) -> bool {
    let expected = shamir::evaluate(points, claim.quorum, share.x());
    expected.is_ok_and(|e| e.expose() == share.point().expose())
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
