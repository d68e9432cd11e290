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
            DiceError::Nothing => failure!(Usage, "dice-nothing", rolls = ENOUGH_ROLLS).of_kind("dice"),
            DiceError::NotText => failure!(Usage, "dice-not-text").of_kind("dice"),
            DiceError::File(error) => {
                Self::from(error.renamed("the file of `--dice`")).with_status(Status::Usage)
            }
            DiceError::NoTerminal => failure!(Usage, "dice-no-terminal"),
        }
    }
}

impl From<ImportsError> for Failure {
    fn from(error: ImportsError) -> Self {
        match error {
            ImportsError::Refused { name, error } => {
                failure!(Usage, "import-refused", name, error).of_kind("import")
            }
            // The file's name is not repeated: somebody may have given the secret itself.
            ImportsError::File(error) => {
                failure!(Usage, "import-file", error = error.renamed("the file of `--import`"))
            }
            ImportsError::Differs(name) => failure!(Usage, "import-differs", name),
            ImportsError::NobodyToAsk { name, again: false } => failure!(Usage, "import-nobody-to-ask", name),
            ImportsError::NobodyToAsk { name, again: true } => failure!(Usage, "import-again", name),
        }
    }
}

impl From<PlansError> for Failure {
    fn from(error: PlansError) -> Self {
        match error {
            PlansError::OfRecord(error) => {
                failure!(Usage, "plan-of-record", error, hint = error.hint()).of_kind("plan")
            }
            PlansError::OtherTemplate => failure!(Usage, "plan-other-template").of_kind("plan"),
            PlansError::Unreadable(error) => Self::from(error).with_status(Status::Usage),
            PlansError::NotText(file) => failure!(Usage, "plan-not-text", file).of_kind("plan"),
            PlansError::File { file, error } => {
                failure!(Usage, "plan-of-file", file, error, hint = error.hint()).of_kind("plan")
            }
            PlansError::Flags { command, error } => flag_failure(command, &error),
        }
    }
}

/// A fault of the plan, told in the words of the flags.
fn flag_failure(command: &str, error: &PlanError) -> Failure {
    let flag = flag(&error.location().to_string());
    match error.kind() {
        kind @ (PlanErrorKind::UnknownProfile(_) | PlanErrorKind::Recipe(_)) => {
            failure!(Usage, "plan-of-flags", flag, kind, hint = error.hint())
        }
        kind => failure!(Usage, "flag-wrong", flag, kind, command),
    }
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
            TemplatesError::NotText(file) => failure!(Usage, "template-not-text", file),
            TemplatesError::Broken { folder, error } => failure!(Usage, "template-broken", folder, error),
        };
        failure.of_kind("template")
    }
}
