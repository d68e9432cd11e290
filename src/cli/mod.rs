//! The command line: arguments to a request, one short file per command.
//!
//! Only `files` opens a file, only `terminal` talks to the terminal, only
//! `host` asks about the machine, only `report` words an error.

pub mod args;
pub mod files;
pub mod host;
pub mod input;
pub mod output;
pub mod report;
pub mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Cli, Command};
use clap::Parser;
use report::{Failure, Format};

/// Parses the arguments, runs the command and reports how it went.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let format = Format::asked_for(&arguments);
    let outcome = match Cli::try_parse_from(&arguments) {
        Ok(cli) => dispatch(cli),
        Err(error) => report::parse_error(&error, &arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(format),
    }
}

fn dispatch(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        _ => Ok(()),
    }
}
