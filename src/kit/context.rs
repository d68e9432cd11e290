//! What all sheets of a kit say, from the made part of its record.

use super::contents::Contents;
use super::error::KitError;
use crate::plan::{Custodian, Plan};
use crate::record::{DateSource, Made, SecretEntry};
use crate::sheet::{BinaryInfo, SecretInfo, SheetContext};
use crate::texts;

/// What the sheets of a new kit say, from what is going to be recorded of it.
///
/// # Errors
/// [`KitError::Calendar`] if a date lies beyond the calendar.
pub fn of_kit(made: &Made, kit: &Contents<'_>) -> Result<SheetContext, KitError> {
    Ok(SheetContext { replaces: kit.replaces(), ..of_made(made)? })
}

/// What the sheets of a kit say, as far as its record tells it.
///
/// # Errors
/// [`KitError::Calendar`] if a date lies beyond the calendar.
pub fn of_made(made: &Made) -> Result<SheetContext, KitError> {
    let plan = &made.plan;
    let sealed = made.sealed.unwrap_or(made.date);
    Ok(SheetContext {
        label: plan.label.clone(),
        accounts: accounts(made.secrets.iter().map(|secret| secret.account.as_str())),
        secrets: made.secrets.iter().map(|entry| secret(made, entry)).collect(),
        staying: made.staying(),
        made: made.date,
        next_rotation: plan.rotation.rotation_due(sealed).ok_or(KitError::Calendar)?,
        next_drill: plan.rotation.drill_due(made.date).ok_or(KitError::Calendar)?,
        generation: made.generation,
        replaces: made.replaces,
        threshold: made.quorum.threshold(),
        shares: made.quorum.shares(),
        epoch: made.epoch,
        set_id: made.set_id,
        key_id: made.key_id,
        recipient: made.recipient.clone(),
        fingerprint: made.recipient_fingerprint,
        custodians: (1..=made.quorum.shares()).map(|x| keeper(made, x)).collect(),
        contacts: plan.contacts.clone(),
        paper: plan.paper,
        made_offline: made.made_offline,
        date_given: made.date_source == DateSource::Given,
        version: made.tool.version.clone(),
        texts: texts::english(),
        binary: made
            .tool
            .sha256
            .map(|hash| BinaryInfo { sha256: hash.to_string(), words: made.tool.words.clone() }),
    })
}

/// Adds the telephone numbers of custodians, if the plan wants them on packets. The record
/// has none, so only the sheets of a new split can show them.
pub fn add_phones(context: &mut SheetContext, plan: &Plan) {
    if plan.phones_on_packets {
        let keepers = context.custodians.iter_mut().zip(&plan.custodians);
        keepers.for_each(|(keeper, planned)| keeper.phone.clone_from(&planned.phone));
    }
}

/// Returns who keeps share `x`, with blanks if the record does not name anybody.
pub fn keeper(made: &Made, x: u8) -> Custodian {
    let entry = made.custodians.iter().find(|custodian| custodian.share == x);
    let (name, place) = entry.map_or((String::new(), String::new()), |c| (c.name.clone(), c.place.clone()));
    Custodian { name, place, phone: String::new() }
}

/// Each account once, in order.
pub fn accounts<'a>(of: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut accounts: Vec<String> = Vec::new();
    for account in of.filter(|account| !account.is_empty()) {
        if !accounts.iter().any(|known| known == account) {
            accounts.push(account.to_owned());
        }
    }
    accounts
}

fn secret(made: &Made, entry: &SecretEntry) -> SecretInfo {
    SecretInfo {
        name: entry.name.clone(),
        account: entry.account.clone(),
        profile: entry.profile.clone(),
        generation: made.place(entry),
        characters: entry.characters.map(|count| count as usize),
    }
}
