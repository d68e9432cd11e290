//! What a kit takes out of use, and what is to be destroyed of it.

use super::contents::Contents;
use super::course::Course;
use super::sheets::kept;
use crate::id::hex_groups;
use crate::plan::Custodian;
use crate::record::{Hash, Record};
use crate::sheet::{OldShare, Superseded};

/// What the certificate of destruction lists; nothing for a first kit.
pub fn superseded(kit: &Contents<'_>) -> Option<Superseded> {
    let record = kit.course.before()?;
    let made = record.made();
    let shares = match kit.course {
        Course::Rotate(_) => Vec::new(),
        _ => (1..).zip(&made.hashes.shares).map(|(x, hash)| old_share(record, x, hash)).collect(),
    };
    let stays = matches!(kit.course, Course::Reshare(_));
    Some(Superseded {
        course: kit.course.on_sheets(),
        set_id: made.set_id.to_string(),
        epoch: made.epoch.number(),
        quorum: made.quorum,
        generation: (!stays).then_some(made.generation.number()),
        shares,
        places: (1..=made.quorum.shares()).map(|x| keeper(record, x)).collect(),
        sealed_copies: if stays { 0 } else { made.sealed_copies.unwrap_or(0) },
        payload_sha256: made.hashes.payload.to_string(),
        record_sha256: record.made_hash().to_string(),
        still_valid: if stays { Vec::new() } else { kept(kit) },
    })
}

fn old_share(record: &Record, x: u8, hash: &Hash) -> OldShare {
    OldShare { x, keeper: keeper(record, x), fingerprint: hex_groups(&hash.bytes()[..8]) }
}

fn keeper(record: &Record, x: u8) -> Custodian {
    let entry = record.made().custodians.iter().find(|c| c.share == x);
    entry.map_or_else(
        || Custodian { name: String::new(), place: String::new() },
        |c| Custodian { name: c.name.clone(), place: c.place.clone() },
    )
}
