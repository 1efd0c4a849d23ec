import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { runningLow } from './exampleLimits.ts';
import { inkIn } from './ink.ts';
import { atPercent } from './manyModels.ts';
import type { OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { situations } from './situations.ts';
import { keyOf, limitOf, modelOf, pastOf, snapshotOf } from './snapshots.ts';
import { themes } from './themes.ts';

const withLimits = (...limits: ReturnType<typeof limitOf>[]) =>
  snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits })] }));

describe('gauges', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await sharedBrowser();
    panel = await browser.open();
  });

  it('are meters that name model and limit, with the number and the word that stand beside them', async () => {
    await panel.show(withLimits({ ...runningLow, requestSize: 20_000 }));
    const meter = panel.page.getByRole('meter', { name: 'gpt-5, tokens per minute', exact: true });
    const attributes = await Promise.all(
      ['aria-valuemin', 'aria-valuemax', 'aria-valuenow', 'aria-valuetext'].map((name) => meter.getAttribute(name)),
    );
    assert.deepEqual(attributes, ['0', '100', '19', '19%, fits 4 more']);
    assert.equal(await panel.page.locator('.row-percent').innerText(), '19%');
    assert.equal(await panel.page.locator('.row-word').innerText(), 'fits 4 more');
  });

  for (const width of [900, 340]) {
    it(`end at their number, with a hatch from where the level may be (${width} px)`, async () => {
      const sized = await browser.open({ width });
      for (const percent of [12, 19, 50, 99, 100]) {
        const low = percent - 10;
        const level = { estimate: percent * 5_000, low: low * 5_000, high: 500_000 };
        await sized.show(withLimits(atPercent(percent, 'gpt-5', { level, state: 'low' })));
        await sized.page.waitForTimeout(500);
        const drawn = await drawnIn(sized.page.locator('.row keygauge-bar'));
        assert.equal(Math.round(drawn.end), percent);
        assert.ok(Math.abs(drawn.end - percent) < 0.5, `ends at ${drawn.end}, not ${percent}`);
        assert.ok(Math.abs(drawn.sure - low) < 0.5, `the hatch begins at ${drawn.sure}, not ${low}`);
        assert.ok(Math.abs(drawn.hatchEnd - percent) < 0.5, `the hatch ends at ${drawn.hatchEnd}`);
      }
      await sized.close();
    });
  }

  it('are hatched all along when the number is old', async () => {
    await panel.show(withLimits(limitOf({ level: null, state: 'unknown', age: 90 })));
    await panel.page.waitForTimeout(500);
    const { sure, end } = await drawnIn(panel.page.locator('.row keygauge-bar'));
    assert.deepEqual([Math.round(sure), Math.round(end)], [0, 82]);
    assert.match(await panel.page.locator('.row-word').innerText(), /^at /);
  });

  it('have no value where nothing was ever read, even if it was known a moment before', async () => {
    await panel.show(withLimits(limitOf()));
    await panel.show(withLimits(limitOf({ level: null, lastLevel: null, state: 'unknown', age: 90 })));
    assert.equal(await panel.page.getByRole('meter').count(), 0, 'a meter would need a value');
    assert.equal(await panel.page.getByRole('img', { name: 'gpt-5, tokens per minute:' }).count(), 1);
    assert.equal(await panel.page.locator('keygauge-bar').count(), 0);
    assert.equal(await panel.page.getByText('%').count(), 0);
  });

  it('are gray, with the reason as their word, while the key or money is what is missing', async () => {
    await panel.show(situations.noCredit);
    const bar = panel.page.locator('.row keygauge-bar').first();
    const [bars, fine] = await bar.evaluate((element) => [
      getComputedStyle(element, '::before').backgroundColor,
      getComputedStyle(document.documentElement).getPropertyValue('--vscode-charts-blue'),
    ]);
    assert.ok(bars !== undefined && !bars.includes(rgbOf(fine ?? '')), bars);
    assert.equal(await panel.page.locator('.row-word').first().innerText(), 'no credit');
  });

  it('have a past in ink and in words, with nothing where nothing was known', async () => {
    const history = pastOf([0.5, 0.5, null, null, null, null, 0.5, 0.5]);
    await panel.show(withLimits(limitOf({ history })));
    assert.equal(await panel.page.locator('keygauge-history').getAttribute('aria-hidden'), 'true');
    const ink = await inkIn(panel.page.locator('keygauge-history canvas'));
    assert.ok(ink.left > 0 && ink.right > 0, JSON.stringify(ink));
    assert.equal(ink.middle, 0);
    await panel.page.getByRole('button', { name: /^gpt-5/ }).click();
    assert.match(await panel.text(), /In the last 4 min: between 50% and 50%, unknown for a part of it\./);
    await panel.page.getByRole('button', { name: /^gpt-5/ }).click();
  });

  it('have a past in the color of the theme, also after it changes', async () => {
    for (const name of ['dark', 'light', 'dark'] as const) {
      await panel.useTheme(name);
      await panel.show(withLimits(limitOf()));
      await panel.page.waitForTimeout(100);
      const { color } = await inkIn(panel.page.locator('keygauge-history canvas'));
      assert.equal(color, themes[name].variables['--vscode-descriptionForeground']);
    }
  });

  it('prefer the colors that an editor has for gauges', async () => {
    const fresh = await browser.open();
    await fresh.page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-gauge-foreground', 'rgb(1, 2, 3)');
    });
    await fresh.show(situations.fine);
    const color = await fresh.page
      .locator('keygauge-bar')
      .first()
      .evaluate((bar) => getComputedStyle(bar, '::before').backgroundColor);
    assert.equal(color, 'rgb(1, 2, 3)');
    await fresh.page.evaluate(() => document.documentElement.style.removeProperty('--vscode-gauge-foreground'));
    await fresh.close();
  });
});

/** Where a bar and its hatch begin and end, in percent of the track. */
function drawnIn(bar: Locator): Promise<{ end: number; sure: number; hatchEnd: number }> {
  return bar.first().evaluate((element) => {
    const pixels = (part: string, name: 'width' | 'left') => Number.parseFloat(getComputedStyle(element, part)[name]);
    const track = element.parentElement?.clientWidth ?? 0;
    const share = (value: number) => (100 * value) / track;
    const sure = pixels('::after', 'left');
    return {
      end: share(pixels('::before', 'left') + pixels('::before', 'width')),
      sure: share(sure),
      hatchEnd: share(sure + pixels('::after', 'width')),
    };
  });
}

function rgbOf(hex: string): string {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ');
}
