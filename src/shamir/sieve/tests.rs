use super::*;
use crate::secret::Identity;
use crate::shamir::{Quorum, combine, split};
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

fn bytes(rng: &mut ChaCha20Rng) -> Zeroizing<[u8; 32]> {
    let mut bytes = Zeroizing::new([0; 32]);
    rng.fill_bytes(bytes.as_mut_slice());
    bytes
}

/// All points of a split, the first `wrong` of an order drawn by chance with `change` added
/// to them, and which these are.
fn points(
    seed: u8,
    (k, n): (u8, u8),
    wrong: usize,
    change: impl Fn(&mut ChaCha20Rng, u8) -> [u8; 32],
) -> (Vec<Point>, Vec<usize>) {
    let mut rng = ChaCha20Rng::from_seed([seed; 32]);
    let identity = Identity::new(bytes(&mut rng));
    let mut points = split(&identity, Quorum::new(k, n).unwrap(), &mut rng);
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_cached_key(|_| rng.next_u32());
    for place in &order[..wrong] {
        let change = change(&mut rng, points[*place].x);
        points[*place].y.iter_mut().zip(change).for_each(|(y, change)| *y ^= change);
    }
    let mut good = order.split_off(wrong);
    good.sort_unstable();
    (points, good)
}

fn any_quorum() -> impl Strategy<Value = (u8, u8)> {
    (2..=32u8).prop_flat_map(|n| (2..=n, Just(n)))
}

proptest! {
    #[test]
    fn random_forgeries_are_found_while_one_good_point_is_to_spare(
        (k, n) in any_quorum(), seed: u8, part in 0..=100usize,
    ) {
        let most = usize::from(n - k).saturating_sub(1);
        let (points, good) = points(seed, (k, n), most * part / 100, |rng, _| *bytes(rng));
        let all: Vec<&Point> = points.iter().collect();
        // With no surplus at all there is no check to go by.
        let wanted = (n > k).then_some(good);
        prop_assert_eq!(unlike_false(&all, usize::from(k)), wanted);
    }

    #[test]
    fn any_forgeries_are_found_among_half_the_surplus(
        (k, n) in any_quorum(), seed: u8, part in 0..=100usize, kind in 0..3,
    ) {
        let change = |rng: &mut ChaCha20Rng, x: u8| match kind {
            0 => *bytes(rng),
            // The same in each: one row, however many are false.
            1 => [0x55; 32],
            // Points of other polynomials, which run through each other's numbers.
            _ => std::array::from_fn(|i| times(x, i as u8 + 1) ^ 7),
        };
        let (points, good) = points(seed, (k, n), usize::from((n - k) / 2) * part / 100, change);
        let all: Vec<&Point> = points.iter().collect();
        prop_assert_eq!(few_false(&all, usize::from(k)), Some(good));
    }

    #[test]
    fn a_guess_is_what_the_crate_combines((k, n) in any_quorum(), seed: u8) {
        let (points, _) = points(seed, (k, n), 0, |_, _| [0; 32]);
        let last: Vec<&Point> = points.iter().rev().take(usize::from(k)).collect();
        let combined = combine(&last, Quorum::new(k, n).unwrap()).unwrap();
        prop_assert!(*guess(&last) == *combined.expose());
    }
}

#[test]
fn too_many_or_alike_forgeries_are_not_called_found() {
    let sixteen = |wrong, change: fn(&mut ChaCha20Rng, u8) -> [u8; 32]| {
        let (points, good) = points(3, (8, 16), wrong, change);
        let all: Vec<&Point> = points.iter().collect();
        (unlike_false(&all, 8).map(|found| found == good), few_false(&all, 8).map(|found| found == good))
    };
    assert_eq!(sixteen(7, |rng, _| *bytes(rng)), (Some(true), None), "one to spare");
    assert_eq!(sixteen(8, |rng, _| *bytes(rng)), (None, None), "none to spare");
    assert_eq!(sixteen(4, |_, _| [9; 32]), (None, Some(true)), "alike");
    assert_eq!(sixteen(0, |_, _| [0; 32]), (Some(true), Some(true)), "none");
}
