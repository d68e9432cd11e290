//! Bad input at the command line: each kind ends in its own sentence and exit
//! status, none in a panic, none in a wrong secret.

use crate::fixtures::{Codes, codes, forged, secret, split};
use crate::process;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Files by name, the command's inputs in order.
struct Case<'a> {
    name: &'a str,
    files: Vec<Vec<u8>>,
    status: i32,
    sentence: &'a str,
}

fn case<'a>(name: &'a str, files: Vec<Vec<u8>>, status: i32, sentence: &'a str) -> Case<'a> {
    Case { name, files, status, sentence }
}

/// Runs `recover --output -` and gives status, standard output and standard error.
fn recover(dir: &Path, files: &[Vec<u8>]) -> (i32, String, String) {
    let mut command = process::sealkit();
    command.current_dir(dir).arg("recover").args(["--output", "-"]);
    for (i, bytes) in files.iter().enumerate() {
        let name = format!("input-{i}");
        std::fs::write(dir.join(&name), bytes).unwrap();
        command.arg(name);
    }
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn check(cases: Vec<Case<'_>>, right: &str) {
    let dir = tempfile::tempdir().unwrap();
    for case in cases {
        let (status, out, err) = recover(dir.path(), &case.files);
        assert_eq!(status, case.status, "{}: {err}", case.name);
        assert!(err.contains(case.sentence), "{}: {err}", case.name);
        assert!(!err.contains("fault of its own"), "{}: {err}", case.name);
        if status == 0 {
            assert!(out.contains(right), "{}: {out}", case.name);
        } else {
            assert!(out.is_empty(), "{}: {out}", case.name);
            assert!(err.contains("hint: "), "{}: {err}", case.name);
        }
    }
}

fn kit() -> Codes {
    codes(40, 2, 3)
}

fn with<'a>(kit: &'a Codes) -> impl Fn(&str) -> Vec<Vec<u8>> + 'a {
    |first| [first.to_owned(), kit.qr(2), kit.qr_credential()].map(String::into_bytes).to_vec()
}

/// A share whose bytes are changed behind a check that matches.
fn contradictory(kit: &Codes, at: usize, byte: u8) -> String {
    let mut bytes = kit.shares[0].to_bytes();
    bytes[at] = byte;
    let check = Sha256::new().chain_update("sealkit/1/share").chain_update(&bytes[..41]).finalize();
    bytes[41..].copy_from_slice(&check[..4]);
    format!("SK1:S:{}", sealkit::lines::encode(bytes.as_slice()).expose())
}

#[test]
fn texts_that_are_no_shares() {
    let kit = kit();
    let with = with(&kit);
    let qr = kit.qr(1);
    let typed = kit.typed(1);
    let place = typed.find("3. ").unwrap() + 5;
    let wrong = if &typed[place..=place] == "A" { "Q" } else { "A" };
    let slip = format!("{}{wrong}{}", &typed[..place], &typed[place + 1..]);
    let no_line = typed.lines().filter(|l| !l.starts_with("2.")).collect::<Vec<_>>().join("\n");
    let mixed: String =
        typed.lines().take(3).chain(kit.typed(3).lines().skip(3)).map(|l| format!("{l}\n")).collect();
    let binary: Vec<Vec<u8>> = vec![(0..=255).rev().collect(), kit.qr(2).into(), kit.qr_credential().into()];
    let cases = vec![
        case("empty", with(""), 3, "it is empty"),
        case("binary", binary, 3, "neither text nor a sheet"),
        case("prose", with("Dear Sir,\n1. Please call me.\n"), 3, "there is no code in it"),
        case("wrong version", with(&qr.replace("SK1", "SK2")), 3, "version SK2"),
        case("cut short", with(&qr[..50]), 3, "cut short or misread"),
        case("foreign alphabet", with(&format!("{}9", &qr[..77])), 3, "cut short or misread"),
        case(
            "misread",
            with(&qr.replacen(&qr[20..21], if &qr[20..21] == "A" { "B" } else { "A" }, 1)),
            3,
            "wrong character",
        ),
        case("a slip in a line", with(&slip), 3, "character 3 of group 1 is"),
        case(
            "a foreign character in a line",
            with(&typed.replacen(&typed[place..=place], "!", 1)),
            3,
            "line",
        ),
        case("a line left out", with(&no_line), 3, "lines of the share are missing: 2"),
        case("lines of two sheets", with(&mixed), 3, "do not belong together"),
        case("x = 0", with(&contradictory(&kit, 8, 0)), 3, "contradicts itself"),
        case("x beyond n", with(&contradictory(&kit, 8, 4)), 3, "contradicts itself"),
        case("k = 1", with(&contradictory(&kit, 6, 1)), 3, "contradicts itself"),
        case("a picture", vec![b"\x89PNG\r\n\x1a\n0000".to_vec()], 3, "picture"),
        case("a broken PDF", vec![b"%PDF-1.7\nnothing".to_vec()], 3, "PDF"),
        case("a record", vec![b"{\"sealkit-record\": 1}".to_vec()], 2, "record"),
        case("escape sequences", with("\x1b]0;owned\x07 SK2:S:AAAA"), 3, "no code in it"),
    ];
    check(cases, &secret(40, 1));
}

