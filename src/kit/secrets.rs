//! Where each secret of a kit comes from: made anew, given, or carried over.

use super::error::KitError;
use super::output::SecretSummary;
use super::request::{Imported, Keep, Previous, Request};
use crate::credential::Secret;
use crate::passphrase::{self, Notes, Strength};
use crate::plan::{Plan, SecretPlan, SecretSource};
use crate::profile::Recipe;
use crate::record::{Kept, Record, SecretEntry};
use crate::secret::SecretText;
use crate::texts::{Worded, english};
use rand::CryptoRng;

/// A secret and what may be said of it.
pub type Described = (Secret, SecretSummary);

/// What becomes of the secrets of a plan.
#[derive(Default)]
pub struct Gathered {
    /// Those that the new credential holds.
    pub here: Vec<Described>,
    /// Those that stay in earlier credentials, as the new record describes them.
    pub elsewhere: Vec<SecretEntry>,
}

/// What becomes of an imported secret that was there and is not given again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NotGiven {
    /// It would be lost: a new key opens no old credential.
    Lost,
    /// It stays in the credential that holds it.
    Stays,
}

/// A value for every secret of the plan; none that was there is lost.
pub fn gather<R: CryptoRng>(
    request: &Request,
    before: Option<&Previous<'_>>,
    not_given: NotGiven,
    rng: &mut R,
) -> Result<Gathered, KitError> {
    let given: Vec<&str> = request.imports.iter().map(|import| import.name.as_str()).collect();
    if let Some(before) = before {
        nothing_is_lost(request, before)?;
        if not_given == NotGiven::Stays {
            check_renewal(&request.plan, &given, before.keep, before.renew)?;
        }
    }

    let mut gathered = Gathered::default();
    for wanted in &request.plan.secrets {
        let name = wanted.name.as_str();
        let kept = before.and_then(|before| Some((before, before.keep.iter().find(|k| k.name == name)?)));
        let stays = before.filter(|_| not_given == NotGiven::Stays && !given.contains(&name));
        match (kept, &wanted.origin, stays.and_then(|before| entry_of(before.record.record(), name))) {
            (Some((before, keep)), ..) => gathered.here.push(carry(wanted, before, keep)?),
            (None, SecretSource::Generate(_), Some(entry))
                if before.is_some_and(|before| stays_unasked(wanted, before.renew)) =>
            {
                gathered.elsewhere.push(entry);
            }
            (None, SecretSource::Generate(recipe), _) => gathered.here.push(generate(wanted, recipe, rng)?),
            (None, SecretSource::Import, Some(entry)) => gathered.elsewhere.push(entry),
            (None, SecretSource::Import, None) => {
                gathered.here.push(import(wanted, &request.imports, before.is_some())?);
            }
        }
    }

    Ok(gathered)
}

/// What a record says of a secret, and the credential that holds it.
fn entry_of(record: &Record, name: &str) -> Option<SecretEntry> {
    let made = record.made();
    let entry = made.secrets.iter().find(|entry| entry.name == name)?;
    Some(SecretEntry { generation: Some(made.place(entry)), ..entry.clone() })
}

/// Refuses a rotation that would leave every secret in the credential that holds it. `given`
/// are the names of those whose value is given again.
///
/// # Errors
/// [`KitError::NothingRenewed`], and [`KitError::NothingToRenew`] for a name in `renew` that the
/// plan does not have.
pub fn check_renewal(plan: &Plan, given: &[&str], keep: &[Keep], renew: &[String]) -> Result<(), KitError> {
    if let Some(name) = renew.iter().find(|name| !plan.secrets.iter().any(|s| s.name == **name)) {
        return Err(KitError::NothingToRenew(name.clone()));
    }
    match plan.secrets.iter().any(|wanted| is_renewed(wanted, given, keep, renew)) {
        true => Ok(()),
        false => Err(KitError::NothingRenewed),
    }
}

/// Whether the new credential of a rotation holds this secret.
fn is_renewed(wanted: &SecretPlan, given: &[&str], keep: &[Keep], renew: &[String]) -> bool {
    (wanted.recipe().is_some() && !stays_unasked(wanted, renew))
        || given.contains(&wanted.name.as_str())
        || keep.iter().any(|kept| kept.name == wanted.name)
}

/// Whether a rotation leaves a generated secret as it is, because a new value could be set only
/// by somebody who knows the old one, and nobody asked for it.
pub fn stays_unasked(wanted: &SecretPlan, renew: &[String]) -> bool {
    wanted.recipe().is_some() && wanted.profile.needs_old && !renew.contains(&wanted.name)
}

/// The secrets of an opened credential as its record describes them: nothing is new, and
/// what earlier credentials hold stays there.
pub fn unchanged(record: &Record, secrets: Vec<Secret>) -> Result<Gathered, KitError> {
    let described = |secret: Secret| {
        let summary = describe(record, &secret)?;
        Ok((secret, summary))
    };

    let staying = record.made().staying();
    let elsewhere = staying.iter().flat_map(|(_, names)| names).filter_map(|name| entry_of(record, name));
    Ok(Gathered {
        here: secrets.into_iter().map(described).collect::<Result<_, KitError>>()?,
        elsewhere: elsewhere.collect(),
    })
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
    // Where it stays in an earlier credential, that one had to be brought too.
    let unopened = || KitError::KeptUnopened(keep.name.clone());
    let mut held = before.opened.ok_or_else(unopened)?.secrets();
    let (held, place) = held.find(|(held, _)| held.name == keep.name).ok_or_else(unopened)?;

    let old = describe(before.record.record(), held)?;
    let since = old.kept.map_or(place, |kept| kept.since);
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
        characters: entropy_bits.map(|_| value.expose().chars().count()),
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
        characters: entry.entropy_bits.map(|_| secret.value.expose().chars().count()),
        entropy_bits: entry.entropy_bits.map(f64::from),
        notes: Vec::new(),
        kept: entry.kept.clone(),
    })
}

fn import_notes(notes: &Notes, verdict: &Strength) -> Vec<String> {
    let score = verdict.score;
    let mut said = vec![match verdict.first_100_only {
        true => wording!("note-strength-of-100", score),
        false => wording!("note-strength", score),
    }];
    said.extend(verdict.warning.iter().map(|warning| wording!("note-zxcvbn", warning)));
    if notes.line_end_removed {
        said.push(wording!("note-line-end"));
    }
    said.extend(notes.remarks.iter().map(Worded::wording));
    said.iter().map(|note| english().say(note)).collect()
}
