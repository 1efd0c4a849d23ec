import { story } from '../support/story.ts';

story('somebody without a key tries the demo and ends it with one click', {}, async (workbench) => {
  await workbench.statusBar.gaugeShows('Keygauge: add a key');
  await workbench.commandPalette.run('Keygauge: Try the Demo');
  await workbench.statusBar.gaugeShows(/Demo .*\d+%/);
  await workbench.panel().getByText('Demo: OpenAI').first().waitFor();
  await workbench.screenshot('demo');
});
