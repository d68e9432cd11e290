//! Contents to drawn sheets.

use super::contents::Contents;
use super::context::keeper;
use super::error::KitError;
use super::output::{PAYLOAD, PrintJob, RehearsalResult, SecretSummary};
use super::rendered::RenderedSheet;
use super::request::Request;
use crate::id::hex_groups;
use crate::program;
use crate::qr::{self, Level};
use crate::record::{EarlierCredential, Hash, PrintedHash, Record};
use crate::share::Share;
use crate::sheet::{
    self, CeremonyDetails, LogHead, OldCredential, OldShare, OperationKind, PackingRow, ProvisionedSecret,
    ReplacedKit, Sheet, SheetContext, SheetKind,
};
use crate::texts::Texts;

/// Draws every sheet but the ceremony's, which prints the hashes of these, in the order in which
/// they are handled.
pub fn draw(
    request: &Request,
    kit: &Contents<'_>,
    context: &SheetContext,
) -> Result<Vec<RenderedSheet>, KitError> {
    let mut sheets = Vec::new();
    for share in &kit.split.shares {
        sheets.push(RenderedSheet::draw(share_sheet(context, share)?)?);
    }
    sheets.push(RenderedSheet::draw(credential_sheet(context, kit)?)?);

    if kit.operation != OperationKind::Reshare {
        draw_clear(request, kit, context, &mut sheets)?;
    }
    if let Some(old) = replaced(kit) {
        sheets.push(RenderedSheet::draw(sheet::destruction(context, &old))?);
    }
    Ok(sheets)
}

/// Draws the sheets that show secrets: what has to be set on its target, and whole copies.
fn draw_clear(
    request: &Request,
    kit: &Contents<'_>,
    context: &SheetContext,
    sheets: &mut Vec<RenderedSheet>,
) -> Result<(), KitError> {
    // What was carried over is set on its target already.
    let new = in_clear(kit, |secret| secret.kept.is_none())?;
    if request.provisioning && !new.is_empty() {
        sheets.push(RenderedSheet::draw(sheet::provisioning(context, new))?);
    }

    for number in 1..=kit.sealed_copies {
        let copy = sheet::sealed_copy(context, in_clear(kit, |_| true)?, number, kit.sealed_copies);
        sheets.push(RenderedSheet::draw(copy)?);
    }

    Ok(())
}

/// Draws the ceremony's sheet.
pub fn ceremony(
    request: &Request,
    kit: &Contents<'_>,
    context: &SheetContext,
    drawn: &[RenderedSheet],
    rehearsal: RehearsalResult,
    record_hash: Hash,
) -> Result<RenderedSheet, KitError> {
    // A hash of a sheet in clear would let anybody test guesses of a short secret.
    let hashed = drawn.iter().filter(|sheet| !sheet.kind.shows_secret());
    let sheets = hashed.map(|sheet| (sheet.kind.file_name(), Hash::from_bytes(sheet.sha256()).to_string()));
    let program = (program::NAME.to_owned(), program::sha256_hex());
    let payload = (PAYLOAD.to_owned(), Hash::of(kit.code.age_file()).to_string());

    let details = CeremonyDetails {
        operation: kit.operation,
        record_hash: PrintedHash::of(record_hash),
        follows: kit.record_before().map(Record::made_hash).map(PrintedHash::of),
        payload: Hash::of(kit.code.age_file()),
        share_fingerprints: kit.split.hashes.iter().map(fingerprint).collect(),
        files: sheets.chain([program, payload]).collect(),
        machine: request.machine.checks.clone(),
        rehearsal: rehearsal.to_string(),
        entropy: request.machine.entropy_sources.clone(),
        sealed_copies: if kit.operation == OperationKind::Reshare { 0 } else { kit.sealed_copies },
        exceptions: exceptions(request, kit, context.texts),
        log: kit.record_before().map(LogHead::of),
        packing: packing(drawn, kit, context),
        spent: kit.spent().iter().map(|old| old.generation).collect(),
    };

    let square = qr::alphanumeric(&details.record_hash.square(), Level::Medium)?;
    RenderedSheet::draw(sheet::ceremony(context, &details, square))
}

/// What is printed of this kit, and who gets it; the sheet that lists it is at hand.
fn packing(drawn: &[RenderedSheet], kit: &Contents<'_>, context: &SheetContext) -> Vec<PackingRow> {
    let jobs = drawn.iter().map(|sheet| sheet.job(kit.split.quorum.shares()));
    let row = |PrintJob { kind, pages, copies }| PackingRow {
        file: kind.file_name(),
        pages,
        copies,
        to: receiver(kind, context),
    };
    jobs.map(row).collect()
}

