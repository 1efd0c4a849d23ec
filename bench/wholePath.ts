import type { ProviderId } from '../src/core/model/provider.ts';
import { Engine } from '../src/engine/engine.ts';
import { Purse } from '../src/engine/purse.ts';
import type { Access, Exchange, ProviderClient } from '../src/providers/provider.ts';
import { Limiter } from '../src/simulator/limiter.ts';
import { modelsWithLimits } from '../src/simulator/models.ts';
import { seededRandom } from '../src/simulator/random.ts';
import { ProbeSource } from '../src/sources/probe/probeSource.ts';
import { ProbedProvider } from '../test/support/probedProvider.ts';
import type { DrivenClock } from '../test/unit/engine/drivenClock.ts';
import type { Scenario, TimedRequest } from './forecastTape.ts';
import { limiterReadings } from './limiterReadings.ts';

const probeTokens = 9;
/** The number of parts in which output is charged while it is written. */
const outputParts = 4;

/** One account of the simulator, used by the requests of a tape and by our own checks. Times are milliseconds. */
export class TapeProvider extends ProbedProvider {
  override readonly id: 'openai' | 'anthropic';
  readonly unit: 'tokens' | 'input-tokens' | 'output-tokens';
  probes = 0;
  readonly #scenario: Scenario;
  readonly #clock: DrivenClock;
  readonly #limiter: Limiter;
  #later: { at: number; tokens: number }[] = [];

  constructor(scenario: Scenario, clock: DrivenClock, requestsPerMinute: number) {
    super();
    const { dialect, counts, limit } = scenario;
    this.id = dialect;
    this.#scenario = scenario;
    this.#clock = clock;
    this.unit = dialect === 'openai' ? 'tokens' : counts === 'output' ? 'output-tokens' : 'input-tokens';
    const id = dialect === 'openai' ? 'bench' : 'claude-bench';
    const [model] = modelsWithLimits([], { [id]: { [this.unit]: limit, requests: requestsPerMinute } });
    if (!model) throw new Error('the simulator made no model');
    this.#limiter = new Limiter(model, clock.now());
  }

  async probe(_access: Access, _model: string): Promise<Exchange> {
    const now = this.#clock.now();
    this.probes++;
    this.#advance(now);
    const isOutput = this.unit === 'output-tokens';
    const admitted = this.#limiter.admit(now, probeTokens) === null;
    const charged = { requests: 1, [this.unit]: admitted && !isOutput ? probeTokens : 0 };
    const readings = limiterReadings(this.#limiter, this.id, now);
    return { readings, failure: null, charged, usage: { input: 8, output: 1 } };
  }

  /** Lets one request of the tape in, if there is room. Returns whether there was. */
  request(at: number, { cost, took }: TimedRequest): boolean {
    this.#advance(at);
    const isOutput = this.unit === 'output-tokens';
    if (this.#limiter.admit(at, isOutput ? 0 : cost) !== null) return false;
    if (!isOutput) return true;
    for (let part = 1; part <= outputParts; part++) {
      this.#later.push({ at: at + (took * 1000 * part) / outputParts, tokens: cost / outputParts });
    }
    this.#later.sort((a, b) => a.at - b.at);
    return true;
  }

  /** The true level as a fraction of the capacity. */
  level(at: number): number {
    this.#advance(at);
    return Math.max(0, this.#limiter.bucket(this.unit, 60)?.levelAt(at) ?? 0) / this.#scenario.limit;
  }

  #advance(at: number): void {
    for (let next = this.#later[0]; next && next.at <= at; next = this.#later[0]) {
      this.#later.shift();
      this.#limiter.produce(next.at, next.tokens);
    }
  }
}

/** An engine that checks the models of keys with the default budgets, all in driven time. */
export function startWholePath(
  provider: ProviderClient,
  clock: DrivenClock,
  watched: readonly { readonly provider: ProviderId; readonly models: readonly string[] }[],
  seed = 1,
): Engine {
  const random = seededRandom(seed);
  const purse = new Purse(clock, { others: async () => [], write: async () => {} });
  const checks = new ProbeSource({
    clock,
    random,
    purse,
    clientOf: () => provider,
    access: async (apiKey) => ({ apiKey, baseUrl: 'https://provider.invalid' }),
  });
  const engine = new Engine(
    {
      clock,
      wall: () => clock.now(),
      random,
      purse,
      checks,
      sources: [],
      log: { observation: () => {}, fault: () => {} },
    },
    {
      budget: { shareOfRequestsPerMinute: 0.01, shareOfRequestsPerDay: 0.02, dollarsPerDay: 0.05 },
      thresholds: () => ({ low: 0.2, critical: 0.05 }),
      muted: new Set(),
    },
  );
  const origin = 'https://provider.invalid';
  engine.watch(
    watched.map((one, index) => ({
      ...one,
      id: `key-${index}`,
      label: one.provider,
      origin,
      fingerprint: '…',
      storage: 'secret',
    })),
  );
  return engine;
}
