//! From pieces to an opened credential, with every name it carries compared.

use super::expected::VouchedBy;
use super::findings::{Finding, FindingInfo, Findings};
use super::open_error::{ForkedCredential, OpenError};
use super::quorum::{Claim, Proven};
use super::state::{Recovery, Sealed};
use crate::credential::{Credential, Secret};
use crate::id::{Generation, KeyId, Recipient, SetId};
use crate::record::Hash;
use crate::seal;
use crate::secret::Identity;

/// A secret that the opened credential does not hold itself.
pub struct HeldElsewhere {
    /// Its name.
    pub name: String,
    /// The generation of the credential that holds it.
    pub generation: Generation,
    /// Whether it was found there.
    pub search: Search,
}

/// What came of looking for a secret in the earlier credential that should hold it.
pub enum Search {
    /// It holds it.
    Found(Secret),
    /// That credential was not brought, or does not open.
    NotBrought,
    /// That credential opens and holds no such secret: one of the two is not genuine.
    NotHeld,
}

/// An opened credential.
pub struct Opened {
    /// Its text.
    pub credential: Credential,
    /// The secrets that earlier credentials hold. Where they live is said by the opened
    /// credential, or by a record that was compared with paper, and by nothing else.
    pub elsewhere: Vec<HeldElsewhere>,
    /// The age file it came in.
    pub age_file: Vec<u8>,
    /// The identity that opened it.
    pub identity: Identity,
    /// The public half.
    pub recipient: Recipient,
    /// The share set; the newest where there are several splits of the key.
    pub set: SetId,
    /// Whether this is a rehearsal, and no kit.
    pub rehearsal: bool,
    /// The shares that belong together.
    pub good: Vec<u8>,
    /// The shares that do not.
    pub bad: Vec<u8>,
    /// What vouches for it.
    pub vouched_by: VouchedBy,
    /// What does not agree with a record that was not compared.
    pub contradictions: Vec<OpenError>,
    /// Older splits of the same key whose shares were brought too.
    pub older_splits: Vec<FindingInfo>,
    /// Other kits whose shares were brought too, and which were decided against.
    pub left_out: Vec<FindingInfo>,
    /// Whether every combination of the shares was tried; otherwise another kit may be
    /// among them.
    pub searched_all: bool,
    /// Generations of other credentials that were brought and opened too, oldest first.
    pub older: Vec<Generation>,
    /// Credentials that were brought and did not open.
    pub failed: Vec<OpenError>,
}

/// The one key that the shares open.
struct Settled {
    proven: Proven,
    claim: Claim,
    older_splits: Vec<FindingInfo>,
    left_out: Vec<FindingInfo>,
    complete: bool,
}

impl Recovery {
    /// Finds what the shares open, and opens the newest credential of it.
    ///
    /// # Errors
    /// [`OpenError`]. Nothing opens where the shares open several kits or where two
    /// credentials of one generation open. If no credential opens, the fault of the first
    /// is given.
    pub fn open(&self) -> Result<Opened, OpenError> {
        let Settled { proven, claim, older_splits, left_out, complete } = self.settle()?;

        let mut opened: Vec<(Credential, &Sealed)> = Vec::new();
        let mut failed = Vec::new();
        for sealed in &self.sealed {
            match self.open_one(sealed, &proven) {
                Ok(_) if opened.iter().any(|(_, known)| known.age_file == sealed.age_file) => {}
                Ok(credential) => opened.push((credential, sealed)),
                Err(OpenError::OtherKey { sealed, .. }) if self.is_rehearsal_beside(sealed, &claim) => {}
                Err(fault) => failed.push(fault),
            }
        }

        // A fork among old generations counts too: somebody seals to this key who should not.
        opened.sort_by_key(|(credential, _)| credential.generation);
        if let Some(pair) = opened.windows(2).find(|pair| pair[0].0.generation == pair[1].0.generation) {
            return Err(fork(pair[0].0.generation, &opened));
        }

        let Some((credential, sealed)) = opened.pop() else {
            return Err(failed.into_iter().next().unwrap_or(OpenError::NoCredential));
        };
        self.is_newest_of_record(&credential)?;
        let older: Vec<Generation> = opened.iter().map(|(credential, _)| credential.generation).collect();
        let mut contradictions = self.contradictions(&claim, &proven.recipient, &credential, sealed);
        let elsewhere = self.search_elsewhere(&credential, opened, &mut contradictions);
        let vouched_by = match self.expected.as_ref() {
            Some(expected) if expected.decides() => VouchedBy::ComparedRecord,
            Some(_) if contradictions.is_empty() => VouchedBy::Record,
            _ => VouchedBy::Nothing,
        };

        let Proven { identity, recipient, good, mut bad } = proven;
        bad.extend(self.unvouched());
        Ok(Opened {
            credential,
            elsewhere,
            age_file: sealed.age_file.clone(),
            identity,
            recipient,
            set: claim.set,
            rehearsal: claim.epoch.is_rehearsal(),
            good,
            bad,
            vouched_by,
            contradictions,
            older_splits,
            left_out,
            searched_all: complete,
            older,
            failed,
        })
    }

