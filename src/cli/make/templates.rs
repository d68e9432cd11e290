//! A runbook template of the user's own, from a folder.

use std::collections::BTreeMap;
use std::path::Path;

use sealkit::template::{LONGEST_TEXT, Template, TemplateError};

use crate::os::files::{self, FileError, Input};

/// Why a template of the user's own cannot be used.
pub enum TemplatesError {
    /// A file of it cannot be read.
    File(FileError),
    /// The file of this name is not UTF-8.
    NotText(String),
    /// It is no template.
    Broken {
        /// The folder.
        folder: String,
        /// What is wrong.
        error: TemplateError,
    },
}

/// The user's own templates: one, or none.
pub fn own(folder: Option<&Path>) -> Result<Vec<Template>, TemplatesError> {
    Ok(folder.map(read).transpose()?.into_iter().collect())
}

/// Reads `template.toml` in `folder` and the texts that it names.
pub fn read(folder: &Path) -> Result<Template, TemplatesError> {
    let broken = |error| TemplatesError::Broken { folder: folder.display().to_string(), error };
    let head = text(folder, "template.toml")?;
    let mut texts = BTreeMap::new();
    for name in Template::parts(&head).map_err(broken)? {
        let text = text(folder, &name)?;
        texts.insert(name, text);
    }
    Template::new(texts).map_err(broken)
}

fn text(folder: &Path, name: &str) -> Result<String, TemplatesError> {
    let path = folder.join(name);
    let shown = path.display().to_string();
    let read = files::read_text(&Input::File(path), LONGEST_TEXT as u64).map_err(TemplatesError::File)?;
    Ok(read.ok_or(TemplatesError::NotText(shown))?.expose().to_owned())
}
