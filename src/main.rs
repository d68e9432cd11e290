//! The `sealkit` command: parse, run, report.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::host::harden();
    cli::report::silence_panics();
    cli::signals::watch();
    cli::run(std::env::args_os().collect())
}
