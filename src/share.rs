//! A share: 45 bytes, 72 base32 characters, a QR text, four printed lines.

use crate::id::{KeyId, Recipient, first_20_bits, hex_groups, parse_20_bits, print_20_bits};
use crate::lines::{self, CheckedLine, Series};
use crate::secret::SecretText;
use crate::shamir::{Point, Quorum};
use sha2::{Digest, Sha256};
use std::fmt;
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

/// Counts the splits of one identity; 0 marks a rehearsal set.
pub type Epoch = u8;

/// The name of one split of one key, printed `K7QM-4XTB`. A name, no
/// authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetId {
    key: KeyId,
    split: u32,
}

/// One share of a set.
pub struct Share {
    set: SetId,
    epoch: Epoch,
    quorum: Quorum,
    point: Point,
}

/// SHA-256 of a share's 45 bytes: recorded, and in part printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareHash([u8; 32]);

/// Why bytes or text are not a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// Not 72 base32 characters.
    #[error("a share code has 72 base32 characters")]
    Form,
    /// The check over the whole does not match.
    #[error("the check over the whole share does not match")]
    Check,
    /// A threshold, number of shares or share number out of range behind a
    /// matching check: made by a faulty or malicious program.
    #[error("the share contradicts itself: {k} of {n}, number {x}")]
    Contradiction {
        /// Threshold.
        k: u8,
        /// Number of shares.
        n: u8,
        /// Share number.
        x: u8,
    },
}

impl SetId {
    /// The id of the split that these first k shares (x = 1..=k) define.
    pub fn of(recipient: &Recipient, epoch: Epoch, quorum: Quorum, first: &[&Point]) -> Self {
        let mut hash = Sha256::new();
        hash.update(SPLIT_DOMAIN);
        hash.update(recipient.as_bytes());
        hash.update([epoch, quorum.threshold(), quorum.shares()]);
        first.iter().for_each(|point| hash.update(point.expose()));
        Self { key: recipient.key_id(), split: first_20_bits(&hash.finalize().into()) }
    }

    /// The half that names the key.
    pub fn key(self) -> KeyId {
        self.key
    }

    /// Reads `K7QM-4XTB`.
    pub fn parse(text: &str) -> Option<Self> {
        let (key, split) = text.split_once('-')?;
        Some(Self { key: KeyId::parse(key)?, split: parse_20_bits(split)? })
    }

    fn to_bytes(self) -> [u8; 5] {
        let bits = u64::from(self.key.bits()) << 20 | u64::from(self.split);
        let [_, _, _, id @ ..] = bits.to_be_bytes();
        id
    }

    fn from_bytes(id: [u8; 5]) -> Option<Self> {
        let bits = id.iter().fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
        Some(Self { key: KeyId::from_bits((bits >> 20) as u32)?, split: (bits & 0xf_ffff) as u32 })
    }
}

impl fmt::Display for SetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.key, print_20_bits(self.split))
    }
}

impl Share {
    /// Names a point; a point beyond the quorum gives nothing.
    pub fn new(set: SetId, epoch: Epoch, quorum: Quorum, point: Point) -> Option<Self> {
        (point.x() <= quorum.shares()).then_some(Self { set, epoch, quorum, point })
    }

    /// The set it belongs to, by its own word.
    pub fn set(&self) -> SetId {
        self.set
    }

    /// Which split of the identity; 0 is a rehearsal.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// k and n.
    pub fn quorum(&self) -> Quorum {
        self.quorum
    }

    /// The share number.
    pub fn x(&self) -> u8 {
        self.point.x()
    }

    /// What is combined.
    pub fn point(&self) -> &Point {
        &self.point
    }

    /// The 45 bytes.
    pub fn to_bytes(&self) -> Zeroizing<[u8; BYTES]> {
        let mut bytes = Zeroizing::new([0; BYTES]);
        bytes[..5].copy_from_slice(&self.set.to_bytes());
        bytes[5..9].copy_from_slice(&[self.epoch, self.quorum.threshold(), self.quorum.shares(), self.x()]);
        bytes[9..CHECKED].copy_from_slice(self.point.expose());
        let check = check(&bytes[..CHECKED]);
        bytes[CHECKED..].copy_from_slice(&check);
        bytes
    }

    /// Reads the 45 bytes.
    ///
    /// # Errors
    /// [`ShareError::Check`], or [`ShareError::Contradiction`] behind a good check.
    pub fn from_bytes(bytes: &[u8; BYTES]) -> Result<Self, ShareError> {
        if check(&bytes[..CHECKED]) != bytes[CHECKED..] {
            return Err(ShareError::Check);
        }
        let [s0, s1, s2, s3, s4, epoch, k, n, x, rest @ ..] = bytes;
        let contradiction = ShareError::Contradiction { k: *k, n: *n, x: *x };
        let set = SetId::from_bytes([*s0, *s1, *s2, *s3, *s4]).ok_or(contradiction)?;
        let quorum = Quorum::new(*k, *n).map_err(|_| contradiction)?;
        let mut y = Zeroizing::new([0; 32]);
        y.copy_from_slice(&rest[..32]);
        let point = Point::new(*x, y).ok_or(contradiction)?;
        Self::new(set, *epoch, quorum, point).ok_or(contradiction)
    }

    /// The 72 base32 characters.
    pub fn code(&self) -> SecretText {
        lines::encode(self.to_bytes().as_slice())
    }

    /// Reads 72 base32 characters in their one form.
    ///
    /// # Errors
    /// [`ShareError`].
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
    /// The whole hash.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first 8 bytes, printed to compare by eye.
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
        Share::new(set, epoch, Quorum::new(k, n).unwrap(), point).unwrap()
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

    #[test]
    fn set_ids_print_and_parse() {
        let id = SetId::parse("K7QM-4XTB").unwrap();
        assert_eq!(id.to_string(), "K7QM-4XTB");
        assert_eq!(SetId::from_bytes(id.to_bytes()), Some(id));
        assert_eq!(SetId::parse("K7QM4XTB"), None);
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
