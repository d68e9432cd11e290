//! What the machine tells of itself: its network, its clock, this very binary, the place
//! for the output, and whether it is fit for a ceremony.

mod binary;
mod clock;
mod mounts;
mod network;
mod place;
mod preflight;

use time::Date;

pub use binary::own_sha256;
pub use clock::today;
pub use network::Network;
pub use place::OutputPlace;
pub use preflight::{Fitness, PreflightCheck, generator_works, preflight};

/// Why the machine is not fit.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// A network interface is live.
    #[error("this machine is not offline: {0} is live")]
    Online(String),
    /// The interfaces could not be listed.
    #[error("cannot tell whether this machine is offline")]
    Unknown,
    /// The clock cannot be right.
    #[error("the clock of this machine cannot be right: it says {0}")]
    Clock(Date),
    /// The output would lie where it stays or travels, and that was to be refused.
    #[error("the output place is not fit: {0}")]
    Place(String),
    /// Preflight found something that must not be.
    #[error("this machine is not fit for a ceremony: {0}")]
    Unfit(String),
    /// The kernel gave no random numbers.
    #[error("the operating system gives no random numbers")]
    Generator,
}
