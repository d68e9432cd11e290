//! The words for a command line that cannot be meant.

use super::{Failure, Status};
use crate::cli::args::Usage;

impl From<Usage> for Failure {
    fn from(error: Usage) -> Self {
        Self::new(Status::Usage, error.to_string(), hint(&error))
    }
}

/// What to do about it.
fn hint(error: &Usage) -> &'static str {
    match error {
        Usage::CodeAsArgument => {
            "arguments stay in the process list and the shell's history: put codes into a file, or use `-` and enter \
             them there; if it is a file, check its name"
        }
        Usage::StdinTwice => "give the other one as a file",
        Usage::RollsAsArgument => {
            "arguments stay in the process list and the shell's history: `--dice` alone asks for the rolls"
        }
        Usage::JsonWithSecret => "use `--output FILE` with `--json`",
        Usage::Needed(_) => "give that flag, or a plan: `sealkit init plan.toml` writes one to fill in",
        Usage::Date(_) => "for example `--date 2026-11-21`",
        Usage::Custodian => "write `--custodian \"NAME; PLACE\"`, once per share",
        Usage::NoSuchImport => "a plan names them with `source = \"import\"`; check the spelling",
        Usage::TooManyImports => "give one `--import` for each secret",
        Usage::ImportName => "write `--import NAME=FILE`, with the secret's name from the plan",
        Usage::NoSuchProfile(_) => "`sealkit profiles` lists them",
        Usage::RecordHash(_) => "type it from the ceremony sheet, or scan its square; `-` asks for it",
        Usage::NoRecord => "give the kit's record.json, and older ones behind it",
        Usage::Reason => "say in a line why the secret cannot be replaced now",
        Usage::NothingSealed => "rotate the kit for sealed copies, or leave the flag out",
        Usage::OneAtATime => "rotate the kits that carry a secret over one by one",
        Usage::NobodyTakesPart => "give `--by NAME` once for each person; the record keeps the names",
        Usage::Evidence => {
            "the keys are told, sign-in, alert, ticket, review, note: `--evidence \"ticket=4711\"`"
        }
        Usage::EvidenceTwice(_) => "put both into one text",
        Usage::NoLine(_) => "write it shorter, on one line; it stands in the record for ever",
        Usage::SameFolder(_) => {
            "give the plans labels that differ in more than signs, or make the kits one by one"
        }
    }
}
