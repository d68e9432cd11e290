/** Elements, made without markup: what stands in a text is never read as HTML. */
const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes, handlers (`onclick`) and children (elements, texts, or nothing). */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Attributes of every field: nothing remembers, corrects, translates or fills what is typed. */
export const FIELD = {
  type: 'text',
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  spellcheck: 'false',
  writingsuggestions: 'false',
  translate: 'no',
  'data-1p-ignore': true,
  'data-lpignore': 'true',
  'data-bwignore': true,
  'data-form-type': 'other',
};

export const key = (name) => h('kbd', {}, name);

export const strong = (text) => h('b', {}, text);

/** A button; `dark` for the one that leads on. */
export function button(text, onclick, { dark = false, hint = null, ...more } = {}) {
  const label = hint ? [text, ' ', h('kbd', { 'aria-hidden': 'true' }, hint)] : [text];
  return h('button', { type: 'button', class: dark ? 'dark' : null, onclick, ...withoutNull(more) }, label);
}

const withoutNull = (attributes) => Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));
