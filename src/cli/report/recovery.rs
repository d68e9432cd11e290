//! The words for what keeps a kit from opening.

use super::events::ranges;
use super::{Failure, Status};
use sealkit::credential::TextError;
use sealkit::recovery::{CombineError, FindingInfo, ForkedCredential, OpenError};
use sealkit::scan::ScanError;
use sealkit::seal::SealError;

impl From<OpenError> for Failure {
    fn from(fault: OpenError) -> Self {
        let (status, kind, sentence, hint) = open_fault(&fault);
        Self::new(status, sentence, hint).of_kind(kind)
    }
}

fn open_fault(fault: &OpenError) -> (Status, &'static str, String, &'static str) {
    match fault {
        OpenError::Quorum(fault) => quorum_fault(*fault),
        OpenError::TwoKits(kits) => (
            Status::Damaged,
            "two-kits",
            format!("the shares open {} different kits: {}", kits.len(), kits_by_name(kits)),
            "leave out the shares of the other kit; on a terminal, `sealkit recover` asks for the kit fingerprint from paper",
        ),
        OpenError::Fork { generation, credentials } => (
            Status::Damaged,
            "fork",
            format!(
                "{} different credentials of generation {generation} open, so one of them is forged: {}",
                credentials.len(),
                forked(credentials)
            ),
            "compare their SHA-256 with the one on the ceremony sheet, and leave the other out",
        ),
        OpenError::OtherSet { found, recorded } => (
            Status::Damaged,
            "other-set",
            format!("the shares are of set {found}; the record is of set {recorded}"),
            "bring the record of that set, or the shares that the record names",
        ),
        OpenError::OtherRecipient => (
            Status::Damaged,
            "other-key",
            "these shares open another key than the one in the record".to_owned(),
            "the record or the shares are of another kit, or somebody has exchanged them",
        ),
        OpenError::NoCredential => (
            Status::Usage,
            "no-credential",
            "the shares are good, but there is no credential to open".to_owned(),
            "add the credential sheet, its codes or lines, or payload.age; `--identity` gives the key alone",
        ),
        OpenError::OtherKey { sealed, shares } => (
            Status::Damaged,
            "foreign-credential",
            format!("the credential is sealed to key {sealed}, the shares open key {shares}"),
            "bring the credential and the shares of one kit: the first four characters of the set name the key",
        ),
        OpenError::Seal(SealError::OtherKey) => (
            Status::Damaged,
            "foreign-credential",
            "the age file is sealed to another key than that of these shares".to_owned(),
            "bring the credential sheet or payload.age of this kit",
        ),
        OpenError::Seal(_) => (
            Status::Damaged,
            "damaged-credential",
            "the age file is damaged: cut short or changed".to_owned(),
            "use the credential sheet, or another copy of payload.age",
        ),
        OpenError::Text(TextError::Version(version)) => (
            Status::Damaged,
            "version",
            format!("the credential has version {version}, which this sealkit does not know"),
            "use the sealkit that made it, or `--identity` and any age program",
        ),
        OpenError::Text(_) => (
            Status::Damaged,
            "no-credential-text",
            "the age file opens, but it does not hold a credential of sealkit".to_owned(),
            "`--identity` gives the key, for use with any age program",
        ),
        OpenError::NamesDiffer => (
            Status::Damaged,
            "forged-credential",
            "the credential names another key or generation outside than inside: it was relabelled"
                .to_owned(),
            "do not trust it; find the sheet whose fingerprint stands on the ceremony sheet",
        ),
        OpenError::Generation { found, recorded } if found < recorded => (
            Status::Failed,
            "older-generation",
            format!("this is the old credential ({found}); the record is of generation {recorded}"),
            "find the newer sheet; the old one opens without `--record`, but its secret may be out of use",
        ),
        OpenError::Generation { found, recorded } => (
            Status::Failed,
            "older-record",
            format!(
                "this is the credential of generation {found}; the record is older, of generation {recorded}"
            ),
            "bring the record of that generation",
        ),
        OpenError::EarlierNotInRecord(generation) => (
            Status::Damaged,
            "forged-credential",
            format!(
                "the credential of generation {generation} opens, but it is not the one that the record names"
            ),
            "do not trust what it holds: somebody may have sealed it to the same key",
        ),
        OpenError::OtherPlace(name) => (
            Status::Damaged,
            "other-place",
            format!("the record and the credential do not agree which credential holds {name}"),
            "compare the record with the ceremony sheet: one of the two is not genuine",
        ),
        OpenError::NotInRecord => (
            Status::Damaged,
            "forged-credential",
            "the credential opens, but it is not the one that the record names".to_owned(),
            "do not trust it: somebody may have sealed it to the same key",
        ),
    }
}

fn quorum_fault(fault: CombineError) -> (Status, &'static str, String, &'static str) {
    match fault {
        CombineError::TooFew { have: 0, .. } => (
            Status::TooFew,
            "too-few-shares",
            "no share was entered".to_owned(),
            "scan or type the shares that the sheets ask for, such as 2 of the 3 shares",
        ),
        CombineError::TooFew { have, needed } => (
            Status::TooFew,
            "too-few-shares",
            format!("{have} of the {needed} shares needed"),
            "bring another share of the same set",
        ),
        CombineError::NoneFits { needed, exactly: true } => (
            Status::Damaged,
            "bad-share",
            format!(
                "these {needed} shares do not belong together: at least one is forged, and nothing tells which"
            ),
            "add another share, or give the kit's record with `--record`: it names the forged one",
        ),
        CombineError::NoneFits { needed, exactly: false } => (
            Status::Damaged,
            "bad-share",
            format!("no {needed} of these shares belong together: too many of them are forged"),
            "add further shares, or give the kit's record with `--record`: it names the forged ones",
        ),
        CombineError::TooMany { tried } => (
            Status::Damaged,
            "bad-share",
            format!("no quorum was found within {tried} combinations of these shares"),
            "give the kit's record with `--record`, or fewer shares that you trust",
        ),
    }
}

/// One kit or split, as it may be listed: without its fingerprint.
pub fn kit_by_name(kit: &FindingInfo) -> String {
    let numbers: Vec<u16> = kit.shares.iter().copied().map(u16::from).collect();
    format!("set {}, epoch {}, shares {}", kit.set, kit.epoch, ranges(&numbers))
}

/// Several of them.
pub fn kits_by_name(kits: &[FindingInfo]) -> String {
    kits.iter().map(kit_by_name).collect::<Vec<_>>().join("; ")
}

fn forked(credentials: &[ForkedCredential]) -> String {
    let one = |c: &ForkedCredential| format!("sealed {}, SHA-256 {}", c.sealed, c.payload);
    credentials.iter().map(one).collect::<Vec<_>>().join("; ")
}

impl From<ScanError> for Failure {
    fn from(error: ScanError) -> Self {
        let hint = match error {
            ScanError::NoCode => {
                "shares and credential sheets carry codes; type the numbered lines otherwise"
            }
            ScanError::Encrypted => "remove the password from the PDF first",
            ScanError::TooLarge => "give the sheet's own PDF, or fewer pages at a time",
            ScanError::PictureTooLarge => "scan at 300 dpi, or make the picture smaller",
            ScanError::Unsupported(_) => "scan to JPEG or PNG, or type the numbered lines",
            ScanError::Unreadable { .. } => {
                "scan again, flat, evenly lit and at 300 dpi, or type the numbered lines"
            }
            _ => "type the numbered lines of the sheet instead",
        };
        Self::new(Status::Damaged, error.to_string(), hint).of_kind("pdf")
    }
}
