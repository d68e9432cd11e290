//! Whether this machine is off the network, as far as it can tell.

use std::path::Path;

use sealkit::texts::{Worded, Wording};
use sealkit::{shown_in_english, wording};

use super::HostError;
use crate::os::files;

/// Interface flags of Linux's `if.h`.
const IFF_UP: u32 = 0x1;
const IFF_LOOPBACK: u32 = 0x8;

/// Whether the machine is off the network, as far as it can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Network {
    /// No interface but loopback is live.
    Offline,
    /// These interfaces are live.
    Live(Vec<String>),
    /// The interfaces could not be listed.
    Unknown,
}

impl Network {
    /// Looks at the interfaces of the machine whose files lie below `root`.
    pub fn look_in(root: &Path) -> Self {
        let root = &root.join("sys/class/net");
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
impl Worded for Network {
    fn wording(&self) -> Wording {
        match self {
            Self::Offline => wording!("network-none"),
            Self::Live(names) => wording!("network-live", interfaces = names.join(", ")),
            Self::Unknown => wording!("network-unknown"),
        }
    }
}

shown_in_english!(Network);

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

#[cfg(test)]
mod tests {
    use super::*;

    fn machine(interfaces: &[(&str, &str, &str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (name, flags, carrier, state) in interfaces {
            let folder = root.path().join("sys/class/net").join(name);
            std::fs::create_dir_all(&folder).unwrap();
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
}
