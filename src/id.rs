//! Names of keys: the public recipient, its fingerprint and the short key id.

use bech32::{Bech32, Hrp};
use sha2::{Digest, Sha256};
use std::fmt;

const HRP: Hrp = Hrp::parse_unchecked("age");
const DOMAIN: &[u8] = b"sealkit/1/key";

/// The public half of a kit's age X25519 key pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient([u8; 32]);

/// 20 bits of a hash of the recipient, printed as four base32 characters. A
/// name, no authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyId(u32);

/// 128 bits of a hash of the recipient, to be compared by eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint([u8; 16]);

/// A text that is no age X25519 recipient.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an age recipient")]
pub struct NotARecipient;

impl Recipient {
    /// Takes the raw public key.
    pub fn from_bytes(raw: [u8; 32]) -> Self {
        Self(raw)
    }

    /// Reads `age1...`, the Bech32 (BIP 173) of the raw public key.
    pub fn parse(text: &str) -> Result<Self, NotARecipient> {
        let (hrp, raw) = bech32::decode(text).map_err(|_| NotARecipient)?;
        let recipient = Self(raw.try_into().map_err(|_| NotARecipient)?);
        // Written again, so that no second spelling (capitals, Bech32m) passes.
        if hrp == HRP && recipient.to_string() == text { Ok(recipient) } else { Err(NotARecipient) }
    }

    /// The raw public key.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The short name of this key.
    pub fn key_id(&self) -> KeyId {
        KeyId::from_hash(&self.hash())
    }

    /// What people compare to be sure of this key.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut first = [0; 16];
        first.copy_from_slice(&self.hash()[..16]);
        Fingerprint(first)
    }

    fn hash(&self) -> [u8; 32] {
        Sha256::new().chain_update(DOMAIN).chain_update(self.0).finalize().into()
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&bech32::encode::<Bech32>(HRP, &self.0).map_err(|_| fmt::Error)?)
    }
}

impl KeyId {
    /// The first 20 bits of a hash.
    pub fn from_hash(hash: &[u8; 32]) -> Self {
        Self(first_20_bits(hash))
    }

    /// An id of 20 bits; more bits give nothing.
    pub fn from_bits(bits: u32) -> Option<Self> {
        (bits < 1 << 20).then_some(Self(bits))
    }

    /// The 20 bits.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// Reads four base32 capitals.
    pub fn parse(text: &str) -> Option<Self> {
        parse_20_bits(text).map(Self)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print_20_bits(self.0))
    }
}

impl Fingerprint {
    /// Reads it as it is typed from paper: 32 hexadecimal digits in either case, with
    /// blanks, dashes or colons anywhere.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | ':' | '\t')).collect();
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The 16 bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex_groups(&self.0))
    }
}

/// Hex in groups of four digits, as fingerprints are printed.
pub fn hex_groups(bytes: &[u8]) -> String {
    bytes
        .chunks(2)
        .map(|pair| pair.iter().map(|b| format!("{b:02x}")).collect())
        .collect::<Vec<String>>()
        .join(" ")
}

/// The first 20 bits of a hash, as a number.
pub fn first_20_bits(hash: &[u8; 32]) -> u32 {
    u32::from(hash[0]) << 12 | u32::from(hash[1]) << 4 | u32::from(hash[2]) >> 4
}

/// 20 bits as four base32 characters, the highest first.
pub fn print_20_bits(bits: u32) -> String {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    [15, 10, 5, 0].iter().map(|shift| char::from(alphabet[(bits >> shift & 31) as usize])).collect()
}

/// Four base32 capitals as 20 bits.
pub fn parse_20_bits(text: &str) -> Option<u32> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'2'..=b'7' => Some(u32::from(byte - b'2') + 26),
        _ => None,
    };
    (text.len() == 4).then_some(())?;
    text.bytes().try_fold(0, |bits, byte| Some(bits << 5 | value(byte)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_has_one_spelling() {
        let recipient = Recipient::from_bytes([9; 32]);
        let text = recipient.to_string();
        assert!(text.starts_with("age1"));
        assert_eq!(Recipient::parse(&text), Ok(recipient));
        assert_eq!(Recipient::parse(&text.to_uppercase()), Err(NotARecipient));
        assert_eq!(Recipient::parse(&text[..60]), Err(NotARecipient));
    }

    #[test]
    fn ids_print_and_parse() {
        for bits in [0, 1, 0xfffff, 0x12345] {
            assert_eq!(parse_20_bits(&print_20_bits(bits)), Some(bits));
        }
        assert_eq!(parse_20_bits("K7Q"), None);
        assert_eq!(parse_20_bits("K7Q1"), None);
        assert_eq!(KeyId::from_bits(1 << 20), None);
    }

    #[test]
    fn key_id_and_fingerprint_are_the_start_of_one_hash() {
        let recipient = Recipient::from_bytes([1; 32]);
        let first = recipient.fingerprint().as_bytes()[..3].to_vec();
        assert_eq!(recipient.key_id().bits() >> 4, u32::from(first[0]) << 8 | u32::from(first[1]));
        assert_eq!(recipient.fingerprint().to_string().len(), 39);
    }

    #[test]
    fn a_fingerprint_is_read_as_people_type_it() {
        let print = Recipient::from_bytes([1; 32]).fingerprint();
        let text = print.to_string();
        for typed in [text.clone(), text.to_uppercase(), text.replace(' ', ""), text.replace(' ', ":") + " "]
        {
            assert_eq!(Fingerprint::parse(&typed), Some(print), "{typed}");
        }
        for wrong in ["", &text[..38], &(text.clone() + "0"), &text.replace(' ', "g")] {
            assert_eq!(Fingerprint::parse(wrong), None, "{wrong}");
        }
    }
}
