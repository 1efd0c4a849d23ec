import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looksLikeKey, possibleOwners, shapeOf } from '../../../../src/core/dialects/keyShapes.ts';

const rest = '0a1b2c3d4e5f6a7b8c9d0e1f';

test('a key shows by its beginning whose it is, and an admin key that it is one', () => {
  for (const [beginning, provider, isAdmin] of [
    ['sk-ant-api03-', 'anthropic', false],
    ['sk-ant-admin01-', 'anthropic', true],
    ['sk-proj-', 'openai', false],
    ['sk-svcacct-', 'openai', false],
    ['sk-admin-', 'openai', true],
    ['sk-or-v1-', 'openrouter', false],
    ['gsk_', 'groq', false],
    ['xai-', 'xai', false],
    ['csk-', 'cerebras', false],
    ['github_pat_', 'github-models', false],
    ['ghp_', 'github-models', false],
    ['AIza', 'gemini', false],
    ['fw_', 'fireworks', false],
    ['r8_', 'replicate', false],
  ] as const)
    assert.deepEqual(shapeOf(`${beginning}${rest}`), { provider, isAdmin }, beginning);
});

test('a key that may be anybody’s is nobody’s', () => {
  for (const key of [`sk-${rest}`, rest, '', 'sk-', 'gsk_', 'fw', 'my-xai-key', `SK-ANT-${rest}`])
    assert.equal(shapeOf(key), null, key);
});

test('where the keys of several begin alike, these are the ones it may belong to', () => {
  assert.deepEqual(possibleOwners(`sk-${rest}`), ['openai', 'moonshot', 'deepseek', 'litellm']);
  for (const key of [`sk-ant-api03-${rest}`, `sk-proj-${rest}`, `sk-or-v1-${rest}`, `gsk_${rest}`, rest, ''])
    assert.deepEqual(possibleOwners(key), [], key);
});

test('what looks like a key is no name and no address', () => {
  for (const key of [`sk-${rest}`, `gsk_${rest}`, ` AIza${rest} `, rest.repeat(2), `my key sk-${rest}`])
    assert.ok(looksLikeKey(key), key);
  for (const text of [
    'work',
    'fw_team',
    'https://my-resource-0a1b2c3d4e5f6a7b8c9d.openai.azure.com/openai/v1',
    'http://127.0.0.1:8000/v1',
    'the key of my second organization, 2026',
    'a_name_without_any_number_in_it',
  ])
    assert.ok(!looksLikeKey(text), text);
});
