//! What can be wrong with a page: something cut off, something on something else, words too
//! small to read, a page with next to nothing on it.

use super::flow::Page;
use super::font::Face;
use super::geometry::{content, margins, mm, size_mm};
use super::primitive::{Frame, Primitive};
use super::tree::{Element, Mark};
use crate::plan::Paper;
use crate::sheet::Fill;

/// Points: nothing that is read is smaller.
const SMALLEST: f32 = 7.99;
/// The wide faces have larger letters, so theirs are set smaller; nothing else may be.
const WIDE: f32 = 0.936;
/// A page whose last words stand higher than this part of it is nearly empty.
const EMPTY: f32 = 0.25;

/// The first thing wrong with a page. `elements` tells what is a picture: in these, words may
/// stand on anything.
pub fn fault(page: &Page<'_>, paper: Paper, elements: &[Element]) -> Option<String> {
    let outer = margins(paper);
    let items: Vec<(&Primitive<'_>, Frame)> = page
        .items
        .iter()
        .map(|item| (item, item.bounds()))
        .filter(|(item, _)| !is_mark(item, &outer))
        .collect();
    let pictured = |item: &Primitive<'_>| {
        item.mark().index().and_then(|index| elements.get(index)).is_some_and(Element::is_picture)
            || item.mark() == Mark::NONE && matches!(item, Primitive::Path { .. })
    };
    for (i, (item, bounds)) in items.iter().enumerate() {
        if !is_inside(item, paper, page.setting.folded) {
            return Some(format!("outside the margins: {}", name(item)));
        }
        let is_picture = pictured(item);
        if let Primitive::Words { size, face, .. } = item
            && *size < SMALLEST * least(*face)
            && !is_picture
        {
            return Some(format!("too small: {size} pt, {}", name(item)));
        }
        for (other, others) in items.iter().skip(i + 1) {
            if let Some(space) = space_between(item, other)
                && !apart(bounds, others, space - 0.1)
                && !(is_picture && pictured(other))
            {
                return Some(format!("too near: {} and {}", name(item), name(other)));
            }
        }
    }
    None
}

fn least(face: Face) -> f32 {
    if matches!(face, Face::Wide | Face::WideBold) { WIDE } else { 1.0 }
}

/// Whether a page is nearly empty.
pub fn is_nearly_empty(page: &Page<'_>, paper: Paper) -> bool {
    let frame = content(paper);
    let body = page.items.iter().map(Primitive::bounds).filter(|bounds| {
        bounds.top >= frame.top - 1.0
            && bounds.bottom <= frame.bottom + 1.0
            && bounds.left >= frame.left - mm(3.0)
    });
    let lowest = body.map(|bounds| bounds.bottom).fold(frame.top, f32::max);
    lowest < frame.top + EMPTY * frame.height()
}

fn name(item: &Primitive<'_>) -> String {
    let what = match item {
        Primitive::Words { words, .. } => format!("{:?}", words.as_str()),
        Primitive::Rule { .. } => "a rule".to_owned(),
        Primitive::Path { .. } => "a path".to_owned(),
        Primitive::Code { .. } => "a code".to_owned(),
        Primitive::Noise { .. } => "a pattern".to_owned(),
    };
    format!("{what} at {:?}", item.bounds())
}

/// Whether it is a mark in the margin: of a fold or of a cut.
fn is_mark(item: &Primitive<'_>, outer: &Frame) -> bool {
    let bounds = item.bounds();
    let line = match item {
        Primitive::Rule { .. } => true,
        Primitive::Path { dashed, .. } => *dashed,
        _ => false,
    };
    line && (bounds.right < outer.left || bounds.left > outer.right)
}

fn is_inside(item: &Primitive<'_>, paper: Paper, folded: bool) -> bool {
    let bounds = item.bounds();
    let outer = margins(paper);
    let (width, height) = size_mm(paper);
    let (beyond, bottom) = match item {
        // A pattern reaches beyond what it hides.
        Primitive::Noise { .. } => (mm(3.2), mm(height) - mm(4.9)),
        // The steps of a packet may stand below its pattern.
        _ if folded => (0.7, mm(height) - mm(4.0)),
        _ => (0.7, outer.bottom),
    };
    bounds.left >= outer.left - beyond - 0.1
        && bounds.right <= outer.right + beyond + 0.1
        && bounds.right <= mm(width)
        && bounds.top >= outer.top - 0.6
        && bounds.bottom <= bottom + 1.2
}

/// How far two things have to stand apart, if it matters.
fn space_between(a: &Primitive<'_>, b: &Primitive<'_>) -> Option<f32> {
    use Primitive::{Code, Noise, Path, Rule, Words};
    Some(match (a, b) {
        (Code { module, .. }, _) | (_, Code { module, .. }) => match (a, b) {
            // The frame around a code that is a picture of a sheet, or around blocks.
            (Path { fill: Fill::Empty, .. }, _) | (_, Path { fill: Fill::Empty, .. }) => return None,
            _ => 4.0 * f32::from(*module) / 100.0,
        },
        (Noise { .. }, Words { .. }) | (Words { .. }, Noise { .. }) => 1.0,
        (Words { .. }, Words { .. }) => -0.4,
        // A rule through words; those of an underline or a table touch the box around them at most.
        (Rule { from, to, .. }, Words { size, .. }) | (Words { size, .. }, Rule { from, to, .. }) => {
            // A blank of a secret is drawn as an open box among its letters.
            let is_short = (to.0 - from.0) + (to.1 - from.1) < 13.0;
            if is_short {
                return None;
            }
            -0.25 * size
        }
        _ => return None,
    })
}

fn apart(a: &Frame, b: &Frame, space: f32) -> bool {
    a.right + space <= b.left
        || b.right + space <= a.left
        || a.bottom + space <= b.top
        || b.bottom + space <= a.top
}
