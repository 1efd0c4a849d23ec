import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { terminalVariables } from '../../../src/core/tools/terminalVariables.ts';
import { addressOf, at, pick, read, setting, setVariables, stageEach, upstreams, write } from './connectStage.ts';
import { userSettings } from './fakeEditor.ts';
import { asked, details, willAnswer } from './fakeQuestions.ts';

describe('the base URL that a tool has when it is connected', () => {
  stageEach();

  test('stays behind the gateway, and what it cannot keep there is said', async () => {
    userSettings[setting] = true;
    setVariables({
      OPENAI_API_BASE: 'https://openrouter.ai/api/v1',
      ANTHROPIC_API_BASE: 'https://me:pw@llm.example.com',
    });
    willAnswer('Aider');
    await pick();
    assert.deepEqual(upstreams(), ['aider openrouter https://openrouter.ai/api/v1']);
    assert.ok(
      asked.some((text) => text.startsWith('Aider goes to https://me:pw@llm.example.com')),
      asked.join('\n'),
    );
  });

  test("is that of the tool's own file, which counts more than a variable", async () => {
    userSettings[setting] = true;
    const settings = '{ "env": { "ANTHROPIC_BASE_URL": "https://llm.example.com" } }';
    write('.claude/settings.json', settings);
    setVariables({ ANTHROPIC_BASE_URL: 'https://other.example.com' });
    willAnswer('Claude Code', 'Write it into ~/.claude/settings.json');
    await pick();
    assert.deepEqual(upstreams(), ['claude-code anthropic https://llm.example.com']);
    assert.ok(read('.claude/settings.json').includes(addressOf('claude-code') ?? 'none'));
    write('.claude/settings.json', settings);
    willAnswer(null);
    await pick();
    assert.match(details.join('\n'), /^connected, but ~\/\.claude\/settings\.json names another address/);
  });

  test('is not one that the user has taken out of the file since', async () => {
    userSettings[setting] = true;
    write('.codex/config.toml', 'openai_base_url = "https://llm.example.com/v1"\n');
    willAnswer('Codex', 'Write it into ~/.codex/config.toml');
    await pick();
    assert.deepEqual(upstreams(), ['codex compatible https://llm.example.com/v1']);
    willAnswer('Codex', 'Connect again');
    await pick();
    assert.deepEqual(upstreams(), ['codex compatible https://llm.example.com/v1'], 'the file remembers it');
    write('.codex/config.toml', 'model = "gpt-5"\n');
    willAnswer('Codex', 'Connect again', 'Write it into ~/.codex/config.toml');
    await pick();
    assert.equal(upstreams().at(-1), 'codex openai https://api.openai.com/v1');
    const own = at.known.all.at(-1) ?? assert.fail();
    assert.ok(read('.codex/config.toml').includes(at.known.addressOf(own) ?? 'none'));
  });

  test("is that of the tool's own file, also where a variable counts more than that", async () => {
    userSettings[setting] = true;
    const own = 'https://llm.example.com/v1';
    write(
      '.config/opencode/opencode.jsonc',
      `{\n  // of my company\n  "provider": { "openai": { "options": { "baseURL": "${own}", /* no limit */ "timeout": false, }, }, },\n}`,
    );
    write(
      '.config/opencode/opencode.json',
      '{"provider":{"openai":{"options":{"baseURL":"https://less.example.com"}}}}',
    );
    write('.gemini/.env', '# mine\nexport GOOGLE_GEMINI_BASE_URL="https://gemini.example.com" # here\n');
    write('.config/goose/config.yaml', 'GOOSE_PROVIDER: openai\nOPENAI_HOST: https://goose.example.com\n');
    for (const name of ['OpenCode', 'Gemini CLI', 'Goose']) {
      willAnswer(name);
      await pick();
    }
    assert.deepEqual(upstreams(), [
      'opencode anthropic https://api.anthropic.com/v1',
      `opencode compatible ${own}`,
      'gemini-cli gemini https://gemini.example.com',
      'goose compatible https://goose.example.com',
      'goose anthropic https://api.anthropic.com',
    ]);
    const addresses = at.known.all.map((one) => ({ ...one, address: at.known.addressOf(one) ?? '' }));
    const variables = terminalVariables(addresses, at.desk.set);
    assert.ok(variables.get('OPENCODE_CONFIG_CONTENT')?.includes(addressOf('opencode') ?? 'none'));
    assert.equal(variables.get('GOOGLE_GEMINI_BASE_URL'), addressOf('gemini-cli'));
    assert.equal(variables.get('OPENAI_HOST'), addressOf('goose'));
    assert.ok(
      details.every((text) => !text.startsWith('connected for')),
      details.join('\n'),
    );
    setVariables({ OPENAI_HOST: 'https://other.example.com' });
    assert.ok(!terminalVariables(addresses, at.desk.set).has('OPENAI_HOST'), 'it goes somewhere else here');
    willAnswer('Goose', 'Connect again');
    await pick();
    assert.ok(upstreams().includes('goose compatible https://other.example.com'), upstreams().join('\n'));
  });
});
