import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { systemClock } from '../../src/base/clock.ts';
import { stateFolder } from '../../src/bus/place.ts';
import { openToolConnections, type ToolConnections } from '../../src/host/gateway/toolConnections.ts';
import { followTools } from '../../src/host/tools/toolTerminals.ts';
import { until, writtenText } from '../support/until.ts';

const setting = 'keygauge.gateway.enabled';
const names = ['ANTHROPIC_BASE_URL', 'ENABLE_TOOL_SEARCH', 'OPENAI_API_BASE'];

function allow(isAllowed: boolean | undefined) {
  return vscode.workspace.getConfiguration().update(setting, isAllowed, vscode.ConfigurationTarget.Global);
}

function setInTerminals(variables: Record<string, string> | undefined) {
  const system = { win32: 'windows', darwin: 'osx' }[process.platform as string] ?? 'linux';
  const settings = vscode.workspace.getConfiguration();
  return settings.update(`terminal.integrated.env.${system}`, variables, vscode.ConfigurationTarget.Global);
}

/** As another window of the user's would connect tools, which this one's extension follows. */
function connections(): Promise<ToolConnections> {
  const { platform, env: environment } = process;
  const userId = platform === 'win32' ? null : userInfo().uid;
  const folder = stateFolder({ platform, environment, home: homedir(), temporary: tmpdir(), userId });
  const { random } = Math;
  return openToolConnections({ folder, clock: systemClock(), wall: () => Date.now(), random, warn: () => {} });
}

/** The server of this version comes from npm with no terminal that works. */
const opensTerminals = !vscode.version.startsWith('1.105.');

suite('Variables of new terminals', () => {
  test('are those of the tools that are connected, and none once they are not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keygauge-variables-'));
    const [clock, wall, { random }] = [systemClock(), () => Date.now(), Math];
    const tools = await openToolConnections({ folder, clock, wall, random, warn: () => {} });
    const variables: vscode.EnvironmentVariableCollection | undefined = await vscode.extensions
      .getExtension('acme.coder')
      ?.activate();
    assert.ok(variables);
    const names = () => [...variables].map(([name]) => name).sort();
    const following = followTools({ variables, environment: {}, connections: tools });
    try {
      assert.deepEqual(names(), []);
      const claude = await tools.connect('claude-code', 'anthropic', 'https://api.anthropic.com');
      assert.deepEqual(names(), ['ANTHROPIC_BASE_URL', 'ENABLE_TOOL_SEARCH']);
      const { value, options } = variables.get('ANTHROPIC_BASE_URL') ?? {};
      assert.equal(value, tools.addressOf(claude));
      assert.deepEqual(options, { applyAtProcessCreation: true, applyAtShellIntegration: true });
      assert.equal(variables.persistent, false);
      assert.ok(variables.description);
      await tools.connect('codex', 'openai', 'https://api.openai.com/v1');
      await tools.disconnect('claude-code');
      assert.deepEqual(names(), []);
      await tools.connect('aider', 'openai', 'https://api.openai.com/v1');
      assert.deepEqual(names(), ['OPENAI_API_BASE']);
      await setInTerminals({ OPENAI_API_BASE: 'https://llm.example.com/v1' });
      await until(() => names().length === 0, 5_000);
      await setInTerminals(undefined);
      await until(() => names().length === 1, 5_000);
    } finally {
      await setInTerminals(undefined);
      following.dispose();
      tools.dispose();
      rmSync(folder, { recursive: true });
    }
    assert.deepEqual(names(), []);
  });
});

suite('Tools in new terminals', function () {
  this.timeout(60_000);
  suiteSetup(function () {
    if (!opensTerminals) this.skip();
  });
  let folder = '';
  let tools: ToolConnections;
  let count = 0;

  suiteSetup(async () => {
    await vscode.extensions.getExtension('keygauge.keygauge')?.activate();
    folder = mkdtempSync(join(tmpdir(), 'keygauge-terminals-'));
    tools = await connections();
  });

  suiteTeardown(async () => {
    if (!opensTerminals) return;
    await tools.disconnect('claude-code');
    await tools.disconnect('aider');
    tools.dispose();
    await allow(undefined);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Those of our variables that a program in a new terminal finds. */
  const found = async () => {
    const file = join(folder, String(++count));
    const terminal = vscode.window.createTerminal({ name: 'variables' });
    terminal.sendText(`(env; echo whole) > '${file}'; exit`);
    const text = await writtenText(file, (written) => written.endsWith('whole\n'), 20_000);
    terminal.dispose();
    const all = new Map(
      text.split('\n').map((line) => [line.replace(/=.*/s, ''), line.replace(/^[^=]*=/, '')] as const),
    );
    return Object.fromEntries(names.flatMap((name) => (all.has(name) ? [[name, all.get(name)]] : [])));
  };

  /** Waits until a new terminal has what it should have: a change goes over the disk and the editor first. */
  const finds = async (wanted: Record<string, string>) => {
    let last: unknown;
    for (let tries = 0; tries < 8; tries++) {
      last = await found();
      if (JSON.stringify(last) === JSON.stringify(wanted)) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    assert.deepEqual(last, wanted);
  };

  test('get no variable while the gateway is off, whatever is connected', async () => {
    await tools.connect('claude-code', 'anthropic', 'https://api.anthropic.com');
    assert.deepEqual(await found(), {});
  });

  test('get those of the tools that are connected once it is on, and lose them by disconnecting', async () => {
    await allow(true);
    const [claude] = tools.all;
    assert.ok(claude);
    const own = { ANTHROPIC_BASE_URL: tools.addressOf(claude) ?? '', ENABLE_TOOL_SEARCH: 'true' };
    await finds(own);
    const aider = await tools.connect('aider', 'openai', 'https://api.openai.com/v1');
    await finds({ ...own, OPENAI_API_BASE: tools.addressOf(aider) ?? '' });
    await tools.disconnect('claude-code');
    await finds({ OPENAI_API_BASE: tools.addressOf(aider) ?? '' });
    await tools.disconnect('aider');
    await finds({});
  });

  test('get none once it is off again', async () => {
    await tools.connect('claude-code', 'anthropic', 'https://api.anthropic.com');
    const [claude] = tools.all;
    await finds({ ANTHROPIC_BASE_URL: (claude && tools.addressOf(claude)) ?? '', ENABLE_TOOL_SEARCH: 'true' });
    await allow(undefined);
    await finds({});
  });
});
