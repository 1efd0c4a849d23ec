import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { runningLow } from './exampleLimits.ts';
import { type OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { situations } from './situations.ts';
import { keyOf, limitOf, modelOf, pastOf, snapshotOf } from './snapshots.ts';
import { type ThemeName, themes } from './themes.ts';

const withLimits = (...limits: ReturnType<typeof limitOf>[]) =>
  snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits })] }));

describe('gauges', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await PanelBrowser.start();
    panel = await browser.open();
  });
  after(() => browser.close());

  it('are meters with a level, a capacity and words', async () => {
    await panel.show(withLimits(runningLow));
    const meter = panel.page.getByRole('meter', { name: 'Tokens per minute' });
    const attributes = await Promise.all(
      ['aria-valuemin', 'aria-valuemax', 'aria-valuenow', 'aria-valuetext'].map((name) => meter.getAttribute(name)),
    );
    assert.deepEqual(attributes, ['0', '500000', '97000', '97K of 500K left: low']);
  });

  it('draw what is certain solid and what may be there lighter', async () => {
    await panel.show(withLimits(runningLow));
    await panel.page.waitForTimeout(400);
    const drawn = await panel.page.locator('keygauge-bar').evaluate((bar) => {
      const share = (part: string) => Number.parseFloat(getComputedStyle(bar, part).width) / bar.clientWidth;
      return { certain: share('::after'), possible: share('::before') };
    });
    assert.ok(Math.abs(drawn.certain - 0.186) < 0.005, `certain: ${drawn.certain}`);
    assert.ok(Math.abs(drawn.possible - 0.202) < 0.005, `possible: ${drawn.possible}`);
  });

  it('have no value while the level is unknown, even if it was known a moment before', async () => {
    await panel.show(withLimits(limitOf()));
    await panel.show(withLimits(limitOf({ level: null, state: 'unknown', age: 90 })));
    assert.equal(await panel.page.getByRole('meter').count(), 0, 'a meter would need a value');
    assert.equal(await panel.page.getByRole('img', { name: 'Tokens per minute: unknown' }).count(), 1);
    assert.equal(await panel.page.locator('keygauge-bar').count(), 0);
    assert.equal(await panel.page.locator('.limit-share').textContent(), '–');
  });

  it('have a past in ink and in words, with nothing where nothing was known', async () => {
    const history = pastOf([0.5, 0.5, null, null, null, null, 0.5, 0.5]);
    await panel.show(withLimits(limitOf({ history })));
    assert.equal(await panel.page.locator('keygauge-history').getAttribute('aria-hidden'), 'true');
    assert.equal(
      await panel.page.locator('.limit-history .spoken').textContent(),
      'In the last 4 min: between 50% and 50%, unknown for a part of it.',
    );
    const ink = await inkIn(panel);
    assert.ok(ink.left > 0 && ink.right > 0, JSON.stringify(ink));
    assert.equal(ink.middle, 0);
  });

  it('have a past in the colour of the theme, also after it changes', async () => {
    await panel.useTheme('dark');
    await panel.show(withLimits(limitOf()));
    assert.equal((await inkIn(panel)).colour, themes.dark.variables['--vscode-charts-blue']);
    await panel.useTheme('light');
    await panel.page.waitForTimeout(100);
    assert.equal((await inkIn(panel)).colour, themes.light.variables['--vscode-charts-blue']);
    await panel.useTheme('dark');
  });

  it('prefer the colours that an editor has for gauges', async () => {
    const fresh = await browser.open();
    await fresh.page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-gauge-foreground', 'rgb(1, 2, 3)');
    });
    await fresh.show(situations.fine);
    const colour = await fresh.page
      .locator('keygauge-bar')
      .first()
      .evaluate((bar) => getComputedStyle(bar, '::after').backgroundColor);
    assert.equal(colour, 'rgb(1, 2, 3)');
    await fresh.page.close();
  });
});

