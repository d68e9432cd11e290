/** The public age test vectors that concern X25519 (tests/testkit): opened to the same bytes, or refused. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { bech32 } from '@scure/base';
import { openAge } from '../src/formats/age.js';

const folder = fileURLToPath(new URL('../../../tests/testkit/', import.meta.url));

function parse(bytes) {
  const end = bytes.indexOf('\n\n');
  const head = bytes.subarray(0, end).toString().split('\n').map((line) => line.split(': '));
  const of = (name) => head.filter(([key]) => key === name).map(([, value]) => value);
  const packed = bytes.subarray(end + 2);
  const file = of('compressed').includes('zlib') ? inflateSync(packed) : packed;
  return { opens: of('expect')[0] === 'success', payload: of('payload')[0], identities: of('identity'), file };
}

async function opened(file, identity) {
  const raw = bech32.decodeToBytes(identity.toLowerCase()).bytes;
  return openAge(new Uint8Array(file), raw).catch(() => null);
}

const names = readdirSync(folder).filter((name) => !name.includes('.'));
for (const name of names) {
  const { opens, payload, identities, file } = parse(readFileSync(folder + name));
  const texts = (await Promise.all(identities.map((identity) => opened(file, identity)))).filter(Boolean);
  assert.equal(texts.length > 0, opens, name);
  for (const text of texts) assert.equal(createHash('sha256').update(text).digest('hex'), payload, name);
}
assert.ok(names.length > 50);
console.log(`recover.html: ${names.length} age test vectors agree`);
