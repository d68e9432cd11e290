/** The built file: made from these sources, small, with a policy, and without code that connects. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const built = readFileSync(here('../../recover.html'), 'utf8');
const MOST_BYTES = 250_000;

const script = /<script>([\s\S]*)<\/script>/.exec(built)[1];
const style = /<style>([\s\S]*?)<\/style>/.exec(built)[1];
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(built)[1];
const markup = built.replace(script, '').replace(style, '').replace(/<!--[\s\S]*?-->/, '');

test('building again gives the same bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recover-html-'));
  try {
    execFileSync(process.execPath, [here('../build.mjs'), join(folder, 'again.html')]);
    assert.ok(readFileSync(join(folder, 'again.html'), 'utf8') === built, 'run: cd assets/recover && node build.mjs');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('it has at most 250,000 bytes', () => {
  const bytes = Buffer.byteLength(built);
  assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
  console.log(`recover.html: ${bytes} bytes`);
});

/** Everything by which a page could send, load, keep, or leave. */
const FORBIDDEN = [
  /\bfetch\s*\(/, /XMLHttpRequest/, /WebSocket/, /WebTransport/, /EventSource/, /sendBeacon/,
  /RTCPeerConnection|RTCDataChannel/, /\bimport\s*\(/, /importScripts/, /\bWorker\s*\(/, /serviceWorker/,
  /localStorage|sessionStorage|indexedDB|openDatabase|caches\b|cookieStore/, /document\.cookie|\.cookie\b/,
  /navigator\.(?!onLine\b)\w+/, /clipboard\.|writeText|execCommand/, /history\.|pushState|replaceState/,
  /location\b/, /\bwindow\.open\b|[^.\w]open\(["'`]/, /\beval\s*\(|new Function|Function\s*\(["'`]/, /WebAssembly/,
  /getUserMedia|mediaDevices|BarcodeDetector\s*\(/, /postMessage|BroadcastChannel|SharedWorker/,
  /innerHTML|outerHTML|insertAdjacentHTML|document\.write/, /\.print\(|console\./, /\bNotification\b/,
  /createElement\(["'`](?:a|form|iframe|frame|object|embed|script|link|base|img|audio|video|source)["'`]/,
  /\.(?:action|formAction|srcdoc|href|ping)\s*=/,
];

test('the script has no code that connects, keeps or leaves', () => {
  for (const pattern of FORBIDDEN) assert.equal(pattern.exec(script)?.[0], undefined, String(pattern));
});

test('the test finds what it looks for', () => {
  const samples = [
    'fetch("x")', 'new XMLHttpRequest', 'new WebSocket(u)', 'navigator.sendBeacon(u)', 'import("x")',
    'localStorage.a=1', 'document.cookie="a"', 'navigator.clipboard', 'location.href=u', 'window.open(u)',
    'eval("x")', 'WebAssembly.compile(b)', 'e.innerHTML=s', 'new Worker(u)', 'history.pushState()',
  ];
  for (const sample of samples) assert.ok(FORBIDDEN.some((pattern) => pattern.test(sample)), sample);
});

test('a picture comes from a file of the person and from nowhere else', () => {
  const sources = script.match(/\.src\s*=\s*[^;,)]*/g);
  assert.equal(sources.length, 1);
  const name = /=\s*(\w+)/.exec(sources[0])[1];
  assert.match(script, new RegExp(`\\b${name}=URL\\.createObjectURL\\(`));
});

test('no address stands in it but the name of SVG', () => {
  const addresses = built.match(/\b(?:https?|wss?|ftp|file):\/\/[^\s"'`<>)]*|mailto:/g) ?? [];
  assert.deepEqual([...new Set(addresses)], ['http://www.w3.org/2000/svg']);
  assert.doesNotMatch(style, /@import|url\((?!data:font\/woff2;base64,)/);
});

test('the policy allows this script and this style alone', () => {
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  assert.equal(policy, [
    "default-src 'none'", `script-src ${hash(script)}`, `style-src ${hash(style)}`, 'font-src data:',
    'img-src blob:', "base-uri 'none'", "form-action 'none'",
  ].join('; '));
});

test('the page has no link, form, field or foreign part, and one title', () => {
  assert.doesNotMatch(markup, /<(?:a|form|input|iframe|img|link|object|embed|base|audio|video)\b/i);
  assert.doesNotMatch(markup, /\son\w+=|\sstyle=|\shref=|\ssrc=/i);
  assert.match(markup, /<title>Open a kit<\/title>/);
  assert.match(markup, /<html lang="en" translate="no"/);
  assert.match(markup, /<meta name="referrer" content="no-referrer">/);
});

test('words that it never says', () => {
  assert.doesNotMatch(script, /you are offline|\bsafely\b|\bsecurely?\b/i);
});
