/** The lines of one share or one credential as they are typed, each with its state. */
import { UNREADABLE, decode } from '../formats/base32.js';
import { DATA, MOST_FILLS } from '../formats/line.js';
import { correction, fills, isGood, placesOfUnreadable, waysToFill } from '../formats/line.js';
import { head, readShare } from '../formats/share.js';
import { linesOf, readCredential } from '../formats/credential.js';
import { Fault } from '../formats/fault.js';

/** The tags of credentials end there. */
export const MOST_LINES = 992;
const SHARE_LINES = 4;

export class Block {
  /** `kind` is S or C. `announced` is true where a heading named it. */
  constructor(kind, announced = false) {
    this.kind = kind;
    this.announced = announced;
    this.lines = new Map();
    /** What came of the last time that all lines were there: a fault, or null. */
    this.fault = null;
  }

  get total() {
    if (this.kind === 'S') return SHARE_LINES;
    const first = this.proven(1);
    return first ? Math.min(linesOf(first), MOST_LINES) : null;
  }

  /** A good line without unreadable characters. */
  proven(number) {
    const line = this.lines.get(number);
    return line?.state === 'good' ? line.text : null;
  }

  get isEmpty() {
    return this.lines.size === 0;
  }

  /** What line 1 tells of a share, once it is good. */
  get head() {
    const first = this.kind === 'S' && this.proven(1);
    return first ? head(first) : null;
  }

  /** The number of the credential, once line 1 is good. */
  get generation() {
    const first = this.kind === 'C' && this.proven(1);
    if (!first) return null;
    const bytes = decode(first.slice(0, 8));
    return bytes[3] * 256 + bytes[4];
  }

  isIn(number) {
    const line = this.lines.get(number);
    return Boolean(line) && line.state !== 'bad';
  }

  /** The number of the first line that is not there or bad; null where all are in. */
  get next() {
    const total = this.total ?? MOST_LINES;
    for (let number = 1; number <= total; number++) {
      if (!this.isIn(number)) return number;
    }
    return null;
  }

  get countIn() {
    return [...this.lines.keys()].filter((number) => this.isIn(number)).length;
  }

  /** Puts a line of 20 folded characters at its place and says what it is. */
  put(number, text) {
    const line = judge(text, number, this.kind);
    this.lines.set(number, line);
    this.fault = null;
    return line;
  }

  /**
   * Once all lines are in: the text of the whole code with what was filled in, or a fault.
   * A fill counts only where one reading alone passes the check of the whole code.
   */
  assemble() {
    const total = this.total;
    const texts = Array.from({ length: total }, (_, at) => this.lines.get(at + 1).text);
    const unreadable = texts.some((text) => text.includes(UNREADABLE));
    if (!unreadable) return { found: this.read(texts), filled: [] };
    const ways = texts.reduce((product, text) => product * waysToFill(text), 1);
    if (ways > MOST_FILLS) throw new Fault('too-unreadable', { number: 1 + worst(texts) });
    const good = this.readings(texts);
    if (good.length !== 1) throw new Fault('fill-failed');
    return good[0];
  }

  readings(texts) {
    let ways = [[]];
    texts.forEach((text, at) => {
      const filled = fills(text, at + 1, this.kind);
      ways = ways.flatMap((way) => filled.map((one) => [...way, one]));
    });
    return ways.flatMap((way) => {
      try {
        return [{ found: this.read(way), filled: filledIn(texts, way) }];
      } catch (fault) {
        if (fault instanceof Fault) return [];
        throw fault;
      }
    });
  }

  read(texts) {
    const text = texts.map((line) => line.slice(0, DATA)).join('');
    return this.kind === 'S' ? readShare(text) : readCredential(text);
  }

  /** Whether one character changed in one line makes a whole code of a complete block. */
  wouldBeWhole(number, text) {
    const trial = new Block(this.kind);
    this.lines.forEach((line, at) => trial.lines.set(at, line));
    trial.put(number, text);
    if (!trial.total || trial.next) return null;
    try {
      return Boolean(trial.assemble());
    } catch (fault) {
      if (fault instanceof Fault) return false;
      throw fault;
    }
  }
}

function worst(texts) {
  const counts = texts.map((text) => placesOfUnreadable(text).length);
  return counts.indexOf(Math.max(...counts));
}

function filledIn(before, after) {
  return before.flatMap((text, at) =>
    placesOfUnreadable(text).map((place) => ({ number: at + 1, place: place + 1, letter: after[at][place] })),
  );
}

/** The state of a line: `good`, `unreadable` with a count, or `bad` with a proposal or none. */
export function judge(text, number, kind) {
  const unreadable = placesOfUnreadable(text).length;
  if (unreadable === 0) {
    if (isGood(text, number, kind)) return { state: 'good', text };
    return { state: 'bad', text, proposal: correction(text, number, kind), elsewhere: elsewhere(text, number, kind) };
  }
  const possible = unreadable > 2 || fills(text, number, kind).length > 0;
  return { state: possible ? 'unreadable' : 'bad', text, unreadable };
}

/** The number under which this line would be good, of the lines around it. */
function elsewhere(text, number, kind) {
  const near = kind === 'S' ? [1, 2, 3, 4] : [-3, -2, -1, 1, 2, 3].map((step) => number + step);
  return near.find((other) => other > 0 && other !== number && isGood(text, other, kind)) ?? null;
}
