/**
 * Builds assets/recover.html: one file with its script, its faces and a policy that names the
 * hash of each. The same sources and the same package-lock.json give the same bytes.
 *
 *     npm ci --ignore-scripts && node build.mjs [FILE]
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const read = (name) => readFileSync(here(name), 'utf8');

const FACES = [
  ['Next', 400, 'AtkinsonHyperlegibleNext-Regular'],
  ['Next', 700, 'AtkinsonHyperlegibleNext-Bold'],
  ['Mono', 500, 'AtkinsonHyperlegibleMono-Medium'],
];
const PACKAGES = [
  'age-encryption',
  '@noble/ciphers',
  '@noble/curves',
  '@noble/hashes',
  '@noble/post-quantum',
  '@scure/base',
  'qr',
];

/**
 * Two constants of @noble/post-quantum are computed as it loads, and bring the NIST curves along.
 * Nothing uses them: calling their makers pure changes nothing but that the bundler drops them.
 */
const unusedMayGo = {
  name: 'unused-may-go',
  setup(bundler) {
    bundler.onLoad({ filter: /post-quantum[/]hybrid[.]js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const marked = text.replace(/^(export const QSF_\w+ = )(QSF\()(.*)(ecdhKem\()/gm, '$1/* @__PURE__ */ $2$3/* @__PURE__ */ $4');
      if (marked === text) throw new Error('hybrid.js has changed: look at what it computes');
      return { contents: marked, loader: 'js' };
    });
  },
};

const version = /^version = "(.*)"$/m.exec(read('../../Cargo.toml'))[1];
const script = await bundle();
const style = faces() + (await minify(read('src/style.css'), 'css'));
const page = read('src/page.html')
  .replace('{{licences}}', () => licences())
  .replace('{{policy}}', () => policy(script, style))
  .replace('{{style}}', () => style)
  .replace('{{script}}', () => script);
writeFileSync(process.argv[2] ?? here('../recover.html'), page);

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [here('src/main.js')],
    absWorkingDir: here('.'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome109', 'firefox115', 'safari16'],
    charset: 'ascii',
    legalComments: 'none',
    plugins: [unusedMayGo],
    define: { VERSION: JSON.stringify(version) },
    write: false,
  });
  const text = outputFiles[0].text.trim();
  if (/<\/script|<!--/i.test(text)) throw new Error('the script would end its element');
  return text;
}

async function minify(contents, loader) {
  const { outputFiles } = await build({ stdin: { contents, loader }, minify: true, write: false });
  return outputFiles[0].text.trim();
}

function faces() {
  return FACES.map(([family, weight, file]) => {
    const data = readFileSync(here(`fonts/${file}.woff2`)).toString('base64');
    const source = `url(data:font/woff2;base64,${data})format("woff2")`;
    return `@font-face{font-family:${family};font-weight:${weight};src:${source}}`;
  }).join('');
}

function policy(code, css) {
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(code)}`,
    `style-src ${hash(css)}`,
    'font-src data:',
    'img-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Who wrote what is inside, and the licences that ask to be passed on. */
function licences() {
  const notices = PACKAGES.map((name) => {
    const { version: pinned, license } = JSON.parse(read(`node_modules/${name}/package.json`));
    return `${name} ${pinned} (${license.replace(/[()]/g, '')}): ${copyright(name)}`;
  });
  const [mit, bsd] = ['@noble/hashes', 'age-encryption'].map((name) => terms(name));
  const owners = read('../fonts/OFL-Atkinson.txt').split('\n').filter((line) => /^Copyright \d/.test(line));
  const faceNotices = owners.map((line) => line.replace(/\s*\(https?:[^)]*\)/, ''));
  return [
    `sealkit ${version}, recover.html: opens a kit without a network. Licence: MIT OR Apache-2.0.`,
    'It contains these packages:',
    ...notices,
    ...faceNotices,
    'The faces are licensed under the SIL Open Font License 1.1.',
    `The terms of MIT:\n${mit}`,
    `The terms of BSD-3-Clause:\n${bsd}`,
  ].join('\n').replaceAll('--', '- -');
}

function licenceOf(name) {
  for (const file of ['LICENSE-MIT', 'LICENSE']) {
    try {
      return read(`node_modules/${name}/${file}`);
    } catch (reason) {
      if (reason.code !== 'ENOENT') throw reason;
    }
  }
  throw new Error(`${name} has no licence file`);
}

/** Without the address: nothing on the page looks like a link. */
function copyright(name) {
  const line = /^.*copyright.*$/im.exec(licenceOf(name))[0];
  return line.replace(/\s*\(https?:[^)]*\)/, '').trim();
}

function terms(name) {
  const text = licenceOf(name);
  return text.slice(text.search(/^(Permission is|Redistribution and)/m)).replace(/\s+/g, ' ').trim();
}
