//! What can be asked of an opened credential.

use super::expected::VouchedBy;
use super::open::{HeldElsewhere, Opened, Search};
use crate::codes;
use crate::credential::{Elsewhere, Secret};
use crate::id::{Fingerprint, Generation, KeyId, Recipient, SetId};
use crate::secret::SecretText;
use crate::texts::{Worded, Wording};
use serde::Serialize;

/// Why a secret that was asked for is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSecret {
    /// The credential holds no secret of that name.
    Unknown {
        /// The name that was given.
        name: String,
        /// The names there are.
        names: Vec<String>,
    },
    /// An earlier credential holds it, and was not brought or does not hold it.
    Missing(Elsewhere),
}

impl Worded for NoSecret {
    fn wording(&self) -> Wording {
        match self {
            Self::Unknown { name, names } => wording!("no-such-secret", name, names = names.join(", ")),
            Self::Missing(Elsewhere { name, generation }) => wording!("secret-elsewhere", name, generation),
        }
    }
}

/// What may be said of an opened credential: nothing secret.
#[derive(Serialize)]
pub struct OpenedFacts<'a> {
    set: SetId,
    key: KeyId,
    recipient: &'a Recipient,
    fingerprint: Fingerprint,
    generation: Generation,
    sealed: String,
    title: &'a str,
    secrets: Vec<SecretFacts<'a>>,
    missing: Vec<Elsewhere>,
    shares: ShareFacts<'a>,
    rehearsal: bool,
    origin: &'static str,
}

#[derive(Serialize)]
struct SecretFacts<'a> {
    name: &'a str,
    account: &'a str,
    profile: &'a str,
    generation: Generation,
}

#[derive(Serialize)]
struct ShareFacts<'a> {
    good: &'a [u8],
    bad: &'a [u8],
}

impl Opened {
    /// The secrets of this name, each with the generation of the credential that holds it.
    ///
    /// # Errors
    /// [`NoSecret`] if there is none.
    pub fn secrets_named(&self, name: &str) -> Result<Vec<(&Secret, Generation)>, NoSecret> {
        let found: Vec<_> = self.secrets().filter(|(secret, _)| secret.name == name).collect();
        if !found.is_empty() {
            return Ok(found);
        }
        if let Some(held) = self.missing().find(|held| held.name == name) {
            return Err(NoSecret::Missing(held.place()));
        }
        let names = self.secrets().map(|(secret, _)| secret.name.clone());
        let missing = self.missing().map(|held| held.name.clone());
        Err(NoSecret::Unknown { name: name.to_owned(), names: names.chain(missing).collect() })
    }

    /// What may be said of it in JSON.
    pub fn facts(&self) -> OpenedFacts<'_> {
        let credential = &self.credential;
        let secrets = self.secrets().map(|(secret, generation)| SecretFacts {
            name: &secret.name,
            account: &secret.account,
            profile: &secret.profile,
            generation,
        });

        OpenedFacts {
            set: self.set,
            key: credential.key,
            recipient: &self.recipient,
            fingerprint: self.recipient.fingerprint(),
            generation: credential.generation,
            sealed: credential.sealed.to_string(),
            title: &credential.title,
            secrets: secrets.collect(),
            missing: self.missing().map(HeldElsewhere::place).collect(),
            shares: ShareFacts { good: &self.good, bad: &self.bad },
            rehearsal: self.rehearsal,
            origin: self.vouched_by.as_str(),
        }
    }

    /// Every secret that is there, with the generation of the credential that holds it.
    pub fn secrets(&self) -> impl Iterator<Item = (&Secret, Generation)> {
        let own = self.credential.secrets.iter().map(|secret| (secret, self.credential.generation));
        let elsewhere = self.elsewhere.iter().filter_map(|held| match &held.search {
            Search::Found(secret) => Some((secret, held.generation)),
            _ => None,
        });
        own.chain(elsewhere)
    }

    /// The secrets that are not there.
    pub fn missing(&self) -> impl Iterator<Item = &HeldElsewhere> {
        self.elsewhere.iter().filter(|held| !matches!(held.search, Search::Found(_)))
    }

    /// The generation of the credential that holds the first secret that is not there.
    pub fn awaited(&self) -> Option<Generation> {
        self.missing().next().map(|held| held.generation)
    }

    /// Older credentials that were brought and hold nothing that is asked of them.
    pub fn unneeded(&self) -> impl Iterator<Item = Generation> {
        let is_needed = |older: &Generation| self.elsewhere.iter().any(|held| held.generation == *older);
        self.older.iter().copied().filter(move |older| !is_needed(older))
    }

    /// The credential for a person: without padding, and with the secrets that earlier
    /// credentials gave at its end.
    pub fn to_text(&self) -> SecretText {
        let own = self.credential.to_readable();
        let found = || self.secrets().skip(self.credential.secrets.len()).map(|(secret, _)| secret);
        let size = |s: &Secret| s.name.len() + s.account.len() + s.profile.len() + s.value.expose().len();
        let more: usize = found().map(|secret| size(secret) + 64).sum();

        let mut text = SecretText::with_capacity(own.expose().len() + more);
        text.push_str(own.expose());
        found().for_each(|secret| secret.write(&mut text));
        text
    }

    /// Whether a text that is to be kept holds a secret that was opened, the identity, or any
    /// piece of 8 characters of them.
    pub fn is_in(&self, text: &str) -> bool {
        self.secrets().any(|(secret, _)| codes::holds_secret(text, secret.value.expose()))
            || codes::holds_identity(text, &self.identity)
    }

    /// The first two generations between which credentials of this key are missing.
    pub fn generation_gap(&self) -> Option<(Generation, Generation)> {
        let newest = self.credential.generation;
        let numbers: Vec<Generation> = self.older.iter().copied().chain([newest]).collect();
        let gap = |pair: &&[Generation]| pair[1].number() - pair[0].number() > 1;
        numbers.windows(2).rfind(gap).map(|pair| (pair[0], pair[1]))
    }
}

impl HeldElsewhere {
    /// The secret, and the credential that holds it.
    pub fn place(&self) -> Elsewhere {
        Elsewhere { name: self.name.clone(), generation: self.generation }
    }
}

impl VouchedBy {
    /// How JSON says it.
    fn as_str(self) -> &'static str {
        match self {
            Self::ComparedRecord => "record",
            Self::Record => "record, not compared",
            Self::Nothing => "not verified",
        }
    }
}
