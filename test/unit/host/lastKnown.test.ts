import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LimitSnapshot } from '../../../src/core/model/snapshot.ts';
import { keepLastKnown } from '../../../src/host/keepLastKnown.ts';
import { LastKnown } from '../../../src/host/lastKnown.ts';
import { startSnapshot } from '../../../src/host/startSnapshot.ts';
import { clockTime } from '../../../src/words/clockTime.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { MemoryMemento } from '../../support/memory.ts';
import { fc } from '../core/fastCheck.ts';

const now = Date.UTC(2026, 7, 19, 14, 36, 55);
const style = { style: 'compact', amount: 'left', limit: 'lowest' } as const;
const watched = { ...keyOf(), models: ['gpt-5'] };
const budget = { shareOfRequestsPerMinute: 0.01, shareOfRequestsPerDay: 0.02, dollarsPerDay: 0.05 };

function seen(at: number, limit: Partial<LimitSnapshot> = {}) {
  return { ...snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [limitOf({ age: 4, ...limit })] })] })), at };
}

function gaugeOf(lastKnown: LastKnown, at: number): string {
  const snapshot = lastKnown.fill(startSnapshot([watched], budget, at, null));
  return gaugeText(snapshot, style).text;
}

test('a window that opens says at once what was read last, and since when', () => {
  const state = new MemoryMemento();
  keepLastKnown(state)(seen(now));
  const reopened = new LastKnown(state);
  assert.equal(
    gaugeOf(reopened, now + 3_600_000),
    `$(keygauge-stale) 82% at ${clockTime(now - 4_000, now + 3_600_000, 'en')}`,
  );
  const [key] = reopened.fill(startSnapshot([watched], budget, now + 3_600_000, null)).keys;
  assert.equal(key?.models[0]?.limits[0]?.age, 3_604);
  assert.equal(key?.models[0]?.limits[0]?.level, null);
});

test('a clock that is set back does not keep what is read from being kept', () => {
  const state = new MemoryMemento();
  const keep = keepLastKnown(state);
  const yesterday = now - 86_400_000;
  keep(seen(now));
  keep(seen(yesterday, { lastLevel: { low: 50, high: 50 }, capacity: 500 }));
  assert.match(gaugeOf(new LastKnown(state), yesterday + 60_000), /10% at/);
});

test('what is left of a minute is old at once: nobody looked while the window was closed', () => {
  const state = new MemoryMemento();
  keepLastKnown(state)(seen(now));
  assert.equal(
    gaugeOf(new LastKnown(state), now + 16_000),
    `$(keygauge-stale) 82% at ${clockTime(now - 4_000, now + 16_000, 'en')}`,
  );
});

test('the level of a day is still known an hour later, with what has come back since, and as bad as it was', () => {
  const state = new MemoryMemento();
  const day = { window: 86_400, capacity: 240_000, lastLevel: { low: 6_000, high: 6_000 }, state: 'critical' } as const;
  keepLastKnown(state)(seen(now, day));
  const later = now + 3_600_000 - 4_000;
  const [key] = new LastKnown(state).fill(startSnapshot([watched], budget, later, null)).keys;
  const [limit] = key?.models[0]?.limits ?? [];
  assert.deepEqual(limit?.level, { low: 16_000, estimate: 16_000, high: 16_000 });
  assert.equal(limit?.age, 3_600);
  assert.match(gaugeOf(new LastKnown(state), later), /^\$\(warning\) 6%/);
  assert.match(gaugeOf(new LastKnown(state), later + 24 * 3_600_000), /^\$\(keygauge-stale\) 2%/);
});

test('where nothing was read, or only long ago or in a future, it says that it is checking', () => {
  const state = new MemoryMemento();
  assert.match(gaugeOf(new LastKnown(state), now), /checking/);
  keepLastKnown(state)(seen(now));
  for (const at of [now + 8 * 86_400_000, now - 60_000]) {
    assert.match(gaugeOf(new LastKnown(state), at), /checking/);
  }
});

test('what the engine reads takes its place', () => {
  const state = new MemoryMemento();
  keepLastKnown(state)(seen(now));
  const answered = seen(now + 10_000);
  assert.deepEqual(new LastKnown(state).fill(answered), answered);
});

test('it is written at most once a minute', () => {
  const state = new MemoryMemento();
  let writes = 0;
  state.update = async () => void writes++;
  const keep = keepLastKnown(state);
  for (let second = 0; second < 180; second++) keep(seen(now + second * 1000));
  assert.equal(writes, 3);
});

test('whatever was stored, what is not sound is left out', () => {
  fc.assert(
    fc.property(fc.anything(), (stored) => {
      const state = new MemoryMemento();
      state.get = () => stored as never;
      assert.match(gaugeOf(new LastKnown(state), now), /checking|was/);
    }),
  );
});
