//! Every sheet in a language that nobody speaks, half as long again: no text is left in the code,
//! and longer words find their places.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use crate::pseudo::pseudo;
use crate::samples::{self, Size, sheets};
use crate::{external, process};
use sealkit::pdf::render;
use sealkit::plan::Paper;
use sealkit::program;
use sealkit::sheet::{
    CeremonyDetails, OperationKind, Sheet, SheetKind, ceremony, ceremony_before, destruction,
};
use sealkit::texts::{ENGLISH, Texts};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// What a sheet says of the sample kit, and names that are the same in every language.
const NAMES: &str = "sealkit recover check drill rotate new confirm record reshare identity preflight sha256sum \
    payload age provisioning pdf recover py share credential sealed copy ceremony Contoso break glass com \
    onmicrosoft Head Finance Safe Copenhagen room Bank vault Anna Berg password PIN contoso toml json SHA entra \
    inspect sha sum batch system cmd coreutils libgfshare zbar input bin ABCDEF GHIJKL MNOPQR STUVWX \
    bits getrandom operating system’s generator network interfaces none live output folder memory tmpfs All \
    quorums were decoded from their own squares and lines and opened the credential one next to each sealed bag \
    Safe destruction page prowler key";

fn language() -> &'static Texts {
    let files: Vec<String> = ENGLISH.iter().map(|file| pseudo(file)).collect();
    Box::leak(Box::new(Texts::of(&files)))
}

/// Every sheet of a usual kit, and those of kits that follow on it.
fn all(paper: Paper) -> Outcome<Vec<Sheet>> {
    let size = Size { texts: language(), ..Size::usual(paper) };
    let facts = samples::facts(&size);
    let mut all = sheets(&size)?;
    for operation in [OperationKind::Rotate, OperationKind::Reshare, OperationKind::NewIdentity] {
        let made = CeremonyDetails { operation, ..samples::made(&facts) };
        all.push(ceremony(&facts, &made, samples::square()?));
        all.push(ceremony_before(&samples::planned(&facts, operation)));
    }
    all.push(destruction(&facts, &samples::rotated(&facts)));
    Ok(all)
}

#[test]
fn no_english_is_left_and_longer_words_fit() -> Outcome {
    let mut faults = Vec::new();
    for paper in [Paper::A4, Paper::Letter] {
        for sheet in all(paper)? {
            let name = format!("{} on {paper:?}", sheet.file_name());
            let pdf = match render(&sheet) {
                Ok(pdf) => pdf,
                Err(error) => {
                    faults.push(format!("{name}: {error}"));
                    continue;
                }
            };
            if external::program("pdftotext").is_some() {
                let left = english(&sheet, pdf.expose())?;
                faults.extend((!left.is_empty()).then(|| format!("{name}: {left:?}")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// Words of plain letters that are neither names nor codes.
fn english(sheet: &Sheet, pdf: &[u8]) -> Outcome<BTreeSet<String>> {
    let folder = tempfile::tempdir()?;
    let (file, text) = (folder.path().join("sheet.pdf"), folder.path().join("sheet.txt"));
    std::fs::write(&file, pdf)?;
    assert!(process::command("pdftotext").args([&file, &text]).output()?.status.success());

    let mut known: BTreeSet<&str> = NAMES.split(' ').collect();
    let source = if sheet.kind == SheetKind::Handbook { commands() } else { String::new() };
    known.extend(words(&source));
    let spoken: Vec<u8> = (0..=255).flat_map(|byte| [byte, byte]).collect();
    known.extend(sealkit::words::of(&spoken));
    let text = std::fs::read_to_string(text)?;
    // Codes, the letters of a packet's pattern, and hexadecimal digits.
    let has_pattern =
        matches!(sheet.kind, SheetKind::Share { .. } | SheetKind::Covers | SheetKind::SealedCopy { .. });
    let is_code = |word: &str| {
        let capitals = word.chars().all(|c| c.is_ascii_uppercase()) && (has_pattern || word.len() <= 4);
        capitals || word.chars().all(|c| matches!(c, 'a'..='f'))
    };
    Ok(words(&text)
        .filter(|word| word.len() > 2 && !is_code(word) && !known.contains(word))
        .map(str::to_owned)
        .collect())
}

/// The programs and commands that the handbook prints as they are.
fn commands() -> String {
    let mut source = program::TEXT.to_owned();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["by_hand.rs", "by_program.rs", "program_on_paper.rs", "practice.rs", "opening.rs"] {
        source += &std::fs::read_to_string(folder.join("src/sheet/handbook").join(file)).unwrap();
    }
    source + include_str!("../../assets/texts/bech32.py") + include_str!("../../assets/rehearsal.txt")
}

/// Runs of plain letters that no other letter stands beside.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !c.is_alphabetic());
    parts.filter(|word| !word.is_empty() && word.is_ascii())
}
