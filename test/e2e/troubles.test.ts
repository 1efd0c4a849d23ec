import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { addKey } from '../support/keys.ts';
import { useElsewhere } from '../support/otherClient.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

story('whatever the provider answers, the gauge says it in words', {}, async (workbench) => {
  await using simulator = await startSimulator();
  const { commandPalette, statusBar } = workbench;
  // One answer for each check: what the gauge shows may be what it showed before.
  const checkNow = async () => {
    const before = simulator.requests.length;
    await commandPalette.run('Keygauge: Check Now');
    await until(() => simulator.requests.length > before);
  };
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
  await commandPalette.run('Keygauge: Check Now');
  await statusBar.gaugeShows('offline');
  await workbench.screenshot('trouble-offline');
});

story('a refusal with retry-after is counted down and obeyed', {}, async (workbench) => {
  await using simulator = await startSimulator({ limits: { 'gpt-5': { requests: 6 } } });
  const { commandPalette, statusBar, notifications } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  for (let sent = 1; sent <= 6; sent++) await useElsewhere(simulator, 1);
  await commandPalette.run('Keygauge: Check Now');
  await statusBar.gaugeShows(/requests\/min · \d+ s/);
  await workbench.screenshot('trouble-wait');
  const asked = simulator.requests.length;
  const refused = () => simulator.requests.filter(({ status }) => status === 429).length;
  const before = refused();
  await commandPalette.run('Keygauge: Check Now');
  await until(() => simulator.requests.length === asked + 1);
  await commandPalette.run('Keygauge: Check Now');
  await notifications.shows(/the provider asked to wait/);
  assert.equal(simulator.requests.length, asked + 1, 'a user may ask once within a wait, and no oftener');
  await statusBar.gaugeShows(/\d+%/, 30_000);
  assert.equal(refused(), before + 1, 'no check comes before the wait is over');
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
