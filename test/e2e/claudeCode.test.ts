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

/** Asks Claude Code one question, as a person types it in the terminal that is open. */
async function askInTerminal({ page, editor }: Workbench, claude: string, name: string): Promise<Answer> {
  const file = join(editor.folder, name);
  await page.locator('.terminal-wrapper.active .xterm').waitFor();
  await page.keyboard.type(`'${claude}' -p 'Why does the test fail?' --output-format json > ${name}`);
  await page.keyboard.press('Enter');
  await until(() => existsSync(file) && readFileSync(file, 'utf8').includes('session_id'), 60_000);
  return JSON.parse(readFileSync(file, 'utf8'));
}

story(
  'Claude Code, as npm delivers it, is connected, answers in a terminal, and its sessions are named where they used the limit',
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
    await using simulator = await startSimulator({ port, keys: { anthropic: key } });
    const { page, commandPalette, quickPick, notifications, statusBar } = workbench;

    await commandPalette.run('Keygauge: Connect a Tool…');
    await quickPick.choose('Claude Code');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Allow the Gateway' }).click();
    await notifications.choose('Open a New Terminal', 'Claude Code is connected');
    const first = await askInTerminal(workbench, claude, 'first.json');
    // Nearly half of the input tokens of a minute are gone, and come back within another half.
    await statusBar.gaugeShows(/\b\d\d%/, 10_000);
    const answers = [first, await askInTerminal(workbench, claude, 'second.json')];
    for (const { is_error: isError, result } of answers) assert.ok(!isError && result.length > 50, result);
    const asked = simulator.requests.filter(({ path }) => path === '/v1/messages');
    assert.deepEqual([...new Set(asked.map((request) => `${request.model} ${request.status}`))], [`${model} 200`]);

    await workbench.openPanel();
    const panel = workbench.panel();
    await panel.locator('.row-name').first().press('Enter');
    const sessions = panel.getByText(/Claude Code \(session of .*\) \d+%/);
    await sessions.first().waitFor();
    assert.ok((await sessions.count()) >= 2);
    await workbench.screenshot('gateway-claude-code');
    assert.match(await panel.locator('main').innerText(), new RegExp(model));
  },
);
