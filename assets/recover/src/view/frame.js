/** What every state has: header line, head with title and set, announcements, foot. */
import * as words from '../words.js';
import { h, strong } from './dom.js';

/* global VERSION */
const LONG_TITLE = 32;

export function header(left, right) {
  const top = document.getElementById('top');
  top.replaceChildren(h('span', { class: 'label' }, left), h('span', { class: 'label' }, right));
}

export function footer(right) {
  const foot = document.getElementById('foot');
  foot.replaceChildren(h('span', {}, words.page.foot(VERSION)), h('span', {}, right));
}

/** Title and lead, and the set at the right where one is known. */
export function head(title, lead, set = null, setLabel = words.page.set) {
  const long = title.length > LONG_TITLE && set;
  return h('div', { class: 'head' },
    h('div', { class: 'title' },
      h('h1', { tabindex: '-1', class: long ? 'long' : null }, title),
      h('p', { class: 'lead' }, lead),
    ),
    set && h('div', { class: 'set' },
      h('div', { class: 'label' }, setLabel),
      h('div', { class: 'mono' }, set),
    ),
  );
}

/** A strong beginning and what follows it. */
export const saying = (start, rest, more = {}) => h('p', more, strong(start), ' ', rest);

export function announce(status, alert) {
  document.getElementById('status').textContent = status ?? '';
  document.getElementById('alert').textContent = alert ?? '';
}
