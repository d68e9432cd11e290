//! Where kits go: DIR itself for one plan, one folder per kit in DIR for several.

use std::path::{Path, PathBuf};

use sealkit::plan::Plan;

use crate::cli::args::Usage;
use crate::cli::report::Failure;
use crate::os::files::{self, FileError};

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
    }
    Ok(folders)
}

/// The folder that holds several kits is made if it is not there.
pub fn make_parent(out: &Path) -> Result<(), FileError> {
    if files::exists(out) { Ok(()) } else { files::make_folder(out) }
}

fn several(out: &Path, plans: &[Plan]) -> Result<Vec<PathBuf>, Usage> {
    let names: Vec<String> = plans.iter().map(Plan::folder_name).collect();
    for (index, name) in names.iter().enumerate() {
        if names.iter().take(index).any(|earlier| earlier == name) {
            return Err(Usage::SameFolder(name.clone()));
        }
    }
    Ok(names.iter().map(|name| out.join(name)).collect())
}
