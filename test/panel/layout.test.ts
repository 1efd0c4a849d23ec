import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { faintTexts } from './faintTexts.ts';
import type { OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { situations } from './situations.ts';
import { type ThemeName, themes } from './themes.ts';

describe('layout', () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await sharedBrowser();
  });

  for (const width of [300, 400, 600, 640, 900, 1280, 1600]) {
    it(`nothing sticks out at ${width} px`, async () => {
      const panel = await browser.open({ width });
      for (const [name, snapshot] of Object.entries(situations)) {
        await panel.show(snapshot);
        assert.deepEqual(await overhang(panel), [], name);
      }
      await panel.close();
    });
  }

  it('nor in open rows and among the keys', async () => {
    const panel = await browser.open({ width: 300 });
    for (const name of ['several', 'eight', 'longNames', 'heard', 'heardKeys'] as const) {
      await panel.show(situations[name]);
      const closed = panel.page.locator('.model .row-name[aria-expanded=false]');
      while ((await closed.count()) > 0) await closed.first().press('Enter');
      assert.deepEqual(await overhang(panel), [], name);
      await panel.page.getByRole('button', { name: 'Manage keys' }).click();
      assert.deepEqual(await overhang(panel), [], `keys of ${name}`);
      await panel.page.getByRole('button', { name: 'Limits', exact: true }).click();
    }
    await panel.close();
  });

  for (const width of [300, 600, 900]) {
    it(`cuts long names, and never the number, the word or the limit (${width} px)`, async () => {
      const panel = await browser.open({ width });
      await panel.show(situations.longNames);
      const isCut = (selector: string) =>
        panel.page
          .locator(selector)
          .first()
          .evaluate((element) => element.scrollWidth > element.clientWidth);
      for (const kept of ['.row-percent', '.row-word']) assert.equal(await isCut(kept), false, kept);
      assert.equal(await isCut('.row-name'), true);
      assert.equal(await isCut('.row-whose'), true);
      assert.match((await panel.page.locator('.row-name').getAttribute('title')) ?? '', /^ft:.*9xYzAbCd$/);
      assert.match((await panel.page.locator('.row-place').getAttribute('title')) ?? '', /second half$/);
      const [limit, place] = await Promise.all(
        ['.row-limit', '.row-place'].map((name) => panel.page.locator(name).first().boundingBox()),
      );
      const left = (place?.x ?? 0) + (place?.width ?? 0) - (limit?.x ?? 0) - (limit?.width ?? 0);
      assert.ok(left >= 0, `the limit is cut by ${-left} px`);
      await panel.close();
    });
  }

  it('leaves what has no room beside the limit out, and room for a name (300 px)', async () => {
    const panel = await browser.open({ width: 300 });
    for (const name of ['offline', 'waiting', 'starting', 'noHeaders', 'several'] as const) {
      await panel.show(situations[name]);
      const rows = await panel.page.locator('.model .row').evaluateAll((all) =>
        all.map((row) => {
          const [limit, whose] = ['.row-limit', '.row-whose'].map((part) =>
            row.querySelector(part)?.getBoundingClientRect(),
          );
          const isBeside = !limit || whose?.top === limit.top;
          const title = row.querySelector('.row-name');
          return {
            title: title?.textContent?.trim(),
            whose: isBeside ? whose?.width : null,
            shows: title?.clientWidth,
            takes: title?.scrollWidth,
          };
        }),
      );
      assert.ok(rows.length > 0, name);
      for (const { title, whose, shows = 0, takes = 0 } of rows) {
        assert.ok(whose === null || (whose ?? 0) >= 50, `${name}, ${title}: ${whose} px for the key`);
        assert.ok(shows >= Math.min(takes, 100), `${name}, ${title}: ${shows} px for the name`);
      }
    }
    await panel.close();
  });

  for (const [width, lines] of [
    [240, 4],
    [300, 2],
  ] as const) {
    it(`gives the names of a model's other limits ${lines} lines at most (${width} px)`, async () => {
      const panel = await browser.open({ width });
      for (const name of ['eight', 'several', 'heard'] as const) {
        await panel.show(situations[name]);
        const closed = panel.page.locator('.model .row-name[aria-expanded=false]');
        while ((await closed.count()) > 0) await closed.first().press('Enter');
        const titles = await panel.page
          .locator('.row.other .row-title')
          .evaluateAll((all) => all.map((title) => ({ text: title.textContent?.trim(), high: title.clientHeight })));
        assert.ok(titles.length > 0, name);
        for (const { text, high } of titles)
          assert.ok(high > 0 && high <= lines * 20, `${name}, ${text}: ${high} px high`);
      }
      await panel.close();
    });
  }

  it('has rows of 44 px, with their marks in one line with that of the card', async () => {
    const panel = await browser.open({ width: 720 });
    await panel.show(situations.risk);
    const left = (selector: string) =>
      panel.page
        .locator(selector)
        .first()
        .evaluate((element) => Math.round(element.getBoundingClientRect().left));
    assert.equal(await left('.row-mark'), await left('.subject .icon'));
    assert.equal((await panel.page.locator('.row').first().boundingBox())?.height, 44);
    await panel.close();
  });

  it('draws the past of a row where there is room for it', async () => {
    for (const [width, isDrawn] of [
      [500, false],
      [600, false],
      [720, true],
      [1600, true],
    ] as const) {
      const panel = await browser.open({ width });
      await panel.show(situations.risk);
      assert.equal(await panel.page.locator('.row-spark').first().isVisible(), isDrawn, `${width}`);
      await panel.close();
    }
  });

  it('has the chart beside the sentence from 640 px on, and the rows beside the verdict from 1280', async () => {
    for (const [width, chart, rows] of [
      [600, 'below', 'below'],
      [720, 'beside', 'below'],
      [1600, 'below', 'beside'],
    ] as const) {
      const panel = await browser.open({ width });
      await panel.show(situations.risk);
      const where = async (one: string, other: string) => {
        const [first, second] = await Promise.all(
          [one, other].map((name) => panel.page.locator(name).first().boundingBox()),
        );
        return (first?.x ?? 0) + (first?.width ?? 0) <= (second?.x ?? 0) ? 'beside' : 'below';
      };
      assert.equal(await where('.verdict-words', '.strip'), chart, `chart at ${width}`);
      assert.equal(await where('.verdict', '.rows'), rows, `rows at ${width}`);
      await panel.close();
    }
  });

  it('has the first line of a step in the middle of its button', async () => {
    const panel = await browser.open({ width: 720 });
    await panel.show(situations.noCredit);
    await panel.unfold();
    const apart = await panel.page.locator('.advice li:has(vscode-button)').evaluateAll((all) =>
      all.map((step) => {
        const words = document.createRange();
        words.selectNodeContents(step.querySelector('span') ?? step);
        const [line] = words.getClientRects();
        const button = step.querySelector('vscode-button')?.getBoundingClientRect();
        return Math.abs((line?.top ?? 0) + (line?.height ?? 0) / 2 - (button?.top ?? 0) - (button?.height ?? 0) / 2);
      }),
    );
    assert.ok(apart.length > 0);
    assert.ok(Math.max(...apart) <= 1, apart.join());
    await panel.close();
  });

  it('has one first heading, and no level is skipped', async () => {
    const panel = await browser.open();
    for (const name of ['several', 'fine', 'noKey'] as const) {
      await panel.show(situations[name]);
      const levels = await panel.page
        .locator('h1, h2, h3, h4')
        .evaluateAll((all) => all.map((heading) => Number(heading.tagName[1])));
      assert.equal(levels.filter((level) => level === 1).length, 1, name);
      assert.equal(levels[0], 1, name);
      for (const [at, level] of levels.entries()) assert.ok(level <= (levels[at - 1] ?? 1) + 1, levels.join());
    }
    await panel.close();
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`text stands out in ${theme}`, async () => {
      const panel = await browser.open({ theme });
      for (const name of ['several', 'risk', 'noCredit', 'noKey'] as const) {
        await panel.show(situations[name]);
        assert.deepEqual(await panel.page.evaluate(faintTexts), [], name);
      }
      await panel.close();
    });
  }
});

/** What reaches beyond the right edge of the page. */
function overhang(panel: OpenPanel): Promise<string[]> {
  return panel.page.evaluate(() => {
    const right = document.documentElement.clientWidth;
    return [...document.querySelectorAll('main *')]
      .filter((element) => !element.closest('.spoken') && !element.matches(':is(.row-name, .chip) *'))
      .filter((element) => element.getBoundingClientRect().right > right + 0.5)
      .map((element) => element.getAttribute('class') || element.tagName);
  });
}
