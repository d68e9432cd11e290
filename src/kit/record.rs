//! The public record of a kit.

use super::contents::Contents;
use super::error::KitError;
use super::output::{KitFile, RECORD, RehearsalResult, SecretSummary};
use super::rendered::RenderedSheet;
use super::request::Request;
use crate::id::{Generation, SetId};
use crate::program;
use crate::record::{
    Check, CustodianEntry, DateSource, Hash, Hashes, Made, Record, RehearsalEntry, SecretEntry, SecretOrigin,
    Tool,
};
use crate::secret::SecretBytes;
use crate::sheet::OperationKind;
use crate::words;
use std::collections::BTreeMap;

/// What is recorded of a kit before its sheets are drawn. The sheets are laid out from
/// this, so that they cannot say anything else than the record; [`finish`] adds what is
/// known of the finished sheets.
pub fn describe(request: &Request, kit: &Contents<'_>) -> Made {
    let machine = &request.machine;
    let preflight =
        machine.checks.iter().map(|(check, result)| Check { check: check.clone(), result: result.clone() });
    Made {
        tool: tool(request),
        date: request.date,
        date_source: if request.date_given { DateSource::Given } else { DateSource::Clock },
        made_offline: machine.made_offline,
        plan: request.plan.public(),
        key_kind: Some(kit.recipient().kind()),
        key_id: kit.recipient().key_id(),
        set_id: kit.split.set,
        recipient: kit.recipient().clone(),
        recipient_fingerprint: kit.recipient().fingerprint(),
        quorum: kit.split.quorum,
        epoch: kit.split.epoch,
        generation: kit.credential.generation,
        replaces: replaces(kit),
        secrets: secrets(request, kit),
        custodians: custodians(request),
        hashes: Hashes {
            shares: kit.split.hashes.clone(),
            payload: Hash::of(kit.code.age_file()),
            sheets: BTreeMap::new(),
        },
        entropy_sources: machine.entropy_sources.clone(),
        preflight: preflight.collect(),
        rehearsal: recorded(RehearsalResult { quorums: 0, tried: 0 }),
        previous: kit.record_before().map(Record::made_hash),
        sealed_copies: Some(kit.sealed_copies).filter(|&copies| copies > 0),
        replaces_set: replaces_set(kit),
        earlier: kit.earlier(),
        sealed: Some(kit.credential.sealed).filter(|&sealed| sealed != request.date),
        unverified: kit.previous.and_then(|previous| previous.reason()).map(str::to_owned),
    }
}

/// The record of a kit whose sheets are drawn and rehearsed.
pub fn finish(
    mut made: Made,
    sheets: &[RenderedSheet],
    rehearsal: RehearsalResult,
) -> Result<Record, KitError> {
    // A hash of a sheet in clear would let anybody test guesses of a short secret.
    let hashed = sheets.iter().filter(|sheet| !sheet.kind.shows_secret());
    made.hashes.sheets = hashed
        .map(|sheet| (sheet.kind.file_name(), Hash::from_bytes(sheet.sha256())))
        .chain([(program::NAME.to_owned(), Hash::from_bytes(program::sha256()))])
        .collect();
    made.rehearsal = recorded(rehearsal);

    Record::new(made).map_err(KitError::Record)
}

fn recorded(RehearsalResult { quorums, tried }: RehearsalResult) -> RehearsalEntry {
    RehearsalEntry { quorums, tried, exhaustive: tried == quorums }
}

/// The generation that has still to give up its place: a new split carries a generation
/// that is not confirmed yet on as such.
fn replaces(kit: &Contents<'_>) -> Option<Generation> {
    match (kit.operation, kit.record_before()) {
        (OperationKind::Reshare, Some(record)) => record.made().replaces.filter(|_| record.is_pending()),
        _ => kit.replaces(),
    }
}

fn replaces_set(kit: &Contents<'_>) -> Option<SetId> {
    let old = kit.record_before()?.made().set_id;
    (old != kit.split.set).then_some(old)
}

/// The record as a file of the kit.
pub fn file(record: &Record) -> Result<KitFile, KitError> {
    let json = record.to_json().map_err(KitError::Record)?;
    Ok(KitFile { name: RECORD.to_owned(), bytes: SecretBytes::new(json.into_bytes()) })
}

fn tool(request: &Request) -> Tool {
    let machine = &request.machine;
    let spoken = |hash: [u8; 32]| words::of(&hash).into_iter().map(str::to_owned).collect();
    let words = machine.tool_sha256.map(spoken).unwrap_or_default();
    Tool { version: machine.tool_version.clone(), sha256: machine.tool_sha256.map(Hash::from_bytes), words }
}

/// All secrets of the kit in the order of the plan, wherever they live.
fn secrets(request: &Request, kit: &Contents<'_>) -> Vec<SecretEntry> {
    let here = kit.secrets.iter().zip(&kit.credential.secrets);
    let here = here.map(|(summary, held)| secret(summary, &held.account, kit.credential.generation));
    let mut entries: Vec<SecretEntry> = here.chain(kit.elsewhere.iter().cloned()).collect();
    let place =
        |entry: &SecretEntry| request.plan.secrets.iter().position(|wanted| wanted.name == entry.name);
    entries.sort_by_key(place);
    entries
}

fn secret(secret: &SecretSummary, account: &str, generation: Generation) -> SecretEntry {
    let generated = secret.entropy_bits.is_some();
    SecretEntry {
        name: secret.name.clone(),
        account: account.to_owned(),
        profile: secret.profile.clone(),
        origin: if generated { SecretOrigin::Generated } else { SecretOrigin::Imported },
        characters: secret.characters.and_then(|count| u32::try_from(count).ok()),
        entropy_bits: secret.entropy_bits.map(|bits| bits.floor() as u32),
        generation: Some(generation),
        kept: secret.kept.clone(),
    }
}

fn custodians(request: &Request) -> Vec<CustodianEntry> {
    let entry = |(share, custodian): (u8, &crate::plan::Custodian)| CustodianEntry {
        share,
        name: custodian.name.clone(),
        place: custodian.place.clone(),
    };
    (1..).zip(&request.plan.custodians).map(entry).collect()
}
