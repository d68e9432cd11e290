//! (stub)
#![allow(missing_docs)]
use crate::plan::Plan;
use crate::secret::{SecretBytes, SecretText};
use crate::shamir::Quorum;
use rand::CryptoRng;
use time::Date;

pub struct Imported { pub name: String, pub value: SecretText }
pub struct Request { pub plan: Plan, pub imports: Vec<Imported>, pub date: Date, pub date_given: bool, pub provisioning: bool, pub machine: Machine }
pub struct Machine { pub made_offline: bool, pub checks: Vec<(String, String)>, pub tool_version: String, pub tool_sha256: Option<[u8; 32]>, pub entropy_sources: Vec<String> }
pub struct Kit { pub files: Vec<KitFile>, pub summary: Summary }
pub struct KitFile { pub name: String, pub bytes: SecretBytes }
pub struct Rehearsal { pub quorums: u64, pub tried: u64 }
pub struct SecretSummary { pub name: String, pub profile: String, pub characters: usize, pub entropy_bits: Option<f64>, pub notes: Vec<String> }
pub struct Summary { pub set_id: String, pub recipient: String, pub fingerprint: String, pub record_sha256: String, pub generation: u16, pub quorum: Quorum, pub secrets: Vec<SecretSummary>, pub rehearsal: Rehearsal, pub credential_lines: usize }
#[derive(Debug, thiserror::Error)]
pub enum KitError { #[error("stub")] Stub }
pub fn new<R: CryptoRng>(request: &Request, _rng: &mut R) -> Result<Kit, KitError> {
    let secrets = request.plan.secrets.iter().map(|s| SecretSummary { name: s.name.clone(), profile: "entra".into(), characters: 120, entropy_bits: Some(700.0), notes: vec![] }).collect();
    Ok(Kit { files: vec![KitFile { name: "share-1-of-3.pdf".into(), bytes: SecretBytes::new(vec![1]) }, KitFile { name: "record.json".into(), bytes: SecretBytes::new(vec![2]) }],
        summary: Summary { set_id: "K7QM-4XTB".into(), recipient: "age1".into(), fingerprint: "aaaa".into(), record_sha256: "00".into(), generation: 1, quorum: request.plan.quorum, secrets, rehearsal: Rehearsal { quorums: 3, tried: 3 }, credential_lines: 50 } })
}
