//! What a kit consists of before anything is laid out: key, shares, secrets and the
//! sealed credential.

use super::error::KitError;
use super::operation::Operation;
use super::output::{PreviousKit, RehearsalResult, SecretSummary, Summary};
use super::request::{Previous, Request};
use super::secrets::{self, Gathered, NotGiven};
use super::split::{Split, fresh_identity};
use crate::auth::{Author, Examined};
use crate::credential::{self, Credential, CredentialCode, Elsewhere, Secret};
use crate::id::{Epoch, Generation, KeyId, Recipient};
use crate::plan::Plan;
use crate::record::{EarlierCredential, Hash, Record, SecretEntry, Vouched};
use crate::recovery::{Comparison, Opened};
use crate::seal;
use crate::secret::Identity;
use crate::sheet::OperationKind;
use rand::CryptoRng;
use std::collections::BTreeSet;

/// Key, shares, secrets and sealed credential of a kit.
pub struct Contents<'a> {
    pub operation: OperationKind,
    /// The record of the kit that this one follows on; a first one follows on none.
    pub previous: Option<Vouched<'a>>,
    pub split: Split,
    pub credential: Credential,
    pub code: CredentialCode,
    /// Those that the credential holds.
    pub secrets: Vec<SecretSummary>,
    /// Those that stay in earlier credentials.
    pub elsewhere: Vec<SecretEntry>,
    /// How many sealed copies of the credential there are.
    pub sealed_copies: u16,
    /// Who writes the code of the record, if the key was at hand and may vouch for it.
    pub author: Option<Author>,
}

impl<'a> Contents<'a> {
    /// Makes, imports or carries over what the operation asks for, and seals it.
    pub fn make<R: CryptoRng>(
        request: &Request,
        operation: Operation<'a>,
        key_ids: &mut BTreeSet<KeyId>,
        rng: &mut R,
    ) -> Result<Self, KitError> {
        match operation {
            Operation::New => Self::for_new_key(request, OperationKind::New, None, key_ids, rng),
            Operation::Rotate { previous } => Self::for_same_shares(request, previous, rng),
            Operation::Reshare { record, opened } => Self::split_again(request, record, *opened, rng),
            Operation::NewIdentity { previous } => {
                if let Some(keep) = previous.keep.iter().find(|keep| keep.reason.is_none()) {
                    return Err(KitError::NoReason(keep.name.clone()));
                }
                key_ids.insert(previous.record.made().key_id);
                Self::for_new_key(request, OperationKind::NewIdentity, Some(previous), key_ids, rng)
            }
        }
    }

    /// Seals the secrets to a new key and splits it.
    fn for_new_key<R: CryptoRng>(
        request: &Request,
        operation: OperationKind,
        previous: Option<Previous<'a>>,
        key_ids: &mut BTreeSet<KeyId>,
        rng: &mut R,
    ) -> Result<Self, KitError> {
        // The new key says nothing of the old record; a quorum of the old key tells a forged one.
        if let Some((identity, record)) = previous.and_then(|p| Some((p.identity?, p.record.record()))) {
            Examined::of(identity, record)?;
        }

        let secrets = secrets::gather(request, previous.as_ref(), NotGiven::Lost, rng)?;
        let identity = fresh_identity(key_ids, rng)?;
        let split = Split::of(&identity, request.plan.quorum, Epoch::FIRST, rng)?;
        key_ids.insert(split.recipient.key_id());
        let author = Some(Author::of_new(&identity, &split.recipient));
        Self::sealed(request, operation, previous.map(|previous| previous.record), split, secrets, author)
    }

    /// Seals the secrets to the key that is there, whose shares stay in their envelopes.
    fn for_same_shares<R: CryptoRng>(
        request: &Request,
        previous: Previous<'a>,
        rng: &mut R,
    ) -> Result<Self, KitError> {
        let split = Split::of_record(previous.record.record());
        if request.plan.quorum != split.quorum {
            return Err(KitError::OtherPlan("plan-quorum"));
        }

        let author = previous.identity.map(|identity| author_after(previous.record, identity)).transpose()?;
        let secrets = secrets::gather(request, Some(&previous), NotGiven::Stays, rng)?;
        let (operation, author) = (OperationKind::Rotate, author.flatten());
        Self::sealed(request, operation, Some(previous.record), split, secrets, author)
    }

    /// Splits the key that is there again and takes its credential over as it is.
    fn split_again<R: CryptoRng>(
        request: &Request,
        vouched: Vouched<'a>,
        opened: Opened,
        rng: &mut R,
    ) -> Result<Self, KitError> {
        let record = vouched.record();
        same_secrets(&request.plan, record)?;
        let old = Split::of_record(record);
        if old.recipient != opened.recipient {
            return Err(KitError::OtherRecipient);
        }

        let author = author_after(vouched, &opened.identity)?;
        let epoch = old.epoch.next().ok_or(KitError::LastEpoch(old.epoch))?;
        let mut split = Split::of(&opened.identity, request.plan.quorum, epoch, rng)?;

        // A name of 20 bits can come again; then the two sets could not be told apart.
        while split.set == old.set {
            split = Split::of(&opened.identity, request.plan.quorum, epoch, rng)?;
        }

        let mut credential = opened.credential;
        let held = std::mem::take(&mut credential.secrets);
        let Gathered { here, elsewhere } = secrets::unchanged(record, held)?;
        let (values, secrets) = here.into_iter().unzip();
        credential.secrets = values;

        let code = code(&credential, opened.age_file)?;
        let operation = OperationKind::Reshare;

        // They lie where they were, and are no concern of the new shares.
        let sealed_copies = record.made().sealed_copies.unwrap_or(0);
        let previous = Some(vouched);
        Ok(Self { operation, previous, split, credential, code, secrets, elsewhere, sealed_copies, author })
    }

