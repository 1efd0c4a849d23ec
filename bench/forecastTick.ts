/**
 * Measures the cost of a tick with 50 limits: `node --expose-gc bench/forecastTick.ts`. Recorded coding agents work on
 * a given number of them; each second every limit is looked at and its warning decided. A week of the same follows, for
 * the heap.
 */

import { LimitForecast } from '../src/core/forecast/limitForecast.ts';
import { TrafficForecast } from '../src/core/forecast/trafficForecast.ts';
import { Warning } from '../src/core/forecast/warning.ts';
import { TrackedLimit } from '../src/core/limits/trackedLimit.ts';
import { limitIdOf, MINUTE, type Reading } from '../src/core/model/limit.ts';
import { codingSessions, scenarios, type Tape, tapesOf } from './forecastTape.ts';
import { ownExchange } from './ownExchange.ts';
import { median } from './statistics.ts';

const limits = 50;
const hours = 2;
const week = 7 * 24;
const readings = 40_000;
const thresholds = { low: 0.2, critical: 0.05 };

interface Watched {
  readonly forecast: TrafficForecast;
  readonly warning: Warning;
  readonly tape: Tape | null;
  next: number;
  on: boolean;
}

function watchedLimits(busy: number, tapes: readonly Tape[]): Watched[] {
  return Array.from({ length: limits }, (_, i) => {
    const forecast = new TrafficForecast('input');
    forecast.read(0, { low: 5e5, high: 5e5 }, 5e5, 60);
    return {
      forecast,
      warning: new Warning(),
      tape: i < busy ? (tapes[i % tapes.length] ?? null) : null,
      next: 0,
      on: false,
    };
  });
}

/** Feeds the forecasts with all that happens until `now`, seconds since `start`. */
function tell(list: readonly Watched[], now: number, start: number): void {
  for (const one of list) {
    for (let h = one.tape?.happenings[one.next]; h; h = one.tape?.happenings[++one.next]) {
      if (('request' in h ? h.request.at : h.response.at) > now) break;
      const conversation = ('request' in h ? h.request.conversation : h.response.conversation) ?? null;
      if ('request' in h) one.forecast.sent((start + h.request.at) * 1000, conversation, h.request.input);
      else {
        const { at, charged, output, headers } = h.response;
        const level = Number(headers['x-ratelimit-remaining-tokens']);
        one.forecast.charged((start + at) * 1000, conversation, charged, output);
        one.forecast.read((start + at - 1.5) * 1000, { low: level, high: level + 1 }, 5e5, 60);
      }
    }
  }
}

/** Microseconds that each tick took, over `hours`. */
function ticks(list: readonly Watched[], start: number): number[] {
  const taken: number[] = [];
  for (const one of list) one.next = 0;
  for (let now = 0; now < hours * 3600; now++) {
    tell(list, now, start);
    const from = process.hrtime.bigint();
    for (const one of list) {
      const { level, refusalWithinMinute } = one.forecast.look((start + now) * 1000);
      one.on = one.warning.look(refusalWithinMinute, level === null ? null : level / 5e5);
    }
    taken.push(Number(process.hrtime.bigint() - from) / 1000);
  }
  return taken;
}

/**
 * Microseconds that each tick took where only probes are seen. The limits are as the extension keeps them, alarms and
 * all; each is read as often as it wishes.
 */
function probedTicks(busy: number, tapes: readonly Tape[]): number[] {
  const list = Array.from({ length: limits }, (_, i) => ({
    limit: new TrackedLimit(limitIdOf(`limit ${i}`), 'key', 'model', 'tokens', 'standard'),
    levelAt: (i < busy ? tapes[i % tapes.length]?.levels() : null) ?? (() => 5e5),
    probeAt: 0,
  }));
  const taken: number[] = [];
  for (let now = 0; now < hours * 3600; now++) {
    const read = list.filter(({ probeAt }) => now >= probeAt);
    for (const { limit, levelAt } of read) limit.record(readingOf(levelAt(now)), ownExchange(now * 1000), null);
    const from = process.hrtime.bigint();
    for (const { limit } of list) limit.look(now * 1000, thresholds);
    taken.push(Number(process.hrtime.bigint() - from) / 1000);
    for (const one of read) one.probeAt = now + (one.limit.nextLook(now * 1000) ?? 0);
  }
  return taken;
}

function readingOf(level: number): Reading {
  const interval = { low: level, high: level };
  const timeToFull = ((5e5 - level) * MINUTE) / 5e5;
  return { unit: 'tokens', pool: 'standard', window: MINUTE, capacity: 5e5, level: interval, timeToFull };
}

/** Nanoseconds for a reading that shows a full bucket; the median round. */
function quietReading(): number {
  const full = { level: { low: 5e5, high: 5e5 }, capacity: 5e5, window: 60, timeToFull: 0 };
  const watches = Array.from({ length: limits }, () => new LimitForecast());
  const rounds = Array.from({ length: 21 }, (_, round) => {
    const from = process.hrtime.bigint();
    for (let i = 0; i < readings; i++) {
      watches[i % limits]?.read((round * readings + i) * 100, full);
    }
    return Number(process.hrtime.bigint() - from) / readings;
  });
  return median(rounds);
}

function print(what: string, taken: readonly number[]): void {
  const sorted = taken.toSorted((a, b) => a - b);
  const mean = sorted.reduce((sum, one) => sum + one, 0) / sorted.length;
  const high = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  console.log(
    `${what}: mean ${mean.toFixed(1)} µs, median ${median(sorted).toFixed(1)} µs, 99 % below ${high.toFixed(0)} µs a tick`,
  );
}

const developer = scenarios['openai-1-developer'];
if (!developer) throw new Error('the scenario is gone');
const tapes = [...tapesOf({ ...developer, runs: limits }, codingSessions('all'), 7)];
for (const busy of [0, 5, 50]) {
  const list = watchedLimits(busy, tapes);
  ticks(list, 0);
  print(`${busy} of ${limits} limits busy`, ticks(list, hours * 3600));
}
for (const busy of [0, 5, 50]) {
  probedTicks(busy, tapes);
  print(`${busy} of ${limits} probed limits busy`, probedTicks(busy, tapes));
}
console.log(`a reading that shows no use: ${quietReading().toFixed(0)} ns`);
const list = watchedLimits(limits, tapes);
const heap: number[] = [];
for (let hour = 0; hour < week; hour += hours) {
  ticks(list, hour * 3600);
  if (hour % 24 !== 0) continue;
  global.gc?.();
  heap.push(process.memoryUsage().heapUsed / 1024);
}
console.log(`heap after each day, kB: ${heap.map((kB) => kB.toFixed(0)).join(', ')}`);
