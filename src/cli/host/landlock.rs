//! Limits on files that the process puts on itself, by way of the kernel's Landlock.

use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, Compatible, PathBeneath, PathFd, RestrictionStatus, Ruleset,
    RulesetAttr, RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, make_bitflags,
};

use super::reach::Reach;

/// The newest set of rights this was tried with. Older kernels lack some of them;
/// what those would allow, the filter of system calls refuses: truncating by name
/// and ioctls on devices.
const NEWEST: ABI = ABI::V6;

/// Making, renaming and removing; opening a file to write, which the kernel does
/// not tell from writing to an old one; never truncating, links or devices.
const MAKE: BitFlags<AccessFs> =
    make_bitflags!(AccessFs::{ReadDir | WriteFile | MakeDir | MakeReg | RemoveDir | RemoveFile});

const TERMINAL: BitFlags<AccessFs> = make_bitflags!(AccessFs::{ReadFile | WriteFile | IoctlDev});

/// A static program finds no `getrandom` by name, so a library reads the generator as a file.
const GENERATOR: [&str; 2] = ["/dev/random", "/dev/urandom"];

/// Where a machine tells of itself.
const MACHINE: [&str; 3] = ["/proc", "/sys", "/etc/cups"];

/// Closes every file that is not within reach. True where the kernel has Landlock.
pub fn confine(reach: &Reach) -> Result<bool, RulesetError> {
    let mut rules = Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()?;
    GENERATOR.iter().for_each(|file| allow(&mut rules, Path::new(file), AccessFs::ReadFile.into()));
    for path in &reach.read {
        allow(&mut rules, path, read_rights(path));
    }
    for folder in &reach.make_in {
        allow(&mut rules, folder, MAKE);
    }
    if reach.read_any {
        allow(&mut rules, Path::new("/"), AccessFs::ReadFile | AccessFs::ReadDir);
    }
    if reach.terminal {
        allow(&mut rules, Path::new("/dev/tty"), TERMINAL);
    }
    if reach.machine {
        MACHINE.iter().for_each(|place| {
            allow(&mut rules, Path::new(place), AccessFs::ReadFile | AccessFs::ReadDir);
        });
        // The binary itself, wherever it lies, for its hash.
        allow(&mut rules, Path::new("/proc/self/exe"), AccessFs::ReadFile.into());
    }
    let RestrictionStatus { ruleset, .. } = rules.restrict_self()?;
    Ok(ruleset != RulesetStatus::NotEnforced)
}

/// A folder named by mistake can still be told from a file.
fn read_rights(path: &Path) -> BitFlags<AccessFs> {
    if path.is_dir() { AccessFs::ReadDir.into() } else { AccessFs::ReadFile.into() }
}

/// A path that is not there gets no rule: opening it then fails for that reason.
/// Nor does a pipe, which the kernel does not limit.
fn allow(rules: &mut RulesetCreated, path: &Path, rights: BitFlags<AccessFs>) {
    if let Ok(place) = PathFd::new(path) {
        let rule = PathBeneath::new(place, rights).set_compatibility(landlock::CompatLevel::BestEffort);
        let _ = rules.add_rule(rule);
    }
}
