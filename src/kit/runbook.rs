//! The runbook of a kit: its text and the files beside it, filled in.

use super::{KitError, KitFile, Request};
use crate::plan::Plan;
use crate::secret::SecretBytes;
use crate::sheet::{self, Sheet, SheetContext};
use crate::template::{self, Filled, Template, Values};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// The folder of the files.
const FOLDER: &str = "runbook";

/// The sheet, where the plan has a runbook.
pub fn sheet(request: &Request, facts: &SheetContext) -> Result<Option<Sheet>, KitError> {
    let Some((template, mut values)) = filling(request, facts)? else { return Ok(None) };
    let listed = template.files(&values)?.iter().map(listed).collect::<Vec<_>>();
    values.set("files", listed);
    Ok(Some(sheet::runbook(facts, &template.runbook(&values)?)))
}

/// The files, where the plan has a runbook. Nothing secret is in them.
pub fn files(request: &Request, facts: &SheetContext) -> Result<Vec<KitFile>, KitError> {
    let Some((template, values)) = filling(request, facts)? else { return Ok(Vec::new()) };
    let file = |Filled { name, text, .. }| KitFile {
        name: format!("{FOLDER}/{name}"),
        bytes: SecretBytes::new(text.into_bytes()),
    };
    Ok(template.files(&values)?.into_iter().map(file).collect())
}

/// The template and what it is filled with.
fn filling<'a>(
    request: &'a Request,
    facts: &SheetContext,
) -> Result<Option<(&'a Template, Values)>, KitError> {
    let Some(runbook) = &request.plan.runbook else { return Ok(None) };
    let template = runbook.template().ok_or_else(|| KitError::NoTemplate(runbook.name().to_owned()))?;
    let mut values = request.plan.runbook_values();
    values.set("found", template::found(&request.plan.advice(request.date)));
    values.set("made", made(&request.plan, facts));
    Ok(Some((template, values)))
}

fn made(plan: &Plan, facts: &SheetContext) -> Values {
    let mut made = Values::default();
    made.set("date", facts.made.to_string());
    made.set("set", facts.set_id.as_str());
    made.set("fingerprint", facts.fingerprint.as_str());
    made.set("next-drill", facts.next_drill.to_string());
    made.set("next-rotation", facts.next_rotation.to_string());
    made.set("offline", if facts.made_offline { "yes" } else { "" });
    made.set("secrets", plan.secrets.len().to_string());
    made
}

fn listed(file: &Filled) -> Values {
    let mut entry = Values::default();
    entry.set("name", file.name.as_str());
    entry.set("what", file.what.as_str());
    entry.set("sha256", HEXLOWER.encode(&Sha256::digest(file.text.as_bytes())));
    entry
}
