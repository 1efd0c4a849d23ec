import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Ledger } from '../../../src/core/limits/ledger.ts';
import type { Reading } from '../../../src/core/model/limit.ts';
import { isUnnamed } from '../../../src/core/whichModel.ts';
import { KeyState } from '../../../src/engine/keyState.ts';
import { takeExchange, takeRequest } from '../../../src/engine/takeExchange.ts';

const capacity = 600_000;
/** Units a second. */
const refill = 10_000;
const account = { kind: 'key', provider: 'openai', keyId: 'work' } as const;

function tokens(level: number): Reading[] {
  const told = { low: level, high: level };
  return [{ unit: 'tokens', pool: 'standard', window: 60, capacity, level: told, timeToFull: null }];
}

/** A key with these models, whose limits are of one size, and what is seen of it. Times are seconds. */
function keyWith(models: readonly string[]) {
  const state = new KeyState(models);
  const ledger = new Ledger(() => ({ low: 0.2, critical: 0.05 }));
  ledger.hears(true, 0);
  const take = (at: number, model: string | null, requestId: string | null, level: number, sentAt = at) => {
    const by = requestId === null ? ({ source: 'probe', by: 'keygauge' } as const) : heard;
    const times = { sentAt: sentAt * 1000, receivedAt: at * 1000 };
    const told = { readings: tokens(level), failure: null, charged: {} };
    takeExchange({ kind: 'exchange', account, ...by, model, requestId, ...times, ...told }, 'work', state, ledger, 0);
  };
  const heard = { source: 'listener', by: 'user', tool: 'Cline' } as const;
  return {
    check: (model: string, at: number, level: number, sentAt = at) => take(at, model, null, level, sentAt),
    leaves: (id: string, at: number, input = 100_000) => {
      const size = { input, inputAtMost: input * 1.26, conversation: null };
      const request = {
        kind: 'request',
        source: 'listener',
        account,
        id,
        model: null,
        tool: 'Cline',
        ...size,
      } as const;
      takeRequest({ ...request, sentAt: at * 1000 }, 'work', state, ledger);
    },
    answered: (id: string, sentAt: number, level: number) => take(sentAt + 2, null, id, level, sentAt),
    models: () => state.models,
    at: (model: string, at: number) => {
      const [limit] = ledger.limits('work', model, at * 1000, new Set());
      assert.ok(limit);
      return limit;
    },
  };
}

/** Whoever is said to have used a limit but for Keygauge. */
function users({ usedBy }: { usedBy?: { shares: readonly { user: { kind: string } }[] } }): string[] {
  return (usedBy?.shares ?? []).map(({ user }) => user.kind).filter((kind) => kind !== 'keygauge');
}

suite('what a request has taken that names none of two models is nobody else’s use', () => {
  const used = (act: (key: ReturnType<typeof keyWith>) => void) => {
    const key = keyWith(['large', 'small']);
    for (const model of ['large', 'small']) for (const at of [1, 5, 9]) key.check(model, at, capacity);
    key.leaves('one', 10);
    act(key);
    const limit = key.at('small', 15);
    assert.deepEqual([users(limit), limit.others], [['tool'], null]);
    const truth = 500_000 + 5 * refill;
    assert.ok(Math.abs((limit.level?.estimate ?? 0) - truth) < 0.02 * capacity, `${limit.level?.estimate}`);
    assert.deepEqual(users(key.at('large', 15)), []);
  };

  test('where a check sees it before it is answered', () => {
    used(({ check, answered }) => {
      check('small', 11, 500_000 + refill);
      answered('one', 10, 500_000);
    });
  });

  test('where a check tells its model after it is answered', () => {
    used(({ check, answered }) => {
      answered('one', 10, 500_000);
      check('small', 13, 500_000 + 3 * refill);
    });
  });
});

test('what was taken between two checks before the request, or is too much for it, is', () => {
  const key = keyWith(['large', 'small']);
  for (const model of ['large', 'small']) for (const at of [1, 5, 9]) key.check(model, at, capacity);
  key.leaves('one', 10);
  key.check('small', 11, 300_000);
  key.answered('one', 10, 500_000);
  assert.ok(users(key.at('small', 15)).includes('elsewhere'));
});

suite('a request that names no model, of a key of which one is known', () => {
  const mistaken = () => {
    const key = keyWith(['large']);
    key.check('large', 1, capacity);
    for (const [at, level] of [
      [10, 500_000],
      [12, 420_000],
    ] as const) {
      key.leaves(`${at}`, at);
      key.answered(`${at}`, at, level);
    }
    assert.deepEqual(key.models(), ['large']);
    return key;
  };

  test('is for that one, as long as nothing is against it', () => {
    const key = mistaken();
    // Under way when the request was.
    key.check('large', 15, capacity, 13);
    key.check('large', 20, 420_000 + 8 * refill);
    key.leaves('next', 21);
    key.answered('next', 21, 410_000);
    assert.deepEqual(key.models(), ['large']);
  });

  test('is for one that nobody knows where a check has found that one fuller than it can be', () => {
    const key = mistaken();
    key.check('large', 20, capacity);
    key.leaves('next', 21);
    key.answered('next', 21, 410_000);
    key.check('large', 24, capacity);
    const [known, other = ''] = key.models();
    assert.deepEqual([known, isUnnamed(other)], ['large', true]);
    assert.ok((key.at('large', 25).level?.high ?? 0) > 0.99 * capacity);
    assert.ok((key.at(other, 25).level?.high ?? capacity) < 0.8 * capacity);
  });
});
