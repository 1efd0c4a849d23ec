import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { inkIn } from './ink.ts';
import { atPercent } from './manyModels.ts';
import type { OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { situations } from './situations.ts';
import { failureOf, keyOf, modelOf, pastOf, snapshotOf } from './snapshots.ts';
import { themes } from './themes.ts';

const atRisk = { state: 'soon', requestSize: 100_000, timeToEmpty: 20 } as const;
const withLimit = (changes: Parameters<typeof atPercent>[2]) =>
  snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [atPercent(30, 'gpt-5', { ...atRisk, ...changes })] })] }));

describe('the chart of the last minutes', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await sharedBrowser();
    panel = await browser.open();
  });

  const canvas = () => panel.page.locator('keygauge-strip canvas');
  /** Pixels of a color of the theme. */
  const pixels = async (variable: keyof (typeof themes)['dark']['variables'], theme: 'dark' | 'light' = 'dark') =>
    (await inkIn(canvas())).colors[themes[theme].variables[variable]] ?? 0;

  it('says in words what it shows', async () => {
    await panel.show(situations.risk);
    assert.match(
      (await panel.page.locator('.strip figcaption').textContent()) ?? '',
      /^In the last two minutes the lowest level of input tokens per minute was 10%, and 1 request was refused\.$/,
    );
    const text = await panel.page.locator('.strip').innerText();
    for (const words of ['30K input tokens', 'now', '−2 min', '+1 min', 'refused 20 s ago'])
      assert.ok(text.includes(words), words);
  });

  it('has a red dot for each refusal of the last two minutes', async () => {
    await panel.show(withLimit({ refusals: [] }));
    assert.equal(await pixels('--vscode-charts-red'), 0);
    await panel.show(withLimit({ refusals: [500] }));
    assert.equal(await pixels('--vscode-charts-red'), 0, 'longer ago');
    await panel.show(withLimit({ refusals: [20] }));
    const one = await pixels('--vscode-charts-red');
    await panel.show(withLimit({ refusals: [20, 60, 90] }));
    const three = await pixels('--vscode-charts-red');
    assert.ok(one > 10 && Math.abs(three - 3 * one) < one, `${one}, ${three}`);
  });

  it('hatches the likely next minute, and nothing where no level is known', async () => {
    const pace = { requestsPerMinute: 6, typicalRequest: 100_000 };
    await panel.show(withLimit({ pace }));
    const likely = (await inkIn(canvas())).right;
    const limits = [atPercent(30, 'gpt-5', { pace, level: null, state: 'unknown', refusals: [10] })];
    const refused = { status: 'waiting', lastFailure: failureOf() } as const;
    await panel.show(snapshotOf(keyOf({ ...refused, models: [modelOf('gpt-5', { limits })] })));
    assert.ok(likely > 3 * (await inkIn(canvas())).right, `${likely}`);
  });

  it('has gaps where nothing was known', async () => {
    const past = (levels: (number | null)[]) => withLimit({ requestSize: null, history: pastOf(levels, 10) });
    await panel.show(past(Array.from({ length: 13 }, () => 0.6)));
    const whole = (await inkIn(canvas())).left;
    await panel.show(past(Array.from({ length: 13 }, (_, at) => (at > 1 && at < 5 ? null : 0.6))));
    assert.ok((await inkIn(canvas())).left < whole);
  });

  it('follows the theme', async () => {
    await panel.show(withLimit({ refusals: [20] }));
    assert.ok((await pixels('--vscode-foreground')) > 50);
    await panel.useTheme('light');
    await panel.page.waitForTimeout(100);
    assert.ok((await pixels('--vscode-foreground', 'light')) > 50);
    assert.ok((await pixels('--vscode-charts-red', 'light')) > 10);
    await panel.useTheme('dark');
  });

  it('is left out where the last minutes explain nothing', async () => {
    const hasChart = async (snapshot: Snapshot) => {
      await panel.show(snapshot);
      return (await panel.page.locator('keygauge-strip').count()) > 0;
    };
    assert.equal(await hasChart(withLimit({})), true);
    for (const name of ['fine', 'noCredit', 'refused', 'missing', 'offline', 'noKey', 'unknown'] as const) {
      assert.equal(await hasChart(situations[name]), false, name);
    }
    assert.equal(await hasChart(withLimit({ window: null })), false, 'of an unknown window');
    assert.equal(await hasChart(withLimit({ window: 86_400 })), false, 'of a day');
  });
});
