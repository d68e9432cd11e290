//! The `sealkit` command: parse, run, report.
#![forbid(unsafe_code)]

mod cli;
mod os;

use std::alloc::System;
use std::process::ExitCode;

use zeroizing_alloc::ZeroAlloc;

/// Wipes all memory as it is freed: what libraries hold of a secret is gone with it.
#[global_allocator]
static WIPED: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    os::sandbox::harden();
    cli::report::silence_panics();
    os::signals::watch(&os::files::own_status());
    let status = cli::run(std::env::args_os().collect());
    os::sandbox::wipe_stack();
    status
}
