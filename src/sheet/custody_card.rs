//! The card that lies beside a sealed share: who keeps it, its bags, its openings and the
//! credentials beside it.

use super::Part;
use super::block::{Block, Cell, Field, Table, Text, Value};
use super::context::SheetContext;
use crate::id::Generation;
use std::iter;
use time::Date;

/// The least height of a row that a pen fills, in millimetres.
const PEN_ROW: f32 = 9.0;
/// The height of a row in which somebody circles a reason and writes beneath it.
const OPENING_ROW: f32 = 13.0;
/// How many bags and openings have a row, and how many of those rows go where the page is full.
const BAGS: (usize, usize) = (5, 3);
const OPENINGS: (usize, usize) = (5, 3);
/// How many people stand on the card itself.
const PEOPLE: usize = 4;
/// How many numbers follow on the credential of the kit.
const NEXT: usize = 5;

/// The custody card of share `x`. Like the packet it shows the kit's name, never an account.
pub fn custody_card(context: &SheetContext, x: u8) -> Part {
    card(context, x, Some(context.made))
}

/// The card of share `x`, kept by its custodian since `from`; a blank where that is not known.
pub(super) fn card(context: &SheetContext, x: u8, from: Option<Date>) -> Part {
    let (texts, n) = (context.texts, context.shares);
    let mut leaf = vec![context.share_title(x), kit(context), keepers(context, x, from)];
    leaf.extend(people(context));
    leaf.extend(bags(context));
    leaf.extend(openings(context));
    leaf.extend(credentials(context));

    let mut blocks = vec![Block::Leaf(leaf)];
    if has_page_of_people(context) {
        blocks.extend([context.share_title(x), Block::Table(context.people_table())]);
    }
    Part {
        name: words!(texts, "card-name", x, n),
        folded: false,
        head: (words!(texts, "card-head"), words!(texts, "card-head-beside")),
        foot: words!(texts, "card-foot", version = context.version, x, n),
        blocks,
    }
}

fn kit(context: &SheetContext) -> Block {
    let needed = words!(context.texts, "card-any", k = context.threshold, n = context.shares);
    let needed = Field::new(4, words!(context.texts, "card-opens-with"), Value::Words(needed));
    Block::Fields(vec![vec![context.label_field(9), needed]])
}

fn keepers(context: &SheetContext, x: u8, from: Option<Date>) -> Block {
    let texts = context.texts;
    let custodian = context.custodian(x);
    let columns = [
        (words!(texts, "card-keeper"), 52),
        (words!(texts, "custody-place"), 50),
        (words!(texts, "card-from"), 25),
        (words!(texts, "card-signature"), 47),
    ];
    let from = from.filter(|_| !custodian.name.is_empty()).map(|date| date.to_string());
    let printed =
        vec![custodian.name.into(), custodian.place.into(), from.unwrap_or_default().into(), Cell::from("")];
    Block::Table(Table::labelled(PEN_ROW, columns).rows([printed]).empty_rows(1))
}

/// The packet names them too, but it lies in a bag that may be opaque.
fn people(context: &SheetContext) -> Vec<Block> {
    let texts = context.texts;
    let title = words!(texts, "card-people");
    match has_page_of_people(context) {
        true => vec![section(title, marked!(texts, "card-people-behind"))],
        false => {
            let note = marked!(texts, "card-people-note");
            vec![section(title, note), Block::Table(context.people_table())]
        }
    }
}

/// Whether there are so many people that they have a page of their own.
fn has_page_of_people(context: &SheetContext) -> bool {
    context.contacts.len() > PEOPLE
}

fn bags(context: &SheetContext) -> [Block; 2] {
    let texts = context.texts;
    let columns = [
        (words!(texts, "custody-bag"), 37),
        (words!(texts, "custody-sealed-by"), 46),
        (words!(texts, "custody-witness"), 46),
        (words!(texts, "custody-date-time"), 45),
    ];
    let (rows, spare) = BAGS;
    let table = Table::labelled(PEN_ROW, columns).empty_rows(rows).with_spare(spare);
    [section(words!(texts, "card-bag"), marked!(texts, "card-bag-note")), Block::Table(table)]
}

fn openings(context: &SheetContext) -> [Block; 2] {
    let texts = context.texts;
    let (rows, spare) = OPENINGS;
    let rows = iter::repeat_with(|| context.opening_row()).take(rows);
    let table = context.opening_form(OPENING_ROW).rows(rows).with_spare(spare);
    [section(words!(texts, "card-opening"), marked!(texts, "card-opening-note")), Block::Table(table)]
}

/// A row for each credential that lies beside the bag now, and for those to come: what the
/// notice of a replacement said stands above them.
fn credentials(context: &SheetContext) -> Vec<Block> {
    let texts = context.texts;
    let mut numbers = context.valid_credentials();
    let following = iter::successors(context.generation.next(), |last| last.next());
    numbers.extend(following.take(NEXT));

    let half = numbers.len().div_ceil(2);
    let (left, right) = numbers.split_at(half.min(numbers.len()));
    let table = |numbers: &[Generation]| {
        let columns = [
            (words!(texts, "card-number"), 9),
            (words!(texts, "card-placed"), 27),
            (words!(texts, "card-initials"), 20),
            (words!(texts, "card-taken"), 29),
        ];
        let row = |number: &Generation| vec![number.to_string().into(), "".into(), "".into(), "".into()];
        vec![Block::Table(Table::labelled(PEN_ROW, columns).rows(numbers.iter().map(row)))]
    };

    let mut blocks = vec![section(words!(texts, "card-credential"), marked!(texts, "card-credential-note"))];
    // The names of secrets are nobody's business here: the number is enough.
    blocks.extend(
        context
            .staying
            .iter()
            .map(|(generation, _)| Block::Text(marked!(texts, "card-still-counts", number = generation))),
    );
    blocks.push(Block::Columns(vec![(1, table(left)), (1, table(right))]));
    blocks
}

fn section(title: String, note: Text) -> Block {
    Block::Section { title, note }
}

impl SheetContext {
    /// An empty row of [`opening_form`](Self::opening_form), with the reasons to circle.
    pub(super) fn opening_row(&self) -> Vec<Cell> {
        let texts = self.texts;
        let reasons = vec![
            words!(texts, "custody-drill"),
            words!(texts, "custody-emergency"),
            words!(texts, "custody-other"),
        ];
        vec![Cell::Choice(reasons), "".into(), "".into(), "".into()]
    }
}
