//! A share: 45 bytes, 72 base32 characters, a QR text, four printed lines.

use crate::id::{Epoch, Recipient, SetId, hex_groups};
use crate::lines::{self, CheckedLine, Series};
use crate::secret::SecretText;
use crate::shamir::{Point, Quorum};
use crate::texts::{Worded, Wording};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Bytes of a share.
pub const BYTES: usize = 45;
/// Base32 characters of a share.
pub const CHARACTERS: usize = 72;
/// The printed lines of a share.
pub const LINES: Series = match Series::new(0, 4) {
    Some(series) => series,
    None => unreachable!(),
};
/// What stands above the printed lines.
pub const HEADING: &str = "SK1 S";

const CHECKED: usize = 41;
const SHARE_DOMAIN: &[u8] = b"sealkit/1/share";
const SPLIT_DOMAIN: &[u8] = b"sealkit/1/split";

/// One share of a set.
pub struct Share {
    set: SetId,
    epoch: Epoch,
    quorum: Quorum,
    point: Point,
}

/// SHA-256 of a share's 45 bytes. The record keeps it, and its first bytes are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareHash([u8; 32]);

/// Why bytes or text are not a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareError {
    /// Not 72 base32 characters.
    Form,
    /// The check over the whole does not match.
    Check,
    /// A threshold, number of shares or share number out of range behind a
    /// matching check: made by a faulty or malicious program.
    Contradiction {
        /// Threshold.
        k: u8,
        /// Number of shares.
        n: u8,
        /// Share number.
        x: u8,
    },
}

impl Worded for ShareError {
    fn wording(&self) -> Wording {
        match self {
            Self::Form => wording!("share-form"),
            Self::Check => wording!("share-misread"),
            Self::Contradiction { .. } => wording!("share-contradicts-itself"),
        }
    }
}

worded_errors!(ShareError);

// The name itself lives in `id`, which knows nothing of points.
impl SetId {
    /// Names the split that these first k shares (x = 1..=k) define.
    pub fn of(recipient: &Recipient, epoch: Epoch, quorum: Quorum, first: &[&Point]) -> Self {
        let mut hash = Sha256::new();
        hash.update(SPLIT_DOMAIN);
        hash.update(recipient.as_bytes());
        hash.update([epoch.number(), quorum.threshold(), quorum.shares()]);
        first.iter().for_each(|point| hash.update(point.expose()));

        Self::from_hash(recipient.key_id(), &hash.finalize().into())
    }
}

impl Share {
    /// Names a point. Returns `None` if its number lies beyond the quorum.
    pub fn new(set: SetId, epoch: Epoch, quorum: Quorum, point: Point) -> Option<Self> {
        (point.x() <= quorum.shares()).then_some(Self { set, epoch, quorum, point })
    }

    /// The set that it says it belongs to.
    pub fn set(&self) -> SetId {
        self.set
    }

    /// Which split of the key it comes from.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// How many shares there are, and how many of them open the kit.
    pub fn quorum(&self) -> Quorum {
        self.quorum
    }

    /// The number of this share, from 1.
    pub fn x(&self) -> u8 {
        self.point.x()
    }

    /// What is combined with the points of other shares.
    pub fn point(&self) -> &Point {
        &self.point
    }

    /// The 45 bytes, with the check over the whole at their end.
    pub fn to_bytes(&self) -> Zeroizing<[u8; BYTES]> {
        let mut bytes = Zeroizing::new([0; BYTES]);
        let [_, _, _, set @ ..] = self.set.bits().to_be_bytes();
        let (k, n) = (self.quorum.threshold(), self.quorum.shares());
        bytes[..5].copy_from_slice(&set);
        bytes[5..9].copy_from_slice(&[self.epoch.number(), k, n, self.x()]);
        bytes[9..CHECKED].copy_from_slice(self.point.expose());

        let check = check(&bytes[..CHECKED]);
        bytes[CHECKED..].copy_from_slice(&check);
        bytes
    }

