/** The table of typed lines: each with its verdict, and the slot for the next one. */
import { UNREADABLE, squeeze } from '../formats/base32.js';
import { CHARACTERS } from '../formats/line.js';
import { judge } from '../kit/block.js';
import * as words from '../words.js';
import { FIELD, h } from './dom.js';
import { asked, cross, tick } from './icons.js';

const { entry, verdict } = words;
const SHOWN_OF_CREDENTIAL = 4;
const GROUPS = [0, 4, 8, 12, 16];
const CHECK = 18;

/** The characters from one place to another, unreadable and wrong ones marked. */
export function marked(text, wrong, from = 0, to = text.length) {
  return [...text].slice(from, to).map((letter, at) => {
    if (from + at === wrong) return h('mark', {}, letter);
    return letter === UNREADABLE ? h('mark', { class: 'open' }, letter) : letter;
  });
}

/** The five groups of a line, and its check. */
export function grouped(text, wrong) {
  return GROUPS.map((from) =>
    h('span', { class: from ? 'gap' : null }, marked(text, wrong, from, Math.min(from + 4, CHECK))),
  );
}

export function linesTable(app, block, question) {
  const rows = numbers(app, block).flatMap((number) => rowsOf(app, block, number, question));
  const heading = block.kind === 'S' ? entry.shareHead : entry.credentialHead;
  return h('table', { class: 'lines' },
    h('thead', {}, h('tr', {},
      h('th', { class: 'nr' }), h('th', { class: 'mono' }, heading),
      h('th', { class: 'ch' }, entry.check), h('th', { class: 'vd' }),
    )),
    h('tbody', {}, rows),
  );
}

/** All lines of a share; of a credential the last four and the one that is being typed. */
function numbers(app, block) {
  const total = block.total;
  if (block.kind === 'S') return [1, 2, 3, 4];
  const at = app.question?.number ?? app.slot ?? total;
  const first = Math.max(1, Math.min(at - SHOWN_OF_CREDENTIAL + 1, (total ?? at) - SHOWN_OF_CREDENTIAL + 1));
  return Array.from({ length: SHOWN_OF_CREDENTIAL }, (_, step) => first + step).filter((n) => !total || n <= total);
}

function rowsOf(app, block, number, question) {
  const line = block.lines.get(number);
  const rows = [];
  if (line) rows.push(lineRow(number, line));
  if (question && app.question.number === number) {
    rows.push(h('tr', {}, h('td', { colspan: '4', class: 'asking' }, question)));
  } else if (!question && app.slot === number) {
    rows.push(slotRow(app, block, number));
  } else if (!line) {
    rows.push(emptyRow(app, block, number));
  }
  return rows;
}

function lineRow(number, { text, state, proposal, unreadable }) {
  const wrong = state === 'bad' ? proposal?.place : undefined;
  return h('tr', {},
    h('td', { class: 'nr mono' }, `${number}.`),
    h('td', { class: 'tx mono' }, grouped(text, wrong)),
    h('td', { class: 'ch mono' }, marked(text, wrong, CHECK)),
    h('td', { class: 'vd' }, verdictOf(state, unreadable)),
  );
}

function verdictOf(state, unreadable) {
  if (state === 'good') return h('div', {}, tick(), verdict.good);
  if (state === 'bad') return h('div', {}, cross(), verdict.again);
  return h('div', {}, asked(), verdict.unreadable(unreadable));
}

function emptyRow(app, block, number) {
  const next = number === block.next || number === (app.question?.number ?? 0) + 1;
  return h('tr', {},
    h('td', { class: 'nr mono' }, `${number}.`), h('td', {}), h('td', {}),
    h('td', { class: 'vd' }, next && h('div', { class: 'light' }, verdict.next)),
  );
}

function slotRow(app, block, number) {
  const cell = h('td', { class: 'vd' });
  const update = () => {
    dropNumber(input, number);
    cell.replaceChildren(verdictWhileTyping(input.value, block.kind, number));
  };
  const input = h('input', { ...FIELD, 'aria-label': entry.lineLabel(number), 'data-field': true, oninput: update });
  input.value = app.typed;
  update();
  return h('tr', { class: 'slot' },
    h('td', { class: 'nr mono' }, `${number}.`),
    h('td', { class: 'tx', colspan: '2' }, input),
    cell,
  );
}

/** The number of the slot stands before it: typed as well, it would stand there twice. */
function dropNumber(input, number) {
  const typed = /^\s*(\d{1,3})\s*[.):]\s*/.exec(input.value);
  if (typed && Number(typed[1]) === number) input.value = input.value.slice(typed[0].length);
}

/** How many characters are missing, and the verdict as soon as all are there. */
export function verdictWhileTyping(value, kind, expected) {
  const numbered = /^\s*(\d{1,3})\s*[.):]\s*/.exec(value);
  const number = numbered ? Number(numbered[1]) : expected;
  const text = squeeze(numbered ? value.slice(numbered[0].length) : value);
  const left = CHARACTERS - [...text].length;
  if (left > 0) return h('div', { class: 'light' }, verdict.toGo(left));
  if (left < 0) return h('div', { class: 'light' }, verdict.tooMany(-left));
  if (/[^A-Z2-7?]/.test(text)) return verdictOf('bad');
  const { state, unreadable } = judge(text, number, kind);
  return verdictOf(state, unreadable);
}
