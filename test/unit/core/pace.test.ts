import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MINUTE } from '../../../src/core/limits.ts';
import { type KeyPace, type ModelPace, planCheck, type Surroundings } from '../../../src/core/pace.ts';
import type { LimitSnapshot } from '../../../src/core/snapshot.ts';
import { fc } from './fastCheck.ts';

const now = 1_000_000;

function limit(more: Partial<LimitSnapshot> = {}): LimitSnapshot {
  return {
    id: 'l',
    keyId: 'key',
    model: 'm',
    unit: 'requests',
    pool: 'standard',
    window: MINUTE,
    capacity: 5_000,
    level: { low: 4_000, estimate: 4_000, high: 4_000 },
    lastLevel: null,
    age: 0,
    source: 'probe',
    timeToFull: null,
    timeToEmpty: null,
    burnRate: 0,
    state: 'fine',
    muted: false,
    history: [],
    ...more,
  };
}

const model: ModelPace = { checkedAt: now, calmChecks: 0, bareAnswers: 0, refused: false, limits: [limit()] };
const key: KeyPace = {
  blocked: null,
  waitUntil: null,
  offlineStreak: 0,
  troubleStreak: 0,
  noCredit: false,
  endedAt: now,
  jitter: 0.5,
};
const budget = { shareOfRequestsPerMinute: 0.01, shareOfRequestsPerDay: 0.02, dollarsPerDay: 0.05 };
const around: Surroundings = {
  now,
  windowInUse: true,
  budget,
  dollarsLeft: 0.05,
  untilTomorrow: 3_600,
  costOfCheck: 0.0001,
};

test('every reason for the next check, and when it is then', () => {
  for (const [reason, wait, ofModel, ofKey, ofAround] of [
    ['first', 0, { checkedAt: null, limits: [] }, {}, {}],
    ['calm', 30, {}, {}, {}],
    ['calm', 30, { calmChecks: 1 }, {}, {}],
    ['calm', 48, { calmChecks: 2 }, {}, {}],
    ['calm', 300, { calmChecks: 9 }, {}, {}],
    ['calm', 20, { checkedAt: now - 10_000 }, {}, {}],
    ['calm', 0, { checkedAt: now - 900_000 }, {}, {}],
    ['level-moves', 15, { limits: [limit({ burnRate: 3 })] }, {}, {}],
    ['level-moves', 15, { limits: [limit({ state: 'critical' })] }, {}, {}],
    ['level-moves', 15, { limits: [limit({ lastLevel: { low: 400, high: 401 } })] }, {}, {}],
    ['calm', 30, { limits: [limit({ lastLevel: { low: 6e6, high: 6e6 }, capacity: 1e7, window: DAY })] }, {}, {}],
    ['retry-after', 0, { checkedAt: now - 9_000 }, { waitUntil: now - 1_000 }, {}],
    ['no-headers', 1_800, { bareAnswers: 2, limits: [] }, {}, {}],
    ['model-refused', 1_800, { refused: true }, {}, {}],
    ['retry-after', 7_999, {}, { waitUntil: now + 7_999_000 }, {}],
    ['retry-after', 5, {}, { waitUntil: now + 5_000 }, { windowInUse: false }],
    ['trouble', 30, {}, { troubleStreak: 1 }, {}],
    ['trouble', 240, {}, { troubleStreak: 20 }, {}],
    ['offline', 10, {}, { offlineStreak: 1 }, {}],
    ['offline', 152.5, {}, { offlineStreak: 30 }, {}],
    ['no-credit', 1_800, {}, { noCredit: true }, {}],
    ['budget-rate', 4_320, { limits: [limit({ window: DAY, capacity: 1_000 })] }, {}, {}],
    ['budget-rate', 2_000, { limits: [limit({ capacity: 3 })] }, {}, {}],
    ['budget-rate', 2_000, { limits: [limit({ capacity: 3, window: null })] }, {}, {}],
    ['budget-rate', null, {}, {}, { budget: { ...budget, shareOfRequestsPerMinute: 0 } }],
    ['budget-money', 3_600, {}, {}, { dollarsLeft: 0.00001 }],
    ['budget-money', 3_600, { checkedAt: null }, {}, { dollarsLeft: -1 }],
    ['window-idle', null, {}, {}, { windowInUse: false }],
    ['window-idle', null, { checkedAt: null }, {}, { windowInUse: false }],
    ['key-refused', null, {}, { blocked: 'key-refused', waitUntil: now + 1_000 }, {}],
    ['key-missing', null, { checkedAt: null }, { blocked: 'key-missing' }, {}],
  ] as const satisfies readonly (readonly [
    string,
    number | null,
    Partial<ModelPace>,
    Partial<KeyPace>,
    Partial<Surroundings>,
  ])[]) {
    const next = planCheck({ ...model, ...ofModel }, { ...key, ...ofKey }, { ...around, ...ofAround });
    assert.equal(next.reason, reason, JSON.stringify([ofModel, ofKey, ofAround]));
    assert.equal(next.wait === null ? null : Math.round(next.wait * 10) / 10, wait, reason);
  }
});

