import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cause } from '../../../../src/core/model/failure.ts';
import type { KeySnapshot, LimitSnapshot, ModelSnapshot } from '../../../../src/core/model/snapshot.ts';
import { blockOf, needsAttention, waitOf } from '../../../../src/core/shown/modelTrouble.ts';
import { type ModelView, rankedModels } from '../../../../src/core/shown/ranking.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../../panel/snapshots.ts';

function viewOf(
  key: Partial<KeySnapshot> = {},
  model: Partial<ModelSnapshot> = {},
  limit: Partial<Omit<LimitSnapshot, 'id'>> = {},
): ModelView {
  const [view] = rankedModels(
    snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [limitOf(limit)], ...model })], ...key })),
  );
  assert.ok(view);
  return view;
}

const failed = (cause: Cause, wait: number | null = null) => failureOf({ cause }, { wait });

describe('what makes the levels of a model not matter now', () => {
  it('is a key that is refused, missing or without credit', () => {
    assert.equal(blockOf(viewOf({ status: 'refused', lastFailure: failed('key-invalid') })), 'key-invalid');
    assert.equal(blockOf(viewOf({ status: 'no-credit', lastFailure: failed('quota-exhausted') })), 'quota-exhausted');
    assert.equal(blockOf(viewOf({ status: 'missing' })), 'key-missing');
  });

  it('is a model that the provider does not serve to the key', () => {
    for (const cause of ['model-not-found', 'entitlement', 'forbidden'] as const) {
      assert.equal(blockOf(viewOf({}, { failure: failed(cause) })), cause);
      assert.equal(blockOf(viewOf({}, { failure: { ...failed(cause), isPast: true } })), null);
    }
  });

  it('is nothing that passes, nor one request that was too large, nor a trouble that is over', () => {
    for (const cause of [
      'rate',
      'overloaded',
      'network',
      'request-too-large',
      'context-too-long',
      'unknown',
    ] as const) {
      assert.equal(blockOf(viewOf({}, { failure: failed(cause) })), null, cause);
    }
    assert.equal(blockOf(viewOf({ status: 'ok', lastFailure: failed('key-invalid') })), null);
    assert.equal(blockOf(viewOf({ status: 'offline', lastFailure: failed('network') })), null);
  });
});

describe('the wait of a model', () => {
  it('is what the provider named, for it or for the whole key, until it is over', () => {
    assert.equal(waitOf(viewOf({}, { failure: failed('rate', 24) })), 24);
    const ofKey = failureOf({}, { model: null, wait: 9 });
    assert.equal(waitOf(viewOf({ status: 'waiting', lastFailure: ofKey })), 9);
    assert.equal(waitOf(viewOf({ status: 'waiting', lastFailure: failureOf({}, { model: 'other', wait: 9 }) })), null);
    assert.equal(waitOf(viewOf({}, { failure: failed('rate', 0) })), null);
    assert.equal(waitOf(viewOf()), null);
  });
});

describe('what needs attention', () => {
  it('is a block, a wait, or a limit that is no longer fine now', () => {
    assert.equal(needsAttention(viewOf()), false);
    assert.equal(needsAttention(viewOf({ status: 'missing' })), true);
    assert.equal(needsAttention(viewOf({}, { failure: failed('rate', 24) })), true);
    assert.equal(needsAttention(viewOf({}, {}, { state: 'low' })), true);
    assert.equal(needsAttention(viewOf({}, {}, { state: 'unknown', level: null })), false);
    assert.equal(needsAttention(viewOf({}, {}, { state: 'low', level: null })), false, 'an old number is no news');
  });
});
