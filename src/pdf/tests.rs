//! Where things lie on the pages: nothing is cut off, nothing lies on anything else.

use proptest::prelude::*;

use super::faults::{fault, is_nearly_empty};
use super::geometry::{folds, mm};
use super::primitive::Frame;
use super::*;
use crate::plan::Paper;
use crate::sheet::samples::{Size, sheets};
use crate::sheet::{Block, Cell, SheetKind, Table};

fn pages<'a>(sheet: &'a Sheet, tree: &Tree) -> Result<Vec<Page<'a>>, PdfError> {
    Ok(parts(sheet, tree)?.into_iter().flatten().collect())
}

const PAPERS: [Paper; 2] = [Paper::A4, Paper::Letter];

/// The handbook has no word of a kit, so one look at it is enough.
fn check(size: &Size) -> Result<(), String> {
    let sheets = sheets(size).map_err(|error| error.to_string())?;
    let mut of_kit = sheets.into_iter().filter(|sheet| sheet.kind != SheetKind::Handbook);
    of_kit.try_for_each(|sheet| check_sheet(&sheet, size.paper, false))
}

/// Long names may leave a line to a last page; of usual ones each page is used.
fn check_sheet(sheet: &Sheet, paper: Paper, usual: bool) -> Result<(), String> {
    let name = sheet.file_name();
    let tree = Tree::new(crate::texts::english());
    let parts = parts(sheet, &tree).map_err(|error| format!("{name}: {error}"))?;
    let elements = tree.into_elements();
    for (part, pages) in sheet.parts.iter().zip(&parts) {
        for (i, page) in pages.iter().enumerate() {
            let place = format!("{name}, {}, page {}", part.name, i + 1);
            if let Some(fault) = fault(page, paper, &elements) {
                return Err(format!("{place}: {fault}"));
            }
            // What the panels of a folded page leave over has a page of its own.
            if usual && !part.folded && is_nearly_empty(page, paper) {
                return Err(format!("{place}: next to nothing on it"));
            }
        }
    }
    Ok(())
}

#[test]
fn usual_kits_use_their_pages() -> Result<(), Box<dyn std::error::Error>> {
    for paper in PAPERS {
        for shares in [2, 3, 5] {
            for sheet in sheets(&Size { shares, ..Size::usual(paper) })? {
                let once = shares == 3 || sheet.kind != SheetKind::Handbook;
                assert_eq!(if once { check_sheet(&sheet, paper, true) } else { Ok(()) }, Ok(()));
            }
        }
    }
    Ok(())
}

#[test]
fn huge_kits_lie_within_their_frames() {
    for paper in PAPERS {
        assert_eq!(check(&Size::huge(paper)), Ok(()));
    }
}

#[test]
fn the_longest_names_of_a_plan_still_fit_folded_sheets() -> Result<(), Box<dyn std::error::Error>> {
    for paper in PAPERS {
        for letters in ["W", "Sæbø ", "m", "Ωραία ", "Щ", "Ђурђевић "] {
            let tail = letters.repeat(120).chars().take(120).collect();
            let longest = Size { tail, contacts: 16, accounts: 32, shares: 2, ..Size::usual(paper) };
            let folded = |sheet: &Sheet| sheet.parts.iter().any(|part| part.folded);
            for sheet in sheets(&longest)?.into_iter().filter(folded) {
                assert_eq!(check_sheet(&sheet, paper, false), Ok(()), "{letters}");
            }
        }
    }
    Ok(())
}

#[test]
fn the_secret_of_a_share_keeps_clear_of_the_folds() -> Result<(), Box<dyn std::error::Error>> {
    for paper in PAPERS {
        let sheets = sheets(&Size::usual(paper))?;
        let share = sheets.first().ok_or("no share")?;
        let tree = Tree::new(crate::texts::english());
        let pages = pages(share, &tree)?;
        let secret = |item: &&Primitive<'_>| match item {
            Primitive::Code { .. } => true,
            Primitive::Words { face, size, .. } => *face == Face::Mono && (14.0..20.0).contains(size),
            _ => false,
        };
        let found: Vec<Frame> =
            pages.iter().flat_map(|page| &page.items).filter(secret).map(Primitive::bounds).collect();
        assert_eq!(found.len(), 1 + 4 + 4);
        let [first, second] = folds(paper);
        for bounds in found {
            assert!(bounds.top >= first + mm(8.0) && bounds.bottom <= second - mm(8.0), "{bounds:?}");
        }
    }
    Ok(())
}

