//! The words for what keeps a kit from being begun: plans, templates, imports, dice.

use sealkit::entropy::ENOUGH_ROLLS;
use sealkit::plan::{PlanError, PlanErrorKind};

use super::{Failure, Status};
use crate::cli::make::entropy::DiceError;
use crate::cli::make::imports::ImportsError;
use crate::cli::make::plans::PlansError;
use crate::cli::make::templates::TemplatesError;

impl From<DiceError> for Failure {
    fn from(error: DiceError) -> Self {
        match error {
            DiceError::Nothing => Self::new(
                Status::Usage,
                "`--dice`: no rolls and no other text were given",
                format!("enter at least {ENOUGH_ROLLS} rolls as digits 1 to 6, or leave `--dice` out"),
            )
            .of_kind("dice"),
            DiceError::NotText => Self::new(
                Status::Usage,
                "the file of `--dice` is not text in UTF-8",
                "give a file with the rolls as digits 1 to 6",
            )
            .of_kind("dice"),
            DiceError::File(error) => {
                Self::from(error.renamed("the file of `--dice`")).with_status(Status::Usage)
            }
            DiceError::NoTerminal => Self::new(
                Status::Usage,
                "`--dice` asks for the rolls, and there is no terminal to ask on",
                "give `--dice=FILE`, or `--dice=-` for standard input",
            ),
        }
    }
}

impl From<ImportsError> for Failure {
    fn from(error: ImportsError) -> Self {
        let usage = |message: String, hint: String| Self::new(Status::Usage, message, hint);
        match error {
            ImportsError::Refused { name, error } => usage(
                format!("secret {name}: {error}"),
                "it is taken whole or not at all; give the right one, or another profile in the plan"
                    .to_owned(),
            )
            .of_kind("import"),
            // The file's name is not repeated: somebody may have given the secret itself.
            ImportsError::File(error) => usage(
                error.renamed("the file of `--import`").to_string(),
                "give a file that holds the secret and nothing else, or `-`; never the secret itself"
                    .to_owned(),
            ),
            ImportsError::Differs(name) => usage(
                format!("the secret {name} was not entered twice in the same way"),
                "put it into a file on tmpfs and give `--import`".to_owned(),
            ),
            ImportsError::NobodyToAsk { name, again: false } => usage(
                format!("the secret {name} is to be imported, and there is no terminal to ask for it"),
                format!("give `--import {name}=FILE`, or `-` for standard input"),
            ),
            ImportsError::NobodyToAsk { name, again: true } => usage(
                format!(
                    "the secret {name} would be lost: it is imported, and there is no terminal to ask for it again"
                ),
                format!(
                    "give `--import {name}=FILE`, or carry it over with `--keep {name}` and enough shares"
                ),
            ),
        }
    }
}

impl From<PlansError> for Failure {
    fn from(error: PlansError) -> Self {
        let plan = |message: String, hint: String| Self::new(Status::Usage, message, hint).of_kind("plan");
        match error {
            PlansError::OfRecord(error) => plan(format!("the plan in the record: {error}"), error.hint()),
            PlansError::OtherTemplate => plan(
                "the plan in the record does not fit the template of its runbook".to_owned(),
                "give the template that made it with `--template-dir`".to_owned(),
            ),
            PlansError::Unreadable(error) => Self::from(error).with_status(Status::Usage),
            PlansError::NotText(file) => plan(
                format!("{file}: not text in UTF-8"),
                "a plan is a TOML file; `sealkit init` writes one".to_owned(),
            ),
            PlansError::File { file, error } => plan(format!("{file}: {error}"), error.hint()),
            PlansError::Flags { command, error } => flag_failure(command, &error),
        }
    }
}

/// A fault of the plan, told in the words of the flags.
fn flag_failure(command: &str, error: &PlanError) -> Failure {
    let flag = flag(&error.location().to_string());
    let hint = match error.kind() {
        PlanErrorKind::UnknownProfile(_) | PlanErrorKind::Recipe(_) => error.hint(),
        _ => format!("see {flag} in `sealkit {command} --help`"),
    };
    Failure::new(Status::Usage, format!("{flag}: {}", error.kind()), hint)
}

fn flag(place: &str) -> &'static str {
    let flags = [
        ("custodians", "`--custodian`"),
        ("label", "`--label`"),
        ("account", "`--account`"),
        ("profile", "`--profile`"),
        ("length", "`--length`"),
        ("threshold", "`--threshold`"),
        ("shares", "`--shares`"),
    ];
    flags.iter().find(|(key, _)| place.contains(key)).map_or("the flags", |(_, flag)| flag)
}

impl From<TemplatesError> for Failure {
    fn from(error: TemplatesError) -> Self {
        let failure = match error {
            TemplatesError::File(error) => Self::from(error).with_status(Status::Usage),
            TemplatesError::NotText(file) => Self::new(
                Status::Usage,
                format!("{file}: not text in UTF-8"),
                "a template is made of text files; docs/PLAN.md lists them",
            ),
            TemplatesError::Broken { folder, error } => Self::new(
                Status::Usage,
                format!("{folder}: {error}"),
                "docs/PLAN.md explains what a template is made of",
            ),
        };
        failure.of_kind("template")
    }
}
