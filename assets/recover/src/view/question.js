/** A proposal: nothing is changed unless the sheet shows it. Enter does nothing here. */
import * as words from '../words.js';
import { button, h, key, strong } from './dom.js';
import { grouped, marked } from './lines.js';

const { question } = words;

/** The box; it takes the focus itself, so that no button has it. */
export function questionView(app) {
  const { kind } = app.question;
  return h('div', { class: 'question', tabindex: '-1', role: 'group', 'data-commands': 'question', 'data-first': true },
    kind === 'filled' ? filled(app.question) : proposal(app.question),
    h('div', { class: 'actions' },
      button(question.yes, () => app.answer(true), { hint: 'Y' }),
      button(question.no, () => app.answer(false), { hint: 'N' }),
    ),
  );
}

function proposal({ text, place, letter }) {
  const changed = text.slice(0, place) + letter + text.slice(place + 1);
  const [before, after] = question.title;
  return h('div', {},
    h('h2', {}, before, h('span', { class: 'mono' }, letter), after),
    h('div', { class: 'mono' }, grouped(changed, place), h('span', { class: 'gap' }, ' ', marked(changed, place, 18))),
  );
}

function filled({ fills }) {
  const several = new Set(fills.map(({ number }) => number)).size > 1;
  return h('div', {}, h('h2', {}, question.could(fills.length)), h('p', {}, question.filled(fills, several)));
}

/** Where to look, and what the keys do. */
export function whereToLook({ kind, number, place, letter, fills }) {
  const [press, or, then, nothing] = question.keys;
  const keys = h('p', {}, press, key('Y'), or, key('N'), then, key('Enter'), nothing);
  if (kind === 'filled') return h('div', { class: 'small hints' }, h('p', {}, filledWhere(fills)), keys);
  const group = Math.min(Math.floor(place / 4), 4) + (place >= 18 ? 1 : 0);
  const character = place >= 18 ? place - 17 : (place % 4) + 1;
  const [look, puts, again] = question.where(number, question.group(group), character, letter);
  return h('div', { class: 'small hints' },
    h('p', {}, look, strong(question.yes), ` ${puts}`, strong(question.no), again), keys);
}

const filledWhere = (fills) => {
  const lines = [...new Set(fills.map(({ number }) => number))];
  return `${lines.map((number) => words.entry.lineLabel(number)).join(', ')}. ${question.filledNo}`;
};
