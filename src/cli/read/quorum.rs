//! A quorum for a command that goes on with it: from files, or at the prompt.

use std::path::Path;

use sealkit::record::{Hash, Record};
use sealkit::recovery::{Expected, Opened, Proven, Recovery};

use crate::cli::read::prompt;
use crate::cli::recover::{self, desk::RecoverHandler};
use crate::cli::report::{self, Failure, Status};
use crate::os::files::Input;
use crate::os::files::{self, INPUT_LIMIT};

/// The pieces that were brought, held against a record.
pub struct Quorum {
    recovery: Recovery,
    trouble: Option<Failure>,
}

impl Quorum {
    /// Reads the inputs, or asks where there are none. The credential may lie as
    /// payload.age beside the record.
    pub fn gather(inputs: &[Input], record: &Record, path: &Path) -> Result<Self, Failure> {
        let expected = Expected::from_record(record).ok_or_else(|| {
            let hint = "give the record.json that was written with the kit";
            Failure::new(Status::Damaged, "the record contradicts itself", hint)
        })?;
        let mut recovery = Recovery::new(Some(expected));
        add_payload_beside(&mut recovery, record, path)?;
        let mut trouble = None;
        if inputs.is_empty() {
            prompt::ask(&mut RecoverHandler { recovery: &mut recovery, identity_only: false })?;
        } else {
            trouble = recover::gather_all(&mut recovery, inputs)?;
        }
        Ok(Self { recovery, trouble })
    }

    /// Opens the record's credential.
    pub fn open(self) -> Result<Opened, Failure> {
        let Self { recovery, trouble } = self;
        let opened =
            recovery.open_as_recorded().map_err(|fault| recover::worded(&recovery, fault, trouble))?;
        recover::remark(&opened);
        Ok(opened)
    }

    /// Proves the shares alone.
    pub fn prove(self) -> Result<Proven, Failure> {
        let Self { recovery, trouble } = self;
        let proven =
            recovery.proven_as_recorded().map_err(|fault| recover::worded(&recovery, fault, trouble))?;
        recover::name_bad(&proven.bad);
        Ok(proven)
    }
}

fn add_payload_beside(recovery: &mut Recovery, record: &Record, path: &Path) -> Result<(), Failure> {
    let beside = path.with_file_name("payload.age");
    if !files::exists(&beside) {
        return Ok(());
    }
    let bytes = files::read(&Input::File(beside.clone()), INPUT_LIMIT)?;
    // Another file of that name is nobody's fault, and no help.
    if Hash::of(bytes.expose()) == record.made().hashes.payload
        && recovery.add_age_file(bytes.expose()).is_ok()
    {
        report::note(&format!("{}: the credential that the record names", beside.display()));
    }
    Ok(())
}
