//! GF(2^8) with the polynomial 0x11d, for sums over many points that the Shamir crate has
//! no call for, and linear systems over it. It looks up logarithms, as the crate does.

use zeroize::Zeroizing;

/// A row of a linear system. It holds bytes of shares.
pub(super) type Row = Zeroizing<Vec<u8>>;

const ORDER: usize = 255;
const TABLES: ([u8; 2 * ORDER], [u8; 256]) = tables();

/// The product of two elements.
pub(super) fn times(a: u8, b: u8) -> u8 {
    if a == 0 || b == 0 {
        return 0;
    }
    TABLES.0[usize::from(TABLES.1[usize::from(a)]) + usize::from(TABLES.1[usize::from(b)])]
}

/// The inverse of an element; of 0, which has none, something.
pub(super) fn inverse(a: u8) -> u8 {
    TABLES.0[ORDER - usize::from(TABLES.1[usize::from(a)])]
}

/// Makes `column` the unit vector of row `rank`, if a row from `rank` on has anything
/// there; returns whether one has. Every row is as long as the others.
pub(super) fn pivot(rows: &mut [Row], rank: usize, column: usize) -> bool {
    let Some(found) = (rank..rows.len()).find(|r| rows[*r][column] != 0) else { return false };
    rows.swap(rank, found);

    let scale = inverse(rows[rank][column]);
    rows[rank].iter_mut().for_each(|value| *value = times(*value, scale));

    let unit = rows[rank].clone();
    for (r, row) in rows.iter_mut().enumerate() {
        let factor = row[column];
        if r != rank && factor != 0 {
            row.iter_mut().zip(unit.iter()).for_each(|(value, unit)| *value ^= times(factor, *unit));
        }
    }
    true
}

/// The powers of 2, which go through every element but 0, and the logarithms to them. The
/// powers go round twice, so that a sum of two logarithms finds its place.
const fn tables() -> ([u8; 2 * ORDER], [u8; 256]) {
    let (mut powers, mut logarithms) = ([0; 2 * ORDER], [0; 256]);
    let (mut value, mut i) = (1u8, 0);
    while i < ORDER {
        powers[i] = value;
        powers[i + ORDER] = value;
        logarithms[value as usize] = i as u8;
        value = (value << 1) ^ (if value & 0x80 == 0 { 0 } else { 0x1d });
        i += 1;
    }
    (powers, logarithms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_polynomials() {
        let by_bits = |a: u8, b: u8| {
            let double = |v: u8| v << 1 ^ if v & 0x80 == 0 { 0 } else { 0x1d };
            let doubled = std::iter::successors(Some(a), |v| Some(double(*v)));
            doubled.take(8).enumerate().filter(|(i, _)| b >> i & 1 == 1).fold(0, |sum, (_, v)| sum ^ v)
        };
        for (a, b) in (0..=255).flat_map(|a| (0..=255).map(move |b| (a, b))) {
            assert_eq!(times(a, b), by_bits(a, b), "{a} {b}");
        }
        assert!((1..=255).all(|a| times(a, inverse(a)) == 1));
    }
}
