//! The command line: arguments to a request, one short file per command.
//!
//! Only `files` opens a file, only `terminal` talks to the terminal, only
//! `host` asks about the machine, only `report` words an error.

#[macro_use]
mod texts;

mod access;
pub mod args;
mod check;
mod completions;
pub mod context;
mod drill;
mod init;
mod inspect;
mod make;
mod man;
mod new;
pub mod output;
mod preflight;
mod print;
mod profiles;
mod read;
mod recover;
pub mod report;
mod reshare;
mod rotate;
mod status;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Command, Usage};
use context::Context;
use report::Failure;

use crate::os::sandbox::{self, FileAccess};

/// Parses the arguments, runs the command and reports how it went.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    texts::prepare();
    let parsed = args::parse(&arguments);
    let context = Context::new(parsed.as_ref().ok(), &arguments);

    let outcome = match parsed {
        _ if args::hold_a_marked_code(&arguments) => Err(Usage::CodeAsArgument.into()),
        Ok(cli) => dispatch(cli.command, &context),
        Err(error) => report::parse_error(&error, &arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(&context),
    }
}

fn dispatch(command: Command, context: &Context) -> Result<(), Failure> {
    let gaps = sandbox::confine(&FileAccess::of(&command), context.require_lockdown)?;
    gaps.iter().for_each(|gap| report::warn_of(gap, context));

    match command {
        Command::Init(arguments) => init::run(&arguments, context),
        Command::Profiles(arguments) => profiles::run(&arguments, context),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments, context),
        Command::New(arguments) => new::run(arguments, context),
        Command::Recover(arguments) => recover::run(&arguments.request(context)?, context),
        Command::Check(arguments) => check::run(&arguments.request()?, context),
        Command::Preflight(arguments) => preflight::run(&arguments, context),
        Command::Rotate(arguments) => rotate::run(arguments, context),
        Command::Reshare(arguments) => reshare::run(arguments, context),
        Command::Drill(arguments) => drill::run(arguments.request()?, context),
        Command::Print(arguments) => print::run(&arguments, context),
        Command::Status(arguments) => status::run(&arguments, context),
        Command::Inspect(arguments) => inspect::run(&arguments.request()?, context),
    }
}
