/** Starts the page, draws its state, and listens to the browser. */
import { App } from './app.js';
import { Keys } from './view/keys.js';
import { announce, footer, header } from './view/frame.js';
import { networkView } from './view/network.js';
import { entryView } from './view/entry.js';
import { foreignView } from './view/foreign.js';
import { readyView } from './view/ready.js';
import { secretView } from './view/secret.js';
import { forkView, kitsView } from './view/kits.js';
import { finishedView, rehearsalView } from './view/ends.js';
import * as words from './words.js';

const { page } = words;
const VIEWS = {
  network: [networkView, page.network],
  entry: [entryView, page.nothingSent],
  foreign: [foreignView, page.nothingSent],
  ready: [readyView, page.nothingYet],
  secret: [secretView, page.onScreen],
  kits: [kitsView, page.nothingYet],
  fork: [forkView, page.nothingYet],
  rehearsal: [rehearsalView, page.noSecret],
  finished: [finishedView, page.nothingShown],
};

function render(app, status = '', alert = '') {
  const { state } = app;
  const [view, right] = VIEWS[state];
  const hidden = state === 'secret' && app.hidden;
  const shown = hidden ? page.nothingShown : right;
  header(state === 'rehearsal' ? page.rehearsal : page.openAKit, app.online ? page.network : shown);
  footer(state === 'secret' ? page.hiddenAfter : page.help);
  const main = view(app);
  document.getElementById('page').replaceChildren(main);
  (main.querySelector('[data-first]') ?? main.querySelector('[data-field]') ?? main.querySelector('h1')).focus();
  announce(status, alert);
}

function drops(app) {
  const dragging = (on) => document.body.classList.toggle('dragging', on);
  addEventListener('dragover', (event) => {
    event.preventDefault();
    dragging(true);
  });
  addEventListener('dragleave', () => dragging(false));
  addEventListener('drop', (event) => {
    event.preventDefault();
    dragging(false);
    app.takeFiles([...event.dataTransfer.files]);
  });
}

/** Rows that are pasted at once; a field would run them together. */
function pastes(app) {
  addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (app.state !== 'entry' || !/\n\s*\S/.test(text)) return;
    event.preventDefault();
    app.takeText(text);
  });
}

function leaving(app) {
  addEventListener('beforeunload', (event) => {
    if (!app.isDirty) return;
    event.preventDefault();
    event.returnValue = true;
  });
  addEventListener('pagehide', () => app.leave());
  addEventListener('pageshow', (event) => {
    if (event.persisted) app.leave();
  });
}

const app = new App(render);
new Keys(app).listen(window);
addEventListener('pointerdown', () => app.touched(), true);
addEventListener('online', () => app.networkChanged());
addEventListener('offline', () => app.networkChanged());
drops(app);
pastes(app);
leaving(app);
app.render();
