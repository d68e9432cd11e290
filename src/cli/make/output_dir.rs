//! Where kits go: DIR itself for one plan, one folder per kit in DIR for several.

use std::path::{Path, PathBuf};

use sealkit::kit::BatchFiles;
use sealkit::plan::Plan;

use crate::cli::args::Usage;
use crate::cli::report::Failure;
use crate::os::files::{self, FileError};

/// The folder of each kit, none of them there yet.
pub fn folders(out: &Path, plans: &[Plan]) -> Result<Vec<PathBuf>, Failure> {
    if let [_] = plans {
        files::check_new(out)?;
        return Ok(vec![out.to_owned()]);
    }

    let names = Plan::folder_names(plans).map_err(Usage::SameFolder)?;
    let folders: Vec<PathBuf> = names.iter().map(|name| out.join(name)).collect();
    if files::exists(out) {
        let batch = BatchFiles::names().map(|name| out.join(name));
        folders.iter().chain(&batch).try_for_each(|path| files::check_new(path))?;
    } else {
        files::check_new(out)?;
    }
    Ok(folders)
}

/// The folder that holds several kits is made if it is not there.
pub fn make_parent(out: &Path) -> Result<(), FileError> {
    if files::exists(out) { Ok(()) } else { files::make_folder(out) }
}
