/**
 * A finding is a polynomial through k or more shares of one split whose key has the set id
 * (FORMAT 10). All findings are searched for before anything is opened.
 */
import { groupOf } from '../formats/share.js';
import { valueAt } from '../formats/shamir.js';
import { recipientOf, setIdOf } from '../formats/names.js';
import { same } from '../formats/bytes.js';
import { withoutErrors } from './elimination.js';

const MOST_TRIES = 20000;
const MOST_MILLISECONDS = 1000;

/** Findings, newest split first, and `tries` where the bound ended the search. */
export function search(shares) {
  const all = { findings: [], tries: 0 };
  for (const group of grouped(shares)) {
    const { findings, tries } = searchGroup(group);
    all.findings.push(...findings);
    all.tries = Math.max(all.tries, tries);
  }
  all.findings.sort((a, b) => b.epoch - a.epoch || (a.set < b.set ? -1 : 1));
  return all;
}

function grouped(shares) {
  const groups = new Map();
  for (const share of shares) {
    groups.set(groupOf(share), [...(groups.get(groupOf(share)) ?? []), share]);
  }
  return groups.values();
}

/** Shares that lie on no polynomial yet are searched again: they may be a second kit. */
function searchGroup(group) {
  const findings = [];
  const budget = { tries: 0, until: Date.now() + MOST_MILLISECONDS };
  let off = group;
  while (off.length) {
    const finding = first(off, group, budget);
    if (!finding) break;
    findings.push(finding);
    off = off.filter((share) => !finding.shares.includes(share));
  }
  const ended = off.length && isSpent(budget);
  return { findings, tries: ended ? budget.tries : 0 };
}

const isSpent = ({ tries, until }) => tries >= MOST_TRIES || Date.now() > until;

function first(off, group, budget) {
  for (const quorum of quorums(off, group)) {
    if (isSpent(budget)) return null;
    budget.tries += 1;
    const finding = prove(quorum, group);
    if (finding) return finding;
  }
  return null;
}

/** A quorum's key counts only where it gives both halves of the set id. */
function prove(quorum, group) {
  const [{ set, epoch, k, n }] = quorum;
  const identity = valueAt(0, quorum);
  const recipient = recipientOf(identity);
  const ys = Array.from({ length: k }, (_, at) => valueAt(at + 1, quorum));
  if (setIdOf(recipient, { epoch, k, n }, ys) !== set) return null;
  const lies = (share) => same(share.y, valueAt(share.x, quorum));
  const shares = group.filter(lies);
  return { set, epoch, k, n, identity, recipient, shares, off: group.filter((share) => !lies(share)) };
}

/** Sets of k shares with different x, each with a share that lies on nothing yet. */
function* quorums(off, group) {
  const { k } = group[0];
  const ordered = [...off, ...group.filter((share) => !off.includes(share))];
  const distinct = [...new Map(ordered.slice().reverse().map((share) => [share.x, share])).values()];
  if (distinct.length > k) {
    const good = withoutErrors(distinct, k);
    if (good.length >= k && good.some((share) => off.includes(share))) yield good.slice(0, k);
  }
  for (const quorum of choices(ordered, k, 0, [])) {
    if (!off.includes(quorum[0])) return;
    yield quorum;
  }
}

function* choices(shares, k, from, chosen) {
  if (chosen.length === k) {
    yield chosen;
    return;
  }
  for (let at = from; at <= shares.length - (k - chosen.length); at++) {
    if (chosen.some(({ x }) => x === shares[at].x)) continue;
    yield* choices(shares, k, at + 1, [...chosen, shares[at]]);
  }
}
