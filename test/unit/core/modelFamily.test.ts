import assert from 'node:assert/strict';
import { test } from 'node:test';
import { familyOf } from '../../../src/core/modelFamily.ts';
import { fc } from './fastCheck.ts';

for (const [model, family] of [
  ['gpt-5', 'gpt-5'],
  ['gpt-5.4-nano-2026-01-01', 'gpt-5.4-nano'],
  ['GPT-4o-mini', 'gpt-4o-mini'],
  ['gpt-35-turbo', 'gpt-35-turbo'],
  ['openai/gpt-oss-120b', 'gpt-oss-120b'],
  ['o4-mini', 'o4-mini'],
  ['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5'],
  ['claude-3-5-haiku-latest', 'claude-3-5-haiku'],
  ['us.anthropic.claude-opus-4-1-20250805-v1:0', 'claude-opus-4-1'],
  ['models/gemini-2.5-flash-lite', 'gemini-2.5-flash-lite'],
  ['grok-code-fast-1', 'grok-code-fast'],
  ['accounts/fireworks/models/llama-v3p1-70b-instruct', 'llama-v3p1-70b-instruct'],
  ['qwen3-coder-480b', 'qwen3-coder-480b'],
  ['ft:gpt-4o-2024-08-06:acme-corp:jane:Ab12', 'gpt-4o'],
  ['acme-corp-gpt-4o-prod', 'gpt-4o'],
  ['accounts/jane-doe/models/llama-v3-8b', null],
  ['acme-corp/internal-model', null],
  ['gpt-5551234567', null],
  ['jane-o3000', null],
  ['', null],
] as const)
  test(`${model || 'nothing'} is of the family ${family}`, () => assert.equal(familyOf(model), family));

test('a family holds nothing of what stands around it', () => {
  const own = fc
    .stringMatching(/^[a-z]{6,12}$/)
    .filter((text) => !/gpt|claude|llama|mistral|gemini|grok|qwen|glm|kimi|nova|preview|instruct/.test(text));
  const model = fc.constantFrom(
    'gpt-4o',
    'claude-sonnet-4-5',
    'gemini-2.5-pro',
    'llama-3.1-70b',
    'text-embedding-3-small',
    'x',
  );
  fc.assert(
    fc.property(own, model, own, fc.constantFrom(':', '-', '/', '_', '.'), (before, name, after, between) => {
      const family = familyOf(`${before}${between}${name}${between}${after}`) ?? '';
      assert.ok(!family.includes(before) && !family.includes(after), family);
    }),
  );
});
