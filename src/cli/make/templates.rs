//! A runbook template of the user's own, from a folder.

use std::collections::BTreeMap;
use std::path::Path;

use sealkit::template::{LONGEST_TEXT, Template, TemplateError};

use crate::cli::report::{Failure, Status};
use crate::os::files;
use crate::os::files::Input;

/// The user's own templates: one, or none.
pub fn own(folder: Option<&Path>) -> Result<Vec<Template>, Failure> {
    Ok(folder.map(read).transpose()?.into_iter().collect())
}

/// Reads `template.toml` in `folder` and the texts that it names.
pub fn read(folder: &Path) -> Result<Template, Failure> {
    let head = text(folder, "template.toml")?;
    let parts = Template::parts(&head).map_err(|error| broken(folder, &error))?;
    let mut texts = BTreeMap::new();
    for name in parts {
        let text = text(folder, &name)?;
        texts.insert(name, text);
    }
    Template::new(texts).map_err(|error| broken(folder, &error))
}

fn text(folder: &Path, name: &str) -> Result<String, Failure> {
    let path = folder.join(name);
    let shown = path.display().to_string();
    let read = files::read_text(&Input::File(path), LONGEST_TEXT as u64);
    let read = read.map_err(|error| Failure::from(error).with_status(Status::Usage).of_kind("template"))?;
    let text = read.ok_or_else(|| {
        let hint = "a template is made of texts; docs/PLAN.md tells which";
        Failure::new(Status::Usage, format!("{shown}: not text in UTF-8"), hint).of_kind("template")
    })?;
    Ok(text.expose().to_owned())
}

fn broken(folder: &Path, error: &TemplateError) -> Failure {
    let message = format!("{}: {error}", folder.display());
    Failure::new(Status::Usage, message, "docs/PLAN.md tells what a template is made of").of_kind("template")
}
