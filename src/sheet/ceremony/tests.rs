//! Every value stands on the sheets of a ceremony, and nothing stands apart from what it belongs to.

use std::collections::BTreeSet;

use super::*;
use crate::id::{Generation, SetId};
use crate::plan::{Custodian, Paper};
use crate::record::Hash;
use crate::sheet::block::{Block, Cell, Table};
use crate::sheet::steps::{Setting, StepFacts};
use crate::sheet::{BinaryInfo, LogHead, OperationKind, Sheet, SheetContext};
use crate::sheet::{destruction, drill, drill_with_sign_in};
use time::macros::date;

mod fit_tests;
mod said;

use crate::sheet::samples::{self, Size};
use said::{say, text, words};

const OPERATIONS: [OperationKind; 4] =
    [OperationKind::New, OperationKind::Rotate, OperationKind::Reshare, OperationKind::NewIdentity];

fn context(shares: u8) -> SheetContext {
    let mut context = samples::facts(&Size { shares, ..Size::usual(Paper::A4) });
    context.custodians = (1..=shares).map(custodian).collect();
    context
}

fn custodian(x: u8) -> Custodian {
    Custodian { name: format!("Keeper {x}"), place: format!("Safe {x}"), phone: String::new() }
}

fn plan(operation: OperationKind, shares: u8) -> CeremonyPlan {
    let follows = operation != OperationKind::New;
    CeremonyPlan {
        operation,
        label: "Contoso break-glass 1".to_owned(),
        accounts: vec!["bg1@contoso.onmicrosoft.com".to_owned()],
        secrets: vec!["Password".to_owned(), "Key PIN".to_owned()],
        custodians: (1..=shares).map(custodian).collect(),
        source: "contoso-1.toml".to_owned(),
        release: None,
        version: "0.2.0".to_owned(),
        paper: Paper::A4,
        handbook: Some("7MQ3-XA5D".to_owned()),
        date: date!(2026 - 11 - 24),
        facts: StepFacts {
            threshold: 2,
            shares,
            generation: Generation::new(if follows { 2 } else { 1 }).unwrap(),
            set_before: SetId::parse("K7QM-4XTB").filter(|_| follows),
            setting: Setting::Sheet,
            sealed_copies: 0,
            earlier: None,
            record: None,
            texts: crate::texts::english(),
        },
    }
}

fn release() -> BinaryInfo {
    let sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned();
    let bytes: Vec<u8> = (0..32).collect();
    BinaryInfo { sha256, words: crate::words::of(&bytes).into_iter().map(str::to_owned).collect() }
}

fn has(words: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(words.contains(wanted), "{wanted} is missing from:\n{words}");
    }
}

#[test]
fn the_first_pages_ask_for_everything_by_hand() {
    let sheet = ceremony_before(&plan(OperationKind::New, 3));
    let words = words(&sheet);
    has(&words, &["NO SECRET, BUT SHOWS WHERE THE SHARES ARE", "SET: WRITE IT HERE IN STEP 4 [4, 4]"]);
    has(&words, &["Contoso break-glass 1", "bg1@contoso.onmicrosoft.com", "any 2 of 3 shares", "7MQ3-XA5D"]);
    has(&words, &["DATE ____", "PLACE ____", "COMPUTER ____", "contoso-1.toml"]);
    has(&words, &["Custodian 3\nKeeper 3", "Keeper 3, Safe 3", "BAG SERIAL", "RECEIVED: SIGNATURE"]);
    has(&words, &["copy 1\ncopy 2\ncopy 3", "Password\nKey PIN", "STAPLE THE RECEIPT HERE"]);
    has(&words, &["HEAD OF THE LOG, FIRST 16 CHARACTERS [4, 4, 4, 4]", "Exceptions"]);

    // Without a release file there is nothing that the program could say of itself.
    has(
        &words,
        &["CHARACTERS 1 TO 32 [4, 4, 4, 4, 4, 4, 4, 4]", "CHARACTERS 33 TO 64 [4, 4, 4, 4, 4, 4, 4, 4]"],
    );
    assert_eq!(sheet.parts.len(), 1);
}

