/**
 * Tells a keyboard-style scanner from a person. A scanner types a burst: each key within 30 ms
 * of the one before. Of a burst the places of the keys are kept too: they are what a US scanner
 * meant, whatever keyboard the computer believes in.
 */
import { codeStart } from '../kit/collection.js';

const BURST_GAP = 30;
const BURST_KEYS = 6;
const STUTTER = 300;
/** A single letter is a command only where no further key comes within this time. */
const ALONE = 80;
/** After a change of state, and after a printable key, Enter on a button does nothing so long. */
const GUARD = 1000;
const AFTER_KEY = 300;

const SHIFTED = { Minus: '-_', Equal: '=+', Semicolon: ';:', Quote: '\'"', Comma: ',<', Period: '.>', Slash: '/?', Backquote: '`~', Space: '  ', BracketLeft: '[{', BracketRight: ']}', Backslash: '\\|' };
const DIGITS = ')!@#$%^&*(';

/** The character of this place on a US keyboard, or nothing. */
export function onUsKeyboard({ code, shiftKey, capsLock = false }) {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey !== capsLock ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit) return shiftKey ? DIGITS[digit] : digit;
  return SHIFTED[code]?.[shiftKey ? 1 : 0] ?? '';
}

const isPrintable = ({ key, ctrlKey, altKey, metaKey }) => [...key].length === 1 && !metaKey && ctrlKey === altKey;

export class Keys {
  /** `app` gives the field, takes scans and commands, and knows when its state changed. */
  constructor(app) {
    this.app = app;
    this.run = emptyRun(-Infinity);
    this.lastPrintable = -Infinity;
    this.lastOther = -Infinity;
    this.command = null;
  }

  listen(target) {
    target.addEventListener('keydown', (event) => this.down(event), true);
  }

  down(event) {
    // A scanner's line feed; in a browser it would open the list of downloads.
    if (event.ctrlKey && event.key.toLowerCase() === 'j') return event.preventDefault();
    this.app.touched();
    if (isPrintable(event)) return this.printable(event);
    if (event.key === 'Enter' || event.key === 'Tab') return this.ended(event);
    if (event.key === 'Shift' || event.key === 'CapsLock') return undefined;
    this.run = emptyRun(-Infinity);
    return this.app.fieldKey(event);
  }

  printable(event) {
    const now = event.timeStamp;
    const inText = event.target instanceof HTMLInputElement;
    const alone = !inText && !event.repeat && now - this.lastPrintable > ALONE;
    const quiet = now - this.lastOther;
    // Where nothing can be typed, a scanner may stutter.
    if (now - this.run.last > (inText ? BURST_GAP : STUTTER)) this.run = emptyRun(now);
    const { code, shiftKey, key } = event;
    this.run.text += key;
    this.run.places += onUsKeyboard({ code, shiftKey, capsLock: event.getModifierState('CapsLock') });
    this.run.last = this.lastPrintable = now;
    // A yes that came too early may be pressed again.
    if (!/^[yn]$/i.test(key) || inText) this.lastOther = now;
    // Firefox would open its quick find.
    if (!inText && (key === '/' || key === "'")) event.preventDefault();
    this.single(event, alone, quiet);
  }

  /** One letter alone, in a box that has commands; `quiet` is how long nothing was typed before it. */
  single({ key, target }, alone, quiet) {
    clearTimeout(this.command);
    if (!alone) return;
    this.command = setTimeout(() => this.app.command(key.toLowerCase(), target, quiet), ALONE);
  }

  ended(event) {
    const run = this.run;
    this.run = emptyRun(-Infinity);
    if (event.target === this.app.field) return this.endedInField(event, run);
    if (event.target instanceof HTMLInputElement) return undefined;
    if (run.text.length >= BURST_KEYS && event.timeStamp - run.last <= STUTTER) {
      clearTimeout(this.command);
      event.preventDefault();
      return this.app.scanned(run.text, run.places);
    }
    const early = performance.now() - this.app.changedAt < GUARD;
    const afterKey = event.timeStamp - this.lastPrintable < AFTER_KEY;
    if (event.key === 'Enter' && (early || afterKey)) event.preventDefault();
    return undefined;
  }

  /** A code that came behind what was typed is taken out of the field; the rest stays there. */
  endedInField(event, run) {
    const { field } = this.app;
    const burst = run.text.length >= BURST_KEYS && event.timeStamp - run.last <= 2 * BURST_GAP;
    const at = codeStart(field.value);
    const byPlaces = burst && at < 0 && codeStart(run.places) === 0;
    if (event.key === 'Tab' && !burst && at < 0) return undefined;
    event.preventDefault();
    if (at < 0 && !byPlaces) return this.app.submit();
    const text = byPlaces ? run.text : field.value.slice(at);
    field.value = field.value.slice(0, field.value.length - text.length);
    return this.app.scanned(text, burst ? run.places : null);
  }
}

const emptyRun = (last) => ({ text: '', places: '', last });
