import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, limitIdOf, MINUTE } from '../../../src/core/model/limit.ts';
import type { Budget, CheckReason, LimitSnapshot } from '../../../src/core/model/snapshot.ts';
import { type KeyPace, type ModelPace, planCheck, type Surroundings } from '../../../src/core/schedule.ts';
import { seededRandom } from '../engine/random.ts';
import { fc } from './fastCheck.ts';

const now = 1_000_000;

function limit(more: Partial<LimitSnapshot> = {}): LimitSnapshot {
  return {
    id: limitIdOf('l'),
    keyId: 'key',
    model: 'm',
    unit: 'requests',
    pool: 'standard',
    window: MINUTE,
    capacity: 5_000,
    level: { low: 4_000, estimate: 4_000, high: 4_000 },
    soon: { low: 4_000, high: 4_000 },
    lastLevel: null,
    age: 0,
    source: 'probe',
    timeToFull: null,
    timeToEmpty: null,
    burnRate: 0,
    pace: null,
    others: null,
    requestSize: null,
    refusals: [],
    state: 'fine',
    muted: false,
    history: [],
    ...more,
  };
}

const model: ModelPace = {
  checkedAt: now,
  recentChecks: [now],
  readAt: null,
  wish: 25,
  usedAt: null,
  bareAnswers: 0,
  refused: false,
  limits: [limit()],
};
const key: KeyPace = {
  isRefused: false,
  waitUntil: null,
  waitsWith: null,
  offlineStreak: 0,
  troubleStreak: 0,
  ownStreak: 0,
  noCredit: false,
  endedAt: now,
  jitter: 0.5,
};
const budget = { shareOfRequestsPerMinute: 0.01, shareOfRequestsPerDay: 0.02, dollarsPerDay: 0.05 };
const around: Surroundings = {
  now,
  windowInUse: true,
  backAt: null,
  budget,
  requestsToday: 0,
  dollarsLeft: 5,
  untilTomorrow: 3_600,
  costOfCheck: 0.0001,
};

/** The reason, the seconds until then, and what of the model, the key and the surroundings is not as usual. */
type Case = readonly [CheckReason, number | null, Partial<ModelPace>, Partial<KeyPace>, Partial<Surroundings>];

const cases: readonly Case[] = [
  ['first', 0, { checkedAt: null, limits: [] }, {}, {}],
  ['calm', 25, {}, {}, {}],
  ['calm', 30, { wish: null, limits: [] }, {}, {}],
  ['calm', 600, { wish: 600 }, {}, {}],
  ['calm', 15, { checkedAt: now - 10_000 }, {}, {}],
  ['calm', 0, { checkedAt: now - 900_000 }, {}, {}],
  // A reading of another source puts the check off.
  ['calm', 21, { checkedAt: now - 60_000, readAt: now - 4_000 }, {}, {}],
  ['calm', 25, { checkedAt: null, readAt: now }, {}, {}],
  ['calm', 18, { wish: 900 }, {}, { backAt: now }],
  ['calm', 18, { wish: 900 }, {}, { backAt: now - 70_000 }],
  ['calm', 900, { wish: 900 }, {}, { backAt: now - 600_000 }],
  ['calm', 18, {}, {}, { backAt: now - 70_000 }],
  ['calm', 0, { wish: 900, checkedAt: now - 60_000 }, {}, { backAt: now - 10_000 }],
  ['level-moves', 3, { wish: 3 }, {}, { backAt: now }],
  ['level-moves', 3, { wish: 3 }, {}, {}],
  ['which-model', 2, { wish: 2, toDecide: true }, {}, {}],
  ['retry-after', 0, { checkedAt: now - 9_000 }, { waitUntil: now - 1_000 }, {}],
  ['no-headers', 1_800, { bareAnswers: 2, limits: [] }, {}, {}],
  ['model-refused', 1_800, { refused: true }, {}, {}],
  ['retry-after', 7_999, {}, { waitUntil: now + 7_999_000 }, {}],
  ['retry-after', 5, {}, { waitUntil: now + 5_000 }, { windowInUse: false }],
  ['trouble', 30, {}, { troubleStreak: 1 }, {}],
  ['trouble', 240, {}, { troubleStreak: 4 }, {}],
  ['trouble', 300, {}, { troubleStreak: 20 }, {}],
  ['offline', 10, {}, { offlineStreak: 1 }, {}],
  ['offline', 152.5, {}, { offlineStreak: 30 }, {}],
  ['no-credit', 1_800, {}, { noCredit: true }, {}],
  ['level-moves', 3, { wish: 3, limits: [limit({ capacity: 500 })] }, {}, {}],
  [
    'budget-rate',
    6,
    { wish: 3, limits: [limit({ capacity: 500 })], recentChecks: [now - 9_000, now - 3_000, now] },
    {},
    {},
  ],
  [
    'budget-rate',
    41,
    { wish: 3, limits: [limit({ capacity: 500 })], recentChecks: [19, 9, 6, 3, 0].map((ago) => now - ago * 1000) },
    {},
    {},
  ],
  ['budget-rate', 172_800, { limits: [limit({ window: DAY, capacity: 25 })] }, {}, {}],
  ['budget-rate', 3_600.1, { limits: [limit({ window: DAY, capacity: 1_000 })] }, {}, { requestsToday: 20 }],
  ['budget-spread', 122.5, { limits: [limit({ window: DAY, capacity: 1_000 })] }, {}, { requestsToday: 15 }],
  ['budget-spread', 211.3, { wish: 10 }, {}, { dollarsLeft: 0.00012 }],
  ['budget-rate', 2_000, { limits: [limit({ capacity: 3 })] }, {}, {}],
  ['budget-rate', 2_000, { limits: [limit({ capacity: 3, window: null })] }, {}, {}],
  ['budget-rate', null, {}, {}, { budget: { ...budget, shareOfRequestsPerMinute: 0 } }],
  ['budget-money', 3_600.1, {}, {}, { dollarsLeft: 0.00001 }],
  ['budget-money', 3_600.1, { checkedAt: null }, {}, { dollarsLeft: -1 }],
  ['window-idle', null, {}, {}, { windowInUse: false }],
  ['window-idle', null, { checkedAt: null }, {}, { windowInUse: false }],
  ['key-refused', null, {}, { isRefused: true, waitUntil: now + 1_000 }, {}],
];

