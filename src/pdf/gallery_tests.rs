//! Every kind of block on both papers: where it stands, what it is for somebody who hears it,
//! and what the file says of itself.

use std::collections::BTreeSet;

use lopdf::{Document, Object};

use super::faults::{fault, is_nearly_empty};
use super::geometry::{Packing, Panels, folds, mm, zone};
use super::primitive::{Frame, SQUARE};
use super::tree::Mark;
use super::*;
use crate::sheet::{Block, SheetKind};
use gallery::{all, share};
use time::macros::date;

const PAPERS: [Paper; 2] = [Paper::A4, Paper::Letter];

type Failure = Box<dyn std::error::Error>;

fn pdf(sheet: &Sheet) -> Result<Document, Failure> {
    let bytes = render(sheet)?;
    Ok(Document::load_mem(bytes.expose())?)
}

/// A sheet of one part.
fn sheet(paper: Paper, folded: bool, blocks: Vec<Block>) -> Sheet {
    let part = Part {
        name: "Part".to_owned(),
        folded,
        head: ("LEFT".to_owned(), "RIGHT".to_owned()),
        foot: "foot".to_owned(),
        blocks,
    };
    let date = date!(2026 - 11 - 24);
    Sheet {
        kind: SheetKind::Credential,
        title: "Title".to_owned(),
        paper,
        date,
        texts: crate::texts::english(),
        parts: vec![part],
    }
}

fn pages_of<'a>(sheet: &'a Sheet, tree: &Tree) -> Vec<Page<'a>> {
    parts(sheet, tree)
        .unwrap_or_else(|error| panic!("{}: {error}", sheet.title))
        .into_iter()
        .flatten()
        .collect()
}

/// The words of a page in the order of painting.
fn words<'p>(page: &'p Page<'_>) -> Vec<&'p str> {
    let words = page.items.iter().filter_map(|item| match item {
        Primitive::Words { words, .. } => Some(words.as_str()),
        _ => None,
    });
    words.collect()
}

/// Writes them to `target/tmp/gallery`, to be looked at.
#[test]
fn all_are_drawn() -> Result<(), Failure> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp/gallery");
    std::fs::create_dir_all(&folder)?;
    for (paper, name) in PAPERS.into_iter().zip(["a4", "letter"]) {
        for (kind, sheet) in all(paper) {
            std::fs::write(folder.join(format!("{kind}-{name}.pdf")), render(&sheet)?.expose())?;
        }
    }
    Ok(())
}

#[test]
fn nothing_is_cut_off_and_nothing_lies_on_anything_else() {
    for paper in PAPERS {
        for (kind, sheet) in all(paper) {
            let tree = Tree::new(crate::texts::english());
            let pages = pages_of(&sheet, &tree);
            let elements = tree.into_elements();
            for (i, page) in pages.iter().enumerate() {
                assert_eq!(fault(page, paper, &elements), None, "{kind} on {paper:?}, page {}", i + 1);
            }
        }
    }
}

#[test]
fn the_secret_of_a_folded_sheet_lies_under_both_patterns_of_its_packet() {
    for paper in PAPERS {
        let sheets = [share(paper), gallery::clear(paper)];
        for sheet in &sheets {
            let tree = Tree::new(crate::texts::english());
            let parts = parts(sheet, &tree).unwrap();
            let folded =
                sheet.parts.iter().zip(&parts).filter(|(part, _)| part.folded && part.name != "Packet");
            for page in folded.filter_map(|(_, pages)| pages.first()) {
                is_covered(page, paper);
            }
        }
    }
}

