//! Checks what was written, and settles what was left open.

use super::draft::{Draft, DraftQuorum, DraftRotation, DraftSecret, DraftSource};
use super::error::{PlanError, PlanErrorKind, PlanLocation};
use super::{Contact, Custodian, Plan, Rotation, Runbook, SecretPlan, SecretSource, VERSION};
use crate::codes;
use crate::profile::{self, Recipe, RecipeError};
use crate::shamir::{MOST_SHARES, Quorum};
use crate::template::{FieldPath, Step, Value, Values};

// Bounds, in characters, so that every text fits its field on paper, and counts that no kit
// comes near.
const LONGEST_LABEL: usize = 80;
const LONGEST_NAME: usize = 120;
const LONGEST_ACCOUNT: usize = 254;
const MOST_SECRETS: usize = 32;
const MOST_CONTACTS: usize = 16;
const MOST_DAYS: u32 = 3650;
const LONGEST_VALUE: usize = 300;
const MOST_VALUES: usize = 2000;

impl Draft {
    /// Checks everything, and settles what was left open.
    ///
    /// # Errors
    /// Returns [`PlanError`] without a line; [`Plan::parse`] adds it.
    pub fn check(self) -> Result<Plan, PlanError> {
        // A name that is not known is repeated, cut short.
        each("secrets", "profile", self.secrets.iter().map(|secret| secret.profile.as_str()).collect())?;
        let plan = self.settle().map_err(PlanError::without_code)?;
        no_code(&plan)?;
        Ok(plan)
    }

    /// The same without a look for codes: a plan in a record is printed already, and a record
    /// must stay readable whatever a later version takes for a code.
    fn settle(self) -> Result<Plan, PlanError> {
        if self.sealkit_plan != VERSION {
            let error = PlanErrorKind::Version(self.sealkit_plan.to_string());
            return Err(PlanError::new(PlanLocation::key_of(None, None, "sealkit-plan"), error));
        }

        let label = text(&self.label, LONGEST_LABEL, PlanLocation::key_of(None, None, "label"))?;

        let quorum = quorum(&self.quorum)?;
        Ok(Plan {
            label,
            secrets: secrets(self.secrets)?,
            custodians: custodians(self.custodians, quorum)?,
            contacts: contacts(self.contacts)?,
            quorum,
            paper: self.paper,
            phones_on_packets: self.phones_on_packets,
            rotation: rotation(&self.rotation)?,
            runbook: self.runbook.map(runbook).transpose()?,
        })
    }
}

impl TryFrom<Draft> for Plan {
    type Error = PlanError;

    fn try_from(draft: Draft) -> Result<Self, PlanError> {
        draft.settle()
    }
}

/// Refuses a code in one of the entries of a section.
fn each(section: &'static str, key: &'static str, texts: Vec<&str>) -> Result<(), PlanError> {
    let found = (1..).zip(texts).find(|(_, text)| codes::holds_code(text));
    let at = |(i, _)| PlanError::new(PlanLocation::key_of(Some(section), Some(i), key), PlanErrorKind::Code);
    found.map_or(Ok(()), |found| Err(at(found)))
}

/// Refuses a code of ours or an age identity in any text that is printed and recorded.
fn no_code(plan: &Plan) -> Result<(), PlanError> {
    if codes::holds_code(&plan.label) {
        return Err(PlanError::new(PlanLocation::key_of(None, None, "label"), PlanErrorKind::Code));
    }
    each("secrets", "name", plan.secrets.iter().map(|secret| secret.name.as_str()).collect())?;
    each("secrets", "account", plan.secrets.iter().map(|secret| secret.account.as_str()).collect())?;
    each("custodians", "name", plan.custodians.iter().map(|keeper| keeper.name.as_str()).collect())?;
    each("custodians", "place", plan.custodians.iter().map(|keeper| keeper.place.as_str()).collect())?;
    each("custodians", "phone", plan.custodians.iter().map(|keeper| keeper.phone.as_str()).collect())?;
    each("contacts", "name", plan.contacts.iter().map(|contact| contact.name.as_str()).collect())?;
    each("contacts", "phone", plan.contacts.iter().map(|contact| contact.phone.as_str()).collect())?;

    match plan.runbook.iter().flat_map(Runbook::texts).any(codes::holds_code) {
        true => Err(PlanError::new(PlanLocation::section("runbook", None), PlanErrorKind::Code)),
        false => Ok(()),
    }
}

