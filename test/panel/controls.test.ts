import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { situations } from './situations.ts';
import { keyOf, limitOf, modelOf, snapshotOf } from './snapshots.ts';

const limit = limitOf();
const one = snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [limit] })] }));

describe('controls', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser.close());
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
    ['Add a key', 'noKey', null, { type: 'add-key' }],
    ['Try the demo', 'noKey', null, { type: 'try-demo' }],
    ['End the demo', 'demo', null, { type: 'end-demo' }],
    ['Replace key', 'refused', null, { type: 'replace-key', keyId: 'work' }],
    ['Check now', one, null, { type: 'check-now' }],
    ['Add another key', one, null, { type: 'add-key' }],
    ['Choose models', one, null, { type: 'choose-models', keyId: 'work' }],
    ['Rename', one, null, { type: 'rename-key', keyId: 'work' }],
    ['Replace', one, null, { type: 'replace-key', keyId: 'work' }],
    ['Remove', one, null, { type: 'remove-key', keyId: 'work' }],
    ['Settings', one, null, { type: 'open-settings' }],
    ['Log', one, null, { type: 'open-log' }],
    ['Show Tokens per minute of gpt-5 in the status bar', one, null, { type: 'pin-limit', limitId: limit.id }],
    ['Show the lowest limit in the status bar again', one, limit.id, { type: 'unpin-limit', limitId: limit.id }],
    ['Do not warn about Tokens per minute of gpt-5', one, null, { type: 'mute-limit', limitId: limit.id }],
  ];
  for (const [name, situation, pinned, intent] of presses) {
    it(`${name} says what is wanted`, async () => {
      await panel.show(typeof situation === 'string' ? situations[situation] : situation, pinned);
      await press(name);
      assert.deepEqual(await panel.intents(), [intent]);
    });
  }

  it('a key of the environment cannot be replaced here', async () => {
    const named = panel.page.getByRole('button', { name: 'Replace', exact: true });
    await panel.show(snapshotOf(keyOf({ storage: 'environment' })));
    assert.equal(await named.count(), 0);
    await panel.show(snapshotOf(keyOf({ storage: 'session' })));
    assert.equal(await named.count(), 1);
  });

  it('the box for an error gets the focus when the editor says so', async () => {
    await panel.show(one);
    assert.equal(await focused(panel), null);
    await panel.send({ type: 'paste-box' });
    assert.equal(await focused(panel), 'Error text');
  });

  it('a muted limit can be heard again', async () => {
    const muted = snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [{ ...limit, muted: true }] })] }));
    await panel.show(muted);
    await press('Warn about Tokens per minute of gpt-5 again');
    assert.deepEqual(await panel.intents(), [{ type: 'unmute-limit', limitId: limit.id }]);
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
      'Replace key',
      'Open key page',
      'About Plan and Act',
      'More that may help (1)',
      'Check now',
      'gpt-5',
      'Error text',
      'What does it mean?',
      'Add another key',
      'Choose models',
      'Rename',
      'Replace',
      'Remove',
      'Settings',
      'Log',
    ]);
    await panel.page.locator('body').press('Tab');
    assert.equal(await focused(panel), 'Replace key');
    await panel.page.keyboard.press('Enter');
    for (const _ of 'ab') await panel.page.keyboard.press('Tab');
    await panel.page.keyboard.press('Shift+Tab');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await panel.intents(), [
      { type: 'replace-key', keyId: 'work' },
      { type: 'open-link', link: 'openai-keys' },
    ]);
  });

  it('keep the focus and the scroll position while the numbers move', async () => {
    await panel.page.setViewportSize({ width: 500, height: 300 });
    await panel.show(one);
    await panel.page.getByRole('button', { name: 'Rename' }).focus();
    const at = await panel.page.evaluate(() => window.scrollY);
    assert.ok(at > 0);
    const older = { ...limit, age: 9, level: { estimate: 300_000, low: 299_000, high: 301_000 } };
    await panel.show(snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [older] })] })));
    assert.equal(await focused(panel), 'Rename');
    assert.equal(await panel.page.evaluate(() => window.scrollY), at);
    assert.match(await panel.text(), /300K of 500K/);
  });

  it('a folded model stays folded through updates and reloads', async () => {
    await panel.show(one);
    await panel.page.locator('summary').click();
    await panel.show(one);
    assert.equal(await panel.page.locator('details').getAttribute('open'), null);
    assert.match(await panel.text(), /82% tokens\/min/);
    const kept = await panel.page.evaluate(() => (globalThis as unknown as { kept(): unknown }).kept());
    const again = await browser.open({ state: kept });
    await again.show(one);
    assert.equal(await again.page.locator('details').getAttribute('open'), null);
    await again.page.locator('summary').click();
    assert.notEqual(await again.page.locator('details').getAttribute('open'), null);
    await again.close();
  });

  it('a kept state that makes no sense is as good as none', async () => {
    for (const state of [null, 7, [], { collapsed: 5 }, { collapsed: [null, {}] }]) {
      const odd = await browser.open({ state });
      await odd.show(one);
      assert.notEqual(await odd.page.locator('details').getAttribute('open'), null);
      assert.deepEqual(await odd.complaints(), []);
      await odd.close();
    }
  });
});

/** The name of what has the focus, `null` when nothing has. */
function focused(panel: OpenPanel): Promise<string | null> {
  return panel.page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const heading = element.querySelector('h4');
    const label = element.getAttribute('label') ?? element.getAttribute('aria-label');
    return (label ?? (heading ?? element).textContent ?? '').trim();
  });
}
