import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { focusedName, Keyboard } from '../support/keyboard.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

story(
  'everything goes without a mouse: a key is added, the panel opened, its button pressed',
  {},
  async (workbench) => {
    await using simulator = await startSimulator();
    const { statusBar, quickPick, inputBox } = workbench;
    const keyboard = new Keyboard(workbench.page, quickPick);
    await statusBar.gaugeShows('Keygauge: add a key');
    await keyboard.run('Keygauge: Add a Key…');
    await quickPick.opens('Which provider is your key from?');
    await keyboard.answer('compatible');
    await inputBox.opens('Base URL of the endpoint');
    await keyboard.answer(simulator.openaiBaseUrl);
    await inputBox.opens(/^API key for 127/);
    await keyboard.answer('sk-simulator');
    await quickPick.opens('Models to watch');
    await keyboard.press('Enter');
    await inputBox.opens('Name of the key');
    await keyboard.press('Enter');
    await statusBar.gaugeShows(/\d+%/);

    await keyboard.run('Keygauge: Open Panel');
    const panel = workbench.panel();
    await panel.getByRole('meter').first().waitFor();
    const reached: string[] = [];
    const isCheck = (name: string) => /^Check(?:ed| now)/.test(name);
    while (!reached.some(isCheck) && reached.length < 12) {
      await keyboard.press('Tab');
      reached.push(await focusedName(panel));
    }
    assert.ok(reached.some(isCheck), `Tab reached ${reached.join(', ')}`);
    await workbench.screenshot('keyboard-focus');
    const before = simulator.requests.length;
    await keyboard.press('Enter');
    await until(() => simulator.requests.length > before, 5000);

    for (let times = 0; times < 30 && !reached.includes('Log'); times++) {
      await keyboard.press('Tab');
      reached.push(await focusedName(panel));
    }
    for (const name of ['Manage keys', 'Settings', 'Log'])
      assert.ok(reached.includes(name), `Tab does not reach ${name}, only ${reached.join(', ')}`);
    assert.deepEqual(
      reached.filter((name) => name === ''),
      [],
      'everything that takes the focus has a name',
    );
  },
);
