//! What the process gives up before it works: system calls, files, memory that others
//! read.

mod access;
mod landlock;
mod lockdown;
mod memory;
mod seccomp;

pub use access::FileAccess;
pub use lockdown::{Measure, SandboxError, confine, harden, lock_memory, measures};
pub use memory::{no_core_dumps, not_dumpable, wipe_stack};
