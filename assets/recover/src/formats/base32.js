/** RFC 4648 base32 in capitals, without padding, and the folding of what people type (FORMAT 1). */
import { demand } from './fault.js';

export const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const UNREADABLE = '?';

const TYPED_FOR = { 0: 'O', 1: 'I', 8: 'B' };

/** Drops blanks and dashes, turns small ASCII letters into capitals, and 0, 1, 8 into O, I, B. */
export function squeeze(typed) {
  const bare = typed.replace(/[\s-]/g, '');
  return bare.replace(/[a-z018]/g, (letter) => TYPED_FOR[letter] ?? letter.toUpperCase());
}

/** The folded text, or a fault that names the first character that no code has. */
export function fold(typed, allowed = ALPHABET) {
  const text = squeeze(typed);
  const characters = [...text];
  const bad = characters.findIndex((letter) => !allowed.includes(letter));
  demand(bad < 0, 'form', { place: bad + 1, letter: characters[bad] });
  return text;
}

/** Text of a multiple of 8 characters to bytes: nothing is left over, so no spare bit exists. */
export function decode(text) {
  const bytes = new Uint8Array((text.length * 5) >> 3);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of text) {
    held = ((held << 5) | ALPHABET.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  return bytes;
}

/** The first characters of bytes, five bits each. */
export function encode(bytes, length) {
  let text = '';
  for (let at = 0; at < length; at++) {
    const bit = at * 5;
    const pair = (bytes[bit >> 3] << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += ALPHABET[(pair >> (11 - (bit & 7))) & 31];
  }
  return text;
}
