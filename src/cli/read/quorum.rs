//! A quorum, from files or at the prompt, and what it opens.

use std::path::Path;

use sealkit::auth::Examined;
use sealkit::id::Recipient;
use sealkit::record::{Hash, Record, Vouched};
use sealkit::recovery::{
    Expected, Finding, FindingInfo, LastGroups, NotOpened, OpenError, Opened, Proven, Recovery, VouchedBy,
};
use sealkit::secret::Identity;

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
        record: Vouched<'_>,
        path: &Path,
        context: &Context,
    ) -> Result<Self, Failure> {
        let mut recovery = Recovery::new(Some(Expected::of_vouched(record)));
        add_payload_beside(&mut recovery, record.record(), path, context)?;
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
            prompt::ask(&mut QuorumHandler { recovery: &mut recovery, identity_only, awaited: None })?;
        } else {
            let read = |input: &Input| Ok(input::messages(&input::add_input(&mut recovery, input)?));
            trouble = input::read_all(inputs, context, read)?;
        }

        Ok(Self { recovery, trouble })
    }

    /// The kits that the shares open, where they are more than one.
    pub fn several_kits(&self) -> Option<Vec<FindingInfo>> {
        match self.recovery.proven() {
            Err(OpenError::TwoKits(kits)) => Some(kits),
            _ => None,
        }
    }

    /// Takes the last groups of a kit fingerprint from paper. Returns false, and changes
    /// nothing, unless exactly one of the kits has them.
    pub fn choose(&mut self, typed: LastGroups) -> bool {
        self.recovery.choose(typed)
    }

    /// Opens the newest credential. A record that does not agree is no reason to refuse it;
    /// [`tell_others`] says so.
    pub fn open(self) -> Result<Opened, Failure> {
        self.settle(Recovery::open).map(|(opened, _)| opened)
    }

    /// What the recovery gives, or why nothing opened.
    fn settle<T>(
        self,
        open: impl FnOnce(&Recovery) -> Result<T, OpenError>,
    ) -> Result<(T, Recovery), Failure> {
        let Self { recovery, trouble } = self;
        let given = open(&recovery).map_err(|error| NotOpened::new(&recovery, error, trouble))?;
        Ok((given, recovery))
    }

    /// Proves the shares alone, and says if a record does not agree.
    pub fn prove(self, context: &Context) -> Result<Finding, Failure> {
        let (finding, recovery) = self.settle(Recovery::proven)?;
        let disagrees = recovery.proven_as_recorded().err();
        disagrees.iter().for_each(|error| Notice::RecordDisagrees(error).tell(context));
        let by = if disagrees.is_some() { VouchedBy::Nothing } else { recovery.vouched_by() };
        let doubt = doubt(by, disagrees.is_some(), &finding.proven.recipient);
        doubt.iter().for_each(|notice| notice.tell(context));
        Ok(finding)
    }

    /// Opens the credential that the record names, and says what else was among the pieces.
    pub fn open_as_recorded(self, context: &Context) -> Result<Opened, Failure> {
        let (opened, _) = self.settle(Recovery::open_as_recorded)?;
        tell_others(&opened, context);
        Ok(opened)
    }

    /// Proves that the shares open the key of the record.
    pub fn prove_as_recorded(self, context: &Context) -> Result<Proven, Failure> {
        let (proven, _) = self.settle(Recovery::proven_as_recorded)?;
        tell_bad_shares(&proven.bad, context);
        Ok(proven)
    }
}

/// Refuses a record with a wrong authentication code, now that its key is at hand. A record of
/// another key contradicts the shares anyway.
pub fn examine(record: Option<&Record>, recipient: &Recipient, identity: &Identity) -> Result<(), Failure> {
    match record.filter(|record| record.made().recipient == *recipient) {
        Some(record) => Ok(Examined::of(identity, record).map(drop)?),
        None => Ok(()),
    }
}

/// Says what was given and not used, and that the origin is not proven where it is not.
pub fn tell_others(opened: &Opened, context: &Context) {
    tell_bad_shares(&opened.bad, context);
    others(opened).iter().for_each(|notice| notice.tell(context));
    doubt_of(opened).iter().for_each(|notice| notice.tell(context));
}

/// Says which shares do not belong to the others.
pub fn tell_bad_shares(bad: &[u8], context: &Context) {
    bad.iter().for_each(|x| Notice::BadShare(*x).tell(context));
}

/// Everything that was brought beside what opened, and what contradicts it.
fn others(opened: &Opened) -> Vec<Notice<'_>> {
    let mut notices: Vec<Notice<'_>> = Vec::new();
    notices.extend(opened.older_splits.iter().map(Notice::OlderSplit));
    notices.extend(opened.left_out.iter().map(Notice::OtherKit));
    notices.extend((!opened.searched_all).then_some(Notice::NotAllTried));
    // A compared record says which credential counts, whatever was brought beside it.
    let gap = opened.generation_gap().filter(|_| opened.vouched_by != VouchedBy::ComparedRecord);
    notices.extend(gap.map(|(older, newer)| Notice::GenerationGap { older, newer }));
    notices.extend(opened.contradictions.iter().map(Notice::RecordDisagrees));
    notices.extend(opened.unneeded().map(Notice::OlderCredential));
    notices.extend(opened.failed.iter().map(Notice::OtherCredential));
    notices.extend(opened.missing().map(Notice::SecretMissing));
    notices
}

/// What has to be said before an opened secret is shown.
pub fn doubt_of(opened: &Opened) -> Option<Notice<'static>> {
    doubt(opened.vouched_by, !opened.contradictions.is_empty(), &opened.recipient)
}

/// What has to be said of a key or a secret that no compared record vouches for.
fn doubt(vouched_by: VouchedBy, disagrees: bool, recipient: &Recipient) -> Option<Notice<'static>> {
    let fingerprint = recipient.fingerprint();
    match vouched_by {
        VouchedBy::ComparedRecord => None,
        VouchedBy::Record => Some(Notice::NotCompared(fingerprint)),
        VouchedBy::Nothing if disagrees => Some(Notice::Contradicted(fingerprint)),
        VouchedBy::Nothing => Some(Notice::NotProven(fingerprint)),
    }
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
