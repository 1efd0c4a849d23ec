import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { story } from '../support/story.ts';
import { storyPorts } from '../support/storyPorts.ts';
import { writtenText } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

const key = 'sk-ant-simulator';
/** Where a simulator stands in for the base URL that the user had set before. */
const port = storyPorts.connectTool;

/** A tool in a terminal: it asks where its variable says, and writes down what came of it. */
const tool = `
import { writeFileSync } from 'node:fs';
const address = process.env.ANTHROPIC_BASE_URL;
const headers = { 'x-api-key': '${key}', 'anthropic-version': '2023-06-01', 'content-type': 'application/json', 'user-agent': 'claude-cli/2.1.197 (external, cli)', 'x-claude-code-session-id': 'one' };
const body = JSON.stringify({ model: 'claude-sonnet-5', max_tokens: 9, messages: [{ role: 'user', content: 'hello' }] });
const answer = await fetch(address + '/v1/messages', { method: 'POST', headers, body }).catch(String);
writeFileSync('answered.json', JSON.stringify({ address, status: answer.status ?? answer, search: process.env.ENABLE_TOOL_SEARCH }));
`;

async function askInTerminal({
  page,
  editor,
}: Workbench): Promise<{ address: string; status: unknown; search: string }> {
  await page.locator('.terminal-wrapper.active .xterm').waitFor();
  await page.keyboard.type(`'${process.execPath}' ask.mjs`);
  await page.keyboard.press('Enter');
  return JSON.parse(await writtenText(join(editor.folder, 'answered.json'), (text) => text.endsWith('}'), 20_000));
}

story(
  'a tool is connected with two clicks, goes on where it went before, is heard, and is disconnected with two',
  { env: { ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}` } },
  async (workbench) => {
    await using simulator = await startSimulator({ port, keys: { anthropic: key } });
    const { page, commandPalette, quickPick, notifications, editor, statusBar } = workbench;
    assert.equal(simulator.anthropicBaseUrl, `http://127.0.0.1:${port}`);
    writeFileSync(join(editor.folder, 'ask.mjs'), tool);

    await commandPalette.run('Keygauge: Connect a Tool…');
    await quickPick.opens('Connect a Tool');
    await workbench.screenshot('connect-tool');
    await quickPick.choose('Claude Code');
    const consent = page.locator('.monaco-dialog-box');
    await consent.getByText('never prompts, answers or whole keys').waitFor();
    await workbench.screenshot('connect-tool-consent');
    await consent.getByRole('button', { name: 'Allow the Gateway' }).click();
    await notifications.choose('Open a New Terminal', 'Claude Code is connected');
    const { address, status, search } = await askInTerminal(workbench);
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}$/);
    assert.deepEqual([status, search], [200, 'true']);
    await statusBar.gaugeShows(/\d+%/);

    await commandPalette.run('Keygauge: Connect a Tool…');
    await quickPick.opens('Connect a Tool');
    await page.getByText(/connected, heard .*, 1 request in the last hour/).waitFor();
    await workbench.screenshot('connect-tool-connected');
    await quickPick.choose('Claude Code');
    await page.getByPlaceholder(`Its requests go on to http://127.0.0.1:${port}`).waitFor();
    await quickPick.choose('Disconnect');
    await notifications.shows('Claude Code is disconnected');
  },
);
