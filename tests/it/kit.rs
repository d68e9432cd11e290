//! Whole kits, made and opened again from their own files.

use crate::fixtures;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use sealkit::kit::{Imported, Kit, KitError, Machine, Operation, Request};
use sealkit::plan::Plan;
use sealkit::record::Record;
use sealkit::recovery::{Combinations, CombineError, Expected, OpenError, Recovery, VouchedBy};
use sealkit::scan;
use sealkit::secret::SecretText;
use time::macros::date;

const PLAN: &str = r#"
sealkit-plan = 1
label = "Contoso break-glass 1"
[quorum]
threshold = K
shares = N
[[secrets]]
name = "password"
account = "bg1@contoso.onmicrosoft.com"
profile = "entra"
"#;

fn request(plan: &str) -> Request {
    Request {
        plan: Plan::parse(plan).unwrap(),
        imports: Vec::new(),
        date: date!(2026 - 11 - 21),
        date_given: false,
        provisioning: true,
        sealed_copies: None,
        machine: Machine {
            made_offline: true,
            checks: vec![("network interfaces".to_owned(), "none live".to_owned())],
            tool_version: "0.0.0".to_owned(),
            tool_sha256: Some([7; 32]),
            entropy_sources: vec!["a seed, in a test".to_owned()],
        },
    }
}

fn plan(k: u8, n: u8) -> String {
    PLAN.replace('K', &k.to_string()).replace('N', &n.to_string())
}

fn make(request: &Request, seed: u8) -> Kit {
    fixtures::make(request, Operation::New, &mut ChaCha20Rng::from_seed([seed; 32])).unwrap()
}

fn file<'a>(kit: &'a Kit, name: &str) -> &'a [u8] {
    kit.files.iter().find(|f| f.name == name).unwrap_or_else(|| panic!("no {name}")).bytes.expose()
}

fn record(kit: &Kit) -> Record {
    Record::parse(std::str::from_utf8(file(kit, "record.json")).unwrap()).unwrap()
}

/// What is drawn on a sheet, as a text of codes.
fn codes(kit: &Kit, name: &str) -> String {
    let found = scan::pdf(file(kit, name)).unwrap();
    found.iter().map(|f| format!("{}\n", f.text.expose())).collect()
}

fn with_shares(kit: &Kit, numbers: &[usize]) -> Recovery {
    let n = kit.summary.quorum.shares();
    let mut recovery = Recovery::new(Some(Expected::from_record(&record(kit))));
    for x in numbers {
        recovery.add_text(&codes(kit, &format!("share-{x}-of-{n}.pdf")));
    }
    recovery.add_text(&codes(kit, "credential.pdf"));
    recovery
}

/// The secret as the provisioning sheet's code has it.
fn provisioned(kit: &Kit) -> String {
    codes(kit, "provisioning.pdf").trim_end_matches('\n').to_owned()
}

#[test]
fn every_quorum_of_all_kits_up_to_5_of_5_and_of_some_with_8_opens_from_the_sheets() {
    let all = (2..=5u8).flat_map(|n| (2..=n).map(move |k| (k, n)));
    for (k, n) in all.chain([(2, 8), (5, 8), (8, 8)]) {
        let kit = make(&request(&plan(k, n)), k * 16 + n);
        let quorums = Combinations::new(n.into(), k.into()).count() as u64;
        assert_eq!((kit.summary.rehearsal.quorums, kit.summary.rehearsal.tried), (quorums, quorums));
        let last: Vec<usize> = (usize::from(n - k) + 1..=usize::from(n)).collect();
        let opened = with_shares(&kit, &last).open().unwrap();
        assert_eq!(opened.vouched_by, VouchedBy::Record);
        assert_eq!(opened.credential.secrets[0].value.expose(), provisioned(&kit), "{k} of {n}");
    }
}

