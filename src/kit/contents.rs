//! What a kit consists of before anything is laid out: key, shares, secrets and the
//! sealed credential.

use super::error::KitError;
use super::operation::Operation;
use super::output::{PreviousKit, RehearsalResult, SecretSummary, Summary};
use super::request::{Previous, Request};
use super::secrets::{self, Described};
use super::split::{Split, fresh_identity};
use crate::auth::{Author, Examined};
use crate::credential::{Credential, CredentialCode};
use crate::id::{Epoch, Fingerprint, Generation, Recipient};
use crate::plan::Plan;
use crate::record::Record;
use crate::recovery::{Comparison, Opened};
use crate::seal;
use crate::secret::Identity;
use crate::sheet::OperationKind;
use rand::CryptoRng;

/// Key, shares, secrets and sealed credential of a kit.
pub struct Contents<'a> {
    pub operation: OperationKind,
    /// The record of the kit that this one follows on; a first one follows on none.
    pub previous: Option<&'a Record>,
    pub split: Split,
    pub credential: Credential,
    pub code: CredentialCode,
    pub secrets: Vec<SecretSummary>,
    /// Who writes the code of the record, if the key was at hand and may vouch for it.
    pub author: Option<Author>,
}

impl<'a> Contents<'a> {
    /// Makes, imports or carries over what the operation asks for, and seals it.
    pub fn make<R: CryptoRng>(
        request: &Request,
        operation: Operation<'a>,
        rng: &mut R,
    ) -> Result<Self, KitError> {
        match operation {
            Operation::New => Self::for_new_key(request, OperationKind::New, None, rng),
            Operation::Rotate { previous, fingerprint } => {
                Self::for_same_shares(request, previous, fingerprint, rng)
            }
            Operation::Reshare { record, opened } => Self::split_again(request, record, *opened, rng),
            Operation::NewIdentity { previous } => {
                if let Some(keep) = previous.keep.iter().find(|keep| keep.reason.is_none()) {
                    return Err(KitError::NoReason(keep.name.clone()));
                }
                Self::for_new_key(request, OperationKind::NewIdentity, Some(previous), rng)
            }
        }
    }

    /// Seals the secrets to a new key and splits it.
    fn for_new_key<R: CryptoRng>(
        request: &Request,
        operation: OperationKind,
        previous: Option<Previous<'a>>,
        rng: &mut R,
    ) -> Result<Self, KitError> {
        // The new key says nothing of the old record; a quorum of the old key tells a forged one.
        if let Some((identity, record)) = previous.and_then(|p| Some((p.identity?, p.record))) {
            Examined::of(identity, record)?;
        }

        let secrets = secrets::gather(request, previous.as_ref(), rng)?;
        let identity = fresh_identity(rng);
        let split = Split::of(&identity, request.plan.quorum, Epoch::FIRST, rng)?;
        let author = Some(Author::of_new(&identity, &split.recipient));
        Self::sealed(request, operation, previous.map(|previous| previous.record), split, secrets, author)
    }

    /// Seals the secrets to the key that is there, whose shares stay in their envelopes.
    fn for_same_shares<R: CryptoRng>(
        request: &Request,
        previous: Previous<'a>,
        fingerprint: Fingerprint,
        rng: &mut R,
    ) -> Result<Self, KitError> {
        let split = Split::of_record(previous.record);
        if split.recipient.fingerprint() != fingerprint {
            return Err(KitError::OtherRecipient);
        }
        if request.plan.quorum != split.quorum {
            return Err(KitError::OtherPlan("the quorum"));
        }

        let author = previous.identity.map(|identity| author_after(previous.record, identity)).transpose()?;
        let secrets = secrets::gather(request, Some(&previous), rng)?;
        let (operation, author) = (OperationKind::Rotate, author.flatten());
        Self::sealed(request, operation, Some(previous.record), split, secrets, author)
    }

