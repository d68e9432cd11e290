//! `template.toml`: the fields a plan may have for a runbook, the rules on them, the files.

use super::{TemplateError, VERSION};
use serde::Deserialize;

/// What `template.toml` says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Data {
    sealkit_template: u32,
    /// The name by which plans ask for it.
    pub name: String,
    /// The title, for people.
    pub title: String,
    /// Which table has one kit per entry.
    pub kits: Option<Kits>,
    /// Which plans have one book together; without it each kit has a book of its own.
    pub book: Option<Book>,
    /// Whether the book has a red card, `red-card.md`, before everything else.
    #[serde(default)]
    pub red_card: bool,
    /// The fields, in the order in which they are checked.
    pub fields: Vec<Field>,
    /// The rules that a plan keeps, in the order in which they are checked.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// The files of `runbook/`.
    #[serde(default)]
    pub files: Vec<FileEntry>,
}

/// One kit per entry of a table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Kits {
    /// The path of the table.
    pub table: String,
    /// The field with the account's name.
    pub account: String,
    /// The field that is put behind the plan's label.
    pub label: String,
}

/// One book for all plans that say the same.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Book {
    /// The path of the text that is the same, such as `tenant.id`.
    pub by: String,
    /// The path of the text that the book is called by.
    pub title: String,
}

/// A field of the plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Field {
    /// Its path, such as `accounts[].upn`; one that ends in `[]` is a list of tables.
    pub at: String,
    /// What it holds.
    #[serde(default)]
    pub kind: FieldKind,
    /// Whether it may be left out.
    #[serde(default)]
    pub optional: bool,
    /// Whether no two may be equal.
    #[serde(default)]
    pub distinct: bool,
    /// Whether it stays in the plan, and gets into no record.
    #[serde(default)]
    pub private: bool,
    /// How a text has to end, one of these; any end where there is none.
    #[serde(default)]
    pub ends: Vec<String>,
    /// What a text has to be one of.
    #[serde(default)]
    pub choices: Vec<String>,
    /// How many tables there may be.
    pub most: Option<usize>,
    /// An example of how the field is written.
    pub example: String,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// A line of text.
    #[default]
    Text,
    /// 8-4-4-4-12 hexadecimal digits.
    Guid,
    /// `name@domain`.
    Upn,
    /// A date such as `2026-11-22`.
    Date,
    /// Decimal digits alone.
    Digits,
    /// Letters, digits and `- _ .`: what needs no quotes anywhere.
    Word,
    /// An Azure resource id, a path of plain names.
    Path,
    /// Several lines of text.
    List,
    /// A table, or several.
    Table,
}

/// A rule across fields.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Rule {
    /// Its name; the runbook asks `found.NAME`.
    pub name: String,
    /// What it asks.
    #[serde(flatten)]
    pub test: Test,
    /// A field whose text allows what the rule forbids.
    pub unless: Option<String>,
    /// Whether `new` goes on with a warning.
    #[serde(default)]
    pub warn: bool,
    /// What is wrong, in words.
    pub says: String,
    /// What to do about it.
    pub hint: String,
}

/// What a rule asks.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "test", rename_all = "kebab-case")]
pub enum Test {
    /// No text at `at` stands in two entries of `table`.
    Disjoint { table: String, at: String },
    /// In no entry of `table` a text at `at` is one at `from`.
    Apart { table: String, at: String, from: String },
    /// At least `count` at `at`, for each table that `each` leads to.
    Least {
        at: String,
        count: usize,
        #[serde(default)]
        each: String,
    },
    /// No text at `at` holds one of `words`.
    Without { at: String, words: Vec<String> },
    /// A text at `at` is one of `words`.
    Has { at: String, words: Vec<String> },
    /// The number at `at` is at most `most`.
    Most { at: String, most: u32 },
    /// The date at `at` is followed by one at `by`.
    Followed { at: String, by: String },
    /// Dates at `at` are at most `days` old on the day of the kit.
    Fresh { at: String, days: i64 },
}

/// A file of `runbook/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// The name, without a folder.
    pub name: String,
    /// What the file is for, for people.
    pub what: String,
}

impl Data {
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let data: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| 1 + text.get(..span.start).map_or(0, lines_in));
            TemplateError::new(
                "template.toml",
                line,
                wording!("template-reader", said = error.message().trim().replace('\n', " ")),
            )
        })?;
        if data.sealkit_template != VERSION {
            let said = wording!("template-version", version = data.sealkit_template, known = VERSION);
            return Err(TemplateError::new("template.toml", 1, said));
        }
        // Names become files in the kit's folder: none may lead out of it or hide.
        if let Some(bad) = data.files.iter().find(|file| !is_plain(&file.name)) {
            let said = wording!("template-file-name", name = format!("{:?}", bad.name));
            return Err(TemplateError::new("template.toml", 1, said));
        }
        Ok(data)
    }
}

/// A name of a file in a folder, and nothing else.
fn is_plain(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    !name.is_empty() && name.len() <= 60 && name.bytes().all(plain) && !name.starts_with('.')
}

fn lines_in(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
