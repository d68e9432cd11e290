//! The words for what keeps a kit from opening.

use super::Failure;
use super::events::ranges;
use sealkit::credential::TextError;
use sealkit::recovery::{CombineError, FindingInfo, ForkedCredential, NoSecret, OpenError};
use sealkit::scan::ScanError;
use sealkit::seal::SealError;

impl From<OpenError> for Failure {
    fn from(fault: OpenError) -> Self {
        match fault {
            OpenError::Quorum(fault) => quorum_fault(fault),
            OpenError::TwoKits(kits) => {
                failure!(Damaged, "two-kits", number = kits.len(), kits = kits_by_name(&kits))
                    .of_kind("two-kits")
            }
            OpenError::Fork { generation, credentials } => {
                let (number, forked) = (credentials.len(), forked(&credentials));
                failure!(Damaged, "fork", number, generation, forked).of_kind("fork")
            }
            OpenError::OtherSet { found, recorded } => {
                failure!(Damaged, "other-set", found, recorded).of_kind("other-set")
            }
            OpenError::OtherRecipient => failure!(Damaged, "other-key").of_kind("other-key"),
            OpenError::NoCredential => failure!(Usage, "no-credential").of_kind("no-credential"),
            OpenError::OtherKey { sealed, shares } => {
                failure!(Damaged, "foreign-credential", sealed, shares).of_kind("foreign-credential")
            }
            OpenError::Seal(SealError::OtherKey) => {
                failure!(Damaged, "foreign-age-file").of_kind("foreign-credential")
            }
            OpenError::Seal(_) => failure!(Damaged, "damaged-age-file").of_kind("damaged-credential"),
            OpenError::Text(TextError::Version(version)) => {
                failure!(Damaged, "credential-version", version).of_kind("version")
            }
            OpenError::Text(_) => failure!(Damaged, "no-credential-text").of_kind("no-credential-text"),
            OpenError::NamesDiffer => failure!(Damaged, "relabelled-credential").of_kind("forged-credential"),
            OpenError::Generation { found, recorded } if found < recorded => {
                failure!(Failed, "older-generation", found, recorded).of_kind("older-generation")
            }
            OpenError::Generation { found, recorded } => {
                failure!(Failed, "older-record", found, recorded).of_kind("older-record")
            }
            OpenError::EarlierNotInRecord(generation) => {
                failure!(Damaged, "earlier-not-in-record", generation).of_kind("forged-credential")
            }
            OpenError::OtherPlace(name) => failure!(Damaged, "other-place", name).of_kind("other-place"),
            OpenError::NotInRecord => failure!(Damaged, "not-in-record").of_kind("forged-credential"),
        }
    }
}

impl From<NoSecret> for Failure {
    fn from(error: NoSecret) -> Self {
        match error {
            NoSecret::Unknown { name, names } => {
                failure!(Usage, "no-such-secret", name, names = names.join(", "))
            }
            NoSecret::Missing(place) => {
                failure!(Failed, "secret-elsewhere", name = place.name, generation = place.generation)
                    .of_kind("secret-elsewhere")
            }
        }
    }
}

/// It is a rehearsal, and nobody asked to have it written.
pub fn rehearsal_not_written() -> Failure {
    failure!(Usage, "rehearsal-not-written").of_kind("rehearsal")
}

fn quorum_fault(fault: CombineError) -> Failure {
    match fault {
        CombineError::TooFew { have: 0, .. } => failure!(TooFew, "no-share-entered"),
        CombineError::TooFew { have, needed } => failure!(TooFew, "too-few-shares", have, needed),
        CombineError::NoneFits { needed, exactly: true } => {
            failure!(Damaged, "none-fits-exactly", needed).of_kind("bad-share")
        }
        CombineError::NoneFits { needed, exactly: false } => {
            failure!(Damaged, "none-fits", needed).of_kind("bad-share")
        }
        CombineError::TooMany { tried } => failure!(Damaged, "too-many-tries", tried).of_kind("bad-share"),
    }
}

/// One kit or split, as it may be listed: without its fingerprint.
pub fn kit_by_name(kit: &FindingInfo) -> String {
    let numbers: Vec<u16> = kit.shares.iter().copied().map(u16::from).collect();
    text!("kit-by-name", set = kit.set, epoch = kit.epoch, shares = ranges(&numbers))
}

/// Several of them.
pub fn kits_by_name(kits: &[FindingInfo]) -> String {
    kits.iter().map(kit_by_name).collect::<Vec<_>>().join("; ")
}

fn forked(credentials: &[ForkedCredential]) -> String {
    let one = |c: &ForkedCredential| text!("forked-credential", sealed = c.sealed, hash = c.payload);
    credentials.iter().map(one).collect::<Vec<_>>().join("; ")
}

impl From<ScanError> for Failure {
    fn from(error: ScanError) -> Self {
        let hint = match error {
            ScanError::NoCode => "scan-no-code",
            ScanError::Encrypted => "scan-encrypted",
            ScanError::TooLarge => "scan-too-large",
            ScanError::PictureTooLarge => "scan-picture-too-large",
            ScanError::Unsupported(_) => "scan-unsupported",
            ScanError::Unreadable { .. } => "scan-unreadable",
            _ => "scan-otherwise",
        };
        Self::worded(super::Status::Damaged, error.to_string(), hint).of_kind("pdf")
    }
}
