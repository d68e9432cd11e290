//! Tells false points from good ones by what all of them have in common: good points lie on
//! polynomials of a degree below k, so that the m points of a kit are a codeword of a
//! Reed-Solomon code in each of the 32 columns, but for the false ones.
//!
//! Both ways start from the syndromes, m - k rows of 32 bytes to which good points add
//! nothing. What they find is a guess until its identity is consistent with the set id.

use super::Point;
use super::field::{Row, inverse, pivot, times};
use zeroize::Zeroizing;

/// Columns of a point, one for each byte of the identity.
const COLUMNS: usize = 32;

/// The places of the good points where at most half of the surplus m - k is false: the
/// errors of each column by themselves (W. Peterson, 1960; finds what the way of Berlekamp
/// and Welch finds). `None` where more are false, or `k` points are not left.
///
/// The points have different numbers.
pub fn few_false(points: &[&Point], k: usize) -> Option<Vec<usize>> {
    let surplus = points.len().checked_sub(k)?;
    let syndromes = syndromes(points, surplus);
    let mut good = vec![true; points.len()];
    for column in 0..COLUMNS {
        let values: Row = Zeroizing::new(syndromes.iter().map(|row| row[column]).collect());
        let locator = locator(&values, surplus / 2)?;
        let mut roots = 0;
        for (good, point) in good.iter_mut().zip(points) {
            if value(&locator, point.x) == 0 {
                *good = false;
                roots += 1;
            }
        }
        // An error without a place: there are more of them than can be found.
        if roots + 1 != locator.len() {
            return None;
        }
    }

    places(&good, k)
}

/// The places of the good points where the false ones differ from the good ones in linearly
/// independent ways, as accidents and random forgeries do, and at most m - k - 1 are false
/// (J. Metzner and E. Kapturowski, 1990). `None` where this does not hold, or `k` points
/// are not left.
///
/// The points have different numbers.
pub fn unlike_false(points: &[&Point], k: usize) -> Option<Vec<usize>> {
    let surplus = points.len().checked_sub(k)?;
    let mut rows = syndromes(points, surplus);
    for (row, checks) in rows.iter_mut().zip(checks(points, surplus)) {
        row.extend_from_slice(&checks);
    }

    let mut rank = 0;
    for column in 0..COLUMNS {
        rank += usize::from(pivot(&mut rows, rank, column));
    }

    // Rows whose syndrome is gone are checks that no false point takes part in.
    let clean = rows.get(rank..).filter(|clean| !clean.is_empty())?;
    let good: Vec<bool> =
        (COLUMNS..COLUMNS + points.len()).map(|place| clean.iter().any(|row| row[place] != 0)).collect();
    places(&good, k).filter(|good| good.len() + rank == points.len())
}

/// What [`super::combine`] gives for k points, many times as fast and without its checks:
/// to see whether it is worth asking.
///
/// The points have different numbers.
pub fn guess(points: &[&Point]) -> Zeroizing<[u8; 32]> {
    let mut out = Zeroizing::new([0; 32]);
    for (i, point) in points.iter().enumerate() {
        let mut factor = 1;
        for (_, other) in points.iter().enumerate().filter(|(j, _)| *j != i) {
            factor = times(factor, times(other.x, inverse(other.x ^ point.x)));
        }
        out.iter_mut().zip(point.y.iter()).for_each(|(out, y)| *out ^= times(factor, *y));
    }
    out
}

/// The checks of the code, a row of m factors for each of the m - k: a polynomial of a
/// degree below k, taken at the points, gives 0 with every row.
fn checks(points: &[&Point], surplus: usize) -> Vec<Vec<u8>> {
    let weight = |point: &&Point| {
        let others = points.iter().filter(|other| other.x != point.x);
        inverse(others.fold(1, |product, other| times(product, other.x ^ point.x)))
    };
    let first: Vec<u8> = points.iter().map(weight).collect();
    let next = |row: &Vec<u8>| Some(row.iter().zip(points).map(|(v, point)| times(*v, point.x)).collect());
    std::iter::successors(Some(first), next).take(surplus).collect()
}

/// What each check gives, 32 bytes a row: zeros where no point is false.
fn syndromes(points: &[&Point], surplus: usize) -> Vec<Row> {
    let of = |check: Vec<u8>| {
        let mut row: Row = Zeroizing::new(Vec::with_capacity(COLUMNS + points.len()));
        row.resize(COLUMNS, 0);
        for (factor, point) in check.into_iter().zip(points) {
            row.iter_mut().zip(point.y.iter()).for_each(|(sum, y)| *sum ^= times(factor, *y));
        }
        row
    };
    checks(points, surplus).into_iter().map(of).collect()
}

/// The polynomial of the lowest degree, at most `most`, that is 0 at every error of a
/// column: its factors, constant first, the last one 1.
fn locator(syndromes: &[u8], most: usize) -> Option<Row> {
    let rows = syndromes.len().saturating_sub(most);
    let hankel = |r: usize| Zeroizing::new(syndromes.iter().skip(r).take(most + 1).copied().collect());
    let mut rows: Vec<Row> = (0..rows).map(hankel).collect();
    let degree = (0..=most).find(|column| !pivot(&mut rows, *column, *column))?;
    let mut factors: Row = Zeroizing::new(rows.iter().take(degree).map(|row| row[degree]).collect());
    factors.push(1);
    Some(factors)
}

/// What a polynomial is at `x`.
fn value(factors: &[u8], x: u8) -> u8 {
    factors.iter().rev().fold(0, |value, factor| times(value, x) ^ factor)
}

/// The places of the good points, if there are enough of them.
fn places(good: &[bool], k: usize) -> Option<Vec<usize>> {
    let places: Vec<usize> = (0..good.len()).filter(|place| good[*place]).collect();
    (places.len() >= k).then_some(places)
}

#[cfg(test)]
mod tests;
