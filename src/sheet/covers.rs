//! The packets and custody cards of all shares, printed again: a bag was opened in a drill, or
//! a card is full.

use super::context::SheetContext;
use super::custody_card::card;
use super::kind::SheetKind;
use super::packet::{packet, seed_of};
use super::{Part, Sheet};

/// A packet and a custody card for each share, without any secret. `fingerprints` are those of
/// the shares, in order, as the shares print them; their packets get the same patterns again.
pub fn covers(context: &SheetContext, fingerprints: &[String]) -> Sheet {
    let parts = (1..=context.shares).zip(fingerprints).flat_map(|(x, fingerprint)| -> [Part; 2] {
        // Since when the custodian keeps it, the record of a rotation does not say.
        [packet(context, x, seed_of(fingerprint)), card(context, x, None)]
    });
    context.file(SheetKind::Covers, &words!(context.texts, "covers-name"), parts.collect())
}
