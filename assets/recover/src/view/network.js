/** State 1a: the browser reports a network. */
import * as words from '../words.js';
import { button, h } from './dom.js';
import { head, saying } from './frame.js';
import { unplugged } from './icons.js';

export function networkView(app) {
  const { network } = words;
  const steps = network.steps.map((step, at) => h('li', {}, h('b', {}, `${at + 1}.`), ` ${step}`));
  return h('main', {},
    head(network.title, network.lead),
    h('div', { class: 'boxed notice' },
      h('div', {}, h('ol', {}, steps), h('p', {}, network.goesAway)),
      unplugged(),
    ),
    saying(network.staysStrong, network.stays, { class: 'narrow' }),
    h('div', { class: 'actions block' },
      button(network.again, () => app.checkNetwork(), { dark: true, 'data-first': true }),
      button(network.goOn, () => app.acceptNetwork()),
    ),
  );
}
