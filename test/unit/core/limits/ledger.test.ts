import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ledger } from '../../../../src/core/limits/ledger.ts';
import type { Account } from '../../../../src/core/model/account.ts';
import type { Failure, NamedLimit } from '../../../../src/core/model/failure.ts';
import { DAY, HOUR, type LimitId, limitIdOf, MINUTE, type Reading } from '../../../../src/core/model/limit.ts';
import type { ExchangeSeen } from '../../../../src/core/model/observation.ts';
import { fc } from '../fastCheck.ts';

const nothingMuted: ReadonlySet<LimitId> = new Set();

function keyOf(keyId: string): Account {
  return { kind: 'key', provider: 'openai', keyId };
}

function reading(capacity: number, left: number, window: number | null, more: Partial<Reading> = {}): Reading {
  return {
    unit: 'requests',
    pool: 'standard',
    window,
    capacity,
    level: { low: left, high: left },
    timeToFull: null,
    ...more,
  };
}

function seen(seconds: number, readings: readonly Reading[], more: Partial<ExchangeSeen> = {}): ExchangeSeen {
  const at = seconds * 1000;
  return {
    kind: 'exchange',
    source: 'probe',
    account: keyOf('key'),
    requestId: null,
    by: 'keygauge',
    model: 'm',
    sentAt: at,
    receivedAt: at,
    readings,
    failure: null,
    charged: {},
    ...more,
  };
}

function refused(limit: NamedLimit | null, retryAfter: number | null = null): Failure {
  return { cause: 'rate', status: 429, message: '', type: null, code: null, retryAfter, limit };
}

function ledger(): Ledger {
  return new Ledger(() => ({ low: 0.2, critical: 0.05 }));
}

/** Takes the observation in and looks at the alarms, as the engine does. */
function recorded(of: Ledger, observation: ExchangeSeen) {
  of.take(observation);
  return of.look(observation.receivedAt, nothingMuted);
}

function shown(of: Ledger, seconds: number, model = 'm') {
  return of.limits('key', model, seconds * 1000, nothingMuted).map(({ id, unit, window, capacity, level }) => ({
    id,
    unit,
    window,
    capacity,
    left: level && Math.round(level.estimate),
  }));
}

test('buckets of one unit and one capacity that a response tells apart by their windows are two limits', () => {
  const kept = ledger();
  for (const second of [0, 30]) {
    kept.take(seen(second, [reading(1_000_000, 900_000, HOUR), reading(1_000_000, 400_000, DAY)]));
    assert.deepEqual(
      shown(kept, second).map(({ window, left }) => [window, left]),
      [
        [HOUR, 900_000],
        [DAY, 400_000],
      ],
    );
  }
});

test("a minute's and a day's bucket of one unit are two limits with names of their own", () => {
  const kept = ledger();
  kept.take(seen(0, [reading(500, 400, MINUTE)]));
  kept.take(seen(1, [reading(200, 150, DAY)]));
  kept.take(seen(2, [reading(500, 300, MINUTE)]));
  assert.deepEqual(shown(kept, 2), [
    { id: 'key/m/requests', unit: 'requests', window: MINUTE, capacity: 500, left: 300 },
    { id: 'key/m/requests@86400', unit: 'requests', window: DAY, capacity: 200, left: 150 },
  ]);
});

test('a reading that shows no window lands in the bucket of its capacity, whichever came first', () => {
  for (const order of [
    [reading(200, 150, DAY), reading(500, 499, MINUTE)],
    [reading(500, 499, MINUTE), reading(200, 150, DAY)],
    [reading(500, 500, null), reading(200, 150, DAY), reading(500, 499, MINUTE)],
    [reading(200, 150, DAY), reading(500, 500, null)],
  ]) {
    const kept = ledger();
    for (const [index, one] of order.entries()) kept.take(seen(index, [one]));
    kept.take(seen(5, [reading(500, 500, null)]));
    kept.take(seen(6, [reading(200, 149, null)]));
    const byCapacity = shown(kept, 6).map(({ capacity, left }) => [capacity, left]);
    assert.deepEqual(
      byCapacity.sort((a, b) => Number(a[0]) - Number(b[0])),
      [
        [200, 149],
        [500, 500],
      ],
      JSON.stringify(order),
    );
  }
});

