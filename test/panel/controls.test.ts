import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { diagnoseText } from '../../src/host/actions/diagnoseText.ts';
import { pastedWords } from '../../src/words/pastedWords.ts';
import { focused } from './focused.ts';
import type { OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { situations } from './situations.ts';
import { keyOf, limitOf, modelOf, snapshotOf } from './snapshots.ts';

const limit = limitOf();
const one = snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [limit] })] }));
const muted = snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [{ ...limit, muted: true }] })] }));

describe('controls', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await sharedBrowser();
  });
  beforeEach(async () => {
    panel = await browser.open();
  });
  afterEach(() => panel.close());

  const press = (name: string) => panel.page.getByRole('button', { name, exact: true }).first().click();

  it('says it is ready, and once', async () => {
    const said = await panel.page.evaluate(() => (globalThis as unknown as { said: unknown[] }).said);
    assert.deepEqual(said, [{ type: 'ready' }]);
  });

  const presses: [string, keyof typeof situations | typeof one, string | null, object][] = [
    ['Add a key…', 'noKey', null, { type: 'add-key' }],
    ['Start the demo', 'noKey', null, { type: 'try-demo' }],
    ['Settings', 'noKey', null, { type: 'open-settings' }],
    ['End the demo', 'demo', null, { type: 'end-demo' }],
    ['Open key page', 'refused', null, { type: 'open-link', link: 'openai-keys' }],
    ['Tell me when ready', 'risk', null, { type: 'tell-when-ready', keyId: 'private' }],
    ['Quiet for 15 minutes', 'risk', null, { type: 'quiet' }],
    ['Check now: Checked 3 s ago', one, null, { type: 'check-now' }],
    ['Choose models', 'noModels', null, { type: 'choose-models', keyId: 'work' }],
    ['Use clipboard', one, null, { type: 'diagnose-clipboard' }],
    ['Settings', one, null, { type: 'open-settings' }],
    ['Log', one, null, { type: 'open-log' }],
  ];
  for (const [name, situation, pinned, intent] of presses) {
    it(`${name} says what is wanted (${typeof situation === 'string' ? situation : 'one'})`, async () => {
      await panel.show(typeof situation === 'string' ? situations[situation] : situation, pinned);
      await press(name);
      assert.deepEqual(await panel.intents(), [intent]);
    });
  }

  const ofKeys: [string, object][] = [
    ['Add another key', { type: 'add-key' }],
    ['Choose models', { type: 'choose-models', keyId: 'work' }],
    ['Rename', { type: 'rename-key', keyId: 'work' }],
    ['Replace', { type: 'replace-key', keyId: 'work' }],
    ['Remove', { type: 'remove-key', keyId: 'work' }],
  ];
  for (const [name, intent] of ofKeys) {
    it(`${name} says what is wanted, among the keys`, async () => {
      await panel.show(one);
      await press('Manage keys');
      await press(name);
      assert.deepEqual(await panel.intents(), [intent]);
    });
  }

  const ofRow: [string, typeof one, string | null, boolean, object][] = [
    ['Pin to status bar', one, null, false, { type: 'pin-limit', limitId: limit.id }],
    ['Pin to status bar', one, limit.id, true, { type: 'unpin-limit', limitId: limit.id }],
    ['Mute', one, null, false, { type: 'mute-limit', limitId: limit.id }],
    ['Mute', muted, null, true, { type: 'unmute-limit', limitId: limit.id }],
  ];
  for (const [name, snapshot, pinned, isOn, intent] of ofRow) {
    it(`${name} is ${isOn ? 'on' : 'off'}, and says what is wanted`, async () => {
      await panel.show(snapshot, pinned);
      await panel.page.locator('.row-name').click();
      const button = panel.page.getByRole('button', { name: `${name}: gpt-5, tokens per minute`, exact: true });
      assert.equal(await button.getAttribute('aria-pressed'), String(isOn));
      await button.click();
      assert.deepEqual(await panel.intents(), [intent]);
    });
  }

  it('a key of the environment cannot be replaced here', async () => {
    const named = panel.page.getByRole('button', { name: 'Replace', exact: true });
    await panel.show(snapshotOf(keyOf({ storage: 'environment' })));
    await press('Manage keys');
    assert.equal(await named.count(), 0);
    await panel.show(snapshotOf(keyOf({ storage: 'session' })));
    assert.equal(await named.count(), 1);
  });

  it('lead from the keys back to the limits, and each new page begins with the limits', async () => {
    await panel.show(one);
    await press('Manage keys');
    assert.equal(await panel.page.locator('.rows').count(), 0);
    await press('Limits');
    assert.equal(await panel.page.locator('.rows').count(), 1);
    await press('Manage keys');
    const kept = await panel.page.evaluate(() => (globalThis as unknown as { kept(): unknown }).kept());
    const again = await browser.open({ state: kept });
    await again.show(one);
    assert.equal(await again.page.locator('.rows').count(), 1);
    await again.close();
  });

  it('quiet can be ended, also while all is fine', async () => {
    for (const name of ['risk', 'fine'] as const) {
      await panel.show(situations[name], null, 15 * 60_000);
      assert.match(await panel.text(), /Quiet until \S+/);
      await press('End');
    }
    assert.deepEqual(await panel.intents(), [{ type: 'end-quiet' }, { type: 'end-quiet' }]);
  });

  it('quiet keeps the focus while it begins and ends', async () => {
    await panel.show(situations.risk);
    await panel.page.getByRole('button', { name: 'Quiet for 15 minutes' }).press('Enter');
    await panel.show(situations.risk, null, 15 * 60_000);
    assert.equal(await focused(panel), 'End');
    await panel.page.keyboard.press('Enter');
    await panel.show(situations.risk);
    assert.equal(await focused(panel), 'Quiet for 15 minutes');
    assert.deepEqual(await panel.intents(), [{ type: 'quiet' }, { type: 'end-quiet' }]);
  });

  it('offers an admin key among the sources, and nowhere else', async () => {
    await panel.show(situations.fine);
    const offer = panel.page.locator('button:visible', { hasText: 'admin key' });
    assert.equal(await offer.count(), 0);
    await panel.unfold();
    await offer.click();
    assert.deepEqual((await panel.intents()).at(-1), { type: 'add-admin-key' });
  });

  it('shows who uses an organization without a mouse', async () => {
    await panel.show(situations.money);
    await panel.page.locator('.uses summary').focus();
    await panel.page.keyboard.press('Enter');
    const bar = panel.page.getByRole('img', { name: 'work 64%, ci 30%, others 6%' }).first();
    assert.equal(await bar.isVisible(), true);
    const widths = await bar
      .locator('i')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().width));
    assert.ok(Math.abs((widths[0] ?? 0) / (widths[1] ?? 1) - 64 / 30) < 0.05, widths.join());
  });

  it('are reached by Tab in reading order, and Enter presses them', async () => {
    await panel.show(situations.refused);
    const names: string[] = [];
    for (let step = 0; step < 20; step++) {
      await panel.page.keyboard.press('Tab');
      const name = await focused(panel);
      if (name === null) break;
      names.push(name);
    }
    assert.deepEqual(names, [
      'All 1',
      'Check now: Checked 3 s ago',
      'Replace key',
      'Open key page',
      'What helps (4)',
      'How we know',
      'Quiet for 15 minutes',
      'gpt-5, key refused, OpenAI · work',
      'Last error The provider does not accept the key (12 s ago)',
      'Where the numbers come from. In trouble: Own checks.',
      'Error text',
      'Use clipboard',
      'Manage keys',
      'Settings',
      'Log',
    ]);
    await panel.page.locator('body').press('Tab');
    await panel.page.keyboard.press('Tab');
    assert.equal(await focused(panel), 'Check now: Checked 3 s ago');
    await panel.page.keyboard.press('Enter');
    for (const _ of 'ab') await panel.page.keyboard.press('Tab');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await panel.intents(), [{ type: 'check-now' }, { type: 'open-link', link: 'openai-keys' }]);
  });

  it('keep the focus and the scroll position while the numbers move', async () => {
    await panel.page.setViewportSize({ width: 500, height: 200 });
    await panel.show(one);
    await panel.page.getByRole('button', { name: 'Log' }).focus();
    const at = await panel.page.evaluate(() => window.scrollY);
    assert.ok(at > 0);
    const older = { ...limit, age: 9, level: { estimate: 300_000, low: 299_000, high: 301_000 } };
    await panel.show(snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [older] })] })));
    assert.equal(await focused(panel), 'Log');
    assert.equal(await panel.page.evaluate(() => window.scrollY), at);
    assert.match(await panel.text(), /300K of 500K/);
  });

  it('an open row stays open through updates and reloads', async () => {
    const isOpen = (page: OpenPanel) => page.page.locator('.row-name').getAttribute('aria-expanded');
    await panel.show(one);
    assert.equal(await isOpen(panel), 'false');
    await panel.page.locator('.row-name').click();
    await panel.show(one);
    assert.equal(await isOpen(panel), 'true');
    assert.match(await panel.text(), /Own check, 3 s ago\./);
    const kept = await panel.page.evaluate(() => (globalThis as unknown as { kept(): unknown }).kept());
    const again = await browser.open({ state: kept });
    await again.show(one);
    assert.equal(await isOpen(again), 'true');
    await again.page.locator('.row-name').click();
    assert.equal(await isOpen(again), 'false');
    await again.close();
  });

  it('a kept state that makes no sense is as good as none', async () => {
    for (const state of [null, 7, [], { open: 5, filter: 7 }, { open: [null, {}], filter: 'key:gone' }]) {
      const odd = await browser.open({ state });
      await odd.show(one);
      assert.equal(await odd.page.locator('.row-name').getAttribute('aria-expanded'), 'false');
      assert.deepEqual(await odd.complaints(), []);
      await odd.close();
    }
  });
});

