import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE, type Reading, units } from '../../../../src/core/model/limit.ts';
import { fc } from '../fastCheck.ts';
import { keyOf, ledger, nothingMuted, reading, refused, seen, shown } from './ledgerScene.ts';

const tokens = (capacity: number, window: number | null, left = capacity / 2): Reading =>
  reading(capacity, left, window, { unit: 'tokens' });

test("an hour's and a minute's limit stay two when both change, each with its own name and level", () => {
  const kept = ledger();
  kept.take(seen(0, [tokens(300, HOUR)]));
  kept.take(seen(1, [tokens(200, MINUTE)]));
  kept.take(seen(2, [tokens(200, HOUR, 20)]));
  kept.take(seen(3, [tokens(100, MINUTE, 90)]));
  assert.deepEqual(
    shown(kept, 3).map(({ id, window, capacity, left }) => [id, window, capacity, left]),
    [
      ['key/m/tokens', HOUR, 200, 20],
      ['key/m/tokens@60', MINUTE, 100, 90],
    ],
  );
});

test('an endpoint that names another capacity with every answer has no more limits than kinds', () => {
  const kept = ledger();
  for (let second = 0; second < 500; second++) {
    const capacity = 1_000 + second;
    kept.take(seen(second, [tokens(capacity, MINUTE), tokens(capacity + 1_000, HOUR)]));
    kept.take(seen(second, [tokens(capacity * 7, null, capacity * 7)]));
  }
  assert.ok(shown(kept, 500).length <= 3, JSON.stringify(shown(kept, 500)));
});

test('a thousand answers that name a limit of another window each make twenty limits', () => {
  const kept = ledger();
  for (let second = 0; second < 1_000; second++) kept.take(seen(second, [tokens(1_000 + second, 61 + second)]));
  assert.equal(shown(kept, 1_000).length, 20);
});

test('limits of one kind that one answer names side by side are one', () => {
  const kept = ledger();
  for (let second = 0; second < 100; second++)
    kept.take(
      seen(
        second,
        [1, 2, 3].map((times) => tokens(times * 1_000 + second, MINUTE)),
      ),
    );
  assert.equal(shown(kept, 100).length, 1);
});

test('a model that shares the limits of another has no more of them than it has room for', () => {
  const kept = ledger();
  for (let second = 0; second < 20; second++)
    kept.take(seen(second, [tokens(1_000 + second, 100 + second)], { model: 'full' }));
  const told = Array.from({ length: 10 }, (_, index) => ({
    unit: 'requests' as const,
    pool: 'standard' as const,
    window: 60 + index,
    capacity: 100 + index,
  }));
  kept.take({
    kind: 'limits',
    source: 'admin',
    account: keyOf('key'),
    scope: 'project',
    name: null,
    models: ['other', 'full'],
    limits: told,
    toldAt: 20_000,
  });
  assert.equal(shown(kept, 20, 'full').length, 20);
  assert.ok(shown(kept, 20, 'other').length > 0);
});

test('whatever an endpoint tells, a model has twenty limits at most, one of each kind, with names that stay', () => {
  const windows = fc.oneof(fc.constantFrom(null, MINUTE, HOUR, DAY), fc.integer({ min: 60, max: 1e8 }));
  const any = fc.record({
    unit: fc.constantFrom(...units),
    pool: fc.constantFrom('standard' as const, 'priority' as const),
    window: windows,
    capacity: fc.oneof(fc.constantFrom(100, 200, 300), fc.integer({ min: 1, max: 1e15 })),
    share: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 5 }),
    timeToFull: fc.option(fc.double({ min: 0, max: 1e5, noNaN: true })),
  });
  const answer = fc.record({
    readings: fc.array(any, { maxLength: 6 }),
    later: fc.integer({ min: 0, max: 4_000 }),
    refuses: fc.option(any, { freq: 3 }),
  });
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 30 }), (answers) => {
      const kept = ledger();
      let second = 0;
      const names = new Map<string, string>();
      for (const { readings, later, refuses } of answers) {
        second += later;
        const told = readings.map(({ share, ...rest }): Reading => {
          const left = share === null ? null : share * rest.capacity;
          return { ...rest, level: left === null ? null : { low: left, high: left } };
        });
        const failure = refuses && refused({ ...refuses, left: 0, requested: null });
        kept.take(seen(second, told, { failure }));
        kept.look(second * 1000, nothingMuted);
        const limits = kept.limits('key', 'm', second * 1000, nothingMuted);
        assert.ok(limits.length <= 20);
        assert.equal(new Set(limits.map(({ id }) => id)).size, limits.length);
        const known = limits.filter(({ window }) => window !== null);
        const kinds = known.map(({ unit, pool, window }) => `${unit} ${pool} ${window}`);
        assert.equal(new Set(kinds).size, kinds.length, kinds.join());
        for (const { id, unit, pool } of limits) {
          assert.equal(names.get(id) ?? `${unit} ${pool}`, `${unit} ${pool}`);
          names.set(id, `${unit} ${pool}`);
        }
      }
    }),
  );
});
