/** State 3: a share of another kit, or of an older set of the same one. */
import * as words from '../words.js';
import { button, h, strong } from './dom.js';
import { head } from './frame.js';
import { trayView } from './tray.js';

const { foreign, entry } = words;

export function foreignView(app) {
  const { share, first, scanned } = app.foreign;
  const own = app.ownShares;
  const how = scanned ? 'scanned' : 'typed';
  return h('main', {},
    head(foreign.title, foreign.lead(own.length, how), first.set, words.page.startedWith),
    h('div', { class: 'two' },
      h('div', {},
        h('div', { class: 'boxed pair' }, sheet(foreign.inLabel, first), sheet(foreign.just, share)),
        h('h2', { class: 'block' }, foreign.what),
        h('p', {}, whatToDo(share, first, app.wanted)),
        h('div', { class: 'actions block' },
          button(foreign.leave, () => app.leaveOut(share), { dark: true }),
          button(foreign.use, () => app.useOther(first)),
        ),
        h('p', { class: 'small over' }, foreign.notSure),
      ),
      h('div', { class: 'bar' }),
      trayView(app),
    ),
  );
}

function sheet(label, { x, n, set }) {
  return h('div', {},
    h('div', { class: 'label' }, label),
    h('h2', {}, entry.shareTitle(x, n)),
    h('div', { class: 'mono' }, set),
  );
}

/** Set ids with the same first half name the same key. */
function whatToDo(share, first, wanted) {
  if (share.set.slice(0, 4) === first.set.slice(0, 4)) {
    return share.epoch < first.epoch ? foreign.older(first.set) : foreign.newer(first.set);
  }
  const [find, of, rest] = foreign.find;
  return [find, strong(foreign.or(wanted)), of, h('span', { class: 'mono' }, first.set), rest];
}
