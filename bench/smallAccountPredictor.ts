import { TrackedLimit } from '../src/core/limits/trackedLimit.ts';
import { limitIdOf, MINUTE } from '../src/core/model/limit.ts';
import { type KeyPace, planCheck } from '../src/core/schedule.ts';
import type { Mode, Predictor } from './forecastScore.ts';
import type { Scenario } from './forecastTape.ts';
import { ownExchange } from './ownExchange.ts';
import { createPredictor as create } from './predictor.ts';

/** The account's requests per minute, and the product's default share of them. */
const requestsPerMinute = 500;
const budget = { shareOfRequestsPerMinute: 0.01, shareOfRequestsPerDay: 0.1, dollarsPerDay: 1 };
const key: KeyPace = {
  isRefused: false,
  waitUntil: null,
  waitsWith: null,
  offlineStreak: 0,
  troubleStreak: 0,
  ownStreak: 0,
  noCredit: false,
  endedAt: null,
  jitter: 0,
};

/** The product's forecast and plan of checks for an account so small that the share for probes matters. */
export function createPredictor(scenario: Scenario, mode: Mode): Predictor {
  const forecast = create(scenario, mode);
  const requests = new TrackedLimit(limitIdOf('bench'), 'key', 'model', 'requests', 'standard');
  const level = { low: requestsPerMinute, high: requestsPerMinute };
  const full = { unit: 'requests', pool: 'standard', window: MINUTE, level, timeToFull: 0 } as const;
  requests.record({ ...full, capacity: requestsPerMinute }, ownExchange(0), null);
  const limits = [requests.snapshot(0, false, null)];
  const recentChecks: number[] = [];
  return {
    alarm: (at) => forecast.alarm(at),
    onRequest: (request) => forecast.onRequest(request),
    onResponse: (response) => forecast.onResponse(response),
    onProbe: (probe) => {
      recentChecks.push(probe.at * 1000);
      if (recentChecks.length > 100) recentChecks.shift();
      forecast.onProbe(probe);
    },
    nextProbeAt: (at) => {
      const now = at * 1000;
      const checkedAt = recentChecks.at(-1) ?? null;
      const wish = forecast.nextProbeAt(at) - at;
      const model = {
        checkedAt,
        readAt: checkedAt,
        usedAt: null,
        recentChecks,
        wish,
        bareAnswers: 0,
        refused: false,
        limits,
      };
      const money = { requestsToday: 0, dollarsLeft: Infinity, untilTomorrow: 0, costOfCheck: 0 };
      return at + (planCheck(model, key, { now, windowInUse: true, backAt: null, budget, ...money }).wait ?? Infinity);
    },
  };
}
