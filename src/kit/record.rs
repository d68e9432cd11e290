//! The public record of a kit.

use super::contents::Contents;
use super::course::Course;
use super::facts::spoken;
use super::rehearse::Rehearsal;
use super::rendered::RenderedSheet;
use super::{KitError, KitFile, Request, SecretSummary};
use crate::id::{Generation, SetId};
use crate::program;
use crate::record::{
    Check, CustodianEntry, DateSource, Hash, Hashes, Made, Record, RecordError, RehearsalEntry, SecretEntry,
    SecretOrigin, Tool,
};
use crate::secret::SecretBytes;

/// The record of what was made.
pub fn record(
    request: &Request,
    kit: &Contents<'_>,
    drawn: &[RenderedSheet],
    rehearsal: Rehearsal,
) -> Result<Record, KitError> {
    let machine = &request.machine;
    let preflight =
        machine.checks.iter().map(|(check, result)| Check { check: check.clone(), result: result.clone() });
    let made = Made {
        tool: tool(request),
        date: request.date,
        date_source: if request.date_given { DateSource::Given } else { DateSource::Clock },
        made_offline: machine.made_offline,
        plan: request.plan.clone(),
        key_id: kit.recipient().key_id(),
        set_id: kit.split.set,
        recipient: kit.recipient().clone(),
        recipient_fingerprint: kit.recipient().fingerprint(),
        quorum: kit.split.quorum,
        epoch: kit.split.epoch,
        generation: kit.credential.generation,
        replaces: replaces(kit.course),
        secrets: kit
            .secrets
            .iter()
            .zip(&kit.credential.secrets)
            .map(|(s, c)| secret(s, &c.account))
            .collect(),
        custodians: custodians(request),
        hashes: hashes(kit, drawn),
        entropy_sources: machine.entropy_sources.clone(),
        preflight: preflight.collect(),
        rehearsal: RehearsalEntry {
            quorums: rehearsal.quorums,
            tried: rehearsal.tried,
            exhaustive: rehearsal.tried == rehearsal.quorums,
        },
        previous: kit.course.before().map(Record::made_hash),
        sealed_copies: Some(request.sealed_copies).filter(|&copies| copies > 0),
        replaces_set: replaces_set(kit),
        sealed: Some(kit.credential.sealed).filter(|&sealed| sealed != request.date),
    };
    Record::new(made).map_err(unrecorded)
}

/// The generation that has still to give up its place: a new split carries a generation
/// that is not confirmed yet on as such.
fn replaces(course: Course<'_>) -> Option<Generation> {
    match course {
        Course::Reshare(record) => record.made().replaces.filter(|_| record.is_pending()),
        _ => course.replaces(),
    }
}

fn replaces_set(kit: &Contents<'_>) -> Option<SetId> {
    let old = kit.course.before()?.made().set_id;
    (old != kit.split.set).then_some(old)
}

/// The record as a file of the kit.
pub fn file(record: &Record) -> Result<KitFile, KitError> {
    let json = record.to_json().map_err(unrecorded)?;
    Ok(KitFile { name: "record.json".to_owned(), bytes: SecretBytes::new(json.into_bytes()) })
}

fn unrecorded(error: RecordError) -> KitError {
    KitError::Record(error)
}

fn tool(request: &Request) -> Tool {
    let machine = &request.machine;
    let words = machine.tool_sha256.map(|hash| spoken(&hash)).unwrap_or_default();
    Tool { version: machine.tool_version.clone(), sha256: machine.tool_sha256.map(Hash::from_bytes), words }
}

fn secret(secret: &SecretSummary, account: &str) -> SecretEntry {
    let generated = secret.entropy_bits.is_some();
    SecretEntry {
        name: secret.name.clone(),
        account: account.to_owned(),
        profile: secret.profile.clone(),
        origin: if generated { SecretOrigin::Generated } else { SecretOrigin::Imported },
        characters: u32::try_from(secret.characters).ok().filter(|_| generated),
        entropy_bits: secret.entropy_bits.map(|bits| bits.floor() as u32),
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

fn hashes(kit: &Contents<'_>, drawn: &[RenderedSheet]) -> Hashes {
    Hashes {
        shares: kit.split.hashes.clone(),
        payload: Hash::of(kit.code.age_file()),
        sheets: drawn
            .iter()
            .filter(|d| !d.clear)
            .map(|d| (d.name.clone(), Hash::from_bytes(d.sha256())))
            .chain([(program::NAME.to_owned(), Hash::from_bytes(program::sha256()))])
            .collect(),
    }
}
