//! The runbook of a kit: its text and the files beside it, filled in.

use super::error::KitError;
use super::output::KitFile;
use super::request::Request;
use crate::plan::Plan;
use crate::record::Hash;
use crate::secret::SecretBytes;
use crate::sheet::{self, Sheet, SheetContext};
use crate::template::{self, Filled, Values};

/// The folder of the files.
const FOLDER: &str = "runbook";

/// Fills the runbook in: its sheet and its files, none of them secret. Returns `None` if
/// the plan has no runbook.
pub fn fill(request: &Request, context: &SheetContext) -> Result<Option<(Sheet, Vec<KitFile>)>, KitError> {
    let Some(runbook) = &request.plan.runbook else { return Ok(None) };
    let template = runbook.template().ok_or_else(|| KitError::NoTemplate(runbook.name().to_owned()))?;

    let mut values = request.plan.runbook_values();
    values.set("found", template::found(&request.plan.advice(request.date)));
    values.set("made", made(&request.plan, context));
    let files = template.files(&values)?;

    // The sheet vouches for the files, so it comes after them.
    values.set("files", files.iter().map(listed).collect::<Vec<_>>());
    let sheet = sheet::runbook(context, &template.runbook(&values)?);
    Ok(Some((sheet, files.into_iter().map(file).collect())))
}

fn made(plan: &Plan, context: &SheetContext) -> Values {
    let mut made = Values::default();
    made.set("date", context.made.to_string());
    made.set("set", context.set_id.to_string());
    made.set("fingerprint", context.fingerprint.to_string());
    made.set("next-drill", context.next_drill.to_string());
    made.set("next-rotation", context.next_rotation.to_string());
    made.set("offline", if context.made_offline { "yes" } else { "" });
    made.set("secrets", plan.secrets.len().to_string());
    made
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
