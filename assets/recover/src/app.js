/** What the page knows, and what leads from one state to the next. It is kept in memory alone. */
import { Collection } from './kit/collection.js';
import { counting, lastGroupsOf, open } from './kit/opening.js';
import { readAll } from './pictures/taken.js';
import { hashOf, ascii } from './formats/bytes.js';
import { outcomeSentence, sentenceOf } from './view/report.js';
import * as words from './words.js';

const HIDE_AFTER = 5 * 60 * 1000;
const ANSWER_AFTER = 1000;
const PRINTED_GROUPS = [0, 4, 8, 12, 16, 18];
const MOST_ATTEMPTS = 3;
const DECIDED = ['two-kits', 'quorum'];
const SCANS_IGNORED = ['network', 'finished', 'secret'];
const DIGITS_ASKED = 16;

export class App {
  constructor(render) {
    this.renderView = render;
    this.networkAccepted = false;
    this.changedAt = 0;
    this.reset();
  }

  /** Overwrites what can be overwritten, and forgets everything. */
  reset() {
    this.collection?.shares.forEach(({ y }) => y.fill(0));
    this.collection?.searched?.findings.forEach(({ identity }) => identity.fill(0));
    this.collection?.credentials.forEach(({ file }) => file.fill(0));
    Object.assign(this, {
      collection: new Collection(), outcome: null, question: null, foreign: null, editing: null,
      typed: '', lead: null, refusal: null, messages: [], revealed: false, compared: false, hidden: false,
      squareShown: false, secretAt: 0, row: 0, lastGroups: null, attempts: 0, adding: false,
      finished: false, busy: false,
    });
  }

  get online() {
    return navigator.onLine;
  }

  get field() {
    return document.querySelector('[data-field]');
  }

  get state() {
    if (this.finished) return 'finished';
    if (this.online && !this.networkAccepted) return 'network';
    if (this.question) return 'entry';
    const kind = this.outcome?.kind;
    if (kind === 'two-kits') return 'kits';
    if (kind === 'fork') return 'fork';
    if (kind === 'opens' && !this.adding) return this.openState;
    return this.foreign ? 'foreign' : 'entry';
  }

  get openState() {
    if (!this.outcome.finding.epoch) return 'rehearsal';
    return this.revealed ? 'secret' : 'ready';
  }

  /** The share that the set of the page is named after. */
  get base() {
    return this.outcome?.finding ?? this.countingShares[0] ?? null;
  }

  get countingShares() {
    return counting(this.collection.shares);
  }

  get ownShares() {
    const { base } = this;
    return this.countingShares.filter(({ set, epoch }) => set === base.set && epoch === base.epoch);
  }

  /** Numbers of shares that would help. */
  get wanted() {
    const have = this.ownShares.map(({ x }) => x);
    return Array.from({ length: this.base.n }, (_, at) => at + 1).filter((x) => !have.includes(x));
  }

  get left() {
    return Math.max(0, this.base.k - new Set(this.ownShares.map(({ x }) => x)).size);
  }

  /** The block whose lines are on the page. */
  get block() {
    const { S, C } = this.collection.blocks;
    if (this.question) return this.collection.blocks[this.question.of];
    if (!S.isEmpty) return S;
    return C.isEmpty ? this.collection.blocks[this.collection.expectedKind] : C;
  }

  /** The number of the line that is typed next. */
  get slot() {
    return this.question ? null : this.editing ?? this.block.next ?? firstBad(this.block);
  }

  get secret() {
    return this.outcome.secrets[this.secretAt];
  }

  render(status, alert) {
    this.changedAt = performance.now();
    this.renderView(this, status, alert);
  }

  /** Enter in a field. */
  submit() {
    const raw = this.field.value;
    if (!raw.trim()) return;
    if (this.state === 'kits') this.takeGroups(raw);
    else this.take(raw, { scanned: false });
  }

  /** A burst of keys: a scan, wherever the focus was. What was typed before it stays. */
  scanned(text, places) {
    if (SCANS_IGNORED.includes(this.state)) return;
    if (this.state === 'kits' && /^[\s0-9a-f]+$/i.test(text)) this.takeGroups(text);
    else this.take(text, { scanned: true, places });
  }

  async take(raw, { scanned, places = null }) {
    const kept = scanned ? this.field?.value ?? '' : '';
    const slot = this.editing ?? this.slot;
    const events = this.collection.add(raw, { onKeys: places, slot });
    const refused = events.some(isRefused);
    // What is typed while the page computes goes on in the field, and stays there.
    if (this.field) this.field.value = refused && !scanned ? raw : kept;
    if (!refused) this.editing = null;
    this.messages = [];
    await this.report(events, scanned);
  }

