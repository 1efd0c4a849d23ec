import { limitOf, pastOf } from './snapshots.ts';

/** Plenty of requests a minute. */
export const requests = limitOf({
  unit: 'requests',
  capacity: 500,
  level: { estimate: 496, low: 496, high: 496 },
  timeToFull: 1,
  history: pastOf([1, 0.99, 1, 0.99, 0.98, 0.99, 1, 0.99]),
});

/** Tokens that sink in steps: less than a fifth is left. */
export const runningLow = limitOf({
  level: { estimate: 97_000, low: 93_000, high: 101_000 },
  lastLevel: { low: 97_000, high: 97_000 },
  timeToFull: 48,
  burnRate: 670_000 / 60,
  state: 'low',
  history: pastOf([0.98, 0.97, 0.83, 0.87, 0.6, 0.66, 0.48, 0.53, 0.35, 0.39, 0.22, 0.26, 0.19], 20),
});

/** Others send so much that it will be empty soon. */
export const soonEmpty = limitOf({
  ...runningLow,
  level: { estimate: 210_000, low: 120_000, high: 214_000 },
  timeToFull: 35,
  timeToEmpty: 40,
  pace: { requestsPerMinute: 7.1, typicalRequest: 96_000 },
  others: { requestsPerMinute: 7.1, typicalRequest: 96_000 },
  state: 'soon',
});

/** Nearly out, and gone in six seconds at this rate. */
export const critical = limitOf({
  model: 'gpt-5-mini',
  level: { estimate: 16_000, low: 12_000, high: 22_000 },
  timeToFull: 58,
  timeToEmpty: 6,
  burnRate: 9_100,
  state: 'critical',
  history: pastOf([0.9, 0.7, 0.6, 0.4, 0.2, 0.03]),
});

/** The requests of a day are used up, and the user wants no alarm of it. */
export const empty = limitOf({
  model: 'gpt-5-mini',
  unit: 'requests',
  window: 86_400,
  capacity: 10_000,
  level: { estimate: 0, low: 0, high: 0 },
  timeToFull: 81_000,
  burnRate: 0.2,
  state: 'empty',
  muted: true,
  history: pastOf([0.3, 0.2, null, 0.05, null, 0.01, 0, 0]),
});
