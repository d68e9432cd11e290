//! What a plan says for its runbook.

use super::Plan;
use crate::template::{Advice, Template, Value, Values};
use std::sync::Arc;
use time::Date;

/// The values for a runbook, and the template where it is at hand: a plan that comes
/// out of a record has the values alone.
#[derive(Clone, Debug)]
pub struct Runbook {
    values: Values,
    template: Option<Arc<Template>>,
}

// A template is no part of the plan: it names one.
impl PartialEq for Runbook {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl Eq for Runbook {}

impl Runbook {
    pub(super) fn new(values: Values) -> Self {
        Self { values, template: None }
    }

    pub(super) fn with(mut self, template: Arc<Template>) -> Self {
        self.template = Some(template);
        self
    }

    pub(super) fn into_values(self) -> Values {
        self.values
    }

    /// Without the values that stay in the plan.
    pub(super) fn public(self) -> Self {
        match &self.template {
            Some(template) => Self { values: template.public(self.values), template: self.template.clone() },
            None => self,
        }
    }

    /// The name of the template, as the plan writes it.
    pub fn name(&self) -> &str {
        self.values.text("template").unwrap_or_default()
    }

    /// The template; `None` if the plan comes out of a record.
    pub fn template(&self) -> Option<&Template> {
        self.template.as_deref()
    }

    /// Returns every text of the values, in the order of their names.
    pub fn texts(&self) -> Vec<&str> {
        texts(&self.values)
    }
}

fn texts(table: &Values) -> Vec<&str> {
    table.0.values().flat_map(texts_of).collect()
}

fn texts_of(value: &Value) -> Vec<&str> {
    match value {
        Value::Text(text) => vec![text.as_str()],
        Value::List(lines) => lines.iter().map(String::as_str).collect(),
        Value::Table(table) => texts(table),
        Value::Tables(tables) => tables.iter().flat_map(texts).collect(),
    }
}

impl Plan {
    /// Returns what a runbook of this plan can be filled with: the values, the plan's own facts as
    /// `plan`, and the entry of this kit's account as `kit`.
    pub fn runbook_values(&self) -> Values {
        let mut values = self.runbook.as_ref().map(|runbook| runbook.values.clone()).unwrap_or_default();
        let template = self.runbook.as_ref().and_then(Runbook::template);

        let account = values.text("account").unwrap_or_default().to_owned();
        let kits = template.map(|template| template.kits(&values)).unwrap_or_default();

        if let Some(kit) = kits.into_iter().find(|kit| kit.account == account) {
            values.set("kit", kit.values);
        }

        values.set("plan", self.facts());
        values
    }

    /// Returns what all plans say that have one book together, behind the name of their template;
    /// `None` if this plan has a book of its own, or none.
    pub fn book_key(&self) -> Option<String> {
        let runbook = self.runbook.as_ref()?;
        let key = runbook.template()?.book_key(&runbook.values)?;
        Some(format!("{} {key}", runbook.name()))
    }

    /// Returns what the template advises against, on the day the kit is made.
    pub fn advice(&self, day: Date) -> Vec<(&str, Advice)> {
        let template = self.runbook.as_ref().and_then(Runbook::template);
        template.map(|template| template.warnings(&self.runbook_values(), day)).unwrap_or_default()
    }

    fn facts(&self) -> Values {
        let pairs = |pairs: &[(&str, &str)]| {
            let mut table = Values::default();
            pairs.iter().for_each(|(name, text)| table.set(name, *text));
            table
        };

        let custodian =
            |c: &super::Custodian| pairs(&[("name", &c.name), ("place", &c.place), ("phone", &c.phone)]);
        let secret = |s: &super::SecretPlan| {
            pairs(&[("name", &s.name), ("account", &s.account), ("profile", &s.profile.name)])
        };
        let contact = |c: &super::Contact| pairs(&[("name", &c.name), ("phone", &c.phone)]);

        let mut facts = Values::default();
        facts.set("label", self.label.as_str());
        facts.set("threshold", self.quorum.threshold().to_string());
        facts.set("shares", self.quorum.shares().to_string());
        facts.set("rotate-every-days", self.rotation.rotate_every_days.to_string());
        facts.set("drill-every-days", self.rotation.drill_every_days.to_string());
        facts.set("custodians", self.custodians.iter().map(custodian).collect::<Vec<_>>());
        facts.set("contacts", self.contacts.iter().map(contact).collect::<Vec<_>>());
        facts.set("secrets", self.secrets.iter().map(secret).collect::<Vec<_>>());
        facts
    }
}
