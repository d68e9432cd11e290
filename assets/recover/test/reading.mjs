/** What tests/vectors do not hold: unreadable characters, keyboards, numbers, many false shares. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ALPHABET, decode, encode } from '../src/formats/base32.js';
import { fills } from '../src/formats/line.js';
import { times, valueAt } from '../src/formats/shamir.js';
import { recipientOf, setIdOf } from '../src/formats/names.js';
import { Collection } from '../src/kit/collection.js';
import { open } from '../src/kit/opening.js';
import { search } from '../src/kit/findings.js';

const vectors = new URL('../../../tests/vectors/', import.meta.url);
const textOf = (name) => readFileSync(new URL(name, vectors), 'utf8').split('\n\n').slice(1).join('\n\n');
const typed = textOf('valid-2-of-3-typed.txt');
const scanned = textOf('valid-2-of-3-scanned.txt');
const rows = typed.split('\n').filter(Boolean);
const squares = scanned.split('\n').filter(Boolean);
const shareLines = rows.filter((row) => /^\d/.test(row)).slice(0, 8);
const bare = (row) => row.split('. ')[1].replaceAll(' ', '');
const put = (text, place, letter) => text.slice(0, place) + letter + text.slice(place + 1);
const random = (below) => Math.floor(Math.random() * below);

const kinds = (events) => events.map(({ type, fault }) => fault?.kind ?? type);
const addAll = (collection, all) => all.flatMap((row) => collection.add(row));

test('two unreadable characters of a line have one solution, check characters included', () => {
  for (let round = 0; round < 300; round++) {
    const number = 1 + random(4);
    const text = bare(shareLines[number - 1]);
    const [a, b] = [random(20), random(20)];
    assert.deepEqual(fills(put(put(text, a, '?'), b, '?'), number, 'S'), [text]);
  }
});

test('one unreadable character beside a wrong one is refused', () => {
  for (let round = 0; round < 1000; round++) {
    const text = bare(shareLines[1]);
    const [a, b] = [random(20), random(20)];
    const wrong = ALPHABET[(ALPHABET.indexOf(text[b]) + 1 + random(31)) % 32];
    if (a !== b) assert.deepEqual(fills(put(put(text, a, '?'), b, wrong), 2, 'S'), []);
  }
});

test('a fill waits for the whole code and for a yes', async () => {
  const collection = new Collection();
  const lines = shareLines.slice(0, 4).map(bare);
  lines[1] = put(put(lines[1], 3, '?'), 19, '?');
  const events = addAll(collection, lines);
  assert.deepEqual(kinds(events), ['line', 'line', 'line', 'line', 'filled']);
  const letters = events.at(-1).filled.map(({ letter }) => letter).join('');
  assert.equal(letters, bare(shareLines[1])[3] + bare(shareLines[1])[19]);
  assert.equal(collection.shares.length, 0);
  assert.deepEqual(kinds(collection.answer(true)), ['share']);
});

test('after a no the line is asked for again', () => {
  const collection = new Collection();
  const lines = shareLines.slice(0, 4).map(bare);
  addAll(collection, [lines[0], put(lines[1], 3, '?'), lines[2], lines[3]]);
  assert.deepEqual(collection.answer(false), []);
  assert.equal(collection.blocks.S.next, 2);
  assert.deepEqual(kinds(collection.add(lines[1])), ['line', 'share']);
});

test('four unreadable characters in a line are tried, five are too many', () => {
  const four = [2, 7, 11, 15];
  for (const [places, end] of [[four, 'filled'], [[...four, 17], 'too-unreadable']]) {
    const collection = new Collection();
    const lines = shareLines.slice(0, 4).map(bare);
    lines[2] = places.reduce((text, place) => put(text, place, '?'), lines[2]);
    assert.equal(kinds(addAll(collection, lines)).at(-1), end);
  }
});

test('lines of two sheets with an unreadable character are no share', () => {
  const lines = shareLines.map(bare);
  const mixed = [lines[0], put(lines[1], 4, '?'), lines[6], lines[3]];
  assert.equal(kinds(addAll(new Collection(), mixed)).at(-1), 'fill-failed');
});

test('the full stop behind a number may be left out, and the number where it is known', () => {
  for (const change of [(row) => row, (row) => row.replace('.', ''), bare, (row) => row.toLowerCase()]) {
    const collection = new Collection();
    assert.equal(kinds(addAll(collection, shareLines.slice(0, 4).map(change))).at(-1), 'share');
  }
});

test('a line of the credential among the shares is kept there', () => {
  const collection = new Collection();
  const credential = rows.slice(rows.indexOf('SK1 C') + 1);
  const [event] = collection.add(credential[0]);
  assert.equal(event.kind, 'C');
  assert.ok(event.elsewhere);
});

test('a line in another place is not moved there unasked', () => {
  const [event] = new Collection().add(bare(shareLines[2]));
  assert.equal(event.fault.kind, 'line');
  assert.equal(event.fault.about.elsewhere, 3);
});

test('a scanner with US keys on a German or a French computer is understood', async () => {
  const german = { from: 'zyZY:;', to: 'yzYZÖö' };
  const french = { from: 'qawzQAWZmM;:1234567890', to: 'aqzwAQZW,?mM&é"\'(-è_çà' };
  for (const { from, to } of [german, french]) {
    const garbled = squares.map((row) => [...row].map((c) => to[from.indexOf(c)] ?? c).join(''));
    const collection = new Collection();
    addAll(collection, garbled);
    assert.equal((await open(collection)).kind, 'opens');
  }
});

test('what the keys meant counts where the characters are no code', () => {
  const collection = new Collection();
  assert.deepEqual(kinds(collection.add('ыл1жыжпппп', { onKeys: squares[0] })), ['share']);
});

test('false shares among many are named within a second', () => {
  for (const [k, m, falseCount] of [[6, 32, 25], [16, 32, 15], [20, 32, 11], [3, 5, 1]]) {
    const { shares, set } = split(k, 32);
    const brought = shares.slice(0, m);
    const falseOnes = new Set();
    while (falseOnes.size < falseCount) falseOnes.add(random(m));
    for (const at of falseOnes) brought[at] = { ...brought[at], y: brought[at].y.map(() => random(256)) };
    const started = Date.now();
    const { findings } = search(brought);
    assert.equal(findings[0]?.set, set, `${k} of ${m}`);
    assert.deepEqual(new Set(findings[0].off.map(({ x }) => x - 1)), falseOnes);
    assert.ok(Date.now() - started < 4000);
  }
});

/** A split of a random key with its right set id. */
function split(k, n) {
  const coefficients = Array.from({ length: k }, () => Uint8Array.from({ length: 32 }, () => random(256)));
  const at = (x) => {
    const y = new Uint8Array(32);
    for (const row of coefficients.slice().reverse()) y.forEach((v, i) => (y[i] = times(v, x) ^ row[i]));
    return y;
  };
  const ys = Array.from({ length: n }, (_, i) => at(i + 1));
  const set = setIdOf(recipientOf(coefficients[0]), { epoch: 1, k, n }, ys.slice(0, k));
  const shares = ys.map((y, i) => ({ set, epoch: 1, k, n, x: i + 1, y, text: `${i}` }));
  assert.deepEqual(valueAt(0, shares.slice(0, k)), coefficients[0]);
  return { shares, set };
}

test('base32 comes back as it went', () => {
  const text = squares[0].slice(6);
  assert.equal(encode(decode(text), 72), text);
});