#[test]
fn words_and_characters_of_a_release_are_all_there() {
    let sheet = ceremony_before(&CeremonyPlan { release: Some(release()), ..plan(OperationKind::New, 3) });
    let words = words(&sheet);
    let printed: BTreeSet<&str> = words.split_whitespace().collect();
    assert!(release().words.iter().all(|word| printed.contains(word.as_str())), "{words}");
    has(&words, &["9f86 d081 884c\n", "d15d 6c15 b0f0\n", "0a08"]);
    assert!(!words.contains("CHARACTERS 1 TO 32"));
}

#[test]
fn a_rotation_knows_its_set_and_visits_places() {
    let words = words(&ceremony_before(&plan(OperationKind::Rotate, 3)));
    has(&words, &["SET K7QM-4XTB", "a new credential", "no. 2", "OLD AWAY", "Keeper 3, Safe 3"]);
    assert!(!words.contains("RECEIVED: SIGNATURE") && !words.contains("WRITE IT HERE"), "{words}");
}

#[test]
fn new_shares_name_the_set_before_and_leave_room_for_the_new_one() {
    for operation in [OperationKind::Reshare, OperationKind::NewIdentity] {
        let words = words(&ceremony_before(&plan(operation, 3)));
        has(&words, &["SET BEFORE K7QM-4XTB", "WRITE IT HERE", "RECEIVED: SIGNATURE"]);
        assert_eq!(words.contains("STAPLE"), operation == OperationKind::NewIdentity);
    }
}

#[test]
fn many_custodians_have_a_list_of_their_own() {
    for operation in OPERATIONS {
        let sheet = ceremony_before(&plan(operation, 32));
        assert_eq!(sheet.parts.len(), 2);
        let of_part = |at: usize| {
            let mut all = Vec::new();
            sheet.parts[at].blocks.iter().for_each(|block| say(block, &mut all));
            all.join("\n")
        };
        assert!(!of_part(0).contains("Keeper 32"), "{}", of_part(0));
        has(&of_part(1), &["Keeper 1, Safe 1", "Keeper 32, Safe 32"]);
    }
}

/// A pen needs 9 mm, a signature 45.
#[test]
fn there_is_room_to_write_and_to_sign() {
    let context = context(3);
    let old = samples::rotated(&context);
    let mut sheets = vec![drill_with_sign_in(&context, None), destruction(&context, &old)];
    sheets.extend(OPERATIONS.map(|operation| ceremony_before(&plan(operation, 9))));
    sheets.push(ceremony_before(&plan(OperationKind::New, 3)));

    let mut seen = 0;
    for table in sheets.iter().flat_map(|sheet| &sheet.parts).flat_map(|part| tables(&part.blocks, 174.0)) {
        let (table, width) = table;
        let all: u16 = table.columns.iter().map(|(_, share)| share).sum();
        let is_empty =
            |cell: &Cell| matches!(cell, Cell::Words(text) if text.0.iter().all(|s| s.words.is_empty()));
        if table.rows.iter().flatten().any(is_empty) {
            assert!(table.row_mm >= 9.0, "{:?}", table.columns);
        }
        for (label, share) in table.columns.iter().filter(|(label, _)| label.contains("SIGNATURE")) {
            let wide = width * f32::from(*share) / f32::from(all);
            assert!(wide >= 45.0, "{label}: {wide} mm");
            seen += 1;
        }
    }
    assert!(seen > 8, "{seen}");
}

