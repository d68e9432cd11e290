//! The words for what keeps a kit from being begun: plans, templates, imports, dice.

use sealkit::entropy::ENOUGH_ROLLS;
use sealkit::plan::{PlanError, PlanErrorKind, PlanLocation};
use sealkit::texts::{Worded, Wording};
use sealkit::wording;

use super::{Failure, Status};
use crate::cli::make::entropy::DiceError;
use crate::cli::make::imports::ImportsError;
use crate::cli::make::plans::PlansError;
use crate::cli::make::templates::TemplatesError;

impl Worded for DiceError {
    fn wording(&self) -> Wording {
        match self {
            Self::Nothing => wording!("dice-nothing", rolls = ENOUGH_ROLLS),
            Self::NotText => wording!("dice-not-text"),
            Self::File(error) => error.wording(),
            Self::NoTerminal => wording!("dice-no-terminal"),
        }
    }
}

impl From<DiceError> for Failure {
    fn from(error: DiceError) -> Self {
        match error {
            DiceError::File(error) => {
                Self::from(error.renamed(&text!("file-of-dice"))).with_status(Status::Usage)
            }
            DiceError::Nothing | DiceError::NotText => Self::of(Status::Usage, &error).of_kind("dice"),
            DiceError::NoTerminal => Self::of(Status::Usage, &error),
        }
    }
}

impl Worded for ImportsError {
    fn wording(&self) -> Wording {
        match self {
            Self::Refused { name, error } => wording!("import-refused", name, error = error.wording()),
            Self::File(error) => wording!("import-file", error = error.wording()),
            Self::Differs(name) => wording!("import-differs", name),
            Self::NobodyToAsk { name, again: false } => wording!("import-nobody-to-ask", name),
            Self::NobodyToAsk { name, again: true } => wording!("import-again", name),
        }
    }
}

impl From<ImportsError> for Failure {
    fn from(error: ImportsError) -> Self {
        match error {
            // The file's name is not repeated: somebody may have given the secret itself.
            ImportsError::File(error) => {
                let error = error.renamed(&text!("file-of-import"));
                Self::of(Status::Usage, &ImportsError::File(error))
            }
            ImportsError::Refused { .. } => Self::of(Status::Usage, &error).of_kind("import"),
            error => Self::of(Status::Usage, &error),
        }
    }
}

impl Worded for PlansError {
    fn wording(&self) -> Wording {
        match self {
            Self::OfRecord(error) => {
                wording!("plan-of-record", error = error.wording(), hint = error.advice())
            }
            Self::OtherTemplate => wording!("plan-other-template"),
            Self::Unreadable(error) => error.wording(),
            Self::NotText(file) => wording!("plan-not-text", file),
            Self::File { file, error } => {
                wording!("plan-of-file", file, error = error.wording(), hint = error.advice())
            }
            Self::Flags { command, error } => flags_wording(command, error),
        }
    }
}

impl From<PlansError> for Failure {
    fn from(error: PlansError) -> Self {
        match error {
            PlansError::Unreadable(error) => Self::from(error).with_status(Status::Usage),
            PlansError::Flags { .. } => Self::of(Status::Usage, &error),
            error => Self::of(Status::Usage, &error).of_kind("plan"),
        }
    }
}

/// A fault of the plan, told in the words of the flags.
fn flags_wording(command: &str, error: &PlanError) -> Wording {
    let (flag, kind) = (flag(error.location()), error.kind().wording());
    match error.kind() {
        PlanErrorKind::UnknownProfile(_) | PlanErrorKind::Recipe(_) => {
            wording!("plan-of-flags", flag, kind, hint = error.advice())
        }
        _ => wording!("flag-wrong", flag, kind, command),
    }
}

fn flag(location: &PlanLocation) -> Wording {
    let flags = [
        ("custodians", "--custodian"),
        ("label", "--label"),
        ("account", "--account"),
        ("profile", "--profile"),
        ("length", "--length"),
        ("threshold", "--threshold"),
        ("shares", "--shares"),
    ];
    let given = flags.iter().find(|(key, _)| location.has(key));
    given.map_or_else(|| wording!("the-flags"), |(_, flag)| wording!("one-flag", flag))
}

impl Worded for TemplatesError {
    fn wording(&self) -> Wording {
        match self {
            Self::File(error) => error.wording(),
            Self::NotText(file) => wording!("template-not-text", file),
            Self::Broken { folder, error } => wording!("template-broken", folder, error = error.wording()),
        }
    }
}

impl From<TemplatesError> for Failure {
    fn from(error: TemplatesError) -> Self {
        let failure = match error {
            TemplatesError::File(error) => Self::from(error).with_status(Status::Usage),
            error => Self::of(Status::Usage, &error),
        };
        failure.of_kind("template")
    }
}
