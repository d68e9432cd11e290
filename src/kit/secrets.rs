//! Where each secret of a kit comes from: made anew, given, or carried over.

use super::error::KitError;
use super::output::SecretSummary;
use super::request::{Imported, Keep, Previous, Request};
use crate::credential::Secret;
use crate::passphrase::{self, Notes, Strength};
use crate::plan::{SecretPlan, SecretSource};
use crate::profile::Recipe;
use crate::record::{Kept, Record};
use crate::secret::SecretText;
use rand::CryptoRng;

/// A secret and what may be said of it.
pub type Described = (Secret, SecretSummary);

/// A value for every secret of the plan; none that was there is lost.
pub fn gather<R: CryptoRng>(
    request: &Request,
    before: Option<&Previous<'_>>,
    rng: &mut R,
) -> Result<Vec<Described>, KitError> {
    if let Some(before) = before {
        nothing_is_lost(request, before)?;
    }
    let kept = |name: &str| before.and_then(|b| Some((b, b.keep.iter().find(|k| k.name == name)?)));
    let one = |wanted: &SecretPlan| match (kept(&wanted.name), &wanted.origin) {
        (Some((before, keep)), _) => carry(wanted, before, keep),
        (None, SecretSource::Generate(recipe)) => generate(wanted, recipe, rng),
        (None, SecretSource::Import) => import(wanted, &request.imports, before.is_some()),
    };
    request.plan.secrets.iter().map(one).collect()
}

/// The secrets of an opened credential as its record describes them: nothing is new.
pub fn unchanged(record: &Record, secrets: Vec<Secret>) -> Result<Vec<Described>, KitError> {
    let described = |secret: Secret| {
        let summary = describe(record, &secret)?;
        Ok((secret, summary))
    };
    secrets.into_iter().map(described).collect()
}

fn nothing_is_lost(request: &Request, before: &Previous<'_>) -> Result<(), KitError> {
    let planned = |name: &str| request.plan.secrets.iter().any(|s| s.name == name);
    if let Some(gone) = before.record.made().secrets.iter().find(|s| !planned(&s.name)) {
        return Err(KitError::Lost(gone.name.clone()));
    }
    for Keep { name, .. } in before.keep {
        let held = before.record.made().secrets.iter().any(|s| s.name == *name);
        if !held || !planned(name) {
            return Err(KitError::NothingToKeep(name.clone()));
        }
        if request.imports.iter().any(|i| i.name == *name) {
            return Err(KitError::KeptAndGiven(name.clone()));
        }
    }
    Ok(())
}

fn generate<R: CryptoRng>(wanted: &SecretPlan, recipe: &Recipe, rng: &mut R) -> Result<Described, KitError> {
    let made = passphrase::generate(recipe, rng)
        .map_err(|error| KitError::Passphrase { name: wanted.name.clone(), error })?;
    let bits = made.entropy_bits();
    Ok(described(wanted, made.into_text(), Some(bits), Vec::new()))
}

fn import(wanted: &SecretPlan, imports: &[Imported], again: bool) -> Result<Described, KitError> {
    let name = wanted.name.clone();
    let missing = || if again { KitError::Lost(name.clone()) } else { KitError::NoValue(name.clone()) };
    let given = imports.iter().find(|i| i.name == name).ok_or_else(missing)?;
    let (value, notes) = passphrase::import(given.value.expose().as_bytes(), wanted.profile)
        .map_err(|error| KitError::Import { name, error })?;
    let notes = import_notes(&notes, &passphrase::judge(&value));
    Ok(described(wanted, value, None, notes))
}

fn carry(wanted: &SecretPlan, before: &Previous<'_>, keep: &Keep) -> Result<Described, KitError> {
    let opened = before.credential.ok_or_else(|| KitError::KeptUnopened(keep.name.clone()))?;
    let held = opened.secrets.iter().find(|s| s.name == keep.name);
    let held = held.ok_or_else(|| KitError::NothingToKeep(keep.name.clone()))?;
    let old = describe(before.record.record(), held)?;
    let since = old.kept.map_or(before.record.made().generation, |kept| kept.since);
    let (secret, summary) = described(wanted, held.value.duplicate(), old.entropy_bits, Vec::new());
    let kept = Some(Kept { since, reason: keep.reason.clone() });
    Ok((secret, SecretSummary { kept, ..summary }))
}

fn described(
    wanted: &SecretPlan,
    value: SecretText,
    entropy_bits: Option<f64>,
    notes: Vec<String>,
) -> Described {
    let summary = SecretSummary {
        name: wanted.name.clone(),
        profile: wanted.profile.name.clone(),
        characters: value.expose().chars().count(),
        entropy_bits,
        notes,
        kept: None,
    };
    let secret = Secret {
        name: wanted.name.clone(),
        account: wanted.account.clone(),
        profile: wanted.profile.name.clone(),
        value,
    };
    (secret, summary)
}

/// What the record says of a secret that is there.
fn describe(record: &Record, secret: &Secret) -> Result<SecretSummary, KitError> {
    let entry = record.made().secrets.iter().find(|entry| entry.name == secret.name);
    let entry = entry.ok_or_else(|| KitError::NothingToKeep(secret.name.clone()))?;
    Ok(SecretSummary {
        name: secret.name.clone(),
        profile: secret.profile.clone(),
        characters: secret.value.expose().chars().count(),
        entropy_bits: entry.entropy_bits.map(f64::from),
        notes: Vec::new(),
        kept: entry.kept.clone(),
    })
}

fn import_notes(notes: &Notes, verdict: &Strength) -> Vec<String> {
    let read = if verdict.first_100_only { " (it reads the first 100 characters only)" } else { "" };
    let mut said = vec![format!("zxcvbn: score {} of 4{read}", verdict.score)];
    said.extend(verdict.warning.iter().map(|warning| format!("zxcvbn: {warning}")));
    if notes.line_end_removed {
        said.push("one line end at its end was removed".to_owned());
    }
    said.extend(notes.remarks.iter().map(ToString::to_string));
    said
}
