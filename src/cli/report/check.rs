//! The words for what a read-back comes to.

use sealkit::record::Record;
use sealkit::recovery::{Answer, Readable};

use super::events::{self, Message};
use super::{Failure, Status};
use crate::cli::check::error::CheckError;
use crate::cli::recover::DeliverError;

impl From<CheckError> for Failure {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::OwnFile => Self::new(
                Status::Damaged,
                "this is the kit's own file, which proves nothing about the printed sheet",
                "scan the sheet that came out of the printer, or type its lines",
            )
            .of_kind("not-printed"),
            CheckError::NoSheet => {
                Self::new(Status::Damaged, "this is no printed sheet", "scan a sheet, or type its lines")
            }
            CheckError::Refused(first) => Self::new(
                Status::Failed,
                format!("a sheet does not match the record: {first}"),
                "do not seal it; find out where it came from, and print the right sheet again",
            ),
            CheckError::NotRead { sheets, record } => Self::new(
                Status::Failed,
                format!("not read back: {}", sheets.join(", ")),
                format!(
                    "read these back before you seal them: `sealkit check --record {}`; what was read stays recorded",
                    record.display()
                ),
            )
            .of_kind("not-read"),
        }
    }
}

impl From<DeliverError> for Failure {
    fn from(error: DeliverError) -> Self {
        match error {
            DeliverError::NoSecret { name, names } => {
                let hint = format!("it holds: {}", names.join(", "));
                Self::new(Status::Usage, format!("the credential has no secret named {name}"), hint)
            }
            DeliverError::Rehearsal => Self::new(
                Status::Usage,
                "these are the shares of a rehearsal, which open no secret: nothing was written",
                "bring the shares of your kit; to write the rehearsal credential, add `--rehearsal`",
            )
            .of_kind("rehearsal"),
        }
    }
}

/// What to say about a sheet that was read back.
pub fn answer(answer: &Answer, record: &Record) -> Message {
    match answer {
        Answer::Matches(sheet @ Readable::Share(_)) => {
            Message::good(format!("{} is printed correctly; you may seal it", sheet_name(*sheet, record)))
        }
        Answer::Matches(sheet) => {
            Message::good(format!("{} is printed correctly", sheet_name(*sheet, record)))
        }
        Answer::Fork { generation, payload } => Message::bad(
            format!(
                "a second credential of generation {generation}, SHA-256 {payload}: a rotation was run twice, or one of \
                 the two is forged"
            ),
            "do not seal it; the ceremony sheet of this generation has the SHA-256 of the right one",
        ),
        Answer::OtherCredential { found, recorded } if found == recorded => Message::bad(
            format!("a credential of generation {found}, but not the one that the record names"),
            "do not put it next to the envelopes; print the kit's credential.pdf again",
        ),
        Answer::OtherCredential { found, recorded } if found < recorded => Message::bad(
            format!("this is the old credential ({found}); the record is of generation {recorded}"),
            format!("find credential {recorded}"),
        ),
        Answer::OtherCredential { found, recorded } => Message::bad(
            format!("this is credential {found}, which is newer than the record ({recorded})"),
            format!("find credential {recorded}, or give the record of generation {found}"),
        ),
        Answer::Event(event) => events::event(event),
    }
}

/// A sheet as people call it.
pub fn sheet_name(sheet: Readable, record: &Record) -> String {
    let made = record.made();
    match sheet {
        Readable::Credential => format!("credential of generation {}", made.generation),
        Readable::Share(x) => {
            let keeper = made.custodians.iter().find(|c| c.share == x);
            let filled = |text: &String| (!text.is_empty()).then(|| format!(", {text}"));
            let who = keeper.and_then(|c| filled(&c.name)).unwrap_or_default();
            let place = keeper.and_then(|c| filled(&c.place)).unwrap_or_default();
            format!("share {x}{who}{place}")
        }
    }
}

/// The sentence that ends a check in which every sheet was right.
pub fn passed(sheets: &[Readable]) -> String {
    let shares: Vec<u16> = sheets
        .iter()
        .filter_map(|sheet| match sheet {
            Readable::Share(x) => Some(u16::from(*x)),
            Readable::Credential => None,
        })
        .collect();
    let shares = match shares.as_slice() {
        [] => None,
        [one] => Some(format!("Share {one}")),
        several => Some(format!("Shares {}", events::ranges(several))),
    };
    match (shares, sheets.contains(&Readable::Credential)) {
        (None, _) => "The credential is printed correctly, and that is recorded.".to_owned(),
        (Some(shares), true) => format!(
            "{shares} and the credential are printed correctly, and that is recorded. You may seal the shares."
        ),
        (Some(shares), false) => {
            format!("{shares}: printed correctly, and that is recorded. You may seal the shares.")
        }
    }
}
