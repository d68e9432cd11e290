/**
 * What arrives when the computer believes in another keyboard than the scanner (FORMAT 7).
 * In the same place: what arrived, and what the scanner had sent.
 */
const LAYOUTS = [
  { name: 'German', arrived: 'yzYZÖö', sent: 'zyZY:;' },
  { name: 'French', arrived: 'aqzwAQZW,?mM&é"\'(-è_çà', sent: 'qawzQAWZmM;:1234567890' },
];

/** The raw text as it arrived, and as each layout would have garbled it. */
export function readings(raw) {
  const restored = LAYOUTS.map(({ name, arrived, sent }) => ({
    layout: name,
    text: [...raw].map((letter) => sent[arrived.indexOf(letter)] ?? letter).join(''),
  }));
  return [{ layout: null, text: raw }, ...restored];
}
