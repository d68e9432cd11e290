//! The kit that a new one follows on: its record, what vouches for it, and its quorum.

use sealkit::kit::{Keep, KitError, Previous};
use sealkit::record::{Batch, FromPaper, Record, Vouched};
use sealkit::recovery::Opened;
use sealkit::secret::Identity;

use crate::cli::args::PreviousRequest;
use crate::cli::context::Context;
use crate::cli::read::paper;
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

/// What vouches for the records: what was typed, and what `-` stands for.
pub fn from_paper<'a>(
    given: &'a PreviousRequest,
    batch: Option<&'a Batch>,
) -> Result<FromPaper<'a>, Failure> {
    let typed = paper::read_asked(given.hashes.clone())?.given;
    Ok(FromPaper { typed, batch, unverified: given.unverified.as_deref() })
}

/// What a quorum gave, as far as one was brought.
pub enum Brought {
    /// There was none.
    Nothing,
    /// Shares alone.
    Identity(Identity),
    /// Shares and the credential.
    All(Box<Opened>),
}

impl Brought {
    /// The kit before, as far as it is known.
    pub fn previous<'a>(
        &'a self,
        record: Vouched<'a>,
        keep: &'a [Keep],
        renew: &'a [String],
    ) -> Previous<'a> {
        let opened = if let Self::All(opened) = self { Some(opened.as_ref()) } else { None };
        Previous { record, keep, renew, opened, identity: self.identity() }
    }

    /// The key.
    pub fn identity(&self) -> Option<&Identity> {
        match self {
            Self::Nothing => None,
            Self::Identity(identity) => Some(identity),
            Self::All(opened) => Some(&opened.identity),
        }
    }
}
