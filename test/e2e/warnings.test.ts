import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { vsixFile } from '../package/vsix.ts';
import { addKey } from '../support/keys.ts';
import { leaveOfTokens } from '../support/otherClient.ts';
import { story } from '../support/story.ts';

// Only an installed extension shows toasts, as its users see them.
const extension = { vsix: vsixFile };
// A day's bucket refills so slowly that a level stays what a test made it, however long the test takes.
const limits = { 'gpt-5': { tokens: 0, 'tokens-per-day': 2_000_000 } };

story(
  'a limit that somebody else drains warns once, and each action of the warning works',
  { extension },
  async (workbench) => {
    await using simulator = await startSimulator({ limits });
    const { statusBar, commandPalette, notifications, page } = workbench;
    const checkNow = () => commandPalette.run('Keygauge: Check Now');
    await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
    const toast = page.locator('.notification-toast');

    await leaveOfTokens(simulator, 0.13);
    await checkNow();
    await toast.filter({ hasText: /gpt-5: .*Tokens per day/ }).waitFor();
    await statusBar.gaugeShows(/tokens\/day/);
    await workbench.screenshot('warning-toast-low');
    assert.deepEqual(
      await toast.getByRole('button', { name: /^(Open Panel|Mute This Limit|Settings)$/ }).allInnerTexts(),
      ['Open Panel', 'Mute This Limit', 'Settings'],
    );
    await leaveOfTokens(simulator, 0.12);
    await checkNow();
    await notifications.open();
    const low = page.locator('.notifications-center .notification-list-item-icon.codicon-warning');
    assert.equal(await low.count(), 1, 'a level that trembles says nothing new');

    await notifications.choose('Open Panel', /Tokens per day/);
    await workbench.panel().getByRole('meter').first().waitFor();

    await leaveOfTokens(simulator, 0.03);
    await checkNow();
    await notifications.open();
    await notifications.withText(/gpt-5: .*Tokens per day/).waitFor();
    await workbench.screenshot('warning-centre-critical');
    await notifications.choose('Settings', /Tokens per day/);
    await page.locator('.settings-editor').getByText('Style', { exact: false }).first().waitFor();
    await workbench.screenshot('warning-settings');

    await leaveOfTokens(simulator, 0);
    await checkNow();
    await notifications.choose('Mute This Limit', /used up/);
    await commandPalette.run('Keygauge: Open Panel');
    await workbench.panel().getByText('muted').first().waitFor();
    await workbench.screenshot('warning-muted');
  },
);

story('a muted limit warns no more, and warns again once all are unmuted', {}, async (workbench) => {
  await using simulator = await startSimulator({ limits });
  const { statusBar, commandPalette, quickPick, notifications } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  await commandPalette.run('Keygauge: Mute Warnings of a Limit…');
  await quickPick.opens('Which limit should no longer warn?');
  await quickPick.choose('Tokens per day');
  await leaveOfTokens(simulator, 0.1);
  await commandPalette.run('Keygauge: Check Now');
  await statusBar.gaugeShows(/\d+% tokens\/day/);
  assert.deepEqual(await notifications.texts(), []);
  await commandPalette.run('Keygauge: Unmute All Limits');
  await leaveOfTokens(simulator, 0.03);
  await commandPalette.run('Keygauge: Check Now');
  await notifications.open();
  await notifications.withText(/Tokens per day/).waitFor();
  assert.equal((await notifications.texts()).length, 1);
});

const thresholds = { 'keygauge.warnings.thresholds': { tokens: { low: 90, critical: 50 } } };
story('low and critical are seen in every theme', { settings: thresholds }, async (workbench) => {
  await using simulator = await startSimulator({ limits });
  const { statusBar, commandPalette } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  await commandPalette.run('Keygauge: Open Panel');
  const background = () =>
    statusBar.gauge().evaluate((element) => getComputedStyle(element.parentElement ?? element).backgroundColor);
  const quiet = await background();
  await leaveOfTokens(simulator, 0.52);
  await commandPalette.run('Keygauge: Check Now');
  await statusBar.gaugeShows(/tokens\/day/);
  const low = await background();
  await workbench.screenshotInEveryTheme('warning-low');
  await workbench.useTheme('dark');
  await leaveOfTokens(simulator, 0.02);
  await commandPalette.run('Keygauge: Check Now');
  await statusBar.gaugeShows(/tokens\/day/);
  const critical = await background();
  await workbench.screenshotInEveryTheme('warning-critical');
  assert.equal(new Set([quiet, low, critical]).size, 3, `${quiet}, ${low}, ${critical}`);
});
