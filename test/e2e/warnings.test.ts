import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { vsixFile } from '../package/vsix.ts';
import { checkNow } from '../support/checkNow.ts';
import { addKey } from '../support/keys.ts';
import { leaveOfTokens } from '../support/otherClient.ts';
import { story } from '../support/story.ts';

// Only an installed extension shows toasts, as its users see them.
const extension = { vsix: vsixFile };
// A day's bucket refills so slowly that a level stays what a test made it, however long the test takes.
const limits = { 'gpt-5': { tokens: 0, 'tokens-per-day': 2_000_000 } };

story(
  'a limit that somebody else drains warns once an episode, and each action of the warning works',
  { extension },
  async (workbench) => {
    await using simulator = await startSimulator({ limits });
    const { statusBar, commandPalette, notifications, page } = workbench;
    const check = () => checkNow((title) => commandPalette.run(title), simulator);
    await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
    const toast = page.locator('.notification-toast').filter({ hasText: /gpt-5.*tokens per day/ });

    await leaveOfTokens(simulator, 0.13);
    await check();
    await toast.waitFor();
    await statusBar.gaugeShows(/10% tokens\/day/);
    await workbench.screenshot('warning-toast');
    const buttons = (await toast.getByRole('button').allInnerTexts()).filter((text) => text.trim() !== '');
    assert.deepEqual(buttons, ['Tell Me When It Is Ready', 'Quiet for 15 Minutes']);
    for (const [left, shown] of [
      [0.12, /10% tokens/],
      [0.03, /\b[23]% tokens/],
      [0, /tokens\/day used up/],
    ] as const) {
      await leaveOfTokens(simulator, left);
      await check();
      await statusBar.gaugeShows(shown);
    }
    const told = (await notifications.texts()).filter((text) => text.includes('tokens per day'));
    assert.equal(told.length, 1, 'what becomes worse is in the status bar, not told again');
    await workbench.screenshot('warning-center-empty');
    await notifications.choose('Tell Me When It Is Ready', /tokens per day/);
    await notifications.shows(/You will be told when/);

    await workbench.reload();
    await statusBar.gaugeShows(/tokens\/day used up/);
    await page.waitForTimeout(2_000);
    assert.equal(await toast.count(), 0, 'what was told before a reload is not told again');
    simulator.setAnswer({ kind: 'no-credit' });
    await check();
    await notifications.choose('Quiet for 15 Minutes', /credit/);
    simulator.setAnswer(null);
    await check();
    await statusBar.gaugeShows(/tokens\/day used up/);
    await workbench.openPanel();
    await workbench.panel().getByText('Quiet until', { exact: false }).first().waitFor();
    await workbench.reload();
    await statusBar.gaugeShows(/tokens\/day used up/);
    await page.waitForTimeout(2_000);
    assert.equal(await toast.count(), 0, 'quiet outlasts a reload');
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
  await notifications.shows(/tokens per day/);
  assert.equal((await notifications.texts()).length, 1);
  await commandPalette.run('Notifications: Clear All Notifications');
  await workbench.changeSettings({ 'keygauge.warnings.show': false });
  await workbench.reload();
  await statusBar.gaugeShows(/\d+% tokens\/day/);
  assert.deepEqual(await notifications.texts(), []);
});

story('somebody who does not want to be disturbed is not', { extension }, async (workbench) => {
  await using simulator = await startSimulator({ limits });
  const { statusBar, commandPalette, notifications, page } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  await commandPalette.run('Notifications: Toggle Do Not Disturb Mode');
  await leaveOfTokens(simulator, 0);
  await commandPalette.run('Keygauge: Check Now');
  await statusBar.gaugeShows(/tokens\/day used up/);
  await page.waitForTimeout(2_000);
  assert.equal(await page.locator('.notification-toast').filter({ hasText: 'tokens per day' }).count(), 0);
  await notifications.shows(/tokens per day/);
});

const thresholds = { 'keygauge.warnings.thresholds': { tokens: { low: 90, critical: 50 } } };
story('low and used up are seen in every theme', { settings: thresholds }, async (workbench) => {
  await using simulator = await startSimulator({ limits });
  const { statusBar, commandPalette } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  await workbench.openPanel();
  const background = () =>
    statusBar.gauge().evaluate((element) => getComputedStyle(element.parentElement ?? element).backgroundColor);
  const quiet = await background();
  await leaveOfTokens(simulator, 0.52);
  await commandPalette.run('Keygauge: Check Now');
  await statusBar.gaugeShows(/50% tokens\/day/);
  const low = await background();
  await workbench.screenshotInEveryTheme('warning-low');
  await workbench.useTheme('dark');
  await leaveOfTokens(simulator, 0);
  await commandPalette.run('Keygauge: Check Now');
  await statusBar.gaugeShows(/tokens\/day used up/);
  const usedUp = await background();
  await workbench.screenshotInEveryTheme('warning-used-up');
  assert.equal(new Set([quiet, low, usedUp]).size, 3, `${quiet}, ${low}, ${usedUp}`);
});
