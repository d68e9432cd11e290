//! What can be wrong with a plan, and on which line.

use super::slip::{line_around, slip};
use crate::codes;
use crate::profile::RecipeError;
use crate::shamir::QuorumError;
use crate::template::{Advice, FieldPath, Step, TemplateError};
use crate::texts::{List, Worded, Wording, english};
use toml::de::{DeTable, DeValue};

/// Which entry of a plan is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanLocation {
    path: FieldPath,
    line: Option<u32>,
}

impl PlanLocation {
    /// The line of the plan file, from 1; `None` if the plan came from flags.
    pub fn line(&self) -> Option<u32> {
        self.line
    }

    /// The last key on the path, as it stands in the plan file.
    pub fn key(&self) -> Option<&str> {
        self.keys().last()
    }

    /// Whether this key leads there.
    pub fn has(&self, key: &str) -> bool {
        self.keys().any(|step| step == key)
    }

    fn keys(&self) -> impl Iterator<Item = &str> {
        self.path.iter().filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Entry(_) => None,
        })
    }

    // How the entry may be written.
    fn example(&self) -> Option<&'static str> {
        Some(match (self.keys().next(), self.key()) {
            (_, Some("label")) => "label = \"Contoso break-glass 1\"",
            (Some("secrets"), Some("name")) => "name = \"Password\"",
            (_, Some("name")) => "name = \"A. Example\"",
            (_, Some("account")) => "account = \"bg-1@contoso.onmicrosoft.com\"",
            (_, Some("place")) => "place = \"Safe 1, Berlin\"",
            (_, Some("phone")) => "phone = \"+49 30 000000\"",
            (_, Some("threshold")) => "threshold = 2",
            (_, Some("shares")) => "shares = 3",
            (_, Some("rotate-every-days")) => "rotate-every-days = 90",
            (_, Some("drill-every-days")) => "drill-every-days = 90",
            (_, Some("length")) => "length = 120",
            (_, Some("sealkit-plan")) => "sealkit-plan = 1",
            (_, Some("template")) => "template = \"entra\"",
            (Some("runbook"), _) => "name = \"Contoso\"",
            _ => return None,
        })
    }

    pub(super) fn key_of(section: Option<&str>, number: Option<usize>, key: &str) -> Self {
        let mut location = section.map_or_else(Self::default, |section| Self::section(section, number));
        location.path.push(Step::Key(key.to_owned()));
        location
    }

    pub(super) fn section(section: &str, number: Option<usize>) -> Self {
        let number = number.map(Step::Entry);
        Self { path: [Step::Key(section.to_owned())].into_iter().chain(number).collect(), line: None }
    }

    /// A place in the values of the runbook.
    pub(super) fn in_runbook(path: FieldPath) -> Self {
        Self { path: [vec![Step::Key("runbook".to_owned())], path].concat(), line: None }
    }

    // The line of the deepest part that is there: a missing key is told by its section.
    fn find(&mut self, text: &str) {
        let Ok(table) = DeTable::parse(text) else { return };
        let mut start = 0;
        let mut value: Option<&toml::Spanned<DeValue<'_>>> = None;
        for (depth, step) in self.path.iter().enumerate() {
            let next = match step {
                Step::Key(name) => {
                    let inner = if depth == 0 {
                        Some(table.get_ref())
                    } else {
                        value.and_then(|v| v.get_ref().as_table())
                    };
                    let entry = inner.and_then(|t| t.iter().find(|(key, _)| key.get_ref() == name));
                    entry.map(|(key, value)| (key.span().start, value))
                }
                Step::Entry(number) => {
                    let element = value.and_then(|v| v.get_ref().get(number.saturating_sub(1)));
                    element.map(|element| (element.span().start, element))
                }
            };
            let Some((at, deeper)) = next else { break };
            (start, value) = (at, Some(deeper));
        }

        self.line = Some(line_of(text, start));
    }
}

impl Worded for PlanLocation {
    fn wording(&self) -> Wording {
        let mut parts: Vec<Wording> =
            self.line.map(|line| wording!("place-line", line)).into_iter().collect();
        let mut steps = self.path.iter().peekable();
        while let Some(step) = steps.next() {
            let Step::Key(key) = step else { continue };
            parts.push(match steps.peek() {
                Some(Step::Entry(number)) => wording!("place-entry", key, number),
                _ => wording!("place-key", key),
            });
        }

        match parts.is_empty() {
            true => wording!("place-plan"),
            false => wording!("place", parts = List(parts, "list-comma")),
        }
    }
}

