//! What the process gives up before it works: system calls, files, memory that
//! others read. Where a kernel lacks something it is said, and recorded.

use std::path::Path;
use std::sync::OnceLock;

use rustix::io::Errno;
use sealkit::texts::{Worded, Wording};
use sealkit::{worded_errors, wording};

use super::{FileAccess, landlock, memory, seccomp};
use crate::os::files::reason;
use crate::os::swap;

/// The kernel lacks a measure that was required.
#[derive(Debug, PartialEq, Eq)]
pub struct SandboxError(Wording);

impl Worded for SandboxError {
    fn wording(&self) -> Wording {
        wording!("lockdown", gap = self.0)
    }
}

worded_errors!(SandboxError);

/// What became of each measure: nothing, or why it is not in force.
static SYSTEM_CALLS: OnceLock<Option<Wording>> = OnceLock::new();
static FILES: OnceLock<Option<Wording>> = OnceLock::new();
static MEMORY: OnceLock<Option<Wording>> = OnceLock::new();

/// The first thing the program does.
pub fn harden() {
    let filter = seccomp::apply().err().map(|error| as_is(&error));
    let _ = SYSTEM_CALLS.set(filter);
    memory::harden();
    // What fails now is told when secrets are there, by `lock_memory`.
    let _ = memory::lock();
}

/// Closes all files but those within access. Gives what could not be had, as
/// sentences; with `required` the first of them is an error.
pub fn confine(access: &FileAccess, required: bool) -> Result<Vec<Wording>, SandboxError> {
    let lacking = match landlock::confine(access) {
        Ok(true) => None,
        Ok(false) => Some(wording!("no-landlock")),
        Err(error) => Some(as_is(&error)),
    };

    let _ = FILES.set(lacking);
    let gap = |key, state: &OnceLock<Option<Wording>>| {
        let reason = state.get()?.as_ref()?;
        Some(wording!(key, reason = *reason))
    };
    let gaps = [gap("system-calls-open", &SYSTEM_CALLS), gap("files-open", &FILES)];
    let gaps: Vec<Wording> = gaps.into_iter().flatten().collect();
    match gaps.first() {
        Some(first) if required => Err(SandboxError(first.clone())),
        _ => Ok(gaps),
    }
}

/// Locks all memory there is now, secrets included: to be called as soon as they
/// are allocated. What the calls before left on the stack is wiped. What failed is
/// given once, as a sentence.
pub fn lock_memory() -> Option<Wording> {
    memory::wipe_stack();
    let failed = memory::lock().err().map(|error| match error {
        Errno::NOMEM | Errno::PERM | Errno::AGAIN => wording!("memory-limit"),
        other => as_is(&reason(&other.into())),
    });
    let is_new = MEMORY.set(failed.clone()).is_ok();
    let key = if swap::is_off(Path::new("/")) { "memory-open-no-swap" } else { "memory-open-swap" };
    failed.filter(|_| is_new).map(|reason| wording!(key, reason))
}

/// What became of one measure.
pub struct Measure {
    /// The measure.
    pub what: Wording,
    /// Whether it holds.
    pub holds: bool,
    /// What became of it; where it does not hold, with a hint.
    pub found: Wording,
}

/// Every measure in words, for the record and preflight.
pub fn measures() -> Vec<Measure> {
    let state = |state: &OnceLock<Option<Wording>>, held, missing| match state.get() {
        Some(None) => (true, Wording::new(held)),
        Some(Some(reason)) => (false, wording!(missing, reason = *reason)),
        None => (false, wording!("measure-missing")),
    };

    let off = |off: bool| (off, Wording::new(if off { "measure-off" } else { "off-failed" }));
    let memory = match (memory::lock(), swap::is_off(Path::new("/"))) {
        (Ok(()), _) => (true, wording!("measure-locked")),
        (Err(_), true) => (true, wording!("measure-no-swap")),
        (Err(_), false) => (false, wording!("memory-missing")),
    };

    let rows = [
        ("check-system-calls", state(&SYSTEM_CALLS, "measure-filter", "system-calls-missing")),
        ("check-files", state(&FILES, "measure-limited", "files-missing")),
        ("check-memory", memory),
        ("check-dumps", off(memory::no_core_dumps())),
        ("check-debuggers", off(memory::not_dumpable())),
    ];
    let row = |(what, (holds, found))| Measure { what: Wording::new(what), holds, found };
    rows.into_iter().map(row).collect()
}

/// The words of the system, or of a library.
fn as_is(reason: &impl std::fmt::Display) -> Wording {
    wording!("reason-of-system", reason)
}
