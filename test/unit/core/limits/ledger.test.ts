import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, limitIdOf, MINUTE, type Reading } from '../../../../src/core/model/limit.ts';
import { fc, runsAtLeast } from '../fastCheck.ts';
import { keyOf, ledger, nothingMuted, reading, recorded, refused, seen, shown } from './ledgerScene.ts';

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
    { numRuns: runsAtLeast(500) },
  );
});

test('a second passes before anything looks different, also when an episode is about to be over', () => {
  const of = ledger();
  // So short a window that its level is unknown again before the episode is over: nothing else moves then.
  recorded(of, seen(0, [reading(10_000, 100, 30)]));
  recorded(of, seen(60, [reading(10_000, 10_000, 30)]));
  const calm = 180_000;
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

test('of limits that are ready again at the same time the one that was hurt for longest is told of', () => {
  const kept = ledger();
  const both = (requests: number, tokens: number) => [
    reading(500, requests, MINUTE),
    reading(30_000, tokens, MINUTE, { unit: 'tokens' }),
  ];
  recorded(kept, seen(0, both(500, 30_000)));
  recorded(kept, seen(30, both(500, 300)));
  recorded(kept, seen(40, both(5, 300)));
  const news = recorded(kept, seen(115, both(499, 29_900))).filter(({ isNews }) => isNews);
  assert.deepEqual(
    news.map(({ id, lasted }) => [id, lasted]),
    [['key/m/tokens', 85]],
  );
});