    /// Reads the 45 bytes.
    ///
    /// # Errors
    /// Returns [`ShareError::Check`], or [`ShareError::Contradiction`] behind a good check.
    pub fn from_bytes(bytes: &[u8; BYTES]) -> Result<Self, ShareError> {
        if check(&bytes[..CHECKED]) != bytes[CHECKED..] {
            return Err(ShareError::Check);
        }

        let [s0, s1, s2, s3, s4, epoch, k, n, x, rest @ ..] = bytes;
        let contradiction = ShareError::Contradiction { k: *k, n: *n, x: *x };
        let set_bits = u64::from_be_bytes([0, 0, 0, *s0, *s1, *s2, *s3, *s4]);
        let set = SetId::from_bits(set_bits).ok_or(contradiction)?;
        let quorum = Quorum::new(*k, *n).map_err(|_| contradiction)?;

        let mut y = Zeroizing::new([0; 32]);
        y.copy_from_slice(&rest[..32]);
        let point = Point::new(*x, y).ok_or(contradiction)?;
        Self::new(set, Epoch::new(*epoch), quorum, point).ok_or(contradiction)
    }

    /// The 72 base32 characters.
    pub fn code(&self) -> SecretText {
        lines::encode(self.to_bytes().as_slice())
    }

    /// Reads 72 base32 characters in their one form.
    ///
    /// # Errors
    /// Returns [`ShareError`] for every other text.
    pub fn from_code(code: &str) -> Result<Self, ShareError> {
        let bytes = lines::decode(code).ok_or(ShareError::Form)?;
        Self::from_bytes(bytes.expose().try_into().map_err(|_| ShareError::Form)?)
    }

    /// The text of the QR code.
    pub fn qr_text(&self) -> SecretText {
        let mut text = SecretText::with_capacity(80);
        text.push_str("SK1:S:");
        text.push_str(self.code().expose());
        text
    }

    /// The four printed lines.
    pub fn lines(&self) -> Vec<CheckedLine> {
        lines::split(&self.code(), LINES).unwrap_or_default()
    }

    /// What the record keeps of the share.
    pub fn hash(&self) -> ShareHash {
        ShareHash(Sha256::digest(self.to_bytes().as_slice()).into())
    }
}

impl ShareHash {
    /// The 32 bytes of the hash.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first 8 bytes, as they are printed for people to compare by eye.
    pub fn short(&self) -> String {
        hex_groups(&self.0[..8])
    }
}

fn check(covered: &[u8]) -> [u8; 4] {
    let hash = Sha256::new().chain_update(SHARE_DOMAIN).chain_update(covered).finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(x: u8, epoch: u8, k: u8, n: u8, y: [u8; 32]) -> Share {
        let set = SetId::parse("K7QM-4XTB").unwrap();
        let point = Point::new(x, Zeroizing::new(y)).unwrap();
        Share::new(set, Epoch::new(epoch), Quorum::new(k, n).unwrap(), point).unwrap()
    }

    /// The bytes with `at` changed and the check made to match again.
    fn forged(at: usize, byte: u8) -> Result<Share, ShareError> {
        let mut bytes = share(1, 1, 2, 3, [5; 32]).to_bytes();
        bytes[at] = byte;
        let sum = check(&bytes[..CHECKED]);
        bytes[CHECKED..].copy_from_slice(&sum);
        Share::from_bytes(&bytes)
    }

    #[test]
    fn contradictions_behind_a_good_check_are_refused() {
        for (at, byte) in [(6, 0), (6, 1), (6, 4), (7, 1), (7, 33), (8, 0), (8, 4)] {
            let error = forged(at, byte).err();
            assert!(matches!(error, Some(ShareError::Contradiction { .. })), "byte {at} = {byte}");
        }
        assert!(forged(5, 0).is_ok(), "epoch 0 is a rehearsal");
    }

    proptest! {
        #[test]
        fn every_share_round_trips(y in any::<[u8; 32]>(), epoch: u8, k in 2u8..=32, more in 0u8..30, x in 1u8..=32) {
            let n = k.saturating_add(more).clamp(k, 32);
            let share = share(x.min(n), epoch, k, n, y);
            let code = share.code();
            prop_assert_eq!(code.expose().len(), CHARACTERS);
            let back = Share::from_code(code.expose()).unwrap();
            prop_assert_eq!(back.hash(), share.hash());
            prop_assert_eq!(share.lines().iter().map(|l| l.data.expose()).collect::<String>(), code.expose());
        }

        #[test]
        fn one_changed_bit_is_noticed(bit in 0usize..360) {
            let mut bytes = share(1, 1, 2, 3, [9; 32]).to_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            prop_assert_eq!(Share::from_bytes(&bytes).err(), Some(ShareError::Check));
        }
    }
}