test('a limit that was raised or lowered is adopted with one reading, not shown beside the old one', () => {
  for (const window of [MINUTE, null]) {
    const kept = ledger();
    kept.take(seen(0, [reading(500, 400, MINUTE)]));
    kept.take(seen(1, [reading(5_000, 4_000, window)]));
    assert.deepEqual(shown(kept, 1), [
      { id: 'key/m/requests', unit: 'requests', window: MINUTE, capacity: 5_000, left: 4_000 },
    ]);
  }
});

test('a day bucket that looks like a minute bucket because it is all but full stays what it is', () => {
  const kept = ledger();
  kept.take(seen(0, [reading(200, 150, DAY)]));
  kept.take(seen(40_000, [reading(200, 199.2, MINUTE)]));
  const [limit, ...others] = kept.limits('key', 'm', 40_000_000, nothingMuted);
  assert.deepEqual(others, []);
  assert.equal(limit?.window, DAY);
  assert.deepEqual([limit?.level?.low, limit?.level?.high], [199, 200]);
});

test("a day bucket that looks like a minute's is not taken for the minute bucket beside it", () => {
  const kept = ledger();
  kept.take(seen(0, [reading(10_000, 9_000, DAY)]));
  kept.take(
    seen(1, [], { failure: refused({ unit: 'requests', window: MINUTE, capacity: 3, left: 0, requested: null }) }),
  );
  kept.take(seen(9_000, [reading(10_000, 9_999.8, MINUTE)]));
  assert.deepEqual(
    shown(kept, 9_000).map(({ window, capacity, left }) => [window, capacity, left]),
    [
      [DAY, 10_000, 10_000],
      [MINUTE, 3, null],
    ],
  );
});

test('a refusal that names a limit empties that one and leaves the others alone', () => {
  const kept = ledger();
  kept.take(seen(0, [reading(500, 400, MINUTE), reading(30_000, 29_000, MINUTE, { unit: 'tokens' })]));
  const named = { unit: 'requests', window: DAY, capacity: 200, left: 0, requested: null } as const;
  const crossed = recorded(kept, seen(1, [], { failure: refused(named, 432) }));
  assert.deepEqual(crossed, [{ id: 'key/m/requests@86400', crossing: 'empty', isNews: true }]);
  assert.deepEqual(
    shown(kept, 1).map(({ window, unit, left }) => [unit, window, left]),
    [
      ['requests', MINUTE, 408],
      ['tokens', MINUTE, 29_500],
      ['requests', DAY, 1],
    ].map(([unit, window, left]) => [unit, window, left]),
  );
});

test('a refusal by a limit that the headers hide is believed although the headers show another as full', () => {
  const kept = ledger();
  kept.take(seen(0, [reading(200, 150, DAY)]));
  const named = { unit: 'requests', window: MINUTE, capacity: 3, left: 0, requested: null } as const;
  recorded(kept, seen(1, [reading(200, 149, DAY)], { failure: refused(named, 20) }));
  assert.deepEqual(
    shown(kept, 1).map(({ window, capacity }) => [window, capacity]),
    [
      [DAY, 200],
      [MINUTE, 3],
    ],
  );
  const [, minute] = kept.limits('key', 'm', 1000, nothingMuted);
  assert.equal(minute?.state, 'empty');
  assert.ok((minute?.level?.high ?? 2) <= 1);
});

test('a refusal while the headers say that something is left is empty until the wait is over, then ready once', () => {
  const kept = ledger();
  const named = { unit: 'requests', window: MINUTE, capacity: 500, left: null, requested: null } as const;
  kept.take(seen(0, [reading(500, 400, MINUTE)]));
  const crossings = recorded(kept, seen(1, [reading(500, 400, MINUTE)], { failure: refused(named, 5) }));
  for (let second = 2; second < 55; second++) crossings.push(...kept.look(second * 1000, nothingMuted));
  assert.deepEqual(
    crossings.map(({ crossing }) => crossing),
    ['empty', 'ready', 'over'],
  );
});

test('of what the headers and the words of one refusal say of a limit, the headers count', () => {
  const kept = ledger();
  const named = { unit: 'requests', window: MINUTE, capacity: 500, left: null, requested: null } as const;
  kept.take(seen(0, [reading(500, 0.25, MINUTE)], { failure: refused(named) }));
  assert.equal(kept.limits('key', 'm', 0, nothingMuted)[0]?.level?.high, 0.25);
});

