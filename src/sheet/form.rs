//! What the sheets that people fill in have in common: who signs, who keeps what.

use super::block::{Cell, Field, Table, Text, Value};
use super::kind::SheetKind;
use super::{Part, Sheet};
use crate::id::Generation;
use crate::plan::{Custodian, Paper};
use crate::texts::Texts;
use time::Date;

/// The least height of a row that a pen fills, in millimetres.
pub(super) const PEN: f32 = 9.0;
/// The height of a row that nobody writes in, in millimetres.
pub(super) const PRINTED: f32 = 6.5;

/// A sheet of one part. `title` is that of the document.
pub(super) fn sheet(
    kind: SheetKind,
    title: String,
    (paper, date): (Paper, Date),
    part: Part,
    texts: &'static Texts,
) -> Sheet {
    Sheet { kind, title, paper, date, texts, parts: vec![part] }
}

/// A part without folds and without blocks.
pub(super) fn part(name: String, left: String, right: String, foot: String) -> Part {
    Part { name, folded: false, head: (left, right), foot, blocks: Vec::new() }
}

/// A row for each role to sign in, its name printed where it is known. `what` is the label of
/// the signatures.
pub(super) fn signatures(texts: &Texts, what: String, roles: impl IntoIterator<Item = Text>) -> Table {
    let columns = [
        (words!(texts, "form-role"), 32),
        (words!(texts, "form-printed-name"), 50),
        (what, 54),
        (words!(texts, "form-date-time-zone"), 38),
    ];
    let rows = roles.into_iter().map(|role| vec![Cell::Words(role), "".into(), "".into(), "".into()]);
    Table::labelled(PEN, columns).rows(rows)
}

/// Leader, operator and witness.
pub(super) fn roles(texts: &Texts) -> [Text; 3] {
    [
        Text::strong(words!(texts, "form-leader")),
        Text::strong(words!(texts, "form-operator")),
        Text::strong(words!(texts, "form-witness")),
    ]
}

/// The name, and the place in a line of its own; nothing where neither is known.
pub(super) fn keeper(custodian: &Custodian) -> Cell {
    let (name, place) = (custodian.name.trim(), custodian.place.trim());
    let text = match (name.is_empty(), place.is_empty()) {
        (true, _) => Text::new(place),
        (false, true) => Text::strong(name),
        (false, false) => Text::strong(name).then(format!("\n{place}")),
    };
    Cell::Words(text)
}

/// Numbers of credentials as people write them: `1`, `1 and 3`, `1, 2 and 5`; empty for none.
pub(super) fn numbers(texts: &Texts, generations: &[Generation]) -> String {
    let numbers: Vec<String> = generations.iter().map(Generation::to_string).collect();
    match numbers.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            words!(texts, "form-numbers", first = rest.join(", "), last)
        }
        _ => numbers.concat(),
    }
}

/// Puts sentences behind one another.
pub(super) fn sentences(texts: Vec<Text>) -> Text {
    let mut whole = Text::default();
    for text in texts.into_iter().filter(|text| !text.0.is_empty()) {
        whole = if whole.0.is_empty() { whole } else { whole.then(" ") };
        whole.0.extend(text.0);
    }
    whole
}

/// Words in the monospaced face.
pub(super) fn mono(words: impl Into<String>) -> Cell {
    Cell::Words(Text::default().mono(words))
}

/// A field with words under its label.
pub(super) fn known(share: u16, label: String, words: impl Into<String>) -> Field {
    Field::new(share, label, Value::Words(words.into()))
}

/// A field to be filled in by hand.
pub(super) fn blank(share: u16, label: String) -> Field {
    Field::new(share, label, Value::Blank)
}

/// Characters that two accounts may have together to stand in one line.
const SHORT_PAIR: usize = 32;

/// The accounts in a line: the first ones, and how many more there are.
pub(super) fn accounts(texts: &Texts, accounts: &[String]) -> String {
    match accounts {
        [] => words!(texts, "ceremony-no-account"),
        [one] => one.clone(),
        [one, two] if one.chars().count() + two.chars().count() <= SHORT_PAIR => format!("{one}, {two}"),
        [one, rest @ ..] => words!(texts, "ceremony-more-accounts", one, count = rest.len()),
    }
}
