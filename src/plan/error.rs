//! What can be wrong with a plan, and on which line.

use crate::codes;
use crate::profile::RecipeError;
use crate::shamir::QuorumError;
use crate::template::{Advice, FieldPath, Step, TemplateError};
use std::fmt;
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

    fn keys(&self) -> impl Iterator<Item = &str> {
        self.path.iter().filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Entry(_) => None,
        })
    }

    // How the entry may be written.
    fn example(&self) -> &'static str {
        match (self.keys().next(), self.key()) {
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
            (_, Some("template")) => "template = \"entra\"",
            (Some("runbook"), _) => "name = \"Contoso\"",
            _ => "[[secrets]] with name = \"Password\" and account = \"bg-1@contoso.onmicrosoft.com\"",
        }
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

impl fmt::Display for PlanLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = self.line.map(|line| format!("line {line}")).into_iter().collect();
        for step in &self.path {
            match (step, parts.last_mut()) {
                (Step::Key(key), _) => parts.push(key.clone()),
                (Step::Entry(number), Some(list)) => list.push_str(&format!(" entry {number}")),
                (Step::Entry(_), None) => {}
            }
        }
        f.write_str(if parts.is_empty() { "plan" } else { "" })?;
        f.write_str(&parts.join(", "))
    }
}

/// Why a plan makes no kit: an entry, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError {
    location: PlanLocation,
    kind: PlanErrorKind,
}

