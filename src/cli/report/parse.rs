//! The words for a command line that clap does not take.

use std::error::Error;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use sealkit::codes;

use super::Failure;
use crate::cli::args::Usage;
use crate::cli::output;

/// Help and version are no errors; everything else clap refuses has status 2. A
/// sentence of clap's that repeats a code is not passed on.
pub fn parse_error(error: &clap::Error, arguments: &[OsString]) -> Result<(), Failure> {
    let message = parse_message(error);

    // Also one that stands behind dashes or an equals sign.
    let repeated = |argument: &str| {
        let mut pieces = argument.trim_start_matches('-').split('=');
        pieces.any(|piece| codes::is_code(piece) && message.contains(piece))
    };

    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output::bytes(format!("{}\n", error.render().to_string().trim_end()).as_bytes())
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            Err(failure!(Usage, "no-command"))
        }
        _ if arguments.iter().filter_map(|a| a.to_str()).any(repeated) => Err(Usage::CodeAsArgument.into()),
        _ => Err(failure!(Usage, "arguments-wrong", message, hint = parse_hint(error))),
    }
}

/// What is wrong, in a sentence.
fn parse_message(error: &clap::Error) -> String {
    let said = |kind: ContextKind| error.get(kind).map(listed).unwrap_or_default();
    let arg = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);

    match error.kind() {
        ErrorKind::UnknownArgument => text!("arg-unknown", arg),
        ErrorKind::InvalidSubcommand => {
            text!("arg-unknown-command", name = said(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => text!("arg-missing", arg),
        ErrorKind::ArgumentConflict if said(ContextKind::PriorArg) == arg => text!("arg-twice", arg),
        ErrorKind::ArgumentConflict => text!("arg-conflict", arg, other = said(ContextKind::PriorArg)),
        ErrorKind::InvalidValue if value == "``" => text!("arg-no-value", arg),
        ErrorKind::InvalidValue => {
            text!("arg-value", value, arg, values = said(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let reason = error.source().map(ToString::to_string).unwrap_or_default();
            text!("arg-value-wrong", value, arg, reason)
        }
        _ => words_of_clap(error),
    }
}

/// What the parser names: one thing, or several.
fn listed(named: &ContextValue) -> String {
    match named {
        ContextValue::String(one) => format!("`{one}`"),
        ContextValue::Strings(several) => {
            several.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

/// The first paragraph of clap's text, as one sentence.
fn words_of_clap(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let lines = text.lines().take_while(|line| !line.is_empty()).map(str::trim);
    lines.collect::<Vec<_>>().join(" ")
}

fn parse_hint(error: &clap::Error) -> String {
    let suggested =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    for kind in suggested {
        match error.get(kind) {
            Some(ContextValue::String(name)) => return text!("did-you-mean", name),
            Some(ContextValue::Strings(names)) if !names.is_empty() => {
                return text!("did-you-mean", name = names.join("` or `"));
            }
            _ => {}
        }
    }

    if error.kind() == ErrorKind::ArgumentConflict {
        return text!("leave-one-out");
    }
    match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => {
            text!("usage-is", usage = usage.to_string().trim().trim_start_matches("Usage: "))
        }
        _ => text!("see-help"),
    }
}
