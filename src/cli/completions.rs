//! `sealkit completions`: a completion script on standard output.

use crate::cli::args::{self, CompletionsArgs};
use crate::cli::output;
use crate::cli::report::Failure;

/// Prints the script for one shell.
pub fn run(arguments: &CompletionsArgs) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut args::command(), "sealkit", &mut script);
    output::bytes(&script)
}
