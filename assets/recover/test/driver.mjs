/** Starts Debian's browsers and acts on the page as people and scanners do: by clicks and keys. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const built = fileURLToPath(new URL('../../recover.html', import.meta.url));
export const address = pathToFileURL(built).href;

const BROWSERS = {
  chromium: { browser: 'chrome', executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] },
  firefox: { browser: 'firefox', executablePath: '/usr/bin/firefox-esr' },
};
export const names = Object.keys(BROWSERS);

/** Windows: a laptop of 1366 x 768, and the same at 200 and 400 per cent. */
export const LAPTOP = { width: 1280, height: 600 };
export const ZOOMED = { width: 640, height: 300, deviceScaleFactor: 2 };
export const PAPER_SIZE = { width: 1280, height: 800 };

export async function start(name) {
  const profile = mkdtempSync(join(tmpdir(), 'recover-html-profile-'));
  const browser = await puppeteer.launch({ ...BROWSERS[name], headless: true, userDataDir: profile });
  return {
    open: (options) => open(browser, options),
    stop: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * A fresh page. What the browser says of the network is set by the test, since the machine that
 * tests may have one; the timers of five minutes run only when the test says so.
 */
async function open(browser, { online = false, viewport = LAPTOP } = {}) {
  const page = await browser.newPage();
  const seen = { requests: [], errors: [], dialogs: 0 };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('console', (message) => seen.errors.push(message.text()));
  page.on('dialog', (dialog) => {
    seen.dialogs += 1;
    dialog.accept();
  });
  await page.setViewport(viewport);
  await page.evaluateOnNewDocument(prepare, online);
  await page.goto(address);
  return new Visit(page, seen);
}

/* Runs in the page. */
function prepare(online) {
  let reported = online;
  Object.defineProperty(Navigator.prototype, 'onLine', { get: () => reported });
  const later = window.setTimeout.bind(window);
  const minutes = [];
  window.setTimeout = (call, time, ...rest) => (time >= 60000 ? minutes.push(call) : later(call, time, ...rest));
  window.forTests = {
    network(on) {
      reported = on;
      dispatchEvent(new Event(on ? 'online' : 'offline'));
    },
    fiveMinutes: () => minutes.at(-1)(),
    violations: [],
  };
  document.addEventListener('securitypolicyviolation', (event) => window.forTests.violations.push(event.effectiveDirective));
}

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

export class Visit {
  constructor(page, seen) {
    this.page = page;
    this.seen = seen;
  }

  text(selector = '#page') {
    return this.page.$eval(selector, (element) => element.innerText.replace(/\s+/g, ' '));
  }

  title() {
    return this.page.$eval('h1', (element) => element.textContent);
  }

  /** Waits until the page says this; a failure shows what it says instead. */
  async says(part, selector = '#page') {
    for (let tries = 0; tries < 100; tries++) {
      const text = await this.text(selector).catch(() => '');
      if (part instanceof RegExp ? part.test(text) : text.includes(part)) return text;
      await pause(100);
    }
    return assert.fail(`not said: ${part}\nbut: ${await this.text(selector)}`);
  }

  async click(label) {
    const [button] = await this.page.$$(`xpath/.//button[starts-with(normalize-space(.), "${label}")]`);
    assert.ok(button, `no button ${label} in: ${await this.text()}`);
    await button.click();
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** A person reads a question, and then answers it. */
  async answer(key) {
    await this.settle();
    await this.press(key);
    await pause(150);
  }

  /** A person types and ends the line. */
  async line(text) {
    await this.page.keyboard.type(text, { delay: 1 });
    await this.press('Enter');
    await pause(30);
  }

  /** A scanner: a burst, then Enter. */
  async scan(text) {
    await this.page.keyboard.type(text);
    await this.press('Enter');
    await pause(100);
  }

  /** A text file with codes and lines: the quick way, where scanning is not what is tried. */
  bring(rows) {
    return this.drop([{ name: 'codes.txt', bytes: Buffer.from(rows.join('\n')) }]);
  }

  async scanAll(texts) {
    for (const text of texts) await this.scan(text);
  }

  /** Lets the time pass in which Enter does nothing. */
  async settle() {
    await pause(1100);
  }

  async choose(...files) {
    const input = await this.page.$('input[type=file]');
    await input.uploadFile(...files);
  }

  /** Files that are dropped on the page, as names and bytes. */
  async drop(files) {
    const sent = files.map(({ name, bytes }) => ({ name, text: Buffer.from(bytes).toString('base64') }));
    await this.page.evaluate((all) => {
      const transfer = new DataTransfer();
      for (const { name, text } of all) {
        transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
      }
      const event = (type) => new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event('dragover'));
      document.body.dispatchEvent(event('drop'));
    }, sent);
  }

  /** As a person does it: the browser may ask first. */
  async reload() {
    await this.page.evaluate(() => {
      window.forTests.old = true;
      setTimeout(() => window.location.reload(), 0);
    });
    for (let tries = 0; tries < 50; tries++) {
      await pause(100);
      if (await this.page.evaluate(() => window.forTests && !window.forTests.old).catch(() => false)) return;
    }
    assert.fail('the page did not load again');
  }

  /** As a person does it: the browser may ask first. */
  async reload() {
    await this.page.evaluate(() => {
      window.forTests.old = true;
      setTimeout(() => window.location.reload(), 0);
    });
    for (let tries = 0; tries < 50; tries++) {
      await pause(100);
      if (await this.page.evaluate(() => window.forTests && !window.forTests.old).catch(() => false)) return;
    }
    assert.fail('the page did not load again');
  }

  network(on) {
    return this.page.evaluate((value) => window.forTests.network(value), on);
  }

  focused() {
    return this.page.evaluate(() => document.activeElement.innerText || document.activeElement.tagName);
  }

  /** The characters of the secret as the table shows them. */
  secret() {
    return this.page.$$eval('.rows td', (cells) =>
      cells.map((cell) => [...cell.childNodes].map((node) => (node.className === 'blank' ? ' ' : node.textContent)).join('')).join(''));
  }

  /** Buttons that lie outside of the window or under something, and whether the page scrolls sideways. */
  layout() {
    return this.page.evaluate(() => ({
      below: [...document.querySelectorAll('main button')]
        .filter((one) => {
          const { left, right, top, bottom, width, height } = one.getBoundingClientRect();
          const seen = document.elementFromPoint(left + width / 2, top + height / 2);
          return bottom > innerHeight || right > innerWidth || !one.contains(seen);
        })
        .map((one) => `${one.innerText} at ${Math.round(one.getBoundingClientRect().bottom)}`),
      sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
  }

  async picture(name) {
    if (process.env.PICTURES) await this.page.screenshot({ path: join(process.env.PICTURES, `${name}.png`) });
  }

  async close() {
    assert.deepEqual(this.seen.errors, []);
    const foreign = this.seen.requests.filter((url) => url !== address && !/^(?:blob|data):/.test(url));
    assert.deepEqual(foreign, []);
    await this.page.close({ runBeforeUnload: false });
  }
}
