import { TokenBucket } from 'limiter';
import { Ledger } from '../src/core/limits/ledger.ts';
import { MINUTE, type Reading, type Unit } from '../src/core/model/limit.ts';
import type { NamedExchange } from '../src/core/model/observation.ts';
import { type Figure, limited, round, told } from './figure.ts';
import { ownExchange } from './ownExchange.ts';
import { median, range } from './statistics.ts';

const keys = 5;
const models = 5;
const units = [
  { unit: 'requests', capacity: 500 },
  { unit: 'tokens', capacity: 200_000 },
] as const;
const warmUps = 5;
const rounds = 21;
const observationsPerRound = 20_000;
/** Milliseconds between two observations, so that each model is seen every 1.5 s and its history grows. */
const step = 60;

/** Measures the cost of a reading with 50 limits tracked, beside that of taking a token from a bucket of `limiter`. */
export async function measure(): Promise<Figure[]> {
  const ledger = new Ledger(() => ({ low: 0.2, critical: 0.05 }));
  let taken = 0;
  const ours: number[] = [];
  const theirs: number[] = [];
  const calls = observationsPerRound * units.length;
  const buckets = Array.from(
    { length: keys * models * units.length },
    (_, index) => new TokenBucket({ bucketSize: 1e9, tokensPerInterval: 1e9, interval: 1 + index }),
  );
  for (let round = 0; round < warmUps + rounds; round++) {
    const observations = Array.from({ length: observationsPerRound }, (_, index) => observation(taken + index));
    taken += observations.length;
    global.gc?.();
    const record = timed(() => {
      for (const one of observations) ledger.take(one);
    });
    global.gc?.();
    const remove = timed(() => {
      for (let call = 0; call < calls; call++) buckets[call % buckets.length]?.tryRemoveTokens(1);
    });
    if (round < warmUps) continue;
    ours.push((record * 1e6) / calls);
    theirs.push((remove * 1e6) / calls);
  }
  const beside = ` (${range(ours, round)}); limiter's tryRemoveTokens: ${round(median(theirs))} ns (${range(theirs, round)})`;
  return [
    limited('ledger: a reading with 50 limits', median(ours), 1000, 'ns', beside),
    told('ledger: an observation of 2 readings', median(ours) * units.length, 'ns'),
  ];
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The `index`-th answer: keys and models take turns, levels move as if under a changing load. */
function observation(index: number): NamedExchange {
  const turn = index % (keys * models);
  const receivedAt = index * step;
  const left = 0.5 + 0.45 * Math.sin(index / 4000 + turn);
  return ownExchange(receivedAt - 300, receivedAt, {
    account: { kind: 'key', provider: 'openai', keyId: `key-${turn % keys}` },
    model: `model-${Math.floor(turn / keys)}`,
    readings: units.map(({ unit, capacity }) => reading(unit, capacity, left)),
    charged: { requests: 1, tokens: 4 },
  });
}

function reading(unit: Unit, capacity: number, left: number): Reading {
  const low = Math.floor(capacity * left);
  const timeToFull = ((capacity - low) * MINUTE) / capacity;
  return { unit, pool: 'standard', window: MINUTE, capacity, level: { low, high: low + 0.5 }, timeToFull };
}
