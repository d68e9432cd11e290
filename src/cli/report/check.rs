//! The words for what a read-back comes to.

use sealkit::record::Record;
use sealkit::recovery::{Answer, Readable};

use super::Failure;
use super::events::{self, Message};
use crate::cli::check::error::CheckError;
use crate::cli::recover::DeliverError;

impl From<CheckError> for Failure {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::OwnFile => failure!(Damaged, "not-printed").of_kind("not-printed"),
            CheckError::NoSheet => failure!(Damaged, "no-printed-sheet"),
            CheckError::Refused(first) => failure!(Failed, "sheet-refused", first),
            CheckError::NotRead { sheets, record } => {
                failure!(Failed, "not-read-back", sheets = sheets.join(", "), record = record.display())
                    .of_kind("not-read")
            }
        }
    }
}

impl From<DeliverError> for Failure {
    fn from(error: DeliverError) -> Self {
        match error {
            DeliverError::NoSecret { name, names } => {
                failure!(Usage, "no-such-secret", name, names = names.join(", "))
            }
            DeliverError::Missing { name, generation } => {
                failure!(Failed, "secret-elsewhere", name, generation).of_kind("secret-elsewhere")
            }
            DeliverError::Rehearsal => failure!(Usage, "rehearsal-not-written").of_kind("rehearsal"),
        }
    }
}

/// What to say about a sheet that was read back.
pub fn answer(answer: &Answer, record: &Record) -> Message {
    match answer {
        Answer::Matches(sheet @ Readable::Share(_)) => {
            good!("share-printed-correctly", sheet = sheet_name(*sheet, record))
        }
        Answer::Matches(sheet @ Readable::EarlierCredential(generation)) => {
            let staying = record.made().staying();
            let names = staying.into_iter().find(|(place, _)| place == generation);
            let names = names.map(|(_, names)| names.join(", ")).unwrap_or_default();
            good!("earlier-printed-correctly", sheet = sheet_name(*sheet, record), names)
        }
        Answer::Matches(sheet) => good!("printed-correctly", sheet = sheet_name(*sheet, record)),
        Answer::OtherCredential { found, recorded } if found == recorded => bad!("other-credential", found),
        Answer::OtherCredential { found, recorded } if found < recorded => {
            bad!("old-credential-read", found, recorded)
        }
        Answer::OtherCredential { found, recorded } => bad!("newer-credential-read", found, recorded),
        Answer::Event(event) => events::event(event),
    }
}

/// A sheet as people call it.
pub fn sheet_name(sheet: Readable, record: &Record) -> String {
    let made = record.made();
    match sheet {
        Readable::Credential => text!("credential-of-generation", generation = made.generation),
        Readable::EarlierCredential(generation) => text!("credential-of-generation", generation),
        Readable::Share(x) => {
            let keeper = made.custodians.iter().find(|custodian| custodian.share == x);
            let filled = |text: &String| (!text.is_empty()).then(|| format!(", {text}"));
            let who = keeper.and_then(|custodian| filled(&custodian.name)).unwrap_or_default();
            let place = keeper.and_then(|custodian| filled(&custodian.place)).unwrap_or_default();
            text!("share-x", x, who, place)
        }
    }
}

/// The sentence that ends a check in which every sheet was right.
pub fn passed(sheets: &[Readable]) -> String {
    let number = |sheet: &Readable| match sheet {
        Readable::Share(x) => Some(u16::from(*x)),
        Readable::Credential | Readable::EarlierCredential(_) => None,
    };
    let shares: Vec<u16> = sheets.iter().filter_map(number).collect();
    let (count, numbers) = (shares.len(), events::ranges(&shares));

    let has_credential = sheets.iter().any(|sheet| !matches!(sheet, Readable::Share(_)));
    match (count, has_credential) {
        (0, _) => text!("credential-recorded"),
        (_, true) => text!("shares-and-credential-recorded", count, numbers),
        (_, false) => text!("shares-recorded", count, numbers),
    }
}
