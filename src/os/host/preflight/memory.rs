//! Where the memory of a program that crashes goes.

use std::path::Path;

use sealkit::wording;

use super::{PreflightCheck, read};
use crate::os::sandbox::{no_core_dumps, not_dumpable};

/// The row of core dumps of all programs; this one has its own off.
pub fn core_pattern(root: &Path) -> PreflightCheck {
    judge(root, no_core_dumps() || not_dumpable())
}

fn judge(root: &Path, own_are_off: bool) -> PreflightCheck {
    let (check, pattern) = ("check-core-pattern", read(root, "proc/sys/kernel/core_pattern"));
    let pattern = pattern.trim();
    match (pattern, own_are_off) {
        ("", _) => PreflightCheck::ok(check, wording!("core-empty")),
        (_, true) => PreflightCheck::ok(check, wording!("core-own-off", pattern)),
        (_, false) => PreflightCheck::warning(check, wording!("core-on", pattern)),
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
        assert_eq!(
            judge(machine(&[]).path(), false),
            PreflightCheck::ok("check-core-pattern", wording!("core-empty"))
        );
    }
}
