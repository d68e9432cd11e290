//! What the process gives up before it works: system calls, files, memory that
//! others read. Where a kernel lacks something it is said, and recorded.

use std::path::Path;
use std::sync::OnceLock;

use rustix::io::Errno;

use super::{FileAccess, landlock, memory, seccomp};
use crate::os::files::reason;
use crate::os::swap;

/// The kernel lacks a measure that was required.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("no lockdown: {0}")]
pub struct SandboxError(String);

/// What became of each measure: nothing, or why it is not in force.
static SYSTEM_CALLS: OnceLock<Option<String>> = OnceLock::new();
static FILES: OnceLock<Option<String>> = OnceLock::new();
static MEMORY: OnceLock<Option<String>> = OnceLock::new();

/// The first thing the program does.
pub fn harden() {
    let filter = seccomp::apply().err().map(|error| error.to_string());
    let _ = SYSTEM_CALLS.set(filter);
    memory::harden();
    // What fails now is told when secrets are there, by `lock_memory`.
    let _ = memory::lock();
}

/// Closes all files but those within access. Gives what could not be had, as
/// sentences; with `required` the first of them is an error.
pub fn confine(access: &FileAccess, required: bool) -> Result<Vec<String>, SandboxError> {
    let lacking = match landlock::confine(access) {
        Ok(true) => None,
        Ok(false) => Some("this kernel has no Landlock, or it is off".to_owned()),
        Err(error) => Some(error.to_string()),
    };

    let _ = FILES.set(lacking);
    let gaps: Vec<String> = [("system calls", &SYSTEM_CALLS), ("files", &FILES)]
        .into_iter()
        .filter_map(|(what, state)| Some(format!("{what} are not limited: {}", state.get()?.as_ref()?)))
        .collect();
    match gaps.first() {
        Some(first) if required => Err(SandboxError(first.clone())),
        _ => Ok(gaps),
    }
}

/// Locks all memory there is now, secrets included: to be called as soon as they
/// are allocated. What the calls before left on the stack is wiped. What failed is
/// given once, as a sentence.
pub fn lock_memory() -> Option<String> {
    memory::wipe_stack();
    let failed = memory::lock().err().map(|error| match error {
        Errno::NOMEM | Errno::PERM | Errno::AGAIN => "the limit is too low, see `ulimit -l`".to_owned(),
        other => reason(&other.into()),
    });
    let is_new = MEMORY.set(failed.clone()).is_ok();
    let swap = if swap::is_off(Path::new("/")) { "there is no swap" } else { "it may be written to swap" };
    failed.filter(|_| is_new).map(|reason| format!("memory is not locked: {reason}; {swap}"))
}

/// Every measure in words, for the record and preflight; `true` where it holds.
pub fn measures() -> Vec<(&'static str, bool, String)> {
    let state = |state: &OnceLock<Option<String>>, held: &str| match state.get() {
        Some(None) => (true, held.to_owned()),
        Some(Some(reason)) => (false, format!("not in force: {reason}")),
        None => (false, "not in force".to_owned()),
    };

    let off = |off: bool| (off, if off { "off" } else { "could not be turned off" }.to_owned());
    let memory = match (memory::lock(), swap::is_off(Path::new("/"))) {
        (Ok(()), _) => (true, "locked".to_owned()),
        (Err(_), true) => (true, "not locked, but there is no swap".to_owned()),
        (Err(_), false) => (false, "not locked: it may be written to swap".to_owned()),
    };

    [
        ("system call filter", state(&SYSTEM_CALLS, "in force")),
        ("file access", state(&FILES, "limited to what was named")),
        ("memory of this program", memory),
        ("core dumps", off(memory::no_core_dumps())),
        ("memory access by other programs", off(memory::not_dumpable())),
    ]
    .into_iter()
    .map(|(what, (holds, words))| (what, holds, words))
    .collect()
}
