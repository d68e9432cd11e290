//! The words for what keeps a kit from being made.

use super::{Failure, Status};
use sealkit::auth::AuthError;
use sealkit::kit::KitError;
use sealkit::record::RecordError;

impl From<KitError> for Failure {
    fn from(error: KitError) -> Self {
        let (status, kind, hint) = match &error {
            KitError::Forged(error) => return error.clone().into(),
            KitError::Unprintable { .. } => (
                Status::Usage,
                "unprintable",
                "the sheets print Latin, Greek and Cyrillic letters; write it in those",
            ),
            KitError::Copies(_) => {
                (Status::Usage, "copies", "make fewer: each one opens everything by itself")
            }
            KitError::NoValue(_) => {
                (Status::Usage, "no-value", "give it with `--import NAME=FILE`, or at the prompt")
            }
            KitError::Import { .. } => {
                (Status::Usage, "import", "nothing is ever cut short: check the secret and its profile")
            }
            KitError::Lost(_) => (
                Status::Usage,
                "lost",
                "give it with `--import NAME=FILE`, or carry it over with `--keep NAME` and enough shares",
            ),
            KitError::NothingToKeep(_) => {
                (Status::Usage, "no-secret", "`sealkit inspect record.json` names the secrets of the kit")
            }
            KitError::KeptUnopened(_) => {
                (Status::Usage, "no-quorum", "give enough shares and the credential as INPUT")
            }
            KitError::KeptAndGiven(_) => (Status::Usage, "kept-and-given", "leave one of the two out"),
            KitError::NoReason(_) => (Status::Usage, "no-reason", "give `--reason TEXT`; it is recorded"),
            KitError::OtherRecipient => (
                Status::Damaged,
                "other-recipient",
                "do not go on: whoever exchanged the record would get the new secrets; find the one that the paper names",
            ),
            KitError::OtherPlan(_) => {
                (Status::Usage, "other-plan", "new shares change who keeps them, not what the kit holds")
            }
            KitError::LastGeneration(_) | KitError::LastEpoch(_) => {
                (Status::Usage, "last-number", "make a new kit with `sealkit new`")
            }
            KitError::TooMuch(_) => {
                (Status::Usage, "too-much", "divide the secrets among several kits, or make them shorter")
            }
            KitError::Qr(_) => {
                (Status::Usage, "too-much", "make the secret shorter, or use `--no-provisioning`")
            }
            KitError::NoTemplate(_) => {
                (Status::Usage, "template", "give the folder of the template with `--template-dir DIR`")
            }
            KitError::Template(_) => (Status::Usage, "template", "mend the template's file"),
            KitError::Calendar => (Status::Usage, "date", "check `--date` and the intervals of the plan"),
            KitError::Passphrase { .. } => {
                (Status::Unfit, "entropy", "do not use this machine: its generator gives patterns")
            }
            KitError::Pdf { .. } => {
                (Status::Failed, "sheet", "shorten the names of the plan; nothing was written")
            }
            KitError::Rehearsal(_) => (
                Status::Failed,
                "rehearsal",
                "nothing was written; try another machine, and report it: memory or a library is at fault",
            ),
            _ => (Status::Failed, "failed", "nothing was written; run the command again"),
        };
        Self::new(status, error.to_string(), hint).of_kind(kind)
    }
}

impl From<AuthError> for Failure {
    fn from(error: AuthError) -> Self {
        let hint = "trust nothing in this file, and find out who changed it; take a copy of the record from another place, \
                    and compare its hash with the ceremony sheet";
        Self::new(Status::Damaged, format!("the record is forged: {error}"), hint).of_kind("forged-record")
    }
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        let hint = "take the record.json that was written with the kit, unchanged";
        Self::new(Status::Damaged, error.to_string(), hint).of_kind("record")
    }
}
