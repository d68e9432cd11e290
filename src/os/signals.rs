//! SIGINT, SIGTERM, SIGHUP and SIGQUIT: they end the program at once, but for the
//! moments when a secret is on a screen or something is half written. Then they are
//! noted, and whoever holds them back clears up first.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::flag;

const WATCHED: [i32; 4] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM];

static OBEYED: AtomicBool = AtomicBool::new(true);
static NOTED: AtomicUsize = AtomicUsize::new(0);

/// Begins to watch; `process_status` is the text of /proc/self/status. A signal that whoever started this program had it ignore stays
/// ignored; where the system refuses, the usual end on the spot is left.
pub fn watch(process_status: &str) {
    let ignored = ignored(process_status);
    for signal in WATCHED.into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0) {
        let _ = flag::register_conditional_shutdown(signal, 128 + signal, &OBEYED)
            .and_then(|_| flag::register_usize(signal, &NOTED, signal.unsigned_abs() as usize));
    }
}

/// The signal that came while it was held back.
pub fn noted() -> Option<u8> {
    u8::try_from(NOTED.load(Ordering::SeqCst)).ok().filter(|signal| *signal > 0)
}

/// Holds signals back for as long as it lives. What is slow has to look at [`noted`].
pub struct Hold {
    before: bool,
}

/// Holds signals back from now on.
pub fn hold() -> Hold {
    Hold { before: OBEYED.swap(false, Ordering::SeqCst) }
}

impl Drop for Hold {
    fn drop(&mut self) {
        OBEYED.store(self.before, Ordering::SeqCst);
    }
}

/// The signals that this process ignores, as the kernel's mask.
fn ignored(process_status: &str) -> u64 {
    let mask = process_status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
