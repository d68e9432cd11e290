//! Memory that nobody else reads and no swap keeps.

use rustix::io::Errno;
use rustix::mm::{MlockAllFlags, mlockall};
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, dumpable_behavior, getrlimit, set_dumpable_behavior, setrlimit,
};
use zeroize::Zeroize;

/// No core dump and no look into the memory from outside, before anything is read.
/// An old kernel that refuses is no reason to stop here: preflight names it.
pub fn harden() {
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    raise_lock_limit();
}

/// Whether core dumps are off.
pub fn no_core_dumps() -> bool {
    getrlimit(Resource::Core).current == Some(0)
}

/// Whether other programs of the same user are kept out.
pub fn not_dumpable() -> bool {
    dumpable_behavior().is_ok_and(|behavior| behavior == DumpableBehavior::NotDumpable)
}

/// Keeps every page there is now from being written to swap. Called again once
/// secrets are there, since it says nothing about memory that comes later; the
/// flag for that would make a later allocation fail where the limit is low.
pub fn lock() -> Result<(), Errno> {
    mlockall(MlockAllFlags::CURRENT)
}

/// What calls that have returned left on the stack, as far down as they go.
const DEEPEST: usize = 512 << 10;

/// Wipes the stack below the caller: a value that was moved leaves its old place as it was.
#[inline(never)]
pub fn wipe_stack() {
    let mut below = [0_u8; DEEPEST];
    below.zeroize();
    std::hint::black_box(&below);
}

/// The limit in force may be lower than what the system grants anyway.
fn raise_lock_limit() {
    let limit = getrlimit(Resource::Memlock);
    if limit.current != limit.maximum {
        let _ = setrlimit(Resource::Memlock, Rlimit { current: limit.maximum, maximum: limit.maximum });
    }
}
