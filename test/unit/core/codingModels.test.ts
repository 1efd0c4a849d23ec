import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inUsualOrder } from '../../../src/core/codingModels.ts';
import { fc } from './fastCheck.ts';

test('the newest of what coding tools use comes first, and no snapshot before a name that stays', () => {
  assert.deepEqual(
    inUsualOrder([
      'chatgpt-4o-latest',
      'gpt-4',
      'gpt-4o',
      'gpt-4o-2024-08-06',
      'gpt-5',
      'gpt-5-2025-08-07',
      'gpt-5-mini',
      'gpt-5.10',
      'gpt-5.2',
      'text-embedding-3-small',
    ]),
    [
      'gpt-5.10',
      'gpt-5.2',
      'gpt-5',
      'gpt-5-mini',
      'gpt-4',
      'gpt-4o',
      'gpt-5-2025-08-07',
      'gpt-4o-2024-08-06',
      'chatgpt-4o-latest',
      'text-embedding-3-small',
    ],
  );
  assert.deepEqual(
    inUsualOrder([
      'claude-opus-5',
      'claude-haiku-4-5-20251001',
      'claude-3-5-sonnet',
      'claude-sonnet-4-5',
      'claude-sonnet-5',
    ]),
    ['claude-sonnet-5', 'claude-opus-5', 'claude-sonnet-4-5', 'claude-3-5-sonnet', 'claude-haiku-4-5-20251001'],
  );
});

test('a gateway’s names count without the provider in front', () => {
  assert.deepEqual(inUsualOrder(['meta/unknown', 'openai/gpt-5', 'anthropic/claude-sonnet-5']), [
    'anthropic/claude-sonnet-5',
    'openai/gpt-5',
    'meta/unknown',
  ]);
});

test('no model is lost or added, and what nobody knows keeps its order', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (models) => {
      assert.deepEqual([...inUsualOrder(models)].sort(), [...models].sort());
    }),
  );
  assert.deepEqual(inUsualOrder(['b', 'a', 'c']), ['b', 'a', 'c']);
});
