//! The search for every quorum that is consistent with the id of its set: first among the
//! shares as a whole, then quorum by quorum.

mod tries;

use tries::{Draw, Tries};

use crate::id::{Epoch, Recipient, SetId};
use crate::seal;
use crate::secret::Identity;
use crate::shamir::{self, Point, Quorum};
use crate::share::Share;
use crate::texts::{Worded, Wording};

/// No more quorums than these are tried one by one, of all sets together.
pub const MOST_TRIES: usize = 10_000;
/// Once a quorum is found, no more than these are tried for a second one.
const MOST_FURTHER: usize = 2_500;
/// Ways to choose among shares of one number that are searched as a whole.
const MOST_CHOICES: usize = 64;

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
    /// Whether every quorum was tried that could have given another one.
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
    /// Every quorum was tried.
    NoneFits {
        /// The threshold.
        needed: u8,
        /// Whether there were exactly as many as needed, so that nothing tells
        /// which is bad.
        exactly: bool,
    },
    /// The bound was reached.
    TooMany {
        /// How many quorums were tried one by one.
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

    /// The quorum of k points, if its identity is the one of this set.
    fn proven_by<'a>(&self, points: Vec<&'a Point>) -> Option<Quorate<'a>> {
        let identity = shamir::combine(&points, self.quorum).ok()?;
        let recipient = self.is_proven_by(&identity, &points)?;
        Some((points, identity, recipient))
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
    search(claim, shares, MOST_TRIES, 1)?.found.into_iter().next().ok_or(none)
}

/// Finds every quorum among the shares of one claim, within a bound: the first may not
/// be the genuine one. The order of the shares makes no difference.
///
/// # Errors
/// [`CombineError`] where there is none.
pub(super) fn find_all(claim: &Claim, shares: &[&Share], most: usize) -> Result<Search, CombineError> {
    search(claim, shares, most, usize::MAX)
}

/// Finds so many quorums, if there are, within so many tries.
fn search(claim: &Claim, shares: &[&Share], most: usize, wanted: usize) -> Result<Search, CombineError> {
    let needed = claim.quorum.threshold();
    // Where the bound ends the search, it must end it at the same place for the same
    // sheets in another order.
    let mut shares = shares.to_vec();
    shares.sort_by_cached_key(|share| (share.x(), *share.hash().as_bytes()));
    let have = shares.chunk_by(|a, b| a.x() == b.x()).count();
    if have < usize::from(needed) {
        return Err(CombineError::TooFew { have, needed });
    }

    let mut search = Search { found: Vec::new(), complete: true };
    let mut off = vec![true; shares.len()];
    let mut tries = Tries { left: most, complete: true };
    while search.found.len() < wanted
        && let Some((points, identity, recipient)) = next(claim, &shares, &off, &mut tries)
    {
        let fits: Vec<bool> = shares.iter().map(|share| lies_on(&points, claim, share)).collect();
        let numbers = |wanted: bool| {
            shares.iter().zip(&fits).filter(move |(_, fits)| **fits == wanted).map(|(s, _)| s.x()).collect()
        };
        search.found.push(Proven { identity, recipient, good: numbers(true), bad: numbers(false) });
        off.iter_mut().zip(&fits).for_each(|(off, fits)| *off &= !fits);
        tries.left = tries.left.min(MOST_FURTHER);
    }

    search.complete = tries.complete;
    match search.found.is_empty() {
        false => Ok(search),
        true if search.complete => {
            Err(CombineError::NoneFits { needed, exactly: shares.len() == usize::from(needed) })
        }
        true => Err(CombineError::TooMany { tried: most - tries.left }),
    }
}

/// A quorum that is consistent with its set id: k points, and the key.
type Quorate<'a> = (Vec<&'a Point>, Identity, Recipient);

/// The next quorum with at least one share that is off all polynomials found so far: a
/// quorum without one would give one of them again.
fn next<'a>(claim: &Claim, shares: &[&'a Share], off: &[bool], tries: &mut Tries) -> Option<Quorate<'a>> {
    let left: Vec<&Share> = shares.iter().zip(off).filter(|(_, off)| **off).map(|(s, _)| *s).collect();
    if left.is_empty() {
        return None;
    }

    by_structure(claim, &left).or_else(|| tries.search(claim, shares, off))
}

/// Searches the shares as a whole, for the polynomials that most of them lie on. Of shares
/// with one number only one can; a wrong choice is one false share more.
fn by_structure<'a>(claim: &Claim, shares: &[&'a Share]) -> Option<Quorate<'a>> {
    let rivals: Vec<&[&Share]> = shares.chunk_by(|a, b| a.x() == b.x()).collect();
    let ways = rivals.iter().fold(1, |ways: usize, group| ways.saturating_mul(group.len()));
    let mut draw = Draw::new(shares);
    (0..ways.min(MOST_CHOICES)).find_map(|way| {
        // All of them where they are few.
        let mut way = way;
        let points: Vec<&Point> = rivals
            .iter()
            .map(|group| {
                let place = if ways <= MOST_CHOICES { way % group.len() } else { draw.below(group.len()) };
                way /= group.len();
                group[place].point()
            })
            .collect();
        by_all(claim, &points)
    })
}

/// The quorum among points of different numbers, if few enough of them are false.
fn by_all<'a>(claim: &Claim, points: &[&'a Point]) -> Option<Quorate<'a>> {
    let k = usize::from(claim.quorum.threshold());
    [shamir::unlike_false, shamir::few_false].into_iter().find_map(|sieve| {
        let good = sieve(points, k)?;
        claim.proven_by(good.iter().take(k).map(|place| points[*place]).collect())
    })
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
