/** States 7 and 8: the rehearsal, and the end. */
import * as words from '../words.js';
import { button, h } from './dom.js';
import { head, saying } from './frame.js';
import { practised } from './icons.js';
import { note, trayView } from './tray.js';

const { rehearsal, finished } = words;

export function rehearsalView(app) {
  const texts = app.outcome.secrets.map(({ value }) => h('p', { class: 'mono text' }, value));
  return h('main', {},
    h('div', { class: 'banner' },
      h('div', {}, h('h1', { tabindex: '-1' }, rehearsal.title), h('p', { class: 'lead' }, rehearsal.lead)),
      practised(),
    ),
    h('div', { class: 'two' },
      h('div', {},
        h('div', { class: 'label' }, rehearsal.text),
        texts,
        h('h2', { class: 'block' }, rehearsal.workedStrong),
        h('p', {}, rehearsal.worked),
        h('div', { class: 'actions block' },
          button(rehearsal.real, () => app.startAgain(), { dark: true, 'data-first': true }),
          button(rehearsal.finish, () => app.finish()),
        ),
      ),
      h('div', { class: 'bar' }),
      trayView(app, note(rehearsal.lookingStrong, rehearsal.looking)),
    ),
  );
}

export function finishedView(app) {
  const steps = finished.steps.map(([start, rest], at) =>
    h('li', {}, h('span', { class: 'numeral', 'aria-hidden': 'true' }, at + 1), saying(start, rest)));
  return h('main', {},
    head(finished.title, finished.lead),
    h('ol', { class: 'steps' }, steps),
    h('div', { class: 'actions' }, button(finished.another, () => app.startAgain())),
  );
}
