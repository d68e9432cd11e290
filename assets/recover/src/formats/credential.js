/** The bytes of a credential code: names, age file, zeros, check (FORMAT 5). */
import { sha256 } from '@noble/hashes/sha2.js';
import { decode } from './base32.js';
import { demand } from './fault.js';
import { ascii, joined, same } from './bytes.js';

const NAMES = 7;
const CHECK = 4;
const BLOCK = 45;

/** So many lines has a credential, by its first line: 4 for each 45 bytes. */
export function linesOf(firstLine) {
  const bytes = decode(firstLine.slice(0, 16));
  const length = bytes[5] * 256 + bytes[6];
  return Math.ceil((NAMES + length + CHECK) / BLOCK) * 4;
}

/** Key id, generation and age file from the whole text. */
export function readCredential(text) {
  const bytes = decode(text);
  const body = bytes.subarray(0, -CHECK);
  const check = sha256(joined(ascii('sealkit/1/credential'), body)).subarray(0, CHECK);
  demand(same(check, bytes.subarray(-CHECK)), 'whole', { of: 'C' });
  const kind = bytes[2] & 15;
  demand(kind === 0, 'kind', { kind });
  const generation = bytes[3] * 256 + bytes[4];
  const length = bytes[5] * 256 + bytes[6];
  const file = body.slice(NAMES, NAMES + length);
  const zeros = body.subarray(NAMES + length);
  const possible = generation > 0 && length > 0 && file.length === length;
  const filling = zeros.length < BLOCK && zeros.every((byte) => byte === 0);
  demand(possible && filling, 'contradiction', {});
  return { key: text.slice(0, 4), generation, file };
}
