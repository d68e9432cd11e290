//! Where the output would lie: in memory, on a medium that is taken out, on a disk
//! that stays, on somebody else's machine.

use std::path::Path;

use sealkit::texts::{Worded, Wording};
use sealkit::wording;

use super::HostError;
use super::mounts::Mount;

use crate::os::files;
use crate::os::swap::{self, Swap};

/// Kinds of file systems that live in memory.
const IN_MEMORY: [&str; 2] = ["tmpfs", "ramfs"];
/// Kinds that live on another machine; a virtual machine's host is one too.
const ELSEWHERE: [&str; 17] = [
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "fuse.davfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "nfs",
    "nfs4",
    "smb3",
    "vboxsf",
    "virtiofs",
];
/// The numbers by which statfs names kinds of both sorts, where there is no /proc.
const MEMORY_NUMBERS: [u64; 2] = [0x0102_1994, 0x8584_58f6];
const ELSEWHERE_NUMBERS: [u64; 8] =
    [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x5346_414f, 0x00c3_6400, 0x786f_4256];

/// What keeps what is written there.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Medium {
    Memory,
    Removable,
    Disk,
    Elsewhere,
    Unknown,
}

/// A judged place for the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputPlace {
    path: String,
    medium: Medium,
    kind: String,
    swap: Swap,
}

impl OutputPlace {
    /// Judges the folder that `target`, which may not be there yet, is to lie in.
    pub fn of(target: &Path) -> Self {
        let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
        let folder = if files::exists(target) { target } else { parent.unwrap_or(Path::new(".")) };
        let number = rustix::fs::statfs(folder).map_or(0, |facts| facts.f_type as u64);
        let folder = files::real_path(folder).unwrap_or_else(|| folder.to_owned());
        Self::judge(Path::new("/"), &folder, number, target)
    }

    fn judge(root: &Path, folder: &Path, number: u64, target: &Path) -> Self {
        let mount = Mount::of(root, folder);
        let kind = mount.as_ref().map_or_else(String::new, |mount| mount.kind.clone());
        let medium = match &mount {
            _ if IN_MEMORY.contains(&kind.as_str()) || MEMORY_NUMBERS.contains(&number) => Medium::Memory,
            _ if ELSEWHERE.contains(&kind.as_str()) || ELSEWHERE_NUMBERS.contains(&number) => {
                Medium::Elsewhere
            }
            Some(mount) if mount.is_removable(root) => Medium::Removable,
            // A live system shows memory laid over its medium; from here they look alike.
            Some(mount) if mount.kind == "overlay" || mount.kind.starts_with("fuse") => Medium::Unknown,
            Some(mount) if mount.source.starts_with("/dev/") || !mount.device.starts_with("0:") => {
                Medium::Disk
            }
            _ => Medium::Unknown,
        };

        Self { path: target.display().to_string(), medium, kind, swap: swap::look(root) }
    }

    /// Whether what is written there goes when the machine is switched off or the medium taken out.
    pub fn is_fit(&self) -> bool {
        match self.medium {
            Medium::Memory => !self.swap.keeps(),
            Medium::Removable => true,
            Medium::Disk | Medium::Elsewhere | Medium::Unknown => false,
        }
    }

    /// What the operator should know, if anything; with `strict` an error instead.
    pub fn admit(&self, strict: bool) -> Result<Option<Wording>, HostError> {
        let judged = self.wording();
        match self.is_fit() {
            true => Ok(None),
            false if strict => Err(HostError::Place { path: self.path.clone(), judged }),
            false => Ok(Some(wording!("output-place", path = self.path, judged))),
        }
    }
}

