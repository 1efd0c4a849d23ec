import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { story } from '../support/story.ts';

story('a first key: a refused one is not kept, a good one is on the gauge a moment later', {}, async (workbench) => {
  await using simulator = await startSimulator();
  const { inputBox, quickPick, statusBar, notifications } = workbench;

  await statusBar.gaugeShows('Keygauge: add a key');
  await statusBar.gauge().click();
  await quickPick.opens('Whose rate limits do you want to see?');
  await workbench.screenshot('add-key-provider');
  await quickPick.choose('Any OpenAI-compatible endpoint');

  await inputBox.opens('Base URL of the endpoint');
  await inputBox.type('http://api.example.com/v1');
  await inputBox.message().filter({ hasText: 'Use https' }).waitFor();
  await inputBox.answer(simulator.openaiBaseUrl);

  await inputBox.opens('API key for OpenAI-compatible');
  assert.equal(await inputBox.field().getAttribute('type'), 'password');
  await inputBox.answer('sk-mistyped-0123456789');
  await notifications.choose('Try Again', /refused the key.*Incorrect API key provided/);
  await inputBox.opens('API key for OpenAI-compatible');
  await inputBox.answer('sk-simulator');

  await quickPick.opens('Models to watch');
  await workbench.screenshot('add-key-models');
  await quickPick.confirm();
  await statusBar.gaugeShows(/\d+%/, 5000);
  assert.equal(
    simulator.requests.filter(({ keyAccepted }) => !keyAccepted).length,
    1,
    'the refused key was tried once',
  );

  const hover = await statusBar.gaugeHover();
  await hover.getByText('Tokens per minute').waitFor();
  await workbench.screenshot('gauge-hover');
  await workbench.openPanel();
  await workbench.panel().getByRole('meter').first().waitFor();
  await workbench.screenshotInEveryTheme('panel');
});

story(
  'a key of the environment is used where the environment points, and the choice is the user’s',
  { env: { ANTHROPIC_API_KEY: 'sk-ant-simulator', ANTHROPIC_BASE_URL: 'http://127.0.0.1:45871' } },
  async (workbench) => {
    await using simulator = await startSimulator({ port: 45871 });
    const { quickPick, statusBar } = workbench;
    await statusBar.gauge().click();
    await quickPick.opens('Whose rate limits do you want to see?');
    await quickPick.choose('Use ANTHROPIC_API_KEY');
    await quickPick.opens('Models to watch');
    await quickPick.confirm();
    await statusBar.gaugeShows(/\d+%/, 5000);
    assert.ok(simulator.requests.some(({ path }) => path === '/v1/messages'));
  },
);
