//! What is refused before anything is made.

use super::error::KitError;
use super::request::{Keep, MOST_COPIES, Request};
use crate::plan::Plan;
use crate::sheet;

/// Refuses a plan with a character that the sheets cannot print.
///
/// # Errors
/// [`KitError::Unprintable`], which names the field and the character.
pub fn check_printable(plan: &Plan) -> Result<(), KitError> {
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

/// Refuses a request that no sheet could show.
pub fn check(request: &Request, keep: &[Keep]) -> Result<(), KitError> {
    check_printable(&request.plan)?;

    // The ceremony sheet prints the reasons.
    let unprintable = keep.iter().find_map(|k| sheet::missing_character(k.reason.as_deref()?));
    if let Some(character) = unprintable {
        return Err(KitError::Unprintable { what: "the reason", character });
    }

    if let Some(copies) = request.sealed_copies.filter(|copies| *copies > MOST_COPIES) {
        return Err(KitError::Copies(copies));
    }
    Ok(())
}
