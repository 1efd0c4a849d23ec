import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureOf as read } from '../../../src/core/causes/failureOf.ts';
import type { Unit } from '../../../src/core/model/limit.ts';
import type { Requester } from '../../../src/core/model/observation.ts';
import { findingsIn } from '../../../src/core/situations.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';

const kindsIn = (...keys: Parameters<typeof snapshotOf>) => findingsIn(snapshotOf(...keys)).map(({ kind }) => kind);
const withLimits = (...limits: ReturnType<typeof limitOf>[]) => keyOf({ models: [modelOf('gpt-5', { limits })] });

describe('use by others', () => {
  it('is found once it takes a tenth of what refills, and named for the limit that it takes most of', () => {
    const perSecond = 500_000 / 60;
    assert.deepEqual(kindsIn(withLimits(limitOf({ burnRate: 0.09 * perSecond }))), []);
    const requests = limitOf({ unit: 'requests', capacity: 500, burnRate: 1 });
    const tokens = limitOf({ burnRate: 1.5 * perSecond });
    const [found, ...others] = findingsIn(snapshotOf(withLimits(requests, tokens)));
    assert.deepEqual(others, []);
    assert.ok(found?.kind === 'shared-use');
    assert.deepEqual([found.limit.unit, found.share], ['tokens', 1.5]);
  });

  it('is not made up where nothing is known', () => {
    for (const changes of [{ burnRate: null }, { burnRate: 0 }, { burnRate: 9_000, capacity: null }, { window: null }])
      assert.deepEqual(kindsIn(withLimits(limitOf(changes))), []);
  });

  it('is not told of a limit that is muted, nor of the demo', () => {
    const limit = limitOf({ burnRate: 9_000 });
    assert.deepEqual(kindsIn(withLimits(limit)), ['shared-use']);
    assert.deepEqual(kindsIn(withLimits({ ...limit, muted: true })), []);
    assert.deepEqual(kindsIn({ ...withLimits(limit), storage: 'demo' }), []);
  });
});

describe('a low tier', () => {
  it('is a limit of a minute that an agent needs more than', () => {
    for (const [found, changes] of [
      [true, { capacity: 30_000 }],
      [true, { capacity: 199_999 }],
      [false, { capacity: 200_000 }],
      [true, { unit: 'input-tokens', capacity: 10_000 }],
      [false, { unit: 'input-tokens', capacity: 2_000_000 }],
      [true, { unit: 'requests', capacity: 3 }],
      [false, { unit: 'requests', capacity: 4 }],
      [false, { unit: 'requests', capacity: 3, window: 86_400 }],
      [false, { capacity: 30_000, window: null }],
      [false, { capacity: null }],
      [false, { unit: 'output-tokens', capacity: 8_000 }],
    ] as const) {
      const told = kindsIn(withLimits(limitOf(changes))).includes('low-tier');
      assert.equal(told, found, JSON.stringify(changes));
    }
  });

  it('is told once, for the limit with the least room', () => {
    const tokens = limitOf({ capacity: 30_000 });
    const requests = limitOf({ unit: 'requests', capacity: 3 });
    const [found, ...others] = findingsIn(snapshotOf(withLimits(requests, tokens)));
    assert.deepEqual(others, []);
    assert.ok(found?.kind === 'low-tier');
    assert.deepEqual([found.limit.capacity, found.typical], [30_000, 100_000]);
  });
});

describe('a limit in slices', () => {
  const refused = (headers: Record<string, string>, message: string) => {
    const failure = read({ status: 429, headers, body: { error: { message, type: 'rate_limit_error' } } });
    assert.ok(failure);
    return keyOf({ models: [modelOf('gpt-5', { failure: failureOf(failure) })] });
  };
  const perMinute = "This request would exceed your organization's rate limit of 50 requests per minute.";
  const headers = (left: string) => ({
    'retry-after': '1',
    'anthropic-ratelimit-requests-limit': '50',
    'anthropic-ratelimit-requests-remaining': left,
  });

  it('refuses although the very response says that something is left', () => {
    const [found] = findingsIn(snapshotOf(refused(headers('31'), perMinute)));
    assert.ok(found?.kind === 'sliced');
    assert.deepEqual([found.model, found.limit.unit, found.limit.left], ['gpt-5', 'requests', 31]);
    assert.deepEqual(kindsIn(refused(headers('0'), perMinute)), []);
    assert.deepEqual(kindsIn(refused({ 'retry-after': '1' }, perMinute)), []);
  });

  it('is not seen in the headers of another limit of the same unit', () => {
    const other = { ...headers('900'), 'anthropic-ratelimit-requests-limit': '1000' };
    assert.deepEqual(kindsIn(refused(other, perMinute)), []);
  });

  it('is not what refuses a request that is larger than what is left', () => {
    const limit = (used: number, requested: number) =>
      refused(
        {},
        `Rate limit reached for gpt-5 on tokens per min (TPM): Limit 30000, Used ${used}, Requested ${requested}.`,
      );
    assert.deepEqual(kindsIn(limit(29_937, 385)), []);
    assert.deepEqual(kindsIn(limit(20_000, 385)), ['sliced']);
  });

  it('is not told from a request of the user’s whose size nobody knows', () => {
    const kinds = (unit: Unit, by: Requester) => {
      const failure = failureOf(
        { limit: { unit, window: 60, capacity: 30_000, left: 20_000, requested: null } },
        { by },
      );
      return kindsIn(keyOf({ models: [modelOf('gpt-5', { failure })] }));
    };
    assert.deepEqual(kinds('tokens', 'keygauge'), ['sliced']);
    assert.deepEqual(kinds('tokens', 'user'), []);
    assert.deepEqual(kinds('requests', 'user'), ['sliced']);
    assert.deepEqual([kinds('images', 'keygauge'), kinds('images', 'user')], [['sliced'], []]);
  });
});

it('at most two things are found, what explains a refusal first', () => {
  const failure = failureOf({ limit: { unit: 'requests', window: 60, capacity: 3, left: 2, requested: 1 } });
  const limits = [limitOf({ capacity: 30_000, burnRate: 400 })];
  assert.deepEqual(kindsIn(keyOf({ models: [modelOf('gpt-5', { limits, failure })] })), ['sliced', 'shared-use']);
  assert.deepEqual(kindsIn(withLimits(...limits)), ['shared-use', 'low-tier']);
});
