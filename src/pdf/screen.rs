//! The pattern that keeps a folded share from being read through its paper.

use printpdf::{DictItem, Op};

use super::primitive::SPECK;

/// Rows until the pattern repeats, so that it deflates to little.
const CYCLE: usize = 40;
/// Runs of a row, by turns dark and light, until they repeat.
const RUNS: usize = 14;
/// A little more than a row, so that no light line stands between two.
const STROKE: f32 = 1.06;

/// Rows of dashes from the upper left corner: five parts of eight are dark, in runs as
/// wide as the modules of codes and the stems of letters.
pub fn screen(left: f32, top: f32, width: f32, rows: u16, ops: &mut Vec<Op>) {
    let pattern = pattern();
    let length = DictItem::Int((width / SPECK) as i64);
    let zero = || DictItem::Int(0);

    ops.push(Op::SaveGraphicsState);
    ops.push(matrix([SPECK, 0.0, 0.0, SPECK, left, top - SPECK / 2.0].map(DictItem::Real)));
    ops.push(operator("w", vec![DictItem::Real(STROKE)]));
    for (runs, phase) in pattern.iter().cycle().take(usize::from(rows)) {
        let runs = runs.iter().map(|&run| DictItem::Int(run)).collect();
        ops.push(operator("d", vec![DictItem::Array(runs), DictItem::Int(*phase)]));
        ops.push(operator("m", vec![zero(), zero()]));
        ops.push(operator("l", vec![length.clone(), zero()]));
        ops.push(operator("S", Vec::new()));
        // Each row stands below the last by moving the page, so that rows are spelt alike.
        ops.push(matrix([1, 0, 0, 1, 0, -1].map(DictItem::Int)));
    }

    ops.push(Op::RestoreGraphicsState);
}

fn operator(key: &str, value: Vec<DictItem>) -> Op {
    Op::Unknown { key: key.to_owned(), value }
}

fn matrix(numbers: [DictItem; 6]) -> Op {
    operator("cm", numbers.into())
}

/// The same on every sheet: it hides by its density, not by being unknown.
fn pattern() -> Vec<([i64; RUNS], i64)> {
    // A xorshift generator (G. Marsaglia, 2003) from a fixed start.
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut below = |limit: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        ((state >> 33) % limit) as i64
    };

    let mut run = |i: usize| 1 + below(if i.is_multiple_of(2) { 4 } else { 2 });
    let rows: Vec<[i64; RUNS]> = (0..CYCLE).map(|_| std::array::from_fn(&mut run)).collect();
    rows.into_iter().map(|runs| (runs, below(40))).collect()
}