fn is_covered(page: &Page<'_>, paper: Paper) {
    let (top, bottom) = zone(paper);
    let [first, second] = folds(paper);
    let panel = Panels::of(paper).frame(2);
    let secret = page.items.iter().filter(|item| match item {
        Primitive::Code { .. } => true,
        Primitive::Words { face, size, mark, .. } => {
            *face == Face::Mono && (14.0..20.0).contains(size) && *mark != Mark::NONE
        }
        _ => false,
    });
    let bounds: Vec<Frame> = secret.map(Primitive::bounds).filter(|bounds| bounds.top > first).collect();
    assert!(bounds.len() > 4, "no secret");
    for bounds in bounds {
        assert!(bounds.top >= top - 0.1 && bounds.bottom <= bottom + 0.1, "{bounds:?}");
    }
    for item in &page.items {
        let bounds = item.bounds();
        let inside = bounds.top > first && bounds.bottom < second && bounds.left >= panel.left - 1.0;
        assert!(
            !inside || (bounds.top > panel.top - 0.1 && bounds.bottom < panel.bottom + 3.0),
            "{bounds:?}"
        );
    }
}

/// Fold the bottom third up, then the top third down: what lies on the page at `y` on panel 3
/// comes to lie at `2 * second fold - y` before panel 2.
#[test]
fn both_patterns_cover_the_secret_with_room_for_a_fold_in_the_wrong_place() {
    for paper in PAPERS {
        let (top, bottom) = zone(paper);
        let [first, second] = folds(paper);
        let Packing { noise: [behind, before], .. } = Packing::of(paper);
        let end = |noise: &super::geometry::Noise| noise.top + f32::from(noise.squares.1) * SQUARE;
        let (from, to) = (2.0 * second - end(&before), 2.0 * second - before.top);
        // A fold that is 1 mm wrong moves the pattern by 2 mm.
        assert!(
            from <= top - mm(2.0) && to >= bottom + mm(2.0),
            "{paper:?}: {from} to {to}, {top} to {bottom}"
        );
        assert!(behind.top <= top - mm(5.0) && end(&behind) >= bottom + mm(5.0));
        // Toner cracks on a fold, and the marks stay visible.
        assert!(behind.top > first + mm(2.9) && end(&behind) < second - mm(2.9));
        let (width, _) = geometry::size_mm(paper);
        for noise in [behind, before] {
            let right = noise.left + f32::from(noise.squares.0) * SQUARE;
            assert!(noise.left < mm(18.0 - 2.5) && right > mm(width - 18.0 + 2.5));
        }
    }
}

#[test]
fn what_a_panel_leaves_stands_on_a_page_of_its_own_right_behind() {
    let way = |here: usize, next: usize| crate::sheet::Way {
        here: (0..here).map(|i| Block::Text(format!("here {i}").into())).collect(),
        next: (0..next).map(|i| Block::Text(format!("next {i}").into())).collect(),
    };
    let panels = |first: Vec<crate::sheet::Way>| {
        let last = vec![way(1, 0)];
        sheet(Paper::A4, true, vec![Block::Fold(1, first), Block::Fold(3, last), Block::Text("after".into())])
    };
    let both = panels(vec![way(40, 0), way(5, 35)]);
    let tree = Tree::new(crate::texts::english());
    let pages = pages_of(&both, &tree);
    assert_eq!(pages.len(), 3);
    assert_eq!(pages.iter().map(|page| page.setting.folded).collect::<Vec<_>>(), [true, false, false]);
    assert!(words(&pages[0]).contains(&"here 4") && !words(&pages[0]).contains(&"here 5"));
    assert_eq!(words(&pages[1]).first(), Some(&"next 0"));
    assert_eq!(words(&pages[2]).first(), Some(&"after"));

    let full = panels(vec![way(40, 0), way(30, 10)]);
    let error = parts(&full, &Tree::new(crate::texts::english())).err();
    assert!(matches!(error, Some(PdfError::FrameFull { place: "pdf-panel-1", over: 1.. })), "{error:?}");
}

fn empty_table(rows: usize, spare: usize) -> Block {
    let columns = [("What".to_owned(), 1), ("When".to_owned(), 1)];
    Block::Table(crate::sheet::Table::labelled(10.0, columns).empty_rows(rows).with_spare(spare))
}

fn rules(page: &Page<'_>) -> usize {
    let across = |item: &&Primitive<'_>| matches!(item, Primitive::Rule { from, to, .. } if from.1 == to.1);
    page.items.iter().filter(across).count()
}

