//! What is done at a ceremony, step by step.

use super::block::{Cell, Table};
use super::context::SheetContext;
use super::operation::OperationKind;

const ROOM: &str = "Everybody is in the room, named in the roster below. Phones and cameras are outside. From now \
    on nobody enters or leaves unrecorded.";
const MACHINE: &str =
    "The machine has no network, was started from a clean medium, and shows the right date.";
const PROGRAM: &str = "SHA-256 of the program: read aloud from this sheet in words and compared with a second \
    source.";
const PRINTER: &str = "The printer is connected by cable, keeps no copies, and prints in black.";
const NEW: &str = "The kit is made. Set id and kit fingerprint are read aloud and compared with this sheet.";
const ROTATE: &str = "The record hash is typed from the earlier ceremony sheet, not from the machine. The new \
    generation is made; the kit fingerprint stays the same.";
const RESHARE: &str = "The record hash is typed from the earlier ceremony sheet. Each old share that is needed is taken out of its envelope, which is noted on its cover, and \
    read in. The new shares are made: the recipient is the same, the set id is another one.";
const RENEW: &str = "The record hash is typed from the earlier ceremony sheet. The kit is made anew, with another kit \
    fingerprint: it is read aloud and compared with this sheet.";
const PRINTED: &str = "The sheets are printed on one side. Each page is there and legible.";
const CREDENTIAL: &str = "The credential sheet is read back from paper and found right.";
const SET: &str = "The secrets are set on their targets and each is tried once.";
const CONFIRM: &str = "The secrets are set on their targets, a sign-in with each is tried, and the record notes it: \
    “sealkit rotate --confirm”.";
const SEAL: &str = "Each custodian takes one share, checks number, set and name, folds it in and seals it. The bag \
    serial is written down.";
const BESIDE: &str = "A credential sheet is laid beside each sealed share; the instructions are put in another \
    place.";
const EXCHANGE: &str = "At each place the new credential sheet and its replacement notice are laid beside the closed \
    envelope, and the old sheet is taken away.";
const ADD: &str = "At each place the new credential sheet and its replacement notice are laid beside the closed \
    envelope. The old sheet stays: it still holds a secret.";
const OLD: &str =
    "What was replaced is destroyed before a witness, and the certificate of destruction signed.";
const PROVISIONING: &str = "The provisioning sheet is destroyed and its destruction signed.";
const OFF: &str = "The printer’s memory and the machine are switched off; the medium is kept or destroyed as \
    decided.";
const ROSTER: &str = "The roster is signed.";

/// The steps as a table with room for initials and times.
pub(super) fn script(context: &SheetContext, operation: OperationKind) -> Table {
    let shares = format!(
        "Each of the {} share sheets is read back from paper with “sealkit check”, by scanner or typed, and found right.",
        context.shares
    );
    let steps: Vec<&str> = match operation {
        OperationKind::New => vec![
            ROOM,
            MACHINE,
            PROGRAM,
            PRINTER,
            NEW,
            PRINTED,
            &shares,
            CREDENTIAL,
            SET,
            SEAL,
            BESIDE,
            PROVISIONING,
            OFF,
            ROSTER,
        ],
        OperationKind::Rotate => {
            let places: &[&str] = if context.keeps_old() { &[ADD] } else { &[EXCHANGE, OLD] };
            let before = [ROOM, MACHINE, PROGRAM, PRINTER, ROTATE, PRINTED, CREDENTIAL, CONFIRM];
            [&before[..], places, &[PROVISIONING, OFF, ROSTER]].concat()
        }
        OperationKind::Reshare => vec![
            ROOM, MACHINE, PROGRAM, PRINTER, RESHARE, PRINTED, &shares, CREDENTIAL, SEAL, BESIDE, OLD, OFF,
            ROSTER,
        ],
        OperationKind::NewIdentity => vec![
            ROOM,
            MACHINE,
            PROGRAM,
            PRINTER,
            RENEW,
            PRINTED,
            &shares,
            CREDENTIAL,
            CONFIRM,
            SEAL,
            BESIDE,
            OLD,
            PROVISIONING,
            OFF,
            ROSTER,
        ],
    };

    let rows = steps
        .into_iter()
        .enumerate()
        .map(|(i, step)| vec![Cell::from((i + 1).to_string()), step.into(), "".into(), "".into()]);
    Table::new(9.5, &[("STEP", 2), ("ACTIVITY", 23), ("INITIALS", 4), ("TIME", 4)]).rows(rows)
}
