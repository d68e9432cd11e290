/** Runs every file of tests/vectors through this reading of the formats, and counts them. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Collection } from '../src/kit/collection.js';
import { open } from '../src/kit/opening.js';

const folder = fileURLToPath(new URL('../../../tests/vectors/', import.meta.url));
// These decide whatever else was wrong; any other end gives way to the first fault.
const DECIDED = ['opens', 'two-kits', 'fork'];

function parse(file) {
  const split = file.indexOf('\n\n');
  const vector = { generation: null, values: [], bad: [], text: file.slice(split + 2) };
  for (const line of file.slice(0, split).split('\n')) {
    const [, name, value] = /^(.*?): (.*)$/.exec(line);
    if (name === 'expect') vector.kind = value;
    else if (name === 'generation') vector.generation = Number(value);
    else if (name === 'value') vector.values.push(value);
    else if (name === 'false share') vector.bad.push(Number(value));
    else assert.equal(name, 'about');
  }
  return vector;
}

async function ended(text) {
  const collection = new Collection();
  const faults = collection.addText(text).filter(({ type }) => type === 'fault');
  const end = await open(collection);
  if (!DECIDED.includes(end.kind) && faults.length) return failed(faults[0].fault.kind);
  if (end.kind !== 'opens') return failed(end.kind);
  const values = end.secrets.map(({ value }) => value);
  return { kind: 'opens', generation: end.newest.generation, values, bad: end.bad };
}

const failed = (kind) => ({ kind, generation: null, values: [], bad: [] });

const names = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort();
const wrong = [];
for (const name of names) {
  const { text, ...expected } = parse(readFileSync(folder + name, 'utf8'));
  try {
    assert.deepEqual(await ended(text), expected);
  } catch (reason) {
    wrong.push(`${name}: ${reason.message}`);
  }
}
assert.ok(names.length > 60, `${names.length} vectors`);
assert.deepEqual(wrong, [], wrong.join('\n\n'));
console.log(`recover.html: ${names.length} vectors agree`);
