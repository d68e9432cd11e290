//! Filled rectangles to grids of modules.

use super::draw::{Fill, Rect};
use crate::qr::Grid;

/// Rectangles below which nothing is a QR code: finder patterns alone need more.
const FEWEST: usize = 20;
/// How far an edge may lie beside the line between two modules, in modules.
const ASIDE: f64 = 0.25;
/// A quiet zone has four modules; what is farther apart than this is another code.
const APART: f64 = 3.5;
/// Codes that are open at a time while rectangles are gathered.
const OPEN: usize = 16;

/// Finds every square on the page that has the finder patterns of a QR code, upright,
/// in the order in which they were drawn.
///
/// A fill that is a QR code is one by itself. What other programs have taken apart
/// or put together is gathered by distance.
pub fn find(fills: &[Fill]) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut others = Vec::new();
    for fill in fills {
        match grid(fill) {
            Some(grid) => grids.push(grid),
            None => others.extend_from_slice(fill),
        }
    }

    grids.extend(clusters(&others).iter().filter_map(|cluster| grid(cluster)));
    grids
}

/// Rectangles in groups that lie apart, in the order of their first ones.
fn clusters(rects: &[Rect]) -> Vec<Fill> {
    // Most runs of a code are one module high, so the middle height is the module.
    let Some(module) = usual_height(rects) else { return Vec::new() };
    let mut done = Vec::new();
    let mut open: Vec<(Rect, Fill)> = Vec::new();
    for rect in rects {
        // A rectangle may be the bridge between clusters: they become one.
        let near = |(bounds, _): &mut (Rect, Fill)| gap(bounds, rect) < APART * module;
        let first = open.iter_mut().position(near);
        let joined = open.extract_if(first.unwrap_or(open.len()).., near).reduce(join);
        let joined = join(joined.unwrap_or_else(|| (*rect, Vec::new())), (*rect, vec![*rect]));
        open.insert(first.unwrap_or(open.len()), joined);

        // Each rectangle is held against all open clusters; the oldest can hardly grow any more.
        if open.len() > OPEN {
            done.push(open.remove(0).1);
        }
    }

    done.extend(open.into_iter().map(|(_, cluster)| cluster));
    done
}

fn join(mut a: (Rect, Fill), mut b: (Rect, Fill)) -> (Rect, Fill) {
    a.1.append(&mut b.1);
    (union(&a.0, &b.0), a.1)
}

/// Returns the median of the heights, or `None` if there are too few for a code.
fn usual_height(rects: &[Rect]) -> Option<f64> {
    let mut heights: Vec<f64> = rects.iter().map(|rect| rect.top - rect.bottom).collect();
    heights.sort_unstable_by(f64::total_cmp);
    (rects.len() >= FEWEST).then(|| heights.get(heights.len() / 2).copied())?
}

fn gap(a: &Rect, b: &Rect) -> f64 {
    let across = (b.left - a.right).max(a.left - b.right);
    let upward = (b.bottom - a.top).max(a.bottom - b.top);
    across.max(upward)
}

fn union(a: &Rect, b: &Rect) -> Rect {
    Rect {
        left: a.left.min(b.left),
        bottom: a.bottom.min(b.bottom),
        right: a.right.max(b.right),
        top: a.top.max(b.top),
    }
}

/// The grid that these rectangles draw, if they draw one.
fn grid(rects: &[Rect]) -> Option<Grid> {
    let (first, rest) = rects.split_first().filter(|_| rects.len() >= FEWEST)?;
    let bounds = rest.iter().fold(*first, |bounds, rect| union(&bounds, rect));
    let (width, height) = (bounds.right - bounds.left, bounds.top - bounds.bottom);
    // Other programs round coordinates: up to a hundredth of the side counts as square.
    if width <= 0.0 || (width - height).abs() > width / 100.0 {
        return None;
    }

    // The smallest size whose lines all edges lie on: a larger one would only split modules.
    let size = (21..=177).step_by(4).find(|&size| fits(rects, &bounds, size))?;
    upright(&filled(rects, &bounds, size))
}

/// Whether every edge lies on a line of a grid with `size` modules on a side.
fn fits(rects: &[Rect], bounds: &Rect, size: usize) -> bool {
    let on_line = |edge: f64| (edge - edge.round()).abs() < ASIDE;
    rects.iter().all(|rect| cells(rect, bounds, size).iter().all(|edge| on_line(*edge)))
}

/// Left, right, upper and lower edge in modules from the upper left corner.
fn cells(rect: &Rect, bounds: &Rect, size: usize) -> [f64; 4] {
    // At most 177, which is exact.
    let side = size as f64;
    let (across, down) = (side / (bounds.right - bounds.left), side / (bounds.top - bounds.bottom));
    let (left, right) = ((rect.left - bounds.left) * across, (rect.right - bounds.left) * across);
    [left, right, (bounds.top - rect.top) * down, (bounds.top - rect.bottom) * down]
}

fn filled(rects: &[Rect], bounds: &Rect, size: usize) -> Grid {
    let mut dark = zeroize::Zeroizing::new(vec![false; size * size]);
    for rect in rects {
        // Between 0 and `size` by the bounds; a float that is not becomes 0.
        let [left, right, upper, lower] = cells(rect, bounds, size).map(|edge| edge.round() as usize);
        for row in dark.chunks_mut(size).take(lower).skip(upper) {
            row.iter_mut().take(right).skip(left).for_each(|cell| *cell = true);
        }
    }
    Grid::from_fn(size, |x, y| dark[y * size + x])
}

/// Turned so that the corner without a finder pattern is the lower right one; a
/// grid without three such patterns is no QR code.
fn upright(grid: &Grid) -> Option<Grid> {
    let far = grid.size() - 1;
    let turned = |turn: u8, x: usize, y: usize| match turn {
        0 => grid.is_dark(x, y),
        1 => grid.is_dark(far - y, x),
        2 => grid.is_dark(far - x, far - y),
        _ => grid.is_dark(y, far - x),
    };

    let turn = (0..4).find(|&turn| {
        let corner = |x0: usize, y0: usize| is_finder(|x, y| turned(turn, x0 + x, y0 + y));
        corner(0, 0) && corner(far - 6, 0) && corner(0, far - 6)
    })?;
    Some(Grid::from_fn(grid.size(), |x, y| turned(turn, x, y)))
}

/// Seven by seven: a frame, a gap, a core; a few wrong modules are let pass.
fn is_finder(dark: impl Fn(usize, usize) -> bool) -> bool {
    let expected = |x: usize, y: usize| x.abs_diff(3).max(y.abs_diff(3)) != 2;
    let wrong = (0..49).filter(|i| dark(i % 7, i / 7) != expected(i % 7, i / 7)).count();
    wrong <= 4
}
