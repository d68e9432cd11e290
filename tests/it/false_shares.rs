//! False shares among good ones: every quorum that the bounds of the search promise is found,
//! each false share is named, and it takes no second.

use crate::fixtures::{codes, identity, worked};
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use sealkit::recovery::{Claim, CombineError, MOST_TRIES, Proven, find};
use sealkit::shamir::Point;
use sealkit::share::Share;
use std::time::Duration;
use zeroize::Zeroizing;

/// What the search may take: the second is promised of a build that is optimised.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

/// A share that says the same of itself, with other bytes.
fn falsified(share: &Share, change: &[u8; 32]) -> Share {
    let mut y = Zeroizing::new(*share.point().expose());
    y.iter_mut().zip(change).for_each(|(y, change)| *y ^= change);
    Share::new(share.set(), share.epoch(), share.quorum(), Point::new(share.x(), y).unwrap()).unwrap()
}

fn random(rng: &mut ChaCha20Rng) -> [u8; 32] {
    let mut bytes = [0; 32];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// Searches, and holds the time and what is found against the numbers that are false.
fn search(shares: &[Share], wrong: &[u8]) -> Result<(), CombineError> {
    let kit = Claim::of(&shares[0]);
    let begun = worked();
    let found = find(&kit, &shares.iter().collect::<Vec<_>>());
    let took = worked() - begun;
    assert!(took < LONGEST, "{} took {took:?}", kit.quorum);

    let Proven { identity: key, good, mut bad, .. } = found?;
    assert!(key.expose() == identity(1).expose());
    let mut wrong = wrong.to_vec();
    wrong.sort_unstable();
    bad.sort_unstable();
    assert_eq!(bad, wrong, "{}", kit.quorum);
    assert_eq!(good.len() + bad.len(), shares.len(), "{}", kit.quorum);
    Ok(())
}

/// `wrong` of the numbers up to n, drawn by chance.
fn drawn(rng: &mut ChaCha20Rng, n: u8, wrong: u8) -> Vec<u8> {
    let mut numbers: Vec<u8> = (1..=n).collect();
    numbers.sort_by_cached_key(|_| rng.next_u32());
    numbers.truncate(usize::from(wrong));
    numbers
}

fn with_false(shares: Vec<Share>, wrong: &[u8], mut change: impl FnMut() -> [u8; 32]) -> Vec<Share> {
    let one = |share: Share| match wrong.contains(&share.x()) {
        true => falsified(&share, &change()),
        false => share,
    };
    shares.into_iter().map(one).collect()
}

#[test]
fn every_kit_opens_with_one_good_share_to_spare_or_half_of_the_surplus() {
    let mut rng = ChaCha20Rng::from_seed([5; 32]);
    for (k, n) in (3..=32u8).flat_map(|n| (2..n).map(move |k| (k, n))) {
        // Random forgeries, and such that are all alike.
        let wrong = drawn(&mut rng, n, n - k - 1);
        let shares = with_false(codes(1, k, n).shares, &wrong, || random(&mut rng));
        assert_eq!(search(&shares, &wrong), Ok(()), "{k} of {n}, {} random", wrong.len());

        let wrong = drawn(&mut rng, n, (n - k) / 2);
        let shares = with_false(codes(1, k, n).shares, &wrong, || [0x55; 32]);
        assert_eq!(search(&shares, &wrong), Ok(()), "{k} of {n}, {} alike", wrong.len());
    }
}

#[test]
fn the_cases_of_the_audit_open() {
    let mut rng = ChaCha20Rng::from_seed([6; 32]);
    for (k, n, wrong) in [(6, 32, 1), (16, 32, 1), (20, 32, 1), (11, 22, 1), (16, 32, 15), (6, 32, 25)] {
        let wrong = drawn(&mut rng, n, wrong);
        let shares = with_false(codes(1, k, n).shares, &wrong, || random(&mut rng));
        assert_eq!(search(&shares, &wrong), Ok(()), "{k} of {n}, {wrong:?}");
    }
}

#[test]
fn what_is_beyond_every_bound_takes_no_second_and_is_not_called_impossible() {
    let mut rng = ChaCha20Rng::from_seed([7; 32]);
    for (k, n) in [(16, 32), (27, 32)] {
        let all: Vec<u8> = (1..=n).collect();
        let shares = with_false(codes(1, k, n).shares, &all, || random(&mut rng));
        assert_eq!(search(&shares, &all), Err(CombineError::TooMany { tried: MOST_TRIES }));
    }

    // Few enough to try each: then it may be said.
    let shares = with_false(codes(1, 30, 32).shares, &[1, 2, 3], || random(&mut rng));
    assert_eq!(search(&shares, &[1, 2, 3]), Err(CombineError::NoneFits { needed: 30, exactly: false }));
}

#[test]
fn exactly_as_many_good_ones_as_needed_are_found_where_the_quorums_can_be_tried() {
    let mut rng = ChaCha20Rng::from_seed([8; 32]);
    for (k, n) in [(2, 32), (3, 32), (5, 10), (29, 32), (31, 32)] {
        let wrong = drawn(&mut rng, n, n - k);
        let shares = with_false(codes(1, k, n).shares, &wrong, || random(&mut rng));
        assert_eq!(search(&shares, &wrong), Ok(()), "{k} of {n}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rivals_of_one_number_keep_no_good_share_from_counting(
        (k, n) in (3..=32u8).prop_flat_map(|n| (2..n, Just(n))),
        seed: u8,
        rivals in 1..=4usize,
    ) {
        let mut rng = ChaCha20Rng::from_seed([seed; 32]);
        let mut shares = codes(1, k, n).shares;
        // Each of a few numbers has rivals, and all are in any order.
        let rivalled = drawn(&mut rng, n, ((n - k) / 2).clamp(1, 4));
        let mut wrong = Vec::new();
        for x in &rivalled {
            for _ in 0..rivals {
                shares.push(falsified(&shares[usize::from(*x) - 1], &random(&mut rng)));
                wrong.push(*x);
            }
        }
        shares.sort_by_cached_key(|_| rng.next_u32());
        prop_assert_eq!(search(&shares, &wrong), Ok(()));
    }
}

#[test]
fn a_second_split_among_the_shares_is_no_obstacle() {
    // Half of them from polynomials of their own, which no name tells apart: dependent rows,
    // more than half of the surplus, and found one by one.
    for (k, n) in [(2, 4), (3, 9), (5, 12), (6, 32)] {
        let (own, other) = (codes(1, k, n).shares, codes(2, k, n).shares);
        let mixed = own.into_iter().zip(other).map(|(own, other)| match own.x() > n / 2 {
            false => own,
            true => {
                let point = Point::new(own.x(), Zeroizing::new(*other.point().expose())).unwrap();
                Share::new(own.set(), own.epoch(), own.quorum(), point).unwrap()
            }
        });
        let (mixed, wrong) = (mixed.collect::<Vec<Share>>(), (n / 2 + 1..=n).collect::<Vec<u8>>());
        assert_eq!(search(&mixed, &wrong), Ok(()), "{k} of {n}");
    }
}
