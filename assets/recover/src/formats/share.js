/** The 45 bytes of a share (FORMAT 4). */
import { sha256 } from '@noble/hashes/sha2.js';
import { decode } from './base32.js';
import { demand } from './fault.js';
import { ascii, joined, same } from './bytes.js';

export const CODE_LENGTH = 72;

/** What the first line of a share tells before the others are there, proven by nothing yet. */
export function head(text) {
  const bytes = decode(text.slice(0, 16));
  const [epoch, k, n] = bytes.subarray(5, 8);
  return { set: setId(text), epoch, k, n, x: bytes[8] };
}

function setId(text) {
  return `${text.slice(0, 4)}-${text.slice(4, 8)}`;
}

/** A share from its 72 characters of base32. */
export function readShare(text) {
  demand(text.length === CODE_LENGTH, 'form', { length: text.length });
  const bytes = decode(text);
  const check = sha256(joined(ascii('sealkit/1/share'), bytes.subarray(0, 41)));
  demand(same(check.subarray(0, 4), bytes.subarray(41)), 'whole', { of: 'S' });
  const [epoch, k, n, x] = bytes.subarray(5, 9);
  const possible = k >= 2 && k <= n && n <= 32 && x >= 1 && x <= n;
  demand(possible, 'contradiction', { k, n, x });
  return { set: setId(text), epoch, k, n, x, y: bytes.slice(9, 41), text };
}

/** Shares of one split have the same group. */
export function groupOf({ set, epoch, k, n }) {
  return `${set} ${epoch} ${k} ${n}`;
}
