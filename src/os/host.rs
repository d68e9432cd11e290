//! What the machine tells of itself: its network, its clock, this very binary, the place
//! for the output, and whether it is fit for a ceremony.

mod binary;
mod clock;
mod mounts;
mod network;
mod place;
mod preflight;

use sealkit::texts::{List, Worded, Wording};
use sealkit::{worded_errors, wording};
use time::Date;

pub use binary::{own_program, own_sha256};
pub use clock::today;
pub use network::Network;
pub use place::OutputPlace;
pub use preflight::{Fitness, PreflightCheck, generator_works, preflight};

/// Why the machine is not fit.
#[derive(Debug, PartialEq, Eq)]
pub enum HostError {
    /// A network interface is live.
    Online(String),
    /// The interfaces could not be listed.
    Unknown,
    /// The clock cannot be right.
    Clock(Date),
    /// The output would lie where it stays or travels, and that was to be refused.
    Place {
        /// Where it was to lie.
        path: String,
        /// What the place is.
        judged: Wording,
    },
    /// Preflight found something that must not be.
    Unfit(Vec<Wording>),
    /// The kernel gave no random numbers.
    Generator,
}

impl Worded for HostError {
    fn wording(&self) -> Wording {
        match self {
            Self::Online(interfaces) => wording!("host-online", interfaces),
            Self::Unknown => wording!("host-network-unknown"),
            Self::Clock(date) => wording!("host-clock", date),
            Self::Place { path, judged } => wording!("host-place", place = path, judged = *judged),
            Self::Unfit(checks) => wording!("host-unfit", checks = List(checks.clone(), "list-comma")),
            Self::Generator => wording!("host-generator"),
        }
    }
}

worded_errors!(HostError);
