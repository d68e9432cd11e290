//! What is looked at in the record of the kit that a new one follows on.

use sealkit::kit::{Keep, KitError};
use sealkit::record::Record;

use crate::cli::context::Context;
use crate::cli::report::{Failure, Notice};

/// Refuses a secret that is not in the kit, or is both carried over and given, before
/// anything is asked for.
pub fn check_keep(record: &Record, keep: &[Keep], imports: &[String]) -> Result<(), Failure> {
    for Keep { name, .. } in keep {
        if !record.made().secrets.iter().any(|secret| secret.name == *name) {
            return Err(KitError::NothingToKeep(name.clone()).into());
        }
        if imports.iter().any(|flag| flag.split_once('=').is_some_and(|(given, _)| given == name)) {
            return Err(KitError::KeptAndGiven(name.clone()).into());
        }
    }
    Ok(())
}

/// Warns if no sign-in with the generation of this record is noted: the one before it may
/// still be the one that works.
pub fn warn_of_pending(record: &Record, context: &Context) {
    let generation = record.made().generation;
    if let Some(older) = record.made().replaces.filter(|_| record.is_pending()) {
        Notice::Pending { generation, older }.tell(context);
    }
}
