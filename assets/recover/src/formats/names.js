/** Key id, set id and fingerprint, computed from a key and its split (FORMAT 2). */
import { sha256 } from '@noble/hashes/sha2.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { encode } from './base32.js';
import { ascii, hex, joined } from './bytes.js';

export const recipientOf = (identity) => x25519.getPublicKey(identity);

const keyHash = (recipient) => sha256(joined(ascii('sealkit/1/key'), recipient));

/** Four characters: 20 bits. */
export const keyId = (recipient) => encode(keyHash(recipient), 4);

/** 32 hexadecimal digits: 16 bytes. */
export const fingerprint = (recipient) => hex(keyHash(recipient).subarray(0, 16));

/** The set id that this key and these first k shares have. `ys` are the shares at x = 1 to k. */
export function setIdOf(recipient, { epoch, k, n }, ys) {
  const head = Uint8Array.of(epoch, k, n);
  const split = sha256(joined(ascii('sealkit/1/split'), recipient, head, ...ys));
  return `${keyId(recipient)}-${encode(split, 4)}`;
}
