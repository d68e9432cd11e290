//! The command line: arguments to a request, one short file per command.
//!
//! Only `files` opens a file, only `terminal` talks to the terminal, only
//! `host` asks about the machine, only `report` words an error.

mod access;
pub mod args;
mod check;
mod completions;
mod drill;
mod init;
mod inspect;
mod make;
mod man;
mod new;
pub mod output;
mod preflight;
mod profiles;
mod read;
mod recover;
pub mod report;
mod reshare;
mod rotate;
mod status;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Cli, Command, Usage};
use clap::Parser;
use report::{Failure, Format};

use crate::os::sandbox::{self, FileAccess};

/// Parses the arguments, runs the command and reports how it went.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let format = Format::asked_for(&arguments);
    let outcome = match Cli::try_parse_from(&arguments) {
        _ if args::hold_a_marked_code(&arguments) => Err(Usage::CodeAsArgument.into()),
        Ok(cli) => dispatch(cli),
        Err(error) => report::parse_error(&error, &arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(format),
    }
}

fn dispatch(Cli { command, json, require_lockdown }: Cli) -> Result<(), Failure> {
    sandbox::confine(&FileAccess::of(&command), require_lockdown)?.iter().for_each(|gap| report::warn(gap));
    match command {
        Command::Init(arguments) => init::run(&arguments, json),
        Command::Profiles(arguments) => profiles::run(&arguments, json),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments, json),
        Command::New(arguments) => new::run(arguments, json),
        Command::Recover(arguments) => recover::run(&arguments.request(json)?),
        Command::Check(arguments) => check::run(&arguments.request(json)?),
        Command::Preflight(arguments) => preflight::run(&arguments, json),
        Command::Rotate(arguments) => rotate::run(arguments, json),
        Command::Reshare(arguments) => reshare::run(arguments, json),
        Command::Drill(arguments) => drill::run(arguments.request(json)?),
        Command::Status(arguments) => status::run(&arguments, json),
        Command::Inspect(arguments) => inspect::run(&arguments.request()?, json),
    }
}
