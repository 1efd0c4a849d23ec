import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { expectations } from './expectedTexts.ts';
import type { OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { situations } from './situations.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from './snapshots.ts';

describe('every situation has its own words', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await sharedBrowser();
    panel = await browser.open();
  });

  for (const [name, { says, not = [] }] of Object.entries(expectations)) {
    it(name, async () => {
      await panel.show(situations[name as keyof typeof situations]);
      await panel.unfold();
      const text = await panel.text();
      for (const words of says) assert.ok(text.toLowerCase().includes(words.toLowerCase()), `"${words}" in: ${text}`);
      for (const words of not) assert.ok(!text.includes(words), `no "${words}" in: ${text}`);
      assert.deepEqual(await panel.complaints(), []);
    });
  }

  it('an open row shows its other limits, what is behind its number, and where that comes from', async () => {
    await panel.show(situations.eight);
    await panel.page.locator('.row-name').click();
    const text = await panel.text();
    for (const words of [
      'Requests/min 99% 496 of 500',
      'Tokens/day',
      'Tokens per minute (project) 80% 201K of 250K',
      'Input tokens per minute (priority) 80K',
      'not read yet',
      'Between 93K and 101K.',
      'Own check, 3 s ago.',
      'Your tools use about 670K tokens a minute.',
      'In the last 4 min: between 19% and 98%.',
    ]) {
      assert.ok(text.includes(words), `"${words}" in: ${text}`);
    }
    assert.equal(await panel.page.getByRole('meter').count(), 6);
    await panel.page.locator('.row-name').click();
  });

  it('a screen reader hears of trouble that begins while all is fine: the region that speaks stays', async () => {
    const spoken = panel.page.locator('.says [aria-live]').first();
    await panel.show(situations.fine);
    await spoken.evaluate((element) => element.setAttribute('data-seen', ''));
    for (const [snapshot, words] of [
      [situations.soon, 'The next requests are at risk: tokens per minute of gpt-5'],
      [situations.fine, ''],
      [situations.offline, 'The provider could not be reached'],
    ] as const) {
      await panel.show(snapshot);
      assert.equal(await spoken.innerText(), words);
      assert.notEqual(await spoken.getAttribute('data-seen'), null, words);
    }
  });

  it('the keys have a page of their own', async () => {
    const fresh = await browser.open();
    await fresh.show(situations.several);
    await fresh.page.getByRole('button', { name: 'Manage keys' }).click();
    const text = await fresh.text();
    for (const words of [
      'Taken from the environment',
      'Kept until this window closes',
      'Checking has cost today: 97 requests',
      'Next check in 5 s: busy, looking often',
      'refused by the provider',
    ]) {
      assert.ok(text.includes(words), `"${words}" in: ${text}`);
    }
    await fresh.show(situations.heardKeys);
    const ofHeard = await fresh.text();
    for (const words of [
      'Heard in requests to https://api.openai.com',
      '41 requests in the last hour',
      '…9c1e',
      '1 heard key is hidden',
    ])
      assert.ok(ofHeard.includes(words), `"${words}" in: ${ofHeard}`);
    assert.equal(await fresh.page.getByRole('button', { name: /Replace|Choose models|Remove|Check now/ }).count(), 0);
    await fresh.show(situations.demo);
    assert.equal(await fresh.page.getByRole('button', { name: /Rename|Replace/ }).count(), 0);
    await fresh.close();
  });

  it('counts down without a timer of its own', async () => {
    const waiting = (wait: number) =>
      snapshotOf(keyOf({ status: 'waiting', lastFailure: failureOf({}, { wait }), models: [modelOf('gpt-5')] }));
    await panel.show(waiting(24));
    await panel.show(waiting(23));
    assert.match(await panel.text(), /Try again in 23 s/);
  });

  it('speaks when the state changes, and not when a number does or all is fine', async () => {
    const live = panel.page.locator('[aria-live]');
    assert.equal(await live.getAttribute('aria-live'), 'polite');
    const low = (estimate: number, timeToEmpty: number) =>
      snapshotOf(
        keyOf({
          models: [
            modelOf('gpt-5', {
              limits: [limitOf({ state: 'critical', level: { estimate, low: estimate, high: estimate }, timeToEmpty })],
            }),
          ],
        }),
      );
    await panel.show(low(20_000, 30));
    const spoken = await live.textContent();
    assert.equal(spoken, 'The next requests are at risk: tokens per minute of gpt-5');
    await panel.show(low(10_000, 20));
    assert.equal(await live.textContent(), spoken);
    await panel.show(situations.empty);
    assert.equal(await live.textContent(), 'Used up: requests per day of gpt-5-mini');
    await panel.show(situations.fine);
    assert.equal(await live.textContent(), '');
  });

  it('says it in the language of the editor', async () => {
    const german = await browser.open();
    const translations = {
      'Limits now': 'Grenzen jetzt',
      '{0} of {1}': { message: '{0} von {1}', comment: ['level'] },
    };
    await german.send({ type: 'words', language: 'de', translations });
    await german.show(situations.fine);
    await german.page.locator('.row-name').click();
    assert.match(await german.text(), /grenzen jetzt.*82\s%.*410.000 von 500.000/i);
    assert.equal(await german.page.locator('html').getAttribute('lang'), 'de');
    await german.send({ type: 'words', language: 'no language at all', translations: null });
    await german.show(situations.fine);
    assert.match(await german.text(), /limits now/i);
    assert.deepEqual(await german.complaints(), []);
    await german.close();
  });
});
