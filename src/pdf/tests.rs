//! Where things lie on the pages: nothing is cut off, nothing lies on anything else.

use proptest::prelude::*;

use super::geometry::{folds, margins, mm};
use super::primitive::Frame;
use super::samples::{Size, sheets};
use super::*;
use crate::plan::Paper;

const PAPERS: [Paper; 2] = [Paper::A4, Paper::Letter];

fn apart(a: &Frame, b: &Frame, area: f32) -> bool {
    a.right + area <= b.left
        || b.right + area <= a.left
        || a.bottom + area <= b.top
        || b.bottom + area <= a.top
}

fn is_fold_mark(item: &Primitive<'_>, outer: &Frame) -> bool {
    let bounds = item.bounds();
    matches!(item, Primitive::Rule { .. }) && (bounds.right < outer.left || bounds.left > outer.right)
}

/// The first thing wrong with a page.
fn fault(page: &Page<'_>, paper: Paper) -> Option<String> {
    let outer = margins(paper);
    let what = |item: &Primitive<'_>| match item {
        Primitive::Words { words, .. } => format!("{:?} at {:?}", words.as_str(), item.bounds()),
        Primitive::Rule { .. } => format!("a rule at {:?}", item.bounds()),
        Primitive::Code { .. } => format!("a code at {:?}", item.bounds()),
        Primitive::Screen { .. } => format!("a screen at {:?}", item.bounds()),
    };
    let items: Vec<_> = page.iter().filter(|item| !is_fold_mark(item, &outer)).collect();
    for (i, item) in items.iter().enumerate() {
        let bounds = item.bounds();
        // A screen reaches beyond what it hides; 15 mm stay free.
        let beyond = if matches!(item, Primitive::Screen { .. }) { mm(3.0) } else { 0.6 };
        let inside = bounds.left >= outer.left - beyond - 0.1
            && bounds.right <= outer.right + beyond + 0.1
            && bounds.top >= outer.top - 0.6
            && bounds.bottom <= outer.bottom + 0.6;
        if !inside {
            return Some(format!("outside the margins: {}", what(item)));
        }
        for other in items.iter().skip(i + 1) {
            let area = match (item, other) {
                (Primitive::Code { module, .. }, _) | (_, Primitive::Code { module, .. }) => {
                    4.0 * f32::from(*module) / 100.0
                }
                (Primitive::Screen { .. }, Primitive::Words { .. })
                | (Primitive::Words { .. }, Primitive::Screen { .. }) => 2.0,
                (Primitive::Words { .. }, Primitive::Words { .. }) => -0.3,
                _ => continue,
            };
            if !apart(&bounds, &other.bounds(), area - 0.1) {
                return Some(format!("too near: {} and {}", what(item), what(other)));
            }
        }
    }
    None
}

fn check(size: &Size) -> Result<(), String> {
    for sheet in sheets(size).map_err(|error| error.to_string())? {
        let pages = pages(&sheet).map_err(|error| format!("{}: {error}", sheet.file_name()))?;
        if sheet.folded && pages.len() != 1 {
            return Err(format!("{} has {} pages", sheet.file_name(), pages.len()));
        }
        for (i, page) in pages.iter().enumerate() {
            if let Some(fault) = fault(page, size.paper) {
                return Err(format!("{} page {}: {fault}", sheet.file_name(), i + 1));
            }
        }
    }
    Ok(())
}

#[test]
fn usual_and_huge_kits_lie_within_their_frames() {
    for paper in PAPERS {
        assert_eq!(check(&Size::usual(paper)), Ok(()));
        assert_eq!(check(&Size::huge(paper)), Ok(()));
    }
}

#[test]
fn the_longest_names_of_a_plan_still_fit_a_share() {
    for paper in PAPERS {
        for letters in ["W", "Sæbø ", "m", "Ωραία ", "Щ", "Ђурђевић "] {
            let tail = letters.repeat(120).chars().take(120).collect();
            let longest = Size { tail, contacts: 16, accounts: 32, ..Size::usual(paper) };
            assert_eq!(check(&longest), Ok(()), "{letters}");
        }
    }
}

#[test]
fn the_secret_of_a_share_keeps_clear_of_the_folds() -> Result<(), Box<dyn std::error::Error>> {
    for paper in PAPERS {
        let sheets = sheets(&Size::usual(paper))?;
        let share = sheets.first().ok_or("no share")?;
        let pages = pages(share)?;
        let secret = |item: &&Primitive<'_>| match item {
            Primitive::Code { .. } => true,
            Primitive::Words { face, size, .. } => *face == Face::Mono && (14.0..20.0).contains(size),
            Primitive::Rule { .. } | Primitive::Screen { .. } => false,
        };
        let found: Vec<Frame> = pages.iter().flatten().filter(secret).map(Primitive::bounds).collect();
        assert_eq!(found.len(), 1 + 4 + 4);
        let [first, second] = folds(paper);
        for bounds in found {
            assert!(bounds.top >= first + mm(8.0) && bounds.bottom <= second - mm(8.0), "{bounds:?}");
        }
    }
    Ok(())
}

#[test]
fn a_screen_covers_whatever_lies_between_the_folds_of_a_share() -> Result<(), Box<dyn std::error::Error>> {
    for paper in PAPERS {
        let sheets = sheets(&Size::usual(paper))?;
        let covers = sheets.iter().find(|sheet| sheet.file_name() == "envelopes.pdf").ok_or("no covers")?;
        let pages = pages(covers)?;
        let screens: Vec<Frame> = pages
            .iter()
            .flatten()
            .filter(|item| matches!(item, Primitive::Screen { .. }))
            .map(Primitive::bounds)
            .collect();
        assert_eq!(screens.len(), 3);
        let (frame, [first, second]) = (content(paper), folds(paper));
        for screen in screens {
            assert!(screen.left < frame.left - mm(2.5) && screen.right > frame.right + mm(2.0), "{screen:?}");
            // What the top third leaves bare, the bottom third, folded under it, covers.
            assert!(screen.top <= screen.bottom - 2.0 * (second - first), "{screen:?}");
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
        prop_assert_eq!(check(&Size { paper, shares, accounts, contacts, lines, tail, secret }), Ok(()));
    }
}