#[test]
fn a_leaf_gives_rows_up_until_it_is_one_page() {
    let tree = Tree::new(crate::texts::english());
    let one = |rows, spare| sheet(Paper::A4, false, vec![Block::Leaf(vec![empty_table(rows, spare)])]);
    let enough = one(30, 20);
    let pages = pages_of(&enough, &tree);
    // 248 mm have room for the labels and 24 rows of 10 mm; rules of table, head and foot.
    assert_eq!(pages.iter().map(rules).collect::<Vec<_>>(), [1 + 24 + 2]);
    let short = one(30, 2);
    assert_eq!(pages_of(&short, &tree).len(), 2);
    let unused = one(5, 3);
    assert_eq!(pages_of(&unused, &tree).iter().map(rules).collect::<Vec<_>>(), [1 + 5 + 2]);
}

#[test]
fn the_last_row_of_a_table_never_stands_alone() {
    for rows in 20..30 {
        let blocks = vec![Block::Heading("Rows".to_owned()), empty_table(rows, 0)];
        let table = sheet(Paper::A4, false, blocks);
        let tree = Tree::new(crate::texts::english());
        let pages = pages_of(&table, &tree);
        let counts: Vec<usize> = pages.iter().map(|page| rules(page) - 3).collect();
        assert_eq!(counts.iter().sum::<usize>(), rows);
        assert!(counts.last().is_some_and(|&last| last > 1), "{counts:?}");
        assert!(pages.iter().all(|page| words(page).contains(&"WHAT")), "labels on each page");
    }
}

#[test]
fn steps_stay_whole_and_their_labels_stand_on_each_page() {
    let step = |number| crate::sheet::ScriptStep {
        number,
        text: Text::strong(format!("Step {number}."))
            .then(" Words that go on and on, so that they take two lines of their column."),
        ticks: vec![format!("tick {number}")],
        below: vec![Block::Staple(format!("staple {number}"))],
    };
    let labels = ["Done", "Step", "What", "Initials", "Time"].map(str::to_owned);
    let script = crate::sheet::Script { labels, steps: (1..=20).map(step).collect() };
    let blocks = sheet(Paper::Letter, false, vec![Block::Script(script)]);
    let tree = Tree::new(crate::texts::english());
    let pages = pages_of(&blocks, &tree);
    assert!(pages.len() > 1);
    for page in &pages {
        let words = words(page);
        assert_eq!(words.first(), Some(&"DONE"));
        for number in 1..=20 {
            let here = |what: String| words.contains(&what.as_str());
            let whole =
                [format!("Step {number}."), format!("tick {number}"), format!("STAPLE {number}")].map(here);
            assert!(whole == [true; 3] || whole == [false; 3], "{number}: {whole:?}");
        }
    }
}

#[test]
fn a_step_higher_than_a_page_goes_on() {
    let step = crate::sheet::ScriptStep {
        number: 1,
        text: "All of them sign.".into(),
        ticks: Vec::new(),
        below: vec![empty_table(40, 0)],
    };
    let labels = ["Done", "Step", "What", "Initials", "Time"].map(str::to_owned);
    let script = crate::sheet::Script { labels, steps: vec![step] };
    let blocks = sheet(Paper::A4, false, vec![Block::Script(script)]);
    assert_eq!(pages_of(&blocks, &Tree::new(crate::texts::english())).len(), 2);
}