#[test]
fn all_ten_quorums_of_3_of_5_open_and_no_pair_does() {
    let kit = make(&request(&plan(3, 5)), 1);
    let numbers = |chosen: Vec<usize>| chosen.iter().map(|i| i + 1).collect::<Vec<_>>();
    let quorums: Vec<_> = Combinations::new(5, 3).map(numbers).collect();
    assert_eq!(quorums.len(), 10);
    for quorum in quorums {
        let opened = with_shares(&kit, &quorum).open().unwrap();
        assert_eq!(opened.credential.secrets[0].value.expose(), provisioned(&kit));
    }
    for pair in Combinations::new(5, 2).map(numbers) {
        let too_few = OpenError::Quorum(CombineError::TooFew { have: 2, needed: 3 });
        assert_eq!(with_shares(&kit, &pair).open().err(), Some(too_few));
    }
}

#[test]
fn the_largest_split_is_rehearsed_by_a_sample() {
    let kit = make(&request(&plan(16, 32)), 2);
    assert_eq!((kit.summary.rehearsal.quorums, kit.summary.rehearsal.tried), (601_080_390, 1000));
    assert!(!record(&kit).made().rehearsal.exhaustive);
    let opened = with_shares(&kit, &(17..=32).collect::<Vec<_>>()).open().unwrap();
    assert_eq!(opened.credential.secrets[0].value.expose(), provisioned(&kit));
}

#[test]
fn sealed_copies_show_the_secret_are_counted_and_leave_no_hash() {
    let mut request = request(&plan(2, 3));
    request.sealed_copies = Some(2);
    let kit = make(&request, 9);
    let record = record(&kit);
    assert_eq!(record.made().sealed_copies, Some(2));
    for name in ["sealed-copy-1-of-2.pdf", "sealed-copy-2-of-2.pdf"] {
        assert_eq!(codes(&kit, name).trim_end_matches('\n'), provisioned(&kit));
        assert!(!record.made().hashes.sheets.contains_key(name));
    }
    request.sealed_copies = Some(33);
    let refused = fixtures::make(&request, Operation::New, &mut ChaCha20Rng::from_seed([9; 32])).err();
    assert!(matches!(refused, Some(KitError::Copies(33))));
}

#[test]
fn the_folder_holds_what_the_design_says() {
    let mut request = request(&plan(2, 3));
    let kit = make(&request, 3);
    let names: std::collections::BTreeSet<&str> = kit.files.iter().map(|f| f.name.as_str()).collect();
    let expected = [
        "ceremony.pdf",
        "credential.pdf",
        "payload.age",
        "provisioning.pdf",
        "record.json",
        "recover.py",
        "share-1-of-3.pdf",
        "share-2-of-3.pdf",
        "share-3-of-3.pdf",
    ];
    assert_eq!(names.into_iter().collect::<Vec<_>>(), expected);
    request.provisioning = false;
    assert!(make(&request, 3).files.iter().all(|f| f.name != "provisioning.pdf"));
}

#[test]
fn the_record_names_every_file_without_a_clear_value_and_no_other() {
    use sealkit::record::Hash;
    let kit = make(&request(&plan(2, 3)), 4);
    let record = record(&kit);
    let hashes = &record.made().hashes;
    let names: Vec<&str> = hashes.sheets.keys().map(String::as_str).collect();
    let sheets = ["credential.pdf", "recover.py", "share-1-of-3.pdf", "share-2-of-3.pdf", "share-3-of-3.pdf"];
    assert_eq!(names, sheets);
    for (name, hash) in &hashes.sheets {
        assert_eq!(*hash, Hash::of(file(&kit, name)), "{name}");
    }
    assert_eq!(hashes.payload, Hash::of(file(&kit, "payload.age")));
    assert_eq!(record.made_hash(), kit.summary.record_hash);
    assert_eq!(record.made().set_id, kit.summary.set_id);
    assert!(record.made().made_offline);
}