describe('layout', () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser.close());

  for (const width of [300, 440, 620, 900]) {
    it(`nothing sticks out at ${width} px`, async () => {
      const panel = await browser.open({ width });
      for (const [name, snapshot] of Object.entries(situations)) {
        await panel.show(snapshot);
        const over = await panel.page.evaluate(() => {
          const right = document.documentElement.clientWidth;
          return [...document.querySelectorAll('main *')]
            .filter((element) => !element.closest('.spoken') && element.getBoundingClientRect().right > right + 0.5)
            .map((element) => element.className || element.tagName);
        });
        assert.deepEqual(over, [], name);
      }
      await panel.page.close();
    });
  }

  it('has one first heading, and no level is skipped', async () => {
    const panel = await browser.open();
    await panel.show(situations.several);
    const levels = await panel.page
      .locator('h1, h2, h3, h4')
      .evaluateAll((all) => all.map((heading) => Number(heading.tagName[1])));
    assert.equal(levels.filter((level) => level === 1).length, 1);
    assert.equal(levels[0], 1);
    for (const [at, level] of levels.entries()) assert.ok(level <= (levels[at - 1] ?? 1) + 1, levels.join());
    await panel.page.close();
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`text stands out in ${theme}`, async () => {
      const panel = await browser.open({ theme });
      await panel.show(situations.several);
      const faint = await panel.page.evaluate(faintTexts);
      assert.deepEqual(faint, []);
      await panel.page.close();
    });
  }
});

/** Pixels drawn in the left, middle and right third of the first line, and the colour most of them have. */
async function inkIn(panel: OpenPanel): Promise<{ left: number; middle: number; right: number; colour: string }> {
  return panel.page
    .locator('keygauge-history canvas')
    .first()
    .evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
      const { width, height } = canvas;
      const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      const thirds = [0, 0, 0];
      const colours = new Map<string, number>();
      for (let at = 0; at < data.length; at += 4) {
        if ((data[at + 3] ?? 0) === 0) continue;
        const third = Math.floor((((at / 4) % width) / width) * 3);
        thirds[third] = (thirds[third] ?? 0) + 1;
        if (data[at + 3] !== 255) continue;
        const colour = `#${[0, 1, 2].map((part) => (data[at + part] ?? 0).toString(16).padStart(2, '0')).join('')}`;
        colours.set(colour, (colours.get(colour) ?? 0) + 1);
      }
      const colour = [...colours].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'none';
      return { left: thirds[0] ?? 0, middle: thirds[1] ?? 0, right: thirds[2] ?? 0, colour };
    });
}

/** Runs in the page: texts of less contrast than 4.5 to 1 against the nearest painted background. */
function faintTexts(): string[] {
  type Colour = readonly [number, number, number, number];
  const parse = (text: string): Colour => {
    const numbers = text.match(/[\d.]+/g)?.map(Number) ?? [];
    return [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0, numbers[3] ?? 1];
  };
  const over = (top: Colour, below: Colour): Colour => {
    const mix = (at: 0 | 1 | 2) => top[at] * top[3] + below[at] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const light = (colour: Colour): number => {
    const part = (at: 0 | 1 | 2) => {
      const value = colour[at] / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2);
  };
  const faint: string[] = [];
  for (const element of document.querySelectorAll('main *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    if (!own || element.closest('vscode-button, .spoken')) continue;
    let behind: Colour = parse(getComputedStyle(document.documentElement).backgroundColor);
    const card = element.closest('.card, .headline');
    if (card) behind = over(parse(getComputedStyle(card).backgroundColor), behind);
    const front = over(parse(getComputedStyle(element).color), behind);
    const [brighter, darker] = [light(front), light(behind)].sort((a, b) => b - a) as [number, number];
    const contrast = (brighter + 0.05) / (darker + 0.05);
    if (contrast < 4.5) faint.push(`${contrast.toFixed(2)}: ${element.textContent?.trim().slice(0, 40)}`);
  }
  return faint;
}
