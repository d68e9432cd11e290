//! The book of a plan with a template: its text and the files beside it, filled in.

use super::error::KitError;
use super::output::KitFile;
use crate::plan::Plan;
use crate::record::Hash;
use crate::secret::SecretBytes;
use crate::sheet::{self, BookDetails, Sheet};
use crate::template::{self, Filled, Values};
use crate::texts;
use time::Date;

/// The folder of the files.
const FOLDER: &str = "runbook";

/// Fills the book in: its sheet and its files, none of them secret. What only a kit would
/// know is left blank, to be filled in by hand. Returns `None` if the plan names no template.
pub fn fill(plan: &Plan, date: Date, version: &str) -> Result<Option<(Sheet, Vec<KitFile>)>, KitError> {
    let Some(runbook) = &plan.runbook else { return Ok(None) };
    let template = runbook.template().ok_or_else(|| KitError::NoTemplate(runbook.name().to_owned()))?;

    let mut values = plan.runbook_values();
    values.set("found", template::found(&plan.advice(date)));
    let mut printed = Values::default();
    printed.set("date", date.to_string());
    values.set("printed", printed);
    let files = template.files(&values)?;

    // The sheet vouches for the files, so it comes after them.
    values.set("files", files.iter().map(listed).collect::<Vec<_>>());
    let text = template.runbook(&values)?;
    let details =
        BookDetails { label: plan.label.clone(), paper: plan.paper, date, version: version.to_owned() };
    let sheet = sheet::book(&details, &text, texts::english());
    Ok(Some((sheet, files.into_iter().map(file).collect())))
}

fn listed(file: &Filled) -> Values {
    let mut entry = Values::default();
    entry.set("name", file.name.as_str());
    entry.set("what", file.what.as_str());
    entry.set("sha256", Hash::of(file.text.as_bytes()).to_string());
    entry
}

fn file(Filled { name, text, .. }: Filled) -> KitFile {
    KitFile { name: format!("{FOLDER}/{name}"), bytes: SecretBytes::new(text.into_bytes()) }
}