fn secrets(drafts: Vec<DraftSecret>) -> Result<Vec<SecretPlan>, PlanError> {
    let section = PlanLocation::section("secrets", None);
    if drafts.is_empty() {
        return Err(PlanError::new(section, PlanErrorKind::NoSecret));
    }

    at_most(drafts.len(), MOST_SECRETS, section)?;

    let mut secrets: Vec<SecretPlan> = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.into_iter().enumerate() {
        let secret = secret(draft, index + 1)?;
        // Names that differ in case alone would be mixed up when read aloud.
        if secrets.iter().any(|other| other.name.to_lowercase() == secret.name.to_lowercase()) {
            let place = PlanLocation::key_of(Some("secrets"), Some(index + 1), "name");
            return Err(PlanError::new(place, PlanErrorKind::SameName(secret.name)));
        }

        secrets.push(secret);
    }

    Ok(secrets)
}

fn secret(draft: DraftSecret, number: usize) -> Result<SecretPlan, PlanError> {
    let place = |key| PlanLocation::key_of(Some("secrets"), Some(number), key);
    let name = text(&draft.name, LONGEST_NAME, place("name"))?;
    let account = text(&draft.account, LONGEST_ACCOUNT, place("account"))?;

    let unknown =
        || PlanError::new(place("profile"), PlanErrorKind::UnknownProfile(shortened(&draft.profile)));

    let profile = profile::find(&draft.profile).ok_or_else(unknown)?;

    let origin = match draft.source {
        DraftSource::Generate => {
            let symbols = draft.symbols.unwrap_or_default();
            let recipe = Recipe::new(profile, draft.length, symbols, draft.confusables.unwrap_or(false));
            SecretSource::Generate(recipe.map_err(|e| PlanError::new(place(recipe_key(&e)), e))?)
        }
        DraftSource::Import => import(&draft, place)?,
    };

    Ok(SecretPlan { name, account, profile, origin })
}

fn import(
    draft: &DraftSecret,
    place: impl Fn(&'static str) -> PlanLocation,
) -> Result<SecretSource, PlanError> {
    let settings = [
        ("length", draft.length.is_some()),
        ("symbols", draft.symbols.is_some()),
        ("confusables", draft.confusables.is_some()),
    ];

    match settings.into_iter().find(|(_, given)| *given) {
        Some((key, _)) => Err(PlanError::new(place(key), PlanErrorKind::OnImport)),
        None => Ok(SecretSource::Import),
    }
}

fn recipe_key(error: &RecipeError) -> &'static str {
    if matches!(error, RecipeError::Classes { .. }) { "symbols" } else { "length" }
}

fn quorum(draft: &DraftQuorum) -> Result<Quorum, PlanError> {
    let at = |key| PlanLocation::key_of(Some("quorum"), None, key);
    let small = |number: u32, key| match u8::try_from(number) {
        Ok(small) if small <= MOST_SHARES => Ok(small),
        _ => {
            let error = PlanErrorKind::TooMany { count: number as usize, most: MOST_SHARES.into() };
            Err(PlanError::new(at(key), error))
        }
    };

    let (shares, threshold) = (small(draft.shares, "shares")?, small(draft.threshold, "threshold")?);
    Quorum::new(threshold, shares).map_err(|error| PlanError::new(at("threshold"), error))
}

fn custodians(drafts: Vec<Custodian>, quorum: Quorum) -> Result<Vec<Custodian>, PlanError> {
    let (count, shares) = (drafts.len(), quorum.shares());
    if count > usize::from(shares) {
        let place = PlanLocation::section("custodians", Some(usize::from(shares) + 1));
        return Err(PlanError::new(place, PlanErrorKind::TooManyCustodians { count, shares }));
    }

    let checked = drafts.into_iter().enumerate().map(|(index, draft)| {
        let at = |key| PlanLocation::key_of(Some("custodians"), Some(index + 1), key);
        let optional = |words: &str, key| match words.trim() {
            "" => Ok(String::new()),
            words => text(words, LONGEST_NAME, at(key)),
        };
        let place = optional(&draft.place, "place")?;
        let phone = optional(&draft.phone, "phone")?;
        Ok(Custodian { name: text(&draft.name, LONGEST_NAME, at("name"))?, place, phone })
    });

    checked.collect()
}