fn receiver(kind: SheetKind, context: &SheetContext) -> String {
    let texts = context.texts;
    match kind {
        SheetKind::Share { x, .. } => match context.custodian(x).to_string() {
            nobody if nobody.is_empty() => texts.text("packing-share", &[]),
            keeper => keeper,
        },
        SheetKind::Credential => texts.text("packing-credential", &[]),
        SheetKind::Provisioning => texts.text("packing-provisioning", &[]),
        SheetKind::SealedCopy { .. } => texts.text("packing-sealed-copy", &[]),
        SheetKind::Destruction => texts.text("packing-destruction", &[]),
        _ => texts.text("packing-other", &[]),
    }
}

/// What did not go as planned, and is known before the sheet is printed.
fn exceptions(request: &Request, kit: &Contents<'_>, texts: &Texts) -> Vec<String> {
    let mut known = Vec::new();
    if !request.machine.made_offline {
        known.push(words!(texts, "exception-online"));
    }
    if request.date_given {
        known.push(words!(texts, "exception-date"));
    }

    if let Some(old) = kit.record_before().filter(|old| old.is_pending()) {
        let generation = old.made().generation;
        known.push(words!(texts, "exception-pending", generation));
    }
    if let Some(reason) = kit.previous.and_then(|previous| previous.reason()) {
        known.push(words!(texts, "exception-not-compared", reason));
    }

    // Of a new split nothing is sealed anew.
    let sealed_now = kit.operation != OperationKind::Reshare;
    for secret in kit.secrets.iter().filter(|_| sealed_now) {
        let Some(kept) = &secret.kept else { continue };
        let (name, since) = (&secret.name, kept.since);
        known.push(match &kept.reason {
            Some(reason) => words!(texts, "exception-kept-because", name, since, reason),
            None => words!(texts, "exception-kept", name, since),
        });
    }

    known
}

/// What the certificate of destruction lists. Returns `None` for a first kit, and where
/// every old credential still holds something valid.
fn replaced(kit: &Contents<'_>) -> Option<ReplacedKit> {
    let record = kit.record_before()?;
    let made = record.made();
    let old_share = |(x, hash)| OldShare { x, keeper: keeper(made, x), fingerprint: fingerprint(hash) };
    let shares = match kit.operation {
        OperationKind::Rotate => Vec::new(),
        _ => (1..).zip(&made.hashes.shares).map(old_share).collect(),
    };

    let old_credential = |old: &EarlierCredential| OldCredential {
        generation: old.generation,
        payload_sha256: old.payload.to_string(),
        sealed_copies: old.sealed_copies.unwrap_or(0),
    };

    let credentials: Vec<OldCredential> = kit.spent().iter().map(old_credential).collect();
    if credentials.is_empty() && shares.is_empty() {
        return None;
    }
    Some(ReplacedKit {
        operation: kit.operation,
        set_id: made.set_id,
        epoch: made.epoch,
        quorum: made.quorum,
        credentials,
        shares,
        places: (1..=made.quorum.shares()).map(|x| keeper(made, x)).collect(),
        record_hash: PrintedHash::of(record.made_hash()).to_string(),
        still_valid: if kit.operation == OperationKind::Reshare { Vec::new() } else { kit.kept() },
    })
}

/// The fingerprint that the sheet of a share prints at its foot.
pub fn fingerprint(share: &Hash) -> String {
    hex_groups(&share.bytes()[..8])
}

fn share_sheet(context: &SheetContext, share: &Share) -> Result<Sheet, KitError> {
    let grid = qr::alphanumeric(share.qr_text().expose(), Level::High)?;
    Ok(sheet::share(context, share.x(), share.lines(), grid, &share.hash().short()))
}

fn credential_sheet(context: &SheetContext, kit: &Contents<'_>) -> Result<Sheet, KitError> {
    let texts = kit.code.qr_texts();
    let grids = texts.iter().map(|t| qr::alphanumeric(t, Level::Medium)).collect::<Result<Vec<_>, _>>()?;

    // A new split carries the credential on; the sheet says when it was sealed.
    let sealed = kit.credential.sealed;
    let date_given = context.date_given && sealed == context.made;
    let context = &SheetContext { date_given, made: sealed, ..context.clone() };

    let age_file = kit.code.age_file();
    let sha256 = Hash::of(age_file).to_string();
    Ok(sheet::credential(context, kit.code.lines(), grids, age_file.len(), &sha256))
}

fn in_clear<'a>(
    kit: &'a Contents<'_>,
    shown: impl Fn(&SecretSummary) -> bool,
) -> Result<Vec<ProvisionedSecret<'a>>, KitError> {
    let secrets = kit.credential.secrets.iter().zip(&kit.secrets).filter(|(_, summary)| shown(summary));
    let provisioned = secrets.map(|(secret, summary)| {
        Ok(ProvisionedSecret {
            name: &secret.name,
            account: &secret.account,
            profile: &secret.profile,
            characters: secret.value.expose().chars().count(),
            entropy_bits: summary.entropy_bits,
            value: &secret.value,
            grid: qr::text(secret.value.expose(), Level::Medium)?,
        })
    });

    provisioned.collect()
}
