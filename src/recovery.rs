//! Recovery as a state machine without input or output: untrusted pieces come
//! in one by one, each is answered by events, and a quorum opens a credential.
//!
//! Shares prove themselves only against the id of their set, and a set id is a name that
//! anybody forges in seconds. So every kit that the shares could open is searched for
//! before anything is opened, and where there are several, nothing opens until paper
//! decides between them.

mod block;
mod checked;
mod contradiction;
mod drill;
mod elsewhere;
mod entry;
mod expected;
mod findings;
mod last_groups;
mod not_opened;
mod open;
mod open_error;
mod opened;
mod pieces;
mod quorum;
mod read_back;
mod state;
mod text;

pub use block::{Block, BlockError, BlockKind, Decoded};
pub use checked::{Checked, SheetState};
pub use contradiction::Contradiction;
pub use drill::{Drill, DrillFault, DrillVerdict, Drilled, Held, NoDrill, Shown};
pub use entry::{Entry, EntryOutcome};
pub use expected::{Comparison, Expected, VouchedBy};
pub use findings::{Finding, FindingInfo};
pub use last_groups::LastGroups;
pub use not_opened::NotOpened;
pub use open::{HeldElsewhere, Opened, Search};
pub use open_error::{ForkedCredential, OpenError};
pub use opened::{NoSecret, OpenedFacts};
pub use quorum::{Claim, Combinations, CombineError, MOST_TRIES, Proven, find};
pub use read_back::{Answer, ReadBack, Readable};
pub use state::{Event, Recovery};
pub use text::{InputError, Item, read, scanned};
