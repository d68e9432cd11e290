//! What only all inputs together show: several kits, or two credentials of one generation.

use super::error::Contradiction;
use crate::cli::read::input::InputContent;
use sealkit::record::Hash;
use sealkit::recovery::{OpenError, Recovery};

/// Everything that was inspected, put together and never opened.
#[derive(Default)]
pub struct Several {
    recovery: Recovery,
}

impl Several {
    /// Adds what an input holds; what is wrong with it is said elsewhere.
    pub fn add(&mut self, content: &InputContent) {
        match content {
            InputContent::Text(text) => drop(self.recovery.add_text(text.expose())),
            InputContent::Pdf(found) => {
                found.iter().for_each(|found| drop(self.recovery.add_text(found.text.expose())));
            }
            InputContent::AgeFile(bytes) => drop(self.recovery.add_age_file(bytes.expose())),
            InputContent::Record(_) => {}
        }
    }

    /// Age files that came without a code and differ from all others. They show no
    /// generation, so nothing tells whether they are a fork.
    pub fn bare(&self) -> Vec<Hash> {
        self.recovery.bare()
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
