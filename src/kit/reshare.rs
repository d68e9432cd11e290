//! New shares: of the key that is there, or of a new one.

use super::contents::{self, Contents, code};
use super::course::Course;
use super::split::Split;
use super::{Kit, KitError, Previous, Request, admit, finish, rehearse, secrets, sheets};
use crate::plan::Plan;
use crate::record::Record;
use crate::recovery::Opened;
use rand::CryptoRng;

/// Splits the identity of an opened kit again, for other custodians or another quorum.
/// The credential stays as it is. It is no revocation: the old shares still combine.
///
/// # Errors
/// [`KitError`]; then there is nothing to write.
pub fn reshare<R: CryptoRng>(
    request: &Request,
    record: &Record,
    opened: Opened,
    rng: &mut R,
) -> Result<Kit, KitError> {
    admit(request, &[])?;
    same_secrets(&request.plan, record)?;
    let old = Split::of_record(record);
    if old.recipient != opened.recipient {
        return Err(KitError::OtherRecipient);
    }
    let epoch = old.epoch.next().ok_or(KitError::LastEpoch(old.epoch.number()))?;
    let mut split = Split::of(&opened.identity, request.plan.quorum, epoch, rng)?;
    // A name of 20 bits can come again; then the two sets could not be told apart.
    while split.set == old.set {
        split = Split::of(&opened.identity, request.plan.quorum, epoch, rng)?;
    }
    let mut credential = opened.credential;
    let held = std::mem::take(&mut credential.secrets);
    let (values, secrets) = secrets::unchanged(record, held)?.into_iter().unzip();
    credential.secrets = values;
    let code = code(&credential, opened.age_file)?;
    let contents = Contents { course: Course::Reshare(record), split, credential, code, secrets };
    rehearsed(request, contents, rng)
}

/// A new key, new shares and new secrets, for shares that may have leaked. What is kept
/// needs a reason, which is recorded.
///
/// # Errors
/// [`KitError`]; then there is nothing to write.
pub fn renew<R: CryptoRng>(request: &Request, before: &Previous<'_>, rng: &mut R) -> Result<Kit, KitError> {
    admit(request, before.keep)?;
    if let Some(keep) = before.keep.iter().find(|keep| keep.reason.is_none()) {
        return Err(KitError::NoReason(keep.name.clone()));
    }
    let contents = contents::of_new(request, Course::Renew(before.record), Some(before), rng)?;
    rehearsed(request, contents, rng)
}

fn rehearsed<R: CryptoRng>(request: &Request, contents: Contents<'_>, rng: &mut R) -> Result<Kit, KitError> {
    let drawn = sheets::draw(request, &contents)?;
    let rehearsal = rehearse::all(&contents, &drawn, rng)?;
    finish(request, contents, drawn, rehearsal)
}

/// Another split changes who keeps the shares, and nothing else.
fn same_secrets(plan: &Plan, record: &Record) -> Result<(), KitError> {
    let old = &record.made().plan;
    if plan.secrets != old.secrets {
        return Err(KitError::OtherPlan("the secrets"));
    }
    if plan.label != old.label {
        return Err(KitError::OtherPlan("the label"));
    }
    Ok(())
}
