import assert from 'node:assert/strict';
import { story } from '../support/story.ts';

story('a new user sees how to begin, tries the demo and ends it with one click', {}, async (workbench) => {
  await workbench.statusBar.gaugeShows('Keygauge: add a key');
  await workbench.screenshotInEveryTheme('new-user');
  await workbench.commandPalette.run('Keygauge: Try the Demo');
  await workbench.statusBar.gaugeShows(/Demo .*\d+%/);
  const panel = workbench.panel();
  await panel.getByText('simulated on this machine').waitFor();
  // A row for each model.
  await panel.getByRole('meter').nth(1).waitFor();
  assert.equal(await panel.getByRole('meter').count(), 2);
  // Heard without a word of the user's: its requests are the demo's own. How long ago is a matter of when it is painted.
  await panel.getByText(/^Heard (?:just now|\d+ s ago)$/).waitFor();
  await workbench.screenshotInEveryTheme('demo');
  await panel.getByRole('complementary').getByRole('button', { name: 'End the demo' }).click();
  await workbench.statusBar.gaugeShows('Keygauge: add a key');
});
