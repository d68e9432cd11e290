//! Shares are uniform: what RUSTSEC-2024-0398 found in the predecessor of the
//! Shamir crate (no coefficient was ever zero) must never come back.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha20Rng;
use sealkit::secret::Identity;
use sealkit::shamir::{Quorum, split};
use zeroize::Zeroizing;

const SAMPLES: u32 = 1_024_000;
/// 255 degrees of freedom: mean 255, standard deviation 22.6; six of them above.
const LIMIT: f64 = 391.0;

fn chi_squared(counts: &[u32; 256]) -> f64 {
    let total: u32 = counts.iter().sum();
    assert!(total >= 1_000_000);
    let expected = f64::from(total) / 256.0;
    counts.iter().map(|c| (f64::from(*c) - expected).powi(2) / expected).sum()
}

/// Coefficients as a 2-of-n split shows them: y(1) = secret + coefficient.
fn coefficients() -> [u32; 256] {
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let mut counts = [0; 256];
    let quorum = Quorum::new(2, 2).unwrap();
    for _ in 0..SAMPLES / 32 {
        let mut secret = Zeroizing::new([0; 32]);
        rng.fill_bytes(secret.as_mut_slice());
        let points = split(&Identity::new(secret.clone()), quorum, &mut rng);
        points[0].expose().iter().zip(secret.iter()).for_each(|(y, s)| counts[usize::from(y ^ s)] += 1);
    }
    counts
}

#[test]
fn the_leading_coefficient_is_uniform() {
    let found = chi_squared(&coefficients());
    assert!(found < LIMIT, "{found}");
}

#[test]
fn every_share_byte_of_a_fixed_secret_is_uniform() {
    let mut rng = ChaCha20Rng::from_seed([2; 32]);
    let secret = Identity::new(Zeroizing::new([0; 32]));
    let quorum = Quorum::new(3, 5).unwrap();
    let mut counts = [[0; 256]; 5];
    for _ in 0..SAMPLES / 32 {
        for (share, counts) in split(&secret, quorum, &mut rng).iter().zip(&mut counts) {
            share.expose().iter().for_each(|y| counts[usize::from(*y)] += 1);
        }
    }
    for (x, counts) in (1..).zip(&counts) {
        let found = chi_squared(counts);
        assert!(found < LIMIT, "share {x}: {found}");
    }
}

#[test]
fn the_test_itself_notices_coefficients_without_zero() {
    let mut rng = ChaCha20Rng::from_seed([3; 32]);
    let mut counts = [0; 256];
    (0..SAMPLES).for_each(|_| counts[usize::from(rng.random_range(1..=255u8))] += 1);
    assert!(chi_squared(&counts) > 2.0 * LIMIT);
}