shown_in_english!(PlanLocation);

/// Why a plan makes no kit: an entry, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError {
    location: PlanLocation,
    kind: Box<PlanErrorKind>,
}

/// What is wrong with an entry of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanErrorKind {
    /// The file is longer than 64 KiB.
    TooLarge(usize),
    /// It does not say its version.
    NoVersion,
    /// The plan has another version.
    Version(String),
    /// Not TOML, an unknown key, a value of the wrong kind: the reader's words.
    Toml(String),
    /// A number in quotes.
    Quoted,
    /// A text without quotes that reads as a number.
    Unquoted,
    /// Typographic quotes, as word processors write them.
    CurlyQuotes,
    /// One bracket around the name of a list, where it takes two.
    OneBracket(String),
    /// A key that would hold a secret.
    Secret,
    /// A text is missing or blank.
    Empty,
    /// A text is longer than the sheets can show.
    TooLong {
        /// The number of characters.
        characters: usize,
        /// The most there may be.
        most: usize,
    },
    /// A text has a control or invisible character.
    Unprintable(u32),
    /// A text holds a share, a line of one, or a private key. It is not repeated here.
    Code,
    /// The plan names no secret.
    NoSecret,
    /// More secrets, contacts or shares than a kit has.
    TooMany {
        /// The number that was written.
        count: usize,
        /// The most there may be.
        most: usize,
    },
    /// No profile has this name.
    UnknownProfile(String),
    /// Length or symbols do not fit the profile.
    Recipe(RecipeError),
    /// A setting of generated secrets on an imported one.
    OnImport,
    /// Two secrets have one name, but for upper and lower case.
    SameName(String),
    /// The threshold and the number of shares make no quorum.
    Quorum(QuorumError),
    /// There are more custodians than shares.
    TooManyCustodians {
        /// The number of custodians.
        count: usize,
        /// The number of shares.
        shares: u8,
    },
    /// An interval is none, or longer than ten years.
    Days(u32),
    /// A name in the runbook's values that is none.
    BadName(String),
    /// No runbook template has this name.
    UnknownTemplate(String),
    /// The template itself makes no sense.
    Template(TemplateError),
    /// A value is not what the template asks for, or breaks a rule of it.
    Runbook {
        /// What is wrong.
        said: Wording,
        /// An example, or what to do.
        hint: Wording,
    },
    /// The plan makes several kits where one was asked for.
    Several(usize),
}

impl Worded for PlanErrorKind {
    fn wording(&self) -> Wording {
        match self {
            Self::TooLarge(bytes) => wording!("plan-too-large", bytes),
            Self::NoVersion => wording!("plan-no-version"),
            Self::Version(version) => wording!("plan-version", version),
            Self::Toml(said) => wording!("plan-toml", said),
            Self::Quoted => wording!("plan-quoted"),
            Self::Unquoted => wording!("plan-unquoted"),
            Self::CurlyQuotes => wording!("plan-curly-quotes"),
            Self::OneBracket(key) => wording!("plan-one-bracket", key),
            Self::Secret => wording!("plan-secret"),
            Self::Empty => wording!("plan-empty"),
            Self::TooLong { characters, most } => wording!("plan-too-long", characters, most),
            Self::Unprintable(code) => wording!("plan-unprintable", code = format!("U+{code:04X}")),
            Self::Code => wording!("plan-code"),
            Self::NoSecret => wording!("plan-no-secret"),
            Self::TooMany { count, most } => wording!("plan-too-many", number = count, most),
            Self::UnknownProfile(name) => wording!("plan-unknown-profile", name = format!("{name:?}")),
            Self::Recipe(error) => error.wording(),
            Self::OnImport => wording!("plan-on-import"),
            Self::SameName(name) => wording!("plan-same-name", name = format!("{name:?}")),
            Self::Quorum(error) => error.wording(),
            Self::TooManyCustodians { count, shares } => {
                wording!("plan-too-many-custodians", custodians = count, shares)
            }
            Self::Days(days) => wording!("plan-days", days),
            Self::BadName(name) => wording!("plan-bad-name", name = format!("{name:?}")),
            Self::UnknownTemplate(name) => wording!("plan-unknown-template", name = format!("{name:?}")),
            Self::Template(error) => error.wording(),
            Self::Runbook { said, .. } => said.clone(),
            Self::Several(kits) => wording!("plan-several", kits),
        }
    }
}

worded_errors!(PlanErrorKind: Recipe(RecipeError), Quorum(QuorumError), Template(TemplateError));

