//! What only all inputs together show: several kits, or two credentials of one generation.

use crate::cli::read::input::InputContent;
use sealkit::id::{Generation, KeyId};
use sealkit::record::Hash;
use sealkit::recovery::{FindingInfo, OpenError, Recovery};

/// Everything that was inspected, put together and never opened.
#[derive(Default)]
pub struct Several {
    recovery: Recovery,
}

/// What cannot all be genuine.
pub enum Contradiction {
    /// The shares open more than one kit.
    Kits(Vec<FindingInfo>),
    /// Different credentials say that they are of one key and generation.
    Credentials {
        /// The key.
        key: KeyId,
        /// The generation.
        generation: Generation,
        /// The SHA-256 of each age file.
        payloads: Vec<Hash>,
    },
}

impl Several {
    /// Adds what an input holds; what is wrong with it is said elsewhere.
    pub fn add(&mut self, content: &InputContent) {
        match content {
            InputContent::Text(text) => drop(self.recovery.add_text(text.expose())),
            InputContent::Pdf(found) => {
                found.iter().for_each(|found| drop(self.recovery.add_text(found.text.expose())));
            }
            InputContent::AgeFile(_) | InputContent::Record(_) => {}
        }
    }

    /// Every contradiction between the inputs.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let kits = match self.recovery.proven() {
            Err(OpenError::TwoKits(kits)) => Some(Contradiction::Kits(kits)),
            _ => None,
        };
        let rivals = self.recovery.rivals().into_iter();
        let credentials = rivals.map(|(key, generation, payloads)| Contradiction::Credentials {
            key,
            generation,
            payloads,
        });
        kits.into_iter().chain(credentials).collect()
    }
}