#[test]
fn the_cut_lies_at_the_second_fold_or_where_there_is_room() {
    let cut = |above: usize, below: usize| {
        let text = |i: usize| Block::Text(format!("line {i}").into());
        let mut blocks: Vec<Block> = (0..above).map(text).collect();
        blocks.push(Block::Cut { label: "Cut here".to_owned(), blocks: (0..below).map(text).collect() });
        sheet(Paper::A4, false, blocks)
    };
    let place = |sheet: &Sheet| {
        let tree = Tree::new(crate::texts::english());
        let pages = pages_of(sheet, &tree);
        let at = |(i, page): (usize, &Page<'_>)| {
            let dashed = |item: &&Primitive<'_>| matches!(item, Primitive::Path { dashed: true, .. });
            Some((i, page.items.iter().find(dashed)?.bounds().top / mm(1.0)))
        };
        pages.iter().enumerate().find_map(at).unwrap()
    };
    let near = |found: (usize, f32), page: usize, y: f32| found.0 == page && (found.1 - y).abs() < 0.1;
    assert!(near(place(&cut(2, 3)), 0, 210.0));
    // Two lines more than fit above, and there is room below.
    assert!(place(&cut(31, 3)).1 > 210.0);
    assert!(near(place(&cut(40, 3)), 1, 210.0));
    assert!(place(&cut(2, 15)).1 < 210.0);
}

#[test]
fn each_thing_that_is_read_belongs_to_an_element_and_each_rule_to_none() {
    for (kind, sheet) in all(Paper::A4) {
        let tree = Tree::new(crate::texts::english());
        let pages = pages_of(&sheet, &tree);
        let frame = geometry::content(Paper::A4);
        let read: BTreeSet<&str> = pages
            .iter()
            .flat_map(|page| &page.items)
            .filter(|item| item.mark() != Mark::NONE)
            .filter_map(|item| match item {
                Primitive::Words { words, .. } => Some(words.as_str()),
                _ => None,
            })
            .collect();
        for item in pages.iter().flat_map(|page| &page.items) {
            let bounds = item.bounds();
            let body = bounds.top > frame.top - 1.0 && bounds.bottom < frame.bottom && bounds.left > mm(15.0);
            match item {
                // Words of a picture that others explain, and the foot of a packet.
                Primitive::Words { words, .. } if words.starts_with("No. 1") => {}
                Primitive::Words { face: Face::Mono, size: 8.5, .. } => {}
                // What is said again on the next page or at the head of another column.
                Primitive::Words { words, mark: Mark::NONE, .. } if read.contains(words.as_str()) => {}
                Primitive::Words { words, mark, .. } => {
                    assert!(!body || *mark != Mark::NONE, "{kind}: {:?}", words.as_str());
                }
                Primitive::Code { mark, .. } => assert_ne!(*mark, Mark::NONE),
                _ => {}
            }
        }
    }
}

/// The names of all elements below one.
fn roles(pdf: &Document, object: &Object, out: &mut BTreeSet<String>) {
    match object {
        Object::Reference(id) => {
            if let Ok(inner) = pdf.get_object(*id) {
                roles(pdf, inner, out);
            }
        }
        Object::Array(items) => items.iter().for_each(|item| roles(pdf, item, out)),
        Object::Dictionary(dict) => {
            if let Ok(name) = dict.get(b"S").and_then(Object::as_name) {
                out.insert(String::from_utf8_lossy(name).into_owned());
            }
            if let Ok(kids) = dict.get(b"K") {
                roles(pdf, kids, out);
            }
        }
        _ => {}
    }
}

#[test]
fn the_tree_has_every_kind_of_element() -> Result<(), Failure> {
    let mut found = BTreeSet::new();
    for (_, sheet) in all(Paper::A4) {
        let pdf = pdf(&sheet)?;
        let root = pdf.catalog()?.get(b"StructTreeRoot")?.clone();
        roles(&pdf, &root, &mut found);
    }
    let all = "Document Figure H1 H2 L LBody LI Lbl P Sect TD TH TR Table";
    assert_eq!(found.into_iter().collect::<Vec<_>>().join(" "), all);
    Ok(())
}

