/** Turns what a piece came to into one sentence: what happened, and what to do now. */
import * as words from '../words.js';

const { said } = words;

/** The sentence of an event. `app` knows what is in and what is still needed. */
export function sentenceOf(event, app) {
  switch (event.type) {
    case 'fault': return faultSentence(event.fault, app);
    case 'line': return lineSentence(event, app);
    case 'share': return layoutNote(event) + shareSentence(event.share, app);
    case 'twice': return said.twice(event.share.x);
    case 'filled': return said.fillAsk;
    case 'square': return said.squareIn(event.part, event.parts);
    case 'credential': return app.base ? said.credentialIn : said.credentialFirst(0);
    case 'credential-twice': return said.credentialTwice;
    case 'calibration': return calibration(event.layout);
    case 'unknown': return said.unknown(words.entry.example);
    default: return '';
  }
}

const layoutNote = ({ layout }) => (layout ? `${said.layout(layout)} ` : '');

function calibration(layout) {
  if (layout === null) return said.calibration;
  return layout ? said.calibrationLayout(layout) : said.calibrationBad;
}

function lineSentence({ kind, number, state, unreadable, skipped, elsewhere }, app) {
  if (skipped) return said.wrongPlace(number, skipped);
  if (elsewhere) return kind === 'C' ? said.keptThere : said.keptAsShare;
  const block = app.collection.blocks[kind];
  if (block.isEmpty) return '';
  if (kind === 'C') return said.ofLines(number, block.total);
  const left = block.total - block.countIn;
  if (state === 'unreadable') return said.lineUnreadable(number, unreadable);
  return block.head ? said.firstLine(left) : said.linesToGo(left);
}

function shareSentence(share, app) {
  if (!share.epoch && app.base?.epoch) return said.rehearsalOut;
  const { wanted, left } = app;
  return said.shareIn(share.x, left, wanted);
}

function faultSentence({ kind, about }, app) {
  switch (kind) {
    case 'line': return badLine(about, app);
    case 'form': return badForm(about);
    case 'whole': return badWhole(about, app);
    case 'contradiction': return said.contradiction;
    case 'kind': return said.kind(about.kind);
    case 'version': return said.version(about.version);
    case 'too-unreadable': return said.tooUnreadable(about.number);
    case 'fill-failed': return said.fillFailed;
    default: return '';
  }
}

function badLine({ number, length, proposal, elsewhere, beyond, unreadable }, app) {
  if (beyond) return said.noSuchLine(number);
  if (length !== undefined) return said.length(number, length);
  if (unreadable) return said.fillFailed;
  if (elsewhere) return said.unnumbered(elsewhere, app.slot ?? number);
  return proposal ? said.mistake(number) : said.doesNotFit(number);
}

function badForm({ letter, place, code, length }) {
  if (letter) return said.noSuch(letter, place);
  if (code === 'C') return said.squareForm;
  return length !== undefined ? said.shareCode : said.notNeeded;
}

/** Lines that were typed, or a square that was scanned. */
function badWhole({ of }, { collection }) {
  if (collection.blocks[of].fault) return of === 'S' ? said.together : said.togetherCredential;
  return of === 'S' ? said.shareCode : said.credentialWhole;
}

/** Why nothing opens although something is wrong with what is in; empty where pieces only lack. */
export function outcomeSentence({ kind, tries, fault, bad = [] }) {
  switch (kind) {
    case 'quorum': return tries ? said.notFound(tries) : said.oneIsWrong;
    case 'other-key': return said.otherKey;
    case 'age': return said.damaged;
    case 'text': return said.badText(fault.about.version);
    case 'names': return said.badNames;
    case 'nothing': return bad.map(said.falseShare).join(' ');
    default: return '';
  }
}
