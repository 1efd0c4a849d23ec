import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

story(
  'everything goes without a mouse: a key is added, the panel opened, its button pressed',
  {},
  async (workbench) => {
    await using simulator = await startSimulator();
    const { statusBar, quickPick, inputBox, page } = workbench;
    const run = async (title: string) => {
      await page.keyboard.press('F1');
      await quickPick.opens('Type the name of a command to run.');
      await page.keyboard.type(title);
      await quickPick.item(title).waitFor();
      await page.keyboard.press('Enter');
    };
    const answer = async (text: string) => {
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    };
    await statusBar.gaugeShows('Keygauge: add a key');
    await run('Keygauge: Add a Key…');
    await quickPick.opens('Whose rate limits do you want to see?');
    await page.keyboard.type('compatible');
    await page.keyboard.press('Enter');
    await inputBox.opens('Base URL of the endpoint');
    await answer(simulator.openaiBaseUrl);
    await inputBox.opens('API key for OpenAI-compatible');
    await answer('sk-simulator');
    await quickPick.opens('Models to watch');
    await page.keyboard.press('Enter');
    await statusBar.gaugeShows(/\d+%/);

    await run('Keygauge: Open Panel');
    const panel = workbench.panel();
    await panel.getByRole('meter').first().waitFor();
    const focused = () => panel.locator('main').evaluate(nameOfFocus);
    const reached: string[] = [];
    while (!reached.includes('Check now') && reached.length < 12) {
      await page.keyboard.press('Tab');
      reached.push(await focused());
    }
    assert.ok(reached.includes('Check now'), `Tab reached ${reached.join(', ')}`);
    await workbench.screenshot('keyboard-focus');
    const before = simulator.requests.length;
    await page.keyboard.press('Enter');
    await until(() => simulator.requests.length > before, 5000);

    for (let times = 0; times < 30 && !reached.includes('Log'); times++) {
      await page.keyboard.press('Tab');
      reached.push(await focused());
    }
    for (const name of ['Choose models', 'Rename', 'Replace', 'Remove', 'Settings', 'Log'])
      assert.ok(reached.includes(name), `Tab does not reach ${name}, only ${reached.join(', ')}`);
    assert.deepEqual(
      reached.filter((name) => name === ''),
      [],
      'everything that takes the focus has a name',
    );
  },
);

/** What a screen reader calls the element that has the focus. */
function nameOfFocus(): string {
  let element = document.activeElement;
  const names: string[] = [];
  for (; element; element = element.shadowRoot?.activeElement ?? null) {
    names.push(
      element.getAttribute('aria-label') ?? element.getAttribute('title') ?? element.textContent?.trim() ?? '',
    );
  }
  return names.find((name) => name !== '') ?? '';
}
