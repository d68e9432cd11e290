//! What a kit consists of before anything is laid out.

use super::course::Course;
use super::secrets;
use super::split::{Split, fresh_identity};
use super::{KitError, Previous, Rehearsal, Request, SecretSummary, Summary};
use crate::credential::{Credential, CredentialCode, Secret};
use crate::id::{Epoch, Recipient};
use crate::seal;
use rand::CryptoRng;

/// Key, shares, secrets and sealed credential of a kit.
pub struct Contents<'a> {
    pub course: Course<'a>,
    pub split: Split,
    pub credential: Credential,
    pub code: CredentialCode,
    pub secrets: Vec<SecretSummary>,
}

/// Generates, imports or carries over, seals to a new key and splits it.
pub fn of_new<'a, R: CryptoRng>(
    request: &Request,
    course: Course<'a>,
    before: Option<&Previous<'a>>,
    rng: &mut R,
) -> Result<Contents<'a>, KitError> {
    let gathered = secrets::gather(request, before, rng)?;
    let split = Split::of(&fresh_identity(rng), request.plan.quorum, Epoch::FIRST, rng)?;
    sealed(request, course, split, gathered)
}

/// Seals the secrets to the recipient of the split as the generation of the course.
pub fn sealed<'a>(
    request: &Request,
    course: Course<'a>,
    split: Split,
    gathered: Vec<(Secret, SecretSummary)>,
) -> Result<Contents<'a>, KitError> {
    let (values, secrets) = gathered.into_iter().unzip();
    let credential = Credential {
        title: request.plan.label.clone(),
        key: split.recipient.key_id(),
        generation: course.generation()?,
        sealed: request.date,
        secrets: values,
    };
    let age_file = seal::seal(&credential.to_text(), &split.recipient)?;
    let code = code(&credential, age_file)?;
    Ok(Contents { course, split, credential, code, secrets })
}

/// The code of an age file.
pub fn code(credential: &Credential, age_file: Vec<u8>) -> Result<CredentialCode, KitError> {
    CredentialCode::new(credential.key, credential.generation, age_file).map_err(KitError::TooMuch)
}

impl Contents<'_> {
    /// The public half of the key.
    pub fn recipient(&self) -> &Recipient {
        &self.split.recipient
    }

    /// What may be told.
    pub fn summary(self, rehearsal: Rehearsal, record_sha256: String) -> Summary {
        Summary {
            set_id: self.split.set.to_string(),
            recipient: self.split.recipient.to_string(),
            fingerprint: self.split.recipient.fingerprint().to_string(),
            record_sha256,
            generation: self.credential.generation.number(),
            quorum: self.split.quorum,
            rehearsal,
            credential_lines: self.code.lines().len(),
            secrets: self.secrets,
        }
    }
}
