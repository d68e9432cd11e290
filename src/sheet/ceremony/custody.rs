//! Who gets which share in which bag, and where the credentials lie. Many custodians have a
//! list of their own, so that pages 1 and 2 stay two pages.

use super::super::Part;
use super::super::block::{Block, Cell, Table, Text};
use super::super::form::{PEN, keeper};
use super::super::operation::OperationKind;
use super::plan::{CeremonyPlan, custodians, people_table, person};

/// Rows for custodians of the set before, whom nobody knows when the form is printed.
const OLD_CUSTODIANS: usize = 2;

/// Rows that a list of places has at least.
const LEAST_PLACES: usize = 6;

/// The bag of each share: who keeps it where, its serial, and who received it.
pub(super) fn bags(plan: &CeremonyPlan) -> Block {
    let texts = plan.facts.texts;
    let columns = [
        (words!(texts, "ceremony-share-label"), 13),
        (words!(texts, "ceremony-custodian-place"), 43),
        (words!(texts, "ceremony-read-back"), 13),
        (words!(texts, "ceremony-bag-serial"), 26),
        (words!(texts, "ceremony-received"), 46),
        (words!(texts, "form-time"), 14),
    ];
    let row =
        |number: Cell, keeper: Cell| vec![number, keeper, Cell::tick(""), "".into(), "".into(), "".into()];
    let shares = (1..=plan.facts.shares).filter(|_| plan.brings_custodians());
    let shares = shares.map(|x| row(Cell::Number(x.to_string()), keeper(&plan.custodian(x))));

    let of = plan.facts.sealed_copies;
    let copies = (1..=of).map(|copy| row("".into(), words!(texts, "ceremony-sealed-copy", copy, of).into()));
    Block::Table(Table::labelled(PEN, columns).rows(shares).rows(copies))
}

/// Each place where a credential is laid down next to a bag that stays closed.
pub(super) fn places(plan: &CeremonyPlan) -> Block {
    let texts = plan.facts.texts;
    let columns = [
        (words!(texts, "ceremony-share-label"), 13),
        (words!(texts, "ceremony-custodian-place"), 45),
        (words!(texts, "ceremony-serial-found"), 33),
        (words!(texts, "ceremony-new-there"), 22),
        (words!(texts, "ceremony-old-away"), 22),
        (words!(texts, "form-initials"), 20),
    ];
    let row = |x: u8| {
        let number = Cell::Number(x.to_string());
        vec![number, keeper(&plan.custodian(x)), "".into(), Cell::tick(""), Cell::tick(""), "".into()]
    };
    // On a list there is room for other places, and few of them would be a scrap of paper.
    let others = if plan.has_list() { LEAST_PLACES.saturating_sub(plan.facts.shares.into()) } else { 0 };
    Block::Table(Table::labelled(PEN, columns).rows((1..=plan.facts.shares).map(row)).empty_rows(others))
}

/// Rows for people whom nobody knows when the form is printed, first the custodians of the set
/// before, who bring the shares that are opened.
fn others(plan: &CeremonyPlan) -> impl Iterator<Item = Vec<Cell>> {
    let texts = plan.facts.texts;
    let old = if plan.operation == OperationKind::New { 0 } else { OLD_CUSTODIANS };
    let old = (0..old).map(move |_| person(marked!(texts, "ceremony-old-custodian"), ""));
    old.chain([person(Text::default(), "")])
}

/// The list of custodians, if there are too many for pages 1 and 2.
pub(super) fn list(plan: &CeremonyPlan) -> Option<Part> {
    let texts = plan.facts.texts;
    if !plan.has_list() {
        return None;
    }

    let mut part = plan.part(words!(texts, "ceremony-list-head"));
    part.name = words!(texts, "ceremony-list");
    part.blocks.push(Block::Title { title: words!(texts, "ceremony-list"), tags: Vec::new() });
    part.blocks.push(Block::Lead(marked!(texts, "ceremony-list-lead", label = plan.label)));
    let section = |title: String, note: Text| Block::Section { title, note };
    match plan.brings_custodians() {
        true => {
            part.blocks
                .push(section(words!(texts, "ceremony-people"), marked!(texts, "ceremony-people-note")));
            let people = people_table(plan).rows(custodians(plan)).rows(others(plan));
            part.blocks.push(Block::Table(people));
            part.blocks.push(section(words!(texts, "ceremony-bags"), marked!(texts, "ceremony-bags-note")));
            part.blocks.push(bags(plan));
        }
        false => {
            part.blocks
                .push(section(words!(texts, "ceremony-places"), marked!(texts, "ceremony-places-note")));
            part.blocks.push(places(plan));
            if plan.facts.sealed_copies > 0 {
                part.blocks.push(section(words!(texts, "ceremony-bags"), Text::default()));
                part.blocks.push(bags(plan));
            }
        }
    }
    Some(part)
}
