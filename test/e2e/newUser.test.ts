import { story } from '../support/story.ts';

story('a new user sees in the status bar how to begin', { version: '1.139.1' }, async (workbench) => {
  await workbench.statusBar.gaugeShows('Keygauge: add a key');
  await workbench.screenshotInEveryTheme('new-user');
});
