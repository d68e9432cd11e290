//! Swap: memory that the system writes to a disk.

use std::path::Path;

use super::files::read_small;

/// Where memory may be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// Files and partitions on a disk.
    pub on_disk: Vec<String>,
    /// Compressed memory, which is no disk.
    pub in_memory: Vec<String>,
}

/// Reads the list of swaps. Compressed memory (zram) is no disk unless it has one behind it.
pub fn look(root: &Path) -> Swap {
    let table = read(root, "proc/swaps");
    let all = table.lines().skip(1).filter_map(|line| line.split_whitespace().next()).map(str::to_owned);
    let (in_memory, on_disk) = all.partition(|path: &String| {
        let name = path.rsplit('/').next().unwrap_or_default();
        let behind = read(root, &format!("sys/block/{name}/backing_dev"));
        name.starts_with("zram") && matches!(behind.trim(), "" | "none")
    });
    Swap { on_disk, in_memory }
}

/// Whether it is known that no memory is written to a disk.
pub fn is_off(root: &Path) -> bool {
    read(root, "proc/swaps").starts_with("Filename") && !look(root).keeps()
}

impl Swap {
    /// Whether what is in memory may be found on a disk later.
    pub fn keeps(&self) -> bool {
        !self.on_disk.is_empty()
    }
}

fn read(root: &Path, path: &str) -> String {
    read_small(&root.join(path)).unwrap_or_default()
}
