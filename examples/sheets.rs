//! Writes every sheet with made-up codes into a folder, to be looked at:
//! `cargo run --example sheets -- FOLDER [a4|letter] [long]`.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use sealkit::lines::CheckedLine;
use sealkit::plan::{Contact, Custodian, Paper};
use sealkit::qr::{Level, alphanumeric, text};
use sealkit::secret::SecretText;
use sealkit::sheet::*;
use time::macros::date;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().ok_or("which folder?")?;
    let paper = if arguments.iter().any(|a| a == "letter") { Paper::Letter } else { Paper::A4 };
    let facts = facts(paper, arguments.iter().any(|a| a == "long"));
    std::fs::create_dir_all(folder)?;
    for sheet in sheets(&facts)? {
        let start = Instant::now();
        let bytes = sealkit::pdf::render(&sheet)?;
        println!(
            "{:24} {:6} bytes {:6.1} ms",
            sheet.file,
            bytes.expose().len(),
            start.elapsed().as_secs_f64() * 1e3
        );
        std::fs::write(Path::new(folder).join(&sheet.file), bytes.expose())?;
    }
    Ok(())
}

fn letters(count: usize, seed: usize) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut state = (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(ALPHABET[(state >> 40) as usize % 32])
    };
    (0..count).map(|_| next()).collect()
}

fn line(number: u16, data: &str) -> CheckedLine {
    CheckedLine {
        number,
        data: SecretText::new(data.to_owned()),
        check: SecretText::new(letters(2, usize::from(number) + 7)),
    }
}

fn facts(paper: Paper, long: bool) -> Facts {
    let stretch = |text: &str| {
        if long { format!("{text} {}", "Sæbø-Østergård ".repeat(12)) } else { text.to_owned() }
    };
    let custodian = |name: &str, place: &str| Custodian { name: stretch(name), place: stretch(place) };
    let contact = |name: &str, phone: &str| Contact { name: name.to_owned(), phone: phone.to_owned() };
    Facts {
        label: stretch("Contoso break-glass 1"),
        accounts: vec!["bg1@contoso.onmicrosoft.com".to_owned()],
        secrets: vec![
            SecretFact {
                name: "password".into(),
                account: "bg1@contoso.onmicrosoft.com".into(),
                profile: "entra".into(),
                characters: 120,
            },
            SecretFact {
                name: "key PIN".into(),
                account: "bg1@contoso.onmicrosoft.com".into(),
                profile: "fido2-pin".into(),
                characters: 24,
            },
        ],
        made: date!(2026 - 11 - 21),
        next_rotation: date!(2027 - 02 - 19),
        next_drill: date!(2027 - 02 - 19),
        generation: 3,
        replaces: Some(2),
        threshold: 2,
        shares: if long { 32 } else { 3 },
        epoch: 1,
        set_id: "K7QM-4XTB".into(),
        key_id: "K7QM".into(),
        recipient: "age1u6kpwrt7cgp2cjw4ha0lc6qejrj3zv2tdvdd0emalpxm960fw5tscd6gjv".into(),
        fingerprint: "4f1c 09ab 77de 2c35 8801 be5d 90aa 17f2".into(),
        custodians: vec![
            custodian("Head of Finance", "Safe 2, Copenhagen, room 4.12"),
            custodian("Łukasz Žižka", "Bank vault, Århus"),
        ],
        contacts: if long {
            vec![]
        } else {
            vec![contact("Anna Berg", "+45 12 34 56 78"), contact("Jonas Holm", "+45 87 65 43 21")]
        },
        paper,
        made_offline: !long,
        date_given: long,
        version: "0.1.0".into(),
        binary: Some(BinaryFact {
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            words: "prowler liberty merit molecule dwelling hazardous"
                .split(' ')
                .map(str::to_owned)
                .collect(),
        }),
    }
}

fn sheets(facts: &Facts) -> Result<Vec<Sheet>, Box<dyn Error>> {
    let long = facts.shares > 3;
    let mut sheets = Vec::new();
    for x in 1..=facts.shares.min(3) {
        let code = letters(72, usize::from(x));
        let lines = [0, 1, 2, 3].map(|i| line(i as u16 + 1, &code[18 * i..18 * (i + 1)]));
        let grid = alphanumeric(&format!("SK1:S:{code}"), Level::High)?;
        sheets.push(share(facts, x, lines, grid, "4f1c 09ab 77de 2c35"));
    }
    let count = if long { 200 } else { 56 };
    let code = letters(18 * count, 99);
    let lines = (0..count).map(|i| line(i as u16 + 1, &code[18 * i..18 * (i + 1)])).collect();
    let parts: Vec<String> =
        code.as_bytes().chunks(432).map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    let grids: Result<Vec<_>, _> = parts
        .iter()
        .enumerate()
        .map(|(i, part)| {
            let head =
                format!("SK1:C:{}:{:05}:{:02}:{:02}:", facts.key_id, facts.generation, i + 1, parts.len());
            alphanumeric(&format!("{head}{part}"), Level::Medium)
        })
        .collect();
    let sha = "1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014";
    sheets.push(credential(facts, lines, grids?, 597, sha));
    sheets.push(instructions(facts));
    let password = SecretText::new(if long {
        "Blåbærgrød 0O1lI| \u{4f60}\u{597d}\u{1f600} ".repeat(20)
    } else {
        letters(120, 5)
    });
    let pin = SecretText::new("l0O1 I|5S8B~`'\"2Z6g9q{}".to_owned());
    let provisioned = facts
        .secrets
        .iter()
        .zip([&password, &pin])
        .map(|(secret, value)| {
            Ok(ProvisionedSecret {
                name: &secret.name,
                account: &secret.account,
                profile: &secret.profile,
                characters: value.expose().chars().count(),
                entropy_bits: (secret.name == "password").then_some(700.2),
                value,
                grid: text(value.expose(), Level::Medium)?,
            })
        })
        .collect::<Result<Vec<_>, sealkit::qr::QrError>>()?;
    sheets.push(provisioning(facts, provisioned));
    sheets.push(ceremony(facts, &made(facts, sha)));
    sheets.push(envelopes(facts));
    Ok(sheets)
}

fn made(facts: &Facts, sha: &str) -> CeremonyFacts {
    let files = ["payload.age", "credential.pdf", "instructions.pdf", "share-1-of-3.pdf", "envelopes.pdf"];
    CeremonyFacts {
        record_sha256: sha.to_owned(),
        share_fingerprints: (1..=facts.shares).map(|x| format!("4f1c 09ab 77de {x:04x}")).collect(),
        files: files.iter().map(|name| ((*name).to_owned(), sha.to_owned())).collect(),
        machine: vec![
            ("network interfaces".to_owned(), "none live".to_owned()),
            ("swap".to_owned(), "off".to_owned()),
            ("output folder".to_owned(), "in memory (tmpfs)".to_owned()),
        ],
        rehearsal: "All 3 quorums were decoded from their own squares and lines and opened the credential."
            .to_owned(),
        entropy: vec!["the operating system’s generator (getrandom)".to_owned()],
        exceptions: vec![],
    }
}
