import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';
import type { Workbench } from '../support/workbench.ts';

/** With the one chosen from the start, eight limits. */
const others = ['gpt-5-mini', 'gpt-5-nano', 'gpt-4o'];
const limits = { 'gpt-5': { 'project-tokens': 250_000 }, 'gpt-4o': { requests: 0, 'requests-per-day': 10_000 } };

/** How far the panel's content is wider than the panel; 0 when it fits. */
function overflow(workbench: Workbench): Promise<number> {
  return workbench
    .panel()
    .locator('main')
    .evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function watchEightLimits(workbench: Workbench, baseUrl: string): Promise<void> {
  const { commandPalette, quickPick, page } = workbench;
  await addKey(workbench, { baseUrl });
  await commandPalette.run('Keygauge: Choose Models to Watch…');
  await quickPick.opens('Models to watch');
  for (const model of others) {
    await page.locator('.quick-input-box input').fill(model);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
  }
  await quickPick.confirm();
  await workbench.openPanel();
  await opensAll(workbench);
}

/** Opens every row, and those that are folded away because they are nearly full. */
async function opensAll(workbench: Workbench): Promise<void> {
  const closed = workbench.panel().locator('.row-name[aria-expanded="false"]');
  await closed.first().waitFor();
  while ((await closed.count()) > 0) await closed.first().click();
  await workbench.panel().getByRole('meter').nth(7).waitFor();
}

const size = { width: 1280, height: 900 };
story('eight limits can be read at 200 % zoom, and fit in a window of 300 pixels', { size }, async (workbench) => {
  await using simulator = await startSimulator({ limits });
  const { commandPalette, page } = workbench;
  await watchEightLimits(workbench, simulator.openaiBaseUrl);
  await workbench.screenshot('eight-limits');
  // What a window of this size shows when it is zoomed.
  const browser = await page.context().newCDPSession(page);
  const zoomed = { width: 640, height: 450, deviceScaleFactor: 2, mobile: false };
  await browser.send('Emulation.setDeviceMetricsOverride', zoomed);
  await page.waitForTimeout(500);
  await workbench.screenshot('eight-limits-zoomed');
  assert.ok((await overflow(workbench)) <= 0, 'nothing has to be scrolled sideways at 200 %');
  await browser.send('Emulation.clearDeviceMetricsOverride');
  await browser.detach();

  await commandPalette.run('View: Toggle Primary Side Bar Visibility');
  await page.setViewportSize({ width: 300, height: 900 });
  await workbench.panel().getByRole('meter').nth(7).waitFor();
  await page.waitForTimeout(300);
  await workbench.screenshot('eight-limits-300px');
  assert.ok((await overflow(workbench)) <= 0, 'nothing has to be scrolled sideways at 300 pixels');
  await workbench.panel().getByRole('meter').nth(7).scrollIntoViewIfNeeded();
  await workbench.screenshot('eight-limits-300px-below');
});
