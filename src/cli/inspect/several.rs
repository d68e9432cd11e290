//! What only all inputs together show: several kits, or two credentials of one generation.

use crate::cli::read::input::InputContent;
use crate::cli::report::recovery::kit_by_name;
use crate::cli::report::{Failure, Status};
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
            InputContent::AgeFile(_) | InputContent::Record(_) => {}
        }
    }

    /// One sentence for each contradiction between the inputs.
    pub fn told(&self) -> Vec<String> {
        let mut said = Vec::new();
        if let Err(OpenError::TwoKits(kits)) = self.recovery.proven() {
            let names: Vec<String> = kits.iter().map(kit_by_name).collect();
            said.push(format!("these shares open {} different kits: {}", kits.len(), names.join("; ")));
        }
        for (key, generation, payloads) in self.recovery.rivals() {
            let hashes: Vec<String> = payloads.iter().map(|hash| hash.to_string()).collect();
            said.push(format!(
                "{} different credentials of key {key} say generation {generation}, SHA-256 {}",
                hashes.len(),
                hashes.join(" and ")
            ));
        }
        said
    }
}

/// Contradictions are a reason not to trust the sheets.
pub fn failure(told: &[String]) -> Option<Failure> {
    let hint = "compare the kit fingerprint and the SHA-256 of the credential with the ceremony sheet";
    Some(Failure::new(Status::Damaged, told.first()?.clone(), hint).of_kind("several"))
}
