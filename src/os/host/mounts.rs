//! The mount a folder lies on, from /proc/self/mountinfo, and the device beneath.

use std::path::{Path, PathBuf};

use crate::os::files;

/// Where a file system is mounted, of which kind it is, and from what.
#[derive(Debug, PartialEq, Eq)]
pub struct Mount {
    /// `major:minor`; major 0 where no device is beneath, or several are.
    pub device: String,
    /// `ext4`, `tmpfs`, `fuse.sshfs`.
    pub kind: String,
    /// `/dev/sda1`, `server:/export`.
    pub source: String,
    point: PathBuf,
}

impl Mount {
    /// The mount that `folder`, an absolute path without links, lies on.
    pub fn of(root: &Path, folder: &Path) -> Option<Self> {
        let table = files::read_small(&root.join("proc/self/mountinfo"))?;
        let mounts = table.lines().filter_map(parse).filter(|mount| folder.starts_with(&mount.point));
        // The longest path counts, and of mounts one above the other the last.
        mounts.max_by_key(|mount| mount.point.as_os_str().len())
    }

    /// Whether the device says that it can be taken out, or hangs on USB, or is a
    /// memory card. A crypted or logical volume is what lies beneath it.
    pub fn is_removable(&self, root: &Path) -> bool {
        self.block_device(root).is_some_and(|device| is_removable(&device, 0))
    }

    fn block_device(&self, root: &Path) -> Option<PathBuf> {
        let by_number = root.join("sys/dev/block").join(&self.device);
        if by_number.exists() {
            return Some(by_number);
        }
        let name = Path::new(&self.source).file_name().filter(|_| self.source.starts_with("/dev/"))?;
        Some(root.join("sys/class/block").join(name)).filter(|device| device.exists())
    }
}

/// How deep volumes may lie on volumes.
const DEEPEST: usize = 8;

fn is_removable(device: &Path, depth: usize) -> bool {
    let read = |name: &str| files::read_small(&device.join(name)).unwrap_or_default();
    let below = files::names_in(&device.join("slaves")).unwrap_or_default();
    if !below.is_empty() && depth < DEEPEST {
        return below.iter().all(|name| is_removable(&device.join("slaves").join(name), depth + 1));
    }
    let path = files::real_path(device).unwrap_or_default();
    let on_usb = path.components().any(|part| {
        let name = part.as_os_str().to_string_lossy();
        name.strip_prefix("usb").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
    });

    // A partition has neither word; the disk is the folder above it.
    on_usb
        || ["removable", "../removable"].iter().any(|name| read(name).trim() == "1")
        || ["device/type", "../device/type"].iter().any(|name| read(name).trim() == "SD")
}

/// One line: ids, device, root, mount point, options, a dash, kind, source.
fn parse(line: &str) -> Option<Mount> {
    let (before, after) = line.split_once(" - ")?;
    let mut before = before.split(' ').skip(2);
    let (device, point) = (before.next()?.to_owned(), unescape(before.nth(1)?));
    let mut after = after.split(' ');
    let (kind, source) = (after.next()?.to_owned(), unescape(after.next()?));
    Some(Mount { device, kind, source, point: PathBuf::from(point) })
}

/// Blanks and their like are written as a backslash and three octal digits.
fn unescape(text: &str) -> String {
    let mut parts = text.split('\\');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.get(..3).and_then(|digits| u8::from_str_radix(digits, 8).ok());
        plain.push(digits.map_or('\\', char::from));
        plain.push_str(part.get(digits.map_or(0, |_| 3)..).unwrap_or_default());
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_mountinfo_is_read() {
        let line =
            "36 35 98:0 /mnt1 /media/my\\040stick rw,noatime master:1 - ext3 /dev/sdb1 rw,errors=continue";
        let expected = Mount {
            device: "98:0".into(),
            kind: "ext3".into(),
            source: "/dev/sdb1".into(),
            point: "/media/my stick".into(),
        };
        assert_eq!(parse(line), Some(expected));
        assert_eq!(parse("nonsense"), None);
    }
}
