//! Runbook templates: another system's accounts need another template, not another
//! program. A template is data: which fields a plan may have for it, which rules
//! they keep, the text of the runbook and the files beside it.

mod check;
mod data;
mod fill;
mod rules;
mod shipped;
mod values;

use crate::texts::{Worded, Wording};
use std::collections::BTreeMap;
use time::Date;

pub use check::Advice;
pub use fill::Dialect;
pub use shipped::{shipped, shipped_names};
pub use values::{FieldPath, Step, Value, Values};

/// The version of `template.toml` that is read here.
pub const VERSION: u32 = 1;
/// The texts that every template has.
pub const PARTS: [&str; 3] = ["template.toml", "plan.toml", "runbook.md"];
/// The text of the page for the moment when nobody can sign in, where a template has one.
pub const RED_CARD: &str = "red-card.md";
/// A text of a template is no longer than this, in bytes: 256 KiB.
pub const LONGEST_TEXT: usize = 256 * 1024;

/// A template that was read and fits together.
#[derive(Clone, Debug)]
pub struct Template {
    data: data::Data,
    texts: BTreeMap<String, String>,
}

/// What is wrong with a template: in which file, on which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// The name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub said: Wording,
}

impl TemplateError {
    fn new(file: &str, line: usize, said: Wording) -> Self {
        Self { file: file.to_owned(), line, said }
    }
}

impl Worded for TemplateError {
    fn wording(&self) -> Wording {
        wording!("template-error", file = self.file, line = self.line, said = self.said)
    }
}

worded_errors!(TemplateError);

/// Where a plan makes one kit per entry of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitEntry {
    /// The name of the account.
    pub account: String,
    /// What is put behind the plan's label.
    pub label: String,
    /// The whole entry.
    pub values: Values,
    /// The path to it.
    pub path: FieldPath,
}

/// A file of `runbook/`, filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The name of the file.
    pub name: String,
    /// What the file is for, for people.
    pub what: String,
    /// The text, filled in.
    pub text: String,
}

impl Filled {
    /// What is written. Windows PowerShell takes a script without this mark at its beginning for
    /// a text in the computer's old code page, and would change every letter beyond ASCII.
    pub fn bytes(&self) -> Vec<u8> {
        const MARK: &str = "\u{feff}";
        let mark = if Dialect::of(&self.name) == Dialect::PowerShell { MARK } else { "" };
        [mark.as_bytes(), self.text.as_bytes()].concat()
    }
}

impl Template {
    /// The texts that a template consists of, named by its `template.toml`.
    ///
    /// # Errors
    /// Returns [`TemplateError`] where that text makes no sense.
    pub fn parts(template_toml: &str) -> Result<Vec<String>, TemplateError> {
        let data = data::Data::parse(template_toml)?;
        let card = data.red_card.then(|| RED_CARD.to_owned());
        let files = data.files.into_iter().map(|file| file.name);
        Ok(PARTS.iter().map(|part| (*part).to_owned()).chain(card).chain(files).collect())
    }

    /// A template of its texts, by name.
    ///
    /// # Errors
    /// Returns [`TemplateError`] where a text is missing or makes no sense.
    pub fn new(texts: BTreeMap<String, String>) -> Result<Self, TemplateError> {
        let missing = |name: &str| TemplateError::new(name, 1, wording!("template-missing"));
        let head = texts.get("template.toml").ok_or_else(|| missing("template.toml"))?;
        let data = data::Data::parse(head)?;

        let files = data.files.iter().map(|file| file.name.as_str());
        let card = data.red_card.then_some(RED_CARD);
        for name in PARTS.into_iter().chain(card).chain(files) {
            let text = texts.get(name).ok_or_else(|| missing(name))?;
            if text.len() > LONGEST_TEXT {
                return Err(TemplateError::new(name, 1, wording!("template-too-long")));
            }
        }

        let template = Self { data, texts };
        // Sections that do not close are found now, not when a kit is made.
        template.files(&Values::default())?;
        template.runbook(&Values::default())?;
        template.red_card(&Values::default())?;

        Ok(template)
    }

    /// The name by which plans ask for it.
    pub fn name(&self) -> &str {
        &self.data.name
    }

    /// The title, for people.
    pub fn title(&self) -> &str {
        &self.data.title
    }