    /// Opens the credential for work that a record describes: what contradicts the record
    /// is an error, though the record was not compared with paper.
    ///
    /// # Errors
    /// As [`Recovery::open`], and the first contradiction that is not about an earlier
    /// credential.
    pub fn open_as_recorded(&self) -> Result<Opened, OpenError> {
        let mut opened = self.open()?;
        let contradictions = std::mem::take(&mut opened.contradictions);
        for contradiction in contradictions {
            // An earlier credential that the record does not name gives nothing, and keeps
            // nothing else from opening.
            let OpenError::EarlierNotInRecord(forged) = contradiction else { return Err(contradiction) };
            let held = opened.elsewhere.iter_mut().filter(|held| held.generation == forged);
            held.for_each(|held| held.search = Search::NotBrought);
            opened.failed.push(contradiction);
        }

        Ok(opened)
    }

    /// The one key that the shares open, without a credential.
    ///
    /// # Errors
    /// [`OpenError::Quorum`], [`OpenError::TwoKits`], or [`OpenError::OtherRecipient`].
    pub fn proven(&self) -> Result<Finding, OpenError> {
        self.settle().map(|settled| Finding { claim: settled.claim, proven: settled.proven })
    }

    /// The one key that the shares open, which has to be the record's, though that was not
    /// compared with paper.
    ///
    /// # Errors
    /// As [`Recovery::proven`].
    pub fn proven_as_recorded(&self) -> Result<Proven, OpenError> {
        let proven = self.settle()?.proven;
        match &self.expected {
            Some(expected) if expected.recipient != proven.recipient => Err(OpenError::OtherRecipient),
            _ => Ok(proven),
        }
    }

    fn settle(&self) -> Result<Settled, OpenError> {
        let (kept, rest, complete) = self.settled()?;
        let left_out = rest.iter().map(Finding::info).collect();
        let mut kept = kept.into_iter();
        let Some(Finding { claim, proven }) = kept.next() else { return Err(OpenError::OtherRecipient) };
        let older_splits = kept.map(|finding| finding.info()).collect();
        Ok(Settled { proven, claim, older_splits, left_out, complete })
    }

    /// The findings of the one key that opens, newest split first, and all other findings.
    ///
    /// # Errors
    /// [`OpenError::Quorum`], [`OpenError::TwoKits`], or [`OpenError::OtherRecipient`].
    fn settled(&self) -> Result<(Vec<Finding>, Vec<Finding>, bool), OpenError> {
        let Findings { found, complete } = self.findings()?;
        let counts = |finding: &Finding| {
            let recipient = &finding.proven.recipient;
            let by_record = self.deciding().is_none_or(|expected| expected.recipient == *recipient);
            by_record && self.chosen.is_none_or(|typed| typed.end(recipient.fingerprint()))
        };

        let (kept, rest): (Vec<Finding>, Vec<Finding>) = found.into_iter().partition(counts);

        let Some(first) = kept.first() else { return Err(OpenError::OtherRecipient) };
        if kept.iter().any(|finding| finding.proven.recipient != first.proven.recipient) {
            return Err(OpenError::TwoKits(kept.iter().map(Finding::info).collect()));
        }
        Ok((kept, rest, complete))
    }

