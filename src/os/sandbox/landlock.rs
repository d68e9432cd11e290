//! Limits on files that the process puts on itself, by way of the kernel's Landlock.

use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, Compatible, PathBeneath, PathFd, RestrictionStatus, Ruleset,
    RulesetAttr, RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, make_bitflags,
};

use super::FileAccess;

/// The newest set of rights this was tried with. Older kernels lack some of them;
/// what those would allow, the filter of system calls refuses: truncating by name
/// and ioctls on devices.
const NEWEST: ABI = ABI::V6;

/// Making, renaming and removing; opening a file to write, which the kernel does
/// not tell from writing to an old one; never truncating, links or devices.
const MAKE: BitFlags<AccessFs> =
    make_bitflags!(AccessFs::{ReadDir | WriteFile | MakeDir | MakeReg | RemoveDir | RemoveFile});

const TERMINAL: BitFlags<AccessFs> = make_bitflags!(AccessFs::{ReadFile | WriteFile | IoctlDev});

/// A static program finds no `getrandom` by name, so a library reads the generator as
/// a file; and whether there is swap decides what is said of memory that is not locked.
const ALWAYS: [&str; 3] = ["/dev/random", "/dev/urandom", "/proc/swaps"];

/// Where a machine tells of itself.
const MACHINE: [&str; 3] = ["/proc", "/sys", "/etc/cups"];

/// Closes every file that is not within access. True where the kernel has Landlock.
pub fn confine(access: &FileAccess) -> Result<bool, RulesetError> {
    let mut rules = Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()?;
    ALWAYS.iter().for_each(|file| allow(&mut rules, Path::new(file), AccessFs::ReadFile.into()));
    for path in &access.read {
        allow(&mut rules, path, read_rights(path));
    }
    for path in &access.read_below {
        allow(&mut rules, path, read_rights(path) | AccessFs::ReadFile);
    }
    for folder in &access.make_in {
        allow(&mut rules, folder, MAKE);
    }
    if access.read_any {
        allow(&mut rules, Path::new("/"), AccessFs::ReadFile | AccessFs::ReadDir);
    }
    if access.terminal {
        allow(&mut rules, Path::new("/dev/tty"), TERMINAL);
    }
    if access.machine {
        MACHINE.iter().for_each(|place| {
            allow(&mut rules, Path::new(place), AccessFs::ReadFile | AccessFs::ReadDir);
        });
    }
    if access.machine || access.own_program {
        // The binary itself, wherever it lies: for its hash, or to be copied.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::os::files;
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::PathBuf;

    /// A kernel without Landlock has nothing to show; CI's has it.
    fn confined(access: &FileAccess) -> bool {
        let there = confine(access).unwrap();
        assert!(there || std::env::var_os("CI").is_none(), "left out: this kernel has no Landlock");
        there
    }

    /// The limits hold for the thread of this test alone.
    fn place() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let place = tempfile::tempdir().unwrap();
        let (input, out) = (place.path().join("input"), place.path().join("out"));
        fs::write(&input, "in").unwrap();
        fs::write(place.path().join("other"), "other").unwrap();
        fs::create_dir(&out).unwrap();
        (place, input, out)
    }

    #[test]
    fn only_what_is_named_is_read() {
        let (place, input, _) = place();
        if !confined(&FileAccess {
            read: vec![input.clone(), place.path().join("none")],
            ..FileAccess::default()
        }) {
            return;
        }
        assert_eq!(fs::read(&input).unwrap(), b"in");
        let kind = |path: &Path| fs::read(path).unwrap_err().kind();
        assert_eq!(kind(&place.path().join("other")), std::io::ErrorKind::PermissionDenied);
        assert_eq!(kind(Path::new("/proc/self/maps")), std::io::ErrorKind::PermissionDenied);
        assert_eq!(kind(&place.path().join("none")), std::io::ErrorKind::NotFound);
        assert!(fs::write(&input, "new").is_err() && fs::write(place.path().join("new"), "x").is_err());
        assert!(fs::remove_file(&input).is_err() && fs::read_dir(place.path()).is_err());
    }

    #[test]
    fn a_kit_is_written_where_it_was_to_go_and_nowhere_else() {
        let (place, input, out) = place();
        if !confined(&FileAccess { make_in: vec![out.clone()], ..FileAccess::default() }) {
            return;
        }
        let kit = [("a.pdf", b"one".as_slice()), ("record.json", b"{}")];
        assert!(files::write_folder(&out.join("kit"), &kit).is_ok());
        assert!(files::write_private(&out.join("secret"), b"x").is_ok());
        let record = files::Locked::wait(&out.join("kit/record.json"), std::time::Duration::ZERO).unwrap();
        assert!(record.notice().is_none() && record.replace(b"{\"log\":1}").is_ok());
        assert!(files::write_folder(&place.path().join("kit"), &kit).is_err());
        assert!(fs::rename(out.join("secret"), place.path().join("secret")).is_err());
        assert!(symlink(&input, out.join("link")).is_err());
        assert!(fs::hard_link(&input, out.join("link")).is_err());
        assert!(fs::read(out.join("secret")).is_err(), "what was written is not read again");
        assert!(fs::remove_file(out.join("secret")).is_ok());
    }

    #[test]
    fn a_prompt_reads_any_file_and_writes_none() {
        let (place, input, _) = place();
        if !confined(&FileAccess { read_any: true, terminal: true, ..FileAccess::default() }) {
            return;
        }
        assert!(fs::read(&input).is_ok() && fs::read_dir(place.path()).is_ok());
        assert!(fs::write(&input, "new").is_err());
        assert!(fs::File::options().write(true).open("/dev/null").is_err());
    }
}
