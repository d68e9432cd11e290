//! The words for what a read-back comes to.

use std::path::Path;

use sealkit::record::Record;
use sealkit::recovery::{Answer, Checked, Readable};

use super::Failure;
use super::events::{self, Message};

/// A file of the kit was given instead of its print.
pub fn own_file() -> Failure {
    failure!(Damaged, "not-printed").of_kind("not-printed")
}

/// The input is an age file or a record.
pub fn no_sheet() -> Failure {
    failure!(Damaged, "no-printed-sheet")
}

/// Done only when every sheet is right and none was refused.
pub fn verdict(checked: &Checked, record: &Path) -> Result<(), Failure> {
    if let Some(first) = checked.refused.first() {
        return Err(failure!(Failed, "sheet-refused", first));
    }
    if checked.is_passed() {
        return Ok(());
    }
    let sheets: Vec<String> = checked.unread().map(|sheet| sheet.to_string()).collect();
    let (sheets, record) = (sheets.join(", "), record.display());
    Err(failure!(Failed, "not-read-back", sheets, record).of_kind("not-read"))
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
        Answer::Fork { generation, payload } => bad!("second-credential", generation, payload),
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
pub fn passed(checked: &Checked) -> String {
    let number = |(sheet, _): &(Readable, _)| match sheet {
        Readable::Share(x) => Some(u16::from(*x)),
        Readable::Credential | Readable::EarlierCredential(_) => None,
    };

    let shares: Vec<u16> = checked.sheets.iter().filter_map(number).collect();
    let (count, numbers) = (shares.len(), events::ranges(&shares));

    match (count, count < checked.sheets.len()) {
        (0, _) => text!("credential-recorded"),
        (_, true) => text!("shares-and-credential-recorded", count, numbers),
        (_, false) => text!("shares-recorded", count, numbers),
    }
}
