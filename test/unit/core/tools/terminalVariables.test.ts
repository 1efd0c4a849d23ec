import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { connectableTool, connectableTools } from '../../../../src/core/tools/connectableTools.ts';
import {
  fieldIn,
  isInTerminals,
  isSentOn,
  type SetVariable,
  sharedWith,
  type ToolWay,
  takenBy,
  terminalVariables,
  toolAtAddress,
  withField,
} from '../../../../src/core/tools/terminalVariables.ts';
import { fc } from '../fastCheck.ts';

const none = () => undefined;
const address = (tool: string) => `http://127.0.0.1:4711/${tool}`;
const usual: Readonly<Record<string, string>> = Object.fromEntries(
  connectableTools.flatMap(({ id, baseUrls }) =>
    baseUrls.map(({ provider, usual: to }) => [`${id} ${provider}`, to ?? '']),
  ),
);
const of = (tool: string, provider: 'openai' | 'anthropic' | 'gemini' | 'openrouter', upstream?: string) => ({
  tool,
  provider,
  upstream: upstream ?? usual[`${tool} ${provider}`] ?? '',
  address: address(`${tool}-${provider}`),
});

describe('variables of new terminals', () => {
  test('are none without a tool', () => {
    assert.deepEqual([...terminalVariables([], none)], []);
    assert.deepEqual([...terminalVariables([of('codex', 'openai'), of('crush', 'anthropic')], none)], []);
  });

  test('point each tool at its own address, with what goes with it', () => {
    assert.deepEqual(Object.fromEntries(terminalVariables([of('claude-code', 'anthropic')], none)), {
      ANTHROPIC_BASE_URL: address('claude-code-anthropic'),
      ENABLE_TOOL_SEARCH: 'true',
    });
    const set = (name: string) => (name === 'OPENAI_HOST' ? 'https://openrouter.ai/api/' : undefined);
    const both = [of('goose', 'openrouter', 'https://openrouter.ai/api'), of('gemini-cli', 'gemini')];
    assert.deepEqual(Object.fromEntries(terminalVariables(both, set)), {
      OPENAI_HOST: address('goose-openrouter'),
      GOOGLE_GEMINI_BASE_URL: address('gemini-cli-gemini'),
    });
  });

  test('leave a tool alone that would go somewhere else in this window than where it was connected', () => {
    const corporate = 'https://llm.example.com';
    const set = (name: string) => (name === 'ANTHROPIC_BASE_URL' ? corporate : undefined);
    const variables = terminalVariables([of('claude-code', 'anthropic')], set);
    assert.deepEqual([...variables.keys()], ['ENABLE_TOOL_SEARCH']);
    assert.deepEqual(
      [...terminalVariables([of('claude-code', 'anthropic', corporate)], none).keys()],
      ['ENABLE_TOOL_SEARCH'],
    );
    assert.equal(terminalVariables([of('claude-code', 'anthropic', corporate)], set).size, 2);
    const own = (name: string) =>
      name === 'ANTHROPIC_BASE_URL' ? 'http://127.0.0.1:4711/0123456789abcdefghijkl' : undefined;
    assert.equal(terminalVariables([of('claude-code', 'anthropic')], own).size, 2);
    assert.equal(terminalVariables([of('claude-code', 'anthropic', corporate)], own).size, 2);
    const qwen = { ...of('qwen-code', 'openrouter', 'https://openrouter.ai/api/v1') };
    assert.equal(terminalVariables([qwen], none).size, 1);
  });

  test('leave what the user has set beside it', () => {
    const set = (name: string) => (name === 'ENABLE_TOOL_SEARCH' ? 'auto' : undefined);
    assert.deepEqual([...terminalVariables([of('claude-code', 'anthropic')], set).keys()], ['ANTHROPIC_BASE_URL']);
  });

  test('lead past a proxy, which would be sent keys and prompts in plain text, and keep whom else it is not asked for', () => {
    const withSet = (set: Readonly<Record<string, string>>) => {
      const all = terminalVariables([of('codex', 'openai')], (name) => set[name]);
      return Object.fromEntries(all);
    };
    assert.deepEqual(withSet({ NO_PROXY: 'intranet' }), {});
    for (const proxy of ['HTTP_PROXY', 'https_proxy', 'ALL_PROXY']) {
      const set = { [proxy]: 'http://proxy.example.com:8080' };
      assert.deepEqual(withSet(set), { NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' });
      const listed = withSet({ ...set, no_proxy: 'intranet, .example.com,' });
      assert.deepEqual(listed, { no_proxy: 'intranet,.example.com,127.0.0.1' });
      assert.deepEqual(withSet({ ...set, NO_PROXY: 'localhost,127.0.0.1' }), {});
      assert.deepEqual(withSet({ ...set, NO_PROXY: '*' }), {});
    }
    assert.deepEqual([...terminalVariables([], () => 'http://proxy.example.com:8080')], []);
  });

  test('that tools share have the value of the one that was connected last, and the others say so', () => {
    const both = [of('scripts', 'anthropic'), of('scripts', 'openai'), of('claude-code', 'anthropic')];
    const variables = terminalVariables(both, none);
    assert.equal(variables.get('ANTHROPIC_BASE_URL'), address('claude-code-anthropic'));
    assert.equal(variables.get('OPENAI_BASE_URL'), address('scripts-openai'));
    const scripts = connectableTool('scripts');
    assert.ok(scripts);
    const ids = (connected: string[]) => sharedWith(scripts, new Set(connected)).map(({ id }) => id);
    assert.deepEqual(ids(['scripts', 'claude-code', 'aider']), ['claude-code']);
    assert.deepEqual(ids(['scripts']), []);
    const claude = connectableTool('claude-code');
    assert.ok(claude);
    assert.deepEqual(
      sharedWith(claude, new Set(['scripts', 'claude-code'])).map(({ id }) => id),
      ['scripts'],
    );
    assert.deepEqual(
      connectableTools.filter((tool) => !isInTerminals(tool)).map(({ id }) => id),
      ['codex', 'crush', 'kilo-code', 'copilot'],
    );
  });

  test('go on to one place: whoever else would read them is known', () => {
    const qwen = { tool: 'qwen-code', provider: 'compatible' as const, upstream: 'https://llm.example.com/v1' };
    const scripts = of('scripts', 'openai');
    const others = (way: ToolWay, all: readonly ToolWay[], set: SetVariable = none) =>
      takenBy(way, all, set)?.others.map(({ id }) => id);
    assert.deepEqual(others(qwen, []), ['scripts']);
    assert.deepEqual(others(qwen, [scripts]), ['scripts']);
    assert.deepEqual(others(scripts, [qwen]), ['qwen-code']);
    assert.equal(others(scripts, []), undefined);
    assert.equal(
      others(qwen, [], () => qwen.upstream),
      undefined,
    );
    assert.equal(others(of('claude-code', 'anthropic'), [of('scripts', 'anthropic')]), undefined);
    assert.equal(others(of('opencode', 'openai'), [scripts, qwen]), undefined);
    assert.deepEqual([isSentOn(scripts, [scripts, qwen], none), isSentOn(qwen, [scripts, qwen], none)], [false, true]);
    assert.deepEqual([isSentOn(scripts, [qwen, scripts], none), isSentOn(qwen, [qwen, scripts], none)], [true, false]);
  });

  test('that hold a document keep all else of it', () => {
    const document = '{"theme":"dark","provider":{"openai":{"options":{"timeout":9}},"groq":{}}}';
    const set = (name: string) => (name === 'OPENCODE_CONFIG_CONTENT' ? document : undefined);
    const value = terminalVariables([of('opencode', 'openai'), of('opencode', 'anthropic')], set).get(
      'OPENCODE_CONFIG_CONTENT',
    );
    assert.deepEqual(JSON.parse(value ?? ''), {
      theme: 'dark',
      provider: {
        openai: { options: { timeout: 9, baseURL: address('opencode-openai') } },
        groq: {},
        anthropic: { options: { baseURL: address('opencode-anthropic') } },
      },
    });
  });

  test('stay as they are where the document is none that we can read', () => {
    for (const document of ['{ // a comment\n}', '[]', 'no', '{"provider":[]}']) {
      const set = (name: string) => (name === 'OPENCODE_CONFIG_CONTENT' ? document : undefined);
      assert.deepEqual([...terminalVariables([of('opencode', 'openai')], set)], [], document);
    }
  });
});

test('an address names the tool that it was given to, unless others get it too', () => {
  assert.equal(toolAtAddress('aider'), 'Aider');
  assert.equal(toolAtAddress('codex'), 'Codex');
  for (const id of ['claude-code', 'qwen-code', 'scripts', 'some-tool']) assert.equal(toolAtAddress(id), null, id);
});

test('a field that was set is read back, and no other is touched', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
      fc.webUrl(),
      (rest, path, url) => {
        const document = JSON.stringify({ rest });
        const safe = path.map((name) => `_${name}`);
        const changed = withField(document, safe, url);
        assert.ok(changed !== null);
        assert.equal(fieldIn(changed, safe), url);
        assert.deepEqual(JSON.parse(changed).rest, JSON.parse(document).rest);
      },
    ),
  );
});
