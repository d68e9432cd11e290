//! The text inside the age file, written for a stranger's eyes.

use crate::id::{Generation, KeyId};
use crate::secret::SecretText;
use time::Date;
use time::macros::format_description;

const FIRST_LINE: &str = "sealkit credential 1";

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
    /// The secrets; at least one.
    pub secrets: Vec<Secret>,
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
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// The bytes are not UTF-8.
    #[error("the credential is not UTF-8 text")]
    NotUtf8,
    /// The first line is another one.
    #[error("the text does not begin with {FIRST_LINE:?}")]
    NotACredential,
    /// The first line names a later version.
    #[error("the credential has format version {0:?}, this program knows version 1")]
    Version(String),
    /// A line that should stand there does not, or holds what it must not.
    #[error("line {line} should be `{expected}: ...`")]
    Line {
        /// The number of the line, from 1.
        line: usize,
        /// The field that should stand there.
        expected: &'static str,
    },
}

impl Credential {
    /// Writes the text that is sealed.
    pub fn to_text(&self) -> SecretText {
        let values = self
            .secrets
            .iter()
            .map(|s| s.name.len() + s.account.len() + s.profile.len() + s.value.expose().len());
        // Enough for the whole text, so that it never moves: 64 bytes hold the names of the fields.
        let mut text = SecretText::with_capacity(
            self.title.len() + values.sum::<usize>() + 64 * (self.secrets.len() + 2),
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
        for secret in &self.secrets {
            text.push_str("\n");
            field(&mut text, "secret", &secret.name);
            field(&mut text, "account", &secret.account);
            field(&mut text, "profile", &secret.profile);
            field(&mut text, "value", secret.value.expose());
        }
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

        let mut secrets = Vec::new();
        while !lines.rest.is_empty() {
            secrets.push(lines.secret()?);
        }
        match secrets.is_empty() {
            true => Err(TextError::Line { line: lines.line + 1, expected: "secret" }),
            false => Ok(Self { title, key, generation, sealed, secrets }),
        }
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

    fn secret(&mut self) -> Result<Secret, TextError> {
        if self.next() != Some("") {
            return Err(TextError::Line { line: self.line, expected: "secret" });
        }
        Ok(Secret {
            name: self.field("secret")?.to_owned(),
            account: self.field("account")?.to_owned(),
            profile: self.field("profile")?.to_owned(),
            value: SecretText::new(self.parsed("value", |v| (!v.is_empty()).then_some(v.to_owned()))?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    fn credential(values: &[String]) -> Credential {
        let secret = |(i, value): (usize, &String)| Secret {
            name: format!("secret {i}"),
            account: "bg1@contoso.onmicrosoft.com".to_owned(),
            profile: "entra".to_owned(),
            value: SecretText::new(value.clone()),
        };
        Credential {
            title: "Contoso break-glass 1".to_owned(),
            key: KeyId::parse("K7QM").unwrap(),
            generation: Generation::FIRST,
            sealed: date!(2026 - 11 - 21),
            secrets: values.iter().enumerate().map(secret).collect(),
        }
    }

    #[test]
    fn the_text_is_plain() {
        let text = credential(&[" a: b ".to_owned()]).to_text();
        assert_eq!(
            text.expose(),
            "sealkit credential 1\ntitle: Contoso break-glass 1\nkey: K7QM\ngeneration: 1\nsealed: 2026-11-21\n\n\
             secret: secret 0\naccount: bg1@contoso.onmicrosoft.com\nprofile: entra\nvalue:  a: b \n"
        );
    }

    #[test]
    fn one_fault_each_is_named() {
        let good = credential(&["v".to_owned()]).to_text().expose().to_owned();
        let error = |text: &str| Credential::from_bytes(text.as_bytes()).err();
        let line = |line, expected| Some(TextError::Line { line, expected });
        assert_eq!(error(""), Some(TextError::NotACredential));
        assert_eq!(error("hello\n"), Some(TextError::NotACredential));
        assert_eq!(
            error(&good.replace("credential 1", "credential 2")),
            Some(TextError::Version("2".to_owned()))
        );
        assert_eq!(error(&good.replace("title", "Title")), line(2, "title"));
        assert_eq!(error(&good.replace("K7QM", "k7qm")), line(3, "key"));
        assert_eq!(error(&good.replace("generation: 1", "generation: 0")), line(4, "generation"));
        assert_eq!(error(&good.replace("generation: 1", "generation: +1")), line(4, "generation"));
        assert_eq!(error(&good.replace("2026-11-21", "2026-13-21")), line(5, "sealed"));
        assert_eq!(error(&good.replace("value: v", "value: ")), line(10, "value"));
        assert_eq!(error(&good.replace("value: v", "value: \tv")), line(10, "value"));
        assert_eq!(error(&good.replace("\n\n", "\n\n\n")), line(7, "secret"));
        assert_eq!(error(good.trim_end()), line(9, "value"));
        assert_eq!(error(&good[..good.find("\n\n").unwrap() + 1]), line(6, "secret"));
        assert_eq!(Credential::from_bytes(b"\xff").err(), Some(TextError::NotUtf8));
    }

    proptest! {
        #[test]
        fn values_come_back_to_the_byte(values in proptest::collection::vec("[^\\p{Cc}]{1,60}", 1..5)) {
            let text = credential(&values).to_text();
            let back = Credential::from_bytes(text.expose().as_bytes()).unwrap();
            let read: Vec<_> = back.secrets.iter().map(|s| s.value.expose().to_owned()).collect();
            prop_assert_eq!(read, values);
        }

        #[test]
        fn any_bytes_end_in_a_sentence(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Credential::from_bytes(&bytes);
        }
    }
}