/// What is wrong with an entry of a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanErrorKind {
    /// The file is longer than 64 KiB.
    #[error("{0} bytes, more than the 65536 that are read")]
    TooLarge(usize),
    /// It does not say its version.
    #[error("the version is missing")]
    NoVersion,
    /// The plan has another version.
    #[error("version {0} is not known here, only 1")]
    Version(String),
    /// Not TOML, an unknown key, a value of the wrong kind: the reader's words.
    #[error("{0}")]
    Toml(String),
    /// A text is missing or blank.
    #[error("nothing there")]
    Empty,
    /// A text is longer than the sheets can show.
    #[error("{characters} characters, more than {most}")]
    TooLong {
        /// The number of characters.
        characters: usize,
        /// The most there may be.
        most: usize,
    },
    /// A text has a control or invisible character.
    #[error("U+{0:04X} cannot be printed")]
    Unprintable(u32),
    /// A text holds a share, a line of one, or a private key. It is not repeated here.
    #[error("this is a code or a key, or holds one")]
    Code,
    /// The plan names no secret.
    #[error("the plan names no secret")]
    NoSecret,
    /// More secrets, contacts or shares than a kit has.
    #[error("{count} are more than the {most} that a kit has")]
    TooMany {
        /// The number that was written.
        count: usize,
        /// The most there may be.
        most: usize,
    },
    /// No profile has this name.
    #[error("there is no profile {0:?}")]
    UnknownProfile(String),
    /// Length or symbols do not fit the profile.
    #[error(transparent)]
    Recipe(#[from] RecipeError),
    /// A setting of generated secrets on an imported one.
    #[error("an imported secret is taken as it is")]
    OnImport,
    /// Two secrets have one name, but for upper and lower case.
    #[error("another secret has the name {0:?}")]
    SameName(String),
    /// The threshold and the number of shares make no quorum.
    #[error(transparent)]
    Quorum(#[from] QuorumError),
    /// There are more custodians than shares.
    #[error("{count} custodians for {shares} shares")]
    TooManyCustodians {
        /// The number of custodians.
        count: usize,
        /// The number of shares.
        shares: u8,
    },
    /// An interval is none, or longer than ten years.
    #[error("{0} days; 1 to 3650 make sense")]
    Days(u32),
    /// A name in the runbook's values that is none.
    #[error("{0:?}: names are small letters, digits and dashes")]
    BadName(String),
    /// No runbook template has this name.
    #[error("there is no template {0:?}")]
    UnknownTemplate(String),
    /// The template itself makes no sense.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A value is not what the template asks for, or breaks a rule of it.
    #[error("{said}")]
    Runbook {
        /// What is wrong.
        said: String,
        /// An example, or what to do.
        hint: String,
    },
    /// The plan makes several kits where one was asked for.
    #[error("the plan makes {0} kits, one for each account")]
    Several(usize),
}

impl PlanError {
    /// The entry that is wrong.
    pub fn location(&self) -> &PlanLocation {
        &self.location
    }

    /// What is wrong with the entry.
    pub fn kind(&self) -> &PlanErrorKind {
        &self.kind
    }

    /// An example of how to write it, or what to do.
    pub fn hint(&self) -> String {
        match &self.kind {
            PlanErrorKind::TooLarge(_) => "a plan holds names only; `sealkit init` writes one".to_owned(),
            PlanErrorKind::NoVersion | PlanErrorKind::Version(_) => {
                "begin the plan with: sealkit-plan = 1".to_owned()
            }
            PlanErrorKind::Toml(message) if names_a_secret(message) => {
                "a plan holds no secret: write source = \"import\" and it is asked for without echo"
                    .to_owned()
            }
            PlanErrorKind::Toml(_) => "`sealkit init` writes a plan with every key explained".to_owned(),
            PlanErrorKind::UnknownProfile(_) => {
                "`sealkit profiles` lists them, for example: profile = \"entra\"".to_owned()
            }
            PlanErrorKind::Code => {
                "take it out of the plan, which is printed and recorded; whoever has read the plan may have it"
                    .to_owned()
            }
            PlanErrorKind::OnImport => "leave it out, or write: source = \"generate\"".to_owned(),
            PlanErrorKind::UnknownTemplate(_) => {
                "`sealkit init --help` lists them; your own is given with `--template-dir DIR`".to_owned()
            }
            PlanErrorKind::Template(_) => "mend the template's file".to_owned(),
            PlanErrorKind::Runbook { hint, .. } => hint.clone(),
            PlanErrorKind::Several(_) => "`sealkit new` makes all of them".to_owned(),
            PlanErrorKind::Recipe(_) if self.location.key() == Some("symbols") => {
                "for example: symbols = \"safe\"".to_owned()
            }
            PlanErrorKind::Recipe(_) => {
                "leave the length out to get the profile's own; `sealkit profiles NAME` shows it".to_owned()
            }
            PlanErrorKind::TooManyCustodians { .. } => {
                "name one custodian per share, or raise shares".to_owned()
            }
            _ => format!("for example: {}", self.location.example()),
        }
    }

    /// The same error without the words of a plan, where these hold a code.
    pub(super) fn without_code(mut self) -> Self {
        if codes::holds_code(&self.location.to_string()) {
            self = Self::new(PlanLocation { path: Vec::new(), ..self.location }, PlanErrorKind::Code);
        }
        if codes::holds_code(&self.kind.to_string()) {
            self.kind = PlanErrorKind::Code;
        }
        self
    }

    pub(super) fn new(location: PlanLocation, kind: impl Into<PlanErrorKind>) -> Self {
        Self { location, kind: kind.into() }
    }

    pub(super) fn advice(advice: Advice) -> Self {
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

    pub(super) fn toml(at: Option<(&str, usize)>, message: &str) -> Self {
        let line = at.map(|(text, start)| line_of(text, start));
        let readable = |c: char| if c.is_control() { ' ' } else { c };
        let message = message.trim().chars().take(300).map(readable).collect();
        Self {
            location: PlanLocation { line, ..PlanLocation::default() },
            kind: PlanErrorKind::Toml(message),
        }
    }

    pub(super) fn in_file(mut self, text: &str) -> Self {
        self.location.find(text);
        self
    }
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.location, self.kind)
    }
}

impl std::error::Error for PlanError {}

fn names_a_secret(message: &str) -> bool {
    let names = ["value", "password", "passphrase", "secret", "pin", "file", "path"];
    names.iter().any(|name| message.starts_with(&format!("unknown field `{name}`")))
}

fn line_of(text: &str, start: usize) -> u32 {
    1 + small(text.bytes().take(start).filter(|byte| *byte == b'\n').count())
}

// A plan has at most 64 KiB, so no count in it is larger.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
