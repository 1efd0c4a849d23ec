import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { gaugeItem, noteTextsFromStart, type ShownText } from '../support/gaugeTexts.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

story('a reload, a restart and a crash show the last known at once, and keep the history', {}, async (workbench) => {
  await using simulator = await startSimulator({
    limits: { 'gpt-5': { requests: 0, tokens: 0, 'tokens-per-day': 1_000_000 } },
  });
  const { page, statusBar } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  // From now on nothing new is learnt, so what is shown was known before.
  simulator.setAnswer({ kind: 'slow', milliseconds: 20_000 });
  await page.waitForTimeout(2_500);
  const texts = await noteTextsFromStart(page, gaugeItem);
  const before = await minutesIn(workbench);
  assert.ok(before.length > 0);
  const restarts = {
    'a reload': () => workbench.reload(),
    'a new start': () => workbench.load(),
    'a crash': async () => {
      process.kill(Number(await extensionHostOf(workbench.editor.home)), 'SIGKILL');
      return workbench.load();
    },
  };
  for (const [name, restart] of Object.entries(restarts)) {
    await restart();
    const first = await firstText(texts);
    assert.match(first, /^100%$/, name);
    const hover = await statusBar.gaugeHover();
    assert.match(await hover.innerText(), /checked (?:just now|\d+ (?:s|min) ago)/, name);
    await page.keyboard.press('Escape');
  }
  const after = await minutesIn(workbench);
  assert.deepEqual(after.slice(-before.length), before, 'no minute of before is gone');
});

/** What the gauge began with, as soon as it is there. */
async function firstText(texts: () => Promise<readonly ShownText[]>): Promise<string> {
  for (let attempt = 1; attempt <= 600; attempt++) {
    const first = (await texts()).find(({ text }) => text !== '');
    if (first) return first.text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The gauge did not come back in a minute.');
}

/** What the table below the chart says of each step, the latest first. */
async function minutesIn(workbench: Workbench): Promise<string[]> {
  await workbench.openPanel();
  const panel = workbench.panel();
  const row = panel.locator('.row-name').first();
  await row.waitFor();
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
  const history = panel.getByRole('button', { name: /^History:/ }).first();
  await history.click();
  await panel.locator('keygauge-past canvas').waitFor();
  await panel.getByText('As a table').click();
  return panel.locator('.past-steps tbody tr:not(.gap)').allInnerTexts();
}

/** The process that runs the extensions of the window of an editor whose files lie in this folder. */
async function extensionHostOf(home: string): Promise<string> {
  const read = (pid: string, what: string) => {
    try {
      return readFileSync(`/proc/${pid}/${what}`, 'utf8');
    } catch {
      return '';
    }
  };
  // In ticks since the machine has started: the 22nd field, of which the second is a name in brackets (proc(5)).
  const startedAt = (pid: string) => Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[19]);
  const own = () =>
    readdirSync('/proc').filter(
      (pid) =>
        /^\d+$/.test(pid) &&
        read(pid, 'cmdline').includes('--type=extensionHost') &&
        read(pid, 'environ').includes(`HOME=${home}\0`),
    );
  await until(() => own().length > 0);
  // That of the window before may take a while to end.
  return own().reduce((latest, pid) => (startedAt(pid) > startedAt(latest) ? pid : latest));
}