    /// The commented plan to start from.
    pub fn plan(&self) -> &str {
        self.text("plan.toml").unwrap_or_default()
    }

    /// Checks that no value of a plan is missing, unknown or not of its kind.
    ///
    /// # Errors
    /// Returns [`Advice`] on the first such value.
    pub fn check(&self, values: &Values) -> Result<(), Advice> {
        check::fields(&self.data, values)
    }

    /// Checks the rules that forbid a plan.
    ///
    /// # Errors
    /// Returns [`Advice`] on the first rule that the plan breaks.
    pub fn refuse(&self, values: &Values) -> Result<(), Advice> {
        let strict = self.data.rules.iter().filter(|rule| !rule.warn);
        strict.into_iter().find_map(|rule| rules::broken(rule, values, None)).map_or(Ok(()), Err)
    }

    /// What should be different on that day, though the plan may be used: the names of the
    /// rules, and what is found.
    pub fn warnings(&self, values: &Values, day: Date) -> Vec<(&str, Advice)> {
        let soft = self.data.rules.iter().filter(|rule| rule.warn);
        soft.filter_map(|rule| Some((rule.name.as_str(), rules::broken(rule, values, Some(day))?))).collect()
    }

    /// One entry for each kit of a plan; none where a plan makes one kit.
    pub fn kits(&self, values: &Values) -> Vec<KitEntry> {
        let Some(kits) = &self.data.kits else { return Vec::new() };
        let entry = |(path, table): (FieldPath, &Values)| KitEntry {
            account: table.text(&kits.account).unwrap_or_default().to_owned(),
            label: table.text(&kits.label).unwrap_or_default().to_owned(),
            values: table.clone(),
            path,
        };
        values.tables_along(&kits.table).into_iter().map(entry).collect()
    }

    /// What all plans say that have one book together; `None` if each kit has a book of its own.
    pub fn book_key(&self, values: &Values) -> Option<String> {
        self.data.book.as_ref().map(|book| values.text_at(&book.by).unwrap_or_default().to_owned())
    }

    /// What a book of several plans is called by; `None` if each kit has a book of its own.
    pub fn book_title<'a>(&self, values: &'a Values) -> Option<&'a str> {
        self.data.book.as_ref().and_then(|book| values.text_at(&book.title))
    }

    /// The name of the table that has one kit per entry.
    pub fn kits_table(&self) -> Option<&str> {
        self.data.kits.as_ref().map(|kits| kits.table.as_str())
    }

    /// The values without those that stay in the plan.
    pub fn public(&self, mut values: Values) -> Values {
        let private = self.data.fields.iter().filter(|field| field.private);
        private.for_each(|field| values.remove_along(&field.at));
        values
    }

    /// The text of the runbook, filled in; `values` has the kit's own entry as `kit`.
    ///
    /// # Errors
    /// Returns [`TemplateError`] where a placeholder or section is wrong.
    pub fn runbook(&self, values: &Values) -> Result<String, TemplateError> {
        self.fill("runbook.md", values)
    }

    /// The text of the red card, filled in, or `None` if the template has none.
    ///
    /// # Errors
    /// Returns [`TemplateError`] where a placeholder or section is wrong.
    pub fn red_card(&self, values: &Values) -> Result<Option<String>, TemplateError> {
        self.data.red_card.then(|| self.fill(RED_CARD, values)).transpose()
    }

    /// The files of `runbook/`, filled in.
    ///
    /// # Errors
    /// Returns [`TemplateError`] where a placeholder or section of one is wrong.
    pub fn files(&self, values: &Values) -> Result<Vec<Filled>, TemplateError> {
        let filled = |file: &data::FileEntry| {
            let text = self.fill(&file.name, values)?;
            Ok(Filled { name: file.name.clone(), what: file.what.clone(), text })
        };
        self.data.files.iter().map(filled).collect()
    }

    fn fill(&self, name: &str, values: &Values) -> Result<String, TemplateError> {
        let text = self.text(name).unwrap_or_default();
        fill::fill(name, text, &[values], &self.texts)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }
}

/// Returns a table of what was found, by the name of the rule, for `found.NAME` in a runbook.
pub fn found(findings: &[(&str, Advice)]) -> Values {
    rules::found(findings.iter().map(|(name, finding)| (*name, finding)))
}

#[cfg(test)]
mod tests;
