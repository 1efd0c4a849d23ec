import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';

story('a reload forgets no wait, and what is kept holds no key', {}, async (workbench) => {
  await using simulator = await startSimulator();
  const { statusBar, commandPalette, page } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  await statusBar.gaugeShows(/\d+%/);
  simulator.setAnswer({ kind: 'overloaded', retryAfter: 600 });
  await commandPalette.run('Keygauge: Check Now');
  await statusBar.gaugeShows(/wait (?:9|10) min/);
  // At once: what is on the disk was written as the window closed.
  const asked = simulator.requests.length;
  await workbench.reload();
  await statusBar.gaugeShows(/wait (?:9|10) min/);
  await page.waitForTimeout(3_000);
  assert.deepEqual(simulator.requests.slice(asked), [], `nothing is asked within the wait, ${asked} requests before`);

  const folder = join(workbench.editor.home, 'state/keygauge');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  assert.ok(files.some((name) => name.startsWith('state-')) && files.some((name) => name.startsWith('history-')));
  for (const name of files) {
    assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
    assert.doesNotMatch(readFileSync(join(folder, name), 'utf8'), /sk-simulator|Bearer/);
  }
});
