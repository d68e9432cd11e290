//! Where the memory of a program that crashes goes.

use std::path::Path;

use super::{PreflightCheck, read};
use crate::os::sandbox::{no_core_dumps, not_dumpable};

/// The row of core dumps of all programs; this one has its own off.
pub fn core_pattern(root: &Path) -> PreflightCheck {
    judge(root, no_core_dumps() || not_dumpable())
}

fn judge(root: &Path, own_are_off: bool) -> PreflightCheck {
    let (check, pattern) = ("core pattern", read(root, "proc/sys/kernel/core_pattern"));
    let pattern = pattern.trim();
    match (pattern, own_are_off) {
        ("", _) => PreflightCheck::ok(check, "empty"),
        (_, true) => PreflightCheck::ok(check, format!("{pattern}; this program is never dumped")),
        (_, false) => PreflightCheck::warning(check, pattern, "switch dumps off: `ulimit -c 0`"),
    }
}

/// What to do where a measure of this process is not in force.
pub fn advice(measure: &str) -> &'static str {
    match measure {
        "system call filter" => "take a newer kernel: this one has no filter of system calls, or forbids it",
        "file access" => "take a kernel of 5.13 or later with Landlock on (`lsm=landlock,...`)",
        "memory of this program" => "raise the limit: `ulimit -l unlimited` as root; or switch swap off",
        _ => "take a newer kernel",
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fitness;
    use super::super::tests::machine;
    use super::*;

    #[test]
    fn a_pattern_matters_only_where_this_program_can_be_dumped() {
        let root = machine(&[("proc/sys/kernel/core_pattern", "|/usr/lib/systemd/systemd-coredump %P\n")]);
        assert_eq!(judge(root.path(), true).fitness, Fitness::Ok);
        assert_eq!(judge(root.path(), false).fitness, Fitness::Warning);
        assert_eq!(judge(machine(&[]).path(), false), PreflightCheck::ok("core pattern", "empty"));
    }
}
