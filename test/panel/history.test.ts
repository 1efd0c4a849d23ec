import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { seriousViolations } from '../support/axe.ts';
import { focused } from './focused.ts';
import { inkIn } from './ink.ts';
import type { OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { busyPast, emptyPast, pastEnds, pastOfLimit, pastOfSessions } from './pasts.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { keyOf, limitOf, modelOf, snapshotOf } from './snapshots.ts';
import { type ThemeName, themes } from './themes.ts';

const limits = [limitOf({ id: 'tokens' }), limitOf({ id: 'requests', unit: 'requests' })];
const snapshot = snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits })] }));
const pictures = fileURLToPath(new URL('../../.screenshots/', import.meta.url));

/** Opens the history of the first limit as its user does. */
async function openHistory(panel: OpenPanel, steps = busyPast): Promise<void> {
  await panel.show(snapshot);
  const back = panel.page.getByRole('button', { name: 'Limits', exact: true });
  if ((await back.count()) > 0) await back.click();
  const row = panel.page.locator('.row-name').first();
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
  await panel.page
    .getByRole('button', { name: /^History:/ })
    .first()
    .click();
  await panel.send(pastOfLimit('tokens', steps));
  await panel.page.locator('.past').waitFor();
}

describe('the history of a limit', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await sharedBrowser();
    panel = await browser.open();
  });
  const chart = () => panel.page.locator('keygauge-past');

  it('is asked for when it is opened, and for the limit that is chosen then', async () => {
    await openHistory(panel);
    assert.deepEqual((await panel.intents()).at(-1), { type: 'show-history', limitId: 'tokens' });
    await panel.page.getByRole('button', { name: 'Requests per minute' }).click();
    assert.deepEqual((await panel.intents()).at(-1), { type: 'show-history', limitId: 'requests' });
    await panel.send(pastOfLimit('requests'));
    assert.equal(
      await panel.page.getByRole('button', { name: 'Requests per minute' }).getAttribute('aria-pressed'),
      'true',
    );
  });

  it('opens with the span that fits what is known, and stays with it', async () => {
    const isOn = (name: string) => panel.page.getByRole('button', { name }).getAttribute('aria-pressed');
    await openHistory(panel, { ...busyPast, day: busyPast.day.slice(-3), month: [] });
    assert.equal(await isOn('1 h'), 'true');
    await panel.send(pastOfLimit('tokens'));
    assert.equal(await isOn('1 h'), 'true');
    await openHistory(panel);
    assert.equal(await isOn('24 h'), 'true');
  });

  it('is entered and left by the keyboard without losing the place, as the keys are', async () => {
    const fresh = await browser.open();
    await fresh.show(snapshot);
    const press = (name: RegExp) => fresh.page.getByRole('button', { name }).first().press('Enter');
    const row = /^gpt-5, tokens per minute/;
    await press(/^Manage keys$/);
    assert.equal(await focused(fresh), 'Limits');
    await fresh.page.keyboard.press('Enter');
    assert.match((await focused(fresh)) ?? '', row);
    await fresh.page.keyboard.press('Enter');
    await press(/^History:/);
    await fresh.send(pastOfLimit('tokens', busyPast));
    await fresh.page.locator('.past').waitFor();
    assert.equal(await focused(fresh), 'Limits');
    await press(/^Requests per minute$/);
    await fresh.send(pastOfLimit('requests'));
    assert.equal(await focused(fresh), 'Limits');
    await fresh.page.keyboard.press('Enter');
    assert.match((await focused(fresh)) ?? '', row);
    // Rows do not move while one has the focus, which a click therefore gives to none.
    await fresh.page.getByRole('button', { name: 'Manage keys' }).click();
    await fresh.page.getByRole('button', { name: 'Limits', exact: true }).click();
    assert.equal(await focused(fresh), null);
    await fresh.close();
  });

  it('says what happened in each span, and on which days at what hours it was hard', async () => {
    await openHistory(panel);
    const text = await panel.text();
    assert.match(text, /\d+ refusals, the last at /);
    assert.match(text, /Lowest: \d+% at /);
    const rows = await panel.page.locator('.past > table:not(.past-asked) tbody tr').allInnerTexts();
    assert.ok(rows.length >= 30 && rows.length <= 80, `${rows.length} stretches in a month of two a day`);
    assert.match(rows[0] ?? '', /heard from an extension, seen by the gateway/);
    await panel.page.getByRole('button', { name: '1 h' }).click();
    assert.match(await panel.text(), /line: lowest level in each minute/);
    await panel.page.getByRole('button', { name: '30 days' }).click();
    assert.match(await panel.text(), /line: lowest level in each hour/);
    assert.ok((await panel.page.locator('.past-steps tbody tr:not(.gap)').count()) === busyPast.month.length);
  });

  it('draws refusals as dots, and hatches the night in which nobody looked', async () => {
    await openHistory(panel);
    const { red, blue } = {
      red: themes.dark.variables['--vscode-charts-red'],
      blue: themes.dark.variables['--vscode-charts-blue'],
    };
    const busy = await inkIn(chart().locator('canvas'));
    assert.ok((busy.colors[red] ?? 0) > 20 && (busy.colors[blue] ?? 0) > 20, JSON.stringify(busy.colors));
    await openHistory(panel, { ...busyPast, day: busyPast.day.map((step) => ({ ...step, refusals: 0 })) });
    assert.equal((await inkIn(chart().locator('canvas'))).colors[red] ?? 0, 0);
    await openHistory(panel, { ...emptyPast, day: busyPast.day.slice(-1) });
    assert.ok(((await inkIn(chart().locator('canvas'))).colors[blue] ?? 0) > 5, 'a single step is a dot');
    await openHistory(panel, emptyPast);
    const empty = await inkIn(chart().locator('canvas'));
    assert.equal(empty.colors[blue] ?? 0, 0);
    assert.ok(empty.middle > 2_000, 'all of it is a gap');
    assert.match(await panel.text(), /Nobody looked in this time/);
  });

  it('cuts no time off at its edges', async () => {
    const fresh = await browser.open();
    await fresh.page.evaluate(() => {
      const written: [string, number, number][] = [];
      Object.assign(window, { written });
      const { fillText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        const right = x + this.measureText(text).width * (this.textAlign === 'center' ? 0.5 : 0);
        written.push([text, right, this.canvas.width]);
        fillText.call(this, text, x, y);
      };
    });
    await openHistory(fresh);
    await fresh.page.getByRole('button', { name: '1 h' }).click();
    // A minute after a time that would be written.
    await fresh.send({ ...pastOfLimit('tokens'), at: Date.UTC(2026, 7, 19, 14, 31) });
    await fresh.page.locator('keygauge-past canvas').waitFor();
    const written = await fresh.page.evaluate(
      () => (window as unknown as { written: [string, number, number][] }).written,
    );
    const times = written.filter(([text]) => /:/.test(text));
    assert.ok(times.length > 4, 'times are written');
    assert.deepEqual(
      times.filter(([, right, width]) => right > width),
      [],
    );
    await fresh.close();
  });

  it('tells the night in which the machine slept apart, in the chart, its legend and the table', async () => {
    await openHistory(panel);
    await panel.page.locator('.hatched.asleep').waitFor();
    const rows = await panel.page.locator('.past-steps tr.gap').allTextContents();
    assert.ok(rows.some((text) => /asleep/.test(text)) && rows.some((text) => /nobody looked/.test(text)), rows.join());
    const pictureWith = async (sleeps: Parameters<typeof pastOfLimit>[2], why: string) => {
      await panel.send(pastOfLimit('tokens', emptyPast, sleeps));
      await panel.page.locator('.past-steps tr.gap:only-child').filter({ hasText: why }).waitFor({ state: 'attached' });
      return chart().locator('canvas').screenshot();
    };
    const unseen = await pictureWith([], 'nobody looked');
    assert.equal(await panel.page.locator('.hatched.asleep').count(), 0);
    assert.notDeepEqual(await pictureWith([{ from: 0, to: pastEnds }], 'asleep'), unseen);
  });

  it('tells the values of a step at the pointer and by the keyboard', async () => {
    await openHistory(panel);
    const values = panel.page.locator('.past-values');
    await chart().hover({ position: { x: 700, y: 60 } });
    const atPointer = await values.innerText();
    assert.match(atPointer, /: \d+% to \d+%/);
    await chart().focus();
    const last = Number(await chart().getAttribute('aria-valuemax'));
    await panel.page.keyboard.press('End');
    const latest = await chart().getAttribute('aria-valuetext');
    await panel.page.keyboard.press('ArrowLeft');
    assert.equal(await chart().getAttribute('aria-valuenow'), String(last - 1));
    assert.notEqual(await chart().getAttribute('aria-valuetext'), latest);
    assert.equal(await values.innerText(), await chart().getAttribute('aria-valuetext'));
    await panel.page.keyboard.press('Home');
    assert.equal(await chart().getAttribute('aria-valuenow'), '0');
  });

  it('says who made the requests of the span, each tool with its sessions, literally', async () => {
    await openHistory(panel, pastOfSessions);
    const rows = panel.page.locator('.past-asked tbody tr');
    const told = async () => (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    const steps = pastOfSessions.day.length;
    const [tool, agents, session, before, others, strange, own] = await told();
    assert.equal(tool, `Claude Code ${(12 * steps).toLocaleString('en')}`);
    assert.match(agents ?? '', /^Claude Code \(subagents of .+\) \d/);
    assert.match(session ?? '', /^Claude Code \(session of .+\) \d/);
    assert.match(before ?? '', /^Claude Code \(session of .*12.*\) \d/);
    assert.equal(others, `Claude Code (other sessions) ${(2 * steps).toLocaleString('en')}`);
    assert.match(strange ?? '', /^A tool with a name that is longer .*…? \d/);
    assert.match(own ?? '', /^Keygauge \d/);
    assert.equal(await panel.page.locator('.past-asked b').count(), 0);
    await panel.page.getByRole('button', { name: '1 h' }).click();
    assert.match(await panel.page.locator('.past-asked caption').innerText(), /within 1 h$/);
    assert.equal((await told())[0], `Claude Code ${12 * pastOfSessions.hour.length}`);
    await openHistory(panel, emptyPast);
    assert.equal(await rows.count(), 0);
  });

  it('is asked for anew every minute while it is looked at', async () => {
    await openHistory(panel);
    const count = async () => (await panel.intents()).length;
    const before = await count();
    for (const [later, asked] of [
      [30_000, 0],
      [61_000, 1],
      [66_000, 1],
      [122_000, 2],
    ] as const) {
      await panel.show({ ...snapshot, at: pastEnds + later });
      assert.equal((await count()) - before, asked, `${later} ms later`);
    }
  });

  it('leads to a file with all of it, and back', async () => {
    await openHistory(panel);
    await panel.page.getByRole('button', { name: 'Export' }).click();
    assert.deepEqual((await panel.intents()).at(-1), { type: 'export-history' });
    await panel.page.getByRole('button', { name: 'Limits', exact: true }).click();
    await panel.page.locator('.model').first().waitFor();
    assert.deepEqual(await panel.complaints(), []);
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const width of [900, 300]) {
      it(`has nothing serious for axe, and nothing that sticks out (${theme}, ${width} px)`, async () => {
        const own = await browser.open({ theme, width });
        await openHistory(own, pastOfSessions);
        await own.unfold();
        assert.deepEqual(await seriousViolations(own.page, theme !== 'dark'), []);
        const { inner, outer } = await own.page.evaluate(() => ({
          inner: document.documentElement.scrollWidth,
          outer: document.documentElement.clientWidth,
        }));
        assert.ok(inner <= outer, `${inner} in ${outer}`);
        if (process.env.PICTURES) {
          mkdirSync(pictures, { recursive: true });
          await own.page.screenshot({ path: `${pictures}history-${theme}-${width}.png`, fullPage: true });
        }
        await own.close();
      });
    }
  }
});
