/** States 1b and 2: typing, scanning, pictures. */
import * as words from '../words.js';
import { FIELD, button, h, key, strong } from './dom.js';
import { head, saying } from './frame.js';
import { up } from './icons.js';
import { linesTable } from './lines.js';
import { questionView, whereToLook } from './question.js';
import { note, trayView } from './tray.js';

const { entry, tray } = words;

export function entryView(app) {
  const block = app.block;
  return block.isEmpty && !app.question ? startView(app) : typingView(app, block);
}

function startView(app) {
  const fresh = app.collection.isEmpty && !app.lead;
  const lead = fresh ? [strong(entry.leadStrong), ` ${entry.lead}`] : app.lead ?? entry.lead;
  const network = app.online ? null : note(tray.noNetworkStrong, tray.noNetwork);
  return h('main', {},
    head(entry.title, lead, app.base?.set),
    messages(app),
    h('div', { class: 'two' },
      h('div', {}, bigField(app), help(), dropArea(app), wayBack(app)),
      h('div', { class: 'bar' }),
      trayView(app, network),
    ),
  );
}

function bigField(app) {
  const example = h('span', { class: 'example', 'aria-hidden': 'true' },
    entry.forExample, ' ', h('span', { class: 'mono' }, entry.example));
  const input = h('input', {
    ...FIELD, id: 'line', 'data-field': true, 'data-first': true,
    oninput: () => (example.hidden = input.value !== ''),
  });
  input.value = app.typed;
  example.hidden = input.value !== '';
  return h('div', {}, h('h2', {}, h('label', { for: 'line' }, entry.label)), h('div', { class: 'field' }, input, example));
}

function help() {
  const withKey = ([before, name, after]) => h('p', {}, before, key(name), after);
  return h('div', { class: 'help' }, withKey(entry.press), withKey(entry.unreadable), h('p', {}, entry.gaps));
}

function dropArea(app) {
  const files = h('input', {
    type: 'file', multiple: true, hidden: true, accept: 'image/png,image/jpeg,application/pdf,.age,.txt',
    onchange: () => app.takeFiles([...files.files]).then(() => (files.value = '')),
  });
  return h('div', { class: 'drop' },
    h('div', {}, saying(entry.picturesStrong, entry.pictures), h('p', { class: 'small' }, entry.kinds)),
    button(entry.choose, () => files.click()), files,
  );
}

/** Where the kit could be opened already and somebody wants to add a sheet: the way back. */
function wayBack(app) {
  return app.adding && h('div', { class: 'actions block' }, button(entry.back, () => app.addMore(false), { class: 'plain' }));
}

/** What pictures brought, and what was left out: one sentence a row. */
function messages(app) {
  return app.messages.length ? h('div', { class: 'small block' }, app.messages.map((text) => h('p', {}, text))) : null;
}

function typingView(app, block) {
  const asking = app.question && questionView(app);
  const unreadable = [...block.lines.values()].some(({ state }) => state === 'unreadable');
  return h('main', {},
    head(titleOf(block), app.lead ?? '', app.base?.set ?? block.head?.set),
    messages(app),
    h('div', { class: 'two wide' },
      h('div', {},
        linesTable(app, block, asking),
        asking && app.question.kind === 'filled' ? asking : null,
        app.question ? whereToLook(app.question) : hints(),
        wayBack(app),
      ),
      h('div', { class: 'bar' }),
      trayView(app, unreadable && note(tray.aboutStrong, block.kind === 'S' ? tray.about : tray.aboutCredential, 'small')),
    ),
  );
}

function titleOf(block) {
  if (block.kind === 'C') return entry.credentialTitle(block.generation);
  return block.head ? entry.shareTitle(block.head.x, block.head.n) : entry.anyShare;
}

function hints() {
  const { keys } = entry;
  return h('div', { class: 'small hints' },
    h('p', {},
      h('span', {}, h('kbd', {}, up()), ` ${keys.up}`), ' ',
      h('span', {}, key('?'), ` ${keys.unreadable}`), ' ',
      h('span', {}, key('Esc'), ` ${keys.escape}`),
    ),
    h('p', {}, entry.scanToo),
  );
}