  /** Several lines at once from the clipboard of the person, or rows of a file. */
  async takeText(text) {
    await this.report(this.collection.addText(text), true);
  }

  async report(events, scanned) {
    const sentences = events.map((event) => sentenceOf(event, this));
    events.forEach((event) => this.note(event, scanned));
    this.adding = this.adding && !events.some(({ type }) => type === 'credential' || type === 'share');
    await this.evaluate();
    const told = sentences.filter(Boolean).at(-1) ?? null;
    this.lead = outcomeSentence(this.outcome) || told;
    this.keepTyped();
    const wrong = events.some(({ type }) => type === 'fault' || type === 'unknown');
    this.refusal = wrong ? this.lead : null;
    const heard = spoken(events) ?? this.lead;
    this.render(wrong ? '' : heard, wrong ? this.lead : '');
  }

  /** A new drawing of the page begins with what the field holds now. */
  keepTyped() {
    if (this.field) this.typed = this.field.value;
  }

  note(event, scanned) {
    if (event.type === 'filled') this.askFilled(event);
    if (event.type === 'share') this.foreign = null;
    if (event.type !== 'fault') return;
    const { kind, about } = event.fault;
    if (kind === 'other-set') this.foreign = { ...about, scanned };
    if (kind === 'line' && about.proposal) this.askProposal(about);
  }

  askProposal({ of, number, proposal }) {
    const { text } = this.collection.blocks[of].lines.get(number);
    this.question = { kind: 'proposal', of, number, text, ...proposal };
  }

  askFilled({ kind, filled }) {
    this.question = { kind: 'filled', of: kind, fills: filled };
  }

  async answer(yes) {
    const { question } = this;
    this.question = null;
    if (question.kind === 'filled') return this.answerFilled(yes);
    this.editing = null;
    if (!yes) return this.render();
    const { text, place, letter, of, number } = question;
    const changed = text.slice(0, place) + letter + text.slice(place + 1);
    const events = this.collection.putLine(of, number, changed, { expected: of, unnumbered: false });
    return this.report(events, false);
  }

  async answerFilled(yes) {
    await this.report(this.collection.answer(yes), false);
  }

  /** Computes again what opens. */
  async evaluate() {
    const outcome = await open(this.collection, this.lastGroups);
    // What is wrong with the shares is said at once, also while the credential is not whole.
    if (DECIDED.includes(outcome.ahead)) outcome.kind = outcome.ahead;
    this.outcome = outcome;
    if (this.outcome.kind === 'two-kits' || this.outcome.kind === 'opens') this.foreign = null;
  }

  /** Pictures, PDFs, the age file: all at once, each answered in a sentence. */
  async takeFiles(files) {
    if (SCANS_IGNORED.includes(this.state) || this.busy) return;
    this.keepTyped();
    this.busy = true;
    this.lead = words.entry.reading;
    this.render(this.lead);
    const { messages, events } = await readAll(files, this.collection);
    this.busy = false;
    this.messages = messages;
    await this.report(events, true);
    document.getElementById('status').textContent = messages.join(' ');
  }

  takeGroups(raw) {
    const digits = raw.replace(/[\s:-]/g, '').toLowerCase();
    const hash = /^[0-9a-f]{16}$/.test(digits) && digits.length === DIGITS_ASKED;
    this.typed = raw;
    if (!hash) return this.refuseGroups(words.kits.four);
    const fits = this.outcome.findings.some((finding) => same(lastGroupsOf(finding), digits));
    if (fits) {
      Object.assign(this, { typed: '', lead: null, refusal: null });
      this.lastGroups = digits;
      return this.evaluate().then(() => this.render());
    }
    this.attempts += 1;
    return this.refuseGroups(this.attempts < MOST_ATTEMPTS ? words.kits.fitsNeither : words.kits.handbook);
  }

  refuseGroups(sentence) {
    this.refusal = sentence;
    this.render('', sentence);
    this.field.select();
  }

  async leaveOut(share) {
    this.collection.drop((one) => one === share);
    await this.afterForeign();
  }

  async useOther(first) {
    this.collection.drop((one) => one.set === first.set && one.epoch === first.epoch);
    await this.afterForeign();
  }

  async afterForeign() {
    this.foreign = null;
    this.lead = null;
    await this.evaluate();
    const [share] = this.countingShares;
    if (share) this.lead = words.said.shareIn(share.x, this.left, this.wanted);
    this.render(this.lead);
  }

  addMore(adding) {
    this.adding = adding;
    this.lead = null;
    this.render();
  }

