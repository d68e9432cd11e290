//! Ingredients to drawn sheets.

use super::facts::{self, hex};
use super::ingredients::Ingredients;
use super::runbook;
use super::{KitError, KitFile, Rehearsal, Request};
use crate::lines::CheckedLine;
use crate::pdf;
use crate::qr::{self, Level};
use crate::secret::{SecretBytes, SecretText};
use crate::share::Share;
use crate::sheet::{self, CeremonyFacts, Facts, ProvisionedSecret, Sheet};
use sha2::{Digest, Sha256};

/// A sheet as it will be printed, with the lines it shows.
pub struct Drawn {
    pub name: String,
    pub pdf: SecretBytes,
    /// The printed lines with their heading, as somebody would type them.
    pub typed: SecretText,
    /// Whether a secret stands on it in clear: then no hash of it is kept.
    pub clear: bool,
}

impl Drawn {
    /// SHA-256 of the file.
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.pdf.expose()).into()
    }

    /// The file for the kit folder.
    pub fn into_file(self) -> KitFile {
        KitFile { name: self.name, bytes: self.pdf }
    }
}

/// Every sheet but the ceremony's, which prints the hashes of these.
pub fn draw(request: &Request, kit: &Ingredients) -> Result<Vec<Drawn>, KitError> {
    let facts = facts::facts(request, kit)?;
    let mut sheets = Vec::new();
    for share in &kit.shares {
        sheets.push(render(share_sheet(&facts, share)?, false)?);
    }
    sheets.push(render(credential_sheet(&facts, kit)?, false)?);
    sheets.push(render(sheet::instructions(&facts)?, false)?);
    if request.provisioning {
        sheets.push(render(sheet::provisioning(&facts, in_clear(kit)?), true)?);
    }
    for number in 1..=request.sealed_copies {
        let copy = sheet::sealed_copy(&facts, in_clear(kit)?, number, request.sealed_copies);
        sheets.push(render(copy, true)?);
    }
    sheets.push(render(sheet::envelopes(&facts), false)?);
    if let Some(runbook) = runbook::sheet(request, &facts)? {
        sheets.push(render(runbook, false)?);
    }
    Ok(sheets)
}

/// The ceremony's sheet.
pub fn ceremony(
    request: &Request,
    kit: &Ingredients,
    drawn: &[Drawn],
    rehearsal: Rehearsal,
    record_sha256: &str,
) -> Result<Drawn, KitError> {
    let facts = facts::facts(request, kit)?;
    let payload = ("payload.age".to_owned(), hex(&Sha256::digest(kit.code.age_file())));
    let sheets = drawn.iter().filter(|d| !d.clear).map(|d| (d.name.clone(), hex(&d.sha256())));
    let mut exceptions = Vec::new();
    if !request.machine.made_offline {
        exceptions.push("A network interface was live while the kit was made.".to_owned());
    }
    if request.date_given {
        exceptions.push("The date was given by hand, not taken from the clock.".to_owned());
    }
    let made = CeremonyFacts {
        record_sha256: record_sha256.to_owned(),
        share_fingerprints: kit.shares.iter().map(|s| s.hash().short()).collect(),
        files: sheets.chain([payload]).collect(),
        machine: request.machine.checks.clone(),
        rehearsal: rehearsal.to_string(),
        entropy: request.machine.entropy_sources.clone(),
        sealed_copies: request.sealed_copies,
        exceptions,
    };
    render(sheet::ceremony(&facts, &made), false)
}

fn share_sheet(facts: &Facts, share: &Share) -> Result<Sheet, KitError> {
    let grid = qr::alphanumeric(share.qr_text().expose(), Level::High)?;
    Ok(sheet::share(facts, share.x(), share.lines(), grid, &share.hash().short()))
}

fn credential_sheet(facts: &Facts, kit: &Ingredients) -> Result<Sheet, KitError> {
    let texts = kit.code.qr_texts();
    let grids = texts.iter().map(|t| qr::alphanumeric(t, Level::Medium)).collect::<Result<Vec<_>, _>>()?;
    let age_file = kit.code.age_file();
    Ok(sheet::credential(facts, kit.code.lines(), grids, age_file.len(), &hex(&Sha256::digest(age_file))))
}

fn in_clear(kit: &Ingredients) -> Result<Vec<ProvisionedSecret<'_>>, KitError> {
    let secrets = kit.credential.secrets.iter().zip(&kit.secrets);
    let provisioned = secrets.map(|(secret, described)| {
        Ok(ProvisionedSecret {
            name: &secret.name,
            account: &secret.account,
            profile: &secret.profile,
            characters: described.characters,
            entropy_bits: described.entropy_bits,
            value: &secret.value,
            grid: qr::text(secret.value.expose(), Level::Medium)?,
        })
    });
    provisioned.collect()
}

fn render(sheet: Sheet, clear: bool) -> Result<Drawn, KitError> {
    let pdf = pdf::render(&sheet).map_err(|error| KitError::Pdf { sheet: sheet.file.clone(), error })?;
    Ok(Drawn { typed: typed(&sheet), name: sheet.file, pdf, clear })
}

/// The lines as the sheet's own blocks have them, not as they were encoded.
fn typed(sheet: &Sheet) -> SecretText {
    let mut text = SecretText::with_capacity(32 * 1024);
    for lines in sheet.code_lines() {
        text.push_str(lines.heading);
        text.push_str("\n");
        for CheckedLine { number, data, check } in &lines.lines {
            text.push_str(&format!("{number}. "));
            [data.expose(), " ", check.expose(), "\n"].iter().for_each(|piece| text.push_str(piece));
        }
    }
    text
}
