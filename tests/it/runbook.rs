//! Books: printed from a plan with its values, and vouching for the files beside them.

use crate::fixtures;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use sealkit::kit::{self, Kit, KitError, KitFile, Machine, Operation, PrintedPaper, Request};
use sealkit::plan::Plan;
use sealkit::record::Record;
use sha2::{Digest, Sha256};
use time::macros::date;

fn request(plan: Plan) -> Request {
    Request {
        plan,
        imports: Vec::new(),
        date: date!(2026 - 11 - 22),
        date_given: false,
        provisioning: true,
        sealed_copies: None,
        machine: Machine {
            made_offline: true,
            checks: Vec::new(),
            tool_version: "0.0.0".to_owned(),
            tool_sha256: None,
            entropy_sources: vec!["a seed, in a test".to_owned()],
        },
    }
}

fn make(plan: Plan) -> Kit {
    fixtures::make(&request(plan), Operation::New, &mut ChaCha20Rng::from_seed([3; 32])).unwrap()
}

fn plans(name: &str) -> Vec<Plan> {
    Plan::parse_all(&Plan::template(name).unwrap(), &[]).unwrap()
}

/// The book of a plan.
fn book(plan: &Plan) -> PrintedPaper {
    kit::print::book(plan, date!(2026 - 11 - 22), "0.0.0").unwrap().unwrap()
}

fn file<'a>(files: &'a [KitFile], name: &str) -> &'a [u8] {
    files.iter().find(|f| f.name == name).unwrap_or_else(|| panic!("no {name}")).bytes.expose()
}

/// What poppler reads from a sheet.
fn words(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.pdf");
    std::fs::write(&path, pdf).unwrap();
    let output = crate::external::program("pdftotext")?.arg("-layout").arg(&path).arg("-").output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_book_vouches_for_its_files() {
    for name in ["entra", "linux-vault"] {
        let book = book(&plans(name).swap_remove(0));
        let Some(printed) = words(file(&book.files, "book.pdf")) else { return };
        let printed: String = printed.split_whitespace().collect();
        let files: Vec<_> = book.files.iter().filter(|f| f.name.starts_with("runbook/")).collect();
        assert!(files.len() >= 6);
        for file in files {
            let hash: String = data_encoding::HEXLOWER.encode(&Sha256::digest(file.bytes.expose()));
            // A hash is broken over several lines of its cell, other cells may stand between.
            assert!(printed.contains(&hash[..16]), "{}: {hash}", file.name);
        }
    }
}

#[test]
fn a_kit_has_no_book_in_it_and_a_plan_without_a_template_none() {
    let plan = plans("entra").swap_remove(0);
    let kit = make(plan.clone());
    assert!(kit.files.iter().all(|f| f.name != "book.pdf" && !f.name.starts_with("runbook/")));
    let record = Record::parse(std::str::from_utf8(file(&kit.files, "record.json")).unwrap()).unwrap();
    assert_eq!(record.made().plan, plan);

    let basic = plans("basic").swap_remove(0);
    assert!(kit::print::book(&basic, date!(2026 - 11 - 22), "0.0.0").unwrap().is_none());
}

#[test]
fn every_part_of_the_runbook_is_printed_with_the_values_of_the_plan() {
    let book = book(&plans("entra").swap_remove(1));
    let Some(text) = words(file(&book.files, "book.pdf")) else { return };
    let printed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = [
        "PASSWORD ALONE DOES NOT OPEN",
        "2. Create the account",
        "3. Assign the role",
        "4. Register the security keys",
        "5. Exclusion group",
        "6. Conditional Access",
        "7. Self-service password reset",
        "8. Logs to the workspace",
        "9. Alerts",
        "10. Test of the alert",
        "Setting the password",
        "Drill",
        "Opening an envelope",
        "After use",
        "Incident",
        "Decision tree",
        "Microsoft is down",
        "Identity provider is down",
        "One kit per control plane",
        "Maturity",
        "Anti-patterns",
        "Files",
    ];
    let mut at = 0;
    for part in parts {
        let found = printed[at..].find(part);
        at += found.unwrap_or_else(|| panic!("{part} is not there, or not in its place"));
    }
    for value in [
        "bg-2@contoso.onmicrosoft.com",
        "2f6d3a10-8c41-4b7e-9a55",
        "CA-Exclude-BreakGlass",
        "law-security",
        "10000002",
        "H. Example",
        "CA003 Block untrusted locations",
        "D. Example, Safe 4, plant",
        "duty@soc.example",
        "2026-11-22",
    ] {
        assert!(printed.contains(value), "{value}");
    }
}

#[test]
fn the_sheets_say_that_a_password_alone_opens_no_portal() {
    let kit = make(plans("entra").swap_remove(0));
    for name in ["provisioning.pdf", "credential.pdf"] {
        let Some(text) = words(file(&kit.files, name)) else { return };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("The password alone opens no Microsoft admin portal"), "{name}");
        assert!(text.contains("The person who holds the key must not hold a share of this kit"), "{name}");
    }
}

#[test]
fn a_plan_out_of_a_record_has_no_book_without_its_template() {
    let plan = plans("entra").swap_remove(0);
    let read: Plan = serde_json::from_str(&serde_json::to_string(&plan).unwrap()).unwrap();
    let error = kit::print::book(&read, date!(2026 - 11 - 22), "0.0.0").err().unwrap();
    assert!(matches!(error, KitError::NoTemplate(name) if name == "entra"));
}

#[test]
fn the_largest_plan_still_gives_a_runbook() {
    let mut text = Plan::template("entra").unwrap();
    let long = "Name ".repeat(23);
    for i in 3..=8 {
        text.push_str(&format!(
            "\n[[runbook.accounts]]\nname = \"Break-glass {i}\"\nupn = \"bg-{i}@contoso.onmicrosoft.com\"\n"
        ));
        for k in 1..=6 {
            text.push_str(&format!(
                "[[runbook.accounts.keys]]\nserial = \"{i}{k}\"\nholder = \"{long}\"\nplace = \"{long}\"\n"
            ));
        }
    }
    for i in 0..60 {
        text.push_str(&format!("[[runbook.policies]]\nname = \"CA{i} {long}\"\nreason = \"{long}{long}\"\n"));
    }
    let plans = Plan::parse_all(&text, &[]).unwrap();
    assert_eq!(plans.len(), 8);
    let book = book(&plans[7]);
    assert!(book.pages > 20 && file(&book.files, "book.pdf").len() > 50_000);
}

#[test]
fn names_in_greek_and_cyrillic_stand_in_commands_too() {
    let text =
        Plan::template("entra").unwrap().replace("name = \"Break-glass 1\"", "name = \"Λογαριασμός Київ\"");
    let book = book(&Plan::parse_all(&text, &[]).unwrap()[0]);
    let script = String::from_utf8_lossy(file(&book.files, "runbook/10-create-account.ps1")).into_owned();
    assert!(script.contains("displayName       = 'Λογαριασμός Київ'"));
    let Some(text) = words(file(&book.files, "book.pdf")) else { return };
    assert!(text.contains("'Λογαριασμός Київ'"));
}
