//! What only all pieces together show: several kits, or two credentials of one generation.

use super::findings::FindingInfo;
use super::open_error::OpenError;
use super::state::Recovery;
use crate::id::{Generation, KeyId};
use crate::record::Hash;
use std::collections::BTreeMap;

/// What cannot all be genuine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// The shares open more than one kit.
    Kits(Vec<FindingInfo>),
    /// Different credentials say that they are of one key and generation: a fork, or sealed to
    /// different keys of one key id.
    Credentials {
        /// The key.
        key: KeyId,
        /// The generation.
        generation: Generation,
        /// The SHA-256 of each age file.
        payloads: Vec<Hash>,
    },
}

impl Recovery {
    /// What cannot all be genuine, without opening anything: shares of several kits, and
    /// credentials that say they are of one key and generation and are different.
    pub fn find_contradictions(&self) -> Vec<Contradiction> {
        let kits = match self.proven() {
            Err(OpenError::TwoKits(kits)) => Some(Contradiction::Kits(kits)),
            _ => None,
        };
        kits.into_iter().chain(self.rivals()).collect()
    }

    fn rivals(&self) -> impl Iterator<Item = Contradiction> {
        let mut groups: BTreeMap<(KeyId, Generation), Vec<Hash>> = BTreeMap::new();
        for sealed in &self.sealed {
            if let Some(names) = sealed.names {
                groups.entry(names).or_default().push(Hash::of(&sealed.age_file));
            }
        }
        let several = groups.into_iter().filter(|(_, payloads)| payloads.len() > 1);
        several.map(|((key, generation), payloads)| Contradiction::Credentials { key, generation, payloads })
    }
}
