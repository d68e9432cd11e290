//! What every fuzz target shares: the bounds that one input may not pass.
#![deny(missing_docs)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::time::{ClockId, clock_gettime};

/// The most processor time that one input may take, in milliseconds. Watched and
/// checked as it is here, the code takes four to five times as long as a release
/// build: this is one second there, and `replay.py` holds the program itself to it.
const TIME: i64 = 5_000;
/// The most memory that one input may have allocated at once.
const MEMORY: usize = 256 << 20;

/// The system's allocator, which counts, and fails where the input passes its bound.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static LIMIT: AtomicUsize = AtomicUsize::new(usize::MAX);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call goes to the system's allocator with the same arguments; a null
// pointer is the way an allocator says no.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if !take(layout.size()) {
            return std::ptr::null_mut();
        }
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if !take(layout.size()) {
            return std::ptr::null_mut();
        }
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if !take(size) {
            return std::ptr::null_mut();
        }
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.realloc(memory, layout, size) }
    }
}

/// Null from an allocator ends the process, which libFuzzer keeps the input of.
fn take(size: usize) -> bool {
    let held = HELD.fetch_add(size, Ordering::Relaxed) + size;
    if held > LIMIT.load(Ordering::Relaxed) {
        HELD.fetch_sub(size, Ordering::Relaxed);
        return false;
    }
    true
}

/// Runs one input within its bounds of time and memory.
///
/// # Panics
///
/// When it takes more processor time than any input may; the process ends where it
/// allocates more memory.
pub fn bounded(run: impl FnOnce()) {
    let before = HELD.load(Ordering::Relaxed);
    LIMIT.store(before + MEMORY, Ordering::Relaxed);
    let start = processor_time();
    run();
    let taken = processor_time() - start;
    LIMIT.store(usize::MAX, Ordering::Relaxed);
    assert!(taken <= TIME, "one input took {taken} ms of processor time");
}

/// The same for text; what is no UTF-8 is read as far as it is.
pub fn bounded_text(data: &[u8], run: impl FnOnce(&str)) {
    let text = String::from_utf8_lossy(data);
    bounded(|| run(&text));
}

/// Processor time of this thread in milliseconds: a busy machine makes no hang.
fn processor_time() -> i64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
}
