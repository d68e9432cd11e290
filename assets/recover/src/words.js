/** Every text of the page, in one place. A function takes what stands in the gaps. */
const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];
const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth'];

const spelled = (n) => NUMBERS[n] ?? String(n);
const many = (n, one, more = `${one}s`) => `${n} ${n === 1 ? one : more}`;
const listed = (all, word) =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${word} ${all.at(-1)}`;

export { spelled, many, listed };

export const page = {
  openAKit: 'Open a kit',
  rehearsal: 'Rehearsal',
  network: 'The browser reports a network',
  nothingSent: 'Nothing is sent, nothing is kept',
  nothingYet: 'Nothing is shown yet',
  onScreen: 'Secret on screen',
  nothingShown: 'Nothing is shown',
  noSecret: 'Rehearsal · no secret',
  help: 'Help: handbook, page 2',
  hiddenAfter: 'Hidden after 5 minutes without a key',
  foot: (version) => `sealkit ${version} · recover.html · format SK1`,
  set: 'Set',
  startedWith: 'You started with set',
};

export const network = {
  title: 'Disconnect this computer first',
  lead: 'The browser reports a network. Cut it off before you enter a share.',
  steps: [
    'Pull out the network cable.',
    'Switch Wi-Fi off, or flight mode on.',
    'Put phones in another room.',
  ],
  goesAway: 'This notice goes away by itself when the browser sees no network.',
  staysStrong: 'Cable out and Wi-Fi off, but the notice stays?',
  stays: 'Some programs look like a network to the browser. If you are sure, go on. This page itself sends nothing.',
  again: 'Check again',
  goOn: 'I am sure it is disconnected: go on',
  still: 'The browser still reports a network.',
};

export const entry = {
  title: 'Open the kit',
  leadStrong: 'Two people, no hurry.',
  lead: 'One reads aloud, one types.',
  label: 'Scan a square or type a line',
  forExample: 'for example',
  example: '1. 6LBE 6R2U AIBA GAPR HA Z7',
  press: ['Press ', 'Enter', ' after each line. A scanner does that by itself.'],
  unreadable: ['Cannot read a character? Type ', '?', ' in its place.'],
  gaps: 'Gaps and small letters do not matter.',
  picturesStrong: 'Have scans as pictures?',
  pictures: 'Drop them here, all at once.',
  kinds: 'PNG, JPEG, PDF of a scan, or payload.age. No phone photos.',
  choose: 'Choose files',
  reading: 'Looking for squares in the pictures...',
  check: 'check',
  shareHead: 'SK1 S',
  credentialHead: 'SK1 C',
  lineLabel: (number) => `Line ${number}`,
  keys: {
    up: 'change an earlier line',
    unreadable: 'character you cannot read',
    escape: 'empty this line',
  },
  back: 'Back to the two values',
  scanToo: 'You can also scan a square now: the lines typed so far stay.',
  shareTitle: (x, n) => `Share ${x} of ${n}`,
  anyShare: 'A share',
  credentialTitle: (generation) => (generation ? `Credential no. ${generation}` : 'The credential'),
};

export const verdict = {
  good: 'Good',
  again: 'Look again',
  next: 'next',
  unreadable: (n) => `${n} unreadable`,
  toGo: (n) => `${n} to go`,
  tooMany: (n) => `${n} too many`,
};

export const said = {
  lineGood: (number) => `Line ${number}, good.`,
  lineUnreadable: (number, n) => `Line ${number}, ${n} unreadable.`,
  firstLine: (left) => `Line 1 told this page which share it is. ${spelled(left)} ${left === 1 ? 'line' : 'lines'} to go.`,
  linesToGo: (left) => `${spelled(left)} ${left === 1 ? 'line' : 'lines'} to go.`,
  ofLines: (number, total) => (total ? `Line ${number} of ${total}.` : `Line ${number}.`),
  mistake: (number) => `Line ${number} has a typing mistake. Nothing was changed.`,
  doesNotFit: (number) =>
    `Line ${number} does not fit. Compare it with your sheet, group by group, and type it again.`,
  wrongPlace: (number, missing) => `This is line ${number}. Line ${missing} is still missing.`,
  unnumbered: (number, expected) =>
    `This is not line ${expected}. If it is line ${number} on your sheet, type it with its number: ${number}.`,
  keptThere: 'This line is from the credential sheet; it is kept there.',
  keptAsShare: 'This line is from a share; it is kept there.',
  unknown: (example) => `This is not a line from a sheet. A line looks like this: ${example}`,
  length: (number, length) =>
    `Line ${number} has ${many(length, 'character')}. A line has 20: four groups of four, two, and two after the gap.`,
  noSuch: (letter, place) =>
    `The sign ${letter} stands in no line. Look at character ${place} again, or type ? in its place.`,
  noSuchLine: (number) => `There is no line ${number} on a sheet. Look at its number again.`,
  together:
    'Each line is good, but together they are not one share. Perhaps they come from different sheets.',
  togetherCredential:
    'Each line is good, but together they are not one credential. Perhaps they come from different sheets.',
  tooUnreadable: (number) =>
    `More than two unreadable characters in line ${number}. Scan the square, or bring another share.`,
  fillAsk: 'All lines are in. Compare what was filled in with your sheet.',
  fillFailed: 'A line with ? has another wrong character, or the lines are from different sheets.',
  shareCode: 'This is not the whole square of a share. Scan it again, or type its four lines.',
  squareForm: 'This square came cut short or misread. Scan it again.',
  notNeeded: 'This square is not needed here. Scan the square of a share or of a credential.',
  version: (version) =>
    `This is a code of version SK${version}. This page knows SK1. Use the program that came with the newer kit.`,
  credentialWhole:
    'These squares are not one credential. Scan all squares of one sheet again.',
  contradiction: 'This sheet contradicts itself. It is damaged or forged, and is left out.',
  kind: (kind) =>
    kind === 1
      ? 'This credential is for a key of kind 1 (mlkem768x25519), which this page cannot open yet.'
      : `This credential is for a key of kind ${kind}, which this page does not know.`,
  twice: (x) => `Share ${x} is already in.`,
  credentialTwice: 'This credential is already in.',
  shareIn: (x, left, others) =>
    left
      ? `Share ${x} is in. ${left} more ${left === 1 ? 'is' : 'are'} needed: ${listed(others.map((o) => `share ${o}`), 'or')}.`
      : `Share ${x} is in. Now scan or type the credential with the highest number.`,
  squareIn: (part, parts) => `Square ${part} of ${parts} is in.`,
  credentialIn: 'The credential is in.',
  credentialFirst: (left) =>
    `The credential is in. ${left ? `${many(left, 'share')} more` : 'Shares'} ${left === 1 ? 'is' : 'are'} needed.`,
  calibration: 'The scanner types what it reads. Go on.',
  calibrationLayout: (layout) =>
    `The scanner types for another keyboard (${layout}). This page understands it. Go on.`,
  calibrationBad:
    'The scanner types other signs than it reads. Set it to the keyboard of this computer, or type the lines.',
  layout: (layout) => `The scanner types for another keyboard (${layout}); it was understood.`,
  rehearsalOut: 'The rehearsal shares were left out, because real ones are here.',
  falseShare: (x) => `Share ${x} does not belong to the others. It is left out.`,
  oneIsWrong: 'One of these shares is wrong, but it cannot be told which. Bring another one.',
  notFound: (tries) => `No shares that belong together were found in ${tries} tries. Bring another one.`,
  searchEnded: (tries) => `The search for a second kit ended after ${tries} tries.`,
  olderSplit: (set, numbers) => `Shares of an older set of the same kit are left out: ${set}, ${numbers}.`,
  otherKit: (set, numbers) => `Shares of another kit are left out: ${set}, ${numbers}.`,
  otherKey: 'This credential is from another kit. Look for one with the same set as the shares.',
  damaged: 'The credential was changed or is damaged. Scan or type it again, or bring another copy.',
  badText: (version) =>
    version
      ? `The credential is of version ${version}. Use the program that came with the newer kit.`
      : 'The credential opens, but what it holds is no credential text. Nothing is shown.',
  badNames: 'The credential names one number outside and another inside. It is not genuine. Nothing is shown.',
  leftOutCredential: 'Another credential does not open with these shares. It is left out.',
};

export const question = {
  title: ['Does your sheet show ', ' here?'],
  yes: 'Yes',
  no: 'No',
  where: (number, group, character, letter) => [
    `Look at line ${number} on your sheet, ${group}, ${ORDINALS[character]} character. `,
    `puts ${letter} there. `,
    `: type line ${number} again.`,
  ],
  group: (at) => (at < 5 ? `${ORDINALS[at + 1]} group` : 'the two after the gap'),
  keys: ['Press ', ' or ', '; ', ' does nothing here.'],
  filled: (fills, severalLines) => {
    const one = ({ letter, place, number }) => `${letter} at place ${place}${severalLines ? ` of line ${number}` : ''}`;
    const count = fills.length === 1 ? 'One character was' : `${spelled(fills.length)} characters were`;
    return `${count} filled in from the checks: ${listed(fills.map(one), 'and')}.`;
  },
  could: (n) => `Could your sheet show ${n === 1 ? 'this' : 'these'}?`,
  filledNo: 'No: type the line again.',
};

export const tray = {
  shares: 'Shares',
  credential: 'Credential',
  none: 'None yet',
  firstTells: 'The first share tells this page how many are needed.',
  highest: 'Take the highest number. Its squares in any order.',
  afterShares: 'After the shares.',
  noNetworkStrong: 'No network seen.',
  noNetwork: 'Keep it off until the end.',
  count: (have, k) => `${have} of ${k}`,
  share: (x) => `Share ${x}`,
  rehearsalShare: (x) => `Rehearsal share ${x}`,
  otherKit: (x) => `Share ${x}, another kit`,
  left: (x) => `Share ${x}, left out`,
  ofSet: (set) => `set ${set}`,
  linesTyped: (n, total) => `${n} of ${total} lines typed`,
  complete: 'Complete',
  squares: (have, parts) => `${have} of ${many(parts, 'square')}`,
  number: (generation) => `No. ${generation}`,
  file: 'From a file',
  square: (part) => `, square ${part}`,
  aboutStrong: 'About the ?',
  about: 'Up to two in a line can be worked out, once all four lines are in.',
  aboutCredential: 'Up to two in a line can be worked out, once all lines are in.',
  rehearsal: 'Rehearsal',
};

export const foreign = {
  title: 'This share is from another kit',
  lead: (n, how) => `${spelled(n)} ${n === 1 ? 'share is' : 'shares are'} in. The one you just ${how} does not fit ${n === 1 ? 'it' : 'them'}.`,
  inLabel: 'In',
  just: 'Just scanned',
  what: 'What to do',
  find: ['Look at the top right corner of each sheet. Find ', ' of set ', ', and scan it. Put the other share back in its envelope.'],
  or: (numbers) => listed(numbers.map((x) => `share ${x}`), 'or'),
  older: (set) => `This share is from an older set of the same kit. Find one with ${set}.`,
  newer: (set) => `This share is from a newer set of the same kit. If the newer sheets are here, use those instead of ${set}.`,
  leave: 'Leave it out',
  use: 'Use the other kit instead',
  notSure: 'Not sure? Just scan the next share. Both kits are kept apart; nothing opens yet.',
};

export const ready = {
  title: 'Ready to open',
  lead: (n) => `${spelled(n)} shares and the credential are in, and they fit together.`,
  kit: 'Kit',
  shares: 'Shares',
  credential: 'Credential',
  sharesOf: (xs, n, k) => `${listed(xs, 'and')} of ${n}; ${k} are needed`,
  made: (generation, day) => `No. ${generation}, made ${day}`,
  genuine: 'Is it genuine?',
  compare: ['Anyone could print sheets like these. Compare both values with the ', 'ceremony sheet', ', group by group.'],
  kitFingerprint: 'Kit fingerprint',
  credentialFingerprint: 'Credential fingerprint',
  differentStrong: 'One value is different?',
  different: 'Do not go on. Someone may have made these sheets. Handbook, page 2.',
  noneStrong: 'No ceremony sheet?',
  none: 'You can go on, but then nothing proves that this kit is genuine.',
  higherStrong: (generation) => `Is there a credential with a higher number than ${generation}?`,
  higher: 'Scan that one first.',
  more: 'Type another sheet',
  several: (newest, others, gaps) =>
    `This is credential ${newest}. ${listed(others, 'and')} ${others.length === 1 ? 'is' : 'are'} here too` +
    (gaps.length ? `; ${listed(gaps, 'and')} ${gaps.length === 1 && !/to/.test(gaps[0]) ? 'is' : 'are'} not.` : '.'),
  absent: (name, place) => `Credential ${place} is not here; it holds “${name}”. Scan it too, if you need that.`,
  notHeld: (name, place) => `Credential ${place} does not hold “${name}”, as the newest one says. One of the two is not genuine.`,
  same: 'Both are the same: show the secret',
  anyway: 'I could not compare: show it anyway',
  fills: 'The secret will fill this screen: turn it away from windows and cameras.',
};

export const secret = {
  about: (account) => `For ${account}.`,
  number: (generation) => `Credential no. ${generation}.`,
  numberLength: (generation, n) => `Credential no. ${generation}, ${many(n, 'character')}.`,
  gaps: 'The gaps only help the eye: do not type them.',
  odd: 'An open box is a blank. A number in a frame is one character, by its Unicode number.',
  mark: 'mark the row that you are typing.',
  misread: 'Easily misread, and in this password',
  misreadSecret: 'Easily misread, and in this secret',
  noneMisread: 'No character here is easily misread.',
  comparedStrong: 'Ceremony sheet:',
  compared: 'you said that both values are the same.',
  notComparedStrong: 'NOT COMPARED.',
  notCompared: 'Nothing proves that this kit is genuine.',
  hide: 'Hide',
  square: 'Square for a scanner',
  hideSquare: 'Hide the square',
  next: 'Next secret',
  finish: 'Clear and finish',
  closeStrong: 'Close this page when you are done:',
  close: 'nothing is kept. Then switch the computer off and ask for a new password.',
  hidden: 'The secret is hidden.',
  show: 'Show it again',
  cableStrong: 'Scanner on a cable only, never a phone.',
  cable: 'First scan into an empty text window and compare the first and the last row: a scanner set to another keyboard types other signs.',
  noSquare: 'This secret cannot be typed by a scanner.',
  group: (number) => `Row ${number}`,
};

export const kits = {
  title: 'Two different kits',
  lead: 'Nothing has been opened. Your ceremony sheet says which kit is yours.',
  sameSet: 'Both carry the same set. One of them is forged.',
  shares: 'Shares',
  sharesOf: (xs, n) => `${xs.join(', ')} of ${n}`,
  fingerprint: 'Kit fingerprint',
  type: 'Type the last four groups from your ceremony sheet',
  where: 'They stand on page 3 at “kit fingerprint”. This page does not show them.',
  goOn: 'Go on with this kit',
  noSheet: 'No ceremony sheet?',
  sort: 'Sort the sheets on the table by set. Start again with one pile.',
  noWay: 'Nothing opens without it. Handbook, page 2.',
  again: 'Start again',
  fitsNeither: 'This fits neither kit. Look at the last four groups again.',
  handbook: 'This fits neither kit. Handbook, page 2.',
  four: 'Type four groups of four, digits and the letters a to f.',
  hiddenGroup: 'group not shown',
};

export const fork = {
  title: 'Two different credentials',
  lead: (generation) => `Two different credentials carry the number ${generation}. Nothing is shown. Handbook, page 2.`,
  made: (day) => `Made ${day}`,
  fingerprint: 'Credential fingerprint',
  what: 'Compare both with the ceremony sheet. One of them is not genuine. Keep every sheet, and call the owner of the kit.',
  again: 'Start again',
};

export const rehearsal = {
  title: 'REHEARSAL',
  lead: 'This is the practice set from the handbook. It opens no account.',
  text: 'The practice text',
  workedStrong: 'It worked. Does the handbook show the same text?',
  worked: 'It stands under “Rehearsal” in your handbook. If it is the same, this computer, this page and your scanner can open a real kit.',
  real: 'Now open the real kit',
  finish: 'Finish',
  lookingStrong: 'Looking for a real secret?',
  looking: 'These are not the sheets. A real share says KEEP SEALED.',
};

export const finished = {
  title: 'Finished',
  lead: 'The secret and all shares are cleared from this page.',
  steps: [
    ['Did you scan to pictures?', 'Delete them: on this computer, on the stick, in the scanner.'],
    ['Close this window and switch the computer off.', 'Do not put it to sleep. What the system itself stored or recorded, this page cannot clear.'],
    ['Put each share in a new bag,', 'and write its number on the custody card.'],
    ['Ask for a new password.', 'Once a password has been used, replace it.'],
  ],
  another: 'Open another kit',
};

export const pictures = {
  found: (squares, count) => `${many(squares, 'square')} found in ${many(count, 'picture')}.`,
  none: (name) => `No square found in ${name}. Scan it again at 300 dpi, straight, or type the lines.`,
  unsupported: (kind) => `${kind} pictures are not supported. Save it as PNG or JPEG.`,
  noPages: (name) => `${name} holds no scanned page that this page can read. Save it as PNG or JPEG.`,
  unreadable: (name) => `${name} cannot be opened as a picture. Save it as PNG or JPEG.`,
  textFile: (name) => `${name} was read as text.`,
  ageFile: 'The file payload.age is in.',
  nothing: (name) => `${name} holds no code of a kit.`,
};

export const names = {
  0: 'digit zero, with a stroke', 1: 'digit one', 2: 'digit two', 5: 'digit five', 6: 'digit six',
  8: 'digit eight', 9: 'digit nine', O: 'capital O', I: 'capital I', Z: 'capital Z', S: 'capital S',
  G: 'capital G', B: 'capital B', L: 'capital L', g: 'small G', o: 'small O', l: 'small L',
  z: 'small Z', s: 'small S', b: 'small B', q: 'small Q', j: 'small J', '&': 'and sign',
  '|': 'upright bar', '/': 'slash', '\\': 'backslash', ' ': 'blank', '(': 'round bracket',
  ')': 'round bracket', '.': 'full stop', ',': 'comma', ':': 'colon', ';': 'semicolon',
  '[': 'square bracket', ']': 'square bracket', '-': 'hyphen', _: 'underscore', '~': 'tilde',
  '^': 'caret', '{': 'curly bracket', '}': 'curly bracket', "'": 'apostrophe', '"': 'quote',
  '`': 'backtick',
};

/** What a screen reader says of one character of the secret. */
export function nameOf(letter) {
  if (names[letter]) return names[letter];
  if (/[a-z]/.test(letter)) return `small ${letter.toUpperCase()}`;
  if (/[A-Z]/.test(letter)) return `capital ${letter}`;
  if (/[0-9]/.test(letter)) return `digit ${letter}`;
  return /^[!-~]$/.test(letter) ? letter : codeOf(letter);
}

export const codeOf = (letter) => `U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