#[test]
fn shares_that_do_not_fit() {
    let kit = kit();
    let (other, later) = (codes(41, 2, 3), split(40, 2, 3, 2, 1));
    let bad = forged(&kit.shares[0]).qr_text().expose().to_owned();
    let all = |texts: &[&str]| texts.iter().map(|t| t.as_bytes().to_vec()).collect::<Vec<_>>();
    let credential = kit.qr_credential();
    let cases = vec![
        case("one share", all(&[&kit.qr(1), &credential]), 4, "1 of the 2 shares needed"),
        case("no share", all(&[&credential]), 4, "no share was entered"),
        case(
            "the same share twice",
            all(&[&kit.qr(1), &kit.qr(1), &credential]),
            4,
            "share 1 is there already",
        ),
        case("shares of two kits", all(&[&kit.qr(1), &other.qr(2), &credential]), 3, "another kit"),
        case(
            "shares of two splits",
            all(&[&kit.qr(1), &later.qr(2), &credential]),
            3,
            "a newer split of the same kit",
        ),
        case("exactly k, one forged", all(&[&bad, &kit.qr(2), &credential]), 3, "nothing tells which"),
        case(
            "k + 1, one forged",
            all(&[&bad, &kit.qr(2), &kit.qr(3), &credential]),
            0,
            "share 1 does not belong",
        ),
        case(
            "two with one number",
            all(&[&bad, &kit.qr(1), &kit.qr(3), &credential]),
            0,
            "one of the two is forged",
        ),
        case("no credential", all(&[&kit.qr(1), &kit.qr(2)]), 2, "no credential to open"),
    ];
    check(cases, &secret(40, 1));
}

#[test]
fn credentials_that_do_not_fit() {
    let kit = kit();
    let other = codes(41, 2, 3);
    let age = kit.credential.age_file().to_vec();
    let flipped = |at: usize| {
        let mut bytes = age.clone();
        bytes[at] ^= 4;
        bytes
    };
    let with = |credential: Vec<u8>| vec![kit.qr(1).into_bytes(), kit.qr(2).into_bytes(), credential];
    let parts = kit.credential.qr_texts();
    let lines = kit.typed_credential();
    let cut: String = lines.lines().take(9).map(|l| format!("{l}\n")).collect();
    let misread = parts.join("\n").replacen(&parts[0][40..44], "AAAA", 1);
    let cases = vec![
        case("payload cut", with(age[..age.len() - 9].to_vec()), 3, "cut short or changed"),
        case("payload cut in its header", with(age[..60].to_vec()), 3, "cut short or changed"),
        case("a bit in the header", with(flipped(70)), 3, "age file"),
        case("a bit in the body", with(flipped(age.len() - 5)), 3, "cut short or changed"),
        case("payload of another kit", with(other.credential.age_file().to_vec()), 3, "another key"),
        case(
            "credential of another kit",
            with(other.qr_credential().into_bytes()),
            3,
            "the credential is sealed to key",
        ),
        case("a part is missing", with(parts[0].clone().into_bytes()), 3, "part 2 is missing"),
        case("lines are missing", with(cut.into_bytes()), 3, "lines of the credential are missing: 9-"),
        case("a part misread", with(misread.into_bytes()), 3, "do not belong together, or one was misread"),
    ];
    check(cases, &secret(40, 1));
}

#[test]
fn loose_typing_is_understood() {
    let kit = kit();
    let loosely = |text: String| {
        let head = text.find('\n').unwrap();
        let body = text[head..].replace('O', "0").replace('I', "1").to_lowercase().replace(' ', " - ");
        format!("sk1 s{body}")
    };
    let files = vec![
        loosely(kit.typed(1)).into_bytes(),
        kit.qr(3).to_lowercase().into_bytes(),
        kit.typed_credential().into_bytes(),
    ];
    let bees = kit.typed(2).replace('B', "8").replace("SK1 S", "  SK1  S  ").replace('\n', "\r\n");
    let other =
        vec![bees.into_bytes(), kit.qr(3).replace(':', "?").into_bytes(), kit.qr_credential().into_bytes()];
    check(
        vec![
            case("lower case and dashes", files, 0, "enough shares"),
            case("B as 8", other, 0, "enough shares"),
        ],
        &secret(40, 1),
    );
}

/// Shares and parts of made-up kits, all with good checks.
fn many(kit: &Codes, count: u32) -> Vec<u8> {
    let mut text = String::new();
    let part = kit.credential.qr_texts().remove(0);
    for number in 0..count {
        let mut bytes = kit.shares[0].to_bytes();
        bytes[..4].copy_from_slice(&number.to_be_bytes());
        let check = Sha256::new().chain_update("sealkit/1/share").chain_update(&bytes[..41]).finalize();
        bytes[41..].copy_from_slice(&check[..4]);
        text += &format!("SK1:S:{}\n", sealkit::lines::encode(bytes.as_slice()).expose());
        let data = sealkit::lines::encode(&number.to_be_bytes());
        text += &format!("{}{}\n", &part[..part.len() - 7], data.expose());
    }
    text.into_bytes()
}

#[test]
fn a_file_with_thousands_of_codes_ends_soon() {
    // Each is held against the others: without a bound these would take days.
    let kit = kit();
    let good = || vec![kit.qr(1).into_bytes(), kit.qr(2).into_bytes(), kit.qr_credential().into_bytes()];
    let before = [vec![many(&kit, 10_000)], good()].concat();
    let after = [good(), vec![many(&kit, 10_000)]].concat();
    let cases = vec![
        case("thousands first", before, 3, "more codes than any kit has"),
        case("thousands last", after, 0, "more codes than any kit has"),
    ];
    check(cases, &secret(40, 1));
}

#[test]
fn a_hundred_megabytes_are_refused_unread() {
    let dir = tempfile::tempdir().unwrap();
    let file = std::fs::File::create(dir.path().join("large")).unwrap();
    file.set_len(100 << 20).unwrap();
    let output = process::sealkit().current_dir(dir.path()).args(["recover", "large"]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("large") && err.contains("16 MiB"), "{err}");
}
