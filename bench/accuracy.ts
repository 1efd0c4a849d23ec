/**
 * Measures how far the displayed level is from the truth: `npm run bench:accuracy`, or with `-- --seed 11 --sessions
 * check` on other runs. The recorded requests go through the simulator's buckets; once a second the level that would be
 * shown is compared with the bucket's.
 */
import { parseArgs } from 'node:util';
import { dialectOf } from '../src/core/dialects/families.ts';
import { readHeaders } from '../src/core/dialects/readHeaders.ts';
import { TrafficForecast } from '../src/core/forecast/trafficForecast.ts';
import { TrackedLimit } from '../src/core/limits/trackedLimit.ts';
import { limitIdOf, type Reading } from '../src/core/model/limit.ts';
import type { Level } from '../src/core/model/snapshot.ts';
import { anthropicLimitHeaders } from '../src/simulator/anthropicHeaders.ts';
import { Limiter } from '../src/simulator/limiter.ts';
import { modelsWithLimits } from '../src/simulator/models.ts';
import { openaiLimitHeaders } from '../src/simulator/openaiHeaders.ts';
import type { Mode } from './forecastScore.ts';
import {
  codingSessions,
  type Part,
  type Scenario,
  scenarios,
  type Tape,
  type TimedRequest,
  tapesOf,
} from './forecastTape.ts';
import { ownExchange } from './ownExchange.ts';

/** Runs of two hours taken of each scenario. */
const runs = 12;
const options = {
  seed: { type: 'string', default: '7' },
  /** `train`, `check` or `all`, as in forecastTape.ts. */
  sessions: { type: 'string', default: 'all' },
} as const;
const { seed, sessions } = parseArgs({ options }).values;
/** Milliseconds from a request to its headers, and the number of parts in which its output is charged. */
const timeToHeaders = 1500;
const outputParts = 4;
/** Traffic counts as flowing while the last request is at most this old; ms. */
const flows = 60_000;
/** Least seconds between two probes: 1 % of 5,000 and of 500 requests a minute. */
const floors = { large: 1.2, small: 12 };
/** The product's own defaults. */
const thresholds = { low: 0.2, critical: 0.05 };

