//! What can be asked of an opened credential.

use super::open::{HeldElsewhere, Opened, Search};
use crate::codes;
use crate::credential::Secret;
use crate::id::Generation;
use crate::secret::SecretText;

impl Opened {
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
