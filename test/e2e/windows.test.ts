import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

/** Both editors are those of one user on one machine. */
const user = mkdtempSync(join(tmpdir(), 'kg-'));
const env = { XDG_STATE_HOME: user, XDG_RUNTIME_DIR: user };
after(() => rmSync(user, { recursive: true, force: true }));

story(
  'two editors at once have one engine: each shows the other’s key, and one of them checks',
  { hostEnv: env },
  async (first, _, openBeside) => {
    await using simulator = await startSimulator();
    await using other = await startSimulator();
    await addKey(first, { baseUrl: simulator.openaiBaseUrl, label: 'work' });
    const second = await openBeside({ version: '1.105.1', env });
    await second.statusBar.gaugeShows(/\d+%/);
    const before = simulator.requests.length;
    await second.commandPalette.run('Keygauge: Check Now');
    await until(() => simulator.requests.length > before);

    await addKey(second, { baseUrl: other.openaiBaseUrl, label: 'home' });
    for (const workbench of [first, second]) {
      await workbench.openPanel();
      for (const label of [/\bwork\b/, /\bhome\b/]) await workbench.panel().getByText(label).first().waitFor();
    }
    assert.ok(other.requests.length > 0);

    await second.commandPalette.run('Keygauge: Remove a Key…');
    await second.notifications.withText(/Removed the key “home”/).waitFor();
    await first
      .panel()
      .getByText(/\bhome\b/)
      .first()
      .waitFor({ state: 'detached' });
    await first.screenshot('two-editors');
  },
);

story('what one window adds, renames or removes is so in the other at once', {}, async (first, context) => {
  await using simulator = await startSimulator();
  await addKey(first, { baseUrl: simulator.openaiBaseUrl, label: 'work' });
  const second = await first.openAnotherWindow();
  await second.statusBar.gaugeShows(/\d+%/);
  await second.openPanel();
  const seen = async (what: string, label: RegExp, state: 'visible' | 'detached' = 'visible') => {
    const begun = performance.now();
    await second.panel().getByText(label).first().waitFor({ state, timeout: 5_000 });
    context.diagnostic(`${what}: there after ${Math.round(performance.now() - begun)} ms`);
  };
  await seen('the key of before', /\bwork\b/);

  await first.commandPalette.run('Keygauge: Rename a Key…');
  await first.inputBox.opens('Name of the key');
  await first.inputBox.answer('private');
  await seen('renamed', /\bprivate\b/);
  await addKey(first, { baseUrl: simulator.openaiBaseUrl, label: 'team' });
  await seen('added', /\bteam\b/);
  await first.commandPalette.run('Keygauge: Remove a Key…');
  await first.quickPick.choose('team');
  await seen('removed', /\bteam\b/, 'detached');
  await second.page.close();
});