fn contacts(drafts: Vec<Contact>) -> Result<Vec<Contact>, PlanError> {
    at_most(drafts.len(), MOST_CONTACTS, PlanLocation::section("contacts", None))?;
    let checked = drafts.into_iter().enumerate().map(|(index, draft)| {
        let at = |key| PlanLocation::key_of(Some("contacts"), Some(index + 1), key);
        let name = text(&draft.name, LONGEST_NAME, at("name"))?;
        Ok(Contact { name, phone: text(&draft.phone, LONGEST_NAME, at("phone"))? })
    });
    checked.collect()
}

fn rotation(draft: &DraftRotation) -> Result<Rotation, PlanError> {
    let days = |days: u32, key| match u16::try_from(days) {
        Ok(short) if (1..=MOST_DAYS).contains(&days) => Ok(short),
        _ => {
            Err(PlanError::new(PlanLocation::key_of(Some("rotation"), None, key), PlanErrorKind::Days(days)))
        }
    };

    Ok(Rotation {
        rotate_every_days: days(draft.rotate_every_days, "rotate-every-days")?,
        drill_every_days: days(draft.drill_every_days, "drill-every-days")?,
    })
}

/// The shape alone: what the names mean, the template says where the plan is read.
fn runbook(values: Values) -> Result<Runbook, PlanError> {
    let mut count = 0;
    printable(&values, &FieldPath::new(), &mut count)?;
    at_most(count, MOST_VALUES, PlanLocation::section("runbook", None))?;
    // The template's name alone has to be there; the rest is its own affair.
    match values.text("template") {
        Some(name) if is_plain(name) => Ok(Runbook::new(values)),
        _ => {
            Err(PlanError::new(PlanLocation::key_of(Some("runbook"), None, "template"), PlanErrorKind::Empty))
        }
    }
}

fn printable(table: &Values, path: &FieldPath, count: &mut usize) -> Result<(), PlanError> {
    for (name, value) in &table.0 {
        *count += 1;
        let path = [path.as_slice(), &[Step::Key(shortened(name))]].concat();
        let at = || PlanLocation::in_runbook(path.clone());
        if !is_plain(name) && codes::holds_code(name) {
            return Err(PlanError::new(PlanLocation::section("runbook", None), PlanErrorKind::Code));
        }
        if !is_plain(name) {
            return Err(PlanError::new(at(), PlanErrorKind::BadName(shortened(name))));
        }
        match value {
            // An empty text is a blank to be filled in by hand.
            Value::Text(line) if line.is_empty() => {}
            Value::Text(line) => drop(text(line, LONGEST_VALUE, at())?),
            Value::List(lines) => {
                *count += lines.len();
                lines.iter().try_for_each(|line| text(line, LONGEST_VALUE, at()).map(drop))?;
            }
            Value::Table(inner) => printable(inner, &path, count)?,
            Value::Tables(tables) => {
                for (i, inner) in (1..).zip(tables) {
                    printable(inner, &[path.as_slice(), &[Step::Entry(i)]].concat(), count)?;
                }
            }
        }
    }

    Ok(())
}

// Plain ASCII, so that every path to sort the record's keys agrees.
fn is_plain(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !name.is_empty() && name.len() <= 40 && name.bytes().all(plain)
}

fn at_most(count: usize, most: usize, place: PlanLocation) -> Result<(), PlanError> {
    if count > most { Err(PlanError::new(place, PlanErrorKind::TooMany { count, most })) } else { Ok(()) }
}

// One printable line without blanks around it.
fn text(text: &str, most: usize, place: PlanLocation) -> Result<String, PlanError> {
    let text = text.trim_matches(' ');
    let characters = text.chars().count();
    if let Some(c) = text.chars().find(|c| is_unprintable(*c)) {
        return Err(PlanError::new(place, PlanErrorKind::Unprintable(c.into())));
    }

    if text.trim().is_empty() {
        return Err(PlanError::new(place, PlanErrorKind::Empty));
    }

    if characters > most {
        return Err(PlanError::new(place, PlanErrorKind::TooLong { characters, most }));
    }
    Ok(text.to_owned())
}

// Controls, line separators and what changes the direction of a line unseen.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn shortened(name: &str) -> String {
    name.chars().take(40).collect()
}
