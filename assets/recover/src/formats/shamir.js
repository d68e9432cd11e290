/** Shamir's secret sharing over GF(2^8) with 0x11d (FORMAT 3). */
const POWERS = [1];
while (POWERS.length < 255) {
  const doubled = POWERS.at(-1) << 1;
  POWERS.push(doubled & 0x100 ? doubled ^ 0x11d : doubled);
}
const LOGS = new Array(256).fill(0);
POWERS.forEach((value, power) => (LOGS[value] = power));

export const times = (a, b) => (a && b ? POWERS[(LOGS[a] + LOGS[b]) % 255] : 0);
export const inverse = (a) => POWERS[(255 - LOGS[a]) % 255];

/** The 32 bytes at x of the polynomial through shares of different x; the key is at 0. */
export function valueAt(x, shares) {
  const result = new Uint8Array(32);
  for (const one of shares) {
    const weight = weightOf(x, one, shares);
    if (weight) one.y.forEach((byte, at) => (result[at] ^= times(weight, byte)));
  }
  return result;
}

function weightOf(x, one, shares) {
  let weight = 1;
  for (const { x: other } of shares) {
    if (other !== one.x) weight = times(weight, times(x ^ other, inverse(one.x ^ other)));
  }
  return weight;
}
