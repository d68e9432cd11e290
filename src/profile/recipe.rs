//! Which characters and how many a generated passphrase has.

use super::{Class, ClassRule, Limit, Profile, book};
use crate::texts::{Worded, Wording};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// A generated passphrase is this long unless asked otherwise.
pub const DEFAULT_LENGTH: usize = 120;
/// No generated passphrase is longer.
pub const LONGEST: usize = 256;
/// A generated passphrase below this length is short: only where the target takes no more.
pub const SHORT_BELOW: usize = 100;
// Where neither target nor policy is known to ask for more.
const SHORTEST: usize = 8;

/// Which symbols a generated passphrase may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Symbols {
    /// No symbols at all.
    None,
    /// Those that survive shells, XML, command prompts and, as far as any do, keyboards.
    #[default]
    Safe,
    /// All symbols that the profile allows.
    All,
}

/// A profile with a length and an alphabet that fit it; no other can be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    profile: &'static Profile,
    length: usize,
    symbols: Symbols,
    confusables: bool,
    alphabet: String,
}

/// Why a passphrase cannot be made as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipeError {
    /// The length is more than the target takes.
    TooLong {
        /// The profile's name.
        profile: String,
        /// The length that was asked for.
        length: usize,
        /// The longest secret that the target takes.
        limit: Limit,
    },
    /// The length is more than any passphrase has that is made here.
    BeyondLongest {
        /// The length asked for.
        length: usize,
    },
    /// The length is less than the profile asks for.
    TooShort {
        /// The profile's name.
        profile: String,
        /// The length asked for.
        length: usize,
        /// The lengths that may be asked for.
        range: RangeInclusive<usize>,
    },
    /// The alphabet cannot meet the profile's class rule.
    Classes {
        /// The profile's name.
        profile: String,
        /// The rule.
        rule: ClassRule,
    },
}

impl Worded for RecipeError {
    fn wording(&self) -> Wording {
        match self {
            Self::TooLong { profile, length, limit } => {
                wording!("recipe-too-long", length, profile, limit = limit.wording())
            }
            Self::BeyondLongest { length } => wording!("recipe-beyond-longest", length, most = LONGEST),
            Self::TooShort { profile, length, range } => {
                wording!("recipe-too-short", length, profile, least = range.start(), most = range.end())
            }
            Self::Classes { profile, rule } => wording!("recipe-classes", profile, rule = rule.wording()),
        }
    }
}

worded_errors!(RecipeError);

impl Recipe {
    /// Settles length and alphabet; without a length the default, or the target's
    /// maximum where that is lower.
    ///
    /// # Errors
    /// Returns [`RecipeError`] for a length out of [`Profile::lengths`], and for an alphabet that
    /// cannot meet the profile's class rule.
    pub fn new(
        profile: &'static Profile,
        length: Option<usize>,
        symbols: Symbols,
        confusables: bool,
    ) -> Result<Self, RecipeError> {
        let length = checked_length(profile, length)?;
        let alphabet = alphabet(profile, symbols, confusables);

        let seen = alphabet.chars().fold(0, |seen, c| seen | Class::of(c).bit());
        match &profile.require {
            Some(rule) if !rule.is_met_by(seen) => {
                Err(RecipeError::Classes { profile: profile.name.clone(), rule: rule.clone() })
            }
            _ => Ok(Self { profile, length, symbols, confusables, alphabet }),
        }
    }

    /// The profile of the target.
    pub fn profile(&self) -> &'static Profile {
        self.profile
    }

    /// The length in characters, at most [`LONGEST`].
    pub fn length(&self) -> usize {
        self.length
    }

    /// Which symbols were asked for.
    pub fn symbols(&self) -> Symbols {
        self.symbols
    }

    /// Whether lookalikes may appear.
    pub fn confusables(&self) -> bool {
        self.confusables
    }

    /// The characters to choose from: ASCII, each once.
    pub fn alphabet(&self) -> &str {
        &self.alphabet
    }

    /// Whether a text of these characters meets the profile's rules.
    pub fn is_met_by(&self, text: &str) -> bool {
        self.profile.unmet_rule(text).is_none()
    }

    // Any small alphabet and rule, to compare the count with an enumeration.
    #[cfg(test)]
    pub(crate) fn for_test(profile: &'static Profile, length: usize, alphabet: &str) -> Self {
        let (symbols, confusables) = (Symbols::All, true);
        Self { profile, length, symbols, confusables, alphabet: alphabet.to_owned() }
    }
}

impl Profile {
    /// The rule on classes or repeats that a text does not meet.
    pub fn unmet_rule(&self, text: &str) -> Option<Wording> {
        let seen = text.chars().fold(0, |seen, c| seen | Class::of(c).bit());

        let classes = self.require.as_ref().filter(|rule| !rule.is_met_by(seen)).map(Worded::wording);
        let repeats = self.max_repeats.filter(|most| longest_run(text) > *most);
        classes.or_else(|| repeats.map(|most| wording!("rule-repeats", most)))
    }

    /// The lengths that a generated passphrase may have: from 100 on, or from the
    /// target's minimum where it takes fewer than 100.
    pub fn lengths(&self) -> RangeInclusive<usize> {
        let most = self.limit().map_or(LONGEST, |limit| limit.length.min(LONGEST));
        let least = if most < SHORT_BELOW { self.min.unwrap_or(SHORTEST) } else { SHORT_BELOW };
        least.min(most)..=most
    }

    /// The length of a passphrase when none is asked for.
    pub fn default_length(&self) -> usize {
        DEFAULT_LENGTH.min(*self.lengths().end())
    }
}

fn checked_length(profile: &'static Profile, length: Option<usize>) -> Result<usize, RecipeError> {
    let range = profile.lengths();
    let length = length.unwrap_or_else(|| profile.default_length());
    // The target's own limit is named first: it has a source, ours is a choice.
    if let Some(limit) = profile.limit().filter(|limit| length > limit.length) {
        return Err(RecipeError::TooLong { profile: profile.name.clone(), length, limit });
    }
    if length > *range.end() {
        return Err(RecipeError::BeyondLongest { length });
    }
    if length < *range.start() {
        return Err(RecipeError::TooShort { profile: profile.name.clone(), length, range });
    }
    Ok(length)
}

fn alphabet(profile: &Profile, symbols: Symbols, confusables: bool) -> String {
    let safe = profile.safe_symbols.as_ref().unwrap_or(&book().safe_symbols);
    let allowed = profile.allowed();

    let wanted = |c: &char| match (Class::of(*c), symbols) {
        (Class::Symbol, Symbols::None) => false,
        (Class::Symbol, Symbols::Safe) => safe.contains(*c),
        _ => true,
    };

    allowed.chars().filter(wanted).filter(|c| confusables || !is_confusable(*c, &allowed)).collect()
}

fn is_confusable(c: char, allowed: &str) -> bool {
    // A character is left out only if one that looks like it is in the alphabet too: a PIN
    // keeps every digit.
    let group = book().lookalikes.iter().find(|group| group.contains(c));
    c == ' ' || group.is_some_and(|group| group.chars().any(|other| other != c && allowed.contains(other)))
}

fn longest_run(text: &str) -> usize {
    let mut longest = 0;
    let mut run = 0;
    let mut last = None;
    for c in text.chars() {
        run = if last == Some(c) { run + 1 } else { 1 };
        last = Some(c);
        longest = longest.max(run);
    }
    longest
}
