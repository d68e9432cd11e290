//! The public facts that the sheets print, from plan and contents.

use super::contents::Contents;
use super::{Keep, KitError, Request};
use crate::id::Generation;
use crate::plan::Plan;
use crate::sheet::{self, BinaryFact, SecretFact, SheetContext};
use crate::words;
use data_encoding::HEXLOWER;

/// Refuses what the sheets could not print, before anything is made.
///
/// # Errors
/// [`KitError::Unprintable`], which names the field and the character.
pub fn admit(plan: &Plan) -> Result<(), KitError> {
    let label = [("the label", plan.label.as_str())];
    let secrets =
        plan.secrets.iter().flat_map(|s| [("a secret's name", s.name.as_str()), ("an account", &s.account)]);
    let custodians =
        plan.custodians.iter().flat_map(|c| [("a custodian's name", c.name.as_str()), ("a place", &c.place)]);
    let contacts = plan
        .contacts
        .iter()
        .flat_map(|c| [("a contact's name", c.name.as_str()), ("a contact's number", &c.phone)]);
    let runbook = plan.runbook.iter().flat_map(|r| r.texts()).map(|text| ("a value of the runbook", text));
    for (what, text) in label.into_iter().chain(secrets).chain(custodians).chain(contacts).chain(runbook) {
        if let Some(character) = sheet::missing_character(text) {
            return Err(KitError::Unprintable { what, character });
        }
    }
    Ok(())
}

/// The same for the reasons that the ceremony sheet shows.
pub fn admit_reasons(keep: &[Keep]) -> Result<(), KitError> {
    let foreign = keep.iter().filter_map(|k| sheet::missing_character(k.reason.as_deref()?)).next();
    foreign.map_or(Ok(()), |character| Err(KitError::Unprintable { what: "the reason", character }))
}

/// Everything that the sheets have in common.
pub fn facts(request: &Request, kit: &Contents<'_>) -> Result<SheetContext, KitError> {
    let plan = &request.plan;
    Ok(SheetContext {
        label: plan.label.clone(),
        accounts: accounts(plan.secrets.iter().map(|s| s.account.as_str())),
        secrets: kit.credential.secrets.iter().map(secret_fact).collect(),
        made: request.date,
        next_rotation: plan.rotation.rotation_due(kit.credential.sealed).ok_or(KitError::Calendar)?,
        next_drill: plan.rotation.drill_due(request.date).ok_or(KitError::Calendar)?,
        generation: kit.credential.generation.number(),
        replaces: kit.course.replaces().map(Generation::number),
        threshold: kit.split.quorum.threshold(),
        shares: kit.split.quorum.shares(),
        epoch: kit.split.epoch.number(),
        set_id: kit.split.set.to_string(),
        key_id: kit.recipient().key_id().to_string(),
        recipient: kit.recipient().to_string(),
        fingerprint: kit.recipient().fingerprint().to_string(),
        custodians: plan.custodians.clone(),
        contacts: plan.contacts.clone(),
        paper: plan.paper,
        made_offline: request.machine.made_offline,
        date_given: request.date_given,
        version: request.machine.tool_version.clone(),
        binary: request
            .machine
            .tool_sha256
            .map(|hash| BinaryFact { sha256: HEXLOWER.encode(&hash), words: spoken(&hash) }),
    })
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

fn secret_fact(secret: &crate::credential::Secret) -> SecretFact {
    SecretFact {
        name: secret.name.clone(),
        account: secret.account.clone(),
        profile: secret.profile.clone(),
        characters: secret.value.expose().chars().count(),
    }
}

/// A hash as words to be read aloud.
pub fn spoken(bytes: &[u8]) -> Vec<String> {
    words::of(bytes).into_iter().map(str::to_owned).collect()
}
