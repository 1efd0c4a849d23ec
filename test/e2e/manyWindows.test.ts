import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { focusOnly } from '../support/focus.ts';
import { addKey } from '../support/keys.ts';
import { leaveOfTokens } from '../support/otherClient.ts';
import { story } from '../support/story.ts';
import type { Workbench } from '../support/workbench.ts';

/** Both editors are those of one user on one machine. */
const user = mkdtempSync(join(tmpdir(), 'kg-'));
const env = { XDG_STATE_HOME: user, XDG_RUNTIME_DIR: user };
after(() => rmSync(user, { recursive: true, force: true }));

/** Checks a minute: a hundredth of the 500 requests of the simulator's usual limit. */
const share = 5;
const limits = { 'gpt-5': { tokens: 0, 'tokens-per-day': 2_000_000 } };

story(
  'three windows of two editors, a key added in each: one engine, and one notification, where the user is',
  { hostEnv: env },
  async (first, _, openBeside) => {
    // An account for each key: what drains one leaves the others alone.
    await using one = await startSimulator({ limits });
    await using two = await startSimulator({ limits });
    await using three = await startSimulator({ limits });
    const accounts = [one, two, three];
    const second = await openBeside({ version: '1.105.1', env });
    const windows = [first, second];
    const addOwnKey = async (window: Workbench) => {
      const at = windows.indexOf(window);
      await focusOnly(window, windows);
      await addKey(window, { baseUrl: accounts[at]?.openaiBaseUrl ?? '', label: `key ${at}` });
    };
    await addOwnKey(first);
    await addOwnKey(second);
    // In a browser, a window knows of secrets only what was there when it opened, and overwrites the rest.
    const third = await first.openAnotherWindow();
    windows.push(third);
    await addOwnKey(third);
    for (const window of windows) {
      await window.openPanel();
      for (const at of windows.keys()) await window.panel().getByText(`key ${at}`).first().waitFor();
    }
    await focusOnly(second, windows);
    await leaveOfTokens(one, 0.1);
    await first.commandPalette.run('Keygauge: Check Now');
    for (const window of windows) await window.statusBar.gaugeShows(/\d+% tokens\/day/);
    await second.notifications.shows(/tokens per day/);
    await second.screenshot('three-windows');
    const told = [];
    for (const window of windows)
      told.push((await window.notifications.texts()).filter((text) => /tokens per day/.test(text)).length);
    assert.deepEqual(told, [0, 1, 0]);
    await first.commandPalette.run('Keygauge: Quiet for 15 Minutes');
    await second.panel().getByText('Quiet until', { exact: false }).first().waitFor();
    await third.page.close();
  },
);

story(
  'four windows of two editors, and the focus wanders: they check as one, and not at all where that is not allowed',
  { hostEnv: env },
  async (first, context, openBeside) => {
    await using waiting = await startSimulator();
    await using refused = await startSimulator();
    const second = await openBeside({ version: '1.105.1', env });
    await addKey(first, { baseUrl: waiting.openaiBaseUrl, label: 'work' });
    await addKey(second, { baseUrl: refused.openaiBaseUrl, label: 'home' });
    const [third, fourth] = [await first.openAnotherWindow(), await second.openAnotherWindow()];
    const windows = [first, second, third, fourth];
    let moved = 0;
    const wander = async (seconds: number) => {
      for (const end = moved + seconds / 3; moved < end; moved++) {
        await focusOnly(windows[moved % windows.length] ?? first, windows);
        await first.page.waitForTimeout(3_000);
      }
    };
    for (const { statusBar } of windows) await statusBar.gaugeShows(/\d+%/);
    const counts = () => [waiting, refused].map(({ requests }) => requests.length);
    const since = (before: readonly number[]) => counts().map((now, at) => now - (before[at] ?? 0));
    const before = counts();
    await wander(60);
    const checks = since(before);
    context.diagnostic(`${checks.join(' and ')} checks in a minute`);
    assert.ok(Math.max(...checks) <= share, checks.join());

    const asked = counts();
    waiting.setAnswer({ kind: 'rate', retryAfter: 3600 });
    refused.setAnswer({ kind: 'refused-key' });
    while (since(asked).includes(0)) await wander(3);
    for (const { statusBar } of windows) await statusBar.gaugeShows('key refused');
    await wander(12);
    await fourth.reload();
    await second.reload();
    await wander(18);
    assert.deepEqual(since(asked), [1, 1], 'one request in all');
    await second.screenshot('four-windows');
    await third.page.close();
  },
);