test('every reason for the next check, and when it is then', () => {
  for (const [reason, wait, ofModel, ofKey, ofAround] of cases) {
    const { checkedAt } = { ...model, ...ofModel };
    const recentChecks = checkedAt === null ? [] : [checkedAt];
    const next = planCheck({ ...model, recentChecks, ...ofModel }, { ...key, ...ofKey }, { ...around, ...ofAround });
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

/** What the forecast wishes for, how late the check then comes, and for how long the window rests after it; seconds. */
interface Mood {
  readonly wish: number;
  readonly late: number;
  readonly rest: number;
}

const mood = fc.record({
  wish: fc.constantFrom(3, 8, 25, 600, 900),
  late: fc.double({ min: 0, max: 1, noNaN: true }),
  rest: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.nat(40_000)),
});

interface Life {
  readonly perMinute: number;
  readonly perDay: number | null;
  readonly budget: Budget;
  readonly costOfCheck: number;
  readonly moods: readonly Mood[];
  readonly seed: number;
}

/** Plans and checks for so many days, and asserts at each check that no budget is exceeded; returns the number of checks. */
function live(days: number, { perMinute, perDay, budget: mine, costOfCheck, moods, seed }: Life): number {
  const limits = [limit({ capacity: perMinute })];
  if (perDay !== null) limits.push(limit({ window: DAY, capacity: perDay }));
  const random = seededRandom(seed);
  const mostAMinute = Math.max(1, Math.floor(mine.shareOfRequestsPerMinute * perMinute));
  const shareOfDay = mine.shareOfRequestsPerDay * (perDay ?? 0);
  const checks = { all: 0, today: 0, yesterday: 0 };
  let checkedAt: number | null = null;
  let recentChecks: number[] = [];
  let day = 0;
  for (let at = 0; at < days * DAY; ) {
    const { wish, late, rest } = moods[Math.floor(random() * moods.length)] as Mood;
    if (Math.floor(at / DAY) !== day) {
      day = Math.floor(at / DAY);
      checks.yesterday = checks.today;
      checks.today = 0;
    }
    const now = at * 1000;
    const next = planCheck({ ...model, checkedAt, recentChecks, wish, limits }, key, {
      ...around,
      now,
      budget: mine,
      requestsToday: checks.today,
      dollarsLeft: mine.dollarsPerDay - checks.today * costOfCheck,
      untilTomorrow: (day + 1) * DAY - at,
      costOfCheck,
    });
    assert.ok(next.wait !== null && next.wait >= 0 && next.wait < Infinity);
    if (next.wait > 0.01) {
      // The wait may be over only tomorrow, when the count starts anew.
      at = Math.min(at + next.wait + late, Math.max(at + 0.01, (day + 1) * DAY));
      continue;
    }
    recentChecks = [...recentChecks.filter((then) => now - then < 59_980), now];
    assert.ok(recentChecks.length <= mostAMinute, `${recentChecks.length} of ${mostAMinute} in a minute`);
    checkedAt = now;
    checks.all++;
    checks.today++;
    assert.ok(checks.today * costOfCheck <= mine.dollarsPerDay + 1e-9, `${checks.today} checks cost too much`);
    if (perDay !== null) {
      assert.ok(checks.today <= Math.max(1, shareOfDay), `${checks.today} checks of ${shareOfDay} a day`);
      if (shareOfDay < 0.5) assert.ok(checks.today + checks.yesterday <= 1);
    }
    at += rest;
  }
  return checks.all;
}

test('over a year of random traffic no budget is ever exceeded', () => {
  const moods = fc.sample(mood, { seed: 1, numRuns: 200 });
  const everyday = { perMinute: 500, perDay: null, budget, costOfCheck: 0.00002, moods, seed: 1 };
  const checks = live(365, everyday);
  assert.ok(checks > 365 * 20, `only ${checks} checks in the year`);
  assert.ok(live(365, { ...everyday, perDay: 10_000 }) > 365 * 20);
});

test('whatever the shares and the traffic, no budget is ever exceeded', () => {
  const share = fc.double({ min: 0.001, max: 0.2, noNaN: true });
  const life = fc.record({
    perMinute: fc.constantFrom(3, 50, 500, 5_000),
    perDay: fc.constantFrom(null, 60, 200, 2_000, 10_000),
    budget: fc.record({
      shareOfRequestsPerMinute: share,
      shareOfRequestsPerDay: share,
      dollarsPerDay: fc.constantFrom(0.002, 0.05, 1),
    }),
    costOfCheck: fc.constantFrom(0, 0.00002, 0.0005),
    moods: fc.array(mood, { minLength: 1, maxLength: 40 }),
    seed: fc.integer(),
  });
  fc.assert(
    fc.property(life, (one) => void live(4, one)),
    { numRuns: 60 },
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
      fc.record({
        checkedAt: moment,
        wish: fc.option(fc.integer({ min: 1, max: 600 })),
        usedAt: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
        bareAnswers: fc.nat(3),
        refused: fc.boolean(),
      }),
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