  reveal(compared) {
    this.compared = compared;
    this.revealed = true;
    this.hidden = false;
    this.touched();
    this.render();
  }

  showSecret(at) {
    this.secretAt = at;
    this.row = 0;
    this.render();
  }

  nextSecret() {
    this.showSecret((this.secretAt + 1) % this.outcome.secrets.length);
  }

  hide(hidden) {
    this.hidden = hidden;
    this.render();
  }

  toggleSquare() {
    this.squareShown = !this.squareShown;
    this.render();
  }

  moveRow(step) {
    const rows = Math.ceil([...this.secret.value].length / 20);
    this.row = Math.max(0, Math.min(rows - 1, this.row + step));
    document.querySelectorAll('.rows tr').forEach((row, at) => row.classList.toggle('marked', at === this.row));
  }

  /** One letter in a box that has commands: `place` is where the focus was. */
  command(letter, place, quiet) {
    const box = place.closest?.('[data-commands]')?.dataset.commands;
    // Whoever goes on typing a line has not seen the question: no letter of it is an answer.
    const answers = box === 'question' && this.question && quiet > ANSWER_AFTER;
    if (answers && 'yn'.includes(letter)) this.answer(letter === 'y');
    if (box !== 'secret' || this.state !== 'secret') return;
    if (letter === 'h') this.hide(!this.hidden);
    if (letter === 'q' && !this.hidden) this.toggleSquare();
    if (letter === 'n' && this.outcome.secrets.length > 1) this.nextSecret();
  }

  /** Up in an empty field brings the last line back; Esc empties the field. */
  fieldKey(event) {
    const { field } = this;
    if (this.state === 'secret' && event.key.startsWith('Arrow')) return this.rowKey(event);
    if (event.target !== field || this.state !== 'entry') return undefined;
    if (event.key === 'Escape' && field.value) {
      field.value = '';
      field.dispatchEvent(new Event('input'));
      event.preventDefault();
    }
    if (event.key === 'ArrowUp' && !field.value) {
      event.preventDefault();
      this.bringBack();
    }
    return undefined;
  }

  rowKey(event) {
    if (this.hidden || !event.target.closest('[data-commands]')) return;
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.moveRow(event.key === 'ArrowDown' ? 1 : -1);
  }

  bringBack() {
    const { block } = this;
    const before = (this.editing ?? Infinity);
    const numbers = [...block.lines.keys()].filter((number) => number < before);
    const last = this.editing === null && lastBad(block, this.slot) ? this.slot : Math.max(...numbers);
    if (!Number.isFinite(last)) return;
    const { text } = block.lines.get(last);
    block.lines.delete(last);
    this.editing = last;
    this.typed = PRINTED_GROUPS.map((from, at) => text.slice(from, PRINTED_GROUPS[at + 1])).join(' ');
    this.render();
  }

  checkNetwork() {
    this.render('', this.online ? words.network.still : '');
  }

  acceptNetwork() {
    this.networkAccepted = true;
    this.render();
  }

  /** A network that comes later covers everything and asks again; what was typed stays. */
  networkChanged() {
    if (this.online) this.networkAccepted = false;
    this.keepTyped();
    this.render();
  }

  async startAgain() {
    this.reset();
    this.render();
  }

  finish() {
    this.reset();
    this.finished = true;
    this.render();
  }

  /** The page is left, or is brought back from the history: nothing of the kit stays. */
  leave() {
    this.reset();
    this.networkAccepted = false;
    this.render();
  }

  get isDirty() {
    return !this.finished && (!this.collection.isEmpty || Boolean(this.field?.value));
  }

  touched() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.state === 'secret' && !this.hidden) this.hide(true);
    }, HIDE_AFTER);
  }
}

const firstBad = (block) => [...block.lines].find(([, { state }]) => state === 'bad')?.[0] ?? null;
const lastBad = (block, slot) => block.lines.get(slot)?.state === 'bad';

/** Text that became no line stays in the field: nothing that was typed is lost. */
function isRefused({ type, fault }) {
  if (type === 'unknown') return true;
  if (type !== 'fault') return false;
  return fault.kind === 'form' || (fault.kind === 'line' && (fault.about.length !== undefined || fault.about.beyond));
}

/** What a screen reader hears of a line. */
function spoken(events) {
  const line = events.length === 1 && events[0].type === 'line' && events[0];
  if (!line || line.skipped || line.elsewhere) return null;
  const { said } = words;
  return line.state === 'good' ? said.lineGood(line.number) : said.lineUnreadable(line.number, line.unreadable);
}

/** Whether two texts are the same, compared by their hashes. */
const same = (a, b) => hashOf(ascii(a)) === hashOf(ascii(b));
