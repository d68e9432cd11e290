//! Secrets that the newest credential names and an earlier one holds.

use super::open::{HeldElsewhere, Search};
use super::open_error::OpenError;
use super::state::{Recovery, Sealed};
use crate::credential::{Credential, Elsewhere};
use crate::record::Hash;

impl Recovery {
    /// Looks for the secrets that earlier credentials hold, and adds what a record that was
    /// not compared says otherwise. Where they are is taken from the newest credential alone,
    /// or from a compared record: an older credential is not asked what lives elsewhere, so
    /// that a forged one leads nowhere.
    pub(super) fn search_elsewhere(
        &self,
        newest: &Credential,
        older: Vec<(Credential, &Sealed)>,
        contradictions: &mut Vec<OpenError>,
    ) -> Vec<HeldElsewhere> {
        let named = self.deciding().map_or(&newest.elsewhere, |expected| &expected.elsewhere);
        if let Some(expected) = self.expected.as_ref().filter(|_| contradictions.is_empty()) {
            let other = differing(&expected.elsewhere, &newest.elsewhere).map(OpenError::OtherPlace);
            contradictions.extend(other);
            for (credential, sealed) in &older {
                let generation = credential.generation;
                let is_needed = named.iter().any(|also| also.generation == generation);
                if is_needed && expected.payload_of(generation) != Some(*Hash::of(&sealed.age_file).bytes()) {
                    contradictions.push(OpenError::EarlierNotInRecord(generation));
                }
            }
        }

        let mut older: Vec<Credential> = older.into_iter().map(|(credential, _)| credential).collect();
        let mut search = |also: &Elsewhere| {
            let Some(holder) = older.iter_mut().find(|c| c.generation == also.generation) else {
                return Search::NotBrought;
            };
            let at = holder.secrets.iter().position(|secret| secret.name == also.name);
            at.map_or(Search::NotHeld, |at| Search::Found(holder.secrets.swap_remove(at)))
        };

        let held = |also: &Elsewhere| HeldElsewhere {
            name: also.name.clone(),
            generation: also.generation,
            search: search(also),
        };

        named.iter().map(held).collect()
    }
}

/// The first secret that two lists put into different places.
fn differing(a: &[Elsewhere], b: &[Elsewhere]) -> Option<String> {
    let only = |of: &[Elsewhere], other: &[Elsewhere]| of.iter().find(|also| !other.contains(also)).cloned();
    only(a, b).or_else(|| only(b, a)).map(|also| also.name)
}
