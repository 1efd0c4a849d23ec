import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { story } from '../support/story.ts';
import { storyPorts } from '../support/storyPorts.ts';

const port = storyPorts.organization;
const [key, adminKey] = ['sk-simulator-0123456789cafe', 'sk-admin-simulator0123456789'];
/** Seconds that the provider's reports of use lie behind. */
const lag = 20;
/** Milliseconds that a question may take: one a minute is asked, and the machine may be busy. */
const oneQuestion = 80_000;

story(
  'the servers of an editor use the own key: an admin key tells whose the use is, and how old the count is',
  { hostEnv: { OPENAI_API_KEY: key, OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` } },
  async (workbench) => {
    await using simulator = await startSimulator({
      port,
      lag: lag * 1000,
      keys: { openai: key },
      adminKeys: { openai: adminKey },
      load: [
        { kind: 'servers', model: 'gpt-5', speed: 2 },
        { kind: 'steady', model: 'gpt-5-mini', requestsPerMinute: 20, inputTokens: 4000, key: 'colleague' },
      ],
    });
    const { inputBox, quickPick, statusBar, commandPalette, notifications } = workbench;
    await statusBar.gauge().waitFor();
    await commandPalette.run('Keygauge: Add an Admin Key…');
    await quickPick.opens('Which provider is it from?');
    await workbench.screenshot('add-admin-key-provider');
    await quickPick.choose(`OpenAI at 127.0.0.1:${port}`);
    await inputBox.opens('Admin key of OpenAI');
    await inputBox
      .message()
      .filter({ hasText: `sent to 127.0.0.1:${port} alone` })
      .waitFor();
    await inputBox.answer(adminKey);
    await notifications.shows(/Added “OpenAI organization”/);
    await commandPalette.run('Notifications: Clear All Notifications');

    await commandPalette.run('Keygauge: Add a Key…');
    await quickPick.choose('Use OPENAI_API_KEY');
    await quickPick.opens('Models to watch');
    await quickPick.confirm();
    await statusBar.gaugeShows(/\d+%/);
    await workbench.openPanel();

    const use = workbench.panel().locator('.accounts details.uses');
    const told = use.locator('summary');
    await told.filter({ hasText: /an unknown key \d+%/ }).waitFor({ timeout: oneQuestion });
    await told.click();
    await told.filter({ hasText: /Last hour .*\bOpenAI \d+%/ }).waitFor({ timeout: oneQuestion });
    await workbench.screenshot('organization');

    const [, share, count, unit] = /OpenAI (\d+)%.*Usage as of (\d+) (s|min) ago\./.exec(await told.innerText()) ?? [];
    const age = Number(count) * (unit === 'min' ? 60 : 1);
    assert.ok(Number(share) > 50, `the most of it was the own key's: ${await told.innerText()}`);
    // Counted by whole minutes, and asked for a minute before the names.
    assert.ok(age >= lag && age < lag + 3 * 60, `${age} s ago`);
    const sent = simulator.requests.filter(({ path }) => path === '/v1/chat/completions').length;
    assert.ok(sent < 60, 'the requests of the servers were none of ours');
  },
);
