//! Password profiles: what each kind of target takes, with limits and sources.
//!
//! The facts are data (`assets/profiles.toml`); this module reads them once and
//! answers two questions: does a text fit a target, and which characters and
//! lengths may a generated one have ([`Recipe`]).

mod recipe;

use crate::texts::{List, Worded, Wording};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

pub use recipe::{DEFAULT_LENGTH, LONGEST, Recipe, RecipeError, SHORT_BELOW, Symbols};

const DATA: &str = include_str!("../assets/profiles.toml");

/// A kind of character, as password rules count them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// `a` to `z`.
    Lower,
    /// `A` to `Z`.
    Upper,
    /// `0` to `9`.
    Digit,
    /// Everything else, a blank and letters beyond ASCII included.
    Symbol,
}

impl Class {
    /// The class that `c` belongs to.
    pub fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            '0'..='9' => Self::Digit,
            _ => Self::Symbol,
        }
    }

    /// A bit of its own for each class, to gather the classes of a text in one byte.
    pub fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Unicode scalar values.
    #[default]
    Characters,
    /// Bytes of UTF-8.
    Bytes,
    /// Unicode code points (the word of CTAP for characters).
    CodePoints,
    /// UTF-16 code units, as Windows counts.
    #[serde(rename = "utf-16-units")]
    Utf16Units,
}

impl Unit {
    /// The length of `text` in this unit.
    pub fn count(self, text: &str) -> usize {
        match self {
            Self::Characters | Self::CodePoints => text.chars().count(),
            Self::Bytes => text.len(),
            Self::Utf16Units => text.encode_utf16().count(),
        }
    }
}

impl Worded for Unit {
    fn wording(&self) -> Wording {
        Wording::new(match self {
            Self::Characters => "unit-characters",
            Self::Bytes => "unit-bytes",
            Self::CodePoints => "unit-code-points",
            Self::Utf16Units => "unit-utf-16",
        })
    }
}

/// Which characters a target accepts from an existing secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Accepts {
    /// Those that may be generated, and no others.
    Listed,
    /// Printable ASCII, U+0020 to U+007E.
    Ascii,
    /// U+0020 to U+00FF.
    #[serde(rename = "latin-1")]
    Latin1,
    /// Any Unicode text without control characters.
    Unicode,
}

/// A rule on classes: at least so many of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ClassRule {
    /// How many different classes must appear, of those in `of`.
    pub at_least: u32,
    /// The classes that count.
    pub of: Vec<Class>,
}

impl ClassRule {
    /// Whether a text whose classes are the set bits of `seen` meets the rule.
    pub fn is_met_by(&self, seen: u8) -> bool {
        self.of.iter().map(|class| u32::from(seen & class.bit() != 0)).sum::<u32>() >= self.at_least
    }
}

impl Worded for ClassRule {
    fn wording(&self) -> Wording {
        let name = |class: &Class| match class {
            Class::Lower => wording!("class-lower"),
            Class::Upper => wording!("class-upper"),
            Class::Digit => wording!("class-digit"),
            Class::Symbol => wording!("class-symbol"),
        };

        let classes = List(self.of.iter().map(name).collect(), "list-comma");
        wording!("rule-classes", number = self.at_least, classes)
    }
}

/// The longest secret that a target takes whole, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The greatest length, in `unit`.
    pub length: usize,
    /// What the length counts.
    pub unit: Unit,
    /// Where the limit comes from.
    pub source: String,
    /// Whether a primary source confirms it.
    pub is_confirmed: bool,
    /// The target takes longer ones and silently drops the rest.
    pub cuts: bool,
}

impl Worded for Limit {
    fn wording(&self) -> Wording {
        let (length, unit) = (self.length, self.unit.wording());
        let source = match self.is_confirmed {
            true => wording!("source-confirmed", source = self.source),
            false => wording!("source-unconfirmed", source = self.source),
        };
        match self.cuts {
            true => wording!("limit-keeps", length, unit, source),
            false => wording!("limit-takes", length, unit, source),
        }
    }
}

shown_in_english!(Unit, ClassRule, Limit);

