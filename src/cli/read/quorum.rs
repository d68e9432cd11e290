//! A quorum, from files or at the prompt, and what it opens.

use std::path::Path;

use sealkit::credential::PartError;
use sealkit::record::{Hash, Record};
use sealkit::recovery::{Expected, OpenError, Opened, Origin, Proven, Recovery};

use crate::cli::context::Context;
use crate::cli::read::handler::QuorumHandler;
use crate::cli::read::{input, prompt};
use crate::cli::report::{Failure, Notice};
use crate::os::files::Input;
use crate::os::files::{self, INPUT_LIMIT};

/// The pieces that were brought, held against a record if there is one.
pub struct QuorumInputs {
    recovery: Recovery,
    trouble: Option<Failure>,
}

/// Why nothing opened: the error, and what else is known of the pieces.
pub struct NotOpened {
    /// What recovery says.
    pub error: OpenError,
    /// Lines of the credential that are missing, where some were entered.
    pub lines: Option<Vec<u16>>,
    /// A code of the credential that is missing, where some were scanned.
    pub codes: Option<PartError>,
    /// The first piece that was no good.
    pub trouble: Option<Failure>,
}

impl NotOpened {
    /// Adds to an error what the recovery knows.
    pub fn new(recovery: &Recovery, error: OpenError, trouble: Option<Failure>) -> Self {
        Self { error, lines: recovery.lines_gap(), codes: recovery.credential_gap(), trouble }
    }
}

impl QuorumInputs {
    /// Reads the inputs, or asks where there are none; `identity_only` where shares are
    /// enough.
    pub fn read(
        inputs: &[Input],
        expected: Option<Expected>,
        identity_only: bool,
        context: &Context,
    ) -> Result<Self, Failure> {
        Self::read_into(Recovery::new(expected), inputs, identity_only, context)
    }

    /// Reads the inputs for the kit of a record. Its credential may lie as payload.age
    /// beside the record.
    pub fn of_record(
        inputs: &[Input],
        record: &Record,
        path: &Path,
        context: &Context,
    ) -> Result<Self, Failure> {
        let mut recovery = Recovery::new(Some(Expected::from_record(record)));
        add_payload_beside(&mut recovery, record, path, context)?;
        Self::read_into(recovery, inputs, false, context)
    }

    fn read_into(
        mut recovery: Recovery,
        inputs: &[Input],
        identity_only: bool,
        context: &Context,
    ) -> Result<Self, Failure> {
        let mut trouble = None;
        if inputs.is_empty() {
            prompt::ask(&mut QuorumHandler { recovery: &mut recovery, identity_only })?;
        } else {
            let read = |input: &Input| Ok(input::messages(&input::add_input(&mut recovery, input)?));
            trouble = input::read_all(inputs, context, read)?;
        }
        Ok(Self { recovery, trouble })
    }

    /// Opens the credential, and says what else was among the pieces.
    pub fn open(self, context: &Context) -> Result<Opened, Failure> {
        let Self { recovery, trouble } = self;
        let opened = recovery.open().map_err(|error| NotOpened::new(&recovery, error, trouble))?;
        tell_others(&opened, context);
        Ok(opened)
    }

    /// Proves the shares alone.
    pub fn prove(self, context: &Context) -> Result<Proven, Failure> {
        let Self { recovery, trouble } = self;
        let proven = recovery.proven().map_err(|error| NotOpened::new(&recovery, error, trouble))?;
        proven.bad.iter().for_each(|x| Notice::BadShare(*x).tell(context));
        Ok(proven)
    }
}

/// Says what was given and not used, and that the origin is not proven where it is not.
fn tell_others(opened: &Opened, context: &Context) {
    opened.bad.iter().for_each(|x| Notice::BadShare(*x).tell(context));
    opened.older.iter().for_each(|generation| Notice::OlderCredential(*generation).tell(context));
    opened.failed.iter().for_each(|error| Notice::OtherCredential(error).tell(context));
    doubt(opened).iter().for_each(|notice| notice.tell(context));
}

/// What has to be said before a secret is shown that nothing vouches for.
pub fn doubt(opened: &Opened) -> Option<Notice<'static>> {
    (opened.origin == Origin::NotVerified).then(|| Notice::NotProven(opened.recipient.fingerprint()))
}

fn add_payload_beside(
    recovery: &mut Recovery,
    record: &Record,
    path: &Path,
    context: &Context,
) -> Result<(), Failure> {
    let beside = path.with_file_name("payload.age");
    if !files::exists(&beside) {
        return Ok(());
    }
    let bytes = files::read(&Input::File(beside.clone()), INPUT_LIMIT)?;
    // Another file of that name is nobody's fault, and no help.
    if Hash::of(bytes.expose()) == record.made().hashes.payload
        && recovery.add_age_file(bytes.expose()).is_ok()
    {
        Notice::CredentialFound(&beside).tell(context);
    }
    Ok(())
}
