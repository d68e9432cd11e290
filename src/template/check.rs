//! The values of a plan against the fields that the template declares.

use super::data::{Data, Field, FieldKind};
use super::values::{FieldPath, Step, Value, Values};
use crate::texts::Wording;
use std::collections::BTreeMap;
use time::Date;
use time::macros::format_description;

/// Advice on a value: what is wrong, where, and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The path to the value.
    pub path: FieldPath,
    /// What is wrong with it.
    pub said: Wording,
    /// An example, or what to do.
    pub hint: Wording,
}

/// Checks that no value is missing, unknown or not of its kind; returns the first that is.
pub fn fields(data: &Data, values: &Values) -> Result<(), Advice> {
    known(data, values, "", &FieldPath::new())?;
    data.fields.iter().try_for_each(|field| one(field, values))
}

/// Refuses names that the template does not declare: they are slips of the pen.
fn known(data: &Data, table: &Values, prefix: &str, path: &FieldPath) -> Result<(), Advice> {
    for (name, value) in &table.0 {
        // These two are sealkit's own, and every runbook may have them.
        if prefix.is_empty() && (name == "template" || name == "account") {
            continue;
        }
        let (path, plain) = (super::values::step(path, name), join(prefix, name));

        let several = format!("{plain}[]");
        let below = |at: &str| data.fields.iter().any(|field| field.at.starts_with(&format!("{at}.")));
        let declared = |at: &str| data.fields.iter().any(|field| field.at == at) || below(at);

        match value {
            Value::Tables(tables) if declared(&several) => {
                for (i, table) in (1..).zip(tables) {
                    known(data, table, &several, &[path.as_slice(), &[Step::Entry(i)]].concat())?;
                }
            }
            // An empty list may be one of tables.
            Value::List(texts) if texts.is_empty() && declared(&several) => {}
            Value::Table(table) if below(&plain) => known(data, table, &plain, &path)?,
            _ if declared(&plain) => {}
            _ if declared(&several) => {
                let hint = wording!("advice-tables", field = plain);
                return Err(Advice { path, said: wording!("field-tables"), hint });
            }
            _ => {
                let names = names(data, prefix).join(", ");
                let hint = wording!("advice-known-fields", template = data.name, names);
                return Err(Advice {
                    path,
                    said: wording!("field-unknown", name = format!("{name:?}")),
                    hint,
                });
            }
        }
    }
    Ok(())
}

fn join(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") }
}

fn names(data: &Data, prefix: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for field in &data.fields {
        let rest = if prefix.is_empty() { Some(field.at.as_str()) } else { field.at.strip_prefix(prefix) };
        let name = rest.and_then(|rest| rest.trim_start_matches('.').split(['.', '[']).next());
        if let Some(name) = name.filter(|name| !name.is_empty() && !names.iter().any(|n| n == name)) {
            names.push(name.to_owned());
        }
    }
    names
}

fn one(field: &Field, values: &Values) -> Result<(), Advice> {
    let finding = |path: FieldPath, said: Wording| {
        let hint = wording!("advice-example", example = field.example);
        Advice { path, said, hint }
    };
    let (parent, name) = field.at.rsplit_once('.').unwrap_or(("", &field.at));

    let name = name.trim_end_matches("[]");
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();

    for (path, table) in values.tables_along(parent) {
        let path = super::values::step(&path, name);
        let Some(value) = table.get(name).filter(|value| !is_empty(value)) else {
            if field.optional {
                continue;
            }
            return Err(finding(path, wording!("field-missing", name)));
        };

        if let Some(said) = wrong(field, value) {
            return Err(finding(path, said));
        }

        if let (true, Value::Text(text)) = (field.distinct, value)
            && seen.insert(text.to_lowercase(), ()).is_some()
        {
            return Err(finding(path, wording!("field-twice", text = format!("{text:?}"))));
        }
    }
    // A required field in a required table that is not there at all.
    let required_table = !parent.is_empty() && !parent.contains("[]") && !field.optional;
    if required_table && values.tables_along(parent).is_empty() {
        let path: FieldPath = parent.split('.').map(|name| Step::Key(name.to_owned())).collect();
        return Err(finding(super::values::step(&path, name), wording!("field-missing", name)));
    }
    Ok(())
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.trim().is_empty(),
        Value::List(texts) => texts.is_empty(),
        Value::Tables(tables) => tables.is_empty(),
        Value::Table(table) => table.0.is_empty(),
    }
}

fn wrong(field: &Field, value: &Value) -> Option<Wording> {
    match (field.kind, value) {
        (FieldKind::Table, Value::Tables(tables)) => {
            let most = field.most.filter(|most| tables.len() > *most)?;
            Some(wording!("field-too-many", number = tables.len(), most))
        }
        (FieldKind::Table, Value::Table(_)) | (FieldKind::List, Value::List(_)) => None,
        (FieldKind::List, _) => Some(wording!("field-texts")),
        (FieldKind::Table, _) => Some(wording!("field-table")),
        (kind, Value::Text(text)) => text_problem(field, kind, text),
        _ => Some(wording!("field-text")),
    }
}

fn text_problem(field: &Field, kind: FieldKind, text: &str) -> Option<Wording> {
    let (right, key) = match kind {
        FieldKind::Guid => (is_guid(text), "field-guid"),
        FieldKind::Upn => (is_upn(text), "field-upn"),
        FieldKind::Date => (date(text).is_some(), "field-date"),
        FieldKind::Digits => (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()), "field-digits"),
        FieldKind::Word => (is_word(text), "field-word"),
        FieldKind::Path => (text.starts_with('/') && text.split('/').skip(1).all(is_word), "field-path"),
        FieldKind::Text | FieldKind::List | FieldKind::Table => (true, "field-text"),
    };

    let quoted = format!("{text:?}");
    if !right {
        return Some(wording!(key, text = quoted));
    }

    let ends = |end: &String| text.to_lowercase().ends_with(end.as_str());
    if !field.ends.is_empty() && !field.ends.iter().any(ends) {
        return Some(wording!("field-ending", text = quoted, end = field.ends.join(", ")));
    }

    if !field.choices.is_empty() && !field.choices.iter().any(|choice| choice == text) {
        return Some(wording!("field-choice", text = quoted, choices = field.choices.join(", ")));
    }
    None
}

fn is_guid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths = [8, 4, 4, 4, 12];
    let hex = |group: &str| group.bytes().all(|b| b.is_ascii_hexdigit());

    let fits = groups.iter().zip(lengths).all(|(group, length)| group.len() == length && hex(group));
    // The zero id stands in examples; it names nothing.
    groups.len() == lengths.len() && fits && text.bytes().any(|b| b != b'0' && b != b'-')
}

fn is_upn(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.'+".contains(&b))
    };
    text.split_once('@').is_some_and(|(name, domain)| part(name) && is_word(domain) && domain.contains('.'))
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// A date as it stands in a plan.
pub fn date(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}
