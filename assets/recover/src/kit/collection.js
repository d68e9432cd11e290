/**
 * Everything that was typed, scanned or read from pictures and files, in memory only. Each piece
 * comes back as events: what it was, or why it was refused.
 */
import { ALPHABET, UNREADABLE, fold, squeeze } from '../formats/base32.js';
import { Fault, demand } from '../formats/fault.js';
import { readShare } from '../formats/share.js';
import { isAge } from '../formats/age.js';
import { readings } from '../formats/layouts.js';
import { same } from '../formats/bytes.js';
import { CHARACTERS } from '../formats/line.js';
import { Block, MOST_LINES, judge } from './block.js';
import { Squares, readPart } from './squares.js';

const CODE = /^\s*(?:QR-Code:)?SK(\d)[^A-Za-z0-9_]([A-Z])(?:[^A-Za-z0-9_]|$)(.*)$/i;
const PRINTED_LINE = /^\s*(\d{1,3})\s*[.):](.{15,60})$/;
const CALIBRATION = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export class Collection {
  constructor() {
    this.shares = [];
    this.credentials = [];
    this.squares = new Squares();
    /** The share and the credential that are being typed. */
    this.blocks = { S: new Block('S'), C: new Block('C') };
    /** Shares whose lines were left behind by another heading. */
    this.leftBehind = [];
    /** A code with characters that were filled in, until somebody says that the sheet shows them. */
    this.pending = null;
    this.heading = null;
  }

  get isEmpty() {
    const typed = !this.blocks.S.isEmpty || !this.blocks.C.isEmpty;
    return !typed && !this.shares.length && !this.credentials.length && !this.squares.kits.size;
  }

  /** Whether a line belongs to a share or a credential, while no heading says so. */
  get expectedKind() {
    if (this.heading) return this.heading;
    if (!this.blocks.S.isEmpty) return 'S';
    if (!this.blocks.C.isEmpty) return 'C';
    const [first] = this.shares;
    const distinct = new Set(this.shares.filter(({ set }) => set === first.set).map(({ x }) => x));
    return first && distinct.size >= first.k ? 'C' : 'S';
  }

  /** Rows of a text file: what is no code and no line in it is passed over. */
  addText(text) {
    return text.split(/\r\n|\r|\n/).flatMap((row) => (isPiece(row) ? this.add(row) : []));
  }

  /** An age file, or a text file. */
  addFile(bytes) {
    if (!isAge(bytes)) return this.addText(new TextDecoder().decode(bytes));
    return [this.addCredential({ key: null, generation: null, file: bytes })];
  }

  /**
   * One typed line or one scan. `onKeys` is what a scanner with US keys would have meant, `slot`
   * the number that a line has if it names none.
   */
  add(raw, { onKeys = null, slot = null } = {}) {
    try {
      return this.addCode(raw, onKeys) ?? this.addLine(raw, slot) ?? [{ type: 'unknown' }];
    } catch (fault) {
      if (fault instanceof Fault) return [{ type: 'fault', fault }];
      throw fault;
    }
  }

  addCode(raw, onKeys) {
    const all = readings(raw);
    if (onKeys && onKeys !== raw) all.push({ layout: 'US keys', text: onKeys });
    const codes = all.flatMap(({ layout, text }) => {
      const found = CODE.exec(text);
      return found ? [{ layout, version: found[1], kind: found[2].toUpperCase(), text: found[3].trim() }] : [];
    });
    if (!codes.length) return null;
    const [{ version, kind, text }] = codes;
    demand(version === '1', 'version', { version });
    if (!text) return this.addHeading(kind);
    if (kind === 'K') return [calibration(codes)];
    demand(kind === 'S' || kind === 'C', 'form', { code: kind });
    return kind === 'S' ? this.addShareCode(codes) : this.addPart(codes, raw);
  }

  addHeading(kind) {
    demand(kind === 'S' || kind === 'C', 'form', { code: kind });
    this.heading = kind;
    if (kind === 'S') this.startShare();
    this.blocks[kind].announced = true;
    return [{ type: 'heading', kind }];
  }

  startShare() {
    if (!this.blocks.S.isEmpty) this.leftBehind.push(this.blocks.S);
    this.blocks.S = new Block('S');
  }

  /** Of the layouts the first counts with which every check passes. */
  addShareCode(codes) {
    let fault = null;
    for (const { layout, text } of codes) {
      try {
        return [this.addShare(readShare(fold(text)), layout)];
      } catch (reason) {
        if (!(reason instanceof Fault)) throw reason;
        fault ??= reason;
      }
    }
    throw fault;
  }

  addPart(codes, raw) {
    const read = codes.flatMap(({ layout, text }) => {
      const part = readPart(text);
      const data = part && squeeze(part.data);
      return data && [...data].every((letter) => ALPHABET.includes(letter)) ? [{ ...part, layout, data, raw }] : [];
    });
    demand(read.length, 'form', { code: 'C' });
    const found = this.squares.add(read);
    if (found) return [this.addCredential(found)];
    const [{ name, part, parts }] = read;
    return [{ type: 'square', part, parts, generation: Number(name.slice(4, 9)) }];
  }

  addLine(raw, slot) {
    const typed = splitNumber(raw);
    if (!typed) return null;
    const expected = this.expectedKind;
    const numberAs = (kind) => typed.number ?? (kind === expected ? slot : null) ?? this.blocks[kind].next ?? 1;
    const number = numberAs(expected);
    const text = fold(typed.text, ALPHABET + UNREADABLE);
    demand(number >= 1 && number <= MOST_LINES, 'line', { number, beyond: true });
    demand(text.length === CHARACTERS, 'line', { number, length: text.length });
    const kind = this.kindOf(expected, text, numberAs);
    return this.putLine(kind, numberAs(kind), text, { expected, unnumbered: typed.number === null });
  }

  /** A line of the other kind is kept with its own kind, unless a heading said what follows. */
  kindOf(kind, text, numberAs) {
    const other = kind === 'S' ? 'C' : 'S';
    if (this.heading || judge(text, numberAs(kind), kind).state !== 'bad') return kind;
    return judge(text, numberAs(other), other).state === 'good' ? other : kind;
  }

  putLine(kind, number, text, { expected, unnumbered }) {
    if (kind === 'S' && number === 1 && this.blocks.S.fault) this.startShare();
    const block = this.blocks[kind];
    const missing = block.next;
    const line = block.put(number, text);
    if (line.state === 'bad') {
      const proposal = this.tried(block, number, line);
      const { elsewhere } = line;
      line.proposal = proposal;
      const { unreadable } = line;
      const about = { of: kind, number, proposal, unreadable, elsewhere: unnumbered ? elsewhere : null };
      return [{ type: 'fault', fault: new Fault('line', about) }];
    }
    const event = { type: 'line', kind, number, state: line.state, unreadable: line.unreadable };
    event.skipped = missing !== null && missing < number ? missing : null;
    event.elsewhere = kind !== expected;
    return [event, ...this.complete(block)];
  }

  /** A proposal is tried against the check of the whole code, where the whole code is there. */
  tried(block, number, { proposal, text }) {
    if (!proposal) return null;
    const changed = text.slice(0, proposal.place) + proposal.letter + text.slice(proposal.place + 1);
    return block.wouldBeWhole(number, changed) === false ? null : proposal;
  }

  complete(block) {
    if (block.total === null || block.next !== null) return [];
    try {
      const { found, filled } = block.assemble();
      if (filled.length) {
        this.pending = { block, found, filled };
        return [{ type: 'filled', kind: block.kind, filled }];
      }
      return [this.finish(block, found)];
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      block.fault = fault;
      return [{ type: 'fault', fault }];
    }
  }

  finish(block, found) {
    this.blocks[block.kind] = new Block(block.kind);
    this.heading = null;
    return block.kind === 'S' ? this.addShare(found) : this.addCredential(found);
  }

  /** The answer to what was filled in. After a no the lines stay, to be typed again. */
  answer(yes) {
    const { block, found } = this.pending;
    this.pending = null;
    if (yes) return [this.finish(block, found)];
    block.lines.forEach((line) => {
      if (line.state === 'unreadable') line.state = 'bad';
    });
    return [];
  }

  addShare(share, layout = null) {
    const twice = this.shares.some(({ text }) => text === share.text);
    if (twice) return { type: 'twice', share };
    this.shares.push(share);
    const first = this.shares.find(({ epoch }) => epoch) ?? share;
    const foreign = first.set !== share.set || first.epoch !== share.epoch;
    if (foreign && share.epoch) return { type: 'fault', fault: new Fault('other-set', { share, first }) };
    return { type: 'share', share, layout };
  }

  addCredential(credential) {
    const known = this.credentials.some(({ file }) => same(file, credential.file));
    if (!known) this.credentials.push(credential);
    return { type: known ? 'credential-twice' : 'credential', credential };
  }

  /** Leaves shares out that somebody said are not wanted. */
  drop(unwanted) {
    this.shares = this.shares.filter((share) => !unwanted(share));
  }

  /** A code of which pieces are missing, or null. */
  get missing() {
    for (const block of [...this.leftBehind, this.blocks.S, this.blocks.C]) {
      if (!block.isEmpty) return { line: block.next ?? 1, of: block.kind };
    }
    const [begun] = this.squares.begun;
    if (!begun) return null;
    const square = Array.from({ length: begun.parts }, (_, at) => at + 1).find((part) => !begun.texts.has(part));
    return { square, of: 'C' };
  }
}

