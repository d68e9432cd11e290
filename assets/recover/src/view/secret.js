/** State 5: the secret in numbered rows of five groups, as the provisioning sheet has them. */
import * as words from '../words.js';
import { button, h, key, strong } from './dom.js';
import { head, saying } from './frame.js';
import { down, up } from './icons.js';
import { squareOf } from './square.js';

const { secret } = words;
const GROUP = 4;
const GROUPS = 5;
const ROW = GROUP * GROUPS;
const PASSWORD = /password|passphrase|^pin$/i;

export function secretView(app) {
  const one = app.secret;
  const number = one.generation;
  const length = [...one.value].length;
  const lead = [strong(secret.about(one.account)), ' ',
    app.outcome.newest.padded ? secret.number(number) : secret.numberLength(number, length)];
  return h('main', { 'data-commands': 'secret' },
    head(capital(one.name), lead, app.outcome.finding.set),
    tabs(app),
    app.hidden ? hiddenView(app) : shownView(app),
    actions(app),
  );
}

/** Small beginnings look like a mistake in a title. */
const capital = (name) => name.charAt(0).toUpperCase() + name.slice(1);

function tabs(app) {
  const all = app.outcome.secrets;
  return h('div', { class: 'tabs' }, all.map(({ name }, at) =>
    button(`${at + 1} ${capital(name)}`, () => app.showSecret(at), {
      dark: at === app.secretAt,
      'aria-pressed': String(at === app.secretAt),
    }),
  ));
}

function shownView(app) {
  const characters = [...app.secret.value];
  const odd = characters.some((letter) => letter === ' ' || !isDrawn(letter));
  return h('div', { class: 'shown' },
    h('div', {},
      rowsTable(app, characters),
      h('div', { class: 'beneath small' },
        h('p', {}, secret.gaps, odd ? ` ${secret.odd}` : null),
        h('p', {}, h('kbd', {}, down()), ' ', h('kbd', {}, up()), ` ${secret.mark}`),
      ),
    ),
    h('div', { class: 'bar' }),
    app.squareShown ? squareView(app) : legendView(app, characters),
  );
}

function rowsTable(app, characters) {
  const count = Math.ceil(characters.length / ROW);
  const rows = Array.from({ length: count }, (_, at) => {
    const cells = Array.from({ length: GROUPS }, (__, group) => {
      const from = at * ROW + group * GROUP;
      return cell(characters.slice(from, from + GROUP));
    });
    return h('tr', { class: at === app.row ? 'marked' : null }, h('th', { scope: 'row' }, String(at + 1)), cells);
  });
  return h('table', { class: 'rows', tabindex: '0', 'aria-label': app.secret.name }, h('tbody', {}, rows));
}

/** A screen reader says the characters one by one, and only when it is led there. */
function cell(group) {
  if (!group.length) return h('td', {});
  const spoken = group.map(words.nameOf).join(', ');
  return h('td', { class: 'mono', role: 'cell', 'aria-label': spoken }, group.map(drawn));
}

/** Letters of Latin are drawn; of other scripts some look like Latin ones, and get their number. */
const isDrawn = (letter) => /^[ -~\u00a1-\u00ac\u00ae-\u017f]$/.test(letter);

function drawn(letter) {
  if (letter === ' ') return h('span', { class: 'blank' });
  return isDrawn(letter) ? letter : h('span', { class: 'frame' }, words.codeOf(letter).slice(2));
}

/** Once each, in the order of the alphabet: the legend does not tell where a character stands. */
function legendView(app, characters) {
  const named = [...new Set(characters)].sort().filter((letter) => words.names[letter] || (isDrawn(letter) && letter > '~'));
  const title = PASSWORD.test(app.secret.name) ? secret.misread : secret.misreadSecret;
  return h('div', {},
    h('div', { class: 'label' }, title),
    named.length
      ? h('div', { class: 'legend' }, named.map((letter) =>
          h('div', {}, h('span', { class: 'mono' }, drawn(letter)), h('span', {}, words.nameOf(letter)))))
      : h('p', { class: 'small legend' }, h('span', { class: 'wide' }, secret.noneMisread)),
    app.compared
      ? saying(secret.comparedStrong, secret.compared, { class: 'small' })
      : saying(secret.notComparedStrong, secret.notCompared, { class: 'bad' }),
  );
}

function squareView(app) {
  const square = squareOf(app.secret.value);
  if (!square) return h('div', {}, h('p', {}, strong(secret.noSquare)));
  return h('div', {},
    h('div', { class: 'qr' }, square),
    h('p', { class: 'small' }, strong(secret.cableStrong)),
    h('p', { class: 'small' }, secret.cable),
  );
}

function hiddenView(app) {
  return h('div', { class: 'hidden' },
    h('p', {}, secret.hidden),
    button(secret.show, () => app.hide(false), { dark: true, hint: 'H', 'data-first': true }),
  );
}

function actions(app) {
  const several = app.outcome.secrets.length > 1;
  const square = app.squareShown ? secret.hideSquare : secret.square;
  return h('div', { class: 'bottom' },
    h('div', { class: 'actions' },
      !app.hidden && button(secret.hide, () => app.hide(true), { hint: 'H', 'data-first': !app.squareShown }),
      !app.hidden && button(square, () => app.toggleSquare(), { hint: 'Q', 'data-first': app.squareShown }),
      several && button(secret.next, () => app.nextSecret(), { hint: 'N' }),
      button(secret.finish, () => app.finish(), { class: app.hidden ? 'end' : 'end dark' }),
    ),
    saying(secret.closeStrong, secret.close, { class: 'block' }),
  );
}
