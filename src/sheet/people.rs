//! Whom to call: printed where the plan names people, else room to write them in.

use super::block::{Block, Cell, Field, Table, Text, Value};
use super::context::SheetContext;
use crate::plan::Contact;

/// How many people say yes before a share leaves its place.
const APPROVERS: usize = 2;
/// The least height of a row that a pen fills, in millimetres.
const PEN_ROW: f32 = 9.0;

impl SheetContext {
    /// The first `most` people, a line each, with room for two at least. Where there are more,
    /// a last line says where they stand.
    pub(super) fn people(&self, most: usize) -> Vec<Block> {
        let named: Vec<String> = self.contacts.iter().take(most).map(reached).collect();
        let value = Value::or_blank(&named.join("\n"));
        let label = words!(self.texts, "people-label");
        let mut blocks = vec![Block::Bare(vec![vec![Field::new(1, label, value)]])];

        let blanks = APPROVERS.saturating_sub(self.contacts.len().max(1));
        blocks.extend((0..blanks).map(|_| Block::Blank(Text::default())));
        blocks.extend(self.more_people(named.len()).map(|line| Block::Text(Text::new(line))));
        blocks
    }

    /// The first `most` people in one line, and where the others stand. Returns `None` if the
    /// plan names nobody.
    pub(super) fn people_line(&self, most: usize) -> Option<String> {
        let named: Vec<String> = self.contacts.iter().take(most).map(reached).collect();
        let more = self.more_people(named.len()).map(|line| format!(" {line}")).unwrap_or_default();
        (!named.is_empty()).then(|| format!("{}.{more}", named.join("; ")))
    }

    /// Every person, two to a row, with room for two at least.
    pub(super) fn people_table(&self) -> Table {
        let label = || {
            [(words!(self.texts, "people-name"), 50), (words!(self.texts, "people-number"), 37)].into_iter()
        };
        let cells = |contact: Option<&Contact>| match contact {
            Some(contact) => [contact.name.as_str().into(), contact.phone.as_str().into()],
            None => [Cell::from(""), Cell::from("")],
        };

        let table = Table::labelled(PEN_ROW, label().chain(label()));
        if self.contacts.is_empty() {
            return table.empty_rows(1);
        }
        let pairs = self.contacts.chunks(APPROVERS);
        table.rows(pairs.map(|pair| [cells(pair.first()), cells(pair.get(1))].concat()))
    }

    /// Where those stand who have no room after the first `named`.
    fn more_people(&self, named: usize) -> Option<String> {
        let count = self.contacts.len().saturating_sub(named);
        (count > 0).then(|| words!(self.texts, "people-more", count))
    }
}

/// A person and how to reach them.
fn reached(contact: &Contact) -> String {
    let Contact { name, phone } = contact;
    if phone.is_empty() { name.clone() } else { format!("{name}, {phone}") }
}
