import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { keyOf, snapshotOf } from '../../panel/snapshots.ts';
import {
  addressOf,
  at,
  nobody,
  pick,
  read,
  setting,
  setVariables,
  stageEach,
  upstreams,
  write,
} from './connectStage.ts';
import { clipboard, env, terminals, userSettings } from './fakeEditor.ts';
import { asked, details, offered, placeHolders, willAnswer } from './fakeQuestions.ts';

const { copyStatusAddress } = await import('../../../src/host/tools/copyStatusAddress.ts');

const consent = 'Let requests of your tools pass through Keygauge?';

describe('connecting a tool', () => {
  stageEach();

  test('asks in one sentence first, and does nothing where the answer is no', async () => {
    willAnswer('Claude Code', null);
    await pick();
    assert.deepEqual(asked, ['Connect a Tool', consent]);
    assert.match(details.at(-1) ?? '', /never prompts, answers or whole keys.*keygauge\.gateway\.enabled/);
    assert.deepEqual([at.known.all, at.known.port, userSettings[setting]], [[], null, undefined]);
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

  test('says where it was connected for another place than this window has, and goes there by connecting again', async () => {
    userSettings[setting] = true;
    await at.known.connect('claude-code', 'anthropic', 'https://api.anthropic.com');
    setVariables({ ANTHROPIC_BASE_URL: 'https://llm.example.com/' });
    willAnswer('Claude Code', 'Connect again');
    await pick();
    assert.deepEqual(upstreams(), ['claude-code anthropic https://llm.example.com']);
    setVariables({});
    willAnswer(null);
    await pick();
    assert.match(details[0] ?? '', /^connected for https:\/\/llm\.example\.com, where this window does not send it/);
  });

  test('is enough where it goes to another provider by the same variable: the place of before is for other windows', async () => {
    userSettings[setting] = true;
    const elsewhere = 'https://llm.example.com/v1';
    await at.known.connect('goose', 'openai', 'https://api.openai.com');
    setVariables({ OPENAI_HOST: elsewhere });
    willAnswer('Goose', 'Connect again');
    await pick();
    assert.ok(upstreams().includes(`goose compatible ${elsewhere}`), upstreams().join());
    for (const variables of [{ OPENAI_HOST: elsewhere }, {}]) {
      setVariables(variables);
      willAnswer(null);
      await pick();
      const goose = details.find((text) => text.includes('OPENAI_HOST')) ?? '';
      assert.match(goose, /^connected, not heard/);
    }
  });

  test('asks where a tool goes of which nobody knows', async () => {
    userSettings[setting] = true;
    willAnswer('Qwen Code', 'https://llm.example.com/v1', 'Connect Qwen Code');
    await pick();
    assert.deepEqual(upstreams(), ['qwen-code compatible https://llm.example.com/v1']);
    await at.known.disconnect('qwen-code');
    willAnswer('Qwen Code', null);
    await pick();
    assert.deepEqual(at.known.all, []);
  });

  test('asks before scripts would go, with their keys, to where another tool goes, and gives the variable to one alone', async () => {
    userSettings[setting] = true;
    const question = 'Let Qwen Code have OPENAI_BASE_URL in new terminals?';
    const elsewhere = 'https://llm.example.com/v1';
    willAnswer('Qwen Code', elsewhere, null);
    await pick();
    assert.deepEqual([asked.at(-1), at.known.all], [question, []]);
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
    await at.known.disconnect('qwen-code');
    setVariables({ OPENAI_BASE_URL: elsewhere });
    await at.known.disconnect('scripts');
    willAnswer('Qwen Code');
    await pick();
    assert.ok(!asked.includes(question), 'scripts go there anyway');
  });

  test('that has lost its variable to another one does not seem to be connected', async () => {
    userSettings[setting] = true;
    await at.known.connect('scripts', 'openai', 'https://api.openai.com/v1');
    await at.known.connect('qwen-code', 'compatible', 'https://llm.example.com/v1');
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
    assert.deepEqual(at.known.all, []);
  });

  test('by a file is not done where the user leaves, or where the file leads elsewhere', async () => {
    userSettings[setting] = true;
    willAnswer('Codex', null);
    await pick();
    assert.deepEqual(at.known.all, []);
    assert.match(placeHolders.at(-1) ?? '', /config\.toml, and answers only while an editor is open/);
    willAnswer('Codex', 'Copy a command');
    await pick();
    const shown = async (snapshot = nobody) => {
      willAnswer('Codex', null);
      await pick(snapshot);
      willAnswer(null);
      await pick(snapshot);
      return details.find((text) => text.includes('config.toml, or a command to copy')) ?? '';
    };
    assert.match(await shown(), /^has an address, which does not stand in ~\/\.codex\/config\.toml/);
    const heard = snapshotOf(keyOf({ tools: [{ tool: 'Codex', requests: 2, age: 60 }] }));
    assert.match(await shown(heard), /^connected, heard 60 s ago/);
    const another = 'http://127.0.0.1:4711/0123456789abcdefghijkl';
    for (const url of ['https://openrouter.ai/api/v1', another]) {
      write('.codex/config.toml', `openai_base_url = "${url}"\n`);
      assert.match(await shown(heard), /^connected, but ~\/\.codex\/config\.toml names another address/);
    }
    write('.codex/config.toml', `openai_base_url = "${addressOf('codex')}"\n`);
    assert.match(await shown(), /^connected, not heard/);
  });

  test('by a line that is copied is told where it belongs: above all sections only where a file has some', async () => {
    userSettings[setting] = true;
    write('.claude/settings.json', '{ "env": { "ANTHROPIC_BASE_URL": "https://llm.example.com" } }');
    for (const [tool, told] of [
      ['Codex', 'The line is on the clipboard. Put it into ~/.codex/config.toml, above all sections.'],
      ['Claude Code', 'One step is left for Claude Code: You put it into ~/.claude/settings.json.'],
    ] as const) {
      willAnswer(tool, 'Copy the line');
      await pick();
      assert.equal(asked.at(-1), told);
    }
    assert.equal(clipboard.text, `"ANTHROPIC_BASE_URL": "${addressOf('claude-code')}"`);
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
    await at.known.connect('claude-code', 'anthropic', 'https://api.anthropic.com');
    await at.known.connect('aider', 'openai', 'https://api.openai.com/v1');
    const tools = [{ tool: 'Claude Code', requests: 41, age: 190 }];
    willAnswer(null);
    await pick(snapshotOf(keyOf({ tools })));
    const claude = details.find((text) => text.includes('ANTHROPIC_BASE_URL')) ?? '';
    assert.match(
      claude,
      /^connected, heard 3 min ago, 41 requests in the last hour ANTHROPIC_BASE_URL in new terminals\..* Remote Control/,
    );
    assert.ok(details.some((text) => text.startsWith('connected, not heard in the last hour OPENAI_API_BASE')));
    await at.known.connect('scripts', 'anthropic', 'https://api.anthropic.com');
    const use = { requests: 3, age: 70 };
    const byAddress = [
      { tool: 'scripts', ...use },
      { tool: 'claude-code', ...use, requests: 1 },
    ];
    const state = { kind: 'live', passed: { byAddress, withoutKey: [] } } as const;
    willAnswer(null);
    await pick({ ...nobody, sources: [{ id: 'gateway', state }] });
    const rows = ['OPENAI_BASE_URL, ANTHROPIC', ' ANTHROPIC_BASE_URL in'].map((text) =>
      details.find((one) => one.includes(text)),
    );
    assert.match(rows[0] ?? '', /^connected, heard 70 s ago, 3 requests in the last hour/);
    assert.match(rows[1] ?? '', /^connected, heard 70 s ago, 1 request in the last hour/);
    userSettings[setting] = false;
    willAnswer(null);
    await pick();
    assert.ok(details.some((text) => text.startsWith('connected, but the gateway is off')));
  });

  test('is not possible in terminals that run on another machine, and elsewhere means the tool of this one', async () => {
    userSettings[setting] = true;
    await at.known.connect('goose', 'openai', 'https://api.openai.com');
    Object.assign(env, { remoteName: 'ssh-remote' });
    willAnswer('Aider');
    await pick();
    const last = asked.at(-1) ?? '';
    const goose = details.find((text) => text.includes('OPENAI_HOST')) ?? '';
    for (const [tool, ...answers] of [
      ['Codex', 'Write it into ~/.codex/config.toml'],
      ['Copilot', 'Anthropic'],
      ['Crush'],
    ]) {
      willAnswer(tool ?? '', null, ...answers);
      await pick();
      assert.equal(asked.at(-1), `Connect ${tool} on this machine?`);
    }
    assert.match(last, /run on another machine/);
    assert.match(goose, /^connected for .*, where this window does not send it/);
    assert.equal(at.known.all.length, 1);
    willAnswer('Codex', 'Connect Codex', 'Write it into ~/.codex/config.toml');
    await pick();
    Object.assign(env, { remoteName: undefined });
    assert.match(read('.codex/config.toml'), /^openai_base_url/);
  });
});

describe('the address of the status', () => {
  stageEach();

  test('is copied once the gateway may be on', async () => {
    willAnswer(null);
    await copyStatusAddress(at.known);
    assert.equal(clipboard.text, '');
    willAnswer('Allow the Gateway');
    await copyStatusAddress(at.known);
    assert.match(clipboard.text, new RegExp(`^http://127\\.0\\.0\\.1:${at.known.port}/[\\w-]{22}$`));
    assert.match(asked.at(-1) ?? '', /\/status\.json .* \/metrics/);
  });
});
