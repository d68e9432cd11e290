//! The slips of the pen that the TOML reader tells in its own words.

use super::PlanErrorKind;
use crate::texts::english;

/// The slips of the pen that are made most often, and the key of the line where it tells one.
pub fn slip<'a>(written: &'a str, message: &str) -> Option<(PlanErrorKind, Option<&'a str>)> {
    let key = written.split_once('=').map(|(key, _)| key.trim());
    let wants = |wrong: &str, right: &[&str]| {
        message.starts_with(&format!("invalid type: {wrong}"))
            && right.iter().any(|right| message.contains(&format!("expected {right}")))
    };

    if names_a_secret(message) {
        return Some((PlanErrorKind::Secret, key));
    }
    if written.contains(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}'])
        && !written.contains('"')
    {
        return Some((PlanErrorKind::CurlyQuotes, None));
    }
    if wants("string", &["u8", "u16", "u32", "usize"]) {
        return Some((PlanErrorKind::Quoted, key));
    }
    let texts = english().text("value-kinds", &[]);
    if wants("integer", &["a string", &texts]) {
        return Some((PlanErrorKind::Unquoted, key));
    }
    let table = written.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let name = table.filter(|name| wants("map", &["a sequence"]) && !name.contains(['[', ']']))?;
    Some((PlanErrorKind::OneBracket(name.to_owned()), None))
}

/// The line that has this place in it.
pub fn line_around(text: &str, start: usize) -> &str {
    let before = text.get(..start).unwrap_or_default();
    let begin = before.rfind('\n').map_or(0, |end| end + 1);
    text.get(begin..).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

fn names_a_secret(message: &str) -> bool {
    let names = ["value", "password", "passphrase", "secret", "pin", "file", "path"];
    names.iter().any(|name| message.starts_with(&format!("unknown field `{name}`")))
}
