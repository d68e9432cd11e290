//! Shamir's secret sharing of the 32-byte identity over GF(2^8), polynomial
//! 0x11d, secret at x = 0 (A. Shamir, "How to share a secret", 1979).
//!
//! The only module that names the Shamir crate, whose traps end here: a threshold
//! below two shows the secret, a repeated or zero x gives a wrong one without a
//! word, and a wrong number of shares gives garbage.

mod field;
mod sieve;

pub use sieve::{few_false, guess, unlike_false};

use crate::secret::Identity;
use crate::texts::{Worded, Wording};
use blahaj::{Share as RawShare, Sharks};
use rand::CryptoRng;
use std::fmt;
use zeroize::Zeroizing;

/// The most shares of one split.
pub const MOST_SHARES: u8 = 32;

/// A quorum, k of n: k of the n shares open the kit. No other type holds the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quorum {
    threshold: u8,
    shares: u8,
}

/// Why there is no such quorum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuorumError {
    /// A threshold of 0 or 1 would put the whole secret on every sheet.
    ThresholdTooLow(u8),
    /// More shares are needed than there are.
    ThresholdAboveShares {
        /// The threshold k that was asked for.
        threshold: u8,
        /// The number of shares n that was asked for.
        shares: u8,
    },
    /// There are more than 32 shares, the most that the format holds.
    TooManyShares(u8),
}

impl Worded for QuorumError {
    fn wording(&self) -> Wording {
        match self {
            Self::ThresholdTooLow(threshold) => wording!("quorum-threshold-too-low", threshold),
            Self::ThresholdAboveShares { threshold, shares } => {
                wording!("quorum-threshold-above-shares", threshold, shares)
            }
            Self::TooManyShares(shares) => wording!("quorum-too-many-shares", shares, most = MOST_SHARES),
        }
    }
}

worded_errors!(QuorumError);

/// Why points do not combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShamirError {
    /// The number of points is not the threshold.
    NotAQuorum {
        /// The number of points that were given.
        given: usize,
        /// The threshold of the quorum.
        needed: u8,
    },
    /// A point has the number 0 or one beyond n.
    NoSuchShare(u8),
    /// Two points have the same number.
    Repeated(u8),
}

impl Worded for ShamirError {
    fn wording(&self) -> Wording {
        match self {
            Self::NotAQuorum { given, needed } => wording!("combine-not-a-quorum", given, needed),
            Self::NoSuchShare(x) => wording!("combine-no-such-share", x),
            Self::Repeated(x) => wording!("combine-repeated", x),
        }
    }
}

worded_errors!(ShamirError);

/// One point of the polynomials: a share without its name.
pub struct Point {
    x: u8,
    y: Zeroizing<[u8; 32]>,
}

impl Quorum {
    /// Makes a quorum, if it can open a kit and no single share can.
    ///
    /// # Errors
    /// [`QuorumError`] unless 2 <= threshold <= shares <= 32.
    pub fn new(threshold: u8, shares: u8) -> Result<Self, QuorumError> {
        match (threshold, shares) {
            (0 | 1, _) => Err(QuorumError::ThresholdTooLow(threshold)),
            (_, n) if n > MOST_SHARES => Err(QuorumError::TooManyShares(n)),
            (k, n) if k > n => Err(QuorumError::ThresholdAboveShares { threshold, shares }),
            _ => Ok(Self { threshold, shares }),
        }
    }

    /// k, the number of shares that open the kit.
    pub fn threshold(self) -> u8 {
        self.threshold
    }

    /// n, the number of shares there are.
    pub fn shares(self) -> u8 {
        self.shares
    }
}

impl fmt::Display for Quorum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.threshold, self.shares)
    }
}

impl Point {
    /// Makes a point at `x`. Returns `None` for 0, where the secret lies.
    pub fn new(x: u8, y: Zeroizing<[u8; 32]>) -> Option<Self> {
        (x != 0).then_some(Self { x, y })
    }

    /// The number of the share, 1 to 255; never 0.
    pub fn x(&self) -> u8 {
        self.x
    }

    /// The 32 bytes of the share, one for each byte of the identity.
    pub fn expose(&self) -> &[u8; 32] {
        &self.y
    }
}

/// Splits an identity into n points, one polynomial per byte with uniform
/// coefficients from `rng`.
pub fn split<R: CryptoRng>(identity: &Identity, quorum: Quorum, rng: &mut R) -> Vec<Point> {
    // The crate deals at x = 1, 2, 3 ..., which the format takes as share numbers.
    Sharks(quorum.threshold)
        .dealer_rng(identity.expose(), rng)
        .take(usize::from(quorum.shares))
        .map(|share| {
            let mut y = Zeroizing::new([0; 32]);
            share.y.iter().zip(y.iter_mut()).for_each(|(from, to)| *to = from.0);
            Point { x: share.x.0, y }
        })
        .collect()
}

/// Combines exactly k points. What comes out is an identity only once it has
/// proven itself against the set id.
///
/// # Errors
/// [`ShamirError`] for anything but k different points of the quorum.
pub fn combine(points: &[&Point], quorum: Quorum) -> Result<Identity, ShamirError> {
    interpolate(points, quorum, 0).map(Identity::new)
}