/** Where a code begins in what arrived, in whatever layout; -1 where there is none. */
export function codeStart(text) {
  const starts = readings(text).map((one) => one.text.search(/SK\d[^A-Za-z0-9_\s][A-Z][^A-Za-z0-9_\s]/i));
  return starts.find((at) => at >= 0) ?? -1;
}

function isPiece(row) {
  return CODE.test(row) || PRINTED_LINE.test(row) || readings(row).some(({ text }) => CODE.test(text));
}

/**
 * Number and characters of a typed line. The full stop is optional: what is left of 20
 * characters is the number. Null where it cannot be a line.
 */
function splitNumber(raw) {
  const printed = PRINTED_LINE.exec(raw);
  if (printed) return { number: Number(printed[1]), text: printed[2] };
  const bare = raw.replace(/[\s-]/g, '');
  const before = [...bare].length - CHARACTERS;
  if (before === 0) return { number: null, text: bare };
  if (before > 0 && before <= 3 && /^\d+$/.test(bare.slice(0, before))) {
    return { number: Number(bare.slice(0, before)), text: bare.slice(before) };
  }
  // Too long or too short, but meant as a line.
  return /^[A-Za-z0-9?]{10,30}$/.test(bare) ? { number: null, text: bare } : null;
}

/** Whether the calibration code arrived as printed, or which keyboard explains it. */
function calibration(codes) {
  const good = codes.find(({ text }) => text.toUpperCase() === CALIBRATION);
  return { type: 'calibration', layout: good ? good.layout : undefined };
}
