import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';

story('among the models of two keys one is found in three strokes, and a favorite stays one', {}, async (workbench) => {
  await using simulator = await startSimulator();
  const baseUrl = simulator.openaiBaseUrl;
  await addKey(workbench, { baseUrl, label: 'work', watchesAll: true });
  await addKey(workbench, { baseUrl, label: 'private', watchesAll: true });
  await workbench.openPanel();
  const panel = workbench.panel();
  const rows = panel.locator('.model .row-name');
  await panel.getByRole('button', { name: 'By key' }).click();
  await panel.getByRole('button', { name: /work: \d+ models/ }).waitFor();
  const all = await rows.count();
  assert.ok(all >= 8, `${all} models`);

  for (const key of ['/', 'p', 'r']) await workbench.page.keyboard.press(key);
  await panel.getByRole('button', { name: /work: \d+ models/ }).waitFor({ state: 'detached' });
  assert.equal(await rows.count(), all / 2);
  await rows.first().press('Enter');
  const model = await rows.first().innerText();
  await panel.getByRole('button', { name: `Favorite: ${model}` }).click();
  await panel.locator('.model .icon-star').waitFor();
  await workbench.screenshot('many-models');

  await workbench.reload();
  await workbench.statusBar.gaugeShows(/\d+%/);
  await panel.locator('.model .icon-star').waitFor();
});
