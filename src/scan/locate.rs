//! Finder patterns in a picture, and the grids of modules that three of them span,
//! by the detector of the `rxing` crate. What a grid says is read in `code`.
//!
//! The detector compares every pattern with every other and tries sets of three,
//! so a picture tiled with patterns would keep it busy for hours. Here every step
//! has a bound that no sheet comes near.

use super::luma::Luma;
use crate::qr::Grid;
use rxing::common::{BitMatrix, DetectorRXingResult, HybridBinarizer};
use rxing::qrcode::cpp_port::detector::{
    FindFinderPatterns, FinderPatternSet, GenerateFinderPatternSets, SampleQR,
};
use rxing::{BinaryBitmap, Luma8Source};

/// The detector looks at every third line.
const STEP: usize = 3;
/// Places on these lines that look like the middle of a finder pattern.
const HITS: usize = 12_000;
/// Finder patterns; a page with twelve codes has 36.
const PATTERNS: usize = 160;
/// Sets of three that are tried in one search.
const SETS: usize = 1_000;
/// The same in all searches of one picture.
pub const EFFORT: usize = 3_000;
/// Below this the binarizer has no blocks to compare.
const SIDE: usize = 40;
/// The detector counts pixels in 16 bits and doubles some of its counts.
const LONGEST: usize = 0x7fff;

/// Where a code lies, in pixels of the picture that was searched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CodePosition {
    pub x: f32,
    pub y: f32,
    /// About the length of a side.
    pub side: f32,
}

/// Looks for codes. Patterns of a code that `read` could read are not used again.
/// Returns how many sets of three patterns no code was read from.
///
/// Nothing when the picture is too small, too long or too busy for a search.
pub fn search(
    luma: &Luma,
    effort: &mut usize,
    mut read: impl FnMut(&Grid, CodePosition) -> bool,
) -> Option<usize> {
    if luma.width.min(luma.height) < SIDE || luma.width.max(luma.height) > LONGEST {
        return None;
    }

    let (width, height) = (u32::try_from(luma.width).ok()?, u32::try_from(luma.height).ok()?);
    let source = Luma8Source::new_with_slice(&luma.pixels, width, height).ok()?;
    let bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let matrix = bitmap.get_black_matrix();

    // The detector itself has no bound, so the picture is counted before it is let in.
    if !is_calm(matrix, luma.width, luma.height) {
        return None;
    }

    // Large patterns first: a sheet's own are larger than what noise imitates.
    let mut patterns = FindFinderPatterns(matrix, true, 0);
    patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.size));
    patterns.truncate(PATTERNS);

    let mut used = Vec::new();
    let sets = GenerateFinderPatternSets(&mut patterns);
    let is_free =
        |set: &FinderPatternSet, used: &[_]| ![set.bl, set.tl, set.tr].iter().any(|p| used.contains(p));

    for set in sets.iter().take(SETS) {
        if !is_free(set, &used) {
            continue;
        }

        let Some(left) = effort.checked_sub(1) else { break };
        *effort = left;
        match grid(matrix, set) {
            Some(grid) if read(&grid, place(set)) => used.extend([set.bl, set.tl, set.tr]),
            _ => {}
        }
    }

    Some(sets.iter().take(SETS).filter(|set| is_free(set, &used)).count())
}

fn grid(matrix: &BitMatrix, set: &FinderPatternSet) -> Option<Grid> {
    let sampled = SampleQR(matrix, set).ok()?;

    let bits = sampled.getBits();
    let size = bits.width();
    let is_code = bits.height() == size && (21..=177).contains(&size) && size % 4 == 1;
    // At most 177, so nothing is lost.
    is_code.then(|| Grid::from_fn(size as usize, |x, y| bits.get(x as u32, y as u32)))
}

fn place(set: &FinderPatternSet) -> CodePosition {
    let (a, b, corner) = (set.bl.p, set.tr.p, set.tl.p);
    let side = (a.x - corner.x).hypot(a.y - corner.y).max((b.x - corner.x).hypot(b.y - corner.y));
    CodePosition { x: (a.x + b.x) / 2.0, y: (a.y + b.y) / 2.0, side }
}

/// Whether few enough places look like a finder pattern.
fn is_calm(matrix: &BitMatrix, width: usize, height: usize) -> bool {
    let mut hits = 0;
    for y in (STEP - 1..height).step_by(STEP) {
        let mut runs = [0u32; 5];
        let mut dark = false;
        for x in 0..width {
            // Both sides are below 2^32 by the size of the picture.
            let here = matrix.get(x as u32, y as u32);
            if here != dark {
                hits += usize::from(dark && is_middle(&runs));
                runs.rotate_left(1);
                runs[4] = 0;
                dark = here;
            }
            runs[4] += 1;
        }
        if hits > HITS {
            return false;
        }
    }
    true
}

/// Somewhat more than what the detector takes for 1:1:3:1:1.
fn is_middle(&[a, b, core, c, d]: &[u32; 5]) -> bool {
    core >= 3 && core >= a.max(d) * 3 / 2 && core >= b.max(c) && a.min(b).min(c).min(d) > 0
}
