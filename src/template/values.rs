//! What a plan says for its runbook: a tree of texts.

use crate::texts::english;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A table of values, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(pub BTreeMap<String, Value>);

/// One value. Numbers and dates are texts here: a runbook prints them and no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// One line of text; may be empty.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// A list of tables.
    Tables(Vec<Values>),
    /// A table within this one.
    Table(Values),
}

/// A step on the path to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The value of this name.
    Key(String),
    /// The entry of this number, from 1.
    Entry(usize),
}

/// The path to a value, from the plan's `[runbook]` on.
pub type FieldPath = Vec<Step>;

impl Values {
    /// Returns the value of this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Returns the text of this name, or `None` if it is missing or no text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The tables of this name, none where there is no such list.
    pub fn tables(&self, name: &str) -> &[Self] {
        match self.get(name) {
            Some(Value::Tables(tables)) => tables,
            _ => &[],
        }
    }

    /// Sets a value, in place of any that has the name.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Takes away every value that a path such as `accounts[].keys[].phone` leads to.
    pub fn remove_along(&mut self, path: &str) {
        let Some((first, rest)) = path.split_once('.') else {
            self.0.remove(path);
            return;
        };
        match self.0.get_mut(first.trim_end_matches("[]")) {
            Some(Value::Table(table)) => table.remove_along(rest),
            Some(Value::Tables(tables)) => tables.iter_mut().for_each(|table| table.remove_along(rest)),
            Some(Value::Text(_) | Value::List(_)) | None => {}
        }
    }

    /// The text that a path such as `tenant.id` leads to.
    pub fn text_at(&self, path: &str) -> Option<&str> {
        self.texts(path).first().map(|(_, text)| *text)
    }

    /// Every table that a path such as `accounts[].keys[]` leads to, with the path to it;
    /// an empty path leads to this one.
    pub fn tables_along(&self, path: &str) -> Vec<(FieldPath, &Self)> {
        let mut found = vec![(FieldPath::new(), self)];
        for segment in path.split('.').filter(|segment| !segment.is_empty()) {
            let name = segment.trim_end_matches("[]");
            let mut below = Vec::new();
            for (path, table) in found {
                below.extend(
                    table.get(name).map(|value| inside(step(&path, name), value)).unwrap_or_default(),
                );
            }
            found = below;
        }
        found
    }

    /// Every value that a path such as `accounts[].keys[].serial` leads to, with the path to it.
    pub fn along(&self, path: &str) -> Vec<(FieldPath, &Value)> {
        let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
        let tables = self.tables_along(parent).into_iter();
        tables.filter_map(|(path, table)| Some((step(&path, name), table.get(name)?))).collect()
    }

    /// Every text along a path; the texts of a list one by one.
    pub fn texts(&self, path: &str) -> Vec<(FieldPath, &str)> {
        let mut found = Vec::new();
        for (path, value) in self.along(path) {
            match value {
                Value::Text(text) => found.push((path, text.as_str())),
                Value::List(texts) => found.extend(texts.iter().map(|text| (path.clone(), text.as_str()))),
                Value::Table(_) | Value::Tables(_) => {}
            }
        }
        found
    }
}

/// One step further.
pub fn step(path: &[Step], name: &str) -> FieldPath {
    let mut longer = path.to_vec();
    longer.push(Step::Key(name.to_owned()));
    longer
}

/// The tables of a value, with the path to each.
fn inside(path: FieldPath, value: &Value) -> Vec<(FieldPath, &Values)> {
    match value {
        Value::Table(table) => vec![(path, table)],
        Value::Tables(tables) => {
            let entry = |(i, table)| ([path.as_slice(), &[Step::Entry(i)]].concat(), table);
            (1..).zip(tables).map(entry).collect()
        }
        Value::Text(_) | Value::List(_) => Vec::new(),
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Values> for Value {
    fn from(table: Values) -> Self {
        Self::Table(table)
    }
}

impl From<Vec<Values>> for Value {
    fn from(tables: Vec<Values>) -> Self {
        Self::Tables(tables)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&english().text("value-kinds", &[]))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let (mut texts, mut tables) = (Vec::new(), Vec::new());
        while let Some(entry) = entries.next_element::<Value>()? {
            match entry {
                Value::Text(text) => texts.push(text),
                Value::Table(table) => tables.push(table),
                Value::List(_) | Value::Tables(_) => {
                    return Err(A::Error::custom(english().text("value-list-in-list", &[])));
                }
            }
        }
        match (texts.is_empty(), tables.is_empty()) {
            (_, true) => Ok(Value::List(texts)),
            (true, false) => Ok(Value::Tables(tables)),
            (false, false) => Err(A::Error::custom(english().text("value-mixed-list", &[]))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut table = Values::default();
        while let Some((name, value)) = entries.next_entry::<String, Value>()? {
            // How the TOML reader hands a date over.
            if name.starts_with('$') {
                return Err(A::Error::custom(english().text("value-date", &[])));
            }
            table.0.insert(name, value);
        }
        Ok(Value::Table(table))
    }
}
