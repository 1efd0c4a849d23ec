import type { Page } from 'playwright-core';
import { pastSteps } from '../src/core/history/pastView.ts';
import { Series } from '../src/core/history/series.ts';
import type { ToPanel } from '../src/wire/panelMessages.ts';
import { forty } from '../test/panel/manyModels.ts';
import { PanelBrowser } from '../test/panel/panelBrowser.ts';
import { messageOf } from '../test/panel/snapshots.ts';
import { type Figure, limited, told } from './figure.ts';
import { median } from './statistics.ts';

const openings = 15;
const minute = 60_000;
const days = 30;
/** When the past ends that is opened; milliseconds since 1970. */
const end = Date.UTC(2026, 7, 19, 14, 36);

/** Times the panel's page with eight keys, forty models and 72 limits, in the browser of the panel's tests. */
export async function measure(): Promise<Figure[]> {
  const browser = await PanelBrowser.start();
  try {
    const { page } = await browser.open({ width: 900, height: 800 });
    const [message, making] = timed(() => messageOf(forty));
    const series = monthOf();
    const [past, finding] = timed(() => pastOf(series));
    await page.addInitScript(answerThePage, [message, past] as const);
    const times: number[] = [];
    for (let opening = 0; opening < openings; opening++) times.push(await timeToRows(page));
    await page.getByRole('button', { name: 'By key' }).click();
    const frames = await scroll(page);
    const late = frames.filter((frame) => frame > 1.5 * (1000 / 60)).length;
    const pasts = await timesToPast(page);
    return [
      // The words are made in the host, before anything else: the first time, as when a panel is opened.
      limited(`panel: opening with 40 models, median of ${openings}`, making + median(times), 200, 'ms'),
      limited('panel: a frame while 40 open rows scroll, median', median(frames), 17, 'ms'),
      // Its steps are found in the host first, among all minutes and hours.
      limited(`panel: opening the past of a limit, median of ${openings}`, finding + median(pasts.opened), 200, 'ms'),
      limited(`panel: drawing 30 days of it, median of ${openings}`, median(pasts.month), 200, 'ms'),
      told('panel: frames that came late while they scroll', (100 * late) / frames.length, '%'),
    ];
  } finally {
    await browser.close();
  }
}

/** What is made, and the milliseconds that it takes. */
function timed<Made>(make: () => Made): [Made, number] {
  const begun = performance.now();
  return [make(), performance.now() - begun];
}

/** Milliseconds from the beginning of a load to the frame that shows the rows. */
async function timeToRows(page: Page): Promise<number> {
  await page.reload();
  return page.evaluate(() => (globalThis as unknown as { shown: Promise<number> }).shown);
}

/** A limit that was read in every minute of a month. */
function monthOf(): Series {
  const series = new Series();
  for (let at = end - days * 1440 * minute; at < end; at += minute) {
    const mean = 0.5 + 0.4 * Math.sin(at / minute / 7);
    const level = { least: mean - 0.1, mean, most: mean + 0.1 };
    series.add({ at, level, refusals: mean < 0.11 ? 1 : 0, checks: 1, requests: { Cline: 3 } });
  }
  return series;
}

function pastOf(series: Series): ToPanel & { type: 'history' } {
  const [limitId] = forty.keys.flatMap(({ models }) => models.flatMap(({ limits }) => limits.map(({ id }) => id)));
  if (limitId === undefined) throw new Error('No limit has a past.');
  const thresholds = { low: 0.2, critical: 0.05 };
  return { type: 'history', limitId, at: end, steps: pastSteps(series, end), sleeps: [], thresholds };
}

/** Milliseconds from the click that opens a past, and from there the one on its month, to the frame after each drawing. */
async function timesToPast(page: Page): Promise<{ readonly opened: number[]; readonly month: number[] }> {
  await timeToRows(page);
  const row = page.locator('.row-name').first();
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
  const times = { opened: [] as number[], month: [] as number[] };
  while (times.month.length < openings) {
    times.opened.push(
      await page
        .getByRole('button', { name: /^History:/ })
        .first()
        .evaluate(timeToChart),
    );
    times.month.push(await page.getByRole('button', { name: '30 days' }).evaluate(timeToChart));
    await page.getByRole('button', { name: 'Limits', exact: true }).click();
  }
  return times;
}

/** Runs in the page. */
async function timeToChart(button: SVGElement | HTMLElement): Promise<number> {
  const begun = performance.now();
  button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  while (!document.querySelector('keygauge-past canvas')) await frame();
  await frame();
  await frame();
  return performance.now() - begun;
}

/** Milliseconds between the frames of two seconds of scrolling, as far as the page goes, down and up again. */
function scroll(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const root = document.scrollingElement ?? document.documentElement;
    const frames: number[] = [];
    let step = 25;
    let last = performance.now();
    const end = last + 2000;
    while (last < end) {
      root.scrollTop += step;
      if (root.scrollTop === 0 || root.scrollTop + innerHeight >= root.scrollHeight) step = -step;
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frames.push(now - last);
      last = now;
    }
    return frames.slice(5);
  });
}

/**
 * Runs in the page before its own scripts: answers its greeting with a snapshot, notes when that is seen, and gives the same
 * past to whoever asks for one.
 */
function answerThePage([message, past]: readonly [ToPanel, ToPanel]): void {
  const page = window as unknown as {
    acquireVsCodeApi: () => { postMessage(said: { type: string }): void };
    shown: Promise<number>;
  };
  const acquire = page.acquireVsCodeApi;
  page.acquireVsCodeApi = () => {
    const api = acquire();
    const postMessage = (said: { type: string; limitId?: string }) => {
      api.postMessage(said);
      if (said.type === 'ready') window.postMessage(message, '*');
      if (said.type === 'show-history') window.postMessage({ ...past, limitId: said.limitId }, '*');
    };
    return { ...api, postMessage };
  };
  page.shown = new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('.model')) requestAnimationFrame(() => resolve(performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  });
}
