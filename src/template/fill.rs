//! Values into texts: `{{name}}`, `{{#list}} ... {{/list}}`, `{{^name}} ... {{/name}}`.
//!
//! A section over a list is repeated, one over a table or a text is printed once
//! where there is any, an inverted one where there is none. In a repeated section
//! `number`, `first` and `last` tell the place; `.` is the text of a list of texts.
//! `{{#list:3}}` is its first three entries, `{{#list:4-}}` those from the fourth on.
//! `{{<FILE}}` is another file of the template, filled in and escaped as a value.

use super::TemplateError;
use super::values::{Value, Values};
use crate::texts::Wording;
use std::collections::BTreeMap;

/// What stands where an optional value was left out.
const BLANK: &str = "________";
/// Sections in sections, files in files.
const DEEPEST: usize = 16;

/// What kind of text values go into: each has its own way to quote them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Values stand between apostrophes.
    PowerShell,
    /// Values stand between double quotes.
    Kql,
    /// Values stand between double quotes.
    Json,
    /// Values stand between apostrophes.
    Shell,
    /// Values stand anywhere in a line.
    Markdown,
    /// Values stand as they are.
    Plain,
}

impl Dialect {
    /// Returns the dialect of a file by the end of its name.
    pub fn of(name: &str) -> Self {
        match name.rsplit_once('.').map(|(_, end)| end) {
            Some("ps1") => Self::PowerShell,
            Some("kql") => Self::Kql,
            Some("json") => Self::Json,
            Some("sh") => Self::Shell,
            Some("md") => Self::Markdown,
            _ => Self::Plain,
        }
    }

    /// Quotes a value, so that it stays one whatever it holds.
    fn quoted(self, text: &str) -> String {
        let mut quoted = String::with_capacity(text.len());
        for c in text.chars() {
            match (self, c) {
                // PowerShell takes these four for apostrophes too.
                (Self::PowerShell, '\'' | '\u{2018}'..='\u{201b}') => quoted.extend([c, c]),
                // End the string, an escaped apostrophe, begin again: POSIX knows no escape within.
                (Self::Shell, '\'') => quoted.push_str("'\\''"),
                (Self::Kql | Self::Json, '"' | '\\') => quoted.extend(['\\', c]),
                (Self::Kql | Self::Json, '\n') => quoted.push_str("\\n"),
                (Self::Markdown, '\\' | '`' | '*' | '|' | '#' | '<') => quoted.extend(['\\', c]),
                _ => quoted.push(c),
            }
        }
        quoted
    }
}

/// The other files of a template, by name.
pub type Files = BTreeMap<String, String>;

/// Fills `text`, the file `name` of a template, with values; inner tables come last.
pub fn fill(name: &str, text: &str, values: &[&Values], files: &Files) -> Result<String, TemplateError> {
    let parts = parse(name, text)?;
    let mut filler = Filler { name, dialect: Dialect::of(name), files, out: String::new(), depth: 0 };
    filler.all(&parts, values)?;
    Ok(filler.out)
}

enum Part<'a> {
    Text(&'a str),
    Value(&'a str),
    Section { path: &'a str, there: bool, parts: Vec<Part<'a>> },
    File(&'a str),
}

type Open<'a> = (&'a str, bool, usize, Vec<Part<'a>>);

fn parse<'a>(name: &str, text: &'a str) -> Result<Vec<Part<'a>>, TemplateError> {
    let mut open: Vec<Open<'a>> = vec![("", true, 0, Vec::new())];
    let mut rest = text;
    let mut line = 1;
    let error = |line, said: Wording| TemplateError::new(name, line, said);

    while let Some((before, tail)) = rest.split_once("{{") {
        line += before.matches('\n').count();
        let here = line;
        let (tag, after) = tail.split_once("}}").ok_or_else(|| error(here, wording!("template-tag-open")))?;

        let section = tag.starts_with(['#', '^', '/']);
        // A section's mark that has a line to itself leaves no empty line.
        let alone = section
            && before.rsplit_once('\n').map_or(before, |(_, last)| last).trim().is_empty()
            && (before.contains('\n') || starts_line(text, rest))
            && after.split_once('\n').map_or(after, |(first, _)| first).trim().is_empty();
        let (before, after) = if alone {
            line += usize::from(after.contains('\n'));
            let cut = before.rfind('\n').map_or(0, |at| at + 1);
            (before.get(..cut).unwrap_or_default(), after.split_once('\n').map_or("", |(_, next)| next))
        } else {
            (before, after)
        };

        let unopened = || error(here, wording!("template-nothing-to-close", tag = format!("{{{{{tag}}}}}")));
        let top = open.last_mut().ok_or_else(unopened)?;
        if !before.is_empty() {
            top.3.push(Part::Text(before));
        }
        match tag.split_at_checked(1) {
            Some(("#", path)) => open.push((path, true, here, Vec::new())),
            Some(("^", path)) => open.push((path, false, here, Vec::new())),
            Some(("<", file)) => top.3.push(Part::File(file)),
            Some(("/", path)) => {
                let (begun, there, _, parts) =
                    open.pop().filter(|(begun, ..)| *begun == path).ok_or_else(unopened)?;
                let top = open.last_mut().ok_or_else(unopened)?;
                top.3.push(Part::Section { path: begun, there, parts });
            }
            _ => top.3.push(Part::Value(tag)),
        }

        if open.len() > DEEPEST {
            return Err(error(here, wording!("template-too-deep")));
        }

        rest = after;
    }

    let (path, _, begun, mut parts) = open.pop().unwrap_or_default();
    if !open.is_empty() {
        return Err(error(begun, wording!("template-section-open", tag = format!("{{{{#{path}}}}}"))));
    }
    parts.push(Part::Text(rest));
    Ok(parts)
}

