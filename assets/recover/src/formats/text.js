/** The text inside the age file (FORMAT 8). */
import { demand } from './fault.js';

// A field holds no control character; U+FFFD stands for bytes that are not UTF-8.
const ANY = '[^\\x00-\\x1f\\x7f-\\x9f\\ufffd]';
const SECRET = `\\nsecret: (${ANY}*)\\naccount: (${ANY}*)\\nprofile: (${ANY}*)\\nvalue: (${ANY}+)\\n`;
const WHOLE = new RegExp(
  `^sealkit credential 1\\ntitle: (${ANY}*)\\nkey: (${ANY}{4})\\ngeneration: ([1-9]\\d*)\\n` +
    `sealed: (${ANY}*)\\n((?:also: ${ANY}+: generation [1-9]\\d*\\n)*)` +
    `((?:${SECRET})+)(\\npadding: \\.*\\n)?$`,
);

/** Label, key id, generation, day, secrets, and where other secrets are held. */
export function readText(bytes) {
  // The default decoder would drop a byte order mark, which no text of ours begins with.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const found = WHOLE.exec(text);
  const version = /^sealkit credential (\d{1,9})\n/.exec(text)?.[1];
  demand(found, 'text', { version: version === '1' ? undefined : version });
  const [, title, key, generation, sealed, alsoLines, blocks] = found;
  // Padding stands where a secret was imported; the length of those is told nowhere.
  const padded = Boolean(found.at(-1));
  const secrets = [...blocks.matchAll(new RegExp(SECRET, 'g'))].map(
    ([, name, account, profile, value]) => ({ name, account, profile, value }),
  );
  const also = readAlso(alsoLines, Number(generation), secrets);
  return { title, key, generation: Number(generation), sealed, also, secrets, padded };
}

function readAlso(lines, generation, secrets) {
  const pairs = [...lines.matchAll(/also: (.+): generation (\d+)\n/g)];
  const also = pairs.map(([, name, place]) => ({ name, place: Number(place) }));
  const names = new Set([...also, ...secrets].map(({ name }) => name));
  const own = new Set(secrets.map(({ name }) => name));
  const earlier = also.every(({ place }) => place < generation);
  demand(earlier && names.size === also.length + own.size, 'text', {});
  return also;
}
