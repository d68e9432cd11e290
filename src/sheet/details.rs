//! Which kit it is, what it opens and who keeps it: the fields that the sheets of a kit share.

use super::block::{Field, Tag, Value};
use super::context::SheetContext;
use super::kind::SheetKind;
use super::{Part, Sheet};
use crate::id::Generation;
use crate::profile;
use crate::texts::Texts;

impl SheetContext {
    /// A file of this kit that consists of these parts.
    pub(super) fn file(&self, kind: SheetKind, name: &str, parts: Vec<Part>) -> Sheet {
        let title = words!(self.texts, "custody-document", name, set = self.set_id);
        Sheet { kind, title, paper: self.paper, date: self.made, texts: self.texts, parts }
    }

    /// `Share 2 of 3`.
    pub(super) fn share_name(&self, x: u8) -> String {
        words!(self.texts, "share-name", x, n = self.shares)
    }

    /// The name of the share set, for the right edge of a title.
    pub(super) fn set_tag(&self) -> Tag {
        Tag::value(words!(self.texts, "custody-set"), self.set_id)
    }

    /// The kit's name.
    pub(super) fn label_field(&self, parts: u16) -> Field {
        Field::new(parts, words!(self.texts, "custody-kit"), Value::Words(self.label.clone()))
    }

    /// Its accounts, all of them or as many as a line has room for.
    pub(super) fn account_field(&self, parts: u16, accounts: Accounts) -> Field {
        let (texts, count) = (self.texts, self.accounts.len());
        let value = match self.accounts.as_slice() {
            [] => words!(texts, "custody-no-account"),
            [only] => only.clone(),
            all if accounts == Accounts::All => all.join(", "),
            _ if accounts == Accounts::Below => words!(texts, "custody-accounts-below", count),
            _ => words!(texts, "custody-accounts-counted", count),
        };
        let label = words!(texts, "custody-account", count);
        Field::new(parts, label, Value::Words(value))
    }

    /// The day on which the kit was made.
    pub(super) fn made_field(&self, parts: u16) -> Field {
        let date = self.made;
        let value = match self.date_given {
            true => words!(self.texts, "custody-date-by-hand", date),
            false => date.to_string(),
        };
        Field::new(parts, words!(self.texts, "custody-made"), Value::Words(value))
    }

    /// The number of the credential.
    pub(super) fn credential_field(&self, parts: u16) -> Field {
        let value = words!(self.texts, "custody-number", number = self.generation);
        Field::new(parts, words!(self.texts, "custody-credential"), Value::Words(value))
    }

    /// The day on which the secrets are to be renewed.
    pub(super) fn renew_field(&self, parts: u16) -> Field {
        let value = Value::Words(self.next_rotation.to_string());
        Field::new(parts, words!(self.texts, "custody-renew"), value)
    }

    /// Who keeps share `x`.
    pub(super) fn custodian_field(&self, parts: u16, x: u8) -> Field {
        let value = Value::or_blank(&self.custodian(x).name);
        Field::new(parts, words!(self.texts, "custody-custodian"), value)
    }

    /// Where share `x` is kept.
    pub(super) fn place_field(&self, parts: u16, x: u8) -> Field {
        let value = Value::or_blank(&self.custodian(x).place);
        Field::new(parts, words!(self.texts, "custody-place"), value)
    }

    /// The numbers of the credentials that lie beside a share: earlier ones that still count,
    /// then the newest one.
    pub(super) fn valid_credentials(&self) -> Vec<Generation> {
        let staying = self.staying.iter().map(|(generation, _)| *generation);
        staying.chain([self.generation]).collect()
    }
}

/// How many accounts a field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Accounts {
    /// All, however many lines that takes.
    All,
    /// One by its name; of several, how many they are, and which sheet lists them.
    Counted,
    /// The same on the sheet that lists them.
    Below,
}

/// What must be known about secrets of these profiles, each sentence once.
pub(super) fn notes<'a>(profiles: impl IntoIterator<Item = &'a str>, texts: &Texts) -> Option<String> {
    let mut notes: Vec<String> = Vec::new();
    let known = profiles.into_iter().filter_map(profile::find);
    for note in known.filter_map(|profile| profile.on_sheets.as_deref()) {
        let note = texts.text(note, &[]);
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    (!notes.is_empty()).then(|| notes.join(" "))
}
