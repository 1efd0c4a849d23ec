import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Locator } from 'playwright-core';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { chosenTools } from '../support/realTools.ts';
import { story } from '../support/story.ts';
import { storyPorts } from '../support/storyPorts.ts';
import { answerIn, ask, claudeCode, openaiTools, putTool, type TerminalTool } from '../support/terminalTools.ts';
import { until } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

const anthropicKey = 'sk-ant-api03-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e';
const openaiKey = 'sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e';
/** Where a simulator stands in for the base URLs that the user had set before. */
const port = storyPorts.realTools;
const openaiUrl = `http://127.0.0.1:${port}/v1`;
/** Of Claude Code's requests one fits, and the next about twenty seconds later. */
const limits = { [claudeCode.model]: { 'input-tokens': 26_000 } };
/** Seconds for which OpenAI wants no more requests. */
const wait = 15;

const home = mkdtempSync(join(tmpdir(), 'keygauge-tools-'));
// A tool may still write there as it ends.
after(() => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
mkdirSync(join(home, '.codex'));
writeFileSync(join(home, '.codex/config.toml'), `openai_base_url = "${openaiUrl}"\n`);
writeFileSync(join(home, '.codex/auth.json'), JSON.stringify({ OPENAI_API_KEY: openaiKey }));

const tools = chosenTools();

story(
  'real tools, as npm delivers them, are connected, answer in terminals, are held until their requests fit, and are named with their sessions where they used the limit',
  {
    env: {
      HOME: home,
      ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}`,
      ANTHROPIC_API_KEY: anthropicKey,
      ANTHROPIC_MODEL: claudeCode.model,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      OPENAI_BASE_URL: openaiUrl,
      OPENAI_API_KEY: openaiKey,
      OPENAI_MODEL: openaiTools['qwen-code'].model,
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_CONFIG_CONTENT: JSON.stringify({
        small_model: `openai/${openaiTools.opencode.model}`,
        provider: { openai: { options: { baseURL: openaiUrl, apiKey: openaiKey } } },
      }),
    },
  },
  async (workbench, context) => {
    const here = tools.filter((name) => putTool(workbench, name));
    for (const name of tools) if (!here.includes(name)) context.diagnostic(`npm does not deliver ${name} here`);
    if (here.length === 0) return context.skip('npm delivers none of the tools here');
    const keys = { anthropic: anthropicKey, openai: openaiKey };
    await using simulator = await startSimulator({ port, keys, limits });
    if (here.includes('claude-code')) await askClaudeCode(workbench, simulator);
    const others = here.flatMap((name) => (name === 'claude-code' ? [] : [openaiTools[name]]));
    for (const tool of others) await askWhileRefused(workbench, simulator, tool);
  },
);

/** Asks Claude Code twice: the second time its request does not fit yet, is held, and is let go by hand. */
async function askClaudeCode(workbench: Workbench, simulator: Simulator): Promise<void> {
  const asked = () => statuses(simulator, '/v1/messages');
  await connect(workbench, claudeCode);
  await ask(workbench, claudeCode, 'claude-1.txt');
  assert.match(await answerIn(workbench, 'claude-1.txt'), /"is_error":false/);
  assert.deepEqual(asked(), [200]);
  await workbench.statusBar.gaugeShows(/\b\d\d?%/, 10_000);

  await workbench.openPanel();
  await ask(workbench, claudeCode, 'claude-2.txt');
  const sendNow = await seeHold(workbench, claudeCode);
  assert.deepEqual(asked(), [200]);
  // If it does not fit yet, it is refused, and waits again without its tool hearing of that.
  await sendNow.click();
  await until(() => asked().length === 2, 5_000);
  assert.match(await answerIn(workbench, 'claude-2.txt'), /"is_error":false/);
  const [, sentEarly, ...later] = asked();
  assert.ok(sentEarly === 200 || (sentEarly === 429 && later.at(-1) === 200), asked().join());
  await seeUser(workbench, claudeCode);
}

/**
 * Asks a tool of OpenAI's while that wants no more requests: what it asks is refused or held, of which it hears nothing, and
 * is let go by hand. Then asks it once more, so that there is a session beside it.
 */
async function askWhileRefused(workbench: Workbench, simulator: Simulator, tool: TerminalTool): Promise<void> {
  await connect(workbench, tool);
  if ((await workbench.panel().locator('main').count()) === 0) await workbench.openPanel();
  simulator.setAnswer({ kind: 'rate', retryAfter: wait });
  await ask(workbench, tool, `${tool.program}-1.txt`);
  const sendNow = await seeHold(workbench, tool);
  const level = rowOf(workbench, tool).locator('.row-percent');
  // Nothing was known before, since no model is asked by two of them.
  await level.filter({ hasText: /^[01]%$/ }).waitFor();
  simulator.setAnswer(null);
  const before = simulator.requests.length;
  await sendNow.click();
  await until(() => simulator.requests.length > before, 5_000);
  assert.equal(simulator.requests[before]?.status, 200);
  await answerIn(workbench, `${tool.program}-1.txt`);
  await workbench.panel().locator('.hold').first().waitFor({ state: 'detached' });
  await workbench.statusBar.gaugeShows(/\b\d+%/);
  if (tool.namesSession) {
    await ask(workbench, tool, `${tool.program}-2.txt`);
    await answerIn(workbench, `${tool.program}-2.txt`);
  }
  await seeUser(workbench, tool);
}

/** Waits until a request of a tool's is held, for status bar and panel. Returns what lets it go. */
async function seeHold(workbench: Workbench, { name, program }: TerminalTool): Promise<Locator> {
  await workbench.statusBar.gaugeShows(new RegExp(`(?:${name}|\\d held ·) \\d+ s`));
  const sendNow = workbench
    .panel()
    .getByRole('button', { name: `Send now: ${name}` })
    .first();
  await sendNow.waitFor();
  await workbench.screenshot(`gateway-hold-${program}`);
  return sendNow;
}

/** Opens the row of a tool's model, in which the tool is named, and more than one session if it tells of any. */
async function seeUser(workbench: Workbench, tool: TerminalTool): Promise<void> {
  const { name, namesSession, program } = tool;
  const row = rowOf(workbench, tool);
  await row.locator('.row-name').press('Enter');
  const session = namesSession ? ' \\(session of .*\\)' : '';
  const users = row.locator('.shares').getByText(new RegExp(`^${name}${session} \\d+%$`));
  await users.nth(namesSession ? 1 : 0).waitFor();
  await users.first().scrollIntoViewIfNeeded();
  await workbench.screenshot(`gateway-user-${program}`);
  await row.locator('.row-name').press('Enter');
  // Else the panel, which takes the focus late, closes the list that is opened next.
  await workbench.page.locator('.terminal-wrapper.active .xterm').first().click();
}

function rowOf(workbench: Workbench, { model }: TerminalTool): Locator {
  const panel = workbench.panel();
  return panel.locator('li.model').filter({ has: panel.locator('.row-name', { hasText: new RegExp(`^${model}$`) }) });
}

function statuses({ requests }: Simulator, path: string): number[] {
  return requests.filter((one) => one.path === path).map(({ status }) => status);
}

/** Connects a tool as its user does, who is left in a new terminal. */
async function connect(
  { page, commandPalette, quickPick, notifications }: Workbench,
  tool: TerminalTool,
): Promise<void> {
  const before = await page.locator('.terminal-wrapper').count();
  await commandPalette.run('Keygauge: Connect a Tool…');
  await quickPick.choose(tool.name);
  // The first time.
  if (before === 0) await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Allow the Gateway' }).click();
  if (tool.file !== null) {
    await quickPick.choose(`Write it into ${tool.file}`);
    await notifications.shows(`${tool.name} is connected`);
    await commandPalette.run('Terminal: Create New Terminal');
  } else await notifications.choose('Open a New Terminal', `${tool.name} is connected`);
  await page.locator('.terminal-wrapper').nth(before).waitFor({ state: 'attached' });
  // They lie over terminals.
  await commandPalette.run('Notifications: Clear All Notifications');
}
