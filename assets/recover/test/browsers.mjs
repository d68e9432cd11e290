/**
 * Debian's Chromium and Firefox open kits with the built file, from file://, by clicks and keys,
 * in a window of 1280 x 600 and at 200 per cent.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { LAPTOP, PAPER_SIZE, ZOOMED, names, start } from './driver.mjs';
import { fingerprints, golden, goldenValue, isLine, rehearsal, scanOf, scannedPdf, valueOf, vector } from './kits.mjs';

const TYPED = 'valid-2-of-3-typed';
const SCANNED = 'valid-2-of-3-scanned';
const typed = vector(TYPED);
const scanned = vector(SCANNED);
const other = vector('kits-two').slice(4);
const changed = (line, at) => {
  const place = line.indexOf('. ') + 2 + at;
  return line.slice(0, place) + (line[place] === 'X' ? 'Y' : 'X') + line.slice(place + 1);
};
const unreadable = (line, at) => {
  const place = line.indexOf('. ') + 2 + at;
  return `${line.slice(0, place)}?${line.slice(place + 1)}`;
};

for (const name of process.env.BROWSERS?.split(',') ?? names) {
  describe(name, () => {
    let browser;
    before(async () => (browser = await start(name)));
    after(() => browser.stop());
    const visit = (title, run, options) =>
      test(title, async () => {
        const page = await browser.open(options);
        await run(page);
        await page.close();
      });

    visit('a network is reported, with a way on, and goes away by itself', async (page) => {
      await page.says('Disconnect this computer first');
      await page.picture(`${name}-1a`);
      await page.scan(scanned[0]);
      await page.says('Disconnect this computer first');
      await page.network(false);
      await page.says('No network seen.');
      await page.scan(scanned[0]);
      await page.says('1 of 2');
      await page.page.keyboard.type('ABCD');
      await page.network(true);
      await page.says('Disconnect this computer first');
      await page.click('I am sure');
      await page.says('THE BROWSER REPORTS A NETWORK', '#top');
      await page.says('1 of 2');
      assert.equal(await page.page.$eval('[data-field]', (field) => field.value), 'ABCD');
    }, { online: true });

    visit('typed lines, one with a mistake and one unreadable, open the kit', async (page) => {
      const [first, second] = [typed.slice(1, 5), typed.slice(6, 10)];
      await page.picture(`${name}-1b`);
      await page.line(first[0]);
      await page.says('Line 1 told this page which share it is. Three lines to go.');
      await page.line(unreadable(first[1], 6));
      await page.says('1 unreadable');
      await page.line(changed(first[2], 6));
      await page.says('Line 3 has a typing mistake. Nothing was changed.');
      await page.says(`Does your sheet show ${first[2][9]} here?`);
      await page.press('Enter');
      // Whoever goes on typing has not read the question: these letters answer nothing.
      await page.page.keyboard.type('XNY', { delay: 120 });
      await page.says('Does your sheet show');
      await page.picture(`${name}-2a`);
      await page.answer('y');
      await page.says('Line 1 told this page which share it is. One line to go.');
      await page.page.keyboard.type(first[3].slice(0, 9));
      await page.says('14 to go');
      await page.picture(`${name}-2b`);
      await page.line(first[3].slice(9));
      await page.says(`filled in from the checks: ${first[1][9]} at place 7`);
      await page.answer('y');
      await page.says('Share 2 is in. 1 more is needed: share 1 or share 3.');
      for (const line of second) await page.line(line);
      await page.says('2 of 2');
      for (const line of typed.slice(11)) await page.line(line);
      await page.says('Ready to open');
      await page.says('Two shares and the credential are in, and they fit together.');
      await opens(page, valueOf(TYPED));
    });

    visit('two wrong characters, another place, and what is no line are answered', async (page) => {
      const share = typed.slice(1, 5);
      await page.line(share[0].replace(/^1\. /, ''));
      await page.line(changed(changed(share[1], 3), 9));
      const text = await page.says(/Line 2 (does not fit|has a typing mistake)/);
      if (text.includes('typing mistake')) await page.answer('n');
      await page.line(share[3]);
      await page.says('This is line 4. Line 2 is still missing.');
      await page.line('what is this, please');
      await page.says(/This is not a line from a sheet|stands in no line/);
      assert.equal(await page.page.$eval('[data-field]', (field) => field.value), 'what is this, please');
      await page.press('Escape');
      await page.line('6LBE 6R2U AIBA GAP');
      await page.says('A line has 20');
      await page.press('Escape', 'ArrowUp');
      const back = await page.page.$eval('[data-field]', (field) => field.value);
      assert.match(back, /^\w{4} \w{4} \w{4} \w{4} \w\w \w\w$/);
    });

    visit("a scanner's Enter never shows the secret", async (page) => {
      await page.page.keyboard.type(typed[1].slice(3, 12));
      await page.scan(scanned[0]);
      assert.equal(await page.page.$eval('[data-field]', (field) => field.value), typed[1].slice(3, 12));
      await page.press('Escape');
      await page.page.evaluate(() => document.activeElement.blur());
      await page.scanAll(scanned.slice(1));
      await page.says('Ready to open');
      await page.press('Enter', 'Enter');
      await page.press('Tab', 'Tab', 'Enter');
      await page.settle();
      await page.scan(scanned[0]);
      await page.press('Enter');
      await page.scan(`${scanned[1]}`);
      await page.says('Ready to open');
      assert.equal(await page.secret(), '');
      await page.settle();
      for (let steps = 0; steps < 5 && !(await page.focused()).startsWith('Both'); steps++) await page.press('Tab');
      await page.settle();
      await page.press('Enter');
      assert.equal(await page.secret(), valueOf(SCANNED));
    });

    visit('pictures: dropped, chosen, turned, several at once, and a scanned PDF', async (page) => {
      const share = scanOf('share-1-of-2.pdf', { turned: 3 });
      await page.drop([{ name: 'a.png', bytes: readFileSync(share) }, { name: 'photo.webp', bytes: Buffer.from('RIFF0000WEBP') }]);
      await page.says('1 square found in 1 picture.');
      await page.says('WebP pictures are not supported. Save it as PNG or JPEG.');
      await page.says('Share 1 is in. 1 more is needed: share 2.');
      const pages = [scanOf('share-2-of-2.pdf', { jpeg: true }), scanOf('credential.pdf', { jpeg: true, dpi: 600 })];
      await page.drop([{ name: 'scan.pdf', bytes: scannedPdf(pages) }]);
      await page.says('Ready to open');
      await opens(page, goldenValue);
    });

    visit('a picture without a square is named; the age file opens', async (page) => {
      await page.choose(scanOf('../golden-kit/credential.pdf', { dpi: 20 }));
      await page.says('No square found in page.png. Scan it again at 300 dpi, straight, or type the lines.');
      await page.choose(scanOf('share-1-of-2.pdf'), scanOf('share-2-of-2.pdf', { jpeg: true }));
      await page.says('2 of 2');
      await page.choose(golden('payload.age'));
      await opens(page, goldenValue);
    });

    visit('a share of another kit is named, left out, or taken instead', async (page) => {
      await page.scan(scanned[0]);
      await page.scan(other[0]);
      await page.says('This share is from another kit');
      await page.says(/Find share 1 or share 3 of set/);
      await page.picture(`${name}-3`);
      await page.click('Leave it out');
      await page.says('Share 2 is in. 1 more is needed');
      await page.scan(other[0]);
      await page.click('Use the other kit');
      await page.says('Share 1 is in. 1 more is needed: share 2 or share 3.');
    });

    visit('two kits: the last four groups from paper decide, and stand nowhere', async (page) => {
      const [own, foreign] = [vector('kits-two').slice(0, 4), other];
      await page.scanAll([...own.slice(0, 2), ...foreign.slice(0, 2)]);
      await page.says('Two different kits');
      await page.picture(`${name}-6`);
      const all = fingerprints([...own, ...foreign]);
      const html = await page.page.content();
      for (const one of all) for (const group of one.slice(16).match(/.{4}/g)) assert.ok(!html.includes(`>${group}<`));
      await page.line('0000 0000 0000 0000');
      await page.says('This fits neither kit. Look at the last four groups again.');
      await page.line(`${all[0].slice(0, 4)} ${all[0].slice(4, 8)} ${all[0].slice(8, 12)} ${all[0].slice(12, 16)}`);
      await page.says('This fits neither kit.');
      await page.line(all.find((one) => one === fingerprints(own)[0]).slice(16).toUpperCase());
      await page.says('2 of 2');
      await page.scanAll(own.slice(2));
      await page.says('Ready to open');
      await page.says('Shares of another kit are left out');
    });

    visit('forged shares, a fork, and an older credential are named before the secret', async (page) => {
      await page.bring(vector('share-forged'));
      await page.says('One of these shares is wrong, but it cannot be told which. Bring another one.');
      await page.reload();
      await page.bring(vector('share-forged-among-more'));
      await page.says(/Share \d does not belong to the others. It is left out./);
      await page.reload();
      await page.bring(vector('credentials-forked'));
      await page.says(/Two different credentials carry the number \d+. Nothing is shown./);
      assert.equal((await page.text()).includes('show the secret'), false);
      await page.reload();
      await page.bring(vector('valid-older-generation-beside'));
      await page.says(/This is credential \d+. \d+ is here too/);
    });

    visit('the rehearsal says that it is one, and gives way to a real share', async (page) => {
      await page.bring([rehearsal[0], rehearsal[1], ...rehearsal.slice(3)]);
      await page.says('REHEARSAL This is the practice set from the handbook. It opens no account.');
      await page.says('THIS IS NOT A SECRET');
      await page.picture(`${name}-7`);
      await page.click('Now open the real kit');
      await page.says('None yet');
      await page.bring([rehearsal[0], scanned[0]]);
      await page.says('1 of 2');
      await page.bring([rehearsal[1]]);
      await page.says('The rehearsal shares were left out, because real ones are here.');
    });

    visit('the secret: rows, square, hiding, and the end', async (page) => {
      await page.bring(scanned);
      await page.says('Ready to open');
      await page.picture(`${name}-4`);
      await page.settle();
      await page.click('I could not compare');
      await page.says('NOT COMPARED. Nothing proves that this kit is genuine.');
      await page.picture(`${name}-5a`);
      assert.equal(await page.page.title(), 'Open a kit');
      assert.equal((await page.text('#status')) + (await page.text('#alert')), '');
      await page.press('ArrowDown');
      assert.equal(await page.page.$eval('.marked th', (cell) => cell.textContent), '2');
      await page.answer('q');
      await page.says('Scanner on a cable only, never a phone.');
      assert.equal(await page.page.$$eval('.qr canvas', (all) => all.length), 1);
      await page.picture(`${name}-5b`);
      await page.answer('h');
      await page.says('The secret is hidden.');
      assert.equal(await page.secret(), '');
      await page.picture(`${name}-5c`);
      await page.answer('h');
      await page.page.evaluate(() => window.forTests.fiveMinutes());
      await page.says('The secret is hidden.');
      await page.click('Clear and finish');
      await page.says('The secret and all shares are cleared from this page.');
      await page.picture(`${name}-8`);
      assert.equal((await page.page.content()).includes(valueOf(SCANNED)), false);
    }, { viewport: PAPER_SIZE });

    visit('a scan while the secret is shown changes nothing; before it, the newest opens', async (page) => {
      const all = vector('valid-secret-elsewhere');
      const older = all.slice(4);
      await page.scanAll([...all.slice(0, 2), ...older]);
      await page.says('No. 1, made');
      await page.settle();
      await page.click('Type another sheet');
      await page.says('Scan a square or type a line');
      await page.click('Back to the two values');
      await page.says('Ready to open');
      await page.click('Type another sheet');
      await page.scanAll(all.slice(2, 4));
      await page.says('This is credential 4. 1 is here too; 2 to 3 are not.');
      await page.settle();
      await page.click('Both are the same');
      await page.says('Close this page when you are done');
      assert.equal(await page.secret(), 'new password');
      await page.scan(other[0]);
      await page.says('Close this page when you are done');
      await page.answer('n');
      assert.equal(await page.secret(), '1234');
    });

    visit('wrong shares are named while the credential is not whole', async (page) => {
      const forged = vector('share-forged');
      await page.bring([...forged.filter((row) => row.startsWith('SK1:S')), forged.find((row) => row.startsWith('SK1:C'))]);
      await page.says('One of these shares is wrong, but it cannot be told which.');
    });

    visit('nothing is kept: not by reloading, not by leaving and coming back', async (page) => {
      await page.bring(scanned);
      await page.settle();
      await page.click('Both are the same');
      await page.says('you said that both values are the same');
      await page.page.goto('about:blank');
      await page.page.evaluate(() => history.back());
      await page.says('None yet');
      assert.equal(await page.secret(), '');
      assert.ok(page.seen.dialogs > 0, 'the browser asks before it leaves');
      await page.page.keyboard.type('1. ABCD');
      await page.reload();
      assert.equal(await page.page.$eval('[data-field]', (field) => field.value), '');
      const kept = await page.page.evaluate(() => [
        Object.keys(localStorage).length, Object.keys(sessionStorage).length, document.cookie, history.state,
      ]);
      assert.deepEqual(kept, [0, 0, '', null]);
    });

    visit('the policy holds: nothing that runs in the page reaches a server', async (page) => {
      let heard = 0;
      const server = createServer((_, response) => {
        heard += 1;
        response.end();
      });
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${server.address().port}/`;
      await page.page.evaluate(async (to) => {
        const ignoring = (call) => new Promise((resolve) => resolve(call())).catch(() => {});
        await ignoring(() => fetch(to));
        await new Promise((resolve) => {
          const image = new Image();
          image.onerror = image.onload = resolve;
          image.src = to;
        });
        const form = Object.assign(document.createElement('form'), { action: to });
        document.body.append(form);
        await ignoring(() => form.submit());
        await new Promise((resolve) => setTimeout(resolve, 300));
      }, url);
      const violations = await page.page.evaluate(() => window.forTests.violations);
      server.close();
      assert.equal(heard, 0);
      for (const part of ['connect-src', 'img-src', 'form-action']) assert.ok(violations.includes(part), part);
      page.seen.errors = [];
      page.seen.requests = [];
    });

    // Firefox has no way yet to be asked for its printed page.
    if (name === 'chromium') {
      visit('a printed page holds one sentence', async (page) => {
        await page.line(typed[1]);
        await page.page.emulateMediaType('print');
        assert.equal(await page.text('body'), 'This page is never printed.');
      });
    }

    visit('fields remember, correct and translate nothing', async (page) => {
      const check = () => page.page.$$eval('input:not([type=file])', (fields) => fields.map((field) => [
        field.type, field.autocomplete, field.spellcheck, field.getAttribute('autocapitalize'),
        field.getAttribute('autocorrect'), field.getAttribute('translate'), field.name, field.form,
      ]));
      const expected = ['text', 'off', false, 'off', 'off', 'no', '', null];
      assert.deepEqual(await check(), [expected]);
      await page.line(typed[1]);
      assert.deepEqual(await check(), [expected]);
    });

    for (const [size, viewport] of [['1280 x 600', LAPTOP], ['200 per cent', ZOOMED], ['320 pixels', { width: 320, height: 600 }]]) {
      visit(`every state fits at ${size}`, async (page) => {
        const narrow = viewport !== LAPTOP;
        const fits = async (state) => {
          const { below, sideways } = await page.layout();
          if (!narrow) assert.deepEqual(below, [], state);
          assert.ok(sideways <= (viewport.width === 320 ? 4 : 0), `${state}: ${sideways} pixels sideways`);
          await page.picture(`${name}-${viewport.width}-${state}`);
        };
        await walk(page, fits);
      }, { online: true, viewport });
    }
  });
}

/** Goes through all states, and calls `see` in each. */
async function walk(page, see) {
  await see('1a');
  await page.network(false);
  await see('1b');
  for (const line of [typed[1], unreadable(typed[2], 6)]) await page.line(line);
  await see('2b');
  await page.line(changed(typed[3], 6));
  await page.says('Does your sheet show');
  await see('2a');
  await page.answer('y');
  await page.says('One line to go.');
  await page.line(typed[4]);
  await page.says('Could your sheet show');
  await see('2c');
  await page.answer('y');
  await page.says('1 more is needed');
  await page.bring([other[0]]);
  await page.says('another kit');
  await see('3');
  await page.bring([other[1], scanned[1]]);
  await page.says('Two different kits');
  await see('6');
  await page.click('Start again');
  await page.bring(scanned);
  await page.says('Ready to open');
  await see('4');
  await page.settle();
  await page.click('Both are the same');
  await page.says('Close this page when you are done');
  await see('5a');
  await page.click('Square for');
  await see('5b');
  await page.click('Hide');
  await page.says('The secret is hidden.');
  await see('5c');
  await page.click('Clear and finish');
  await page.says('Finished');
  await see('8');
  await page.click('Open another kit');
  await page.bring([rehearsal[0], rehearsal[1], ...rehearsal.slice(3)]);
  await page.says('REHEARSAL');
  await see('7');
}

/** The secret is not there before it is asked for, and is right then. */
async function opens(page, value) {
  await page.says('Is it genuine?');
  assert.equal((await page.page.content()).includes(value), false);
  await page.settle();
  await page.click('Both are the same');
  await page.says('Close this page when you are done');
  assert.equal(await page.secret(), value);
}
