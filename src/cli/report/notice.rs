//! The words for what is worth knowing while a command goes on.

use super::inspect::WITHOUT_QUORUM;
use std::path::{Path, PathBuf};

use sealkit::entropy::ENOUGH_BITS;
use sealkit::id::{Fingerprint, Generation};
use sealkit::recovery::{FindingInfo, OpenError};

use super::recovery::kit_by_name;
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
    /// Nothing proves who sealed the credential.
    NotProven(Fingerprint),
    /// A record names the credential, and nobody has compared that record with paper.
    NotCompared(Fingerprint),
    /// The secret was written to this file.
    SecretWritten(&'a Path),
    /// A drill form was written.
    FormWritten,
    /// The drill went well, and nobody noted the alert that it should have raised. The
    /// record is where it can be added.
    NoAlert(&'a Path),
    /// Rolls or text, so many bits, are mixed into the generator.
    Mixed(&'a str),
    /// The rolls are fewer than asked for.
    FewRolls,
    /// The faces came up too unevenly.
    UnevenRolls,
    /// Two copies of one record have different logs.
    Copies(PathBuf, PathBuf),
    /// Two records follow the same one.
    Twins(PathBuf, PathBuf),
    /// No sign-in with this generation is noted, so the one that it replaces still counts.
    Pending {
        /// The newer one.
        generation: Generation,
        /// The one that it replaces.
        older: Generation,
    },
    /// So many kits of all have no authentication code.
    WithoutQuorum {
        /// Those without one.
        kits: usize,
        /// All of them.
        of: usize,
    },
    /// A kit with a new key came in the place of the one of this record, and that is noted.
    Succeeded(&'a Path),
    /// Calendar entries were written to this file.
    CalendarWritten(&'a Path),
}

impl Notice<'_> {
    /// Says it on standard error.
    pub fn tell(&self, context: &Context) {
        match self {
            Self::CredentialFound(_)
            | Self::SecretWritten(_)
            | Self::FormWritten
            | Self::Mixed(_)
            | Self::WithoutQuorum { .. }
            | Self::CalendarWritten(_) => note(&self.text(), context),
            _ => warn(&self.text(), context),
        }
    }

    /// The sentence alone, for a screen.
    pub fn text(&self) -> String {
        match self {
            Self::CredentialFound(path) => {
                format!("{}: the credential that the record names", path.display())
            }
            Self::BadShare(x) => {
                format!("share {x} does not belong to the others: forged or misread; it was not used")
            }
            Self::OlderCredential(generation) => {
                format!("an older credential was given too, generation {generation}: the newest is used")
            }
            Self::OtherCredential(error) => other_credential(error),
            Self::OlderSplit(kit) => {
                format!("shares of an older split were given too: {}", kit_by_name(kit))
            }
            Self::OtherKit(kit) => {
                format!("shares of another kit were given too, and left out: {}", kit_by_name(kit))
            }
            Self::NotAllTried => {
                "not every combination of these shares was tried: shares of another kit may be among \
                                  them"
                    .to_owned()
            }
            Self::GenerationGap { older, newer } => format!(
                "no credential between generation {older} and generation {newer} was given: anyone who knows the \
                 recipient can seal one with a high number"
            ),
            Self::RecordDisagrees(error) => {
                format!("the record does not agree: {}", Failure::from((*error).clone()).message())
            }
            Self::NotProven(fingerprint) => format!(
                "not yet proven genuine: compare this fingerprint with the ceremony sheet: {fingerprint}; or give \
                 the record with `--record`"
            ),
            Self::NotCompared(fingerprint) => format!(
                "not compared: the record names this credential, but nobody has compared that record with paper; \
                 compare this fingerprint with the ceremony sheet: {fingerprint}"
            ),
            Self::SecretWritten(path) => {
                format!("written to {}; only you can read it: destroy it after use", path.display())
            }
            Self::FormWritten => "print it for the next drill; there is no secret on it".to_owned(),
            Self::NoAlert(record) => format!(
                "no alert is noted: once somebody has seen it, run `sealkit drill --record {} --evidence-only \
                 --evidence \"alert=WHO, WHEN\"`",
                record.display()
            ),
            Self::Mixed(counted) => format!("{counted}, mixed into the operating system's generator"),
            Self::FewRolls => format!(
                "that is less than the {ENOUGH_BITS} bits asked for: should the operating system's generator fail, the \
                 rolls alone would not protect the kit"
            ),
            Self::UnevenRolls => {
                "the faces came up very unevenly: the die is loaded, or the rolls are made up and add less"
                    .to_owned()
            }
            Self::Copies(a, b) => format!(
                "{} and {} are copies of one record with different logs: the longer one counts",
                a.display(),
                b.display()
            ),
            Self::Twins(a, b) => format!(
                "{} and {} both follow the same record: one of the two kits is not in use",
                a.display(),
                b.display()
            ),
            Self::Pending { generation, older } => format!(
                "no sign-in with generation {generation} is noted: keep generation {older} until one of the newer ones is confirmed"
            ),
            Self::WithoutQuorum { kits, of } => format!("{kits} of {of} kits: {WITHOUT_QUORUM}"),
            Self::Succeeded(record) => format!(
                "noted in {}: a new key came in its place; where the old shares were exposed, that note is worth nothing, \
                 since anyone who has them can write it",
                record.display()
            ),
            Self::CalendarWritten(path) => format!("calendar entries written to {}", path.display()),
        }
    }
}

fn other_credential(error: &OpenError) -> String {
    match error {
        OpenError::Generation { found, recorded } if found < recorded => format!(
            "the credential of generation {found} was given too: it is out of use since generation {recorded}"
        ),
        OpenError::Generation { found, recorded } => format!(
            "a newer credential was given too, generation {found}: the record is of generation {recorded} and does not \
             vouch for it"
        ),
        error => format!("another credential that was given does not open: {error}"),
    }
}