describe('the box for errors', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await sharedBrowser();
    panel = await browser.open({ width: 600, height: 400 });
  });

  const answer = (text: string, keyId: string | null = null) => ({
    type: 'diagnosis',
    diagnosis: pastedWords(diagnoseText(text, 0), 'vscode', keyId),
    isNews: true,
  });
  const credit = answer('{"error": {"code": "insufficient_quota", "message": "You exceeded your current quota"}}');
  const field = () => panel.page.getByRole('textbox', { name: 'Error text' });

  it('is one line until it is used', async () => {
    await panel.show(situations.many);
    const height = async () => (await field().boundingBox())?.height ?? 0;
    assert.equal(await height(), 28);
    assert.equal(await panel.page.getByRole('button', { name: 'What does it mean?' }).isVisible(), false);
    await field().focus();
    assert.ok((await height()) > 60);
    await field().fill('429');
    await panel.page.getByRole('button', { name: 'What does it mean?' }).click();
    assert.deepEqual(await panel.intents(), [{ type: 'diagnose-text', text: '429' }]);
  });

  it('gets the focus when the editor says so, also from among the keys', async () => {
    const keys = await browser.open();
    await keys.show(one);
    await keys.page.getByRole('button', { name: 'Manage keys' }).click();
    await keys.send({ type: 'paste-box' });
    assert.equal(await focused(keys), 'Error text');
    await keys.close();
  });

  it('has its answer above the rows, in sight and with the focus', async () => {
    await panel.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await panel.send(credit);
    const card = panel.page.locator('.pasted');
    assert.equal(await card.evaluate((element) => element === document.activeElement), true);
    const [box, rows] = [await card.boundingBox(), await panel.page.locator('.rows').boundingBox()];
    assert.ok(box && box.y >= 0 && box.y < 400, JSON.stringify(box));
    assert.ok((rows?.y ?? 0) > box.y);
    assert.match(await card.innerText(), /From the text you pasted\s+Add credit/i);
  });

  it('takes no focus when another key changes what it says, and does when the user asks again', async () => {
    const wrongKey = '{"error": {"code": "invalid_api_key", "message": "Incorrect API key provided"}}';
    await panel.send(answer(wrongKey));
    await panel.page.getByRole('button', { name: 'Settings', exact: true }).focus();
    await panel.send({ ...answer(wrongKey, 'work'), isNews: false });
    assert.equal(await focused(panel), 'Settings');
    assert.match(await panel.page.locator('.pasted').innerText(), /Replace key/);
    await panel.page.getByRole('button', { name: 'Use clipboard' }).click();
    await panel.send(credit);
    assert.equal(await panel.page.locator('.pasted').evaluate((element) => element === document.activeElement), true);
  });

  it('can be cleared', async () => {
    await panel.page.getByRole('button', { name: 'Clear' }).click();
    assert.equal(await panel.page.locator('.pasted').count(), 0);
    assert.deepEqual((await panel.intents()).at(-1), { type: 'clear-diagnosis' });
    assert.equal(await focused(panel), 'Error text');
  });
});
