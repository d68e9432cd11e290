//! Radios: there is nothing to pull out, so they must be off, or not there.

use std::collections::BTreeSet;
use std::path::Path;

use sealkit::wording;

use super::{PreflightCheck, names, read};

/// Wireless network cards, whether an interface is up or not.
pub fn wireless(root: &Path) -> PreflightCheck {
    let interfaces = names(root, "sys/class/net").into_iter().filter(|name| {
        let folder = root.join("sys/class/net").join(name);
        folder.join("wireless").exists() || folder.join("phy80211").exists()
    });
    let mut radios: BTreeSet<String> = interfaces.collect();
    radios.extend(names(root, "sys/class/ieee80211"));
    judge(root, "check-wireless", &["wlan", "wwan", "wimax"], radios)
}

/// Bluetooth controllers.
pub fn bluetooth(root: &Path) -> PreflightCheck {
    let controllers = names(root, "sys/class/bluetooth").into_iter().filter(|name| !name.contains(':'));
    judge(root, "check-bluetooth", &["bluetooth"], controllers.collect())
}

/// A radio is off only where the kernel's switch says so for each one of its kind.
fn judge(root: &Path, check: &'static str, kinds: &[&str], mut radios: BTreeSet<String>) -> PreflightCheck {
    let mut switches = Vec::new();
    for switch in names(root, "sys/class/rfkill") {
        let value = |name: &str| read(root, &format!("sys/class/rfkill/{switch}/{name}")).trim().to_owned();
        if kinds.contains(&value("type").as_str()) {
            radios.insert(value("name"));
            switches.push(value("soft") == "1" || value("hard") == "1");
        }
    }

    let named = radios.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
    match (named.is_empty() && switches.is_empty(), switches.iter().all(|off| *off) && !switches.is_empty()) {
        (true, _) => PreflightCheck::ok(check, wording!("radio-none")),
        (_, true) => PreflightCheck::ok(check, wording!("radio-off", names = named)),
        _ => PreflightCheck::warning(check, wording!("radio-on", names = named)),
    }
}

#[cfg(test)]
mod tests {
    use sealkit::texts::english;

    use super::super::Fitness;
    use super::super::tests::machine;
    use super::*;

    #[test]
    fn no_radio_is_ok() {
        let root = machine(&[("sys/class/net/eth0/flags", "0x1002")]);
        assert_eq!(wireless(root.path()), PreflightCheck::ok("check-wireless", wording!("radio-none")));
        assert_eq!(bluetooth(root.path()), PreflightCheck::ok("check-bluetooth", wording!("radio-none")));
    }

    #[test]
    fn a_radio_that_is_off_is_ok_and_one_that_is_on_is_not() {
        for (soft, hard, fitness) in
            [("1", "0", Fitness::Ok), ("0", "1", Fitness::Ok), ("0", "0", Fitness::Warning)]
        {
            let root = machine(&[
                ("sys/class/net/wlan0/wireless/x", ""),
                ("sys/class/ieee80211/phy0/x", ""),
                ("sys/class/rfkill/rfkill0/type", "wlan\n"),
                ("sys/class/rfkill/rfkill0/name", "phy0\n"),
                ("sys/class/rfkill/rfkill0/soft", soft),
                ("sys/class/rfkill/rfkill0/hard", hard),
            ]);
            let found = wireless(root.path());
            assert_eq!(found.fitness, fitness, "{soft} {hard}");
            let said = english().say(&found.found);
            assert!(said.contains("phy0, wlan0"), "{said}");
        }
    }

    #[test]
    fn a_radio_without_a_switch_is_on() {
        let root = machine(&[("sys/class/bluetooth/hci0/x", ""), ("sys/class/bluetooth/hci0:11/x", "")]);
        assert_eq!(bluetooth(root.path()).found, wording!("radio-on", names = "hci0"));
        let modem = machine(&[("sys/class/rfkill/rfkill3/type", "wwan")]);
        assert_eq!(wireless(modem.path()).fitness, Fitness::Warning);
    }
}
