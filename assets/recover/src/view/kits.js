/** State 6: several kits, and credentials of one number. Nothing opens by itself. */
import { fingerprint } from '../formats/names.js';
import { groups } from '../formats/bytes.js';
import * as words from '../words.js';
import { FIELD, button, h, strong } from './dom.js';
import { head } from './frame.js';

const { kits, fork } = words;
const SHOWN_GROUPS = 4;
const ALL_GROUPS = 8;

export function kitsView(app) {
  const { findings } = app.outcome;
  const sameSet = new Set(findings.map(({ set }) => set)).size === 1;
  return h('main', {},
    head(kits.title, sameSet ? [strong(kits.sameSet), ' ', kits.lead] : kits.lead),
    h('div', { class: 'cards' }, findings.map((finding) => card(finding, app))),
    h('div', { class: 'two ruled' },
      askForGroups(app),
      h('div', { class: 'bar' }),
      h('div', {},
        h('div', { class: 'label' }, kits.noSheet),
        h('p', {}, sameSet ? kits.noWay : kits.sort),
        h('div', { class: 'actions block' }, button(kits.again, () => app.startAgain())),
      ),
    ),
  );
}

function card(finding, { collection }) {
  const numbers = finding.shares.map(({ x }) => x).sort((a, b) => a - b);
  const key = finding.set.slice(0, 4);
  const generations = collection.credentials.filter((one) => one.key === key).map(({ generation }) => generation);
  return h('div', { class: 'card' },
    h('div', { class: 'label' }, words.page.set),
    h('div', { class: 'mono set' }, finding.set),
    h('div', { class: 'part' },
      h('p', {}, strong(kits.shares), ` ${kits.sharesOf(numbers, finding.n)}`),
      generations.length > 0 && h('p', {}, strong(words.tray.credential), ` ${generations.map((n) => `no. ${n}`).join(', ')}`),
    ),
    h('div', { class: 'part' },
      h('div', { class: 'label' }, kits.fingerprint),
      h('div', { class: 'groups mono' }, shownGroups(finding)),
    ),
  );
}

/** The last four groups are what is asked for: they stand nowhere on the page. */
function shownGroups({ recipient }) {
  const shown = groups(fingerprint(recipient)).slice(0, SHOWN_GROUPS).map((group) => h('span', {}, group));
  const boxes = Array.from({ length: ALL_GROUPS - SHOWN_GROUPS }, () =>
    h('span', { class: 'boxes', role: 'img', 'aria-label': kits.hiddenGroup }));
  return [...shown, ...boxes];
}

function askForGroups(app) {
  const input = h('input', { ...FIELD, id: 'groups', 'data-field': true, 'data-first': true, 'aria-describedby': 'where' });
  input.value = app.typed;
  return h('div', {},
    h('h2', {}, h('label', { for: 'groups' }, kits.type)),
    h('p', { id: 'where' }, app.refusal ?? kits.where),
    h('div', { class: 'typed' },
      h('div', { class: 'field' }, input),
      button(kits.goOn, () => app.submit()),
    ),
  );
}

/** Two age files of one number that both open: nothing is shown but their hashes and days. */
export function forkView(app) {
  const { rivals, generation } = app.outcome;
  return h('main', {},
    head(fork.title, fork.lead(generation), app.outcome.finding.set),
    h('div', { class: 'cards' }, rivals.map(({ hash, sealed }) =>
      h('div', { class: 'card' },
        h('p', {}, strong(fork.made(sealed))),
        h('div', { class: 'part' },
          h('div', { class: 'label' }, fork.fingerprint),
          h('div', { class: 'groups mono' }, groups(hash).map((group) => h('span', {}, group))),
        ),
      ),
    )),
    h('p', { class: 'block' }, fork.what),
    h('div', { class: 'actions block' }, button(fork.again, () => app.startAgain())),
  );
}
