//! The processor: whose it is, and where its chance comes from.

use std::path::Path;

use sealkit::wording;

use super::{PreflightCheck, read};

/// Words by which the firmware of a virtual machine names its maker.
const VIRTUAL: [&str; 14] = [
    "qemu",
    "kvm",
    "vmware",
    "virtualbox",
    "innotek",
    "xen",
    "bochs",
    "parallels",
    "bhyve",
    "virtual machine",
    "amazon ec2",
    "google compute",
    "openstack",
    "cloud hypervisor",
];

/// The row of virtual machines: whoever runs one reads all of its memory.
pub fn machine(root: &Path) -> PreflightCheck {
    let check = "check-machine";
    let names = ["sys_vendor", "product_name"].map(|name| read(root, &format!("sys/class/dmi/id/{name}")));
    let firmware = names.map(|name| name.trim().to_owned()).join(" ").trim().to_owned();
    let lower = firmware.to_lowercase();
    let is_guest = has_flag(root, "hypervisor")
        || VIRTUAL.iter().any(|word| lower.contains(word))
        || root.join("proc/device-tree/hypervisor").exists()
        || !matches!(read(root, "sys/hypervisor/type").trim(), "");
    match (is_guest, firmware.is_empty()) {
        (false, true) => PreflightCheck::ok(check, wording!("machine-metal")),
        (false, false) => PreflightCheck::ok(check, wording!("machine-metal-named", firmware)),
        (true, true) => PreflightCheck::warning(check, wording!("machine-virtual")),
        (true, false) => PreflightCheck::warning(check, wording!("machine-virtual-named", firmware)),
    }
}

/// The row of the processor's own generator.
pub fn instruction(root: &Path) -> PreflightCheck {
    let there: Vec<&str> =
        ["rdrand", "rdseed", "rng"].into_iter().filter(|flag| has_flag(root, flag)).collect();
    match there.is_empty() {
        false => {
            PreflightCheck::ok("check-instruction", wording!("instruction-there", names = there.join(", ")))
        }
        true => PreflightCheck::warning("check-instruction", wording!("instruction-none")),
    }
}

/// The row of the kernel's generator, which answers only once it is seeded.
pub fn generator(root: &Path, works: bool) -> PreflightCheck {
    let check = "check-generator";
    let bits = read(root, "proc/sys/kernel/random/entropy_avail");
    match (works, bits.trim()) {
        (false, _) => PreflightCheck::not_allowed(check, wording!("generator-dead")),
        (true, "") => PreflightCheck::ok(check, wording!("generator-seeded")),
        (true, bits) => PreflightCheck::ok(check, wording!("generator-seeded-bits", bits)),
    }
}

/// Whether the first processor has a flag; they are all of one kind.
fn has_flag(root: &Path, flag: &str) -> bool {
    let text = read(root, "proc/cpuinfo");
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    let flags = lines.find(|(name, _)| matches!(name.trim(), "flags" | "Features"));
    flags.is_some_and(|(_, flags)| flags.split_whitespace().any(|word| word == flag))
}

#[cfg(test)]
mod tests {
    use super::super::Fitness;
    use super::super::tests::machine as with;
    use super::*;

    #[test]
    fn a_virtual_machine_is_known_by_flag_firmware_or_tree() {
        let metal = [("proc/cpuinfo", "flags\t: fpu aes\n"), ("sys/class/dmi/id/sys_vendor", "Dell Inc.\n")];
        let named = wording!("machine-metal-named", firmware = "Dell Inc.");
        assert_eq!(machine(with(&metal).path()), PreflightCheck::ok("check-machine", named));
        for file in [
            ("proc/cpuinfo", "flags\t: fpu hypervisor\n"),
            ("sys/class/dmi/id/product_name", "Standard PC (QEMU)\n"),
            ("proc/device-tree/hypervisor/compatible", "kvm"),
            ("sys/hypervisor/type", "xen\n"),
        ] {
            assert_eq!(machine(with(&[file]).path()).fitness, Fitness::Warning, "{file:?}");
        }
    }

    #[test]
    fn the_random_instruction_is_named_on_both_processors() {
        let x86 = with(&[("proc/cpuinfo", "processor : 0\nflags : fpu rdrand rdseed\n")]);
        assert_eq!(instruction(x86.path()).found, wording!("instruction-there", names = "rdrand, rdseed"));
        let arm = with(&[("proc/cpuinfo", "processor : 0\nFeatures : fp rng\n")]);
        assert_eq!(instruction(arm.path()).found, wording!("instruction-there", names = "rng"));
        assert_eq!(
            instruction(with(&[("proc/cpuinfo", "flags : fpu rdrandx\n")]).path()).fitness,
            Fitness::Warning
        );
    }

    #[test]
    fn a_generator_without_numbers_stops() {
        let root = with(&[("proc/sys/kernel/random/entropy_avail", "256\n")]);
        assert_eq!(generator(root.path(), true).found, wording!("generator-seeded-bits", bits = 256));
        assert_eq!(generator(root.path(), false).fitness, Fitness::NotAllowed);
    }
}
