//! Quorums tried one by one: all of them where they are few, else some at random.

use super::{Claim, Combinations, Quorate};
use crate::id::SetId;
use crate::seal;
use crate::secret::Identity;
use crate::shamir::{self, Point};
use crate::share::Share;
use sha2::{Digest, Sha256};

/// What is left of the tries.
pub(super) struct Tries {
    /// How many more may be made.
    pub left: usize,
    /// Whether every quorum was tried so far that could have been the one.
    pub complete: bool,
}

/// Numbers for a search at random, the same for the same shares. Nothing secret comes of
/// them, so that they need no generator.
pub(super) struct Draw {
    seed: [u8; 32],
    blocks: u64,
    bytes: Vec<u8>,
}

impl Tries {
    /// Tries quorums with at least one share that is off. Shares of one number lie side by
    /// side.
    pub fn search<'a>(&mut self, claim: &Claim, shares: &[&'a Share], off: &[bool]) -> Option<Quorate<'a>> {
        let places: Vec<usize> = (0..shares.len()).collect();
        let rivals: Vec<&[usize]> = places.chunk_by(|a, b| shares[*a].x() == shares[*b].x()).collect();
        let k = usize::from(claim.quorum.threshold());
        let points = |chosen: &[usize]| chosen.iter().map(|place| shares[*place].point()).collect();

        if count(&rivals, k) <= self.left {
            let quorums = Combinations::new(rivals.len(), k).flat_map(|chosen| ways(&rivals, &chosen));
            let new = quorums.filter(|quorum| quorum.iter().any(|place| off[*place]));
            return new.inspect(|_| self.left -= 1).find_map(|quorum| attempt(claim, points(&quorum)));
        }

        let mut draw = Draw::new(shares);
        while self.left > 0 {
            self.left -= 1;
            let found = attempt(claim, points(&draw.quorum(&rivals, off, k)));
            if found.is_some() {
                return found;
            }
        }
        self.complete = false;
        None
    }
}

impl Draw {
    /// Begins with shares whose order is fixed. Who knows all of them opens the kit anyway,
    /// and who does not cannot know what is drawn.
    pub fn new(shares: &[&Share]) -> Self {
        let mut seed = Sha256::new();
        shares.iter().for_each(|share| seed.update(share.hash().as_bytes()));
        Self { seed: seed.finalize().into(), blocks: 0, bytes: Vec::new() }
    }

    /// A number below `bound`, which is far below 65,536; 0 where that is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        if self.bytes.len() < 2 {
            self.blocks += 1;
            let block = Sha256::new().chain_update(self.seed).chain_update(self.blocks.to_be_bytes());
            self.bytes = block.finalize().to_vec();
        }
        let rest = self.bytes.len().saturating_sub(2);
        let number = self.bytes.drain(rest..).fold(0, |number, byte| number << 8 | usize::from(byte));
        number % bound.max(1)
    }

    /// The places of k shares with different numbers, one of them off.
    fn quorum(&mut self, rivals: &[&[usize]], off: &[bool], k: usize) -> Vec<usize> {
        let candidates: Vec<usize> = (0..off.len()).filter(|place| off[*place]).collect();
        let mut chosen = Vec::with_capacity(k);
        chosen.extend(candidates.get(self.below(candidates.len())));

        let mut others: Vec<&[usize]> = rivals.to_vec();
        others.retain(|group| !chosen.iter().any(|place| group.contains(place)));
        while chosen.len() < k && !others.is_empty() {
            let group = others.swap_remove(self.below(others.len()));
            chosen.push(group[self.below(group.len())]);
        }
        chosen
    }
}

/// Tries one quorum. The half of the set id that names the key refuses all but one of a
/// million wrong ones.
fn attempt<'a>(claim: &Claim, points: Vec<&'a Point>) -> Option<Quorate<'a>> {
    let identity = Identity::new(shamir::guess(&points));
    let named = |set: SetId| seal::recipient_of(&identity).is_ok_and(|r| r.key_id() == set.key());
    if named(claim.set) { claim.proven_by(points) } else { None }
}

/// How many quorums there are of k different numbers: the sum, over all k groups, of the
/// products of their lengths.
fn count(rivals: &[&[usize]], k: usize) -> usize {
    let mut sums = vec![0_usize; k + 1];
    sums[0] = 1;
    for group in rivals {
        for size in (1..=k).rev() {
            sums[size] = sums[size].saturating_add(sums[size - 1].saturating_mul(group.len()));
        }
    }
    sums[k]
}

/// Every choice of one share from each of the chosen groups.
fn ways(rivals: &[&[usize]], chosen: &[usize]) -> Vec<Vec<usize>> {
    chosen.iter().fold(vec![Vec::new()], |ways, group| {
        let longer = |way: Vec<usize>| {
            let add = move |place: &usize| way.iter().copied().chain([*place]).collect::<Vec<usize>>();
            rivals[*group].iter().map(add)
        };
        ways.into_iter().flat_map(longer).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quorums_of_different_numbers_are_all_there_once() {
        let rivals: [&[usize]; 4] = [&[0, 1, 2], &[3], &[4, 5], &[6]];
        for k in 1..=4 {
            let all: Vec<Vec<usize>> =
                Combinations::new(4, k).flat_map(|chosen| ways(&rivals, &chosen)).collect();
            let unique: std::collections::BTreeSet<_> = all.iter().collect();
            assert_eq!((all.len(), unique.len()), (count(&rivals, k), count(&rivals, k)), "{k}");
        }
        assert_eq!([1, 2, 3, 4, 5].map(|k| count(&rivals, k)), [7, 17, 17, 6, 0]);
        let many: Vec<&[usize]> = vec![&[0; 8]; 32];
        assert_eq!(count(&many, 32), usize::MAX);
    }

    #[test]
    fn what_is_drawn_has_one_share_off_and_different_numbers() {
        let rivals: [&[usize]; 4] = [&[0, 1], &[2], &[3, 4], &[5]];
        let off = [false, true, false, false, false, true];
        let mut draw = Draw { seed: [1; 32], blocks: 0, bytes: Vec::new() };
        let drawn: std::collections::BTreeSet<Vec<usize>> = (0..2_000)
            .map(|_| {
                let mut quorum = draw.quorum(&rivals, &off, 3);
                quorum.sort_unstable();
                assert!(quorum.iter().any(|place| off[*place]), "{quorum:?}");
                assert!(rivals.iter().all(|g| quorum.iter().filter(|p| g.contains(p)).count() < 2));
                quorum
            })
            .collect();
        let all = Combinations::new(4, 3).flat_map(|chosen| ways(&rivals, &chosen));
        let wanted = all.filter(|quorum| quorum.iter().any(|place| off[*place]));
        assert_eq!(drawn, wanted.collect());
    }
}
