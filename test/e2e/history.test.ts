import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';

story('the history of a limit is in the panel, and still there after a reload', {}, async (workbench) => {
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
  await workbench.reload();
  assert.ok((await look()) > 0);
});
