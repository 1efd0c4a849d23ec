import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { systemClock } from '../../../src/base/clock.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import type { ToolConnections } from '../../../src/host/gateway/toolConnections.ts';
import type { ToolDesk } from '../../../src/host/tools/toolDesk.ts';
import { keyOf, snapshotOf } from '../../panel/snapshots.ts';
import { MemoryMemento } from '../../support/memory.ts';
import { clipboard, env, terminals, userSettings } from './fakeEditor.ts';
import { asked, details, offered, willAnswer } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { connectTool, connect } = await import('../../../src/host/tools/connectTool.ts');
const { offerRepair, staleTools } = await import('../../../src/host/tools/staleAddresses.ts');
const { copyStatusAddress } = await import('../../../src/host/tools/copyStatusAddress.ts');
const { openToolConnections } = await import('../../../src/host/gateway/toolConnections.ts');
const { ToolFiles } = await import('../../../src/host/tools/toolFiles.ts');

const setting = 'keygauge.gateway.enabled';
const consent = 'Let requests of your tools pass through Keygauge?';
const nobody = snapshotOf(keyOf());

let home = '';
let known: ToolConnections;
let set: Record<string, string>;
let desk: ToolDesk;

const pick = (snapshot: Snapshot = nobody) => connectTool(desk, snapshot);
const addressOf = (tool: string) => {
  const found = known.all.find((one) => one.tool === tool);
  return found ? known.addressOf(found) : null;
};
const upstreams = () => known.all.map(({ tool, provider, upstream }) => `${tool} ${provider} ${upstream}`);
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
};
const read = (path: string) => readFileSync(join(home, path), 'utf8');

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'keygauge-connect-'));
  const folder = join(home, 'state');
  const parts = { folder, clock: systemClock(), wall: () => 1_000, random: Math.random, warn: () => {} };
  known = await openToolConnections(parts);
  set = {};
  const files = new ToolFiles({ state: new MemoryMemento(), environment: {}, home });
  desk = { connections: known, files, set: (name) => set[name] };
  delete userSettings[setting];
  clipboard.text = '';
  terminals.length = 0;
});
afterEach(() => {
  known.dispose();
  rmSync(home, { recursive: true });
});

