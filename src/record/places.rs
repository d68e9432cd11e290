//! Which credential holds which secret.

use super::{EarlierCredential, Hash, Hashes, Made, SecretEntry};
use crate::id::Generation;
use std::collections::BTreeMap;

impl Made {
    /// The generation of the credential that holds a secret.
    pub fn place(&self, secret: &SecretEntry) -> Generation {
        secret.generation.unwrap_or(self.generation)
    }

    /// The secrets that stay in earlier credentials: their names by the generation that
    /// holds them, oldest first.
    pub fn staying(&self) -> Vec<(Generation, Vec<String>)> {
        let mut staying: BTreeMap<Generation, Vec<String>> = BTreeMap::new();
        for secret in self.secrets.iter().filter(|secret| self.place(secret) != self.generation) {
            staying.entry(self.place(secret)).or_default().push(secret.name.clone());
        }
        staying.into_iter().collect()
    }

    /// Every credential that holds a secret of the kit, oldest first.
    pub fn credentials(&self) -> Vec<EarlierCredential> {
        let own = EarlierCredential {
            generation: self.generation,
            payload: self.hashes.payload,
            sealed_copies: self.sealed_copies,
        };
        self.earlier.iter().cloned().chain([own]).collect()
    }
}

impl Hashes {
    /// The hash of each sheet of a share that was made with the record.
    pub fn share_sheets(&self) -> impl Iterator<Item = Hash> {
        self.sheets.iter().filter(|(name, _)| name.starts_with("share-")).map(|(_, hash)| *hash)
    }

    /// Whether this is the hash of a file of the kit.
    pub fn names_file(&self, hash: Hash) -> bool {
        self.payload == hash || self.sheets.values().any(|sheet| *sheet == hash)
    }
}