/// Without its name: this is recorded and printed, and a path tells of the person.
impl Worded for OutputPlace {
    fn wording(&self) -> Wording {
        let kind = &self.kind;
        match &self.medium {
            Medium::Memory if self.swap.keeps() => wording!("place-memory-swap", kind),
            Medium::Memory => wording!("place-memory", kind),
            Medium::Removable => wording!("place-removable", kind),
            Medium::Disk => wording!("place-disk", kind),
            Medium::Elsewhere => wording!("place-elsewhere", kind),
            Medium::Unknown if kind.is_empty() => wording!("place-unknown"),
            Medium::Unknown => wording!("place-unknown-kind", kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use sealkit::texts::english;

    use super::*;
    use std::fs;

    /// A machine with a disk, a stick, a card, a crypted stick, memory and a share.
    fn machine(swaps: &str) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join(path);
        let put = |path: &str, text: &str| {
            fs::create_dir_all(at(path).parent().unwrap()).unwrap();
            fs::write(at(path), text).unwrap();
        };
        let mounts = "\
            20 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
            21 20 0:21 / /dev/shm rw - tmpfs tmpfs rw\n\
            22 20 8:17 / /media/stick rw - vfat /dev/sdb1 rw\n\
            23 20 179:1 / /media/card rw - vfat /dev/mmcblk0p1 rw\n\
            24 20 253:0 / /media/crypt rw - ext4 /dev/mapper/luks rw\n\
            25 20 0:40 / /mnt/share rw - nfs4 server:/export rw\n\
            26 20 0:41 / /over rw - overlay overlay rw\n\
            27 20 0:42 / /data rw - btrfs /dev/sda2 rw\n";
        put("proc/self/mountinfo", mounts);
        put("proc/swaps", &format!("Filename Type Size Used Priority\n{swaps}"));
        put("sys/dev/block/8:1/partition", "1");
        put("sys/dev/block/removable", "0");
        put("sys/devices/usb2/block/sdb/sdb1/partition", "1");
        std::os::unix::fs::symlink(at("sys/devices/usb2/block/sdb/sdb1"), at("sys/dev/block/8:17")).unwrap();
        put("sys/dev/block/179:1/device/type", "SD\n");
        put("sys/dev/block/253:0/slaves/sdb1/removable", "1\n");
        root
    }

    fn judged(root: &tempfile::TempDir, folder: &str) -> OutputPlace {
        OutputPlace::judge(root.path(), Path::new(folder), 0, Path::new("kit"))
    }

    #[test]
    fn memory_and_removable_media_are_fit() {
        let root = machine("");
        for (folder, medium) in [
            ("/dev/shm/x", Medium::Memory),
            ("/media/stick", Medium::Removable),
            ("/media/card/deep", Medium::Removable),
            ("/media/crypt", Medium::Removable),
        ] {
            let place = judged(&root, folder);
            assert_eq!((&place.medium, place.is_fit()), (&medium, true), "{folder}");
            assert_eq!(place.admit(true), Ok(None));
        }
    }

    #[test]
    fn disks_shares_and_the_unknown_are_named_and_refused_if_wanted() {
        let root = machine("");
        for (folder, medium, word) in [
            ("/home/me", Medium::Disk, "a disk that stays"),
            ("/data", Medium::Disk, "btrfs"),
            ("/mnt/share", Medium::Elsewhere, "another machine"),
            ("/over", Medium::Unknown, "cannot tell"),
            ("/media/sticky", Medium::Disk, "ext4"),
        ] {
            let place = judged(&root, folder);
            assert_eq!(place.medium, medium, "{folder}");
            let said = english().say(&place.admit(false).unwrap().unwrap());
            assert!(said.starts_with("output place: kit: ") && said.contains(word), "{said}");
            assert!(matches!(place.admit(true), Err(HostError::Place { .. })));
            assert!(!place.in_english().contains("kit"), "a path tells of the person");
        }
    }

    #[test]
    fn memory_that_may_be_swapped_is_not_fit() {
        let root = machine("/dev/sda3 partition 1000 0 -2\n");
        assert!(!judged(&root, "/dev/shm").is_fit());
        assert!(judged(&root, "/dev/shm").in_english().contains("swap"));
        assert!(judged(&root, "/media/stick").is_fit());
        assert!(judged(&machine("/dev/zram0 partition 1000 0 -2\n"), "/dev/shm").is_fit());
    }

    #[test]
    fn without_proc_the_number_of_the_file_system_tells() {
        let root = tempfile::tempdir().unwrap();
        let medium =
            |number| OutputPlace::judge(root.path(), Path::new("/x"), number, Path::new("kit")).medium;
        assert_eq!(medium(0x0102_1994), Medium::Memory);
        assert_eq!(medium(0x6969), Medium::Elsewhere);
        assert_eq!(medium(0xef53), Medium::Unknown);
    }

    #[test]
    fn this_machine_has_places_too() {
        let folder = tempfile::tempdir().unwrap();
        let place = OutputPlace::of(&folder.path().join("kit"));
        assert!(!place.in_english().is_empty());
    }
}
