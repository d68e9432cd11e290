//! The words of a sheet, as text.

use crate::sheet::Sheet;
use crate::sheet::block::{Block, Cell, Field, Table, Tag, Text, Value};

/// All words of a sheet, a line for each text.
pub fn words(sheet: &Sheet) -> String {
    let mut all = Vec::new();
    for part in &sheet.parts {
        all.extend([part.head.0.clone(), part.head.1.clone(), part.foot.clone()]);
        part.blocks.iter().for_each(|block| say(block, &mut all));
    }
    all.join("\n")
}

pub fn text(text: &Text) -> String {
    text.0.iter().map(|span| span.words.as_str()).collect()
}

pub fn say(block: &Block, all: &mut Vec<String>) {
    match block {
        Block::Title { title, tags } => {
            all.push(title.clone());
            all.extend(tags.iter().map(|tag| match tag {
                Tag::Value { label, value } => format!("{label} {value}"),
                Tag::Boxes { label, groups } => format!("{label} {groups:?}"),
            }));
        }
        Block::Section { title, note } => all.extend([title.clone(), text(note)]),
        Block::Script(script) => {
            all.extend(script.labels.clone());
            for step in &script.steps {
                all.push(format!("{} {}", step.number, text(&step.text)));
                all.extend(step.ticks.clone());
                step.below.iter().for_each(|block| say(block, all));
            }
        }
        Block::Boxes { label, groups } => all.push(format!("{label} {groups:?}")),
        Block::Staple(words) | Block::Shout(words) | Block::Heading(words) => all.push(words.clone()),
        Block::Compare(values) => all.extend(values.iter().map(|(label, value)| format!("{label} {value}"))),
        Block::Lead(words) | Block::Text(words) | Block::Blank(words) => all.push(text(words)),
        Block::Steps(_, texts) | Block::Points(texts) => all.extend(texts.iter().map(text)),
        Block::Listing(lines) => all.extend(lines.clone()),
        Block::Fields(rows) | Block::Bare(rows) => all.extend(rows.iter().flatten().map(field)),
        Block::Table(table) => say_table(table, all),
        Block::Heavy(blocks) | Block::Together(blocks) | Block::Leaf(blocks) => {
            blocks.iter().for_each(|block| say(block, all));
        }
        Block::Columns(columns) => {
            columns.iter().flat_map(|(_, blocks)| blocks).for_each(|block| say(block, all))
        }
        Block::Codes { codes, .. } => all.extend(codes.iter().map(|_| "(a square)".to_owned())),
        _ => all.push("(a block that these sheets do not use)".to_owned()),
    }
}

fn field(field: &Field) -> String {
    match &field.value {
        Value::Words(words) | Value::Mono(words) => format!("{} {words}", field.label),
        Value::Blank => format!("{} ____", field.label),
    }
}

fn say_table(table: &Table, all: &mut Vec<String>) {
    all.extend(table.columns.iter().map(|(label, _)| label.to_string()));
    for cell in table.rows.iter().flatten() {
        all.push(match cell {
            Cell::Words(words) => text(words).replace('\n', ", "),
            Cell::Tick(words) => format!("[ ] {words}"),
            Cell::Ticks(words) => words.join(" [ ] "),
            Cell::Number(number) => number.clone(),
            other => format!("{other:?}"),
        });
    }
}
