import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';

story('the gauge follows its settings at once, and a wrong one is as if it were not there', {}, async (workbench) => {
  // So many that checks need not be spread over the rest of a day, which is long just after midnight.
  await using simulator = await startSimulator({ limits: { 'gpt-5': { 'requests-per-day': 1_000_000 } } });
  const { statusBar, commandPalette, quickPick, page } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  await statusBar.gaugeShows(/^\s*\d+%$/);

  await workbench.changeSettings({ 'keygauge.statusBar.style': 'full' });
  await statusBar.gaugeShows(/^\s*gpt-5\s+\d+% .+/);
  await workbench.screenshot('settings-full');
  await workbench.changeSettings({ 'keygauge.statusBar.amount': 'used', 'keygauge.statusBar.style': 'compact' });
  await statusBar.gaugeShows(/^\s*(?:5|10)%$/);
  assert.match((await statusBar.gauge().getAttribute('aria-label')) ?? '', /\d% of .* used/);
  await workbench.changeSettings({ 'keygauge.statusBar.style': 'icon', 'keygauge.statusBar.amount': 'left' });
  await statusBar.gaugeShows(/^$/);
  assert.match((await statusBar.gauge().getAttribute('aria-label')) ?? '', /\d+% of .* left/);
  await workbench.screenshot('settings-icon');

  const onTheLeft = page.locator('.left-items .statusbar-item[id^="keygauge.keygauge.gauge"]');
  assert.equal(await onTheLeft.count(), 0);
  await workbench.changeSettings({ 'keygauge.statusBar.alignment': 'left', 'keygauge.statusBar.style': 'full' });
  await onTheLeft.waitFor();
  await workbench.screenshot('settings-left');
  await workbench.changeSettings({ 'keygauge.statusBar.alignment': 'right' });
  await onTheLeft.waitFor({ state: 'detached' });

  await commandPalette.run('Keygauge: Pin a Limit to the Status Bar…');
  await quickPick.choose('Tokens per minute');
  await statusBar.gaugeShows(/^\s*gpt-5 .*tokens\/min$/);
  await commandPalette.run('Keygauge: Pin a Limit to the Status Bar…');
  await quickPick.choose('Requests per day');
  await statusBar.gaugeShows(/^\s*gpt-5 .*requests\/day$/);

  await workbench.changeSettings({ 'keygauge.statusBar.style': 'huge', 'keygauge.checks.dollarsPerDay': '1 $' });
  await statusBar.gaugeShows(/^\s*\d+%$/);
  await workbench.changeSettings({ 'keygauge.statusBar.amount': 'used' });
  await statusBar.gaugeShows(/^\s*(?:5|10)%$/);
});
