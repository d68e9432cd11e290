//! The sheet that vouches for the records of many kits at once.

use super::Sheet;
use super::block::{Block, Cell, Field, Table, Tag, Value};
use super::form::{PRINTED, part, roles, sheet, signatures};
use super::kind::SheetKind;
use super::printed_hash::printed_hash;
use crate::id::{Generation, SetId};
use crate::plan::Paper;
use crate::qr::Grid;
use crate::record::PrintedHash;
use crate::texts::Texts;
use time::Date;

/// What the batch sheet says.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchDetails {
    /// The hash of the batch.
    pub hash: PrintedHash,
    /// The hash of the batch before, if one was known.
    pub previous: Option<PrintedHash>,
    /// Name, share set and generation of each kit.
    pub kits: Vec<(String, SetId, Generation)>,
    /// The paper.
    pub paper: Paper,
    /// The day of the run.
    pub date: Date,
    /// The version of the program.
    pub version: String,
    /// The words of the sheet.
    pub texts: &'static Texts,
}

/// The batch sheet. No secret.
pub fn batch(details: &BatchDetails, square: Grid) -> Sheet {
    let texts = details.texts;
    let (count, version) = (details.kits.len(), &details.version);
    let title = words!(texts, "batch-title", count);
    let made = Tag::value(words!(texts, "ceremony-made"), details.date);
    let previous = details.previous.map_or(words!(texts, "batch-none-before"), |hash| hash.to_string());

    let mut page = part(
        words!(texts, "batch-name"),
        words!(texts, "batch-head"),
        words!(texts, "batch-keep"),
        words!(texts, "form-foot", version),
    );
    page.blocks = vec![
        Block::Title { title: title.clone(), tags: vec![made] },
        Block::Lead(marked!(texts, "batch-lead")),
        Block::Text(marked!(texts, "batch-use")),
    ];
    page.blocks.extend(printed_hash(words!(texts, "batch-hash"), details.hash, square));
    page.blocks.push(Block::Fields(vec![vec![Field::new(
        1,
        words!(texts, "batch-before"),
        Value::Mono(previous),
    )]]));

    let [_, operator, witness] = roles(texts);
    page.blocks.push(Block::Together(vec![
        Block::Section { title: words!(texts, "batch-checked"), note: marked!(texts, "batch-checked-note") },
        Block::Table(signatures(texts, words!(texts, "form-signature"), [operator, witness])),
    ]));
    page.blocks.push(Block::Heading(words!(texts, "batch-kits")));
    page.blocks.push(Block::Table(kits(details)));
    sheet(SheetKind::Batch, title, (details.paper, details.date), page, texts)
}

fn kits(details: &BatchDetails) -> Table {
    let texts = details.texts;
    let columns = [
        (words!(texts, "ceremony-kit"), 110),
        (words!(texts, "ceremony-set"), 34),
        (words!(texts, "batch-credential"), 30),
    ];
    let row = |(label, set, generation): &(String, SetId, Generation)| {
        let number = words!(texts, "ceremony-number", number = generation);
        vec![Cell::from(label.as_str()), set.to_string().into(), number.into()]
    };
    Table::labelled(PRINTED, columns).rows(details.kits.iter().map(row))
}
