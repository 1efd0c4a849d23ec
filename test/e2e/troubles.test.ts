import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';

story('whatever the provider answers, the gauge says it in words', {}, async (workbench) => {
  await using simulator = await startSimulator();
  const { commandPalette, statusBar } = workbench;
  const checkNow = () => commandPalette.run('Keygauge: Check Now');
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  await workbench.openPanel();
  const panel = workbench.panel();
  await panel.getByRole('meter').first().waitFor();

  simulator.setAnswer({ kind: 'no-credit' });
  await checkNow();
  await statusBar.gaugeShows('no credit');
  await panel.getByText('Last error').click();
  await panel.getByText('You exceeded your current quota', { exact: false }).first().waitFor();
  await workbench.screenshot('trouble-no-credit');

  simulator.setAnswer({ kind: 'unavailable' });
  await checkNow();
  await statusBar.gaugeShows(/overloaded|provider trouble/);
  await workbench.screenshot('trouble-unavailable');

  simulator.setAnswer({ kind: 'malformed-headers' });
  await checkNow();
  await statusBar.gaugeShows(/\d+%|no reading/);

  simulator.setAnswer(null);
  await checkNow();
  await statusBar.gaugeShows(/\d+%/);

  simulator.setAnswer({ kind: 'refused-key' });
  await checkNow();
  await statusBar.gaugeShows('key refused');
  await workbench.screenshot('trouble-key-refused');
  const asked = simulator.requests.length;
  await workbench.page.waitForTimeout(5000);
  assert.equal(simulator.requests.length, asked, 'a refused key is not tried again by itself');

  simulator.setAnswer(null);
  await checkNow();
  await statusBar.gaugeShows(/\d+%/);
  await simulator.close();
  await checkNow();
  await statusBar.gaugeShows('offline');
  await workbench.screenshot('trouble-offline');
});

story('a refusal with retry-after is counted down and obeyed', {}, async (workbench) => {
  await using simulator = await startSimulator({ limits: { 'gpt-5': { requests: 6 } } });
  const { commandPalette, statusBar, notifications } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  for (let used = 1; used <= 6; used++) await commandPalette.run('Keygauge: Check Now');
  await statusBar.gaugeShows(/requests\/min · \d+ s/);
  await workbench.screenshot('trouble-wait');
  const asked = simulator.requests.length;
  await commandPalette.run('Keygauge: Check Now');
  await notifications.open();
  await notifications.withText(/the provider asked to wait/).waitFor();
  assert.equal(simulator.requests.length, asked, 'not even a user’s own check breaks the wait');
  await statusBar.gaugeShows(/\d+%/, 30_000);
  assert.ok(simulator.requests.filter(({ status }) => status === 429).length === 1);
});

story('a key that the secret storage has lost is said to be missing and can be put back', {}, async (workbench) => {
  await using simulator = await startSimulator();
  const { statusBar, inputBox, commandPalette } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  await workbench.page.evaluate(() => localStorage.removeItem('secrets.provider'));
  await workbench.reload();
  await statusBar.gaugeShows('key missing');
  await workbench.screenshot('trouble-key-missing');
  await commandPalette.run('Keygauge: Replace a Key…');
  await inputBox.opens(/^API key for 127/);
  await inputBox.answer('sk-simulator');
  await statusBar.gaugeShows(/\d+%/);
});
