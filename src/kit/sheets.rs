//! Contents to drawn sheets.

use super::contents::Contents;
use super::course::Course;
use super::facts;
use super::program_sheet;
use super::rendered::{RenderedSheet, render};
use super::runbook;
use super::superseded::superseded;
use super::{KitError, Rehearsal, Request, SecretSummary};
use crate::id::hex_groups;
use crate::program;
use crate::qr::{self, Level};
use crate::share::Share;
use crate::sheet::{self, CeremonyFacts, ProvisionedSecret, Sheet, SheetContext};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// Every sheet but the ceremony's, which prints the hashes of these.
pub fn draw(request: &Request, kit: &Contents<'_>) -> Result<Vec<RenderedSheet>, KitError> {
    let facts = facts::facts(request, kit)?;
    let mut sheets = Vec::new();
    for share in &kit.split.shares {
        sheets.push(render(share_sheet(&facts, share)?, false)?);
    }
    sheets.push(render(credential_sheet(&facts, kit)?, false)?);
    // Instructions and covers speak of the share set: they stay as long as it does.
    if !kit.split.shares.is_empty() {
        sheets.push(render(sheet::instructions(&facts)?, false)?);
        sheets.push(program_sheet::draw(&facts)?);
    }
    if !matches!(kit.course, Course::Reshare(_)) {
        sheets.extend(clear(request, kit, &facts)?);
    }
    if !kit.split.shares.is_empty() {
        sheets.push(render(sheet::envelopes(&facts), false)?);
    }
    sheets.push(render(sheet::drill(&facts), false)?);
    if let Course::Rotate(_) = kit.course {
        sheets.push(render(sheet::replacement(&facts, &kept(kit)), false)?);
    }
    if let Some(old) = superseded(kit) {
        sheets.push(render(sheet::destruction(&facts, &old), false)?);
    }
    if let Some(runbook) = runbook::sheet(request, &facts)? {
        sheets.push(render(runbook, false)?);
    }
    Ok(sheets)
}

/// The sheets that show secrets: what has to be set on its target, and whole copies.
fn clear(
    request: &Request,
    kit: &Contents<'_>,
    facts: &SheetContext,
) -> Result<Vec<RenderedSheet>, KitError> {
    let mut sheets = Vec::new();
    let new = in_clear(kit, |secret| secret.kept.is_none())?;
    if request.provisioning && !new.is_empty() {
        sheets.push(render(sheet::provisioning(facts, new), true)?);
    }
    for number in 1..=request.sealed_copies {
        let copy = sheet::sealed_copy(facts, in_clear(kit, |_| true)?, number, request.sealed_copies);
        sheets.push(render(copy, true)?);
    }
    Ok(sheets)
}

/// The names of the secrets that were carried over.
pub fn kept(kit: &Contents<'_>) -> Vec<String> {
    kit.secrets.iter().filter(|s| s.kept.is_some()).map(|s| s.name.clone()).collect()
}

/// The ceremony's sheet.
pub fn ceremony(
    request: &Request,
    kit: &Contents<'_>,
    drawn: &[RenderedSheet],
    rehearsal: Rehearsal,
    record_sha256: &str,
) -> Result<RenderedSheet, KitError> {
    let facts = facts::facts(request, kit)?;
    let payload = ("payload.age".to_owned(), HEXLOWER.encode(&Sha256::digest(kit.code.age_file())));
    let program = (program::NAME.to_owned(), HEXLOWER.encode(&program::sha256()));
    let sheets = drawn.iter().filter(|d| !d.clear).map(|d| (d.name.clone(), HEXLOWER.encode(&d.sha256())));
    let made = CeremonyFacts {
        record_sha256: record_sha256.to_owned(),
        course: kit.course.on_sheets(),
        share_fingerprints: kit.split.hashes.iter().map(|hash| hex_groups(&hash.bytes()[..8])).collect(),
        files: sheets.chain([program, payload]).collect(),
        machine: request.machine.checks.clone(),
        rehearsal: rehearsal.to_string(),
        entropy: request.machine.entropy_sources.clone(),
        sealed_copies: request.sealed_copies,
        exceptions: exceptions(request, kit),
    };
    render(sheet::ceremony(&facts, &made), false)
}

fn exceptions(request: &Request, kit: &Contents<'_>) -> Vec<String> {
    let mut known = Vec::new();
    if !request.machine.made_offline {
        known.push("A network interface was live while the kit was made.".to_owned());
    }
    if request.date_given {
        known.push("The date was given by hand, not taken from the clock.".to_owned());
    }
    if let Some(old) = kit.course.before().filter(|old| old.is_pending()) {
        let generation = old.made().generation;
        known.push(format!("No sign-in with generation {generation} was noted before this one was made."));
    }
    // Of a new split nothing is sealed anew.
    let sealed_now = !matches!(kit.course, Course::Reshare(_));
    for secret in kit.secrets.iter().filter(|_| sealed_now) {
        let Some(kept) = &secret.kept else { continue };
        let why = kept.reason.as_ref().map_or(String::new(), |reason| format!(" Reason: {reason}"));
        known.push(format!(
            "Secret {} is sealed unchanged, as it was in generation {}.{why}",
            secret.name, kept.since
        ));
    }
    known
}

fn share_sheet(facts: &SheetContext, share: &Share) -> Result<Sheet, KitError> {
    let grid = qr::alphanumeric(share.qr_text().expose(), Level::High)?;
    Ok(sheet::share(facts, share.x(), share.lines(), grid, &share.hash().short()))
}

fn credential_sheet(facts: &SheetContext, kit: &Contents<'_>) -> Result<Sheet, KitError> {
    let texts = kit.code.qr_texts();
    let grids = texts.iter().map(|t| qr::alphanumeric(t, Level::Medium)).collect::<Result<Vec<_>, _>>()?;
    let age_file = kit.code.age_file();
    // A new split carries the credential on; the sheet says when it was sealed.
    let sealed = kit.credential.sealed;
    let facts =
        &SheetContext { date_given: facts.date_given && sealed == facts.made, made: sealed, ..facts.clone() };
    Ok(sheet::credential(
        facts,
        kit.code.lines(),
        grids,
        age_file.len(),
        &HEXLOWER.encode(&Sha256::digest(age_file)),
    ))
}

fn in_clear<'a>(
    kit: &'a Contents<'_>,
    shown: impl Fn(&SecretSummary) -> bool,
) -> Result<Vec<ProvisionedSecret<'a>>, KitError> {
    let secrets = kit.credential.secrets.iter().zip(&kit.secrets).filter(|(_, described)| shown(described));
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