/** One bucket of the simulator with the requests of a tape. All times are ms. */
class Truth {
  readonly scenario: Scenario;
  readonly unit: 'tokens' | 'input-tokens' | 'output-tokens';
  readonly #limiter: Limiter;
  #later: { at: number; tokens: number }[] = [];

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    const { dialect, counts, limit } = scenario;
    this.unit = dialect === 'openai' ? 'tokens' : counts === 'output' ? 'output-tokens' : 'input-tokens';
    const id = dialect === 'openai' ? 'bench' : 'claude-bench';
    const [model] = modelsWithLimits([], { [id]: { [this.unit]: limit } });
    if (!model) throw new Error('the simulator made no model');
    this.#limiter = new Limiter(model, 0);
  }

  /** Returns the units charged at once: 0 if they are charged as the answer is written, `null` if refused. */
  request(at: number, { cost, took }: TimedRequest): number | null {
    this.#advance(at);
    const isOutput = this.unit === 'output-tokens';
    if (this.#limiter.admit(at, isOutput ? 0 : cost) !== null) return null;
    if (!isOutput) return cost;
    for (let part = 1; part <= outputParts; part++) {
      this.#later.push({ at: at + (took * 1000 * part) / outputParts, tokens: cost / outputParts });
    }
    this.#later.sort((a, b) => a.at - b.at);
    return 0;
  }

  level(at: number): number {
    this.#advance(at);
    return Math.max(0, this.#limiter.bucket(this.unit, 60)?.levelAt(at) ?? 0);
  }

  reading(at: number): Reading | undefined {
    this.#advance(at);
    const date = new Date(at).toUTCString();
    const readings =
      this.scenario.dialect === 'openai'
        ? readHeaders({ date, ...openaiLimitHeaders(this.#limiter, at) }, dialectOf('openai'))
        : readHeaders({ date, ...anthropicLimitHeaders(this.#limiter, at, at) }, dialectOf('anthropic'));
    return readings.find(({ unit }) => unit === this.unit);
  }

  #advance(at: number): void {
    for (let next = this.#later[0]; next && next.at <= at; next = this.#later[0]) {
      this.#later.shift();
      this.#limiter.produce(next.at, next.tokens);
    }
  }
}

/** A display that shows a level. */
interface Display {
  sent(at: number, request: TimedRequest): void;
  read(reading: Reading, charged: number, sentAt: number, receivedAt: number): void;
  /** An answer has ended. */
  written(sentAt: number, at: number, tokens: number): void;
  level(now: number): Level | null;
  /** ms until the next probe. */
  nextProbe(now: number): number;
}

class ShownTraffic implements Display {
  readonly #forecast: TrafficForecast;

  constructor({ counts }: Scenario) {
    this.#forecast = new TrafficForecast(counts);
  }

  sent(at: number, { conversation, input }: TimedRequest): void {
    this.#forecast.sent(at, conversation ?? null, input);
  }

  read({ capacity, window, level, timeToFull }: Reading, _charged: number, sentAt: number): void {
    if (capacity && level) this.#forecast.read(sentAt, level, capacity, window ?? 60, timeToFull);
  }

  written(sentAt: number, at: number, tokens: number): void {
    this.#forecast.written(sentAt, at, tokens);
  }

  level(now: number): Level | null {
    return this.#forecast.shown(now);
  }

  nextProbe(): number {
    return Infinity;
  }
}

/** The product's display: a limit as the ledger keeps it. */
class ShownLimit implements Display {
  readonly #limit: TrackedLimit;
  readonly #floor: number;

  /** `floor`: least seconds between two probes, by the user's share of the requests per minute. */
  constructor({ dialect, counts }: Scenario, floor: number) {
    const unit = dialect === 'openai' ? 'tokens' : counts === 'output' ? 'output-tokens' : 'input-tokens';
    this.#limit = new TrackedLimit(limitIdOf('bench'), 'key', 'model', unit, 'standard');
    this.#floor = floor;
  }

  sent(): void {}

  written(): void {}

  read(reading: Reading, charged: number, sentAt: number, receivedAt: number): void {
    this.#limit.record(reading, ownExchange(sentAt, receivedAt, { charged: { [this.#limit.unit]: charged } }), null);
  }

  level(now: number): Level | null {
    this.#limit.look(now, thresholds);
    return this.#limit.snapshot(now, false).level;
  }

  nextProbe(now: number): number {
    this.#limit.look(now, thresholds);
    return Math.max(this.#floor, this.#limit.nextLook(now) ?? 0) * 1000;
  }
}

interface Errors {
  shown: number;
  seconds: number;
  held: number;
  readonly shares: number[];
  /** Sum of the intervals' widths, as shares of the capacity. */
  width: number;
}

function replay(tape: Tape, mode: Mode, display: Display, errors: Errors): void {
  const truth = new Truth(tape.scenario);
  const ends: { at: number; sentAt: number; tokens: number }[] = [];
  const answers: { at: number; sentAt: number; charged: number; reading: Reading | undefined }[] = [];
  let next = 0;
  let lastAt = -Infinity;
  let probeAt = mode === 'probe' ? 0 : Infinity;
  for (let now = 0; now <= tape.seconds * 1000; now += 1000) {
    const deliver = (until: number) => {
      for (let one = answers[0]; one && one.at <= until; one = answers[0]) {
        answers.shift();
        if (one.reading) display.read(one.reading, one.charged, one.sentAt, one.at);
      }
    };
    for (let request = tape.requests[next]; request && request.at * 1000 <= now; request = tape.requests[++next]) {
      const at = request.at * 1000;
      lastAt = at;
      const charged = truth.request(at, request);
      if (mode === 'probe') continue;
      deliver(at);
      display.sent(at, request);
      const took = charged === null ? 200 : Math.min((request.took || 1.5) * 1000, timeToHeaders);
      answers.push({ at: at + took, sentAt: at, charged: charged ?? 0, reading: truth.reading(at) });
      answers.sort((a, b) => a.at - b.at);
      ends.push({
        at: at + (charged === null ? 0 : request.took * 1000),
        sentAt: at,
        tokens: charged === null ? 0 : request.output,
      });
    }
    deliver(now);
    ends.sort((a, b) => a.at - b.at);
    for (let end = ends[0]; end && end.at <= now; end = ends[0]) {
      ends.shift();
      if (tape.scenario.counts === 'output') display.written(end.sentAt, end.at, end.tokens);
    }
    if (now >= probeAt) {
      const reading = truth.reading(now);
      if (reading) display.read(reading, 0, now, now);
      probeAt = now + Math.max(1000, display.nextProbe(now));
    }
    if (now - lastAt > flows) continue;
    errors.seconds++;
    const level = display.level(now);
    if (!level) continue;
    errors.shown++;
    const actual = truth.level(now);
    errors.shares.push(Math.abs(level.estimate - actual) / tape.scenario.limit);
    errors.width += (level.high - level.low) / tape.scenario.limit;
    if (actual >= level.low - 1 && actual <= level.high + 1) errors.held++;
  }
}

const displays: readonly { name: string; mode: Mode; make: (scenario: Scenario) => Display }[] = [
  { name: 'traffic', mode: 'traffic', make: (scenario) => new ShownTraffic(scenario) },
  { name: 'probe', mode: 'probe', make: (scenario) => new ShownLimit(scenario, floors.large) },
  {
    name: 'probe, at least 12 s apart',
    mode: 'probe',
    make: (scenario) => new ShownLimit(scenario, floors.small),
  },
];

console.log(
  '| scenario | what is seen | mean error | 95 % below | interval holds | mean width | shown |\n|---|---|---|---|---|---|---|',
);
for (const [scenarioName, scenario] of Object.entries(scenarios)) {
  for (const { name, mode, make } of displays) {
    const errors: Errors = { shown: 0, seconds: 0, held: 0, shares: [], width: 0 };
    let run = 0;
    for (const tape of tapesOf(scenario, codingSessions(sessions as Part), Number(seed))) {
      if (run++ === runs) break;
      replay(tape, mode, make(scenario), errors);
    }
    const sorted = errors.shares.sort((a, b) => a - b);
    const mean = sorted.reduce((sum, share) => sum + share, 0) / sorted.length;
    const high = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    const cells = [
      scenarioName,
      name,
      percent(mean),
      percent(high),
      percent(errors.held / errors.shown),
      percent(errors.width / errors.shown),
    ];
    console.log(`| ${[...cells, percent(errors.shown / errors.seconds)].join(' | ')} |`);
  }
}
