/**
 * Finds false shares among more than k by one elimination (Metzner and Kapturowski): the
 * combinations of parity checks that hold in all 32 columns are zero exactly at the false
 * shares, as long as what was added to them is linearly independent. Anything else is left to
 * trying quorums; a result counts only after the set id proves it.
 */
import { inverse, times } from '../formats/shamir.js';

/** The shares that the elimination does not call false. The shares have different x. */
export function withoutErrors(shares, k) {
  const rows = parityChecks(shares, k).map((check) => ({ check, syndrome: syndromeOf(check, shares) }));
  const silent = reduce(rows).map(({ check }) => check);
  if (!silent.length) return [];
  return shares.filter((_, at) => silent.some((check) => check[at]));
}

/** m - k checks over m shares: those of a generalised Reed-Solomon code. */
function parityChecks(shares, k) {
  const weights = shares.map(({ x }) =>
    inverse(shares.reduce((product, other) => (other.x === x ? product : times(product, x ^ other.x)), 1)),
  );
  const checks = [weights];
  while (checks.length < shares.length - k) {
    checks.push(checks.at(-1).map((weight, at) => times(weight, shares[at].x)));
  }
  return checks;
}

function syndromeOf(check, shares) {
  const syndrome = new Uint8Array(32);
  shares.forEach(({ y }, at) => y.forEach((byte, column) => (syndrome[column] ^= times(check[at], byte))));
  return syndrome;
}

/** Gauss's elimination on the syndromes; returns the rows whose syndrome became zero. */
function reduce(rows) {
  let left = rows;
  for (let column = 0; column < 32; column++) {
    const pivot = left.find(({ syndrome }) => syndrome[column]);
    if (!pivot) continue;
    left = left.filter((row) => row !== pivot).map((row) => without(row, pivot, column));
  }
  return left;
}

function without(row, pivot, column) {
  const factor = times(row.syndrome[column], inverse(pivot.syndrome[column]));
  const minus = (a, b) => a.map((value, at) => value ^ times(factor, b[at]));
  return { check: minus(row.check, pivot.check), syndrome: minus(row.syndrome, pivot.syndrome) };
}
