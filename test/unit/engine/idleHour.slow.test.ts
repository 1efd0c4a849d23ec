import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE, type Reading, type Unit } from '../../../src/core/model/limit.ts';
import { fc } from '../core/fastCheck.ts';
import { seededRandom } from './random.ts';
import { preferences, stage } from './stage.ts';

/*
 * What an hour without use costs, whatever limits there are and whatever was done before: twelve checks at most, from ten
 * minutes after the first check, or after the check that saw the last use. In those ten minutes somebody who has just
 * added a key, or paused, is likely to begin.
 */

const promised = 12;
const settled = 600;

/** A limit of which a probe takes one unit. */
interface Bucket {
  readonly unit: Unit;
  readonly window: number;
  readonly capacity: number;
  /** Share of the capacity that is left at first. */
  readonly left: number;
}

/** What others do before they leave: every so many seconds, for so many minutes, a request of this share of each limit. */
interface Past {
  readonly gap: number;
  readonly minutes: number;
  readonly share: number;
  readonly seed: number;
}

/** The moments of all checks, in seconds, and when the last request of others was let through. */
async function checks(buckets: readonly Bucket[], past: Past | null, hours: number) {
  const { clock, provider, engine } = stage();
  // Money and shares must not be what keeps the checks few.
  const plenty = { shareOfRequestsPerMinute: 1, shareOfRequestsPerDay: 1, dollarsPerDay: 100 };
  engine.prefer({ ...preferences, budget: plenty });
  const random = seededRandom(past?.seed ?? 1);
  const levels = buckets.map(({ capacity, left }) => capacity * left);
  let lastUse = 0;
  let asked = 0;
  let unseen = 0;
  const busy = (past?.minutes ?? 0) * MINUTE;
  for (let second = 0; second < busy + hours * HOUR; second++) {
    const sends = past !== null && second < busy && random() < 1 / past.gap;
    const fits = buckets.every(({ capacity }, i) => (levels[i] ?? 0) >= (past?.share ?? 0) * capacity);
    if (sends && fits) lastUse = second;
    buckets.forEach(({ capacity, window }, i) => {
      const full = Math.min(capacity, (levels[i] ?? 0) + capacity / window);
      const own = provider.requests.length - asked;
      const others = sends && fits ? (past?.share ?? 0) * capacity : 0;
      levels[i] = Math.max(0, full - own - others);
    });
    asked = provider.requests.length;
    unseen++;
    // Nobody asks in a second in which no timer fires, once the first check is on its way.
    if (second > 0 && clock.nextAt > (second + 1) * 1000) continue;
    provider.script = { readings: buckets.map((bucket, i) => told(bucket, levels[i] ?? 0)) };
    await clock.pass(unseen);
    unseen = 0;
  }
  return { moments: provider.requests.map(({ at }) => at), lastUse };
}

/** What the answer to a probe says that has been charged already. */
function told({ unit, window, capacity }: Bucket, left: number): Reading {
  const level = Math.max(0, Math.floor(left - 1));
  const timeToFull = ((capacity - level) * window) / capacity;
  return { unit, pool: 'standard', window, capacity, level: { low: level, high: level + 1 }, timeToFull };
}

function mostInAnHour(moments: readonly number[], from: number): number {
  const late = moments.filter((at) => at >= from);
  return Math.max(0, ...late.map((at) => late.filter((other) => other >= at && other < at + HOUR).length));
}

const bucket = fc.record({
  unit: fc.constantFrom<Unit>('requests', 'tokens'),
  window: fc.constantFrom(MINUTE, MINUTE, HOUR, DAY),
  // Of a smaller one that is nearly empty the checks would use up the rest, as no share holds them back here.
  capacity: fc.constantFrom(10_000, 500_000),
  left: fc.double({ min: 0.02, max: 1, noNaN: true }),
});
const buckets = fc.uniqueArray(bucket, { minLength: 1, maxLength: 4, selector: ({ unit, window }) => unit + window });
const past = fc.record({
  gap: fc.integer({ min: 1, max: 120 }),
  minutes: fc.integer({ min: 1, max: 90 }),
  share: fc.double({ min: 0.0005, max: 0.5, noNaN: true }),
  seed: fc.nat(),
});

test('a new key that nobody uses costs a check every 18 s for ten minutes, and then twelve an hour at most', async () => {
  await fc.assert(
    fc.asyncProperty(buckets, async (list) => {
      // What is not full within its minute somebody has just used.
      const unused = list.map((one) => (one.window > MINUTE ? one : { ...one, left: 1 }));
      const { moments } = await checks(unused, null, 4);
      assert.ok(moments.length >= 8, `only ${moments.length} checks`);
      const most = mostInAnHour(moments, settled);
      assert.ok(moments.filter((at) => at < settled).length <= settled / 18 + 2);
      assert.ok(most <= promised, `${most} checks in an hour`);
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

test('ten minutes after the last use was seen an hour costs twelve checks at most, whatever was done before', async () => {
  await fc.assert(
    fc.asyncProperty(buckets, past, async (list, before) => {
      const { moments, lastUse } = await checks(list, before, 3);
      const seen = moments.find((at) => at > lastUse) ?? Infinity;
      const most = mostInAnHour(moments, seen + settled);
      assert.ok(most <= promised, `${most} checks in an hour`);
    }),
    { numRuns: 25, endOnFailure: true },
  );
});