/// The tables in these blocks and how wide each may be: less within a script.
fn tables<'a>(blocks: &'a [Block], width: f32) -> Vec<(&'a Table, f32)> {
    let of = |block: &'a Block| match block {
        Block::Table(table) => vec![(table, width)],
        Block::Together(blocks) | Block::Heavy(blocks) | Block::Leaf(blocks) => tables(blocks, width),
        Block::Script(script) => script.steps.iter().flat_map(|step| tables(&step.below, 154.8)).collect(),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(of).collect()
}

#[test]
fn a_signature_stays_with_what_it_signs() {
    let sheet = ceremony_before(&plan(OperationKind::New, 3));
    let Some(Block::Together(blocks)) = sheet.parts[0].blocks.last() else {
        panic!("nothing stays together")
    };
    let [.., Block::Section { note, .. }, Block::Table(table)] = blocks.as_slice() else {
        panic!("no table")
    };
    assert!(text(note).contains("steps 1 to 11"));
    assert_eq!(table.rows.len(), 3);
}

#[test]
fn page_3_has_every_value() {
    let context = context(3);
    let mut made = samples::made(&context);
    let row = |x: u8| PackingRow {
        file: format!("share-{x}-of-3.pdf"),
        pages: 3,
        copies: 1,
        to: format!("Keeper {x}"),
    };
    made.packing = (1..=3).map(row).collect();
    made.exceptions = vec!["The date was given by hand.".to_owned()];
    let words = words(&ceremony(&context, &made, samples::square().unwrap()));
    has(
        &words,
        &[
            "CEREMONY SHEET, PAGE 3",
            "SET K7QM-4XTB",
            "KIT FINGERPRINT 4f1c 09ab 77de 2c35 8801 be5d 90aa 17f2",
        ],
    );
    let payload = crate::id::hex_groups(Hash::of(b"payload").bytes());
    has(&words, &[&format!("CREDENTIAL FINGERPRINT {payload}"), &format!("RECORD HASH {}", samples::hash())]);
    has(&words, &["(a square)", "share-1-of-3.pdf", "Keeper 1", "payload.age", "All 3 quorums", "getrandom"]);
    has(
        &words,
        &["none live", "The date was given by hand.", "LEADER", "OPERATOR", "WITNESS", "no. 3, after no. 2"],
    );
    made.files.iter().for_each(|(name, hash)| has(&words, &[name, hash]));
    made.share_fingerprints.iter().for_each(|print| has(&words, &[print]));
    assert!(!words.contains("NOT MADE OFFLINE"));
}

#[test]
fn what_is_not_in_order_is_never_said_to_be() {
    let context = context(3);
    let pair = |check: &str, result: &str| (check.to_owned(), result.to_owned());
    let mut made = samples::made(&context);
    made.machine = vec![
        pair("network interfaces", "none live"),
        pair("swap", "none"),
        pair("virtual machine", "Warning: this is a virtual machine"),
        pair("printer queues", "Not allowed: they keep files"),
    ];
    let words = words(&ceremony(&context, &made, samples::square().unwrap()));
    has(&words, &["In order: swap.", "network interfaces: none live."]);
    has(&words, &["virtual machine: Warning: this is a virtual machine.", "Not allowed: they keep files."]);
}

#[test]
fn page_3_of_a_rotation_follows_a_record_and_its_log() {
    let mut context = context(3);
    context.made_offline = false;
    let mut made = samples::made(&context);
    made.operation = OperationKind::Rotate;
    made.follows = Some(samples::hash());
    let head = Hash::of(b"head");
    made.log = Some(LogHead { entries: 12, head: Some(head) });
    let words = words(&ceremony(&context, &made, samples::square().unwrap()));
    let log = crate::id::hex_groups(&head.bytes()[..8]);
    has(
        &words,
        &["NOT MADE OFFLINE", &format!("FOLLOWS THE RECORD {}", samples::hash()), &log, "(ENTRIES: 12)"],
    );
}