test('a free check needs no money', () => {
  assert.equal(planCheck(model, key, { ...around, costOfCheck: 0, dollarsLeft: 0 }).reason, 'calm');
});

test('limits on tokens set no share of requests', () => {
  const tokens = limit({ unit: 'tokens', capacity: 10 });
  assert.equal(planCheck({ ...model, limits: [tokens] }, key, around).reason, 'calm');
});

test('over a day of any traffic no more checks are made than the shares allow', () => {
  const day = fc.record({
    perMinute: fc.constantFrom(3, 50, 500, 5_000),
    perDay: fc.constantFrom(50, 200, 2_000, 10_000),
    shares: fc.tuple(
      fc.double({ min: 0.001, max: 0.2, noNaN: true }),
      fc.double({ min: 0.001, max: 0.2, noNaN: true }),
    ),
    moods: fc.array(fc.record({ burnRate: fc.constantFrom(0, 5), calmChecks: fc.nat(5), dawdle: fc.nat(5) }), {
      minLength: 1,
      maxLength: 20,
    }),
  });
  fc.assert(
    fc.property(day, ({ perMinute, perDay, shares: [ofMinute, ofDay], moods }) => {
      const mine = { ...budget, shareOfRequestsPerMinute: ofMinute, shareOfRequestsPerDay: ofDay };
      const checks: number[] = [];
      let at = 0;
      while (at < DAY * 1000) {
        const { burnRate, calmChecks, dawdle } = moods[checks.length % moods.length] ?? {
          burnRate: 0,
          calmChecks: 0,
          dawdle: 0,
        };
        const limits = [limit({ capacity: perMinute, burnRate }), limit({ window: DAY, capacity: perDay })];
        const plan = planCheck({ ...model, checkedAt: checks.at(-1) ?? null, calmChecks, limits }, key, {
          ...around,
          now: at,
          budget: mine,
        });
        assert.ok(plan.wait !== null && plan.wait >= 0 && plan.wait < Infinity);
        at += plan.wait * 1000 + dawdle;
        checks.push(at);
        if (plan.wait === 0) at += 1;
      }
      assert.ok(checks.length <= ofDay * perDay + 2, `${checks.length} checks of ${perDay} a day`);
      const gap = (MINUTE * 1000) / (ofMinute * perMinute);
      for (const [index, check] of checks.slice(1).entries()) assert.ok(check - (checks[index] ?? 0) >= gap - 1e-6);
    }),
    { numRuns: 50 },
  );
});

test('no check is planned before the wait that the provider asked for is over, or without a reason', () => {
  const moment = fc.option(fc.integer({ min: 0, max: 2 * now }));
  fc.assert(
    fc.property(
      fc.record({
        waitUntil: fc.integer({ min: now + 1, max: 3 * now }),
        offlineStreak: fc.nat(40),
        troubleStreak: fc.nat(40),
        noCredit: fc.boolean(),
        endedAt: moment,
        jitter: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      fc.record({ checkedAt: moment, calmChecks: fc.nat(5_000), bareAnswers: fc.nat(3), refused: fc.boolean() }),
      (ofKey, ofModel) => {
        const { waitUntil } = ofKey;
        const next = planCheck({ ...model, ...ofModel }, { ...key, ...ofKey }, around);
        assert.ok(next.wait !== null && now + next.wait * 1000 >= waitUntil - 1e-6);
        const afterwards = planCheck({ ...model, ...ofModel }, { ...key, ...ofKey, waitUntil: null }, around);
        assert.ok(afterwards.wait !== null && afterwards.wait >= 0 && afterwards.wait < Infinity);
      },
    ),
  );
});

test('retries while offline come between five seconds and five minutes after the last', () => {
  for (let offlineStreak = 1; offlineStreak < 50; offlineStreak++) {
    for (const jitter of [0, 0.3, 1]) {
      const { wait } = planCheck(model, { ...key, offlineStreak, jitter }, around);
      assert.ok(wait !== null && wait >= 5 && wait <= 300);
    }
  }
});