#[test]
fn a_character_without_a_glyph_is_named() -> Result<(), Box<dyn std::error::Error>> {
    let size = Size { tail: " אב".to_owned(), ..Size::usual(Paper::A4) };
    let sheets = sheets(&size)?;
    let error = render(sheets.first().ok_or("no share")?).err();
    assert_eq!(error, Some(PdfError::Glyph('א')));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_plan_makes_words_overlap_or_leave_the_page(
        letter in any::<bool>(),
        shares in 2u8..=9,
        accounts in 0usize..6,
        contacts in 0usize..6,
        lines in 1usize..130,
        tail in "[A-Za-zÀ-žΑ-ωА-я ]{0,110}",
        secret in prop::collection::vec(any::<char>().prop_filter("control", |c| !c.is_control()), 1..250),
    ) {
        let paper = if letter { Paper::Letter } else { Paper::A4 };
        let tail = tail.chars().filter(|&c| crate::sheet::prints(c)).collect();
        let secret = secret.into_iter().collect();
        prop_assert_eq!(check(&Size { paper, shares, accounts, contacts, lines, tail, secret, ..Size::usual(paper) }), Ok(()));
    }
}

/// The width of the column under a label: to the next rule on its right, or to the margin.
fn column_width(page: &Page<'_>, label: &Frame, paper: Paper) -> f32 {
    let rules = page.items.iter().filter_map(|item| match item {
        Primitive::Rule { from, to, .. } if from.0 == to.0 => Some((from.0, from.1, to.1)),
        _ => None,
    });
    let beside = rules.filter(|&(x, top, bottom)| x > label.left && top < label.bottom && bottom > label.top);
    beside.map(|(x, ..)| x).fold(geometry::margins(paper).right, f32::min) - label.left
}

#[test]
fn whoever_signs_has_room_for_it() -> Result<(), Box<dyn std::error::Error>> {
    let mut signatures = 0;
    for paper in PAPERS {
        for sheet in sheets(&Size::usual(paper))? {
            let tree = Tree::new(crate::texts::english());
            let pages = pages(&sheet, &tree)?;
            for item in pages.iter().flat_map(|page| page.items.iter().map(move |item| (page, item))) {
                let (page, Primitive::Words { words, face: Face::Bold, size: 8.0, .. }) = item else {
                    continue;
                };
                if words.contains("SIGNATURE") {
                    let width = column_width(page, &item.1.bounds(), paper) / mm(1.0);
                    assert!(width >= 43.0, "{}: {} mm for {:?}", sheet.file_name(), width, words.as_str());
                    signatures += 1;
                }
            }
        }
    }
    assert!(signatures > 4, "{signatures} places for signatures");
    Ok(())
}

/// Every table among these blocks, wherever it stands.
fn tables<'a>(blocks: &'a [Block], out: &mut Vec<&'a Table>) {
    for block in blocks {
        match block {
            Block::Table(table) => out.push(table),
            Block::Heavy(inner)
            | Block::Leaf(inner)
            | Block::Together(inner)
            | Block::Close(inner)
            | Block::Zone(inner) => {
                tables(inner, out);
            }
            Block::Cut { blocks, .. } => tables(blocks, out),
            Block::Columns(columns) => columns.iter().for_each(|(_, inner)| tables(inner, out)),
            Block::Tiles(rows) => rows.iter().flatten().for_each(|tile| tables(&tile.blocks, out)),
            Block::Script(script) => script.steps.iter().for_each(|step| tables(&step.below, out)),
            Block::Fold(_, ways) => ways.iter().for_each(|way| {
                tables(&way.here, out);
                tables(&way.next, out);
            }),
            Block::Packet(packet) => packet.cover.iter().for_each(|way| tables(&way.here, out)),
            _ => {}
        }
    }
}

/// Whether a column or a row has no words at all.
fn is_for_a_pen(table: &Table) -> bool {
    let is_empty = |cell: &Cell| matches!(cell, Cell::Words(text) if *text == Text::new(""));
    let column = |at: usize| table.rows.iter().all(|row| row.get(at).is_some_and(is_empty));
    !table.rows.is_empty() && (0..table.columns.len()).any(column)
        || table.rows.iter().any(|row| row.iter().all(is_empty))
}

#[test]
fn rows_for_a_pen_are_high_enough() -> Result<(), Box<dyn std::error::Error>> {
    for paper in PAPERS {
        for sheet in sheets(&Size::usual(paper))? {
            let mut found = Vec::new();
            sheet.parts.iter().for_each(|part| tables(&part.blocks, &mut found));
            for table in found.into_iter().filter(|table| is_for_a_pen(table)) {
                let labels: Vec<_> = table.columns.iter().map(|(label, _)| label).collect();
                assert!(table.row_mm >= 9.0, "{}: {} mm under {labels:?}", sheet.file_name(), table.row_mm);
            }
        }
    }
    Ok(())
}
