//! How many pages the sheets of a ceremony have, and that every plan fits them.

use super::*;
use crate::pdf;
use crate::sheet::SheetKind;

/// How many pages each part of a sheet has.
fn pages(sheet: &Sheet) -> usize {
    let pdf = pdf::render(sheet).unwrap_or_else(|error| panic!("{}: {error}", sheet.file_name()));
    lopdf::Document::load_mem(pdf.expose()).unwrap().get_pages().len()
}

/// A 2-of-3 kit with usual names: two pages before, one after, a drill and a destruction on one.
#[test]
fn a_usual_ceremony_has_the_pages_that_it_should() {
    for release in [None, Some(release())] {
        for operation in [OperationKind::New, OperationKind::Rotate] {
            let plan = CeremonyPlan { release: release.clone(), ..plan(operation, 3) };
            assert_eq!(pages(&ceremony_before(&plan)), 2, "{operation:?}");

            let letter = CeremonyPlan { paper: Paper::Letter, ..plan };
            assert_eq!(pages(&ceremony_before(&letter)), 3, "{operation:?}, Letter");
        }
    }

    let context = context(3);
    let mut made = samples::made(&context);
    made.packing = (1..=5).map(packed).collect();
    assert_eq!(pages(&ceremony(&context, &made, samples::square().unwrap())), 1);
    assert_eq!(pages(&drill(&context, None)), 1);
    assert_eq!(pages(&drill(&context, Some(&LogHead { entries: 12, head: Some(Hash::of(b"head")) }))), 1);
    assert_eq!(pages(&drill_with_sign_in(&context, None)), 2);
    assert_eq!(pages(&destruction(&context, &samples::rotated(&context))), 1);
}

/// Where custodians of the old set come too, a list is the third page.
#[test]
fn a_form_stays_two_pages_beside_a_list() {
    for paper in [Paper::A4, Paper::Letter] {
        for operation in OPERATIONS {
            for shares in [4, 7] {
                let plan = CeremonyPlan { paper, release: Some(release()), ..plan(operation, shares) };
                let mut form = ceremony_before(&plan);
                form.parts.truncate(1);
                assert_eq!(pages(&form), 2, "{paper:?} {operation:?} {shares}");
            }
        }
    }
}

fn packed(x: usize) -> PackingRow {
    PackingRow { file: format!("share-{x}-of-3.pdf"), pages: 3, copies: 1, to: format!("Keeper {x}") }
}

fn long(count: usize) -> String {
    "Μαρία-Ελευθερία Παπαδοπούλου Nguyễn ".chars().cycle().take(count).collect::<String>().trim().to_owned()
}

#[test]
fn every_plan_fits_every_sheet_of_a_ceremony() {
    for paper in [Paper::A4, Paper::Letter] {
        for shares in [2, 32] {
            let custodians = vec![
                Custodian { name: long(120), place: long(120), phone: String::new() };
                usize::from(shares)
            ];
            let kit = SheetContext {
                paper,
                label: long(80),
                accounts: vec!["w".repeat(254); 9],
                custodians: custodians.clone(),
                staying: vec![(Generation::FIRST, vec![long(120); 3])],
                made_offline: false,
                date_given: true,
                ..context(shares)
            };
            for operation in OPERATIONS {
                let mut facts = plan(operation, shares).facts;
                facts.sealed_copies = 32;
                let (label, accounts) = (kit.label.clone(), kit.accounts.clone());
                let plan = CeremonyPlan {
                    paper,
                    label,
                    accounts,
                    custodians: custodians.clone(),
                    secrets: vec![long(120); 32],
                    facts,
                    ..plan(operation, shares)
                };
                pages(&ceremony_before(&plan));
            }

            let mut made = samples::made(&kit);
            made.packing = (1..=40).map(packed).collect();
            made.exceptions = vec![long(300); 8];
            made.machine =
                (1..=20).map(|i| (format!("check {i}"), format!("Warning: {}", long(90)))).collect();
            pages(&ceremony(&kit, &made, samples::square().unwrap()));
            pages(&drill_with_sign_in(&kit, Some(&LogHead { entries: 999, head: None })));
            let sheets = samples::sheets(&Size { paper, ..Size::huge(paper) }).unwrap();
            sheets.iter().filter(|sheet| sheet.kind == SheetKind::Batch).for_each(|sheet| {
                pages(sheet);
            });
            for operation in [OperationKind::Rotate, OperationKind::Reshare, OperationKind::NewIdentity] {
                let mut old = samples::rotated(&kit);
                old.operation = operation;
                old.still_valid = vec![long(120); 4];
                old.shares = (1..=shares)
                    .map(|x| crate::sheet::OldShare {
                        x,
                        keeper: kit.custodian(x),
                        fingerprint: "4f1c 09ab 77de 2c35".to_owned(),
                    })
                    .collect();
                pages(&destruction(&kit, &old));
            }
        }
    }
}
