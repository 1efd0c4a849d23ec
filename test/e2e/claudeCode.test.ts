import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { installTool } from '../support/realTools.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

const key = 'sk-ant-api03-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e';
const model = 'claude-sonnet-5';
/** Where a simulator stands in for the base URL that the user had set before. */
const port = 47_621;

interface Answer {
  readonly is_error: boolean;
  readonly result: string;
  readonly session_id: string;
}

/** Types a question for Claude Code into the terminal that is open, as a person does. Returns where its answer will be. */
async function askInTerminal({ page, editor }: Workbench, claude: string, name: string): Promise<string> {
  await page.locator('.terminal-wrapper.active .xterm').click();
  await page.keyboard.type(`'${claude}' -p 'Why does the test fail?' --output-format json > ${name}`);
  await page.keyboard.press('Enter');
  return join(editor.folder, name);
}

async function answerIn(file: string): Promise<Answer> {
  await until(() => existsSync(file) && readFileSync(file, 'utf8').includes('session_id'), 90_000);
  return JSON.parse(readFileSync(file, 'utf8'));
}

story(
  'Claude Code, as npm delivers it, is connected, answers in a terminal, is held until its next request fits, and its sessions are named where they used the limit',
  {
    env: {
      ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}`,
      ANTHROPIC_API_KEY: key,
      ANTHROPIC_MODEL: model,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    },
  },
  async (workbench, context) => {
    const claude = installTool('claude-code');
    if (claude === null) return context.skip('npm does not deliver Claude Code here');
    // One of its requests fits, and the next about twenty seconds later.
    const limits = { [model]: { 'input-tokens': 26_000 } };
    await using simulator = await startSimulator({ port, keys: { anthropic: key }, limits });
    const asked = () => simulator.requests.filter(({ path }) => path === '/v1/messages').map(({ status }) => status);
    const { page, commandPalette, quickPick, notifications, statusBar } = workbench;

    await commandPalette.run('Keygauge: Connect a Tool…');
    await quickPick.choose('Claude Code');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Allow the Gateway' }).click();
    await notifications.choose('Open a New Terminal', 'Claude Code is connected');
    await page.locator('.terminal-wrapper.active .xterm').waitFor();
    const first = await answerIn(await askInTerminal(workbench, claude, 'first.json'));
    assert.ok(!first.is_error && first.result.length > 50, first.result);
    assert.deepEqual(asked(), [200]);
    await statusBar.gaugeShows(/\b\d\d?%/, 10_000);

    await workbench.openPanel();
    const panel = workbench.panel();
    const file = await askInTerminal(workbench, claude, 'second.json');
    await statusBar.gaugeShows(/Claude Code \d+ s/);
    const sendNow = panel.getByRole('button', { name: 'Send now: Claude Code' });
    await sendNow.waitFor();
    assert.deepEqual(asked(), [200]);
    await workbench.screenshot('gateway-hold');
    // If it does not fit yet, it is refused, and waits again without its tool hearing of that.
    await sendNow.click();
    await until(() => asked().length === 2, 5_000);
    const second = await answerIn(file);
    assert.ok(!second.is_error && second.result.length > 50, second.result);
    const [, sentEarly, ...later] = asked();
    assert.ok(sentEarly === 200 || (sentEarly === 429 && later.at(-1) === 200), asked().join());

    await panel.locator('.row-name').first().press('Enter');
    const sessions = panel.getByText(/Claude Code \(session of .*\) \d+%/);
    await sessions.first().waitFor();
    assert.ok((await sessions.count()) >= 2);
    await workbench.screenshot('gateway-claude-code');
    assert.match(await panel.locator('main').innerText(), new RegExp(model));
  },
);
