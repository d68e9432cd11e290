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

/// The book of these plans.
fn book(plans: &[Plan]) -> PrintedPaper {
    kit::print::book(plans, date!(2026 - 11 - 22), "0.0.0").unwrap().unwrap()
}

fn file<'a>(files: &'a [KitFile], name: &str) -> &'a [u8] {
    files.iter().find(|f| f.name == name).unwrap_or_else(|| panic!("no {name}")).bytes.expose()
}

/// The red card of these plans.
fn red_card(plans: &[Plan]) -> PrintedPaper {
    kit::print::red_card(plans, date!(2026 - 11 - 22), "0.0.0").unwrap().unwrap()
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

/// The same in one line, a page each.
fn pages(pdf: &[u8]) -> Option<Vec<String>> {
    let one = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = words(pdf)?;
    Some(text.trim_end_matches('\u{c}').split('\u{c}').map(one).collect())
}

/// Panics unless these stand in a text one behind the other.
fn in_order(text: &str, parts: &[&str]) {
    let mut at = 0;
    for part in parts {
        let found = text[at..].find(part);
        at += found.unwrap_or_else(|| panic!("{part} is not there, or not in its place")) + part.len();
    }
}

#[test]
fn the_book_vouches_for_its_files() {
    for name in ["entra", "linux-vault"] {
        let book = book(&plans(name));
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
    assert_eq!(record.made().plan, plan.public());

    let basic = plans("basic");
    assert!(kit::print::book(&basic, date!(2026 - 11 - 22), "0.0.0").unwrap().is_none());
}

#[test]
fn numbers_of_custodians_approvers_and_holders_are_printed_and_in_no_record() {
    let plans = plans("entra");
    let numbers = ["+00 000 000101", "+00 000 000111", "+00 000 000121"];
    let Some(card) = pages(file(&red_card(&plans).files, "red-card.pdf")) else { return };
    assert!(numbers.iter().all(|number| card[0].contains(number)));

    let kit = make(plans[0].clone());
    let record = String::from_utf8(file(&kit.files, "record.json").to_vec()).unwrap();
    let plan = plans[0].to_toml().unwrap();
    for number in numbers {
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(number));
        assert!(plan.contains(number), "{number} is in the plan");
        assert!(!record.contains(number) && !record.contains(&hash), "{number} is in the record");
    }
}

/// Packets are seen by whoever empties a safe, so a number is on them only where the plan says so.
#[test]
fn a_packet_has_its_custodians_number_only_where_the_plan_wants_it() {
    let (quiet, number) = (plans("entra").remove(0), "+00 000 000111");
    let wanted = quiet.to_toml().unwrap().replacen("paper =", "phones-on-packets = true\npaper =", 1);
    let wanted = Plan::parse_all(&wanted, &[]).unwrap().remove(0);
    assert!(wanted.phones_on_packets && !quiet.phones_on_packets);
    for (plan, there) in [(quiet, false), (wanted, true)] {
        let kit = make(plan);
        let record = String::from_utf8(file(&kit.files, "record.json").to_vec()).unwrap();
        assert!(!record.contains(number) && !record.contains("phones"), "{record}");
        let Some(share) = pages(file(&kit.files, "share-1-of-3.pdf")) else { return };
        let with: Vec<bool> = share.iter().map(|page| page.contains(number)).collect();
        assert_eq!(with, [false, there, false], "share, packet, custody card");
        let Some(other) = pages(file(&kit.files, "share-2-of-3.pdf")) else { return };
        assert!(!other.iter().any(|page| page.contains(number)));
    }
}

#[test]
fn the_red_card_is_one_page_and_asks_in_the_order_that_lets_somebody_in() {
    let a4 = Plan::template("entra").unwrap();
    for text in [a4.replace("paper = \"a4\"", "paper = \"letter\""), a4] {
        let plans = Plan::parse_all(&text, &[]).unwrap();
        let card = red_card(&plans);
        assert_eq!(card.pages, 1);
        let Some(page) = pages(file(&card.files, "red-card.pdf")) else { return };
        let order = [
            "YOU ARE LOCKED OUT",
            "Can another administrator still sign in",
            "Does it work on another network?",
            "Is Microsoft down for everyone?",
            "Is MFA, a policy or your identity provider",
            "OPEN ONE ENVELOPE",
            "BOTH MUST SAY YES",
            "Never use one for both",
            "You are in",
        ];
        in_order(&page[0], &order);
        assert!(page[0].contains("form on page 2"), "{}", page[0]);
    }
}

#[test]
fn a_tenant_has_one_book_the_red_part_first() {
    let plans = plans("entra");
    let book = book(&plans);
    let Some(pages) = pages(file(&book.files, "book.pdf")) else { return };
    assert!(pages.len() <= 16, "{} pages", pages.len());
    assert_eq!(pages.len(), book.pages);

    let starts = |title: &str| pages.iter().position(|page| page.contains(title)).unwrap() + 1;
    assert_eq!(starts("YOU ARE LOCKED OUT"), 1);
    assert_eq!(starts("Opening an envelope"), 2);
    let build = starts("Build: in this order");
    assert!(build <= 5, "the red part has {} pages", build - 1);
    assert!(pages.len() - (build - 1) <= 10, "the building part has {} pages", pages.len() - build + 1);
    // What the card refers to is where it says.
    let page = format!("Page {}", starts("When it is not the envelope"));
    assert_eq!(pages[0].matches(&page).count(), 2, "{page}");

    let all = pages.join(" ");
    for value in [
        "bg-1@contoso.onmicrosoft.com",
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
        assert!(all.contains(value), "{value}");
    }
}

#[test]
fn no_step_of_building_needs_a_later_one() {
    let plans = plans("entra");
    let Some(pages) = pages(file(&book(&plans).files, "book.pdf")) else { return };
    let build = pages.iter().position(|page| page.contains("Build: in this order")).unwrap();
    let steps = pages[build..build + 2].join(" ");
    let steps = &steps[steps.find("STEP DO").unwrap()..];
    let order = [
        "01-connect.ps1",
        "10-create-accounts.ps1",
        "20-exclusion-group.ps1",
        "30-exclude-from-policies.ps1",
        "Passkey profile",
        "40-register-keys.ps1",
        "45-assign-role.ps1",
        "51-phishing-resistant-policy.ps1",
        "55-sspr.ps1",
        "62-deploy-monitoring.ps1",
        "00-verify.ps1",
        "Drill",
    ];
    in_order(steps, &order);
}

#[test]
fn plans_of_one_tenant_make_one_book_and_must_agree() {
    let text = Plan::template("entra").unwrap();
    let (first, second) = text.split_at(text.find("[[runbook.accounts]]\nname = \"Break-glass 2\"").unwrap());
    let rest = &second[second.find("# Role-assignable").unwrap()..];
    let head = &first[..first.find("# At least two accounts").unwrap()];
    let one = Plan::parse_all(&format!("{first}{rest}"), &[]).unwrap();
    let other = Plan::parse_all(&format!("{head}{second}"), &[]).unwrap();
    let both = [one.clone(), other.clone()].concat();
    let whole = book(&plans("entra"));
    let same = file(&book(&both).files, "book.pdf") == file(&whole.files, "book.pdf");
    assert!(same, "two files of one tenant give the book that one file gives");

    let differs = format!("{head}{second}").replace("name = \"law-security\"", "name = \"law-other\"");
    let both = [one, Plan::parse_all(&differs, &[]).unwrap()].concat();
    let error = kit::print::book(&both, date!(2026 - 11 - 22), "0.0.0").err().unwrap();
    assert!(matches!(error, KitError::BookDiffers(key) if key == "workspace"));
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
    let error = kit::print::book(&[read], date!(2026 - 11 - 22), "0.0.0").err().unwrap();
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
    let book = book(&plans);
    assert!(book.pages > 20 && file(&book.files, "book.pdf").len() > 50_000);
}

#[test]
fn names_in_greek_and_cyrillic_stand_in_commands_too() {
    let text =
        Plan::template("entra").unwrap().replace("name = \"Break-glass 1\"", "name = \"Λογαριασμός Київ\"");
    let book = book(&Plan::parse_all(&text, &[]).unwrap());
    let script = String::from_utf8(file(&book.files, "runbook/10-create-accounts.ps1").to_vec()).unwrap();
    assert!(script.starts_with('\u{feff}'), "Windows PowerShell reads it as UTF-8");
    assert!(script.contains("= 'Λογαριασμός Київ'"));
    let Some(text) = words(file(&book.files, "book.pdf")) else { return };
    assert!(text.contains("Λογαριασμός Київ"));
}
