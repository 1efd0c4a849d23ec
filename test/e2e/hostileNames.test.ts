import assert from 'node:assert/strict';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/simulator.ts';
import { startGateway } from '../support/gateway.ts';
import { leaveOfTokens } from '../support/otherClient.ts';
import { story } from '../support/story.ts';
import type { Workbench } from '../support/workbench.ts';

const model = '[x](command:workbench.action.terminal.new) $(gear) <b>';
const models: NonNullable<SimulatorOptions['models']> = [
  {
    id: model,
    provider: 'openai',
    headers: true,
    limits: [
      { unit: 'requests', pool: 'standard', window: 60, capacity: 500 },
      { unit: 'tokens', pool: 'standard', window: 60, capacity: 500_000 },
    ],
  },
];
/** Without the invisible joiners that keep it text. */
const plain = (text: string) => text.replaceAll(/[\u2060\u200b]/g, '');

const settings = { 'keygauge.statusBar.style': 'full' };
story(
  'what a provider says and how its models are called is shown literally everywhere: a link, an icon, a tag',
  { settings },
  async (workbench) => {
    await using simulator = await startSimulator({ models });
    const { commandPalette, quickPick, inputBox, statusBar, notifications, page } = workbench;
    await statusBar.gauge().waitFor();
    await isRefused(workbench, simulator);
    await commandPalette.run('Notifications: Clear All Notifications');
    await beginsToAddKey(workbench, simulator.openaiBaseUrl);
    await quickPick.opens('Models to watch');
    const list = page.locator('.quick-input-list');
    assert.ok(plain(await list.innerText()).includes(model));
    assert.equal(await list.locator('.codicon-gear, a[href]').count(), 0);
    await workbench.screenshot('hostile-model-choice');
    await quickPick.confirm();
    await inputBox.opens('Name of the key');
    await inputBox.answer('mine');

    await statusBar.gaugeShows(/\d+%/);
    // There is room for its beginning.
    assert.ok(plain(await statusBar.gaugeText()).includes(model.slice(0, 20)));
    assert.equal(await statusBar.gauge().locator('.codicon-gear').count(), 0);
    assert.ok(plain((await statusBar.gauge().getAttribute('aria-label')) ?? '').includes(model));

    const hover = await statusBar.gaugeHover();
    await hover.getByText(model, { exact: false }).first().waitFor();
    assert.deepEqual(await hover.getByRole('link').allInnerTexts(), [
      'Open panel',
      'Diagnose clipboard',
      'Quiet for 15 minutes',
      'Check now',
    ]);
    assert.equal(await hover.locator('.codicon-gear, b:has-text("x"), img').count(), 0);
    await workbench.screenshot('hostile-hover');

    await commandPalette.run('Keygauge: Pin a Limit to the Status Bar…');
    await quickPick.opens('Which limit should the status bar show?');
    assert.equal(await list.locator('.codicon-gear, a[href]').count(), 0);
    assert.ok(plain(await list.innerText()).includes(model));
    await quickPick.close();

    await workbench.openPanel();
    const panel = workbench.panel();
    await panel.getByText(model, { exact: false }).first().waitFor();
    assert.equal(await panel.locator('main a, main b:has-text("x")').count(), 0);

    await leaveOfTokens(simulator, 0.1, model);
    await commandPalette.run('Keygauge: Check Now');
    await statusBar.gaugeShows(/fits in|tokens\/min/);
    const warning = await notifications.shows(/tokens per minute/);
    assert.ok(plain(await warning.innerText()).includes(model));
    assert.equal(await warning.locator('a[href], .notification-list-item-message a').count(), 0);
    await workbench.screenshot('hostile-warning');
    assert.equal(await page.locator('.terminal').count(), 0);
  },
);

async function beginsToAddKey({ commandPalette, quickPick, inputBox }: Workbench, baseUrl: string): Promise<void> {
  await commandPalette.run('Keygauge: Add a Key…');
  await quickPick.choose('Any OpenAI-compatible endpoint');
  await inputBox.opens('Base URL of the endpoint');
  await inputBox.answer(baseUrl);
  await inputBox.opens(/^API key for 127/);
  await inputBox.answer('sk-simulator');
}

/** A key is refused with words that would like to be more than that. */
async function isRefused(workbench: Workbench, simulator: Simulator): Promise<void> {
  const { inputBox, notifications, page } = workbench;
  const words = 'Sign in [here](https://evil.example/login) or [x](command:workbench.action.terminal.new) $(gear)';
  await using gateway = await startGateway(simulator, () => ({ status: 401, words }));
  await beginsToAddKey(workbench, gateway.baseUrl);
  const refusal = await notifications.shows(/refused the key/);
  assert.ok(plain(await refusal.innerText()).includes(words));
  assert.equal(await refusal.locator('.notification-list-item-message a').count(), 0);
  await notifications.choose('Try Again', /refused the key/);
  await inputBox.opens(/^API key for 127/);
  assert.ok(plain(await inputBox.message().innerText()).includes(words));
  assert.equal(await inputBox.message().locator('a').count(), 0);
  await workbench.screenshot('hostile-refusal');
  assert.equal(await page.locator('.terminal').count(), 0);
  assert.equal(simulator.requests.length, 0);
  await inputBox.close();
}
