//! The small Markdown, read.

use super::*;
use crate::texts::english;

#[test]
fn marks_become_runs_and_escaped_ones_stay() {
    let text = inline(r"a **b** `c\d` \*\*e \`");
    assert_eq!(text, Text::new("a ").bold("b").then(" ").mono(r"c\d").then(" **e `"));
    assert_eq!(plain(r"O\|K **x**"), "O|K x");
}

#[test]
fn a_page_of_every_kind_of_block() {
    let page = "# T\n\n> lead\non\n\nwords\n- a\n  more\n- b\n1. x\n2. y\n- [ ] tick\n! STOP: why\n\
                = A*2: b | C: ________\n| H | I |\n|1|2| 9\n| j | [ ] |\n```\ncode\n\n# no page\n```\n## H\n#! U\nv\n# W\n";
    let kinds: Vec<&str> = blocks(page, english())
        .iter()
        .map(|block| match block {
            Block::Title { .. } => "title",
            Block::Lead(text) if *text == Text::new("lead on") => "lead",
            Block::Text(_) => "text",
            Block::Points(points) if points.len() == 2 => "points",
            Block::Steps(1, steps) if steps.len() == 2 => "steps",
            Block::Table(table) if table.columns.len() == 3 => "ticks",
            Block::Table(table) if table.row_mm == 9.0 && table.rows.len() == 1 => "table",
            Block::Heavy(_) => "heavy",
            Block::Fields(rows) if rows.iter().all(|row| row.len() == 2) => "fields",
            Block::Listing(lines) if lines.len() == 3 => "listing",
            Block::Heading(_) => "heading",
            Block::PageBreak => "break",
            Block::Leaf(inner) if inner.len() == 2 => "card",
            _ => "?",
        })
        .collect();
    let wanted =
        "break title lead text points steps ticks heavy fields table listing heading card break title";
    assert_eq!(kinds.join(" "), wanted);
}

#[test]
fn any_text_becomes_blocks() {
    for text in ["|", "=", "= ", "! ", "```", "# ", "- ", "1. ", "|a", "||\n||\n||", "\\", "**", "`"] {
        let _ = blocks(text, english());
    }
}

#[test]
fn what_is_read_from_afar_becomes_blocks_of_its_own() {
    let page = "!! LEFT | RIGHT\n? ask | yes | **do** | no\n? next | yes | wait | no\n^ Call\n\
                @ Ada, Safe 1 | +1\n@ Max | ________\n(( offline\n\n:: 3\nwords\n::\n:: 2\nmore\n::\n\n\
                [[ A | b\n1. x\n]]\n[[ C | d\n]]\n";
    let blocks = blocks(page, english());
    let [bar, tree, label, callees, picture, columns, tiles] = blocks.as_slice() else {
        panic!("{} blocks", blocks.len())
    };
    assert!(matches!(bar, Block::Bar { left, right } if left == "LEFT" && right == "RIGHT"));
    let Block::Tree(questions) = tree else { panic!("no tree") };
    assert_eq!(questions.len(), 2);
    assert_eq!(questions[0].then, Text::strong("do"));
    assert!(matches!(label, Block::Label(words) if words == "Call"));
    let Block::Callees(people) = callees else { panic!("nobody to call") };
    let numbers: Vec<&str> = people.iter().map(|one| one.number.as_str()).collect();
    assert_eq!(numbers, ["+1", ""], "a number that is not known leaves a line for a pen");
    assert!(matches!(picture, Block::Drawing(drawing) if !drawing.shapes.is_empty()));
    assert!(matches!(columns, Block::Columns(columns) if columns.len() == 2 && columns[0].0 == 3));
    let Block::Tiles(rows) = tiles else { panic!("no boxes") };
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0][0].ribbon.as_str(), rows[0][1].beside.as_str()), ("A", "d"));
}