#[test]
fn the_file_says_what_it_is_and_how_it_is_printed() -> Result<(), Failure> {
    let pdf = pdf(&share(Paper::A4))?;
    assert_eq!(pdf.version, "1.7");
    let catalog = pdf.catalog()?;
    assert_eq!(catalog.get(b"Lang")?.as_str()?, b"en");
    let view = catalog.get(b"ViewerPreferences")?.as_dict()?;
    assert!(view.get(b"DisplayDocTitle")?.as_bool()?);
    assert_eq!(view.get(b"PrintScaling")?.as_name()?, b"None");
    assert_eq!(view.get(b"Duplex")?.as_name()?, b"Simplex");

    let bookmarks = pdf.get_dictionary(catalog.get(b"Outlines")?.as_reference()?)?;
    assert_eq!(bookmarks.get(b"Count")?.as_i64()?, 3);
    let first = pdf.get_dictionary(bookmarks.get(b"First")?.as_reference()?)?;
    assert_eq!(first.get(b"Title")?.as_str()?, b"Share 2 of 3");
    let labels = catalog.get(b"PageLabels")?.as_dict()?.get(b"Nums")?.as_array()?;
    assert_eq!(labels.len(), 6);

    let metadata = pdf.get_object(catalog.get(b"Metadata")?.as_reference()?)?.as_stream()?;
    let metadata = String::from_utf8_lossy(&metadata.decompressed_content()?).into_owned();
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>") && metadata.contains("Share 2 of 3"));
    Ok(())
}

#[test]
fn a_file_of_two_pages_has_neither_bookmarks_nor_labels() -> Result<(), Failure> {
    let short =
        sheet(Paper::A4, false, vec![Block::Text("a".into()), Block::PageBreak, Block::Text("b".into())]);
    let pdf = pdf(&short)?;
    assert_eq!(pdf.get_pages().len(), 2);
    assert!(pdf.catalog()?.get(b"Outlines").is_err() && pdf.catalog()?.get(b"PageLabels").is_err());
    Ok(())
}

#[test]
fn the_same_sheet_gives_the_same_bytes_and_another_day_others() -> Result<(), Failure> {
    let one = render(&share(Paper::A4))?;
    assert!(one.expose() == render(&share(Paper::A4))?.expose());
    let other = Sheet { date: date!(2026 - 11 - 25), ..share(Paper::A4) };
    assert!(one.expose() != render(&other)?.expose());
    Ok(())
}

#[test]
fn a_share_with_its_packet_and_card_is_a_small_file() -> Result<(), Failure> {
    for paper in PAPERS {
        let size = render(&share(paper))?.expose().len();
        assert!(size <= 30 * 1024, "{size} bytes");
    }
    Ok(())
}

#[test]
fn no_picture_tells_what_a_code_holds() -> Result<(), Failure> {
    let pdf = pdf(&share(Paper::A4))?;
    let alts =
        pdf.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"Alt").ok()?.as_str().ok());
    let alts: BTreeSet<String> = alts.map(|alt| String::from_utf8_lossy(alt).into_owned()).collect();
    assert_eq!(alts.into_iter().collect::<Vec<_>>(), ["A sheet of paper and an arrow", "QR code"]);
    Ok(())
}

#[test]
fn pages_that_are_nearly_empty_are_noticed() {
    let short = sheet(Paper::A4, false, vec![Block::Text("One line.".into())]);
    let tree = Tree::new(crate::texts::english());
    assert!(pages_of(&short, &tree).iter().all(|page| is_nearly_empty(page, Paper::A4)));
    let full = sheet(Paper::A4, false, vec![Block::Text("One line.".into()), empty_table(10, 0)]);
    assert!(!pages_of(&full, &tree).iter().any(|page| is_nearly_empty(page, Paper::A4)));
}

/// What a reader of our sheets finds: each code, and nothing in the patterns around it.
#[test]
fn the_codes_of_a_sheet_are_found_and_no_others() -> Result<(), Failure> {
    for paper in PAPERS {
        let found =
            crate::scan::pdf(render(&share(paper))?.expose()).map_err(|error| format!("{error:?}"))?;
        assert_eq!(found.len(), 1);
        assert!(found.iter().all(|found| found.page == 1 && found.text.expose().starts_with("SK1:S:")));

        let mut alone = share(paper);
        alone.parts.retain(|part| part.name == "Packet");
        let nothing = crate::scan::pdf(render(&alone)?.expose());
        assert!(matches!(nothing, Err(crate::scan::ScanError::NoCode)));
    }
    Ok(())
}
