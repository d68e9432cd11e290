/**
 * The check of a printed line (FORMAT 6): 18 characters, 2 check characters and a tag of the
 * line's number are a word over GF(32), x^5 = x^2 + 1, whose two weighted sums are zero.
 */
import { ALPHABET, UNREADABLE } from './base32.js';

export const CHARACTERS = 20;
export const DATA = 18;
/** So many ways to read the unreadable characters of one code are tried, and no more. */
export const MOST_FILLS = 1024;

const POWERS = [1];
while (POWERS.length < 31) {
  const doubled = POWERS.at(-1) << 1;
  POWERS.push(doubled & 32 ? doubled ^ 0b100101 : doubled);
}

function times(a, b) {
  if (!a || !b) return 0;
  return POWERS[(POWERS.indexOf(a) + POWERS.indexOf(b)) % 31];
}

function divided(a, b) {
  if (!a) return 0;
  return POWERS[(POWERS.indexOf(a) + 31 - POWERS.indexOf(b)) % 31];
}

/** Both sums over the line and its tag; an unreadable character counts as zero. */
function sums(text, number, kind) {
  const tag = kind === 'C' ? number + 31 : number;
  const values = [...text].map((letter) => Math.max(0, ALPHABET.indexOf(letter)));
  values.push(tag & 31, tag >> 5);
  let plain = 0;
  let weighted = 0;
  values.forEach((value, place) => {
    plain ^= value;
    weighted ^= times(POWERS[place], value);
  });
  return { plain, weighted };
}

/** Whether a line without unreadable characters is good as this line of this kind, S or C. */
export function isGood(text, number, kind) {
  const { plain, weighted } = sums(text, number, kind);
  return plain === 0 && weighted === 0;
}

/** The one wrong character that explains a bad line, as place (from 0) and letter, or null. */
export function correction(text, number, kind) {
  const { plain, weighted } = sums(text, number, kind);
  if (!plain || !weighted) return null;
  const place = POWERS.indexOf(divided(weighted, plain));
  if (place >= CHARACTERS) return null;
  return { place, letter: ALPHABET[ALPHABET.indexOf(text[place]) ^ plain] };
}

export function placesOfUnreadable(text) {
  return [...text].flatMap((letter, place) => (letter === UNREADABLE ? [place] : []));
}

function put(text, place, value) {
  return text.slice(0, place) + ALPHABET[value] + text.slice(place + 1);
}

/** One unknown has two equations, two unknowns have exactly one solution. */
function solve(text, places, number, kind) {
  const { plain, weighted } = sums(text, number, kind);
  const [first, second] = places;
  if (second === undefined) {
    const filled = put(text, first, plain);
    return isGood(filled, number, kind) ? [filled] : [];
  }
  const a = POWERS[first];
  const value = divided(weighted ^ times(a, plain), a ^ POWERS[second]);
  return [put(put(text, first, plain ^ value), second, value)];
}

/** Every way to fill the unreadable characters of a line that its check allows. */
export function fills(text, number, kind) {
  const places = placesOfUnreadable(text);
  if (places.length === 0) return isGood(text, number, kind) ? [text] : [];
  if (places.length <= 2) return solve(text, places, number, kind);
  const all = [];
  for (let value = 0; value < 32; value++) {
    all.push(...fills(put(text, places[0], value), number, kind));
  }
  return all;
}

/** How many ways that will be, before they are computed. */
export function waysToFill(text) {
  return 32 ** Math.max(0, placesOfUnreadable(text).length - 2);
}