test('a limit of zero, or one without a number, names nothing that could be shown', () => {
  for (const capacity of [0, null]) {
    const kept = ledger();
    kept.take(
      seen(0, [], { failure: refused({ unit: 'tokens', window: MINUTE, capacity, left: 0, requested: null }) }),
    );
    assert.deepEqual(shown(kept, 0), []);
  }
  const kept = ledger();
  kept.take(seen(0, [reading(30_000, 29_000, MINUTE, { unit: 'tokens' })]));
  recorded(
    kept,
    seen(1, [], { failure: refused({ unit: 'tokens', window: MINUTE, capacity: null, left: null, requested: null }) }),
  );
  assert.equal(kept.limits('key', 'm', 1000, nothingMuted)[0]?.state, 'empty', 'the one that is known is meant');
});

test('a failure without readings changes no level', () => {
  const kept = ledger();
  kept.take(seen(0, [reading(500, 400, MINUTE)]));
  const before = shown(kept, 2);
  for (const cause of ['overloaded', 'server-error', 'network', 'key-invalid', 'quota-exhausted', 'throttled'] as const)
    assert.deepEqual(recorded(kept, seen(1, [], { failure: { ...refused(null), cause } })), []);
  assert.deepEqual(shown(kept, 2), before);
});

test('a reading without a level keeps what was known, and a first one shows the limit as unknown', () => {
  const kept = ledger();
  kept.take(seen(0, [reading(500, 0, null, { level: null })]));
  const [first] = kept.limits('key', 'm', 0, nothingMuted);
  assert.deepEqual([first?.capacity, first?.level, first?.state], [500, null, 'unknown']);
  kept.take(seen(1, [reading(500, 400, MINUTE)]));
  kept.take(seen(2, [reading(500, 0, null, { level: null })]));
  assert.equal(shown(kept, 2)[0]?.left, 408);
});

test('observations that come twice change nothing, and in another order they leave the same level', () => {
  const story = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 8 }).chain((levels) => {
    const ordered = levels.map((left, index) => seen(index * 3, [reading(500, left, MINUTE)]));
    const shuffled = fc.shuffledSubarray([...ordered, ...ordered], { minLength: ordered.length * 2 });
    return fc.record({ ordered: fc.constant(ordered), shuffled });
  });
  fc.assert(
    fc.property(story, ({ ordered, shuffled }) => {
      const [once, twice, mixed] = [ledger(), ledger(), ledger()];
      for (const observation of ordered) {
        once.take(observation);
        twice.take(observation);
        twice.take(observation);
      }
      for (const observation of shuffled) mixed.take(observation);
      const last = (ordered.length - 1) * 3;
      assert.deepEqual(
        twice.limits('key', 'm', last * 1000, nothingMuted),
        once.limits('key', 'm', last * 1000, nothingMuted),
      );
      assert.deepEqual(shown(mixed, last), shown(once, last));
    }),
  );
});

test('what is no longer watched is forgotten, the rest is kept', () => {
  const kept = ledger();
  for (const keyId of ['a', 'b']) {
    for (const model of ['m', 'n']) kept.take(seen(0, [reading(500, 400, MINUTE)], { account: keyOf(keyId), model }));
  }
  kept.keepOnly([
    { owner: 'a', model: 'm' },
    { owner: 'b', model: 'm' },
  ]);
  const known = (keyId: string, model: string) => kept.limits(keyId, model, 0, nothingMuted).length;
  assert.deepEqual([known('a', 'm'), known('a', 'n'), known('b', 'm'), known('b', 'n')], [1, 0, 1, 0]);
  kept.forget('a');
  assert.deepEqual([known('a', 'm'), known('b', 'm')], [0, 1]);
});

test('history shows a gap where the level was unknown, oldest first, and does not grow for ever', () => {
  const kept = ledger();
  kept.take(seen(0, [reading(500, 250, MINUTE)]));
  kept.take(seen(200, [reading(500, 500, MINUTE)]));
  const history = kept.limits('key', 'm', 210_000, nothingMuted)[0]?.history ?? [];
  assert.deepEqual(history, [
    { ago: 210, level: 0.5 },
    { ago: 150, level: null },
    { ago: 10, level: 1 },
    { ago: 0, level: 1 },
  ]);
  for (let second = 201; second < 1000; second += 2) kept.take(seen(second, [reading(500, 400, MINUTE)]));
  assert.ok((kept.limits('key', 'm', 1_000_000, nothingMuted)[0]?.history.length ?? 999) < 250);
});

