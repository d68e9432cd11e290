/** Kits of the repository, as lines, as scans and as pictures of their sheets. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from '../src/formats/names.js';
import { Collection } from '../src/kit/collection.js';
import { search } from '../src/kit/findings.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (name) => readFileSync(join(root, name), 'utf8');

/** The rows of a vector, without its head. */
export const vector = (name) => read(`tests/vectors/${name}.txt`).split('\n\n').slice(1).join('\n').split('\n').filter(Boolean);
export const valueOf = (name) => /^value: (.*)$/m.exec(read(`tests/vectors/${name}.txt`))[1];
export const isLine = (row) => /^\d/.test(row);
export const rehearsal = read('assets/rehearsal.txt').split('\n').filter((row) => row.startsWith('SK1'));
export const golden = (name) => join(root, 'tests/golden-kit-names', name);
export const goldenValue = /^value: (.*)$/m.exec(read('tests/golden-kit-names/credential.txt'))[1];

/** The kit fingerprints that these codes lead to. */
export function fingerprints(rows) {
  const collection = new Collection();
  collection.addText(rows.join('\n'));
  return search(collection.shares).findings.map(({ recipient }) => fingerprint(recipient));
}

/** A sheet as a scanner would bring it: PNG or JPEG of its first page. */
export function scanOf(name, { dpi = 200, jpeg = false, turned = 0 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'recover-html-scan-'));
  const target = join(folder, 'page');
  const kind = jpeg ? '-jpeg' : '-png';
  execFileSync('pdftoppm', ['-singlefile', '-gray', '-r', String(dpi), kind, golden(name), target]);
  const file = `${target}.${jpeg ? 'jpg' : 'png'}`;
  if (turned) execFileSync('convert', [file, '-background', 'white', '-rotate', String(turned), '-attenuate', '0.3', '+noise', 'Gaussian', file]);
  return file;
}

/** A PDF as scanners write it: each page one JPEG stream. */
export function scannedPdf(jpegs) {
  const parts = [Buffer.from('%PDF-1.4\n')];
  jpegs.forEach((file, at) => {
    const bytes = readFileSync(file);
    const head = `${at + 4} 0 obj\n<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 ` +
      `/ColorSpace /DeviceGray /Filter /DCTDecode /Length ${bytes.length} >>\nstream\n`;
    parts.push(Buffer.from(head), bytes, Buffer.from('\nendstream\nendobj\n'));
  });
  return Buffer.concat([...parts, Buffer.from('%%EOF\n')]);
}