#[test]
fn a_drill_has_nine_steps_and_names_what_stays() {
    let mut context = context(3);
    context.staying = vec![(Generation::FIRST, vec!["Key PIN".to_owned()])];
    let log = LogHead { entries: 12, head: None };
    let sheet = drill(&context, Some(&log));
    let words = words(&sheet);
    has(
        &words,
        &["SHOWS WHERE THE SHARES ARE", "SET K7QM-4XTB", "2 shares still open the kit", "2027-02-19"],
    );
    has(&words, &["9 Credentials no. 1 and 3 lie beside", "with 2 shares and credentials no. 1 and 3"]);
    has(
        &words,
        &["Keeper 3, Safe 3", "opened the kit [ ] did not open it", "I SAW THIS RESULT", "no entry yet"],
    );
    assert!(!words.contains("10 "), "{words}");

    let back = self::words(&drill_with_sign_in(&context, None));
    crate::record::EVIDENCE_FIELDS
        .iter()
        .for_each(|(key, what)| has(&back, &[key, &words!(context.texts, what)]));
    has(&back, &["copy this form while it is empty"]);
}

#[test]
fn destruction_lists_each_piece_and_not_too_early() {
    let context = context(3);
    let mut old = samples::rotated(&context);
    let words = |old: &_| self::words(&destruction(&context, old));
    has(&words(&old), &["NOT BEFORE CREDENTIAL NO. 3 WORKS", "sealkit rotate --confirm", "Keeper 3, Safe 3"]);
    has(
        &words(&old),
        &["sealed copy 1 of 1, no. 2", "Still valid: key PIN", "payload.age 1b4f 0e98 5197 1998"],
    );
    has(&words(&old), &["RECORD HASH OF THE OLD KIT", &samples::hash().to_string(), "I SAW IT DESTROYED"]);

    old.operation = OperationKind::NewIdentity;
    old.shares =
        vec![crate::sheet::OldShare { x: 1, keeper: custodian(1), fingerprint: "4f1c 09ab".to_owned() }];
    has(
        &words(&old),
        &[
            "NOT BEFORE CREDENTIAL NO. 3 WORKS",
            "lies sealed in its place",
            "share 1 of 3, credential no. 2",
            "1: 4f1c 09ab",
        ],
    );
    has(&words(&old), &["takes back nothing that has leaked", "Not renewed"]);

    old.operation = OperationKind::Reshare;
    old.credentials.clear();
    has(
        &words(&old),
        &["NOT BEFORE THE NEW SHARES ARE SEALED", "It revokes nothing", "--new-identity", "shares only"],
    );
    assert!(!words(&old).contains("TRIED BY"));
}

#[test]
fn a_batch_names_each_kit() {
    let context = context(3);
    let sheets = samples::sheets(&Size::usual(Paper::A4)).unwrap();
    let sheet = sheets.iter().find(|sheet| sheet.kind == crate::sheet::SheetKind::Batch).unwrap();
    let words = words(sheet);
    has(
        &words,
        &["Batch of 3 kits", &format!("BATCH HASH {}", samples::hash()), "BATCH BEFORE none", "(a square)"],
    );
    (1..=3).for_each(|x| has(&words, &[&format!("Contoso break-glass 1 {x}")]));
    assert_eq!(context.shares, 3);
}

#[test]
fn no_sheet_has_a_text_without_key_or_value() {
    let context = context(3);
    let mut sheets = samples::sheets(&Size::usual(Paper::A4)).unwrap();
    sheets.extend(OPERATIONS.map(|operation| ceremony_before(&plan(operation, 9))));
    sheets.push(drill_with_sign_in(&context, None));
    let ours = ["ceremony-", "drill-form-", "destruction-", "batch-", "form-", "steps-"];
    for words in sheets.iter().map(words) {
        let words = words.replace("destruction-of", "").replace("drill --", "");
        for line in words.lines() {
            assert!(!ours.iter().any(|prefix| line.starts_with(prefix)) && !line.contains("{ $"), "{line}");
        }
    }
}
