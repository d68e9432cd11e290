//! Uniform generation by rejection of whole strings.

use super::entropy::entropy_bits;
use super::strength::looks_broken;
use crate::profile::Recipe;
use crate::secret::SecretText;
use crate::texts::{Worded, Wording};
use rand::CryptoRng;
use zeroize::Zeroizing;

/// A generated passphrase and its exact entropy.
pub struct Passphrase {
    text: SecretText,
    entropy_bits: f64,
}

impl Passphrase {
    /// Shows the passphrase.
    pub fn text(&self) -> &SecretText {
        &self.text
    }

    /// Hands the passphrase over; its entropy is left behind.
    pub fn into_text(self) -> SecretText {
        self.text
    }

    /// The binary logarithm of the number of strings it was drawn from.
    pub fn entropy_bits(&self) -> f64 {
        self.entropy_bits
    }
}

/// The generator gives what no healthy one gives. There is no second try: choosing
/// among results would spoil their distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassphraseError {
    /// No string met the rules of the profile in many tries.
    NeverAccepted {
        /// How many strings were drawn.
        tries: u32,
    },
    /// The string shows a pattern that zxcvbn knows.
    Guessable,
}

impl Worded for PassphraseError {
    fn wording(&self) -> Wording {
        match self {
            Self::NeverAccepted { tries } => wording!("generator-never-accepted", tries),
            Self::Guessable => wording!("generator-guessable"),
        }
    }
}

worded_errors!(PassphraseError);

// The least likely recipe is met by more than one string in a hundred (a test holds
// that), so a healthy generator fails with a probability below 1e-43.
const TRIES: u32 = 10_000;

/// Draws a passphrase uniformly from all strings that the recipe allows.
///
/// # Errors
/// Returns [`PassphraseError`] only for a generator that looks broken.
pub fn generate<R: CryptoRng + ?Sized>(recipe: &Recipe, rng: &mut R) -> Result<Passphrase, PassphraseError> {
    for _ in 0..TRIES {
        let text = draw(recipe, rng);
        // Whole strings are drawn anew: mending a character would favour some strings.
        if recipe.is_met_by(text.expose()) {
            if looks_broken(&text, recipe) {
                return Err(PassphraseError::Guessable);
            }
            return Ok(Passphrase { text, entropy_bits: entropy_bits(recipe) });
        }
    }

    Err(PassphraseError::NeverAccepted { tries: TRIES })
}

// Bytes are cut to the bits that the alphabet needs, and those beyond its end are
// dropped: no remainder, so no bias. The text has its memory from the start.
pub fn draw<R: CryptoRng + ?Sized>(recipe: &Recipe, rng: &mut R) -> SecretText {
    let alphabet = recipe.alphabet();
    let mask = alphabet.len().next_power_of_two() - 1;
    let mut text = SecretText::with_capacity(recipe.length());
    let mut bytes = Zeroizing::new([0u8; 64]);

    while text.expose().len() < recipe.length() {
        rng.fill_bytes(bytes.as_mut());
        let missing = recipe.length() - text.expose().len();

        let indices = bytes.iter().map(|byte| usize::from(*byte) & mask);
        let characters = indices.filter_map(|i| alphabet.get(i..=i));
        characters.take(missing).for_each(|c| text.push_str(c));
    }
    text
}
