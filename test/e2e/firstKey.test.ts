import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { story } from '../support/story.ts';
import { storyPorts } from '../support/storyPorts.ts';

story('a first key: a refused one is not kept, a good one is on the gauge a moment later', {}, async (workbench) => {
  await using simulator = await startSimulator();
  const { inputBox, quickPick, statusBar, notifications } = workbench;

  await statusBar.gaugeShows('Keygauge: add a key');
  await statusBar.gauge().click();
  await quickPick.opens('Which provider is your key from?');
  await workbench.screenshot('add-key-provider');
  await quickPick.choose('Any OpenAI-compatible endpoint');

  await inputBox.opens('Base URL of the endpoint');
  await inputBox.type('http://api.example.com/v1');
  await inputBox.message().filter({ hasText: 'Use https' }).waitFor();
  await inputBox.answer(simulator.openaiBaseUrl);

  await inputBox.opens(/^API key for 127/);
  assert.equal(await inputBox.field().getAttribute('type'), 'password');
  await inputBox.answer('sk-mistyped-0123456789');
  await notifications.choose('Try Again', /127\.0\.0\.1:\d+ refused the key.*Incorrect API key provided/);
  await inputBox.opens(/^API key for 127/);
  assert.equal(await inputBox.field().inputValue(), 'sk-mistyped-0123456789', 'what was typed is still there');
  await inputBox.message().filter({ hasText: 'refused the key' }).waitFor();
  await workbench.screenshot('add-key-again');
  await inputBox.type('sk-simulato');
  await inputBox.message().filter({ hasText: 'It is checked by listing models' }).waitFor();
  await inputBox.answer('sk-simulator');

  await quickPick.opens('Models to watch');
  await workbench.screenshot('add-key-models');
  const models = await workbench.page.locator('.quick-input-list .label-name').allInnerTexts();
  assert.deepEqual(models.slice(0, 3), ['gpt-5', 'gpt-5-mini', 'gpt-4']);
  await quickPick.confirm();
  await inputBox.opens('Name of the key');
  await inputBox.answer('mine');
  await statusBar.gaugeShows(/\d+%/, 5000);
  assert.equal(
    simulator.requests.filter(({ keyAccepted }) => !keyAccepted).length,
    1,
    'the refused key was tried once',
  );

  const hover = await statusBar.gaugeHover();
  await hover
    .getByText(/(?:tokens|requests)\/min/)
    .first()
    .waitFor();
  await workbench.screenshot('gauge-hover');
  await workbench.openPanel();
  await workbench.panel().getByRole('meter').first().waitFor();
  await workbench.screenshotInEveryTheme('panel');
});

story(
  'a key of the environment is used where the environment points, and the choice is the user’s',
  {
    hostEnv: {
      ANTHROPIC_API_KEY: 'sk-ant-simulator',
      ANTHROPIC_BASE_URL: `http://127.0.0.1:${storyPorts.environmentKey}`,
    },
  },
  async (workbench) => {
    await using simulator = await startSimulator({ port: storyPorts.environmentKey });
    const { quickPick, statusBar } = workbench;
    await statusBar.gauge().click();
    await quickPick.opens('Which provider is your key from?');
    await quickPick.choose('Use ANTHROPIC_API_KEY');
    await quickPick.opens('Models to watch');
    await quickPick.confirm();
    await statusBar.gaugeShows(/\d+%/, 5000);
    assert.ok(simulator.requests.some(({ path }) => path === '/v1/messages'));
  },
);

const inWrongBox =
  'a key and an address in the wrong boxes are noticed before they are sent, and a short address is completed';
story(inWrongBox, {}, async (workbench) => {
  await using simulator = await startSimulator();
  const { inputBox, quickPick, statusBar, commandPalette } = workbench;
  await statusBar.gauge().waitFor();
  await commandPalette.run('Keygauge: Add a Key…');
  await quickPick.choose('OpenAI');
  await inputBox.opens('API key for OpenAI');
  await inputBox.type('https://api.openai.com/v1');
  await inputBox.message().filter({ hasText: 'That is an address' }).waitFor();
  await inputBox.type('sk-admin-0123456789abcdef');
  await inputBox.message().filter({ hasText: 'looks like an admin key' }).waitFor();
  await inputBox.answer('sk-ant-api03-0123456789abcdef');
  await quickPick.opens('This looks like a key of Anthropic');
  await workbench.screenshot('add-key-wrong-box');
  assert.deepEqual(await quickPick.items(), [
    'Add it as a key of Anthropic',
    'Enter another key',
    'Send it to api.openai.com all the same',
  ]);
  await quickPick.choose('Enter another key');
  await inputBox.opens('API key for OpenAI');
  assert.equal(await inputBox.field().inputValue(), '');
  await inputBox.close();

  await commandPalette.run('Keygauge: Add a Key…');
  await quickPick.choose('Any OpenAI-compatible endpoint');
  await inputBox.opens('Base URL of the endpoint');
  await inputBox.type('sk-pasted-into-the-wrong-box');
  await inputBox.message().filter({ hasText: 'That looks like a key' }).waitFor();
  assert.equal(await inputBox.field().inputValue(), '', 'a key does not stay in view');
  await inputBox.answer(simulator.origin);
  await inputBox.opens(/^API key for 127/);
  await inputBox.answer('sk-simulator');
  await quickPick.opens(`Use ${simulator.openaiBaseUrl} instead?`);
  await workbench.screenshot('add-key-better-address');
  await quickPick.choose(`Use ${simulator.openaiBaseUrl}`);
  await quickPick.opens('Models to watch');
  await quickPick.confirm();
  await inputBox.opens('Name of the key');
  await inputBox.answer('mine');
  await statusBar.gaugeShows(/\d+%/, 5000);
  assert.ok(simulator.requests.some(({ path }) => path === '/v1/chat/completions'));
});

story('a wrong address is said to be one, taken all the same, and changed later', {}, async (workbench) => {
  await using simulator = await startSimulator();
  await using other = await startSimulator();
  const { inputBox, quickPick, statusBar, commandPalette, notifications } = workbench;
  await statusBar.gauge().waitFor();
  await commandPalette.run('Keygauge: Add a Key…');
  await quickPick.choose('Any OpenAI-compatible endpoint');
  await inputBox.opens('Base URL of the endpoint');
  await inputBox.answer(`${simulator.origin}/wrong/v2`);
  await inputBox.opens(/^API key for 127/);
  await inputBox.answer('sk-simulator');
  await notifications.choose('Use It All the Same', /There is no such API at .*\/wrong\/v2/);
  await inputBox.opens('Models to watch');
  await inputBox.answer('gpt-5');
  await inputBox.opens('Name of the key');
  await inputBox.answer('mine');
  await statusBar.gaugeShows('wrong address');
  await workbench.openPanel();
  const panel = workbench.panel();
  await panel.locator('.verdict h1').filter({ hasText: 'Fix the address' }).waitFor();
  await workbench.screenshot('trouble-wrong-address');

  await panel.getByRole('button', { name: 'Change address' }).click();
  await inputBox.opens('Base URL of the endpoint');
  assert.equal(await inputBox.field().inputValue(), `${simulator.origin}/wrong/v2`);
  await inputBox.answer(other.openaiBaseUrl);
  await quickPick.opens(/^The key “mine” will be sent to /);
  assert.equal(other.requests.length, 0, 'the key goes to another origin only when the user has agreed');
  await workbench.screenshot('change-address');
  await quickPick.choose(`Send it to ${other.origin}`);
  await statusBar.gaugeShows(/\d+%/);
  assert.ok(other.requests.some(({ path }) => path === '/v1/chat/completions'));
});
