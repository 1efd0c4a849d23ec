import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { seriousViolations } from '../support/axe.ts';
import { easing, holding, holdOf } from './holding.ts';
import type { PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { type ThemeName, themes } from './themes.ts';

describe('requests that are held', () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await sharedBrowser();
  });

  it('stand in their order with what they wait for, and one is sent by a click or by the keyboard', async () => {
    const panel = await browser.open();
    await panel.show(holding);
    const rows = await panel.page.locator('.hold').allInnerTexts();
    assert.equal(rows.length, 2);
    assert.match(
      rows[0] ?? '',
      /^Claude Code\s+claude-sonnet-5: waits for about 11K of 30K input tokens\/min\s+in 6 s/,
    );
    assert.match(rows[1] ?? '', /^Roo <b>bold<\/b>/);
    assert.match(await panel.page.locator('h1').innerText(), /^The next request goes out in 6 s$/);
    assert.equal(await panel.page.locator('.row-word').first().innerText(), 'fits in 6 s');
    await panel.page.getByRole('button', { name: 'Send now: Claude Code' }).click();
    const last = panel.page.getByRole('button', { name: /^Send now: Roo/ });
    await last.press('Enter');
    assert.deepEqual(await panel.intents(), [
      { type: 'send-now', holdId: 'one-1' },
      { type: 'send-now', holdId: 'one-2' },
    ]);
    assert.deepEqual(await panel.complaints(), []);
    await panel.close();
  });

  it('keep the focus while seconds pass and others go', async () => {
    const panel = await browser.open();
    await panel.show(holding);
    const [first, second] = holding.holds ?? [];
    await panel.page.getByRole('button', { name: /^Send now: Roo/ }).focus();
    await panel.show({ ...holding, holds: [first, second].flatMap((hold) => (hold ? { ...hold, until: 3 } : [])) });
    await panel.show({ ...holding, holds: second ? [second] : [] });
    const focused = await panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.match(focused ?? '', /^Send now: Roo/);
    await panel.show({ ...holding, holds: [] });
    assert.equal(await panel.page.locator('.hold').count(), 0);
    await panel.close();
  });

  it('are foretold without alarm where what does not fit will only wait', async () => {
    for (const theme of Object.keys(themes) as ThemeName[]) {
      for (const width of [900, 300]) {
        const panel = await browser.open({ theme, width });
        await panel.show(easing);
        assert.equal(await panel.page.locator('h1').innerText(), 'The next requests may have to wait');
        assert.match(await panel.page.locator('.verdict').innerText(), /wait in the gateway until they fit/);
        assert.equal(await panel.page.locator('.verdict vscode-button').count(), 0);
        assert.equal(await panel.page.locator('.chip.attention').count(), 0, 'nothing needs the user');
        assert.equal(await panel.page.locator('.model.accent-bad').count(), 0);
        const overflow = await panel.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${theme}: ${overflow} px too wide`);
        assert.deepEqual(await seriousViolations(panel.page), [], theme);
        await panel.page.screenshot({ path: `.screenshots/panel-easing-${theme}-${width}.png`, fullPage: true });
        await panel.close();
      }
    }
  });

  it('fit into every theme at 300 px, and nothing of them is hard to read', async () => {
    for (const theme of Object.keys(themes) as ThemeName[]) {
      const panel = await browser.open({ theme, width: 300 });
      await panel.show({
        ...holding,
        holds: [...(holding.holds ?? []), holdOf({ id: 'three', limit: null, place: 3 })],
      });
      const overflow = await panel.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${theme}: ${overflow} px too wide`);
      assert.deepEqual(await seriousViolations(panel.page), [], theme);
      await panel.page.screenshot({ path: `.screenshots/panel-holding-${theme}-300.png`, fullPage: true });
      await panel.close();
    }
  });
});
