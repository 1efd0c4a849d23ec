import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { providers } from '../../../../src/core/model/provider.ts';
import {
  baseUrlFor,
  connectableTool,
  connectableTools,
  whoAnswers,
} from '../../../../src/core/tools/connectableTools.ts';
import { heardTool } from '../../../../src/sources/heardTool.ts';

describe('the table of tools', () => {
  test('has one row for each, and one base URL for each protocol that it speaks', () => {
    const ids = connectableTools.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      connectableTools.flatMap((tool) =>
        tool.baseUrls.filter(({ provider }) => baseUrlFor(tool, provider)?.provider !== provider),
      ),
      [],
    );
    for (const { baseUrls } of connectableTools) {
      const protocols = baseUrls.map(({ provider }) => providers[provider].protocol);
      assert.equal(new Set(protocols).size, protocols.length);
    }
  });

  test("goes to the provider's own origin where nobody has said otherwise", () => {
    for (const { id, baseUrls } of connectableTools) {
      for (const { provider, usual, ending = '' } of baseUrls) {
        if (usual === null) continue;
        assert.equal(new URL(usual).origin, new URL(providers[provider].baseUrl ?? '').origin, id);
        assert.ok(usual.endsWith(ending), id);
      }
    }
  });

  test('names tools as they are heard', () => {
    const said: Readonly<Record<string, string>> = {
      'claude-code': 'claude-cli/2.1.197 (external, cli)',
      codex: 'codex_cli_rs/0.169.0',
      opencode: 'opencode/1.18.33',
      'qwen-code': 'QwenCode/0.24.4',
      'kilo-code': 'Kilo-Code/5',
      copilot: 'GitHubCopilotChat/0.40',
    };
    for (const [id, agent] of Object.entries(said)) {
      const heard = heardTool((name) => (name === 'user-agent' ? agent : null), null);
      assert.equal(heard, connectableTool(id)?.name, id);
    }
  });

  test('knows who answers: the provider, another that is known, or nobody of ours', () => {
    assert.equal(whoAnswers('openai', 'https://api.openai.com'), 'openai');
    assert.equal(whoAnswers('openai', 'https://openrouter.ai'), 'openrouter');
    assert.equal(whoAnswers('openai', 'https://llm.example.com'), 'compatible');
    assert.equal(whoAnswers('anthropic', 'https://llm.example.com'), 'anthropic');
  });

  test('finds the base URL of a connection that goes to another provider of the same protocol', () => {
    const aider = connectableTool('aider');
    assert.ok(aider);
    assert.equal(baseUrlFor(aider, 'openrouter')?.provider, 'openai');
    assert.equal(baseUrlFor(aider, 'anthropic')?.provider, 'anthropic');
    assert.equal(connectableTool('no-such-tool'), null);
  });
});
