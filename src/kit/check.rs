//! What is refused before anything is made.

use super::error::KitError;
use super::request::{Keep, MOST_COPIES, Request};
use crate::codes;
use crate::credential::Secret;
use crate::plan::Plan;
use crate::record::Vouched;
use crate::secret::Identity;
use crate::sheet;

/// As messages call the name of a secret, and a reason.
const SECRET_NAME: &str = "plan-secret-name";
const REASON: &str = "plan-reason";

/// Every text of a plan that is printed, and which field it is.
fn texts(plan: &Plan) -> impl Iterator<Item = (&'static str, &str)> {
    let label = [("plan-label", plan.label.as_str())];
    let secrets =
        plan.secrets.iter().flat_map(|s| [(SECRET_NAME, s.name.as_str()), ("plan-account", &s.account)]);
    let custodians = plan.custodians.iter().flat_map(|c| {
        [
            ("plan-custodian-name", c.name.as_str()),
            ("plan-place", &c.place),
            ("plan-custodian-number", &c.phone),
        ]
    });
    let contacts = plan
        .contacts
        .iter()
        .flat_map(|c| [("plan-contact-name", c.name.as_str()), ("plan-contact-number", &c.phone)]);
    let runbook = plan.runbook.iter().flat_map(|r| r.texts()).map(|text| ("plan-runbook-value", text));
    label.into_iter().chain(secrets).chain(custodians).chain(contacts).chain(runbook)
}

/// Refuses a plan with a character that the sheets cannot print.
///
/// # Errors
/// [`KitError::Unprintable`], which names the field and the character.
pub fn check_printable(plan: &Plan) -> Result<(), KitError> {
    let unprintable = texts(plan).find_map(|(what, text)| Some((what, sheet::missing_character(text)?)));
    unprintable.map_or(Ok(()), |(what, character)| Err(KitError::Unprintable { what, character }))
}

/// Refuses names, places and reasons that hold a secret, or a piece of it: they are printed
/// on every sheet and stay in the record.
///
/// # Errors
/// [`KitError::HoldsSecret`], which names the field alone.
pub fn check_apart(
    plan: &Plan,
    keep: &[Keep],
    secrets: &[Secret],
    identity: Option<&Identity>,
) -> Result<(), KitError> {
    let reasons = keep.iter().filter_map(|keep| Some((REASON, keep.reason.as_deref()?)));
    let holds = |what: &str, text: &str, secret: &str| match what {
        // Many a password has the word in it; what counts in a name is the whole.
        SECRET_NAME => secret.trim() == text,
        _ => codes::holds_secret(text, secret),
    };

    for (what, text) in texts(plan).chain(reasons) {
        let secret = secrets.iter().any(|secret| holds(what, text, secret.value.expose()));
        if secret || identity.is_some_and(|identity| codes::holds_identity(text, identity)) {
            return Err(KitError::HoldsSecret(what));
        }
    }

    Ok(())
}

/// Refuses a request that no sheet could show.
pub fn check(request: &Request, keep: &[Keep], previous: Option<Vouched<'_>>) -> Result<(), KitError> {
    check_printable(&request.plan)?;

    // A plan that was read is free of codes; one out of a record may not be.
    let reasons = keep.iter().filter_map(|keep| Some((REASON, keep.reason.as_deref()?)));
    let code = texts(&request.plan).chain(reasons).find(|(_, text)| codes::holds_code(text));
    if let Some((what, _)) = code {
        return Err(KitError::HoldsCode(what));
    }

    // The ceremony sheet prints the reasons.
    let mut reasons =
        keep.iter().filter_map(|k| k.reason.as_deref()).chain(previous.and_then(|p| p.reason()));
    let unprintable = reasons.find_map(sheet::missing_character);
    if let Some(character) = unprintable {
        return Err(KitError::Unprintable { what: REASON, character });
    }

    if let Some(copies) = request.sealed_copies.filter(|copies| *copies > MOST_COPIES) {
        return Err(KitError::Copies(copies));
    }
    Ok(())
}
