//! The text inside the age file, written for a stranger's eyes.

use crate::id::{Generation, KeyId};
use crate::secret::SecretText;
use crate::texts::{Worded, Wording};
use serde::Serialize;
use time::Date;
use time::macros::format_description;

const FIRST_LINE: &str = "sealkit credential 1";
const ALSO: &str = "also";
const HELD_BY: &str = ": generation ";
const PADDING: &str = "padding";

/// All secrets of a kit at one generation.
pub struct Credential {
    /// The label of the kit.
    pub title: String,
    /// The key it is sealed to.
    pub key: KeyId,
    /// The generation, raised by each rotation.
    pub generation: Generation,
    /// The day on which it was sealed.
    pub sealed: Date,
    /// The secrets of the kit that an earlier credential holds.
    pub elsewhere: Vec<Elsewhere>,
    /// The secrets; at least one.
    pub secrets: Vec<Secret>,
    /// How many full stops hide the length of what was imported: see [`padding`]. `None`
    /// where nothing was, and in credentials of the first edition.
    pub padding: Option<usize>,
}

/// A secret that stays in an earlier credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Elsewhere {
    /// The name of the secret.
    pub name: String,
    /// The generation of the credential that really holds it.
    pub generation: Generation,
}

/// One secret with its name.
pub struct Secret {
    /// The name, which no other secret of the kit has.
    pub name: String,
    /// The account that it opens.
    pub account: String,
    /// The password profile it follows.
    pub profile: String,
    /// The secret itself: 1 to 1,024 bytes, no control characters.
    pub value: SecretText,
}

/// Why a text is not a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextError {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The first line is another one.
    NotACredential,
    /// The first line names a later version.
    Version(String),
    /// A line that should stand there does not, or holds what it must not.
    Line {
        /// The number of the line, from 1.
        line: usize,
        /// The field that should stand there.
        expected: &'static str,
    },
    /// Something follows the padding, which ends the text.
    AfterPadding {
        /// The number of the line, from 1.
        line: usize,
    },
}

impl Worded for TextError {
    fn wording(&self) -> Wording {
        match self {
            Self::NotUtf8 => wording!("credential-not-utf8"),
            Self::NotACredential => wording!("credential-first-line", line = FIRST_LINE),
            Self::Version(version) => wording!("credential-version", version),
            Self::Line { line, expected } => wording!("credential-line", line, expected),
            Self::AfterPadding { line } => wording!("credential-after-padding", line),
        }
    }
}

worded_errors!(TextError);

/// The lengths in bytes up to which imported secrets look alike.
const CLASSES: [usize; 5] = [64, 128, 256, 512, 1024];

/// How many full stops make up for what imported values, of these lengths in bytes, fall
/// short of their classes. With them the length of the text does not tell a PIN of four
/// digits from one of eight.
pub fn padding(lengths: impl IntoIterator<Item = usize>) -> usize {
    let shortfall = |length| CLASSES.iter().find(|class| length <= **class).map_or(0, |class| class - length);
    lengths.into_iter().map(shortfall).sum()
}

impl Credential {
    /// Writes the text that is sealed.
    pub fn to_text(&self) -> SecretText {
        let mut text = self.to_readable();
        if let Some(full_stops) = self.padding {
            text.push_str("\n");
            field(&mut text, PADDING, &".".repeat(full_stops));
        }
        text
    }

    /// Writes the text without its padding, for a person.
    pub fn to_readable(&self) -> SecretText {
        let values = self
            .secrets
            .iter()
            .map(|s| s.name.len() + s.account.len() + s.profile.len() + s.value.expose().len());
        // Enough for the whole text, so that it never moves: 64 bytes hold the names of the fields.
        let also = self.elsewhere.iter().map(|also| also.name.len() + 64);
        let padding = self.padding.unwrap_or(0);
        let mut text = SecretText::with_capacity(
            self.title.len()
                + values.sum::<usize>()
                + also.sum::<usize>()
                + 64 * (self.secrets.len() + 3)
                + padding,
        );

        let head = [
            ("title", self.title.clone()),
            ("key", self.key.to_string()),
            ("generation", self.generation.to_string()),
            ("sealed", self.sealed.to_string()),
        ];

        text.push_str(FIRST_LINE);
        text.push_str("\n");
        head.iter().for_each(|(name, value)| field(&mut text, name, value));
        for Elsewhere { name, generation } in &self.elsewhere {
            field(&mut text, ALSO, &format!("{name}{HELD_BY}{generation}"));
        }
        self.secrets.iter().for_each(|secret| secret.write(&mut text));
        text
    }

