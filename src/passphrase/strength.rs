//! The strength of a secret by zxcvbn (D. Wheeler, USENIX Security 2016): advice on imported
//! secrets, an alarm on generated ones.

use super::entropy::entropy_bits;
use crate::profile::Recipe;
use crate::secret::SecretText;
use zxcvbn::zxcvbn;

/// zxcvbn reads no more characters than this.
pub const JUDGED_CHARACTERS: usize = 100;

/// What zxcvbn thinks of an imported secret. It holds nothing of the secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Strength {
    /// 0 (guessed at once) to 4 (very unlikely to be guessed).
    pub score: u8,
    /// The decimal logarithm of the guesses needed; zxcvbn counts no further than 19.
    pub guesses_log10: f64,
    /// The secret is longer than zxcvbn reads: only its first 100 characters were judged.
    pub first_100_only: bool,
    /// What makes it weak, for scores up to 2.
    pub warning: Option<String>,
    /// What would make it stronger, for scores up to 2.
    pub suggestions: Vec<String>,
}

/// Judges an imported secret, without telling any of it.
pub fn judge(secret: &SecretText) -> Strength {
    let text = secret.expose();
    let entropy = zxcvbn(text, &[]);
    let feedback = entropy.feedback();
    Strength {
        score: u8::from(entropy.score()),
        guesses_log10: entropy.guesses_log10().max(0.0),
        first_100_only: text.chars().nth(JUDGED_CHARACTERS).is_some(),
        warning: feedback.and_then(|f| f.warning()).map(|w| w.to_string()),
        suggestions: feedback
            .map(|f| f.suggestions().iter().map(ToString::to_string).collect())
            .unwrap_or_default(),
    }
}

// Below this a healthy generator may well draw what zxcvbn guesses: 123456 is a fair PIN.
const ALARM_FROM_BITS: f64 = 64.0;
// zxcvbn counts ten guesses a character for what shows no pattern, up to 10^19. A
// quarter of that is what constant or repeating bytes give and a healthy generator
// does not: it would have to draw one of 10^(L/4) strings out of 2^64 or many more.
const ALARM_SHARE: f64 = 0.25;
/// A quarter of these is 15 of the 19 that zxcvbn counts to. More characters would take a time that
/// grows with the square of them, and set no higher bound.
const ALARM_CHARACTERS: usize = 60;

/// Whether a generated passphrase is so guessable that the generator must be broken.
pub fn looks_broken(text: &SecretText, recipe: &Recipe) -> bool {
    if entropy_bits(recipe) < ALARM_FROM_BITS {
        return false;
    }

    let text = text.expose();
    let end = text.char_indices().nth(ALARM_CHARACTERS).map_or(text.len(), |(end, _)| end);
    let beginning = text.get(..end).unwrap_or(text);
    let least = ALARM_SHARE * ALARM_CHARACTERS.min(recipe.length()) as f64;
    zxcvbn(beginning, &[]).guesses_log10() < least
}
