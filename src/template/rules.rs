//! Rules across fields: who may not be who, what must not be old.

use super::check::{Advice, date};
use super::data::{Rule, Test};
use super::values::{FieldPath, Step, Value, Values};
use crate::texts::english;
use time::{Date, Duration};

/// Returns what breaks a rule, or `None`. Rules on age ask nothing without a day.
pub fn broken(rule: &Rule, values: &Values, day: Option<Date>) -> Option<Advice> {
    let (path, what) = broken_rule(rule, values, day)?;
    let said = |text: &str| wording!("words-of-template", said = text);
    Some(Advice { path, said: said(&rule.says.replace("{what}", &what)), hint: said(&rule.hint) })
}

fn broken_rule(rule: &Rule, values: &Values, day: Option<Date>) -> Option<(FieldPath, String)> {
    let free = |table: &Values| {
        let reason = rule.unless.as_ref();
        reason.is_some_and(|path| table.texts(path).iter().any(|(_, reason)| !reason.trim().is_empty()))
    };

    // A reason in the plan lifts the rule, for the whole plan or for one entry.
    if free(values) {
        return None;
    }
    match &rule.test {
        Test::Disjoint { table, at } => disjoint(values, table, at),
        Test::Apart { table, at, from } => {
            let tables = values.tables_along(table);
            tables.into_iter().filter(|(_, entry)| !free(entry)).find_map(|(path, entry)| {
                let others = entry.texts(from);
                let same =
                    entry.texts(at).into_iter().find(|(_, a)| others.iter().any(|(_, b)| alike(a, b)))?;
                Some(([path, same.0].concat(), same.1.to_owned()))
            })
        }
        Test::Least { at, count, each } => {
            let short = |(path, table): (FieldPath, &Values)| {
                let there = table.tables_along(at).len().max(table.texts(at).len());
                (there < *count).then(|| (path, there.to_string()))
            };
            values
                .tables_along(each)
                .into_iter()
                .find_map(short)
                .map(|(path, there)| (ending(path, at), there))
        }
        Test::Without { at, words } => values.texts(at).into_iter().find_map(|(path, text)| {
            let lower = text.to_lowercase();
            words.iter().any(|word| lower.contains(word.as_str())).then(|| (path, text.to_owned()))
        }),
        Test::Has { at, words } => {
            let one = |(_, text): &(FieldPath, &str)| words.iter().any(|word| word == text);
            (!values.texts(at).iter().any(one)).then(|| (FieldPath::new(), String::new()))
        }
        Test::Most { at, most } => values.texts(at).into_iter().find_map(|(path, text)| {
            let number = text.parse::<u32>().ok()?;
            (number > *most).then(|| (path, text.to_owned()))
        }),
        Test::Followed { at, by } => values.texts(at).into_iter().find_map(|(path, text)| {
            let last = values.texts(by).into_iter().filter_map(|(_, text)| date(text)).max();
            let first = date(text)?;
            last.is_none_or(|last| last < first).then(|| (path, text.to_owned()))
        }),
        Test::Fresh { at, days } => values.texts(at).into_iter().find_map(|(path, text)| {
            let end = date(text)?.checked_add(Duration::days(*days))?;
            day.is_some_and(|day| day > end).then(|| (path, text.to_owned()))
        }),
    }
}

fn disjoint(values: &Values, table: &str, at: &str) -> Option<(FieldPath, String)> {
    let entries = values.tables_along(table);
    for (i, (path, entry)) in entries.iter().enumerate() {
        for (inner, text) in entry.texts(at) {
            let earlier = entries.iter().take(i).flat_map(|(_, other)| other.texts(at));
            if earlier.into_iter().any(|(_, other)| alike(other, text)) {
                return Some(([path.clone(), inner].concat(), text.to_owned()));
            }
        }
    }
    None
}

/// Names of people that differ in case or blanks alone are the same.
fn alike(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(a) == plain(b)
}

/// The path to a list that is too short: its first name is enough.
fn ending(mut path: FieldPath, at: &str) -> FieldPath {
    let name = at.split(['.', '[']).next().unwrap_or_default();
    path.push(Step::Key(name.to_owned()));
    path
}

/// A table of what was found, by rule.
pub fn found<'a>(findings: impl IntoIterator<Item = (&'a str, &'a Advice)>) -> Values {
    let mut found = Values::default();
    findings
        .into_iter()
        .for_each(|(name, finding)| found.set(name, Value::from(english().say(&finding.said))));
    found
}