describe('connecting a tool', () => {
  test('asks in one sentence first, and does nothing where the answer is no', async () => {
    willAnswer('Claude Code', null);
    await pick();
    assert.deepEqual(asked, ['Connect a Tool', consent]);
    assert.match(details.at(-1) ?? '', /never prompts, answers or whole keys.*keygauge\.gateway\.enabled/);
    assert.deepEqual([known.all, known.port, userSettings[setting]], [[], null, undefined]);
  });

  test('in terminals takes one click more than allowing it, and offers a new one', async () => {
    willAnswer('Claude Code', 'Allow the Gateway', 'Open a New Terminal');
    await pick();
    assert.equal(userSettings[setting], true);
    assert.deepEqual(upstreams(), ['claude-code anthropic https://api.anthropic.com']);
    assert.equal(terminals.length, 1);
    willAnswer('Scripts with the official SDKs');
    await pick();
    assert.ok(!asked.includes(consent));
    assert.deepEqual(upstreams().slice(1), [
      'scripts openai https://api.openai.com/v1',
      'scripts anthropic https://api.anthropic.com',
    ]);
  });

  test('keeps a base URL that was set behind the gateway, and says what it cannot keep there', async () => {
    userSettings[setting] = true;
    set = { OPENAI_API_BASE: 'https://openrouter.ai/api/v1', ANTHROPIC_API_BASE: 'https://me:pw@llm.example.com' };
    willAnswer('Aider');
    await pick();
    assert.deepEqual(upstreams(), ['aider openrouter https://openrouter.ai/api/v1']);
    assert.ok(
      asked.some((text) => text.startsWith('Aider goes to https://me:pw@llm.example.com')),
      asked.join('\n'),
    );
  });

  test('says where it was connected for another place than this window has, and goes there by connecting again', async () => {
    userSettings[setting] = true;
    await known.connect('claude-code', 'anthropic', 'https://api.anthropic.com');
    set = { ANTHROPIC_BASE_URL: 'https://llm.example.com/' };
    willAnswer('Claude Code', 'Connect again');
    await pick();
    assert.deepEqual(upstreams(), ['claude-code anthropic https://llm.example.com']);
    set = {};
    willAnswer(null);
    await pick();
    assert.match(details[0] ?? '', /^connected for https:\/\/llm\.example\.com, where this window does not send it/);
  });

  test('asks where a tool goes of which nobody knows', async () => {
    userSettings[setting] = true;
    willAnswer('Qwen Code', 'https://llm.example.com/v1', 'Connect Qwen Code');
    await pick();
    assert.deepEqual(upstreams(), ['qwen-code compatible https://llm.example.com/v1']);
    await known.disconnect('qwen-code');
    willAnswer('Qwen Code', null);
    await pick();
    assert.deepEqual(known.all, []);
  });

  test('asks before scripts would go, with their keys, to where another tool goes, and gives the variable to one alone', async () => {
    userSettings[setting] = true;
    const question = 'Let Qwen Code have OPENAI_BASE_URL in new terminals?';
    const elsewhere = 'https://llm.example.com/v1';
    willAnswer('Qwen Code', elsewhere, null);
    await pick();
    assert.deepEqual([asked.at(-1), known.all], [question, []]);
    assert.match(details.at(-1) ?? '', /goes to https:\/\/llm\.example\.com\/v1 too.*Scripts with the official SDKs/);
    willAnswer('Scripts with the official SDKs');
    await pick();
    willAnswer('Qwen Code', elsewhere, null);
    await pick();
    assert.equal(upstreams().length, 2);
    const lost = () => details.some((text) => /^connected for https:\/\/api\.openai\.com\/v1, /.test(text));
    willAnswer('Qwen Code', elsewhere, 'Connect Qwen Code');
    await pick();
    const scripts = 'Scripts with the official SDKs';
    willAnswer(scripts, 'Connect again', null);
    await pick();
    assert.match(asked.at(-1) ?? '', /^Let Scripts .* have OPENAI_BASE_URL/);
    willAnswer(null);
    await pick();
    assert.ok(lost());
    willAnswer(scripts, 'Connect again', `Connect ${scripts}`);
    await pick();
    willAnswer(null);
    await pick();
    assert.ok(!lost());
    assert.ok(details.some((text) => text.startsWith(`connected for ${elsewhere}, `)));
    await known.disconnect('qwen-code');
    set = { OPENAI_BASE_URL: elsewhere };
    await known.disconnect('scripts');
    willAnswer('Qwen Code');
    await pick();
    assert.ok(!asked.includes(question), 'scripts go there anyway');
  });

  test('that has lost its variable to another one does not seem to be connected', async () => {
    userSettings[setting] = true;
    await known.connect('scripts', 'openai', 'https://api.openai.com/v1');
    await known.connect('qwen-code', 'compatible', 'https://llm.example.com/v1');
    willAnswer(null);
    await pick();
    assert.ok(details.some((text) => /^connected for https:\/\/api\.openai\.com\/v1, .*Qwen Code/.test(text)));
    assert.ok(details.some((text) => /^connected, not heard.*Shares.*Scripts/.test(text)));
  });

  test('by a file changes it only if the user says so, and disconnecting changes it back', async () => {
    userSettings[setting] = true;
    write('.codex/config.toml', 'model = "gpt-5"\n');
    willAnswer('Codex', 'Copy a command');
    await pick();
    assert.equal(clipboard.text, `codex -c openai_base_url="${addressOf('codex')}"`);
    assert.equal(read('.codex/config.toml'), 'model = "gpt-5"\n');
    willAnswer('Codex', 'Connect again', 'Copy the line');
    await pick();
    assert.equal(clipboard.text, `openai_base_url = "${addressOf('codex')}"`);
    assert.equal(read('.codex/config.toml'), 'model = "gpt-5"\n');
    willAnswer('Codex', 'Connect again', 'Write it into ~/.codex/config.toml');
    await pick();
    assert.match(read('.codex/config.toml'), /^openai_base_url = "http:\/\/127\.0\.0\.1:/);
    willAnswer('Codex', 'Disconnect');
    await pick();
    assert.deepEqual(offered, ['Connect again', 'Disconnect']);
    assert.equal(read('.codex/config.toml'), 'model = "gpt-5"\n');
    assert.deepEqual(known.all, []);
  });

  test("goes on where the tool's own file said, which counts more than a variable", async () => {
    userSettings[setting] = true;
    const settings = '{ "env": { "ANTHROPIC_BASE_URL": "https://llm.example.com" } }';
    write('.claude/settings.json', settings);
    set = { ANTHROPIC_BASE_URL: 'https://other.example.com' };
    willAnswer('Claude Code', 'Write it into ~/.claude/settings.json');
    await pick();
    assert.deepEqual(upstreams(), ['claude-code anthropic https://llm.example.com']);
    assert.ok(read('.claude/settings.json').includes(addressOf('claude-code') ?? 'none'));
    write('.claude/settings.json', settings);
    willAnswer(null);
    await pick();
    assert.match(details.join('\n'), /^connected, but ~\/\.claude\/settings\.json names another address/);
  });

  test('by hand copies the address that the tool wants, for the provider that the user chooses', async () => {
    userSettings[setting] = true;
    willAnswer('Copilot', 'Anthropic');
    await pick();
    assert.deepEqual(upstreams(), ['copilot anthropic https://api.anthropic.com']);
    assert.equal(clipboard.text, `${addressOf('copilot')}/v1/messages`);
    assert.ok((details.at(-1) ?? '').includes(clipboard.text));
  });

  test('shows of each how it stands, when it was heard, and what it costs', async () => {
    userSettings[setting] = true;
    await known.connect('claude-code', 'anthropic', 'https://api.anthropic.com');
    await known.connect('aider', 'openai', 'https://api.openai.com/v1');
    const tools = [{ tool: 'Claude Code', requests: 41, age: 190 }];
    willAnswer(null);
    await pick(snapshotOf(keyOf({ tools })));
    const claude = details.find((text) => text.includes('ANTHROPIC_BASE_URL')) ?? '';
    assert.match(
      claude,
      /^connected, heard 3 min ago, 41 requests in the last hour ANTHROPIC_BASE_URL in new terminals\..* Remote Control/,
    );
    assert.ok(details.some((text) => text.startsWith('connected, not heard in the last hour OPENAI_API_BASE')));
    userSettings[setting] = false;
    willAnswer(null);
    await pick();
    assert.ok(details.some((text) => text.startsWith('connected, but the gateway is off')));
  });

  test('is not possible in terminals that run on another machine', async () => {
    Object.assign(env, { remoteName: 'ssh-remote' });
    willAnswer('Aider');
    await pick();
    Object.assign(env, { remoteName: undefined });
    assert.match(asked.at(-1) ?? '', /run on another machine/);
    assert.deepEqual(known.all, []);
  });
});

describe('an address of before', () => {
  const stale = async () => (await staleTools(desk)).map(({ id }) => id);
  const pointCodex = async () => {
    userSettings[setting] = true;
    write('.codex/config.toml', 'model = "gpt-5"\n');
    willAnswer('Codex', 'Write it into ~/.codex/config.toml');
    await pick();
  };

  test('is found once it answers no more, and repaired with one click', async () => {
    await pointCodex();
    assert.deepEqual(await stale(), []);
    await known.disconnect('codex');
    assert.deepEqual(await stale(), ['codex']);
    willAnswer('Connect again');
    await offerRepair(desk, (tool) => connect(desk, tool));
    assert.ok(read('.codex/config.toml').includes(addressOf('codex') ?? 'none'));
    assert.deepEqual(await stale(), []);
  });

  test('is found after the gateway has taken another port', async () => {
    await pointCodex();
    const before = addressOf('codex') ?? '';
    await known.chooseAnotherPort();
    assert.notEqual(addressOf('codex'), before);
    assert.deepEqual(await stale(), ['codex']);
    willAnswer('Connect again');
    await offerRepair(desk, (tool) => connect(desk, tool));
    assert.equal(
      read('.codex/config.toml'),
      `openai_base_url = "${addressOf('codex')}" # set by Keygauge\nmodel = "gpt-5"\n`,
    );
  });

  test('is taken out with one click, also where the gateway was turned off', async () => {
    await pointCodex();
    userSettings[setting] = false;
    assert.deepEqual(await stale(), ['codex']);
    willAnswer('Disconnect');
    await offerRepair(desk, () => assert.fail());
    assert.equal(read('.codex/config.toml'), 'model = "gpt-5"\n');
    assert.deepEqual([await stale(), known.all], [[], []]);
  });
});

test('the address of the status is copied once the gateway may be on', async () => {
  willAnswer(null);
  await copyStatusAddress(known, (value) => `digest of ${value}`);
  assert.equal(clipboard.text, '');
  willAnswer('Allow the Gateway');
  await copyStatusAddress(known, (value) => `digest-of-${value.length}`);
  assert.match(clipboard.text, new RegExp(`^http://127\\.0\\.0\\.1:${known.port}/digest-of-\\d+$`));
  assert.match(asked.at(-1) ?? '', /\/status\.json .* \/metrics/);
});