impl PlanError {
    /// The entry that is wrong.
    pub fn location(&self) -> &PlanLocation {
        &self.location
    }

    /// What is wrong with the entry.
    pub fn kind(&self) -> &PlanErrorKind {
        &self.kind
    }

    /// An example of how it may be written, or what to do.
    pub fn advice(&self) -> Wording {
        match &*self.kind {
            PlanErrorKind::TooLarge(_) => wording!("advice-plan-size"),
            PlanErrorKind::NoVersion | PlanErrorKind::Version(_) => wording!("advice-version"),
            PlanErrorKind::Secret => wording!("advice-no-secret-in-plan"),
            PlanErrorKind::Unquoted => {
                let key = self.location.key().unwrap_or("name");
                wording!("advice-in-quotes", key)
            }
            PlanErrorKind::OneBracket(key) => wording!("advice-brackets", key),
            PlanErrorKind::CurlyQuotes => wording!("advice-plain-quotes"),
            PlanErrorKind::Toml(_) => wording!("advice-new-plan"),
            PlanErrorKind::UnknownProfile(_) => wording!("advice-profiles"),
            PlanErrorKind::Code => wording!("advice-code-in-plan"),
            PlanErrorKind::OnImport => wording!("advice-on-import"),
            PlanErrorKind::UnknownTemplate(_) => wording!("advice-templates"),
            PlanErrorKind::Template(_) => wording!("advice-template-file"),
            PlanErrorKind::Runbook { hint, .. } => hint.clone(),
            PlanErrorKind::Several(_) => wording!("advice-several"),
            PlanErrorKind::Recipe(_) if self.location.key() != Some("symbols") => wording!("advice-length"),
            PlanErrorKind::TooManyCustodians { .. } => wording!("advice-custodians"),
            _ => match self.location.example() {
                Some(example) => wording!("advice-example", example),
                None => wording!("advice-secrets"),
            },
        }
    }

    /// The same in English.
    pub fn hint(&self) -> String {
        english().say(&self.advice())
    }

    /// The same error without the words of a plan, where these hold a code.
    pub(super) fn without_code(mut self) -> Self {
        if codes::holds_code(&self.location.to_string()) {
            self = Self::new(PlanLocation { path: Vec::new(), ..self.location }, PlanErrorKind::Code);
        }
        if codes::holds_code(&self.kind.to_string()) {
            *self.kind = PlanErrorKind::Code;
        }
        self
    }

    pub(super) fn new(location: PlanLocation, kind: impl Into<PlanErrorKind>) -> Self {
        Self { location, kind: Box::new(kind.into()) }
    }

    pub(super) fn of_runbook(advice: Advice) -> Self {
        let Advice { path, said, hint } = advice;
        Self::new(PlanLocation::in_runbook(path), PlanErrorKind::Runbook { said, hint })
    }

    /// Custodians of one of several kits stand in its entry.
    pub(super) fn of_entry(mut self, entry: &[Step]) -> Self {
        if self.location.keys().next() == Some("custodians") {
            self.location = PlanLocation::in_runbook([entry, &self.location.path].concat());
        }
        self
    }

    /// What the TOML reader says of the file, or of the value at this place in it.
    pub(super) fn toml(at: Option<(&str, usize)>, message: &str) -> Self {
        let line = at.map(|(text, start)| line_of(text, start));
        let written = at.map_or("", |(text, start)| line_around(text, start));
        let (kind, key) = slip(written, message).unwrap_or_else(|| {
            let readable = |c: char| if c.is_control() { ' ' } else { c };
            (PlanErrorKind::Toml(message.trim().chars().take(300).map(readable).collect()), None)
        });
        let path = key.map(|key| Step::Key(key.to_owned())).into_iter().collect();
        Self { location: PlanLocation { path, line }, kind: Box::new(kind) }
    }

    pub(super) fn in_file(mut self, text: &str) -> Self {
        self.location.find(text);
        self
    }
}

impl Worded for PlanError {
    fn wording(&self) -> Wording {
        let said = match (&*self.kind, self.location.key()) {
            (PlanErrorKind::Empty, Some(name)) => wording!("field-missing", name),
            (kind, _) => kind.wording(),
        };
        wording!("plan-error", place = self.location.wording(), said)
    }
}

worded_errors!(PlanError);

fn line_of(text: &str, start: usize) -> u32 {
    1 + small(text.bytes().take(start).filter(|byte| *byte == b'\n').count())
}

// A plan has at most 64 KiB, so no count in it is larger.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
