//! `sealkit recover`: pieces to a quorum, a quorum to the secret.

mod choose;
mod deliver;

use crate::cli::args::{Destination, RecoverRequest, Wanted};
use crate::cli::context::Context;
use crate::cli::read::quorum::{self, QuorumInputs};
use crate::cli::read::{paper, record_file};
use crate::cli::report::{self, Failure};
use crate::os::files;
use crate::os::host::OutputPlace;
use crate::os::sandbox;
use sealkit::recovery::{Expected, OpenError};
use sealkit::seal;
use sealkit::secret::{Identity, SecretText};

/// Reads the pieces, opens the credential and delivers what is wanted.
pub fn run(request: &RecoverRequest, context: &Context) -> Result<(), Failure> {
    if let Destination::File(path) = &request.target {
        files::check_new(path)?;
        OutputPlace::of(path).admit(false)?.iter().for_each(|notice| report::warn_of(notice, context));
    }

    let record = request.record.as_ref().map(record_file::read_any_edition).transpose()?;
    let comparison = |record| paper::compare(request.hashes.clone(), record, true);
    let expected = record
        .as_ref()
        .map(|record| Ok::<_, Failure>(Expected::of(record, comparison(record)?)))
        .transpose()?;
    let identity_only = request.wanted == Wanted::Identity;
    let mut inputs = QuorumInputs::read(&request.inputs, expected, identity_only, context)?;
    lock_memory(context);
    choose::kit(&mut inputs)?;

    if identity_only {
        let found = inputs.prove(context)?;
        quorum::examine(record.as_ref(), &found.proven.recipient, &found.proven.identity)?;
        deliver::admit(request, found.claim.epoch.is_rehearsal())?;
        quorum::tell_bad_shares(&found.proven.bad, context);
        return deliver::identity(request, &identity_text(&found.proven.identity)?, context);
    }

    let opened = inputs.open()?;
    lock_memory(context);
    quorum::examine(record.as_ref(), &opened.recipient, &opened.identity)?;
    deliver::admit(request, opened.rehearsal)?;
    quorum::tell_others(&opened, context);
    deliver::credential(request, &opened, context)
}

/// Shares, identity and secret are there now: none of them goes to swap.
fn lock_memory(context: &Context) {
    sandbox::lock_memory().iter().for_each(|notice| report::warn_of(notice, context));
}

fn identity_text(identity: &Identity) -> Result<SecretText, Failure> {
    seal::identity_text(identity).map_err(|e| OpenError::Seal(e).into())
}
