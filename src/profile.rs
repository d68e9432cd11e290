//! Password profiles: what each kind of target takes, with limits and sources.
//!
//! The facts are data (`assets/profiles.toml`); this module reads them once and
//! answers two questions: does a text fit a target, and which characters and
//! lengths may a generated one have ([`Recipe`]).

mod recipe;

use serde::{Deserialize, Serialize};
use std::fmt;
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

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Characters => "characters",
            Self::Bytes => "bytes",
            Self::CodePoints => "code points",
            Self::Utf16Units => "UTF-16 units",
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

impl fmt::Display for ClassRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |class: &Class| match class {
            Class::Lower => "lower case",
            Class::Upper => "upper case",
            Class::Digit => "digit",
            Class::Symbol => "symbol",
        };

        let names = self.of.iter().map(name).collect::<Vec<_>>().join(", ");
        write!(f, "at least {} of: {names}", self.at_least)
    }
}

/// The longest secret that a target takes whole, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The greatest length, in `unit`.
    pub length: usize,
    /// What the length counts.
    pub unit: Unit,
    /// Where the limit comes from, with its doubts.
    pub source: String,
    /// The target takes longer ones and silently drops the rest.
    pub cuts: bool,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.cuts { "keeps only the first" } else { "takes at most" };
        write!(f, "{verb} {} {} ({})", self.length, self.unit, self.source)
    }
}

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
    /// What stands beside such a secret on the sheets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_sheets: Option<String>,
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

        let doubt = if self.unconfirmed.is_empty() { "" } else { "; not confirmed in a primary source" };
        Some(Limit { length, unit: self.unit, source: format!("{}{doubt}", self.source), cuts })
    }

    /// The shortest and the longest secret; a policy decides where there is no number.
    pub fn length(&self) -> String {
        let end = |end: Option<usize>| end.map_or_else(|| "policy".to_owned(), |end| end.to_string());
        format!("{}-{} {}", end(self.min), end(self.limit().map(|limit| limit.length)), self.unit)
    }

    /// What there is to know about it, each fact with what it is about.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = vec![("length", self.length())];
        facts.extend(self.limit().map(|limit| ("limit", limit.to_string())));
        facts.push(("characters", self.allowed()));
        facts.extend(self.require.as_ref().map(|rule| ("required", rule.to_string())));
        let repeats = |repeats| ("repeats", format!("one character at most {repeats} times in a row"));
        facts.extend(self.max_repeats.map(repeats));
        facts.extend(self.notes.iter().map(|note| ("note", note.clone())));
        facts.extend(self.unconfirmed.iter().map(|doubt| ("unsure", doubt.clone())));
        facts.push(("source", self.source.clone()));
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