    /// Splits the key that is there again and takes its credential over as it is.
    fn split_again<R: CryptoRng>(
        request: &Request,
        record: &'a Record,
        opened: Opened,
        rng: &mut R,
    ) -> Result<Self, KitError> {
        same_secrets(&request.plan, record)?;
        let old = Split::of_record(record);
        if old.recipient != opened.recipient {
            return Err(KitError::OtherRecipient);
        }

        let author = author_after(record, &opened.identity)?;
        let epoch = old.epoch.next().ok_or(KitError::LastEpoch(old.epoch))?;
        let mut split = Split::of(&opened.identity, request.plan.quorum, epoch, rng)?;
        // A name of 20 bits can come again; then the two sets could not be told apart.
        while split.set == old.set {
            split = Split::of(&opened.identity, request.plan.quorum, epoch, rng)?;
        }

        let mut credential = opened.credential;
        let held = std::mem::take(&mut credential.secrets);
        let (values, secrets) = secrets::unchanged(record, held)?.into_iter().unzip();
        credential.secrets = values;

        let code = code(&credential, opened.age_file)?;
        let operation = OperationKind::Reshare;
        Ok(Self { operation, previous: Some(record), split, credential, code, secrets, author })
    }

    /// Seals the secrets to the recipient of the split, as the generation after the one
    /// that is there.
    fn sealed(
        request: &Request,
        operation: OperationKind,
        previous: Option<&'a Record>,
        split: Split,
        secrets: Vec<Described>,
        author: Option<Author>,
    ) -> Result<Self, KitError> {
        let (values, secrets) = secrets.into_iter().unzip();
        let credential = Credential {
            title: request.plan.label.clone(),
            key: split.recipient.key_id(),
            generation: next_generation(previous)?,
            sealed: request.date,
            secrets: values,
        };

        let age_file = seal::seal(&credential.to_text(), &split.recipient)?;
        let code = code(&credential, age_file)?;
        Ok(Self { operation, previous, split, credential, code, secrets, author })
    }

    /// The public half of the key.
    pub fn recipient(&self) -> &Recipient {
        &self.split.recipient
    }

    /// The generation that this one replaces, as the sheets print it.
    pub fn replaces(&self) -> Option<Generation> {
        let old = self.previous?.made().generation;
        match self.operation {
            // The credential stays; it once replaced the generation before its own.
            OperationKind::Reshare => old.previous(),
            _ => Some(old),
        }
    }

    /// The names of the secrets that were carried over.
    pub fn kept(&self) -> Vec<String> {
        self.secrets.iter().filter(|s| s.kept.is_some()).map(|s| s.name.clone()).collect()
    }

    /// What may be said of the finished kit.
    pub fn into_summary(self, rehearsal: RehearsalResult, record_sha256: String) -> Summary {
        let follows = self.previous.map(Record::made);
        Summary {
            operation: self.operation,
            follows: follows.map(|made| PreviousKit { set_id: made.set_id, generation: made.generation }),
            set_id: self.split.set,
            recipient: self.split.recipient.clone(),
            fingerprint: self.split.recipient.fingerprint(),
            record_sha256,
            generation: self.credential.generation,
            quorum: self.split.quorum,
            rehearsal,
            credential_lines: self.code.lines().len(),
            secrets: self.secrets,
        }
    }
}

/// Who writes the code of a record that follows this one.
fn author_after(record: &Record, identity: &Identity) -> Result<Option<Author>, KitError> {
    Ok(Examined::of(identity, record)?.author(Comparison::NotCompared))
}

/// The generation after that of the record, or the first one.
fn next_generation(previous: Option<&Record>) -> Result<Generation, KitError> {
    let Some(record) = previous else { return Ok(Generation::FIRST) };
    let old = record.made().generation;
    let next = old.next();
    next.ok_or(KitError::LastGeneration(old))
}

fn code(credential: &Credential, age_file: Vec<u8>) -> Result<CredentialCode, KitError> {
    CredentialCode::new(credential.key, credential.generation, age_file).map_err(KitError::TooMuch)
}

/// Another split changes who keeps the shares, and nothing else.
fn same_secrets(plan: &Plan, record: &Record) -> Result<(), KitError> {
    let old = &record.made().plan;
    if plan.secrets != old.secrets {
        return Err(KitError::OtherPlan("the secrets"));
    }
    if plan.label != old.label {
        return Err(KitError::OtherPlan("the label"));
    }
    Ok(())
}
