//! An empty drill form for a kit that exists, from its record alone.

use super::KitError;
use crate::id::Generation;
use crate::pdf;
use crate::record::{DateSource, Made, Record};
use crate::secret::SecretBytes;
use crate::sheet::{self, SecretFact, SheetContext};

/// The drill form of the kit of this record, as a PDF without any secret.
///
/// # Errors
/// [`KitError`] where a date lies beyond the calendar or the form cannot be drawn.
pub fn drill_form(record: &Record, version: &str) -> Result<SecretBytes, KitError> {
    super::facts::admit(&record.made().plan)?;
    let facts = facts(record, version)?;
    let sheet = sheet::drill(&facts);
    pdf::render(&sheet).map_err(|error| KitError::Pdf { sheet: sheet.file.clone(), error })
}

fn facts(record: &Record, version: &str) -> Result<SheetContext, KitError> {
    let made = record.made();
    let secret = |s: &crate::record::SecretEntry| SecretFact {
        name: s.name.clone(),
        account: s.account.clone(),
        profile: s.profile.clone(),
        characters: s.characters.unwrap_or(0) as usize,
    };
    Ok(SheetContext {
        label: made.plan.label.clone(),
        accounts: super::facts::accounts(made.secrets.iter().map(|s| s.account.as_str())),
        secrets: made.secrets.iter().map(secret).collect(),
        made: made.date,
        next_rotation: record.rotation_due().ok_or(KitError::Calendar)?,
        next_drill: record.drill_due().ok_or(KitError::Calendar)?,
        generation: made.generation.number(),
        replaces: made.replaces.map(Generation::number),
        threshold: made.quorum.threshold(),
        shares: made.quorum.shares(),
        epoch: made.epoch.number(),
        set_id: made.set_id.to_string(),
        key_id: made.key_id.to_string(),
        recipient: made.recipient.to_string(),
        fingerprint: made.recipient_fingerprint.to_string(),
        custodians: custodians(made),
        contacts: made.plan.contacts.clone(),
        paper: made.plan.paper,
        made_offline: made.made_offline,
        date_given: made.date_source == DateSource::Given,
        version: version.to_owned(),
        binary: None,
    })
}

/// In the order of the shares; those that are not named stay blank.
fn custodians(made: &Made) -> Vec<crate::plan::Custodian> {
    let keeper = |x: u8| {
        let found = made.custodians.iter().find(|c| c.share == x);
        let (name, place) =
            found.map_or((String::new(), String::new()), |c| (c.name.clone(), c.place.clone()));
        crate::plan::Custodian { name, place }
    };
    (1..=made.quorum.shares()).map(keeper).collect()
}
