//! Sheets with made-up codes, for tests and for looking at them.

// Whoever includes this file says where the library is.
use super::library::id::{Epoch, Fingerprint, Generation, KeyId, Recipient, SetId};
use super::library::lines::CheckedLine;
use super::library::plan::{Contact, Custodian, Paper};
use super::library::qr::{Grid, Level, QrError, alphanumeric, text};
use super::library::record::{Hash, PrintedHash};
use super::library::secret::SecretText;
use super::library::shamir::Quorum;
use super::library::sheet::*;
use super::library::texts::{Texts, english};
use time::macros::date;

/// How large the sample kit is.
#[derive(Clone, Debug)]
pub struct Size {
    pub paper: Paper,
    pub shares: u8,
    pub accounts: usize,
    pub contacts: usize,
    pub lines: usize,
    /// Put behind each name and place.
    pub tail: String,
    pub secret: String,
    /// The words of the sheets.
    pub texts: &'static Texts,
}

impl Size {
    /// A kit as most are.
    pub fn usual(paper: Paper) -> Self {
        let secret = letters(120, 5);
        let texts = english();
        Self { paper, shares: 3, accounts: 1, contacts: 2, lines: 56, tail: String::new(), secret, texts }
    }

    /// A kit larger than any in use.
    pub fn huge(paper: Paper) -> Self {
        let tail = " Sæbø-Østergård".repeat(13);
        let secret = "Blåbærgrød 0O1lI| \u{4f60}\u{597d}\u{1f600} ".repeat(30);
        Self { paper, shares: 32, accounts: 9, contacts: 0, lines: 200, tail, secret, texts: english() }
    }
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

/// The facts of a sample kit.
pub fn facts(size: &Size) -> SheetContext {
    // As long as a plan allows.
    let at_most = |most, text: &str| format!("{text}{}", size.tail).chars().take(most).collect::<String>();
    let long = |text: &str| at_most(120, text);
    let account = |i: usize| format!("bg{i}@{}contoso.onmicrosoft.com", size.tail.trim().replace(' ', "."));
    let secret = |name: &str, profile: &str, characters| SecretInfo {
        name: name.to_owned(),
        account: account(1),
        profile: profile.to_owned(),
        generation: Generation::new(3).unwrap(),
        characters,
    };
    let custodian =
        |name: &str, place: &str| Custodian { name: long(name), place: long(place), phone: String::new() };
    let contact = |i| Contact { name: long("Anna Berg"), phone: format!("+45 12 34 56 {i}") };
    let sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned();
    SheetContext {
        label: at_most(80, "Contoso break-glass 1"),
        accounts: (1..=size.accounts).map(account).collect(),
        secrets: vec![
            secret("password", "entra", Some(size.secret.chars().count())),
            secret("key PIN", "fido2-pin", None),
        ],
        made: date!(2026 - 11 - 21),
        next_rotation: date!(2027 - 02 - 19),
        next_drill: date!(2027 - 02 - 19),
        generation: Generation::new(3).unwrap(),
        replaces: Generation::new(2),
        staying: Vec::new(),
        threshold: 2,
        shares: size.shares,
        epoch: Epoch::FIRST,
        set_id: SetId::parse("K7QM-4XTB").unwrap(),
        key_id: KeyId::parse("K7QM").unwrap(),
        recipient: Recipient::parse("age1u6kpwrt7cgp2cjw4ha0lc6qejrj3zv2tdvdd0emalpxm960fw5tscd6gjv")
            .unwrap(),
        fingerprint: Fingerprint::parse("4f1c 09ab 77de 2c35 8801 be5d 90aa 17f2").unwrap(),
        custodians: vec![
            custodian("Head of Finance", "Safe 2, Copenhagen, room 4.12"),
            custodian("Łukasz Žižka", "Bank vault, Århus"),
        ],
        contacts: (10..10 + size.contacts).map(contact).collect(),
        paper: size.paper,
        made_offline: size.shares <= 9,
        date_given: size.shares > 9,
        version: "0.1.0".to_owned(),
        binary: Some(BinaryInfo { sha256, words: vec!["prowler".to_owned(); 32] }),
        texts: size.texts,
    }
}

/// Every sheet of a sample kit; of many shares, the first three.
pub fn sheets(size: &Size) -> Result<Vec<Sheet>, RehearsalSetError> {
    let facts = facts(size);
    let mut sheets = Vec::new();
    for x in 1..=facts.shares.min(3) {
        let code = letters(72, usize::from(x));
        let lines = [0, 1, 2, 3].map(|i| line(i as u16 + 1, &code[18 * i..18 * (i + 1)]));
        let grid = alphanumeric(&format!("SK1:S:{code}"), Level::High)?;
        sheets.push(share(&facts, x, Vec::from(lines), grid, "4f1c 09ab 77de 2c35"));
    }
    let code = letters(18 * size.lines, 99);
    let lines = (0..size.lines).map(|i| line(i as u16 + 1, &code[18 * i..18 * (i + 1)])).collect();
    let parts: Vec<&str> = (0..code.len()).step_by(432).map(|i| &code[i..code.len().min(i + 432)]).collect();
    let part = |(i, part): (usize, &&str)| {
        let head = format!("SK1:C:{}:{:05}:{:02}:{:02}:", facts.key_id, facts.generation, i + 1, parts.len());
        alphanumeric(&format!("{head}{part}"), Level::Medium)
    };
    let grids = parts.iter().enumerate().map(part).collect::<Result<_, _>>()?;
    sheets.push(credential(&facts, lines, grids, 597, SHA256));
    sheets.push(in_clear(&facts, size, provisioning)?);
    sheets.push(in_clear(&facts, size, |facts, secrets| sealed_copy(facts, secrets, 1, 2))?);
    sheets.push(ceremony_before(&planned(&facts, OperationKind::New)));
    sheets.push(ceremony(&facts, &made(&facts), square()?));
    sheets.push(covers(&facts, &made(&facts).share_fingerprints));
    sheets.push(destruction(&facts, &rotated(&facts)));
    sheets.push(drill(&facts, None));
    sheets.push(batch(&run_of(&facts), square()?));
    sheets.push(handbook(size.paper, &facts.version, size.texts, &RehearsalSet::read()?, facts.made)?);
    Ok(sheets)
}

/// What is known before the ceremony of an operation.
pub fn planned(facts: &SheetContext, operation: OperationKind) -> CeremonyPlan {
    CeremonyPlan {
        operation,
        label: facts.label.clone(),
        accounts: facts.accounts.clone(),
        secrets: facts.secrets.iter().map(|secret| secret.name.clone()).collect(),
        custodians: facts.custodians.clone(),
        source: "contoso-1.toml".to_owned(),
        release: None,
        version: facts.version.clone(),
        paper: facts.paper,
        date: facts.made,
        handbook: Some("7MQ3-XA5D".to_owned()),
        facts: StepFacts {
            threshold: facts.threshold,
            shares: facts.shares,
            generation: facts.generation,
            set_before: (operation != OperationKind::New).then_some(facts.set_id),
            setting: Setting::Sheet,
            sealed_copies: 0,
            earlier: None,
            record: None,
            texts: facts.texts,
        },
    }
}

/// What lies behind after a rotation, with a secret that goes on.
pub fn rotated(facts: &SheetContext) -> ReplacedKit {
    ReplacedKit {
        operation: OperationKind::Rotate,
        set_id: facts.set_id,
        epoch: facts.epoch,
        quorum: Quorum::new(facts.threshold, facts.shares).expect("a quorum"),
        credentials: vec![OldCredential {
            generation: Generation::new(2).unwrap(),
            payload_sha256: SHA256.to_owned(),
            sealed_copies: 1,
        }],
        shares: Vec::new(),
        places: (1..=facts.shares).map(|x| facts.custodian(x)).collect(),
        record_hash: hash().to_string(),
        still_valid: vec!["key PIN".to_owned()],
    }
}

const SHA256: &str = "1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014";

/// A run over as many kits as there are shares.
fn run_of(facts: &SheetContext) -> BatchDetails {
    let kit = |x| (format!("{} {x}", facts.label), facts.set_id, facts.generation);
    BatchDetails {
        hash: hash(),
        previous: (facts.shares > 3).then(hash),
        kits: (1..=facts.shares).map(kit).collect(),
        paper: facts.paper,
        date: facts.made,
        version: facts.version.clone(),
        texts: facts.texts,
    }
}

/// The hash of a record.
pub fn hash() -> PrintedHash {
    PrintedHash::of(Hash::of(b"record"))
}

/// Its square.
pub fn square() -> Result<Grid, QrError> {
    alphanumeric(&hash().square(), Level::Medium)
}

type Clear = fn(&SheetContext, Vec<ProvisionedSecret<'_>>) -> Sheet;

fn in_clear(facts: &SheetContext, size: &Size, sheet: Clear) -> Result<Sheet, QrError> {
    let values = [&size.secret, "l0O1 I|5S8B~`'\"2Z6g9q{}"].map(|value| SecretText::new(value.to_owned()));
    let shown = |(secret, value)| shown(secret, value);
    let secrets = facts.secrets.iter().zip(&values).map(shown).collect::<Result<_, _>>()?;
    Ok(sheet(facts, secrets))
}

fn shown<'a>(secret: &'a SecretInfo, value: &'a SecretText) -> Result<ProvisionedSecret<'a>, QrError> {
    Ok(ProvisionedSecret {
        name: &secret.name,
        account: &secret.account,
        profile: &secret.profile,
        characters: value.expose().chars().count(),
        entropy_bits: (secret.name == "password").then_some(700.2),
        value,
        grid: text(value.expose(), Level::Medium)?,
    })
}

/// What the ceremony made.
pub fn made(facts: &SheetContext) -> CeremonyDetails {
    let files = ["payload.age", "credential.pdf", "recover.py", "share-1-of-3.pdf", "destruction.pdf"];
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    CeremonyDetails {
        operation: OperationKind::New,
        record_hash: hash(),
        follows: None,
        payload: Hash::of(b"payload"),
        share_fingerprints: (1..=facts.shares).map(|x| format!("4f1c 09ab 77de {x:04x}")).collect(),
        files: files.iter().map(|name| pair(name, SHA256)).collect(),
        machine: vec![pair("network interfaces", "none live"), pair("output folder", "in memory (tmpfs)")],
        rehearsal: "All 3 quorums were decoded from their own squares and lines and opened the credential."
            .to_owned(),
        entropy: vec!["the operating system’s generator (getrandom)".to_owned()],
        sealed_copies: if facts.shares > 9 { 32 } else { 0 },
        exceptions: vec![],
        log: None,
        packing: packing(facts),
        spent: Vec::new(),
    }
}

/// What is printed of a usual kit.
fn packing(facts: &SheetContext) -> Vec<PackingRow> {
    let row = |file: String, pages, copies, to: String| PackingRow { file, pages, copies, to };
    let n = facts.shares;
    let share = |x| row(format!("share-{x}-of-{n}.pdf"), 3, 1, facts.custodian(x).to_string());
    let mut rows: Vec<PackingRow> = (1..=n).map(share).collect();
    rows.push(row("credential.pdf".to_owned(), 2, n.into(), "one next to each sealed bag".to_owned()));
    rows
}