#[test]
fn nothing_public_holds_a_share_a_secret_or_the_identity() {
    let kit = make(&request(&plan(2, 3)), 5);
    let opened = with_shares(&kit, &[1, 2]).open().unwrap();
    let identity = sealkit::seal::identity_text(&opened.identity).unwrap();
    let value = opened.credential.secrets[0].value.expose();
    let share = codes(&kit, "share-2-of-3.pdf");
    // Groups as the sheets print them, so that no line break hides a finding.
    let needles = [&value[..20], &share[26..46], &identity.expose()[16..36]];
    let absent = |text: &str, name: &str| {
        let packed: String = text.split_whitespace().collect();
        for needle in needles {
            assert!(!packed.contains(needle), "{name}");
        }
    };
    absent(std::str::from_utf8(file(&kit, "record.json")).unwrap(), "record.json");
    let Some(mut shown) = page_text(file(&kit, "provisioning.pdf")) else { return };
    for name in ["credential.pdf", "ceremony.pdf"] {
        absent(&page_text(file(&kit, name)).unwrap(), name);
    }
    shown.retain(|c| !c.is_whitespace());
    assert!(shown.contains(&value[..20]), "the search itself works");
}

/// The words of a PDF, read by a program that is not ours.
fn page_text(pdf: &[u8]) -> Option<String> {
    let mut pdftotext = crate::external::program("pdftotext")?;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("sheet.pdf");
    std::fs::write(&path, pdf).unwrap();
    let output = pdftotext.arg("-raw").arg(&path).arg("-").output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn imported_secrets_are_sealed_to_the_byte_and_judged() {
    let text = plan(2, 2)
        + "[[secrets]]\nname = \"pfx\"\naccount = \"bg1\"\nprofile = \"linux-crypt\"\nsource = \"import\"\n";
    let mut request = request(&text);
    let rng = &mut ChaCha20Rng::from_seed([6; 32]);
    assert!(
        matches!(fixtures::make(&request, Operation::New, rng), Err(KitError::NoValue(name)) if name == "pfx")
    );
    request
        .imports
        .push(Imported { name: "pfx".to_owned(), value: SecretText::new(" pass: word\u{e9} \n".to_owned()) });
    let kit = make(&request, 6);
    let opened = with_shares(&kit, &[1, 2]).open().unwrap();
    assert_eq!(opened.credential.secrets[1].value.expose(), " pass: word\u{e9} ");
    let notes = kit.summary.secrets[1].notes.join("\n");
    assert!(notes.contains("zxcvbn: score") && notes.contains("line end"), "{notes}");
    assert_eq!(kit.summary.secrets[1].entropy_bits, None);
    request.imports[0].value = SecretText::new("two\nlines".to_owned());
    assert!(matches!(fixtures::make(&request, Operation::New, rng), Err(KitError::Import { .. })));
}

#[test]
fn names_that_no_sheet_can_print_are_refused_before_anything_is_made() {
    let text = plan(2, 2).replace("Contoso break-glass 1", "\u{6f22}");
    let error = fixtures::make(&request(&text), Operation::New, &mut ChaCha20Rng::from_seed([7; 32])).err();
    assert!(matches!(error, Some(KitError::Unprintable { what: "plan-label", character: '\u{6f22}' })));
}

#[test]
fn more_than_a_credential_sheet_holds_is_refused() {
    let secret = |i: u8| {
        format!(
            "[[secrets]]\nname = \"s{i}\"\naccount = \"a\"\nprofile = \"linux-crypt\"\nsource = \"import\"\n"
        )
    };
    let text = plan(2, 2) + &(0..31).map(secret).collect::<String>();
    let mut request = request(&text);
    request.imports = (0..31)
        .map(|i| Imported { name: format!("s{i}"), value: SecretText::new("x".repeat(500)) })
        .collect();
    let error = fixtures::make(&request, Operation::New, &mut ChaCha20Rng::from_seed([8; 32])).err();
    assert!(matches!(error, Some(KitError::TooMuch(_))), "{error:?}");
}
