//! The `sealkit` command: parse, run, report.
#![forbid(unsafe_code)]

mod cli;

use std::alloc::System;
use std::process::ExitCode;

use zeroizing_alloc::ZeroAlloc;

/// Wipes all memory as it is freed: what libraries hold of a secret is gone with it.
#[global_allocator]
static WIPED: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    cli::host::harden();
    cli::report::silence_panics();
    cli::signals::watch();
    let status = cli::run(std::env::args_os().collect());
    cli::host::wipe_stack();
    status
}
