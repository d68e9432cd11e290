//! The words for what is worth knowing while a command goes on.

use std::path::Path;

use sealkit::entropy::{ENOUGH_BITS, Measure};
use sealkit::id::{Fingerprint, Generation};
use sealkit::recovery::{Comparison, FindingInfo, HeldElsewhere, OpenError, Search};
use sealkit::texts::Worded;

use super::{Failure, note, warn};
use crate::cli::context::Context;

/// Something that does not end the command.
pub enum Notice<'a> {
    /// The credential was found beside the record.
    CredentialFound(&'a Path),
    /// A share does not belong to the others.
    BadShare(u8),
    /// An older credential was given too.
    OlderCredential(Generation),
    /// Another credential was given too, and this is why it did not open.
    OtherCredential(&'a OpenError),
    /// A secret is in an earlier credential, which did not give it.
    SecretMissing(&'a HeldElsewhere),
    /// Shares of an older split of the same key were given too.
    OlderSplit(&'a FindingInfo),
    /// Shares of another kit were given too, and did not decide.
    OtherKit(&'a FindingInfo),
    /// The search for other kits among the shares ended at its bound.
    NotAllTried,
    /// No credential between these two generations was given.
    GenerationGap {
        /// The last one before the gap.
        older: Generation,
        /// The first one after it.
        newer: Generation,
    },
    /// A record that was not compared with paper says otherwise.
    RecordDisagrees(&'a OpenError),
    /// Nothing proves who sealed the credential, and no record was given.
    NotProven(Fingerprint),
    /// The same, and the record that was given does not agree.
    Contradicted(Fingerprint),
    /// Whether the record is the one on paper.
    Comparison(Comparison),
    /// A record names the credential, and nobody has compared that record with paper.
    NotCompared(Fingerprint),
    /// The secret was written to this file.
    SecretWritten(&'a Path),
    /// The drill went well, and nobody noted the alert that it should have raised. The
    /// record is where it can be added.
    NoAlert(&'a Path),
    /// Rolls or text, so many bits, are mixed into the generator.
    Mixed(Measure),
    /// The rolls are fewer than asked for.
    FewRolls,
    /// The faces came up too unevenly.
    UnevenRolls,
    /// No sign-in with this generation is noted, so the one that it replaces still counts.
    Pending {
        /// The newer one.
        generation: Generation,
        /// The one that it replaces.
        older: Generation,
    },
    /// A kit with a new key came in the place of the one of this record, and that is noted.
    Succeeded(&'a Path),
}

impl Notice<'_> {
    /// Says it on standard error.
    pub fn tell(&self, context: &Context) {
        match self {
            Self::CredentialFound(_) | Self::Comparison(_) | Self::SecretWritten(_) | Self::Mixed(_) => {
                note(&self.text(), context)
            }
            _ => warn(&self.text(), context),
        }
    }

    /// The sentence alone, for a screen.
    pub fn text(&self) -> String {
        match self {
            Self::CredentialFound(path) => text!("credential-beside", path = path.display()),
            Self::BadShare(x) => text!("bad-share", x),
            Self::OlderCredential(generation) => text!("older-credential-too", generation),
            Self::OtherCredential(error) => other_credential(error),
            Self::SecretMissing(HeldElsewhere { name, generation, search: Search::NotHeld }) => {
                text!("secret-not-held", name, generation)
            }
            Self::SecretMissing(HeldElsewhere { name, generation, .. }) => {
                text!("secret-not-brought", name, generation)
            }
            Self::OlderSplit(kit) => text!("older-split-too", kit = kit.wording()),
            Self::OtherKit(kit) => text!("other-kit-too", kit = kit.wording()),
            Self::NotAllTried => text!("not-all-tried"),
            Self::GenerationGap { older, newer } => text!("generation-gap", older, newer),
            Self::RecordDisagrees(error) => {
                text!("record-disagrees", why = Failure::from((*error).clone()).message())
            }
            Self::NotProven(fingerprint) => text!("not-proven", fingerprint),
            Self::Contradicted(fingerprint) => text!("contradicted", fingerprint),
            Self::NotCompared(fingerprint) => text!("not-compared", fingerprint),
            Self::Comparison(Comparison::Compared) => text!("compared"),
            Self::Comparison(Comparison::NotCompared) => text!("record-only-claims"),
            Self::SecretWritten(path) => text!("secret-written", path = path.display()),
            Self::NoAlert(record) => text!("no-alert", record = record.display()),
            Self::Mixed(counted) => text!("entropy-mixed", counted = counted.wording()),
            Self::FewRolls => text!("few-rolls", bits = ENOUGH_BITS),
            Self::UnevenRolls => text!("uneven-rolls"),
            Self::Pending { generation, older } => text!("pending", generation, older),
            Self::Succeeded(record) => text!("succession-noted", record = record.display()),
        }
    }
}

fn other_credential(error: &OpenError) -> String {
    match error {
        OpenError::Generation { found, recorded } if found < recorded => {
            text!("credential-out-of-use", found, recorded)
        }
        OpenError::EarlierNotInRecord(generation) => text!("earlier-credential-left-out", generation),
        OpenError::Generation { found, recorded } => text!("credential-not-vouched-for", found, recorded),
        error => text!("credential-does-not-open", error = error.wording()),
    }
}
