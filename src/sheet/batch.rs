//! The sheet that vouches for the records of many kits at once.

use super::Sheet;
use super::block::{Block, Cell, Field, Table, Text, Value};
use super::kind::SheetKind;
use super::printed_hash::printed_hash;
use crate::id::{Generation, SetId};
use crate::plan::Paper;
use crate::qr::Grid;
use crate::record::PrintedHash;
use time::Date;

/// What the batch sheet says.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

/// The batch sheet. No secret.
pub fn batch(details: &BatchDetails, square: Grid) -> Sheet {
    let count = details.kits.len();
    let kits = if count == 1 { "1 kit".to_owned() } else { format!("{count} kits") };
    let previous = details.previous.map_or("none".to_owned(), |hash| hash.to_string());
    let rows = details.kits.iter().map(|(label, set, generation)| {
        vec![Cell::from(label.as_str()), set.to_string().into(), generation.to_string().into()]
    });

    let mut blocks = vec![
        Block::Banner { title: format!("Batch of {kits}"), tags: vec![("MADE", details.date.to_string())] },
        Block::Lead(Text::strong("This hash vouches for the records of all these kits. ").then(
            "Keep this sheet at the desk, locked away, where nobody can exchange it. It opens nothing.",
        )),
        Block::Text(
            Text::new("At the next rotation, give the file ")
                .mono("batch.json")
                .then(" with ")
                .mono("--batch")
                .then(" and type the hash once. Not all kits have to be there, and their order does not matter."),
        ),
    ];
    blocks.extend(printed_hash("BATCH HASH", details.hash, square));
    blocks.push(Block::Fields(vec![vec![Field::new(1, "BATCH BEFORE", Value::Mono(previous))]]));
    blocks.push(Block::Heading("Checked by".to_owned()));
    blocks.push(Block::Table(
        Table::new(10.0, &[("ROLE", 5), ("PRINTED NAME", 7), ("SIGNATURE", 7), ("DATE, TIME, ZONE", 5)])
            .rows(["Operator", "Witness"].map(|role| vec![role.into(), "".into(), "".into(), "".into()])),
    ));
    blocks.push(Block::Heading("Kits".to_owned()));
    blocks
        .push(Block::Table(Table::new(6.0, &[("KIT", 10), ("SHARE SET", 4), ("GENERATION", 3)]).rows(rows)));

    Sheet {
        kind: SheetKind::Batch,
        title: format!("Batch of {kits}"),
        paper: details.paper,
        date: details.date,
        folded: false,
        head: ("BATCH".to_owned(), "NO SECRET · KEEP WITH THE RECORDS’ PAPERS".to_owned()),
        foot: format!("sealkit {}", details.version),
        blocks,
    }
}
