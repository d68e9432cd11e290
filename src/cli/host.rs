//! What the machine tells: its network interfaces, its clock, this very binary.

use std::fmt;
use std::path::Path;
use std::time::SystemTime;

use rustix::process::{
    DumpableBehavior, Resource, Rlimit, dumpable_behavior, getrlimit, set_dumpable_behavior, setrlimit,
};
use sha2::{Digest, Sha256};
use time::{Date, OffsetDateTime};

use super::files;

/// No kit is older than the program that makes it.
const EARLIEST_YEAR: i32 = 2026;
/// Interface flags of Linux's `if.h`.
const IFF_UP: u32 = 0x1;
const IFF_LOOPBACK: u32 = 0x8;

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
}

/// Whether the machine is off the network, as far as it can tell.
#[derive(Debug, PartialEq, Eq)]
pub enum Network {
    /// No interface but loopback is live.
    Offline,
    /// These interfaces are live.
    Live(Vec<String>),
    /// The interfaces could not be listed.
    Unknown,
}

/// No core dump and no look into the memory from outside, before anything is read.
/// An old kernel that refuses is no reason to stop here: preflight names it.
pub fn harden() {
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

/// What became of [`harden`], for the record.
pub fn memory_checks() -> Vec<(String, String)> {
    let off = |off: bool| if off { "off" } else { "could not be turned off" };
    let core = getrlimit(Resource::Core).current == Some(0);
    let dumpable = dumpable_behavior().is_ok_and(|behavior| behavior == DumpableBehavior::NotDumpable);
    vec![
        ("core dumps".to_owned(), off(core).to_owned()),
        ("memory access by other programs".to_owned(), off(dumpable).to_owned()),
    ]
}

impl Network {
    /// Looks at the interfaces of this machine.
    pub fn look() -> Self {
        Self::look_in(Path::new("/sys/class/net"))
    }

    fn look_in(root: &Path) -> Self {
        let Ok(names) = files::names_in(root) else { return Self::Unknown };
        if names.is_empty() {
            return Self::Unknown;
        }
        let live: Vec<String> = names.into_iter().filter(|name| is_live(&root.join(name))).collect();
        if live.is_empty() { Self::Offline } else { Self::Live(live) }
    }

    /// Whether the kit may be called made offline.
    pub fn is_offline(&self) -> bool {
        *self == Self::Offline
    }

    /// Refuses a machine that is not known to be offline, unless that is allowed.
    pub fn admit(&self, allow_online: bool) -> Result<(), HostError> {
        match self {
            _ if allow_online => Ok(()),
            Self::Offline => Ok(()),
            Self::Live(names) => Err(HostError::Online(names.join(", "))),
            Self::Unknown => Err(HostError::Unknown),
        }
    }
}

/// As the record and the ceremony sheet say it.
impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offline => f.write_str("none live"),
            Self::Live(names) => write!(f, "live: {}", names.join(", ")),
            Self::Unknown => f.write_str("could not be checked"),
        }
    }
}

/// Up, not loopback, and with a carrier. A bridge or a tunnel has "unknown" for
/// its state, so the carrier counts.
fn is_live(interface: &Path) -> bool {
    let read = |name: &str| files::read_small(&interface.join(name)).unwrap_or_default();
    let flags = read("flags");
    let flags = u32::from_str_radix(flags.trim().trim_start_matches("0x"), 16).unwrap_or(IFF_UP);
    flags & IFF_LOOPBACK == 0
        && flags & IFF_UP != 0
        && (read("carrier").trim() == "1" || read("operstate").trim() == "up")
}

/// Today's date in UTC, refused where the clock cannot be right.
pub fn today() -> Result<Date, HostError> {
    plausible(OffsetDateTime::from(SystemTime::now()).date())
}

fn plausible(date: Date) -> Result<Date, HostError> {
    if date.year() < EARLIEST_YEAR { Err(HostError::Clock(date)) } else { Ok(date) }
}

/// SHA-256 of the running binary, where the system lets it be read.
pub fn own_sha256() -> Option<[u8; 32]> {
    let mut hash = Sha256::new();
    files::for_each_block(Path::new("/proc/self/exe"), |block| hash.update(block)).ok()?;
    Some(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine(interfaces: &[(&str, &str, &str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (name, flags, carrier, state) in interfaces {
            let folder = root.path().join(name);
            std::fs::create_dir(&folder).unwrap();
            std::fs::write(folder.join("flags"), flags).unwrap();
            std::fs::write(folder.join("operstate"), state).unwrap();
            if !carrier.is_empty() {
                std::fs::write(folder.join("carrier"), carrier).unwrap();
            }
        }
        root
    }

    const LO: (&str, &str, &str, &str) = ("lo", "0x9\n", "1\n", "unknown\n");

    #[test]
    fn loopback_and_unplugged_interfaces_are_offline() {
        let root = machine(&[LO, ("eth0", "0x1003\n", "0\n", "down\n"), ("wlan0", "0x1002\n", "", "down\n")]);
        let network = Network::look_in(root.path());
        assert_eq!(network, Network::Offline);
        assert_eq!(network.admit(false), Ok(()));
    }

    #[test]
    fn live_interfaces_are_named() {
        let tunnel = ("wg0", "0x10081\n", "1\n", "unknown\n");
        let root = machine(&[LO, ("eth0", "0x1003\n", "1\n", "up\n"), tunnel]);
        let network = Network::look_in(root.path());
        assert_eq!(network.admit(false), Err(HostError::Online("eth0, wg0".to_owned())));
        assert_eq!(network.admit(true), Ok(()));
        assert!(!network.is_offline());
    }

    #[test]
    fn a_machine_that_shows_no_interfaces_is_not_called_offline() {
        let root = machine(&[]);
        assert_eq!(Network::look_in(root.path()), Network::Unknown);
        assert_eq!(Network::look_in(&root.path().join("none")).admit(false), Err(HostError::Unknown));
    }

    #[test]
    fn a_clock_before_the_first_version_is_refused() {
        let date = |year| Date::from_ordinal_date(year, 1).unwrap();
        assert_eq!(plausible(date(1970)), Err(HostError::Clock(date(1970))));
        assert_eq!(plausible(date(2026)), Ok(date(2026)));
    }

    #[test]
    fn the_binary_reads_itself() {
        let own = std::fs::read("/proc/self/exe").unwrap();
        assert_eq!(own_sha256(), Some(Sha256::digest(own).into()));
    }
}
