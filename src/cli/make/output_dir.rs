//! Where kits go: DIR itself for one plan, one folder per kit in DIR for several.

use std::path::{Path, PathBuf};

use sealkit::kit::BatchFiles;
use sealkit::plan::Plan;

use crate::cli::args::Usage;
use crate::cli::report::Failure;
use crate::os::files::{self, FileError};

/// The longest folder name made of a label; every file system takes it.
const LONGEST_NAME: usize = 60;

/// The folder of each kit, none of them there yet.
pub fn folders(out: &Path, plans: &[Plan]) -> Result<Vec<PathBuf>, Failure> {
    let folders = match plans {
        [_] => vec![out.to_owned()],
        _ => several(out, plans)?,
    };
    if plans.len() > 1 && !files::exists(out) {
        files::check_new(out)?;
    } else {
        folders.iter().try_for_each(|folder| files::check_new(folder))?;
        if plans.len() > 1 {
            BatchFiles::names().iter().try_for_each(|name| files::check_new(&out.join(name)))?;
        }
    }
    Ok(folders)
}

/// The folder that holds several kits is made if it is not there.
pub fn make_parent(out: &Path) -> Result<(), FileError> {
    if files::exists(out) { Ok(()) } else { files::make_folder(out) }
}

fn several(out: &Path, plans: &[Plan]) -> Result<Vec<PathBuf>, Usage> {
    let names: Vec<String> = plans.iter().map(|plan| folder_name(&plan.label)).collect();
    for (index, name) in names.iter().enumerate() {
        if names.iter().take(index).any(|earlier| earlier == name) {
            return Err(Usage::SameFolder(name.clone()));
        }
    }
    Ok(names.iter().map(|name| out.join(name)).collect())
}

/// A label as a folder name: letters and digits in lower case, a dash for the rest,
/// so that labels which differ in case only collide on every medium alike.
fn folder_name(label: &str) -> String {
    let mut name = String::new();
    for c in label.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() && name.len() + c.len_utf8() <= LONGEST_NAME {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') && name.len() < LONGEST_NAME {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() { "kit".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_tame_folder_names() {
        assert_eq!(folder_name("Entra break-glass #1"), "entra-break-glass-1");
        assert_eq!(folder_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(folder_name("Größe: Ω"), "größe-ω");
        assert_eq!(folder_name("..."), "kit");
        assert!(folder_name(&"é".repeat(200)).len() <= LONGEST_NAME);
    }
}
