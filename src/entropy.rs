//! Randomness that a witness can add to: dice rolls or other text, stretched by
//! HKDF-SHA256 (RFC 5869) and added by exclusive or to each byte of another generator.
//!
//! # Security
//! The sum is never weaker than either source, whatever the other one gives, as
//! long as neither was chosen in knowledge of the other:
//!
//! - For any fixed text the stream of HKDF is one fixed string, and adding a fixed
//!   string maps the strings of its length one to one onto themselves. So a uniform
//!   generator stays exactly uniform, whatever was typed, known or not.
//! - For any fixed output of the generator the same holds the other way round: whoever
//!   tells the sum from uniform tells the stream of HKDF from uniform, which for a text
//!   of enough entropy is as hard as breaking HMAC-SHA256 (H. Krawczyk, "Cryptographic
//!   Extraction and Key Derivation: The HKDF Scheme", CRYPTO 2010, section 4).
//!
//! A kernel that reads the rolls and then chooses its numbers could undo them; such a
//! machine could send the secret away as well, and nothing that runs on it helps.

use crate::secret::SecretText;
use crate::texts::{Worded, Wording};
use hkdf::Hkdf;
use rand::rand_core::{TryCryptoRng, TryRng};
use rand::{CryptoRng, Rng};
use sha2::Sha256;
use std::convert::Infallible;
use zeroize::{Zeroize, Zeroizing};

/// What is asked of a witness: as much as a key of X25519 is worth.
pub const ENOUGH_BITS: f64 = 128.0;
/// As many rolls of a fair die give that many bits: 50 times log2(6) is 129.
pub const ENOUGH_ROLLS: usize = 50;

const SALT: &[u8] = b"sealkit/1/dice";
const BLOCK: usize = 64;
/// C. Shannon measured 0.6 to 1.3 bits for a letter of English ("Prediction and Entropy
/// of Printed English", 1951); a text that somebody makes up is counted below that.
const BITS_OF_A_CHARACTER: f64 = 0.5;
/// Chi-squared of five degrees of freedom: one fair die in ten million is above it.
const UNEVEN: f64 = 42.0;

/// What a witness adds, held as a secret.
pub struct Contribution {
    text: SecretText,
    rolls: Option<[usize; 6]>,
    characters: usize,
}

/// How much a contribution is worth. It says nothing of what was typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// Rolls of a die with six faces.
    Rolls(usize),
    /// Other text, by characters that differ from the two before them.
    Text(usize),
}

impl Contribution {
    /// Takes a text over; `None` if it is blank. All of it is used, as it was typed.
    pub fn new(text: SecretText) -> Option<Self> {
        let (rolls, characters) = measure(text.expose());
        (characters > 0).then_some(Self { text, rolls, characters })
    }

    /// What the text is counted as: rolls if it is rolls alone, else characters.
    pub fn measure(&self) -> Measure {
        match self.rolls {
            Some(faces) => Measure::Rolls(faces.iter().sum()),
            None => Measure::Text(self.characters),
        }
    }

    /// Whether the faces came up so unevenly that the die is loaded, or was not rolled.
    pub fn is_uneven(&self) -> bool {
        let Some(faces) = self.rolls else { return false };

        let expected = faces.iter().sum::<usize>() as f64 / 6.0;
        faces.iter().map(|face| (*face as f64 - expected).powi(2) / expected).sum::<f64>() > UNEVEN
    }
}

impl Measure {
    /// The bits it adds: the entropy of fair rolls, a low estimate for other text.
    pub fn bits(self) -> f64 {
        match self {
            Self::Rolls(rolls) => rolls as f64 * 6f64.log2(),
            Self::Text(characters) => characters as f64 * BITS_OF_A_CHARACTER,
        }
    }

    /// Whether it would protect a kit by itself.
    pub fn is_enough(self) -> bool {
        self.bits() >= ENOUGH_BITS
    }
}

/// As the record and the ceremony sheet say it.
impl Worded for Measure {
    fn wording(&self) -> Wording {
        let bits = self.bits().floor();
        match self {
            Self::Rolls(count) => wording!("measure-rolls", count, bits),
            Self::Text(_) => wording!("measure-text", bits),
        }
    }
}

shown_in_english!(Measure);

/// Digits 1 to 6 and what separates them are rolls; anything else makes it a text.
fn measure(text: &str) -> (Option<[usize; 6]>, usize) {
    let mut faces = [0; 6];
    let mut only_rolls = true;
    let mut characters = 0;
    let mut before = [None; 2];
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let face = c.to_digit(10).and_then(|digit| faces.get_mut((digit as usize).wrapping_sub(1)));
        match face {
            Some(count) => *count += 1,
            None => only_rolls &= matches!(c, ',' | ';' | '.' | '-'),
        }
        // Repeated keys and two keys by turns are worth nothing, so they are not counted.
        characters += usize::from(!before.contains(&Some(c)));
        before = [Some(c), before[0]];
    }

    let rolls = only_rolls && faces.iter().any(|count| *count > 0);
    (rolls.then_some(faces), characters)
}

/// A generator, alone or with a contribution mixed in.
pub struct Mixed<R> {
    generator: R,
    stream: Option<Stream>,
}

impl<R: CryptoRng> Mixed<R> {
    /// Gives what the generator gives, unchanged.
    pub fn alone(generator: R) -> Self {
        Self { generator, stream: None }
    }

    /// Adds to the generator what a witness typed.
    pub fn with(generator: R, contribution: &Contribution) -> Self {
        Self { generator, stream: Some(Stream::new(contribution.text.expose().as_bytes())) }
    }
}

impl<R: CryptoRng> TryRng for Mixed<R> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = Zeroizing::new([0; 4]);
        self.try_fill_bytes(bytes.as_mut_slice())?;
        Ok(u32::from_le_bytes(*bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = Zeroizing::new([0; 8]);
        self.try_fill_bytes(bytes.as_mut_slice())?;
        Ok(u64::from_le_bytes(*bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        Rng::fill_bytes(&mut self.generator, bytes);
        // Added, not hashed together: then each source holds for itself, as argued above.
        if let Some(stream) = &mut self.stream {
            stream.add_to(bytes);
        }
        Ok(())
    }
}

impl<R: CryptoRng> TryCryptoRng for Mixed<R> {}

/// HKDF-SHA256 of a text, block after block: the number of the block is its `info`.
struct Stream {
    key: Zeroizing<[u8; 32]>,
    number: u64,
    block: Zeroizing<[u8; BLOCK]>,
    used: usize,
}

impl Stream {
    fn new(text: &[u8]) -> Self {
        let (mut extracted, _) = Hkdf::<Sha256>::extract(Some(SALT), text);

        let key = Zeroizing::new(extracted.into());
        // The array of the hash crate does not wipe itself.
        extracted.as_mut_slice().zeroize();
        Self { key, number: 0, block: Zeroizing::new([0; BLOCK]), used: BLOCK }
    }

    fn add_to(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            if self.used == BLOCK {
                self.next_block();
            }
            *byte ^= self.block.get(self.used).copied().unwrap_or_default();
            self.used += 1;
        }
    }

    fn next_block(&mut self) {
        let info = self.number.to_be_bytes();
        // 32 bytes of key and 64 of output are lengths that HKDF-SHA256 has.
        let expanded = Hkdf::<Sha256>::from_prk(self.key.as_slice())
            .map(|hkdf| hkdf.expand(&info, self.block.as_mut_slice()));
        debug_assert!(matches!(expanded, Ok(Ok(()))));

        self.number += 1;
        self.used = 0;
    }
}

#[cfg(test)]
mod tests;
