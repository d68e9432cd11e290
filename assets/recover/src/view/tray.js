/** What is in already: shares and credentials, each with a sign and a word. */
import * as words from '../words.js';
import { counting } from '../kit/opening.js';
import { h, strong } from './dom.js';
import { asked, box, cross, tick } from './icons.js';

const { tray } = words;

export function trayView(app, ...notes) {
  return h('aside', { class: 'tray' }, shares(app), credential(app), notes);
}

export const note = (title, text, size = null) =>
  h('section', { class: 'note' }, h('p', { class: size }, strong(title)), h('p', { class: size }, text));

function section(label, title, ...rest) {
  return h('section', {}, h('div', { class: 'label' }, label), h('h2', {}, title), rest);
}

const item = (sign, title, beneath = null) =>
  h('li', {}, sign, h('span', {}, title, beneath && h('span', { class: 'small' }, beneath)));

function shares({ collection, base, outcome }) {
  const typed = collection.blocks.S;
  if (!base && !typed.head) return section(tray.shares, tray.none, h('p', {}, tray.firstTells));
  const { set, k } = base ?? typed.head;
  const counted = counting(collection.shares);
  const off = outcome?.finding?.off ?? [];
  const own = counted.filter((share) => base && share.set === base.set && share.epoch === base.epoch && !off.includes(share));
  const have = new Set(own.map(({ x }) => x)).size;
  const rows = counted.map((share) => shareRow(share, base, off));
  return section(tray.shares, tray.count(have, k), h('ul', {}, rows, typedRow(typed, set)));
}

function shareRow(share, base, off) {
  if (!share.epoch) return item(tick(), strong(tray.rehearsalShare(share.x)));
  const beneath = tray.ofSet(share.set);
  if (off.includes(share)) return item(cross(), strong(tray.left(share.x)), beneath);
  const own = share.set === base.set && share.epoch === base.epoch;
  const title = own ? tray.share(share.x) : tray.otherKit(share.x);
  return item(own ? tick() : cross(), strong(title), beneath);
}

function typedRow(block) {
  if (block.isEmpty) return null;
  const title = block.head ? tray.share(block.head.x) : words.entry.anyShare;
  return item(asked(), strong(title), tray.linesTyped(block.lines.size, block.total));
}

function credential({ collection, base, outcome }) {
  const { credentials, squares, blocks } = collection;
  const begun = squares.begun;
  if (!credentials.length && !begun.length && blocks.C.isEmpty) {
    return section(tray.credential, tray.none, h('p', {}, base || blocks.S.head ? tray.afterShares : tray.highest));
  }
  const rows = [credentials.map((one) => wholeRow(one, outcome?.finding?.epoch === 0)), begun.map(partRows), typedCredential(blocks.C)];
  return section(tray.credential, credentialTitle(credentials, begun[0]), h('ul', {}, rows));
}

function credentialTitle(credentials, begun) {
  if (credentials.length || !begun) return credentials.length ? tray.complete : tray.none;
  return tray.squares(begun.texts.size, begun.parts);
}

function wholeRow({ generation }, isRehearsal) {
  if (isRehearsal) return item(tick(), strong(tray.rehearsal));
  return item(tick(), strong(generation ? tray.number(generation) : tray.file));
}

function partRows({ name, parts, texts }) {
  const number = strong(tray.number(Number(name.slice(4, 9))));
  return Array.from({ length: parts }, (_, at) => at + 1).map((part) =>
    item(texts.has(part) ? tick() : box(), [number.cloneNode(true), tray.square(part)]),
  );
}

function typedCredential(block) {
  if (block.isEmpty) return null;
  const total = block.total ?? '?';
  return item(asked(), strong(words.entry.credentialTitle(null)), tray.linesTyped(block.lines.size, total));
}