    /// Seals the secrets to the recipient of the split, as the generation after the one
    /// that is there.
    fn sealed(
        request: &Request,
        operation: OperationKind,
        previous: Option<Vouched<'a>>,
        split: Split,
        Gathered { here, elsewhere }: Gathered,
        author: Option<Author>,
    ) -> Result<Self, KitError> {
        let (values, secrets): (Vec<Secret>, Vec<SecretSummary>) = here.into_iter().unzip();
        let also =
            |entry: &SecretEntry| Some(Elsewhere { name: entry.name.clone(), generation: entry.generation? });
        let credential = Credential {
            title: request.plan.label.clone(),
            key: split.recipient.key_id(),
            generation: next_generation(previous.map(|previous| previous.record()))?,
            sealed: request.date,
            elsewhere: elsewhere.iter().filter_map(also).collect(),
            padding: hidden_length(&values, &secrets),
            secrets: values,
        };

        let age_file = seal::seal(&credential.to_text(), &split.recipient)?;
        let code = code(&credential, age_file)?;
        let recorded = previous.and_then(|record| record.made().sealed_copies);
        let sealed_copies = request.sealed_copies.or(recorded).unwrap_or(0);
        Ok(Self { operation, previous, split, credential, code, secrets, elsewhere, sealed_copies, author })
    }

    /// The earlier credentials that still hold a secret of the kit.
    pub fn earlier(&self) -> Vec<EarlierCredential> {
        let mut held = self.previous.map_or_else(Vec::new, |record| record.made().credentials());
        held.retain(|old| self.elsewhere.iter().any(|entry| entry.generation == Some(old.generation)));
        held
    }

    /// The earlier credentials that hold nothing valid any more once this one counts.
    pub fn spent(&self) -> Vec<EarlierCredential> {
        let earlier = self.earlier();
        let mut old = self.previous.map_or_else(Vec::new, |record| record.made().credentials());
        old.retain(|old| self.operation != OperationKind::Reshare && !earlier.contains(old));
        old
    }

    /// The public half of the key.
    pub fn recipient(&self) -> &Recipient {
        &self.split.recipient
    }

    /// The record of the kit that this one follows on.
    pub fn record_before(&self) -> Option<&'a Record> {
        self.previous.map(|previous| previous.record())
    }

    /// The generation that this one replaces, as the sheets print it.
    pub fn replaces(&self) -> Option<Generation> {
        let old = self.record_before()?.made().generation;
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
    pub fn into_summary(self, request: &Request, rehearsal: RehearsalResult, record_hash: Hash) -> Summary {
        let follows = self.record_before().map(Record::made);
        let earlier = self.earlier();
        let names = |holder: &EarlierCredential| {
            let here = |entry: &&SecretEntry| entry.generation == Some(holder.generation);
            self.elsewhere.iter().filter(here).map(|entry| entry.name.clone()).collect()
        };

        // Copies of a new split are those of before.
        let replaced = follows.filter(|_| self.operation != OperationKind::Reshare);
        Summary {
            plan: request.plan.clone(),
            files: Vec::new(),
            jobs: Vec::new(),
            made_offline: request.machine.made_offline,
            staying: earlier.iter().map(|holder| (holder.generation, names(holder))).collect(),
            spent: self.spent().iter().map(|old| old.generation).collect(),
            old_copies: replaced.and_then(|made| Some((made.sealed_copies?, made.generation))),
            operation: self.operation,
            follows: follows.map(|made| PreviousKit { set_id: made.set_id, generation: made.generation }),
            set_id: self.split.set,
            recipient: self.split.recipient.clone(),
            fingerprint: self.split.recipient.fingerprint(),
            record_hash,
            unverified: self.previous.and_then(|previous| previous.reason()).map(str::to_owned),
            generation: self.credential.generation,
            quorum: self.split.quorum,
            rehearsal,
            credential_lines: self.code.lines().len(),
            secrets: self.secrets,
        }
    }
}

/// Who writes the code of a record that follows this one.
fn author_after(vouched: Vouched<'_>, identity: &Identity) -> Result<Option<Author>, KitError> {
    Ok(Examined::of(identity, vouched.record())?.author(Comparison::of(vouched)))
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

/// The padding of a credential. Only what was imported has a length that would tell
/// something: that of a generated secret stands in the plan.
fn hidden_length(values: &[Secret], secrets: &[SecretSummary]) -> Option<usize> {
    let described = values.iter().zip(secrets);
    let imported = described.filter(|(_, summary)| summary.entropy_bits.is_none());
    let lengths: Vec<usize> = imported.map(|(secret, _)| secret.value.expose().len()).collect();
    (!lengths.is_empty()).then(|| credential::padding(lengths))
}

/// Another split changes who keeps the shares, and nothing else.
fn same_secrets(plan: &Plan, record: &Record) -> Result<(), KitError> {
    let old = &record.made().plan;
    if plan.secrets != old.secrets {
        return Err(KitError::OtherPlan("plan-secrets"));
    }
    if plan.label != old.label {
        return Err(KitError::OtherPlan("plan-label"));
    }
    Ok(())
}