/// Whether the rest of a text begins a line of it.
fn starts_line(text: &str, rest: &str) -> bool {
    text.get(..text.len() - rest.len()).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
}

struct Filler<'a> {
    name: &'a str,
    dialect: Dialect,
    files: &'a Files,
    out: String,
    depth: usize,
}

impl Filler<'_> {
    fn all(&mut self, parts: &[Part<'_>], values: &[&Values]) -> Result<(), TemplateError> {
        for part in parts {
            match part {
                Part::Text(text) => self.out.push_str(text),
                Part::Value(path) => match look(values, path) {
                    Some(Value::Text(text)) if !text.is_empty() => {
                        self.out.push_str(&self.dialect.quoted(text))
                    }
                    _ => self.out.push_str(BLANK),
                },
                Part::File(file) => {
                    let text = self.file(file, values)?;
                    // In Markdown a file stands between fences, where no sign is a mark.
                    let dialect =
                        if self.dialect == Dialect::Markdown { Dialect::Plain } else { self.dialect };
                    self.out.push_str(&dialect.quoted(text.trim_end()));
                }
                Part::Section { path, there, parts } => self.section(path, *there, parts, values)?,
            }
        }
        Ok(())
    }

    fn file(&self, file: &str, values: &[&Values]) -> Result<String, TemplateError> {
        // A file in a file in a file could name itself, so one level is all there is.
        let text = self.files.get(file).filter(|_| self.depth == 0);
        let text =
            text.ok_or_else(|| TemplateError::new(self.name, 1, wording!("template-no-file", file)))?;

        let parts = parse(file, text)?;
        let (dialect, files) = (Dialect::of(file), self.files);
        let mut inner = Filler { name: self.name, dialect, files, out: String::new(), depth: 1 };
        inner.all(&parts, values)?;
        Ok(inner.out)
    }

    fn section(
        &mut self,
        path: &str,
        there: bool,
        parts: &[Part<'_>],
        values: &[&Values],
    ) -> Result<(), TemplateError> {
        let (path, from, most) = slice(path);
        let value = look(values, path);
        let all: Vec<Values> = match value {
            Some(Value::Tables(tables)) => tables.clone(),
            Some(Value::List(texts)) => texts.iter().map(|text| single(text)).collect(),
            Some(Value::Table(table)) => vec![table.clone()],
            Some(Value::Text(text)) if !text.trim().is_empty() => vec![single(text)],
            Some(Value::Text(_)) | None => Vec::new(),
        };

        let entries: Vec<Values> = all.into_iter().skip(from).take(most).collect();
        if !there {
            return if entries.is_empty() { self.all(parts, values) } else { Ok(()) };
        }

        // Only the entries of a list have a number and a place.
        let counted = matches!(value, Some(Value::Tables(_) | Value::List(_)));
        let count = entries.len();
        for (i, mut entry) in (1..).zip(entries) {
            if counted {
                entry.set("number", i.to_string());
                entry.set("first", if i == 1 { "yes" } else { "" });
                entry.set("last", if i == count { "yes" } else { "" });
            }
            self.all(parts, &[values, &[&entry]].concat())?;
        }
        Ok(())
    }
}

/// The path of a section, how many entries of the list it leaves out and how many it takes.
fn slice(path: &str) -> (&str, usize, usize) {
    let Some((list, part)) = path.split_once(':') else { return (path, 0, usize::MAX) };
    let number = |text: &str| text.parse::<usize>().unwrap_or(0);
    match part.strip_suffix('-') {
        Some(from) => (list, number(from).saturating_sub(1), usize::MAX),
        None => (list, 0, number(part)),
    }
}

fn single(text: &str) -> Values {
    let mut table = Values::default();
    table.set(".", text);
    table
}

/// The innermost value of the path's first name, and down from there.
fn look<'a>(values: &[&'a Values], path: &str) -> Option<&'a Value> {
    if path == "." {
        return values.iter().rev().find_map(|table| table.get("."));
    }
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));

    let value = values.iter().rev().find_map(|table| table.get(first))?;
    rest.map_or(Some(value), |rest| match value {
        Value::Table(table) => look(&[table], rest),
        _ => None,
    })
}