    fn open_one(&self, sealed: &Sealed, proven: &Proven) -> Result<Credential, OpenError> {
        let key = proven.recipient.key_id();
        if let Some((named, _)) = sealed.names.filter(|(named, _)| *named != key) {
            return Err(OpenError::OtherKey { sealed: named, shares: key });
        }

        // A key id is a name too: a credential of another key with the same id ends here.
        let plain = seal::open(&sealed.age_file, &proven.identity)?;
        let credential = Credential::from_bytes(plain.expose())?;
        let inner = (credential.key, credential.generation);
        if inner.0 != key || sealed.names.is_some_and(|outer| outer != inner) {
            return Err(OpenError::NamesDiffer);
        }
        match self.deciding() {
            Some(_) => self.hold_against_record(sealed, &credential).map(|()| credential),
            None => Ok(credential),
        }
    }

    /// Whether a credential is the one to rehearse on that lies in every kit.
    fn is_rehearsal_beside(&self, sealed: KeyId, claim: &Claim) -> bool {
        let of_key =
            |share: &crate::share::Share| share.epoch().is_rehearsal() && share.set().key() == sealed;
        !claim.epoch.is_rehearsal() && self.shares.iter().any(of_key)
    }

    /// What does not agree with a record that was not compared.
    fn contradictions(
        &self,
        claim: &Claim,
        recipient: &Recipient,
        credential: &Credential,
        sealed: &Sealed,
    ) -> Vec<OpenError> {
        let Some(expected) = &self.expected else { return Vec::new() };
        if expected.recipient != *recipient {
            return vec![OpenError::OtherRecipient];
        }
        let (found, recorded) = (claim.set, expected.set);
        let shares = self.of(claim).any(|share| expected.names(share));
        let other = (!shares).then_some(OpenError::OtherSet { found, recorded });
        let newest = of_generation(expected, credential);
        let named = newest.and_then(|()| self.hold_against_record(sealed, credential));
        other.into_iter().chain(named.err()).collect()
    }

    /// An earlier credential holds a secret that the record still counts, and yet does not
    /// stand in for the newest one.
    fn is_newest_of_record(&self, credential: &Credential) -> Result<(), OpenError> {
        self.deciding().map_or(Ok(()), |expected| of_generation(expected, credential))
    }

    fn hold_against_record(&self, sealed: &Sealed, credential: &Credential) -> Result<(), OpenError> {
        let Some(expected) = &self.expected else { return Ok(()) };
        let (found, recorded) = (credential.generation, expected.generation);
        match expected.payload_of(found) {
            None => Err(OpenError::Generation { found, recorded }),
            Some(payload) if payload == *Hash::of(&sealed.age_file).bytes() => Ok(()),
            Some(_) if found == recorded => Err(OpenError::NotInRecord),
            Some(_) => Err(OpenError::EarlierNotInRecord(found)),
        }
    }

    /// The shares that a compared record keeps from counting though they name its set.
    fn unvouched(&self) -> impl Iterator<Item = u8> {
        let own = |expected: &super::Expected, share: &crate::share::Share| {
            (share.set(), share.epoch()) == (expected.set, expected.epoch) && !expected.names(share)
        };
        let expected = self.deciding();
        self.shares.iter().filter(move |share| expected.is_some_and(|e| own(e, share))).map(|share| share.x())
    }
}

/// Whether a credential is of the record's own generation.
fn of_generation(expected: &super::Expected, credential: &Credential) -> Result<(), OpenError> {
    let (found, recorded) = (credential.generation, expected.generation);
    if found == recorded { Ok(()) } else { Err(OpenError::Generation { found, recorded }) }
}

fn fork(generation: Generation, opened: &[(Credential, &Sealed)]) -> OpenError {
    let same = opened.iter().filter(|(credential, _)| credential.generation == generation);
    let facts = same.map(|(credential, sealed)| ForkedCredential {
        payload: Hash::of(&sealed.age_file),
        sealed: credential.sealed,
    });
    let mut credentials: Vec<ForkedCredential> = facts.collect();
    credentials.sort_by_key(|one| (one.sealed, *one.payload.bytes()));
    OpenError::Fork { generation, credentials }
}
