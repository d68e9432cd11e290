/** Small helpers for byte strings. */
import { sha256 } from '@noble/hashes/sha2.js';

export const ascii = (text) => new TextEncoder().encode(text);

export function joined(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

export const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 in lower-case hexadecimal digits. */
export const hashOf = (bytes) => hex(sha256(bytes));

/** Hexadecimal digits in groups of four. */
export const groups = (digits) => digits.match(/.{1,4}/g) ?? [];
