import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

story('the key, the panel and the history of a limit survive a reload of the window', {}, async (workbench) => {
  await using simulator = await startSimulator();
  const { statusBar, page } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  await statusBar.gaugeShows(/\d+%/);
  const look = async () => {
    await workbench.openPanel();
    const panel = workbench.panel();
    const row = panel.locator('.row-name').first();
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
    await panel
      .getByRole('button', { name: /^History:/ })
      .first()
      .click();
    const chart = panel.locator('keygauge-past');
    await chart.locator('canvas').waitFor();
    assert.match((await chart.getAttribute('aria-valuetext')) ?? '', /: \d+%/);
    await panel.getByText('As a table').click();
    return Number(await panel.locator('.past-steps tbody tr:not(.gap)').count());
  };
  assert.ok((await look()) > 0);
  await workbench.screenshot('history');
  await page.waitForTimeout(2_500);
  const before = simulator.requests.length;
  await workbench.reload();
  await statusBar.gaugeShows(/\d+%/);
  await workbench.panel().getByRole('meter').first().waitFor();
  // What the window before had read may come first; only a key that was read back from the secret storage can check.
  await until(() => simulator.requests.length > before);
  assert.ok((await look()) > 0);
});