    /// Reads the text back; every line stands in its place or the text is refused.
    ///
    /// # Errors
    /// Returns [`TextError::Version`] for a later version, [`TextError::NotUtf8`] or
    /// [`TextError::NotACredential`] for another text, and [`TextError::Line`] for the first
    /// line that is not in its place.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TextError> {
        let text = std::str::from_utf8(bytes).map_err(|_| TextError::NotUtf8)?;
        let mut lines = Lines { rest: text, line: 0 };

        match lines.next() {
            Some(FIRST_LINE) => {}
            Some(other) => return Err(first_line_error(other)),
            None => return Err(TextError::NotACredential),
        }

        let title = lines.field("title")?.to_owned();
        let key = lines.parsed("key", KeyId::parse)?;
        let generation = lines.parsed("generation", generation)?;
        let sealed = lines.parsed("sealed", date)?;

        let mut elsewhere: Vec<Elsewhere> = Vec::new();
        while lines.rest.starts_with(ALSO) {
            let known = |also: &Elsewhere| elsewhere.iter().any(|other| other.name == also.name);
            let also = lines.parsed(ALSO, |text| {
                elsewhere_of(text).filter(|also| also.generation < generation && !known(also))
            })?;
            elsewhere.push(also);
        }

        let mut secrets: Vec<Secret> = Vec::new();
        let mut padding = None;
        while !lines.rest.is_empty() && padding.is_none() {
            lines.blank()?;
            if !secrets.is_empty() && lines.rest.starts_with(PADDING) {
                let only_stops = |text: &str| text.bytes().all(|b| b == b'.').then_some(text.len());
                padding = Some(lines.parsed(PADDING, only_stops)?);
            } else {
                secrets.push(lines.secret(&elsewhere)?);
            }
        }

        match (secrets.is_empty(), lines.rest.is_empty()) {
            (true, _) => Err(TextError::Line { line: lines.line + 1, expected: "secret" }),
            (false, false) => Err(TextError::AfterPadding { line: lines.line + 1 }),
            (false, true) => Ok(Self { title, key, generation, sealed, elsewhere, secrets, padding }),
        }
    }
}

impl Secret {
    /// Writes its lines, as they stand in the text of a credential.
    pub fn write(&self, text: &mut SecretText) {
        text.push_str("\n");
        field(text, "secret", &self.name);
        field(text, "account", &self.account);
        field(text, "profile", &self.profile);
        field(text, "value", self.value.expose());
    }
}

fn field(text: &mut SecretText, name: &str, value: &str) {
    [name, ": ", value, "\n"].iter().for_each(|piece| text.push_str(piece));
}

fn first_line_error(line: &str) -> TextError {
    match line.strip_prefix("sealkit credential ") {
        Some(version) => TextError::Version(version.chars().take(20).collect()),
        None => TextError::NotACredential,
    }
}

fn generation(text: &str) -> Option<Generation> {
    let number = Generation::new(text.parse().ok()?)?;
    // "+1" and "01" are numbers too; only the one spelling that is written is read.
    (number.to_string() == text).then_some(number)
}

/// A name may hold ": generation 1" itself, so the last one counts.
fn elsewhere_of(text: &str) -> Option<Elsewhere> {
    let (name, number) = text.rsplit_once(HELD_BY)?;
    let generation = generation(number)?;
    (!name.is_empty()).then(|| Elsewhere { name: name.to_owned(), generation })
}

fn date(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}

/// Lines that end in a line feed, each counted.
struct Lines<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let (line, rest) = self.rest.split_once('\n')?;
        self.rest = rest;
        self.line += 1;
        Some(line)
    }

    fn field(&mut self, expected: &'static str) -> Result<&'a str, TextError> {
        let value = self.next().and_then(|line| line.strip_prefix(expected)?.strip_prefix(": "));
        let good = value.filter(|v| !v.chars().any(char::is_control));
        good.ok_or(TextError::Line { line: self.line.max(1), expected })
    }

    fn parsed<T>(
        &mut self,
        expected: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, TextError> {
        let value = self.field(expected)?;
        parse(value).ok_or(TextError::Line { line: self.line, expected })
    }

    fn blank(&mut self) -> Result<(), TextError> {
        match self.next() {
            Some("") => Ok(()),
            _ => Err(TextError::Line { line: self.line, expected: "secret" }),
        }
    }

    /// One secret lives in one credential, so none is held here that also lives elsewhere.
    fn secret(&mut self, elsewhere: &[Elsewhere]) -> Result<Secret, TextError> {
        let here = |name: &str| elsewhere.iter().all(|also| also.name != name).then(|| name.to_owned());
        Ok(Secret {
            name: self.parsed("secret", here)?,
            account: self.field("account")?.to_owned(),
            profile: self.field("profile")?.to_owned(),
            value: SecretText::new(self.parsed("value", |v| (!v.is_empty()).then_some(v.to_owned()))?),
        })
    }
}

#[cfg(test)]
mod tests;
