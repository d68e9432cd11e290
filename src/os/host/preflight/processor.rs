//! The processor: whose it is, and where its chance comes from.

use std::path::Path;

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
    let check = "virtual machine";
    let names = ["sys_vendor", "product_name"].map(|name| read(root, &format!("sys/class/dmi/id/{name}")));
    let firmware = names.map(|name| name.trim().to_owned()).join(" ").trim().to_owned();
    let lower = firmware.to_lowercase();
    let is_guest = has_flag(root, "hypervisor")
        || VIRTUAL.iter().any(|word| lower.contains(word))
        || root.join("proc/device-tree/hypervisor").exists()
        || !matches!(read(root, "sys/hypervisor/type").trim(), "");
    let named = if firmware.is_empty() { String::new() } else { format!(": {firmware}") };
    match is_guest {
        false => PreflightCheck::ok(check, format!("no{named}")),
        true => PreflightCheck::warning(
            check,
            format!("yes{named}"),
            "its host reads all memory: take a machine of its own",
        ),
    }
}

/// The row of the processor's own generator.
pub fn instruction(root: &Path) -> PreflightCheck {
    let there: Vec<&str> =
        ["rdrand", "rdseed", "rng"].into_iter().filter(|flag| has_flag(root, flag)).collect();
    match there.is_empty() {
        false => PreflightCheck::ok("random instruction", there.join(", ")),
        true => PreflightCheck::warning(
            "random instruction",
            "none",
            "let the machine run and type for a minute; use `--dice`",
        ),
    }
}

/// The row of the kernel's generator, which answers only once it is seeded.
pub fn generator(root: &Path, works: bool) -> PreflightCheck {
    let check = "kernel generator";
    let bits = read(root, "proc/sys/kernel/random/entropy_avail");
    match (works, bits.trim()) {
        (false, _) => {
            PreflightCheck::not_allowed(check, "gives no numbers", "take another machine or kernel")
        }
        (true, "") => PreflightCheck::ok(check, "seeded"),
        (true, bits) => PreflightCheck::ok(check, format!("seeded, {bits} bits")),
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
        assert_eq!(machine(with(&metal).path()), PreflightCheck::ok("virtual machine", "no: Dell Inc."));
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
        assert_eq!(instruction(x86.path()), PreflightCheck::ok("random instruction", "rdrand, rdseed"));
        let arm = with(&[("proc/cpuinfo", "processor : 0\nFeatures : fp rng\n")]);
        assert_eq!(instruction(arm.path()), PreflightCheck::ok("random instruction", "rng"));
        assert_eq!(
            instruction(with(&[("proc/cpuinfo", "flags : fpu rdrandx\n")]).path()).fitness,
            Fitness::Warning
        );
    }

    #[test]
    fn a_generator_without_numbers_stops() {
        let root = with(&[("proc/sys/kernel/random/entropy_avail", "256\n")]);
        assert_eq!(generator(root.path(), true), PreflightCheck::ok("kernel generator", "seeded, 256 bits"));
        assert_eq!(generator(root.path(), false).fitness, Fitness::NotAllowed);
    }
}
