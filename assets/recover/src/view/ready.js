/** State 4: everything is there; kit and credential fingerprint before the secret. */
import { fingerprint } from '../formats/names.js';
import { groups } from '../formats/bytes.js';
import * as words from '../words.js';
import { button, h, strong } from './dom.js';
import { head, saying } from './frame.js';

const { ready } = words;

export function readyView(app) {
  const { finding, newest } = app.outcome;
  const numbers = finding.shares.map(({ x }) => x).sort((a, b) => a - b);
  const several = warnings(app);
  return h('main', {},
    head(ready.title, ready.lead(numbers.length), finding.set),
    h('div', { class: 'facts' },
      fact(ready.kit, newest.title),
      fact(ready.shares, ready.sharesOf(numbers, finding.n, finding.k)),
      fact(ready.credential, ready.made(newest.generation, newest.sealed)),
    ),
    several.length > 0 && h('div', { class: 'bad block' }, several.map((text) => h('p', {}, text))),
    h('h2', { class: 'block' }, ready.genuine),
    h('p', {}, ready.compare[0], strong(ready.compare[1]), ready.compare[2]),
    h('dl', { class: 'values' },
      value(1, ready.kitFingerprint, fingerprint(finding.recipient)),
      value(2, ready.credentialFingerprint, newest.hash),
    ),
    h('div', { class: 'notes ruled' },
      saying(ready.differentStrong, ready.different),
      saying(ready.noneStrong, ready.none),
      saying(ready.higherStrong(newest.generation), ready.higher),
    ),
    h('div', { class: 'bottom' },
      h('div', { class: 'actions' },
        button(ready.same, () => app.reveal(true), { dark: true }),
        button(ready.anyway, () => app.reveal(false)),
      ),
      h('div', { class: 'actions small block' }, h('span', {}, ready.fills),
        button(ready.more, () => app.addMore(true), { class: 'plain end' })),
    ),
  );
}

function fact(label, text) {
  return h('div', {}, h('div', { class: 'label' }, label), h('div', {}, text));
}

function value(number, label, digits) {
  return [
    h('dt', {}, h('span', { class: 'numeral', 'aria-hidden': 'true' }, number), h('span', { class: 'label' }, label)),
    h('dd', { class: 'mono' }, groups(digits).map((group) => h('span', {}, group))),
  ];
}

/** Everything that FORMAT wants said before the secret. */
export function warnings(app) {
  const { finding, older, others, bad, tries, rehearsalDropped, newest, numbers, gaps, absent, notHeld, faults } = app.outcome;
  const { said } = words;
  const xs = (one) => words.listed(one.shares.map(({ x }) => words.tray.share(x)), 'and');
  const known = [finding, ...older, ...others].flatMap((one) => [...one.shares, ...one.off]);
  const stray = app.countingShares.filter((share) => !known.includes(share));
  return [
    ...(app.refusal ? [app.refusal] : []),
    ...(rehearsalDropped ? [said.rehearsalOut] : []),
    ...bad.map(said.falseShare),
    ...older.map((one) => said.olderSplit(one.set, xs(one))),
    ...others.map((one) => said.otherKit(one.set, xs(one))),
    ...stray.map((share) => said.otherKit(share.set, words.tray.share(share.x))),
    ...(tries ? [said.searchEnded(tries)] : []),
    ...faults.map(() => said.leftOutCredential),
    ...(numbers.length > 1 ? [ready.several(newest.generation, numbers.slice(0, -1), gaps.map(gap))] : []),
    ...absent.map(({ name, place }) => ready.absent(name, place)),
    ...notHeld.map(({ name, place }) => ready.notHeld(name, place)),
  ];
}

const gap = ({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`);