/// The point at `x` of the polynomials that run through exactly k points.
///
/// # Errors
/// As [`combine`], and for an `x` outside 1..=n.
pub fn evaluate(points: &[&Point], quorum: Quorum, x: u8) -> Result<Point, ShamirError> {
    if x == 0 || x > quorum.shares {
        return Err(ShamirError::NoSuchShare(x));
    }

    let y = interpolate(points, quorum, x)?;
    Ok(Point { x, y })
}

/// The crate interpolates at 0 only. In GF(2^8) adding is XOR, so moving every x
/// by `at` moves the wanted value to 0 and leaves all differences as they are.
fn interpolate(points: &[&Point], quorum: Quorum, at: u8) -> Result<Zeroizing<[u8; 32]>, ShamirError> {
    admit(points, quorum)?;
    // Asked for a point that was given: its own bytes, so that the crate never sees x = 0.
    if let Some(known) = points.iter().find(|p| p.x == at) {
        return Ok(known.y.clone());
    }

    let moved: Vec<RawShare> = points.iter().filter_map(|p| raw(p.x ^ at, &p.y)).collect();
    let wrong = ShamirError::NotAQuorum { given: moved.len(), needed: quorum.threshold };
    let bytes = Zeroizing::new(Sharks(quorum.threshold).recover(&moved).map_err(|_| wrong)?);

    let mut out = Zeroizing::new([0; 32]);
    if bytes.len() != out.len() {
        return Err(wrong);
    }

    out.copy_from_slice(&bytes);
    Ok(out)
}

fn admit(points: &[&Point], quorum: Quorum) -> Result<(), ShamirError> {
    if points.len() != usize::from(quorum.threshold) {
        return Err(ShamirError::NotAQuorum { given: points.len(), needed: quorum.threshold });
    }
    for (i, point) in points.iter().enumerate() {
        if point.x == 0 || point.x > quorum.shares {
            return Err(ShamirError::NoSuchShare(point.x));
        }
        if points[..i].iter().any(|p| p.x == point.x) {
            return Err(ShamirError::Repeated(point.x));
        }
    }
    Ok(())
}

fn raw(x: u8, y: &[u8; 32]) -> Option<RawShare> {
    let mut bytes = Zeroizing::new([0; 33]);
    bytes[0] = x;
    bytes[1..].copy_from_slice(y);
    RawShare::try_from(bytes.as_slice()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha20Rng;

    fn rng() -> ChaCha20Rng {
        ChaCha20Rng::from_seed([7; 32])
    }

    fn identity(rng: &mut ChaCha20Rng) -> Identity {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(bytes.as_mut_slice());
        Identity::new(bytes)
    }

    #[test]
    fn quorums_that_make_no_sense_are_refused() {
        assert_eq!(Quorum::new(0, 3), Err(QuorumError::ThresholdTooLow(0)));
        assert_eq!(Quorum::new(1, 3), Err(QuorumError::ThresholdTooLow(1)));
        assert_eq!(Quorum::new(4, 3), Err(QuorumError::ThresholdAboveShares { threshold: 4, shares: 3 }));
        assert_eq!(Quorum::new(2, 33), Err(QuorumError::TooManyShares(33)));
        assert_eq!(Quorum::new(32, 32).map(|q| q.to_string()), Ok("32 of 32".to_owned()));
    }

    #[test]
    fn any_quorum_gives_the_identity_and_every_other_share() {
        let mut rng = rng();
        let secret = identity(&mut rng);
        let quorum = Quorum::new(3, 5).unwrap();
        let points = split(&secret, quorum, &mut rng);
        for (a, b, c) in [(0, 1, 2), (4, 2, 0), (1, 3, 4)] {
            let chosen = [&points[a], &points[b], &points[c]];
            assert!(combine(&chosen, quorum).unwrap().expose() == secret.expose());
            for point in &points {
                assert!(evaluate(&chosen, quorum, point.x()).unwrap().expose() == point.expose());
            }
        }
    }

    #[test]
    fn the_traps_of_the_crate_are_closed() {
        let mut rng = rng();
        let quorum = Quorum::new(2, 3).unwrap();
        let points = split(&identity(&mut rng), quorum, &mut rng);
        let refused = |points: &[&Point]| combine(points, quorum).err();
        let beyond = Point::new(4, Zeroizing::new([0; 32])).unwrap();
        assert_eq!(refused(&[&points[0]]), Some(ShamirError::NotAQuorum { given: 1, needed: 2 }));
        assert_eq!(
            refused(&[&points[0], &points[1], &points[2]]),
            Some(ShamirError::NotAQuorum { given: 3, needed: 2 })
        );
        assert_eq!(refused(&[&points[0], &points[0]]), Some(ShamirError::Repeated(1)));
        assert_eq!(refused(&[&points[0], &beyond]), Some(ShamirError::NoSuchShare(4)));
        assert!(Point::new(0, Zeroizing::new([0; 32])).is_none());
        assert_eq!(evaluate(&[&points[0], &points[1]], quorum, 0).err(), Some(ShamirError::NoSuchShare(0)));
        assert_eq!(evaluate(&[&points[0], &points[1]], quorum, 4).err(), Some(ShamirError::NoSuchShare(4)));
    }
}
