/**
 * The squares of credentials. Every text that a part could have is tried in all combinations:
 * another scan of it, and what a keyboard of another layout would have made of it.
 */
import { Fault, demand } from '../formats/fault.js';
import { readCredential } from '../formats/credential.js';

const MOST_WAYS = 5000;
const PART_CHARACTERS = 432;

export class Squares {
  constructor() {
    /**
     * By layout and name (key id, generation, number of parts): the texts of each part. A scanner
     * has one layout, so that readings by different ones are never mixed.
     */
    this.kits = new Map();
  }

  /** Takes the readings of one square. Returns the credential once all of its parts fit, or null. */
  add(readings) {
    let fault = null;
    const kits = readings.map((reading) => this.keep(reading));
    for (const kit of kits) {
      try {
        const found = assemble(kit);
        if (found) this.forgetReadingsOf(kit);
        if (found || kit.whole) return found;
      } catch (reason) {
        if (!(reason instanceof Fault)) throw reason;
        fault ??= reason;
      }
    }
    if (fault) throw fault;
    return null;
  }

  keep({ layout, name, parts, part, data, raw }) {
    const key = `${layout} ${name}`;
    const kit = this.kits.get(key) ?? { name, parts, texts: new Map(), raws: new Set(), whole: false };
    this.kits.set(key, kit);
    const known = kit.texts.get(part) ?? [];
    kit.texts.set(part, known.includes(data) ? known : [data, ...known]);
    kit.raws.add(raw);
    return kit;
  }

  /** Other readings of the same squares are no credential of their own. */
  forgetReadingsOf(kit) {
    for (const [key, other] of this.kits) {
      if (other !== kit && [...other.raws].every((raw) => kit.raws.has(raw))) this.kits.delete(key);
    }
  }

  /** Each credential that misses squares, in the first of its readings. */
  get begun() {
    const begun = [...this.kits.values()].filter((kit) => kit.texts.size < kit.parts);
    const seen = new Set();
    return begun.filter(({ raws }) => {
      const known = [...raws].every((raw) => seen.has(raw));
      raws.forEach((raw) => seen.add(raw));
      return !known;
    });
  }
}

function assemble(kit) {
  const numbers = Array.from({ length: kit.parts }, (_, at) => at + 1);
  if (!numbers.every((number) => kit.texts.has(number))) return null;
  let fault = null;
  let tries = 0;
  for (const text of ways(numbers.map((number) => kit.texts.get(number)))) {
    if (tries++ === MOST_WAYS) break;
    try {
      return whole(kit, text);
    } catch (reason) {
      if (!(reason instanceof Fault)) throw reason;
      fault ??= reason;
    }
  }
  if (kit.whole) return null;
  throw fault;
}

/** The squares' names must be those of the code inside. */
function whole(kit, text) {
  const found = readCredential(text);
  const names = found.key + String(found.generation).padStart(5, '0');
  demand(kit.name.startsWith(names), 'contradiction');
  kit.whole = true;
  return found;
}

function* ways([first, ...rest]) {
  if (!rest.length) {
    yield* first;
    return;
  }
  for (const start of first) {
    for (const end of ways(rest)) yield start + end;
  }
}

/** Fields of a credential's square after `SK1:C:`; null where it has another form. */
export function readPart(text) {
  const found = /^(.{4}\d{5})(\d\d)(\d\d).((?:.{72}){1,6})$/.exec(text);
  if (!found) return null;
  const [, names, part, parts, data] = found;
  const possible = Number(part) >= 1 && Number(part) <= Number(parts);
  if (!possible || (part !== parts && data.length !== PART_CHARACTERS)) return null;
  return { name: names.toUpperCase() + parts, part: Number(part), parts: Number(parts), data };
}
