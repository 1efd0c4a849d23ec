import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { startCanary } from '../support/canary.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

story('a redirect never takes a key anywhere, and the user reads what happened', {}, async (workbench) => {
  await using canary = await startCanary();
  await using simulator = await startSimulator();
  const { commandPalette, statusBar } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  await workbench.openPanel();
  const panel = workbench.panel();
  await panel.getByRole('meter').first().waitFor();

  for (const status of [301, 302, 307, 308] as const) {
    simulator.setAnswer({ kind: 'redirect', to: `${canary.origin}/v1/chat/completions`, status });
    const before = simulator.requests.length;
    await commandPalette.run('Keygauge: Check Now');
    await until(() => simulator.requests.length > before);
    await statusBar.gaugeShows('unclear error');
    await panel.getByText(`redirect (${status})`, { exact: false }).first().waitFor({ state: 'attached' });
  }
  await workbench.screenshot('trouble-redirect');
  assert.equal(canary.connections, 0);

  simulator.setAnswer(null);
  await commandPalette.run('Keygauge: Check Now');
  await statusBar.gaugeShows(/\d+%/);
  assert.equal(canary.connections, 0);
});
