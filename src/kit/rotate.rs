//! A new generation for the shares that are there: no share and no safe is needed.

use super::course::Course;
use super::split::Split;
use super::{Kit, KitError, Previous, Request, admit, contents, finish, rehearse, secrets, sheets};
use crate::id::Fingerprint;
use rand::CryptoRng;

/// Seals a new generation to the recipient of a record, whose `fingerprint` comes from
/// the earlier paper: a swapped recipient would receive the next password.
///
/// # Errors
/// [`KitError`]; then there is nothing to write.
pub fn rotate<R: CryptoRng>(
    request: &Request,
    before: &Previous<'_>,
    fingerprint: Fingerprint,
    rng: &mut R,
) -> Result<Kit, KitError> {
    admit(request, before.keep)?;
    let split = Split::of_record(before.record);
    if split.recipient.fingerprint() != fingerprint {
        return Err(KitError::OtherRecipient);
    }
    if request.plan.quorum != split.quorum {
        return Err(KitError::OtherPlan("the quorum"));
    }
    let gathered = secrets::gather(request, Some(before), rng)?;
    let contents = contents::sealed(request, Course::Rotate(before.record), split, gathered)?;
    let drawn = sheets::draw(request, &contents)?;
    let rehearsal = rehearse::credential(&contents, &drawn, before.identity)?;
    finish(request, contents, drawn, rehearsal)
}
