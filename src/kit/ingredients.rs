//! What a kit consists of before anything is laid out.

use super::{Imported, KitError, Rehearsal, Request, SecretSummary, Summary};
use crate::credential::{Credential, CredentialCode, Generation, Secret};
use crate::id::Recipient;
use crate::passphrase::{self, Notes, Verdict};
use crate::plan::{Origin, SecretPlan};
use crate::seal;
use crate::secret::{Identity, SecretText};
use crate::shamir::{self, Point, Quorum};
use crate::share::{Epoch, SetId, Share};
use rand::CryptoRng;
use zeroize::Zeroizing;

/// The epoch of a first split.
const FIRST_EPOCH: Epoch = 1;

/// Key, shares, secrets and sealed credential of a new kit.
pub struct Ingredients {
    pub quorum: Quorum,
    pub epoch: Epoch,
    pub set: SetId,
    pub recipient: Recipient,
    pub shares: Vec<Share>,
    pub credential: Credential,
    pub code: CredentialCode,
    pub secrets: Vec<SecretSummary>,
}

/// Generates, imports, seals and splits.
pub fn gather<R: CryptoRng>(request: &Request, rng: &mut R) -> Result<Ingredients, KitError> {
    let plan = &request.plan;
    let (values, secrets): (Vec<Secret>, Vec<SecretSummary>) = plan
        .secrets
        .iter()
        .map(|s| secret(s, &request.imports, rng))
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .unzip();
    let identity = fresh_identity(rng);
    let recipient = seal::recipient_of(&identity)?;
    let (set, shares) = split(&identity, &recipient, plan.quorum, rng);
    let credential = Credential {
        title: plan.label.clone(),
        key: recipient.key_id(),
        generation: Generation::FIRST,
        sealed: request.date,
        secrets: values,
    };
    let age_file = seal::seal(&credential.to_text(), &recipient)?;
    let code =
        CredentialCode::new(credential.key, credential.generation, age_file).map_err(KitError::TooMuch)?;
    Ok(Ingredients {
        quorum: plan.quorum,
        epoch: FIRST_EPOCH,
        set,
        recipient,
        shares,
        credential,
        code,
        secrets,
    })
}

impl Ingredients {
    /// What may be told.
    pub fn summary(self, rehearsal: Rehearsal, record_sha256: String) -> Summary {
        Summary {
            set_id: self.set.to_string(),
            recipient: self.recipient.to_string(),
            fingerprint: self.recipient.fingerprint().to_string(),
            record_sha256,
            generation: self.credential.generation.number(),
            quorum: self.quorum,
            rehearsal,
            credential_lines: self.code.lines().len(),
            secrets: self.secrets,
        }
    }
}

fn fresh_identity<R: CryptoRng>(rng: &mut R) -> Identity {
    let mut bytes = Zeroizing::new([0; 32]);
    rng.fill_bytes(bytes.as_mut_slice());
    Identity::new(bytes)
}

fn split<R: CryptoRng>(
    identity: &Identity,
    recipient: &Recipient,
    quorum: Quorum,
    rng: &mut R,
) -> (SetId, Vec<Share>) {
    let points = shamir::split(identity, quorum, rng);
    let first: Vec<&Point> = points.iter().take(usize::from(quorum.threshold())).collect();
    let set = SetId::of(recipient, FIRST_EPOCH, quorum, &first);
    let shares = points.into_iter().filter_map(|point| Share::new(set, FIRST_EPOCH, quorum, point)).collect();
    (set, shares)
}

fn secret<R: CryptoRng>(
    wanted: &SecretPlan,
    imports: &[Imported],
    rng: &mut R,
) -> Result<(Secret, SecretSummary), KitError> {
    let name = wanted.name.clone();
    let (value, entropy_bits, notes) = match &wanted.origin {
        Origin::Generate(recipe) => {
            let made =
                passphrase::generate(recipe, rng).map_err(|error| KitError::Passphrase { name, error })?;
            let bits = made.entropy_bits();
            (made.into_text(), Some(bits), Vec::new())
        }
        Origin::Import => {
            let given =
                imports.iter().find(|i| i.name == name).ok_or_else(|| KitError::NoValue(name.clone()))?;
            let (value, notes) = passphrase::import(given.value.expose().as_bytes(), wanted.profile)
                .map_err(|error| KitError::Import { name, error })?;
            let verdict = passphrase::judge(&value);
            (value, None, import_notes(&notes, &verdict))
        }
    };
    let summary = SecretSummary {
        name: wanted.name.clone(),
        profile: wanted.profile.name.clone(),
        characters: value.expose().chars().count(),
        entropy_bits,
        notes,
    };
    let secret = Secret {
        name: wanted.name.clone(),
        account: wanted.account.clone(),
        profile: wanted.profile.name.clone(),
        value: SecretText::new(value.expose().to_owned()),
    };
    Ok((secret, summary))
}

fn import_notes(notes: &Notes, verdict: &Verdict) -> Vec<String> {
    let read = if verdict.first_100_only { " (it reads the first 100 characters only)" } else { "" };
    let mut said = vec![format!("zxcvbn: score {} of 4{read}", verdict.score)];
    said.extend(verdict.warning.iter().map(|warning| format!("zxcvbn: {warning}")));
    if notes.line_end_removed {
        said.push("one line end at its end was removed".to_owned());
    }
    said.extend(notes.remarks.iter().map(ToString::to_string));
    said
}