/// What one kind of target takes. Only [`find`] and [`all`] give one out.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Profile {
    /// The name used in plans and flags.
    pub name: String,
    /// What the target is called on screens and sheets.
    pub title: String,
    /// The shortest secret it takes; `None` where a policy decides.
    pub min: Option<usize>,
    /// What `min` counts, where that differs from `unit`.
    pub min_unit: Option<Unit>,
    /// The longest secret it takes; `None` where a policy decides.
    pub max: Option<usize>,
    /// What the limits count.
    #[serde(default)]
    pub unit: Unit,
    /// It drops silently what lies beyond this length.
    pub keep: Option<usize>,
    /// Classes of letters and digits that may be generated.
    pub classes: Vec<Class>,
    /// Symbols that may be generated.
    pub symbols: String,
    /// Its own default symbols, where the common ones do not suit it.
    pub safe_symbols: Option<String>,
    /// What it accepts from an existing secret.
    pub accepts: Accepts,
    /// Classes that must appear.
    pub require: Option<ClassRule>,
    /// How often one character may stand in a row.
    pub max_repeats: Option<usize>,
    /// Where the limits come from: the vendor's page or standard.
    pub source: String,
    /// What surprises people at this target.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The key of what stands beside such a secret on the sheets.
    #[serde(default, skip_serializing)]
    pub on_sheets: Option<String>,
    /// Whether a new value can be set only by somebody who knows the old one. A rotation renews
    /// such a secret only where it is asked to.
    #[serde(default)]
    pub needs_old: bool,
    /// What was not confirmed in a primary source.
    #[serde(default)]
    pub unconfirmed: Vec<String>,
}

impl Profile {
    /// The longest secret that the target takes whole, if it has such a limit.
    pub fn limit(&self) -> Option<Limit> {
        let (length, cuts) = match (self.max, self.keep) {
            // A target that takes 128 characters and keeps 72 is a target of 72.
            (Some(max), Some(keep)) if keep < max => (keep, true),
            (Some(max), _) => (max, false),
            (None, Some(keep)) => (keep, true),
            (None, None) => return None,
        };

        let is_confirmed = self.unconfirmed.is_empty();
        Some(Limit { length, unit: self.unit, source: self.source.clone(), is_confirmed, cuts })
    }

    /// The shortest and the longest secret; a policy decides where there is no number.
    pub fn length(&self) -> Wording {
        let end = |end: Option<usize>| match end {
            Some(end) => wording!("profile-number", number = end),
            None => wording!("profile-policy"),
        };
        let (least, most) = (end(self.min), end(self.limit().map(|limit| limit.length)));
        wording!("profile-length", least, most, unit = self.unit.wording())
    }

    /// What there is to know about it: each fact, and the key of what it is about.
    pub fn facts(&self) -> Vec<(&'static str, Wording)> {
        let as_is = |text: &str| wording!("profile-text", text);
        let mut facts = vec![("profile-about-length", self.length())];
        facts.extend(self.limit().map(|limit| ("profile-about-limit", limit.wording())));
        facts.push(("profile-about-characters", as_is(&self.allowed())));
        facts.extend(self.require.as_ref().map(|rule| ("profile-about-classes", rule.wording())));
        let repeats = |most| ("profile-about-repeats", wording!("repeats-in-full", most));
        facts.extend(self.max_repeats.map(repeats));
        facts.extend(self.notes.iter().map(|note| ("profile-about-note", as_is(note))));
        facts.extend(self.unconfirmed.iter().map(|doubt| ("profile-about-doubt", as_is(doubt))));
        facts.push(("profile-about-source", as_is(&self.source)));
        facts
    }

    /// What the minimum counts: its own unit, or that of the other limits.
    pub fn min_unit(&self) -> Unit {
        self.min_unit.unwrap_or(self.unit)
    }

    /// Every character that may be generated, in the order of ASCII.
    pub fn allowed(&self) -> String {
        let listed = |c: &char| match Class::of(*c) {
            Class::Symbol => self.symbols.contains(*c),
            class => self.classes.contains(&class),
        };
        (' '..='~').filter(listed).collect()
    }

    /// Whether the target accepts this character in an existing secret.
    pub fn accepts(&self, c: char) -> bool {
        match self.accepts {
            Accepts::Listed => self.allowed().contains(c),
            Accepts::Ascii => (' '..='~').contains(&c),
            Accepts::Latin1 => (' '..='\u{ff}').contains(&c) && !c.is_control(),
            Accepts::Unicode => !c.is_control(),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Book {
    safe_symbols: String,
    lookalikes: Vec<String>,
    #[serde(rename = "profile")]
    profiles: Vec<Profile>,
}

// A book that does not parse would be empty; a test proves that it parses.
fn book() -> &'static Book {
    static BOOK: LazyLock<Book> = LazyLock::new(|| toml::from_str(DATA).unwrap_or_default());
    &BOOK
}

/// Returns all profiles, in the order of the data file.
pub fn all() -> &'static [Profile] {
    &book().profiles
}

/// Returns the profile of this name, as plans write it.
pub fn find(name: &str) -> Option<&'static Profile> {
    all().iter().find(|profile| profile.name == name)
}

#[cfg(test)]
mod tests;
