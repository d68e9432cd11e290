//! The sheets of a kit fit their pages, whatever a plan allows.

use super::kit_tests::{clear, context, the_credential, the_share};
use super::*;
use crate::id::Generation;
use crate::pdf;
use crate::plan::{Contact, Custodian};
use crate::secret::SecretText;

/// Where the sheets are written to, for somebody who wants to look at them.
const LOOK: &str = "SEALKIT_LOOK";

/// How large the words of a plan are.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Names {
    Blank,
    Usual,
    /// Many people, accounts and secrets.
    Many,
    /// Usual ones, with the telephone numbers of custodians on packets.
    Reached,
    /// As long as a plan allows.
    Longest,
}

const ALL: [Names; 5] = [Names::Blank, Names::Usual, Names::Many, Names::Reached, Names::Longest];
const PAPERS: [Paper; 2] = [Paper::A4, Paper::Letter];

fn long(count: usize) -> String {
    "Μαρία-Ελευθερία Παπαδοπούλου Nguyễn ".chars().cycle().take(count).collect::<String>().trim().to_owned()
}

fn kit(paper: Paper, names: Names) -> SheetContext {
    let mut kit = SheetContext { paper, staying: Vec::new(), replaces: None, ..context() };
    match names {
        Names::Usual => {}
        Names::Reached => {
            let number = |(i, keeper): (usize, &mut Custodian)| keeper.phone = format!("+49 731 5550 11{i}");
            kit.custodians.iter_mut().enumerate().for_each(number);
        }
        Names::Blank => {
            kit.contacts.clear();
            kit.custodians.clear();
        }
        Names::Many => {
            let person =
                |i| Contact { name: format!("Person {i} of the Team"), phone: format!("+49 731 55 {i}") };
            kit.contacts = (1..=16).map(person).collect();
            kit.accounts = (1..=32).map(|i| format!("break-glass-{i}@contoso.onmicrosoft.com")).collect();
            let secret = |account: &String| SecretInfo { account: account.clone(), ..kit.secrets[0].clone() };
            kit.secrets = kit.accounts.iter().map(secret).collect();
            kit.staying = vec![(Generation::FIRST, vec!["PIN of the security key".to_owned()])];
            kit.replaces = Some(Generation::FIRST);
        }
        Names::Longest => {
            kit.label = long(80);
            kit.accounts = vec!["w".repeat(254)];
            kit.custodians = vec![Custodian { name: long(120), place: long(120), phone: long(120) }; 3];
            kit.contacts = vec![Contact { name: long(120), phone: long(120) }; 16];
            kit.secrets.iter_mut().for_each(|secret| secret.account = "w".repeat(254));
            kit.staying = vec![(Generation::FIRST, vec![long(120); 3])];
        }
    }
    kit
}

/// What a secret may be made of.
fn values(names: Names, bytes: usize) -> [(&'static str, &'static str, SecretText); 2] {
    let characters = match names {
        Names::Longest => "é–€\u{1f600}\u{4f60} ([{|`'\"_",
        _ => "cs5jbLL3PFdb__HwQCiDoE",
    };
    let mut value = String::new();
    for c in characters.chars().cycle() {
        if value.len() + c.len_utf8() > bytes {
            break;
        }
        value.push(c);
    }
    [
        ("Password", "entra", SecretText::new(value)),
        ("PIN of the security key", "fido2-pin", SecretText::new("48151623".to_owned())),
    ]
}

/// Draws a sheet and says how many pages it has.
fn drawn(sheet: &Sheet, from: &str) -> usize {
    let pdf = pdf::render(sheet).unwrap_or_else(|error| panic!("{from}, {}: {error}", sheet.file_name()));
    if let Some(folder) = std::env::var_os(LOOK) {
        let name = format!("{}-{}", from.replace(' ', "-"), sheet.file_name());
        std::fs::write(std::path::Path::new(&folder).join(name), pdf.expose()).unwrap();
    }
    let pages = lopdf::Document::load_mem(pdf.expose()).unwrap().get_pages();
    pages.len()
}

#[test]
fn every_plan_fits_every_sheet() {
    for paper in PAPERS {
        for names in ALL {
            let kit = kit(paper, names);
            let from = format!("{paper:?} {names:?}");
            drawn(&the_share(&kit, 2), &from);
            drawn(&the_credential(&kit, 56), &from);
            drawn(&covers(&kit, &vec!["9fc1 6823 f19e 1557".to_owned(); 3]), &from);

            for bytes in [1, 120, 300, 1024] {
                let (from, values) = (format!("{from} {bytes}"), values(names, bytes));
                drawn(&provisioning(&kit, clear(&values)), &from);
                drawn(&sealed_copy(&kit, clear(&values), 1, 2), &from);
            }
        }
    }
}

/// What a 2-of-3 kit with a password prints: share, packet and card of one page each, the
/// credential on two, the provisioning sheet on one.
#[test]
fn a_usual_kit_has_the_pages_that_it_should() {
    for paper in PAPERS {
        for names in [Names::Usual, Names::Blank] {
            let kit = kit(paper, names);
            let from = format!("usual {paper:?} {names:?}");
            assert_eq!(drawn(&the_share(&kit, 2), &from), 3, "{from}");
            for lines in [32, 48, 56] {
                assert_eq!(
                    drawn(&the_credential(&kit, lines), &format!("{from} {lines}")),
                    2,
                    "{from}: {lines}"
                );
            }

            let values = values(names, 120);
            assert_eq!(drawn(&provisioning(&kit, clear(&values[..1])), &from), 1, "{from}");
            assert_eq!(drawn(&provisioning(&kit, clear(&values)), &format!("{from} 2")), 2, "{from}");
            assert_eq!(drawn(&sealed_copy(&kit, clear(&values[..1]), 1, 2), &from), 2, "{from}");
            assert_eq!(drawn(&covers(&kit, &vec!["9fc1".to_owned(); 3]), &from), 6, "{from}");
        }
    }
}