test('a snapshot holds no NaN, no infinity and no negative time, whatever was recorded', () => {
  const anyReading = fc.record({
    unit: fc.constantFrom('requests' as const, 'tokens' as const),
    pool: fc.constantFrom('standard' as const, 'project' as const),
    window: fc.constantFrom(null, MINUTE, DAY),
    capacity: fc.constantFrom(null, 1, 500, 1e15),
    fraction: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  });
  const limit = fc.option(
    fc.record({
      unit: fc.constantFrom('requests' as const, 'tokens' as const),
      window: fc.constantFrom(null, MINUTE, DAY),
      capacity: fc.constantFrom(null, 0, 1, 500),
      left: fc.constantFrom(null, 0, 600),
      requested: fc.constant(null),
    }),
  );
  const event = fc.tuple(
    fc.array(anyReading, { maxLength: 3 }),
    limit,
    fc.integer({ min: -1e4, max: 1e6 }),
    fc.nat(1e6),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), (events) => {
      const kept = ledger();
      for (const [readings, named, sentAt, later] of events) {
        const told = readings.map(({ fraction, capacity, ...rest }): Reading => {
          const left = fraction === null || capacity === null ? null : fraction * capacity;
          return { ...rest, capacity, level: left === null ? null : { low: left, high: left }, timeToFull: null };
        });
        const receivedAt = sentAt + later;
        kept.take(seen(0, told, { sentAt, receivedAt, failure: named && refused(named) }));
        kept.look(receivedAt + 500, nothingMuted);
        for (const one of kept.limits('key', 'm', receivedAt + 500, nothingMuted)) {
          assert.deepEqual(JSON.parse(JSON.stringify(one)), one);
          const { level, capacity, age, timeToFull, timeToEmpty } = one;
          if (level) assert.ok(level.low >= 0 && level.high <= (capacity ?? 0));
          for (const time of [age, timeToFull, timeToEmpty]) assert.ok(time === null || time >= 0);
          assert.equal(one.state === 'unknown', level === null);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('a second passes before anything looks different, also when an episode is about to be over', () => {
  const of = ledger();
  // So short a window that its level is unknown again before the episode is over: nothing else moves then.
  recorded(of, seen(0, [reading(10_000, 100, 30)]));
  recorded(of, seen(60, [reading(10_000, 10_000, 30)]));
  const calm = 45_000;
  for (const left of [10_000, 1, 0.001, 0]) {
    const moves = of.movesIn(60_000 + calm - left);
    assert.ok(moves !== null && moves >= Math.max(1000, left) && moves <= Math.max(1000, left) + 1e-6, `${moves}`);
  }
  of.look(60_000 + calm, nothingMuted);
  assert.equal(of.movesIn(60_000 + calm), null);
});

test('of several limits that run low at once one is news, of a muted one nothing until it is unmuted', () => {
  const kept = ledger();
  const tokens = (left: number) => reading(30_000, left, DAY, { unit: 'tokens' });
  kept.take(seen(0, [reading(200, 30, DAY), tokens(1_000)]));
  const looked = (second: number, muted: readonly string[] = []) =>
    kept
      .look(second * 1000, new Set(muted.map(limitIdOf)))
      .map(({ id, crossing, isNews }) => `${id} ${crossing}${isNews ? ' !' : ''}`);
  assert.deepEqual(looked(0, ['key/m/requests']), ['key/m/tokens critical !']);
  assert.deepEqual(looked(1, ['key/m/tokens']), []);
  kept.take(seen(2, [reading(200, 5, DAY), tokens(0)]));
  assert.deepEqual(looked(2), ['key/m/tokens empty', 'key/m/requests critical']);
  kept.forget('key');
  kept.take(seen(3, [reading(200, 5, DAY)]));
  assert.deepEqual(looked(3, ['key/m/requests']), []);
  kept.take(seen(4, [reading(200, 0, DAY)]));
  assert.deepEqual(looked(4), ['key/m/requests empty !']);
});
