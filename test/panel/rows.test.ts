import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { focused } from './focused.ts';
import { atPercent } from './manyModels.ts';
import type { OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { situations } from './situations.ts';
import { keyOf, modelOf, snapshotOf } from './snapshots.ts';

describe('rows', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await sharedBrowser();
  });
  beforeEach(async () => {
    panel = await browser.open({ width: 600, height: 700 });
  });
  afterEach(() => panel.close());

  const press = async (...keys: string[]) => {
    for (const key of keys) await panel.page.keyboard.press(key);
  };
  const row = (name: RegExp) => panel.page.getByRole('button', { name });
  const shownModels = () => panel.page.locator('.model .row-name').allInnerTexts();

  it('show the trouble on the first screen, among twenty models of four keys', async () => {
    await panel.show(situations.many);
    const trouble = row(/^gpt-5, .*12%/);
    const box = await trouble.boundingBox();
    assert.ok(box && box.y > 0 && box.y + box.height < 700, JSON.stringify(box));
    assert.match((await panel.page.locator('.row-name').first().getAttribute('aria-label')) ?? '', /12%/);
    assert.equal(await panel.page.locator('.verdict .buttons').isVisible(), true);
  });

  it('and its remedy is three strokes of a key away', async () => {
    await panel.show(situations.many);
    await press('Tab', 'Tab', 'Tab');
    assert.equal(await focused(panel), 'Tell me when ready');
    await press('Enter');
    assert.deepEqual(await panel.intents(), [{ type: 'tell-when-ready', keyId: 'old' }]);
  });

  it('the troubled alone are three strokes away too', async () => {
    await panel.show(situations.many);
    await press('Tab', 'ArrowRight', 'Enter');
    assert.deepEqual(await panel.page.locator('.model .row-whose').allInnerTexts(), ['OpenAI · old']);
  });

  for (const width of [600, 900]) {
    it(`are one stop of the Tab key, and the whole panel has at most 25 (${width} px)`, async () => {
      await panel.page.setViewportSize({ width, height: 700 });
      await panel.show(situations.many);
      const names: (string | null)[] = [];
      for (;;) {
        await press('Tab');
        const name = await focused(panel);
        if (name === null || names.length > 30) break;
        names.push(name);
      }
      assert.ok(names.length <= 25, names.join('\n'));
      assert.equal(names.filter((name) => name?.includes('tokens per minute')).length, 1, names.join('\n'));
    });
  }

  it('are walked with arrows, opened with Right, Enter or Space, and closed with Left', async () => {
    await panel.show(situations.risk);
    await row(/^claude-sonnet-5/).focus();
    const at = async () => ((await focused(panel)) ?? '').split(',')[0];
    await press('ArrowDown');
    assert.equal(await at(), 'gpt-4o-mini');
    await press('ArrowDown');
    assert.equal(await at(), 'gpt-5');
    await press('End');
    assert.match((await at()) ?? '', /^4 more models are nearly full/);
    await press('ArrowDown');
    assert.match((await at()) ?? '', /^4 more models are nearly full/, 'the last stays');
    await press('Home');
    assert.equal(await at(), 'claude-sonnet-5');
    const isOpen = () => row(/^claude-sonnet-5/).getAttribute('aria-expanded');
    for (const key of ['ArrowRight', 'Enter', 'Space']) {
      await press(key);
      assert.equal(await isOpen(), 'true', key);
      await press('Tab');
      assert.match((await focused(panel)) ?? '', /^Pin to status bar/, 'its buttons are reached');
      await press('ArrowLeft');
      assert.equal(await isOpen(), 'false', key);
      assert.equal(await at(), 'claude-sonnet-5');
    }
    await press('ArrowDown', 'Tab', 'Shift+Tab');
    assert.equal(await at(), 'gpt-4o-mini', 'Tab comes back to the row that was left');
  });

  it('do not move while one has the focus, and do once it has gone', async () => {
    const pair = (first: number, second: number) =>
      snapshotOf(
        keyOf({
          models: [
            modelOf('one', { limits: [atPercent(first, 'one')] }),
            modelOf('two', { limits: [atPercent(second, 'two')] }),
          ],
        }),
      );
    await panel.show(pair(40, 60));
    assert.deepEqual(await shownModels(), ['one', 'two']);
    await row(/^two/).focus();
    await panel.show(pair(60, 20));
    assert.deepEqual(await shownModels(), ['one', 'two']);
    await panel.show(pair(100, 20));
    assert.deepEqual(await shownModels(), ['one', 'two'], 'nor does one that is full go into the fold');
    assert.match((await focused(panel)) ?? '', /^two, tokens per minute, 20%/);
    await panel.page.getByRole('button', { name: 'Settings' }).focus();
    await panel.show(pair(60, 20));
    assert.deepEqual(await shownModels(), ['two', 'one']);
  });

  it('fold the full ones into a line that unfolds', async () => {
    await panel.show(situations.risk);
    assert.deepEqual(await shownModels(), ['claude-sonnet-5', 'gpt-4o-mini', 'gpt-5']);
    await row(/^4 more models are nearly full, read 20 s to 2 min ago/).click();
    assert.equal((await shownModels()).length, 7);
  });

  it('are found by the name of a model or key, from eight models on', async () => {
    const box = panel.page.getByRole('searchbox', { name: 'Find a model or key' });
    await panel.show(situations.risk);
    assert.equal(await box.count(), 0);
    await panel.show(situations.many);
    await box.fill('SIDE');
    assert.deepEqual(await panel.page.locator('.model .row-whose').allInnerTexts(), ['OpenAI · side']);
    await box.fill('no such');
    assert.deepEqual(await shownModels(), []);
    assert.match(await panel.text(), /No model or key has this in its name\./);
  });

  it('are filtered by key, and the choice is remembered', async () => {
    await panel.page.setViewportSize({ width: 900, height: 700 });
    await panel.show(situations.risk);
    await panel.page.getByRole('button', { name: 'Anthropic · private', exact: true }).click();
    assert.deepEqual(await shownModels(), ['claude-sonnet-5', 'claude-haiku-5']);
    const kept = await panel.page.evaluate(() => (globalThis as unknown as { kept(): unknown }).kept());
    const again = await browser.open({ state: kept, width: 900 });
    await again.show(situations.risk);
    const chip = again.page.getByRole('button', { name: 'Anthropic · private', exact: true });
    assert.equal(await chip.getAttribute('aria-pressed'), 'true');
    assert.deepEqual(await again.page.locator('.model .row-name').allInnerTexts(), [
      'claude-sonnet-5',
      'claude-haiku-5',
    ]);
    await again.show(situations.fine);
    assert.deepEqual(await again.page.locator('.model .row-name').allInnerTexts(), ['gpt-5'], 'that key is gone');
    await again.close();
  });

  it('are filtered by trouble only while there is some', async () => {
    await panel.show(situations.fine);
    assert.equal(await panel.page.getByRole('button', { name: /attention/ }).count(), 0);
    await panel.show(situations.risk);
    await panel.page.getByRole('button', { name: '1 needs attention' }).click();
    assert.deepEqual(await shownModels(), ['claude-sonnet-5']);
    await panel.show(situations.fine);
    assert.deepEqual(await shownModels(), ['gpt-5']);
  });

  it('the chips of keys fold into one where there is little room', async () => {
    const keys = panel.page.getByRole('button', { name: 'Keys', exact: true });
    const one = panel.page.getByRole('button', { name: 'OpenAI · side', exact: true });
    for (const [name, width, isFolded] of [
      ['risk', 540, true],
      ['risk', 600, false],
      ['many', 690, true],
      ['many', 710, false],
    ] as const) {
      await panel.page.setViewportSize({ width, height: 700 });
      await panel.show(situations[name]);
      assert.equal(await keys.isVisible(), isFolded, `${name} at ${width}`);
      assert.equal(await panel.page.locator('.of-key').first().isVisible(), !isFolded, `${name} at ${width}`);
    }
    await panel.page.setViewportSize({ width: 600, height: 700 });
    await keys.click();
    await one.click();
    assert.deepEqual(await shownModels(), ['gpt-5']);
  });
});
