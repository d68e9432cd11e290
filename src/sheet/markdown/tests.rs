//! The small Markdown, read.

use super::*;

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
    let kinds: Vec<&str> = blocks(page)
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
        let _ = blocks(text);
    }
}
