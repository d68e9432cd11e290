/** Which kit opens, and with what it is shown (FORMAT 10). Nothing here opens without a quorum. */
import { openAge } from '../formats/age.js';
import { readText } from '../formats/text.js';
import { fingerprint, keyId } from '../formats/names.js';
import { Fault, demand } from '../formats/fault.js';
import { hashOf } from '../formats/bytes.js';
import { search } from './findings.js';

/**
 * The end that a collection comes to: `opens` with everything that is to be said before the
 * secret, or the kind of what is missing or wrong. `lastGroups` are 16 digits typed from paper.
 */
export async function open(collection, lastGroups = null) {
  const { shares, credentials, missing } = collection;
  const enough = shares.length > 0 && shares.length >= shares[0].k && credentials.length > 0;
  const chosen = shares.length ? choose(collection, lastGroups) : { kind: 'few', have: 0 };
  if (!enough && missing) return { ...chosen, kind: 'missing', ahead: chosen.kind, missing };
  if (chosen.kind) return chosen;
  if (!credentials.length) return { ...chosen, kind: 'nothing' };
  return { ...chosen, ...(await openCredentials(credentials, chosen.finding)) };
}

/** Rehearsal shares count only where no other share was brought, even too few of them. */
export function counting(shares) {
  const real = shares.filter(({ epoch }) => epoch);
  return real.length ? real : shares;
}

function choose(collection, lastGroups) {
  const shares = counting(collection.shares);
  const rehearsalDropped = shares.length < collection.shares.length;
  const { findings, tries } = searchOnce(collection, shares);
  if (!findings.length) return notFound(shares, tries);
  const kept = findings.filter((one) => !lastGroups || lastGroups === lastGroupsOf(one));
  const recipients = new Set(kept.map(({ recipient }) => fingerprint(recipient)));
  if (recipients.size !== 1) return { kind: 'two-kits', findings, mismatch: kept.length === 0 };
  const [finding, ...older] = kept;
  const others = findings.filter((one) => !kept.includes(one));
  return { finding, older, others, tries, rehearsalDropped, bad: finding.off.map(({ x }) => x) };
}

/** The same shares are searched once: what was found stays with them, and goes with them. */
function searchOnce(collection, shares) {
  const key = shares.map(({ text }) => text).join();
  if (collection.searched?.key !== key) collection.searched = { key, ...search(shares) };
  return collection.searched;
}

export const lastGroupsOf = ({ recipient }) => fingerprint(recipient).slice(16);

/** The set of which the most shares are there says whether too few are there or a false one. */
function notFound(shares, tries) {
  const sizes = new Map();
  for (const { set, x } of shares) sizes.set(set, (sizes.get(set) ?? new Set()).add(x));
  const largest = [...sizes].reduce((a, b) => (b[1].size > a[1].size ? b : a))[0];
  const { set, k, n } = shares.find((share) => share.set === largest);
  const have = sizes.get(set).size;
  return { kind: have < k ? 'few' : 'quorum', set, k, n, have, tries };
}

async function openCredentials(credentials, finding) {
  const { opened, faults } = await openAll(credentials, finding);
  const fork = [...opened.values()].find((same) => same.length > 1);
  if (fork) return { kind: 'fork', generation: fork[0].generation, rivals: fork };
  if (!opened.size) return { kind: faults[0].kind, fault: faults[0] };
  const texts = new Map([...opened].map(([number, [only]]) => [number, only]));
  return { kind: 'opens', faults, ...shown(texts) };
}

/** By generation: every credential that opens, with its text. */
async function openAll(credentials, finding) {
  const opened = new Map();
  const faults = [];
  for (const credential of credentials) {
    try {
      const one = await openOne(credential, finding);
      opened.set(one.generation, [...(opened.get(one.generation) ?? []), one]);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      faults.push(fault);
    }
  }
  return { opened, faults };
}

async function openOne({ key, generation, file }, { identity, recipient }) {
  const own = keyId(recipient);
  demand(key === null || key === own, 'other-key', { key, own });
  const text = readText(await openAge(file, identity));
  const agree = text.key === own && text.generation === (generation ?? text.generation);
  demand(agree, 'names', {});
  return { ...text, hash: hashOf(file) };
}

/**
 * The newest credential, its secrets and those that it says stay in earlier ones. What an older
 * credential says of others does not count.
 */
function shown(texts) {
  const numbers = [...texts.keys()].sort((a, b) => a - b);
  const newest = texts.get(numbers.at(-1));
  const secrets = newest.secrets.map((secret) => ({ ...secret, generation: newest.generation }));
  const absent = [];
  const notHeld = [];
  for (const { name, place } of newest.also) {
    const held = texts.get(place)?.secrets.filter((secret) => secret.name === name) ?? [];
    secrets.push(...held.map((secret) => ({ ...secret, generation: place })));
    if (!texts.has(place)) absent.push({ name, place });
    else if (!held.length) notHeld.push({ name, place });
  }
  const needed = newest.also.map(({ place }) => place);
  const unneeded = numbers.slice(0, -1).filter((number) => !needed.includes(number));
  return { newest, secrets, absent, notHeld, unneeded, numbers, gaps: gapsIn(numbers) };
}

/** Generations that are missing between those that are here. */
function gapsIn(numbers) {
  return numbers.slice(1).flatMap((number, at) => {
    const from = numbers[at] + 1;
    return from < number ? [{ from, to: number - 1 }] : [];
  });
}
