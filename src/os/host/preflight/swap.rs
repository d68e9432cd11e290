//! Swap and hibernation: memory written to a disk.

use std::path::Path;

use sealkit::wording;

use super::{PreflightCheck, names, read};
use crate::os::swap::{Swap, look};

/// The row of swap.
pub fn check(root: &Path) -> PreflightCheck {
    let Swap { on_disk, in_memory } = look(root);
    match (on_disk.is_empty(), in_memory.is_empty()) {
        (true, true) => PreflightCheck::ok("check-swap", wording!("swap-none")),
        (true, false) => {
            PreflightCheck::ok("check-swap", wording!("swap-in-memory", names = in_memory.join(", ")))
        }
        _ => PreflightCheck::warning("check-swap", wording!("swap-on-disk", names = on_disk.join(", "))),
    }
}

/// The row of hibernation: whether an image of the memory has a place to go.
pub fn hibernation(root: &Path) -> PreflightCheck {
    let (check, resume) = ("check-hibernation", read(root, "sys/power/resume"));
    let modes = read(root, "sys/power/state");
    let can = modes.split_whitespace().any(|mode| mode == "disk");
    let disabled = read(root, "sys/power/disk").contains("[disabled]");
    let place = match resume.trim() {
        "" | "0:0" => None,
        device => Some(device_name(root, device)),
    };

    match (can && !disabled, place) {
        (_, Some(place)) => PreflightCheck::warning(check, wording!("hibernation-to", place)),
        (true, None) => PreflightCheck::ok(check, wording!("hibernation-nowhere")),
        (false, None) => PreflightCheck::ok(check, wording!("hibernation-off")),
    }
}

/// `8:2` by the name it has below /dev.
fn device_name(root: &Path, number: &str) -> String {
    let is_it = |name: &String| read(root, &format!("sys/class/block/{name}/dev")).trim() == number;
    names(root, "sys/class/block")
        .into_iter()
        .find(is_it)
        .map_or_else(|| number.to_owned(), |n| format!("/dev/{n}"))
}

#[cfg(test)]
mod tests {
    use super::super::Fitness;
    use super::super::tests::machine;
    use super::*;
    use crate::os::swap::is_off;

    const HEAD: &str = "Filename\t\tType\t\tSize\tUsed\tPriority\n";

    fn swaps(lines: &str, more: &[(&str, &str)]) -> PreflightCheck {
        let text = format!("{HEAD}{lines}");
        let files = [&[("proc/swaps", text.as_str())], more].concat();
        check(machine(&files).path())
    }

    #[test]
    fn no_swap_and_compressed_memory_are_ok() {
        assert_eq!(swaps("", &[]), PreflightCheck::ok("check-swap", wording!("swap-none")));
        let zram = swaps("/dev/zram0 partition 100 0 5\n", &[("sys/block/zram0/backing_dev", "none\n")]);
        assert_eq!(zram, PreflightCheck::ok("check-swap", wording!("swap-in-memory", names = "/dev/zram0")));
    }

    #[test]
    fn swap_is_off_only_where_the_list_says_so() {
        assert!(is_off(machine(&[("proc/swaps", HEAD)]).path()));
        assert!(!is_off(machine(&[]).path()));
        assert!(!is_off(machine(&[("proc/swaps", &format!("{HEAD}/dev/sda2 partition 1 0 -2\n"))]).path()));
    }

    #[test]
    fn swap_on_a_disk_is_named() {
        let file = swaps("/swap.img file 100 0 -2\n/dev/zram0 partition 100 0 5\n", &[]);
        assert_eq!(
            (file.fitness, file.found),
            (Fitness::Warning, wording!("swap-on-disk", names = "/swap.img"))
        );
        let behind =
            swaps("/dev/zram0 partition 100 0 5\n", &[("sys/block/zram0/backing_dev", "/dev/sda3\n")]);
        assert_eq!(behind.fitness, Fitness::Warning);
    }

    #[test]
    fn hibernation_is_a_matter_of_a_place() {
        let found = |files: &[(&str, &str)]| hibernation(machine(files).path());
        assert_eq!(found(&[]), PreflightCheck::ok("check-hibernation", wording!("hibernation-off")));
        let none = [("sys/power/state", "freeze mem disk\n"), ("sys/power/resume", "0:0\n")];
        assert_eq!(found(&none), PreflightCheck::ok("check-hibernation", wording!("hibernation-nowhere")));
        let place = [
            ("sys/power/state", "freeze mem disk\n"),
            ("sys/power/disk", "[platform] shutdown\n"),
            ("sys/power/resume", "8:2\n"),
            ("sys/class/block/sda2/dev", "8:2\n"),
        ];
        assert_eq!(found(&place).found, wording!("hibernation-to", place = "/dev/sda2"));
        assert_eq!(found(&place).fitness, Fitness::Warning);
    }
}
