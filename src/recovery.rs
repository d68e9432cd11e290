//! Recovery as a state machine without input or output: untrusted pieces come
//! in one by one, each is answered by events, and a quorum opens a credential.

mod block;
mod entry;
mod expected;
mod open;
mod quorum;
mod read_back;
mod state;
mod text;

pub use block::{Block, BlockError, Code, Kind};
pub use entry::{Entry, Verdict};
pub use expected::Expected;
pub use open::{OpenError, Opened, Origin};
pub use quorum::{Claim, Combinations, CombineError, MOST_COMBINATIONS, Proven, find};
pub use read_back::{Answer, ReadBack, Readable};
pub use state::{Event, Recovery};
pub use text::{InputError, Item, read, scanned};
